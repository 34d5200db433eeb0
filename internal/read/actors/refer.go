package actors

import (
	"slices"
	"strconv"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// The nouns that stand for sides talked of before.
var (
	sideNouns   = wordSet("sides countries nations parties governments states delegations capitals neighbors neighbours teams allies rivals adversaries foes partners")
	peopleNouns = wordSet("leaders presidents ministers men women diplomats officials envoys premiers secretaries counterparts negotiators chiefs heads")
	group       = wordSet("officials diplomats sources analysts experts observers negotiators mediators leaders delegates participants")
)

// readCollectives appends "the two sides", "both leaders", "the pair", plural
// groups ("officials") and pronouns.
func (r *reader) readCollectives(out []layer.Actor) []layer.Actor {
	for _, s := range r.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			w := &r.w[i]
			form := r.tokens[i].Form
			switch {
			case w.class == the || form == "both" || form == "Both" || form == "these" || form == "These":
				j := i + 1
				two := form == "both" || form == "Both"
				if j < s.Last && (r.tokens[j].Form == "two" || r.tokens[j].Form == "2") {
					j, two = j+1, true
				}
				if n := many[r.tokens[min(j, s.Last-1)].Form]; n > 0 && !two {
					if last := r.manySides(j+1, s); last > j {
						out = append(out, r.actor(i, last, layer.Collective, "", 0, manyRule(n)))
						i = last - 1
						continue
					}
				}
				if j < s.Last && r.tokens[j].UPOS == nlp.ADJ && two && r.w[j].lex == 0 {
					if r.tokens[j].Form == "political" || r.tokens[j].Form == "major" {
						continue // "both political parties"
					}
					j++
				}
				if j >= s.Last {
					continue
				}
				noun := r.tokens[j].Form
				if r.w[j].shape == capital {
					noun = lowerASCII(noun)
				}
				if j+1 < s.Last && (noun == "foreign" || noun == "prime" || noun == "defense" || noun == "defence") {
					noun = r.tokens[j+1].Form
					j++
				}
				if two && (sideNouns[noun] || peopleNouns[noun]) || noun == "pair" || noun == "duo" || noun == "sides" || noun == "parties" {
					rule := "two sides"
					if peopleNouns[noun] || noun == "pair" || noun == "duo" {
						rule = "two persons"
					}
					out = append(out, r.actor(i, j+1, layer.Collective, "", 0, rule))
					i = j
				}
			case form == "our" || form == "Our":
				if j := r.ourSides(i, s); j > i {
					out = append(out, r.actor(i, j, layer.Collective, "", 0, "our sides"))
					i = j - 1
				}
			case w.class == pronoun && (form == "He" || form == "She" || form == "he" || form == "she"):
				out = append(out, r.actor(i, i+1, layer.PersonActor, "", 0, "pronoun"))
			case w.title == 0 && w.lex == 0 && group[form] && w.office == 0:
				out = append(out, r.actor(i, i+1, layer.Collective, r.sideBefore(i, s), 0, "group"))
			}
		}
	}
	return out
}

// many are the numbers of sides, beside two, that a collective may count.
var many = map[string]int{"three": 3, "four": 4, "five": 5}

// manyRule is the rule of a collective for n sides.
func manyRule(n int) string { return "sides: " + strconv.Itoa(n) }

// manySides returns the end of what follows a number at token j-1 if that makes it
// stand for sides: "the three countries", "the four" before a verb; else 0.
func (r *reader) manySides(j int, s nlp.Sentence) int {
	for j < s.Last && r.tokens[j].UPOS == nlp.ADJ && r.w[j].lex == 0 {
		j++
	}
	if j >= s.Last {
		return 0
	}
	noun := lowerASCII(r.tokens[j].Form)
	if j+1 < s.Last && (noun == "foreign" || noun == "prime" || noun == "defense" || noun == "defence") {
		j++
		noun = r.tokens[j].Form
	}
	switch {
	case sideNouns[noun] || peopleNouns[noun]:
		return j + 1
	case r.tokens[j].UPOS == nlp.VERB && r.tokens[j].XPOS != "VBG" && r.tokens[j].XPOS != "VBN" || r.tokens[j].UPOS == nlp.AUX:
		return j
	}
	return 0
}

// ourSides returns the end of "our governments", "our three countries" at token
// i, or i.
func (r *reader) ourSides(i int, s nlp.Sentence) int {
	j := i + 1
	for j < s.Last && j < i+3 && (r.tokens[j].UPOS == nlp.NUM || r.tokens[j].Form == "respective") {
		j++
	}
	if j >= s.Last {
		return i
	}
	switch r.tokens[j].Form {
	case "governments", "countries", "nations", "delegations", "states", "republics":
		return j + 1
	}
	return i
}

// signatories returns the first mention of each side in the title of a joint
// statement: those who speak of "our governments" in it.
func (r *reader) signatories() []int {
	var refs []int
	for n := range min(2, len(r.doc.Sentences)) {
		s := r.doc.Sentences[n]
		joint := false
		for t := s.First; t < s.Last; t++ {
			joint = joint || lowerASCII(r.tokens[t].Form) == "joint"
		}
		if !joint {
			continue
		}
		for k := range r.doc.Actors {
			a := &r.doc.Actors[k]
			if a.Sentence == n && a.Code != "" && !slices.ContainsFunc(refs, func(x int) bool { return r.doc.Actors[x].Code == a.Code }) {
				refs = append(refs, k)
			}
		}
		if len(refs) >= 2 {
			return refs
		}
		refs = nil
	}
	return nil
}

// sideBefore is the side of the adjective that stands before token i, with
// modifiers between.
func (r *reader) sideBefore(i int, s nlp.Sentence) string {
	for j := i - 1; j >= s.First && j > i-4; j-- {
		if e := r.entry(j); e != nil {
			if sd, ok := r.sideOf(e); ok {
				return sd.code
			}
			return ""
		}
		if r.tokens[j].UPOS != nlp.ADJ && r.tokens[j].UPOS != nlp.NOUN || r.w[j].class != open {
			return ""
		}
	}
	return ""
}

// window is how many mentions back a collective or pronoun looks.
const window = 24

// resolve points collectives and pronouns to what they stand for, where only
// one reading is possible, and drops pronouns that stand for nobody found.
func (r *reader) resolve() {
	all := r.doc.Actors
	for i := range all {
		a := &all[i]
		switch a.Rule {
		case "two persons":
			if refs := r.lastPersons(i, 2); refs != nil {
				a.Refers = refs
				continue
			}
			a.Refers = r.twoSides(i)
		case "offices":
			if a.Code == "" && r.is(a.First-1, the) {
				if refs := r.lastPersons(i, 2); refs != nil && r.samePlace(refs, a) {
					a.Refers = refs
				}
			}
		case "two sides":
			a.Refers = r.twoSides(i)
		case manyRule(3), manyRule(4), manyRule(5):
			n := int(a.Rule[len(a.Rule)-1] - '0')
			if a.Refers = r.lastSides(i, n); a.Refers == nil {
				a.Refers = r.mainOf(i, n)
			}
		case "our sides":
			if refs := r.signatories(); len(refs) > 0 && refs[len(refs)-1] < i {
				a.Refers = refs
			}
		case "pronoun":
			if k, ok := r.antecedent(i); ok {
				a.Refers = []int{k}
				a.Person = all[k].Person
				a.Code = all[k].Code
			}
		}
	}
	// A pronoun without a person is no actor.
	number := make([]int, len(all))
	kept := all[:0]
	for i := range all {
		if all[i].Rule == "pronoun" && all[i].Person == 0 {
			number[i] = -1
			continue
		}
		number[i] = len(kept)
		kept = append(kept, all[i])
	}
	for i := range kept {
		for k, x := range kept[i].Refers {
			kept[i].Refers[k] = number[x]
		}
	}
	r.doc.Actors = kept
}

// samePlace reports whether the persons of two mentions are of two sides and hold
// offices of the rank that the plural a names: "the presidents", "the heads of
// state".
func (r *reader) samePlace(refs []int, a *layer.Actor) bool {
	p, q := &r.doc.People[r.doc.Actors[refs[0]].Person-1], &r.doc.People[r.doc.Actors[refs[1]].Person-1]
	if p.For == "" || q.For == "" || p.For == q.For || p.Rank != q.Rank {
		return false
	}
	switch noun := lowerASCII(r.tokens[a.First].Form); noun {
	case "leaders", "heads", "presidents", "premiers":
		return p.Rank == string(parley.LeaderLevel)
	case "ministers", "foreign", "defence", "defense":
		return p.Rank == string(parley.MinisterLevel)
	}
	return false
}

// twoSides returns the mentions of the two sides that the collective at mention
// i stands for: the two spoken of last, if in one sentence; else the only
// ones that were named as a pair; else the two that the document is about.
func (r *reader) twoSides(i int) []int {
	refs := r.lastSides(i, 2)
	if refs != nil && r.doc.Actors[refs[0]].Sentence == r.doc.Actors[refs[1]].Sentence {
		return refs
	}
	if pair := r.onlyPair(i); pair != nil {
		return pair
	}
	if refs == nil {
		refs = r.mainSides(i)
	}
	return refs
}

// onlyPair returns the mentions of the two sides that were named as a pair
// before mention i, "Chile and Peru", "Chilean–Peruvian", if no other two were.
func (r *reader) onlyPair(i int) []int {
	all := r.doc.Actors
	var pair []int
	for k := i - 1; k >= 1 && k > i-4*window; k-- {
		if !r.paired(k-1, k) || k > 1 && r.paired(k-2, k-1) || k+1 < i && r.paired(k, k+1) || all[k].Code == all[k-1].Code {
			continue
		}
		if pair == nil {
			pair = []int{k - 1, k}
			continue
		}
		for _, x := range pair {
			if c := all[x].Code; c != all[k].Code && c != all[k-1].Code {
				return nil
			}
		}
	}
	return pair
}

// paired reports whether nothing but a conjunction or a hyphen stands between
// two mentions of sides.
func (r *reader) paired(k, l int) bool {
	a, b := &r.doc.Actors[k], &r.doc.Actors[l]
	if a.Code == "" || b.Code == "" || a.Sentence != b.Sentence || a.Kind == layer.Unnamed || b.Kind == layer.Unnamed {
		return false
	}
	if b.First == a.Last+1 && (r.w[a.Last].class == hyphen || dashes[r.tokens[a.Last].Form]) {
		return true
	}
	return r.onlyList(a.Last, b.First)
}

// lastPersons returns the mentions of the n persons named last before mention
// i, if within its sentence and the two before it there are exactly n.
func (r *reader) lastPersons(i, n int) []int {
	all := r.doc.Actors
	var refs []int
	for k := i - 1; k >= 0 && k > i-window; k-- {
		if all[i].Sentence-all[k].Sentence > 2 {
			break
		}
		if len(refs) >= n && all[k].Sentence < all[refs[0]].Sentence {
			break
		}
		p := all[k].Person
		if p == 0 || all[k].Rule == "pronoun" || r.doc.People[p-1].For == "" && r.doc.People[p-1].Title == "" {
			continue
		}
		if !slices.ContainsFunc(refs, func(x int) bool { return all[x].Person == p }) {
			refs = append(refs, k)
		}
	}
	if len(refs) != n {
		return nil
	}
	slices.Reverse(refs)
	return refs
}

// lastSides returns mentions of the n sides spoken of last before mention i,
// if within its sentence and the three before it there are exactly n, going
// back sentence by sentence until there are enough.
func (r *reader) lastSides(i, n int) []int {
	all := r.doc.Actors
	var refs []int
	sentence := all[i].Sentence
	for k := i - 1; k >= 0 && k > i-window; k-- {
		if all[i].Sentence-all[k].Sentence > 3 {
			break
		}
		if all[k].Sentence < sentence {
			if len(refs) >= n {
				break
			}
			sentence = all[k].Sentence
		}
		c := all[k].Code
		if c == "" || all[k].Kind == layer.Unnamed {
			continue
		}
		if !slices.ContainsFunc(refs, func(x int) bool { return all[x].Code == c }) {
			refs = append(refs, k)
		}
	}
	if len(refs) != n {
		return nil
	}
	slices.Reverse(refs)
	return refs
}

// mainSides returns the last mentions before mention i of the two sides that
// the document is about, if it is about two: each named three times as often as
// any other.
func (r *reader) mainSides(i int) []int { return r.mainOf(i, 2) }

// mainOf does so for n sides.
func (r *reader) mainOf(i, n int) []int {
	if r.main == nil {
		r.main = map[int][]string{}
	}
	codes, ok := r.main[n]
	if !ok {
		codes = r.countSides(n)
		r.main[n] = codes
	}
	if len(codes) != n {
		return nil
	}
	var refs []int
	all := r.doc.Actors
	for _, code := range codes {
		at := -1
		for k := i - 1; k >= 0 && k > i-4*window; k-- {
			if all[k].Code == code {
				at = k
				break
			}
		}
		if at < 0 {
			return nil
		}
		refs = append(refs, at)
	}
	slices.Sort(refs)
	return refs
}

// countSides returns the codes of the n sides that the document is about, in
// the order of first mention, or an empty list.
func (r *reader) countSides(n int) []string {
	count := map[string]int{}
	var order []string
	for i := range r.doc.Actors {
		if c := r.doc.Actors[i].Code; c != "" {
			if count[c]++; count[c] == 1 {
				order = append(order, c)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	if len(order) < n || count[order[n-1]] < 2 {
		return nil
	}
	if len(order) > n && (n == 2 && count[order[1]] < 3*count[order[2]] || count[order[n-1]] <= count[order[n]]) {
		return nil
	}
	return order[:n]
}

// antecedent returns the mention of the person whom the pronoun at mention i
// stands for: the only one named in its sentence before it, or, where there is
// none, the only one in the sentence before.
func (r *reader) antecedent(i int) (int, bool) {
	all := r.doc.Actors
	for back := 0; back <= 1; back++ {
		found := -1
		several := false
		for k := i - 1; k >= 0 && k > i-window; k-- {
			d := all[i].Sentence - all[k].Sentence
			if d > back {
				break
			}
			if d < back || all[k].Person == 0 {
				continue
			}
			if found >= 0 && all[found].Person != all[k].Person {
				several = true
			}
			found = k
		}
		if several {
			return 0, false
		}
		if found >= 0 {
			if all[i].Sentence != all[found].Sentence && r.doc.Sentences[all[i].Sentence].Block != r.doc.Sentences[all[found].Sentence].Block && r.doc.Sentences[all[i].Sentence].First != all[i].First && !r.onlyPerson(found, i) {
				return 0, false
			}
			return found, true
		}
	}
	return 0, false
}

// onlyPerson reports whether no other person is named before mention i than that
// of mention k.
func (r *reader) onlyPerson(k, i int) bool {
	for _, a := range r.doc.Actors[max(0, i-4*window):i] {
		if a.Person != 0 && a.Person != r.doc.Actors[k].Person {
			return false
		}
	}
	return true
}
