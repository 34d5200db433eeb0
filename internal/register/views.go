package register

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
)

// Those who took part judge talks in so many words ("a useful meeting"), which
// readers make assessments of, and in what they say of them ("there had been no
// progress"): both are views, and they may differ within one report as well as
// between two.

//go:embed verdicts.tsv
var verdictsTSV string

// verdicts are the words of tone that judge talks by themselves.
var verdicts = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range rows(verdictsTSV) {
		words[fold(row[0])] = true
	}
	return words
})

//go:embed retorts.tsv
var retortsTSV string

// retorts are the verbs of speaking against, and whether they deny.
var retorts = sync.OnceValue(func() map[string]bool {
	verbs := map[string]bool{}
	for _, row := range rows(retortsTSV) {
		verbs[fold(row[0])] = row[1] == "deny"
	}
	return verbs
})

// talking are the nouns beside which a word of tone judges talks.
var talking = map[string]bool{
	"talks": true, "talk": true, "meeting": true, "meetings": true, "negotiations": true, "discussions": true, "discussion": true, "round": true, "rounds": true,
	"summit": true, "conference": true, "session": true, "dialogue": true, "consultations": true,
}

// wished are words that make a judgement one of what might be.
var wished = map[string]bool{"if": true, "would": true, "could": true, "might": true, "may": true, "hope": true, "hopes": true, "hoped": true, "will": true, "whether": true, "unless": true, "want": true, "wants": true, "wanted": true, "must": true, "need": true, "needs": true, "needed": true}

// ofSomebody are the words after which a will is one that somebody has.
var ofSomebody = map[string]bool{"of": true, "political": true, "no": true, "good": true, "the": true}

// longestVerdict is how many words a statement may have that judges: longer ones
// speak of many things.
const longestVerdict = 40

// bareVerdict is how many it may have where it does not name the talks.
const bareVerdict = 20

// turned is how many words back a negation turns a word of tone in a statement:
// "should not be regarded as a failure".
const turned = 5

// toneOfStatement is how a statement speaks of talks: 1, -1 or 0.
func toneOfStatement(text string) int {
	words := strings.Fields(fold(text))
	if len(words) > longestVerdict {
		return 0
	}
	for i, w := range words {
		if wished[w] && !(w == "will" && i > 0 && ofSomebody[words[i-1]]) {
			return 0
		}
	}
	named := slices.ContainsFunc(words, func(w string) bool { return talking[w] })
	if !named && len(words) > bareVerdict {
		return 0
	}
	sum := 0
	for i := 0; i < len(words); {
		term, n := termAt(words, i)
		// "failed to appear", "engine failure" judge no talks
		if n > 0 && (named || verdicts()[term]) && !(i+n < len(words) && words[i+n] == "to" && failing[term]) && !(term == "failure" && i > 0 && !beforeFailure[words[i-1]]) {
			t := tones()[term]
			for _, w := range words[max(0, i-turned):i] {
				switch {
				case w == "but":
					t = abs(t) * tones()[term] // what comes before it does not count
				case negations[w]:
					t = -t
				}
			}
			if sum*t < 0 {
				return 0
			}
			sum += t
		}
		i += max(n, 1)
	}
	if sum == 0 && named && hedged(words) {
		return -1
	}
	return max(-1, min(1, sum))
}

// failing are verdicts that judge something else where an infinitive follows.
var failing = map[string]bool{"failed": true, "failure": true}

// beforeFailure are the words after which a failure is not one of a thing.
var beforeFailure = map[string]bool{
	"a": true, "the": true, "this": true, "that": true, "as": true, "of": true, "no": true, "not": true, "total": true, "complete": true, "utter": true, "big": true, "major": true, "its": true, "their": true,
	"another": true, "diplomatic": true, "in": true, "is": true, "was": true, "were": true, "talks": true, "summit": true, "negotiation": true, "for": true, "to": true, "and": true, "any": true,
}

// limiting and early make a judgement of talks that have not come far: "still in
// an exploratory phase", "too early to speak of a result".
var (
	limiting = map[string]bool{"still": true, "only": true, "merely": true, "just": true, "too": true}
	early    = map[string]bool{"exploratory": true, "preliminary": true, "early": true, "premature": true, "tentative": true, "initial": true}
)

// hedged reports whether words say that talks have not come far.
func hedged(words []string) bool {
	for i, w := range words {
		if early[w] && slices.ContainsFunc(words[max(0, i-4):i], func(w string) bool { return limiting[w] }) {
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// shortVerdict is how many words a judgement may have by somebody of whom no side
// is known.
const shortVerdict = 24

// judges reports whether what somebody says of a round counts as a judgement of
// it: he is at the table, or is of no known side and says it of the talks in few
// words. What others say by the way is of other things.
func (r *round) judges(actor, text string) bool {
	if actor != "" {
		return loadGroups().covers(r.sides, actor) || r.profile.third[actor] > 0
	}
	words := strings.Fields(fold(text))
	return len(words) <= shortVerdict && slices.ContainsFunc(words, func(w string) bool { return talking[w] })
}

// view is one judgement of a round.
type view struct {
	tone  int
	text  string
	who   string // folded: the speaker, "" for the report itself
	actor string // the side of the speaker, where it is known
	told  []told
}

// views are all judgements of a round, from assessments and from statements.
func (f *folder) views(r *round) []view {
	var out []view
	for _, g := range r.groups[parley.FieldAssessment] {
		if g.refused != "" {
			continue
		}
		term := decoded[parley.Assessment](g.value).Term
		tone := toneOf(term)
		if g.denied {
			tone, term = -tone, "not "+term
		}
		if tone == 0 {
			continue
		}
		for _, t := range g.told {
			out = append(out, view{tone: tone, text: term, who: fold(t.claim.SaidBy), told: []told{t}})
		}
	}
	actors := map[string]string{} // by speaker
	for i := range r.said {
		s := &r.said[i]
		who, actor := fold(s.Speaker), loadGroups().canonical(s.Actor)
		if actor != "" {
			actors[who] = actor
		}
		m := r.mentionIn(s.Claim.Subject.Document)
		if m == nil || who == "" || s.Kind == parley.Media || s.Kind == parley.GroupSpeaker && actor == "" || s.Claim.Modality != parley.Asserted || len(s.Claim.Evidence) == 0 {
			continue
		}
		text := s.Claim.Evidence[0].Quote
		if !r.judges(actor, text) {
			continue
		}
		tone := toneOfStatement(text)
		if _, deny := retort(s.Claim); deny {
			tone, text = -tone, "denied: "+text
		}
		if tone != 0 {
			out = append(out, view{tone: tone, text: "“" + text + "”", who: who, actor: actor, told: []told{{claim: s.Claim, mention: m, value: text}}})
		}
	}
	for i := range out {
		out[i].actor = cmp.Or(out[i].actor, actors[out[i].who])
	}
	return out
}

// mentionIn is the first mention of the round in a document, or nil.
func (r *round) mentionIn(d parley.Digest) *mention {
	for _, m := range r.mentions {
		if m.doc.ID == d {
			return m
		}
	}
	return nil
}

// retort tells whether the words that introduce a statement speak against what
// was said before, and whether they deny it.
func retort(c *parley.Claim) (ok, deny bool) {
	if len(c.Evidence) < 2 {
		return false, false
	}
	deny, ok = retorts()[fold(c.Evidence[len(c.Evidence)-1].Quote)]
	return ok, deny
}

// mild reports whether the verb that introduces a statement only answers, and
// need not speak against anything.
func mild(c *parley.Claim) bool {
	switch fold(c.Evidence[len(c.Evidence)-1].Quote) {
	case "replied", "responded":
		return true
	}
	return false
}

// against reports whether two views are of different people: of two speakers who
// are not of one side, or of the reports of two origins.
func (a *view) against(b *view) bool {
	switch {
	case a.actor != "" && a.actor == b.actor:
		return false
	case (a.who == "" || b.who == "") && a.told[0].mention.doc == b.told[0].mention.doc:
		return false // a report that judges for itself does not differ with whom it cites
	case a.who != b.who:
		return true
	}
	origins, _ := countOrigins(slices.Concat(a.told, b.told))
	return origins > 1
}

// ofTone compares those who speak well of a round with those who speak badly of
// it. Both may be meant.
func (f *folder) ofTone(r *round) []parley.Contradiction {
	if !r.profile.happened {
		return nil // what is still to come can be judged by nobody
	}
	all := f.views(r)
	var good, bad []view
	for i := range all {
		if slices.ContainsFunc(all, func(o view) bool { return o.tone*all[i].tone < 0 && all[i].against(&o) }) {
			if all[i].tone > 0 {
				good = append(good, all[i])
			} else {
				bad = append(bad, all[i])
			}
		}
	}
	if len(good) > 0 && len(bad) > 0 {
		well, ill := sideOf(good), sideOf(bad)
		return []parley.Contradiction{contradiction(parley.OfView, r, parley.FieldAssessment, fmt.Sprintf("some speak well of it (%s) and some do not (%s)", well.value, ill.value), well, ill)}
	}
	if blame := ofBlame(r); len(blame) > 0 {
		return blame
	}
	return f.ofRetorts(r)
}

// side is the side of a round for which somebody speaks, or "".
func (r *round) side(s *parley.Said) string {
	if c := loadGroups().canonical(s.Actor); c != "" && loadGroups().covers(r.sides, c) {
		return c
	}
	return ""
}

// blames reports whether s lays a fault on the side.
func blames(s *parley.Said, side string) bool {
	return slices.ContainsFunc(s.Blames, func(c string) bool { return loadGroups().covers([]string{loadGroups().canonical(c)}, side) })
}

// ofBlame finds two sides of a round that lay the fault at each other's door.
func ofBlame(r *round) []parley.Contradiction {
	for i := range r.said {
		a := &r.said[i]
		one := r.side(a)
		m := r.mentionIn(a.Claim.Subject.Document)
		if one == "" || len(a.Blames) == 0 || m == nil {
			continue
		}
		for j := i + 1; j < len(r.said); j++ {
			b := &r.said[j]
			other, n := r.side(b), r.mentionIn(b.Claim.Subject.Document)
			if other == "" || other == one || n == nil || !blames(a, other) || !blames(b, one) {
				continue
			}
			return []parley.Contradiction{contradiction(parley.OfView, r, parley.FieldAssessment, fmt.Sprintf("%s and %s lay the fault on each other", a.Speaker, b.Speaker), quoted(a, m), quoted(b, n))}
		}
	}
	return nil
}

// ofNumbers finds two sides of a round who, one after the other in one report,
// tell what was agreed with different numbers: "it was for 120 days", "it had
// agreed to 60".
func ofNumbers(r *round, said []parley.Said) []parley.Contradiction {
	for i := 1; i < len(said); i++ {
		a, b := &said[i-1], &said[i]
		one, other := r.side(a), r.side(b)
		m := r.mentionIn(b.Claim.Subject.Document)
		if m == nil || one == "" || other == "" || one == other || a.Claim.Subject.Document != b.Claim.Subject.Document || len(a.Claim.Evidence) == 0 || len(b.Claim.Evidence) == 0 {
			continue
		}
		x, y := a.Claim.Evidence[0].Quote, b.Claim.Evidence[0].Quote
		if !agreedOn(x) || !agreedOn(y) {
			continue
		}
		n, of, ok := numberIn(x)
		k, unit, also := numberIn(y)
		if ok && also && n != k && (of == unit || of == "" || unit == "") {
			return []parley.Contradiction{contradiction(parley.OfView, r, parley.FieldOutcome, fmt.Sprintf("%s tells it with %s, %s with %s", a.Speaker, n, b.Speaker, k), quoted(a, m), quoted(b, m))}
		}
	}
	return nil
}

// numberIn is the one number in a short text and what it counts; false where
// there is none, or more than one, or the text is long. Years count nothing.
func numberIn(text string) (number, of string, ok bool) {
	words := strings.Fields(fold(text))
	if len(words) > shortVerdict {
		return "", "", false
	}
	for i, w := range words {
		if strings.Trim(w, "0123456789") != "" {
			continue
		}
		if number != "" || len(w) == 4 && (w[:2] == "19" || w[:2] == "20") {
			return "", "", false
		}
		number = w
		if i+1 < len(words) && !linking[words[i+1]] {
			of = words[i+1]
		}
	}
	return number, of, number != ""
}

// linking are words that may follow a number that tells by itself.
var linking = map[string]bool{"and": true, "or": true, "as": true, "but": true, "in": true, "on": true, "by": true, "of": true, "for": true, "with": true, "at": true, "from": true, "to": true, "the": true, "a": true}

// ofRetorts finds two sides of a round of whom one answers what the other has
// said of it right before, in one report.
func (f *folder) ofRetorts(r *round) []parley.Contradiction {
	said := slices.Clone(r.said)
	slices.SortStableFunc(said, func(a, b parley.Said) int {
		return cmp.Or(strings.Compare(string(a.Claim.Subject.Document), string(b.Claim.Subject.Document)), a.Claim.Subject.At.Compare(b.Claim.Subject.At))
	})
	if differ := ofNumbers(r, said); len(differ) > 0 {
		return differ
	}
	for i := 1; i < len(said); i++ {
		a, b := &said[i-1], &said[i]
		answers, deny := retort(b.Claim)
		m := r.mentionIn(b.Claim.Subject.Document)
		one, other := r.side(a), r.side(b)
		if m == nil || !answers || deny || a.Claim.Subject.Document != b.Claim.Subject.Document || one == "" || other == "" || one == other {
			continue
		}
		if mild(b.Claim) && !blames(a, other) && !blames(b, one) {
			continue // an answer is no contradiction
		}
		return []parley.Contradiction{contradiction(parley.OfView, r, parley.FieldAssessment, fmt.Sprintf("%s says one thing of it, and %s answers with another", a.Speaker, b.Speaker), quoted(a, m), quoted(b, m))}
	}
	return nil
}

// deniedViews are statements by which a side denies what was told of a round.
func (f *folder) deniedViews(r *round) []parley.Contradiction {
	for i := range r.said {
		s := &r.said[i]
		_, deny := retort(s.Claim)
		actor := loadGroups().canonical(s.Actor)
		m := r.mentionIn(s.Claim.Subject.Document)
		if m == nil || !deny || actor == "" || !loadGroups().covers(r.sides, actor) || !agreedOn(s.Claim.Evidence[0].Quote) || m.status == parley.DeniedMeeting {
			continue
		}
		// What it denies: what another said right before, else what came of the round.
		var told *valueGroup
		for j := range r.said {
			o := &r.said[j]
			if o.Claim.Subject.Document == s.Claim.Subject.Document && o.Claim.Subject.At.Start < s.Claim.Subject.At.Start && fold(o.Speaker) != fold(s.Speaker) && agreedOn(o.Claim.Evidence[0].Quote) {
				told = quoted(o, m)
			}
		}
		if told == nil {
			for _, g := range r.groups[parley.FieldOutcome] {
				if !g.denied && g.refused == "" && told == nil {
					told = g
				}
			}
		}
		if told == nil {
			continue
		}
		return []parley.Contradiction{contradiction(parley.Denial, r, parley.FieldOutcome, fmt.Sprintf("%s denies it", s.Speaker), told, quoted(s, m))}
	}
	return nil
}

// agreement are words for what talks come to.
var agreement = map[string]bool{
	"agreed": true, "agree": true, "agreement": true, "deal": true, "accord": true, "arrangement": true, "arrangements": true, "understanding": true, "commitment": true, "committed": true,
	"promise": true, "promised": true, "pledge": true, "pledged": true, "concession": true, "concessions": true, "accepted": true, "consented": true, "signed": true, "protocol": true, "settled": true, "undertook": true, "undertaken": true,
}

// agreedOn reports whether a statement speaks of what was agreed.
func agreedOn(text string) bool {
	for w := range strings.FieldsSeq(fold(text)) {
		if agreement[w] {
			return true
		}
	}
	return false
}

// quoted is a statement as a side of a contradiction.
func quoted(s *parley.Said, m *mention) *valueGroup {
	text := ""
	if len(s.Claim.Evidence) > 0 {
		text = s.Claim.Evidence[0].Quote
	}
	return sideOf([]view{{text: "“" + text + "”", told: []told{{claim: s.Claim, mention: m, value: text}}}})
}

// sideOf is several views as one side of a contradiction.
func sideOf(views []view) *valueGroup {
	out := &valueGroup{modality: views[0].told[0].claim.Modality}
	var texts []string
	for _, v := range views {
		if !slices.Contains(texts, v.text) {
			texts = append(texts, v.text)
		}
		out.told = append(out.told, v.told...)
		if strength[v.told[0].claim.Modality] < strength[out.modality] {
			out.modality = v.told[0].claim.Modality
		}
	}
	out.value = strings.Join(texts, ", ")
	slices.SortFunc(out.told, func(a, b told) int {
		return cmp.Or(compareMentions(a.mention, b.mention), parley.CompareClaims(a.claim, b.claim))
	})
	out.origins, out.docs = countOrigins(out.told)
	return out
}
