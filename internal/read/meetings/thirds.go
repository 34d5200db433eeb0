package meetings

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// Who is at the table beside the sides, or around it, is told by a word for it
// near a name: "the Omani minister carried messages", "in the presence of". The
// rules of roles.go know constructions; data/hints.tsv knows words, and for each
// actor near one the fitted weights of data/thirds.tsv decide whether it hosts,
// mediates or watches. What a rule says is one argument of several.

//go:embed data/hints.tsv
var hintsTSV string

// thirdsTSV is the table of package weigh that decides who has a role beside the
// sides.
//
//go:embed data/thirds.tsv
var thirdsTSV string

// ThirdsHeader stands at the head of data/thirds.tsv.
const ThirdsHeader = `# Who hosts, mediates or watches a meeting: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train thirds DIR… internal/read/meetings/data/thirds.tsv
`

// Bounds of the log-odds: what a rule proposes goes out where the weights are
// clearly against it; another comes in where they are for it.
const (
	keepThird = -1.5
	addThird  = 0.5
)

// besides are the roles that an actor beside the sides can have.
var besides = []parley.Role{parley.Mediator, parley.Host, parley.Observer}

// hintWord is one row of data/hints.tsv.
type hintWord struct {
	words   []string
	role    parley.Role
	example string
}

// loadHints reads data/hints.tsv, by first word.
func loadHints() (map[string][]hintWord, error) {
	table, err := rows("hints.tsv", hintsTSV, 3)
	if err != nil {
		return nil, err
	}
	out := map[string][]hintWord{}
	for _, row := range table {
		r := parley.Role(row[1])
		if !slices.Contains(besides, r) {
			return nil, fmt.Errorf("hints.tsv, %q: no role %q", row[0], row[1])
		}
		for _, words := range spellings(row[0]) {
			out[words[0]] = append(out[words[0]], hintWord{words, r, row[2]})
		}
	}
	return out, nil
}

// roleCue is a word of data/hints.tsv in the text.
type roleCue struct {
	role        parley.Role
	first, last int // tokens
	words       string
}

// cuesIn are the words for roles in a sentence.
func (v *view) cuesIn(s int) []roleCue {
	sent := &v.Sentences[s]
	if v.lex == nil || sent.Last-sent.First > maxSentence {
		return nil
	}
	var out []roleCue
	for t := sent.First; t < sent.Last; t++ {
		ws := v.lex.hints[v.Tokens[t].Lemma]
		if v.lower[t] != v.Tokens[t].Lemma {
			ws = append(ws[:len(ws):len(ws)], v.lex.hints[v.lower[t]]...)
		}
		for _, w := range ws {
			if t+len(w.words) <= sent.Last && v.wordsAt(w.words, t) {
				out = append(out, roleCue{w.role, t, t + len(w.words), strings.Join(w.words, " ")})
			}
		}
	}
	return out
}

// thirdContext is what all questions about roles in one document share.
type thirdContext struct {
	r      *roll
	kept   []*candidate
	main   *candidate
	cues   [][]roleCue           // by sentence
	owner  []*candidate          // by sentence: whose mention stands there, else who was told of last
	own    []map[*candidate]bool // by sentence: whose mentions stand there
	nobody []*presence           // persons of no side
}

func (v *view) thirdContext(r *roll, kept []*candidate, main *candidate) *thirdContext {
	x := &thirdContext{r: r, kept: kept, main: main, cues: make([][]roleCue, len(v.Sentences)), owner: make([]*candidate, len(v.Sentences)), own: make([]map[*candidate]bool, len(v.Sentences))}
	for _, c := range kept {
		for _, m := range c.mentions {
			if x.own[m.Sentence] == nil {
				x.own[m.Sentence] = map[*candidate]bool{}
			}
			x.own[m.Sentence][c] = true
			if x.owner[m.Sentence] == nil || c == main {
				x.owner[m.Sentence] = c
			}
		}
	}
	last := main
	for s := range v.Sentences {
		x.cues[s] = v.cuesIn(s)
		if x.owner[s] != nil {
			last = x.owner[s]
		}
		x.owner[s] = last
	}
	for p := range v.People {
		q := &v.People[p]
		if q.For != "" || v.spokesperson(p) {
			continue
		}
		n := &presence{code: q.Name, person: true}
		for _, a := range q.Mentions {
			if a >= 0 && a < len(v.Actors) && v.Actors[a].Kind == layer.PersonActor && len(v.codes(a)) == 0 {
				n.actors = append(n.actors, a)
			}
		}
		if len(n.actors) > 0 {
			x.nobody = append(x.nobody, n)
		}
	}
	return x
}

// roleAsk is the question whether an actor has a role beside the sides of a
// meeting.
type roleAsk struct {
	*presence
	role     parley.Role
	ruled    bool // a rule says so
	actor    int  // where it is named, and the word that may tell the role
	cue      parley.Span
	features []string
	odds     float64
}

// maxLinks is how many mentions of one actor are looked at for one meeting.
const maxLinks = 24

// roleAsks are the questions for c: about each actor that is no side of it and
// that a rule gives a role, that stands in a sentence of its own, or that stands
// near a word for a role where the text speaks of it.
func (v *view) roleAsks(x *thirdContext, c *candidate) []roleAsk {
	var out []roleAsk
	for _, p := range slices.Concat(x.r.all, x.nobody) {
		if slices.Contains(c.codes, p.code) {
			continue
		}
		links, within := v.linksOf(x, c, p)
		for _, r := range besides {
			rule := ruledThird(v, c, p.code, r)
			k := slices.IndexFunc(links, func(l link) bool { return l.role == r })
			if rule == nil && (p.rank == 0 && r != parley.Mediator || k < 0 && (!within || p.rank == 0 || r == parley.Host)) {
				continue
			}
			q := roleAsk{presence: p, role: r, ruled: rule != nil}
			switch {
			case rule != nil:
				q.actor, q.cue = rule.actor, rule.cue
			case k >= 0:
				q.actor, q.cue = links[k].actor, v.span(links[k].first, links[k].last)
			default:
				a, _ := v.nearest(p, c.mentions[0])
				q.actor, q.cue = a, c.mentions[0].Span
			}
			q.features = v.roleFeatures(x, c, &q, rule, links)
			out = append(out, q)
		}
	}
	return out
}

func (v *view) span(first, last int) parley.Span {
	return parley.Span{Start: v.Tokens[first].Start, End: v.Tokens[last-1].End}
}

// ruledThird is what a rule says of code having role r at c, or nil.
func ruledThird(v *view, c *candidate, code string, r parley.Role) *third {
	for _, m := range c.mentions {
		for i := range m.third {
			if t := &m.third[i]; t.role == r && slices.Contains(v.thirdCodes(*t), code) {
				return t
			}
		}
	}
	return nil
}

// link is a mention of an actor in a sentence with a word for a role.
type link struct {
	roleCue
	actor int
	where string // which meeting the sentence speaks of
	far   int    // for the order: nearest first
}

// near is how many sentences lie between s and the nearest mention of c.
func (c *candidate) near(s int) int {
	least := 1 << 30
	for _, m := range c.mentions {
		least = min(least, max(s-m.Sentence, m.Sentence-s))
	}
	return least
}

// linksOf are the words for roles in the sentences where p is named and that may
// speak of c, nearest first; within tells whether p stands in a sentence with a
// mention of c.
func (v *view) linksOf(x *thirdContext, c *candidate, p *presence) (links []link, within bool) {
	n := 0
	for _, a := range p.actors {
		actor := &v.Actors[a]
		s := actor.Sentence
		where, far := "", 0
		switch {
		case x.own[s][c]:
			where, within = "own sentence", true
		case len(x.own[s]) > 0 && c.near(s) <= 2:
			where, far = "another's, near", 300
		case len(x.own[s]) > 0 && c == x.main:
			where, far = "another's", 400
		case len(x.own[s]) > 0:
			continue
		case x.owner[s] == c:
			where, far = "after it", 100
		case c == x.main || len(x.kept) == 1:
			where, far = "main, elsewhere", 200
		case c.near(s) <= 2:
			where, far = "near", 250
		default:
			continue
		}
		within = within || actor.Sentence > 0 && c.near(s) <= 1
		if n++; n > maxLinks {
			break
		}
		for _, cue := range x.cues[s] {
			if cue.first >= actor.First && cue.first < actor.Last || v.ofEarlier(cue, v.Sentences[s].Last) {
				continue
			}
			links = append(links, link{cue, a, where, far + max(actor.First-cue.last, cue.first-actor.Last, 0)})
		}
	}
	slices.SortStableFunc(links, func(a, b link) int { return cmp.Compare(a.far, b.far) })
	return links, within
}

// ofEarlier tells whether the role that a cue tells is one in earlier talks:
// "hosted the previous round".
func (v *view) ofEarlier(c roleCue, last int) bool {
	for t := c.last; t < min(last, c.last+4); t++ {
		switch v.lower[t] {
		case "earlier", "previous", "past", "former":
			return t+1 < last && (v.isTalks(t+1, false) || v.isNominal(t+1) && t+2 < last && v.isTalks(t+2, false))
		}
		if v.isFinite(t) {
			return false
		}
	}
	return false
}

// roleFeatures are the arguments for and against p having the role at c: each by
// itself and beside the role.
func (v *view) roleFeatures(x *thirdContext, c *candidate, q *roleAsk, rule *third, links []link) []string {
	var fs features
	v.ruleArguments(c, q, rule, &fs)
	v.cueArguments(q, links, &fs)
	v.actorArguments(x, c, q, &fs)
	out := make([]string, 0, 2*len(fs)+2)
	out = append(out, "bias", string(q.role))
	for _, f := range fs {
		out = append(out, f)
		if !strings.Contains(f, "path=") && !strings.Contains(f, "+") {
			out = append(out, string(q.role)+": "+f)
		}
	}
	return out
}

// ruleArguments tell what the rules say.
func (v *view) ruleArguments(c *candidate, q *roleAsk, rule *third, fs *features) {
	fs.add("no rule", rule == nil)
	if rule != nil {
		fs.add("rule="+rule.by, true)
		fs.add("rule, bound", rule.bound)
		fs.add("rule, there", rule.present)
		own := false
		if rule.actor >= 0 {
			own = slices.ContainsFunc(c.mentions, func(m *mention) bool { return m.Sentence == v.Actors[rule.actor].Sentence })
		}
		fs.add("rule in own sentence", own)
		fs.add("rule elsewhere", !own)
	}
	others := false
	for _, r := range besides {
		if r == q.role {
			continue
		}
		if t := ruledThird(v, c, q.code, r); t != nil {
			fs.add("rule for another role", true)
			others = true
		}
	}
	fs.add("rule for this role alone", rule != nil && !others)
	for _, m := range c.mentions {
		for _, t := range m.third {
			if t.role == q.role && t.actor >= 0 && !slices.Contains(v.thirdCodes(t), q.code) {
				fs.add("another has it by rule", true)
				return
			}
		}
	}
}

// cueArguments tell how the actor hangs together with the nearest word for the
// role.
func (v *view) cueArguments(q *roleAsk, links []link, fs *features) {
	n := 0
	var best *link
	for i := range links {
		l := &links[i]
		switch {
		case l.role != q.role:
			fs.add("cue of another role, "+l.where, !slices.Contains(*fs, "cue of another role, "+l.where))
		case best == nil:
			best = l
			n++
		default:
			n++
		}
	}
	if best == nil {
		fs.add("no cue", true)
		return
	}
	a := &v.Actors[best.actor]
	sent := &v.Sentences[a.Sentence]
	fs.add("cues="+upTo(n, 1, 2, 4), true)
	fs.add("cue "+best.where, true)
	fs.add("cue="+best.words, true)
	fs.add("cue distance="+upTo(max(0, best.first-a.Last, a.First-best.last), 0, 1, 3, 6, 12), true)
	fs.add("cue after", best.first > a.First)
	fs.add("cue before", best.first < a.First)
	fs.add("cue is "+v.partOf(best.first), true)
	fs.add("cue unreal", v.unreal(best.first, sent.First))
	fs.add("cue in title", v.inTitle[best.first])
	for _, f := range v.pathTo(best.last-1, a, sent) {
		fs.add("cue "+f, true)
		if strings.HasPrefix(f, "path=") {
			fs.add(v.partOf(best.first)+" cue "+f, true)
		}
	}
	fs.add("named with cue as "+v.formOf(a), true)
}

// partOf is the part of speech of a cue.
func (v *view) partOf(t int) string {
	switch {
	case v.Tokens[t].XPOS == "VBN":
		return "participle"
	case v.isVerb(t):
		return "verb"
	case v.Tokens[t].UPOS == nlp.NOUN || v.Tokens[t].UPOS == nlp.PROPN:
		return "noun"
	}
	return "other"
}

// emissaryTitles are words in titles of those who are sent to help.
var emissaryTitles = []string{"envoy", "representative", "mediator", "facilitator", "coordinator", "emissary", "adviser"}

// actorArguments tell what the text says of the actor elsewhere.
func (v *view) actorArguments(x *thirdContext, c *candidate, q *roleAsk, fs *features) {
	p := q.presence
	fs.add("kind="+sideKind(p.code), len(p.code) > 0)
	fs.add("no side's", p.rank == 0)
	fs.add("United Nations", p.code == "UNO")
	fs.add("rank="+upTo(p.rank, 1, 2, 3, 5, 8), p.rank > 0)
	fs.add("named="+upTo(len(p.actors), 1, 2, 4, 8), true)
	fs.add("in title", p.title)
	fs.add("in lead", p.lead)
	fs.add("third somewhere="+string(p.third), p.third != "")
	fs.add("third somewhere, other", p.third != "" && p.third != q.role)
	fs.add("meets sides="+strconv.Itoa(min(2, shared(p.partners, c.codes))), true)
	sent := false
	for _, a := range p.actors {
		if n := v.Actors[a].Person; n > 0 {
			title := strings.ToLower(v.People[n-1].Title)
			sent = sent || slices.ContainsFunc(emissaryTitles, func(w string) bool { return strings.Contains(title, w) })
		}
	}
	fs.add("has an envoy", sent)
	fs.add("has a person", p.person)
	elsewhere, beside := false, false
	for _, k := range x.kept {
		if k != c && slices.Contains(k.codes, p.code) {
			elsewhere = true
			beside = beside || shared(k.codes, c.codes) > 0
		}
	}
	fs.add("side elsewhere", elsewhere)
	fs.add("side elsewhere, with one of these", beside)
	place := 0
	for _, m := range c.mentions {
		place = cmp.Or(place, m.place)
	}
	fs.add("place's", place > 0 && v.Places[place-1].Country == p.code)
	fs.add("main", c == x.main)
	fs.add("only", len(x.kept) == 1)
	fs.add("sides="+upTo(len(c.codes), 0, 1, 2), true)
	fs.add("status="+string(v.status(c).Value), true)
	fs.add("sides not told", c.mentions[0].guessed)
	for _, m := range c.mentions {
		for _, a := range p.actors {
			y := &v.Actors[a]
			if y.Sentence != m.Sentence {
				continue
			}
			fs.add("in its sentence", true)
			fs.add("there as "+v.formOf(y), true)
			for _, f := range v.pathFeatures(m, y) {
				fs.add("trigger "+f, true)
			}
			fs.add("distance="+upTo(max(0, m.start-y.Last, y.First-m.Last), 0, 1, 3, 6, 12), true)
			fs.add("can be side", v.canBeSide(a))
			return
		}
	}
	if q.actor >= 0 {
		fs.add("where="+v.whereabouts(&v.Actors[q.actor], c.mentions[0]), true)
	}
}

// weighThirds decides by the weights who has a role beside the sides of each
// meeting.
func (v *view) weighThirds(w weigh.Weights, x *thirdContext) {
	chosen := make([][]roleAsk, len(x.kept))
	for i, c := range x.kept { // first all decisions, so that none rests on another
		best := map[string]int{}
		var asks []roleAsk
		for _, q := range v.roleAsks(x, c) {
			least := addThird
			if q.ruled {
				least = keepThird
			}
			if q.odds = w.Odds(q.features); q.odds <= least {
				continue
			}
			if k, ok := best[q.code]; !ok {
				best[q.code] = len(asks)
				asks = append(asks, q)
			} else if q.odds > asks[k].odds {
				asks[k] = q
			}
		}
		chosen[i] = asks
	}
	for i, c := range x.kept {
		has := func(code string, r parley.Role) bool {
			return slices.ContainsFunc(chosen[i], func(q roleAsk) bool { return q.code == code && q.role == r })
		}
		for _, m := range c.mentions {
			m.third = slices.DeleteFunc(m.third, func(t third) bool {
				codes := v.thirdCodes(t)
				return len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(c.codes, code) || has(code, t.role) })
			})
		}
		for _, q := range chosen[i] {
			if ruledThird(v, c, q.code, q.role) == nil {
				m := c.mentions[0]
				m.third = append(slices.Clip(m.third), third{actor: q.actor, role: q.role, cue: q.cue, by: "weights"})
			}
		}
	}
}

// ThirdSample is the question whether an actor has a role at a meeting, as the
// training command sees it.
type ThirdSample struct {
	Meeting  int // index into the meetings of the reading
	Actor    string
	Role     parley.Role
	Features []string
}

// ThirdSamples are the questions about roles in d, which is read to the end.
func (s *Stage) ThirdSamples(d *layer.Doc) []ThirdSample {
	if len(d.Sentences) == 0 {
		return nil
	}
	v := newView(d)
	ms := v.read(s)
	x := v.besideSides(s, ms, v.group(ms))
	var out []ThirdSample
	for i, c := range x.kept {
		for _, q := range v.roleAsks(x, c) {
			out = append(out, ThirdSample{i, q.code, q.role, q.features})
		}
	}
	return out
}
