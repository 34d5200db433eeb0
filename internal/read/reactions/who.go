package reactions

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// actor is one of those whom a noun phrase names.
type actor struct {
	name string // a code, or the words for one without
	kind string // "state", "person", "private", "body", "group", "one"
	at   clause.Range
}

// actors lists whom the noun phrase np names: by codes those who speak for a
// side, by name private persons and bodies without a code, by their words groups
// of people.
func (r *reading) actors(s *clause.Sentence, np clause.Range) []actor {
	np = trim(s, np)
	if x := r.actorAt(np.Last); !np.Empty() && s.In(np.Last) && x != nil && x.First == np.Last && x.Kind == layer.PersonActor {
		np.Last = x.Last // "the lawmaker Ada Berg"
	}
	if np.Empty() {
		return nil
	}
	a := r.d.Actors
	from := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First })
	if from > 0 && a[from-1].Last > np.First {
		from--
	}
	var out []actor
	head := nounHead(s, np)
	group := r.people(s, np, head)
	after := false
	for i := from; i < len(a) && a[i].First < np.Last; i++ {
		for k := max(np.First, a[max(i-1, from)].Last); k < a[i].First && i > from; k++ {
			after = after || s.Class(k) == nlp.ADP
		}
		m := &a[i]
		if m.Kind == layer.Collective && len(m.Refers) > 0 {
			return nil // "the two leaders"
		}
		if group || (m.First > head || after) && len(out) > 0 {
			continue // "residents of Badme", "the envoy to Chile"
		}
		if name := r.private(m); name != "" {
			out = append(out, actor{name, "private", clause.Range{First: m.First, Last: m.Last}})
			continue
		}
		if r.describes(i) {
			continue
		}
		kind := "state"
		switch m.Kind {
		case layer.PersonActor:
			kind = "person"
		case layer.Office, layer.Unnamed, layer.Collective:
			kind = "office"
		case layer.Organisation, layer.Group:
			kind = "organisation"
		}
		for _, c := range r.d.Codes(m) {
			if !slices.ContainsFunc(out, func(b actor) bool { return b.name == c }) {
				out = append(out, actor{c, kind, clause.Range{First: m.First, Last: m.Last}})
			}
		}
	}
	if slices.ContainsFunc(out, func(b actor) bool { return b.kind == "private" }) {
		out = slices.DeleteFunc(out, func(b actor) bool { return b.kind != "private" })
	}
	if len(out) > 0 && !group {
		return out
	}
	if s.Low(np.First) == "european" && standing[s.Low(head)] {
		return []actor{{"EUR", "state", np}}
	}
	if name := r.body(s, np); name != "" {
		return []actor{{name, "body", np}}
	}
	if code := r.seated(s, np, head); code != "" {
		return []actor{{code, "seated", np}}
	}
	return r.group(s, np, head, group)
}

// seated is the state of an office or ministry that is told of by the capital
// where it is: "In Oslo, the foreign ministry".
func (r *reading) seated(s *clause.Sentence, np clause.Range, head int) string {
	w := s.Low(head)
	if s.Low(s.First) != "in" && s.Low(s.First) != "from" || !speaking[w] && r.actorAt(head) == nil || np.First <= s.First+1 {
		return ""
	}
	places := r.d.Places
	k := sort.Search(len(places), func(k int) bool { return places[k].First > s.First })
	if k == len(places) || places[k].First != s.First+1 {
		return ""
	}
	for _, e := range lexicon.Shared().Lookup(places[k].Name) {
		if e.Kind == lexicon.Capital {
			return e.Code
		}
	}
	return ""
}

// speaking are nouns for those by whom a government speaks.
var speaking = clause.Set(`ministry minister government spokesman spokeswoman spokesperson cabinet chancellery presidency president premier secretary department
	official officials administration authorities`)

// group is the people whom the words of np stand for.
func (r *reading) group(s *clause.Sentence, np clause.Range, head int, sure bool) []actor {
	t := s.Tok(head)
	w := s.Low(head)
	one := t.XPOS != "NNS" && t.XPOS != "NNPS"
	switch {
	case sure:
	case w == "others" || w == "some" || w == "many" || w == "few" || w == "critics":
	case one && !singulars[clause.Lemma(t)]:
		return nil
	case things[w] || t.UPOS == nlp.PRON || t.UPOS == nlp.NUM || s.Class(np.First) == nlp.VERB || !one && !whoActs(w):
		return nil
	case sides[w] && head == np.First:
		return nil // "the ministers": those at the table
	}
	kind := "group"
	if one {
		kind = "one"
	}
	text, ok := r.d.Words(np.First, np.Last)
	if !ok {
		return nil
	}
	return []actor{{r.d.Source.Text[text.Start:text.End], kind, np}}
}

// whoActs reports whether a noun in the plural is for people or for those who act for
// them: "carmakers", "allies"; and not "needs".
func whoActs(w string) bool {
	if acting[w] {
		return true
	}
	for _, end := range [...]string{"ers", "ors", "ists", "ians", "men", "women", "ees", "crats", "ants"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// acting are nouns for those who act for others.
var acting = clause.Set(`nations countries states governments neighbours neighbors allies capitals powers partners members authorities teams officials
	administrations ministries agencies companies firms banks media outlets dailies broadcasters militias armies guerrillas rebels insurgents
	monarchies republics islands communities tribes clans churches courts chiefs generals envoys delegates presidents diplomats hawks doves elites`)

// trim takes articles and what joins from the ends of np.
func trim(s *clause.Sentence, np clause.Range) clause.Range {
	for np.First < np.Last {
		if s.Class(np.First) == nlp.NUM || s.Low(np.First) == "some" && s.Class(np.First+1) == nlp.NUM || s.Low(np.First) == "several" && s.Class(np.First+1) == nlp.NUM {
			np.First++
			continue
		}
		if w := s.Low(np.First); w != "the" && w != "a" && w != "an" && w != "both" && w != "even" && w != "and" && s.Class(np.First) != nlp.PUNCT {
			break
		}
		np.First++
	}
	return np
}

// nounHead is the token of np before its first preposition.
func nounHead(s *clause.Sentence, np clause.Range) int {
	for i := np.First + 1; i < np.Last; i++ {
		if c := s.Class(i); c == nlp.ADP || c == nlp.PUNCT && !s.Possessive(i) && s.Low(i) != "-" || c == nlp.VERB && s.Class(i-1) == nlp.NOUN {
			return i - 1
		}
	}
	return np.Last - 1
}

// people reports whether the head of np is a word for people who speak for
// nobody's government: "Norwegian fishermen", "residents of Oslo".
func (r *reading) people(s *clause.Sentence, np clause.Range, head int) bool {
	for i := np.First; i <= head; i++ {
		if s.Possessive(i) && i < head && i > np.First && !folk[s.Low(head)] {
			return false
		}
	}
	if r.actorAt(head) != nil && r.actorAt(head).Kind != layer.Collective && r.actorAt(head).Kind != layer.Unnamed {
		return false
	}
	return folk[s.Low(head)]
}

func (r *reading) actorAt(token int) *layer.Actor {
	if k, ok := r.d.ActorAt(token); ok {
		return &r.d.Actors[k]
	}
	return nil
}

// folk are words for people who speak for themselves, though they may be
// called after a state.
var folk = clause.Set(`analysts experts observers critics activists protesters demonstrators campaigners lawmakers senators legislators mps parliamentarians
	republicans democrats conservatives liberals socialists nationalists hardliners hard-liners moderates islamists settlers villagers residents farmers fishermen
	workers traders investors carmakers businesses exporters importers producers growers employers veterans families relatives refugees survivors victims students
	supporters opponents sceptics skeptics groups organisations organizations charities ngos unions associations parties factions newspapers commentators columnists
	academics scholars economists historians bishops clerics crowds thousands hundreds dozens islanders islands people citizens voters mothers widows engineers
	lobbyists diplomats politicians leadership markets opponents proponents left right opposition lobby industry sector movement federation`)

// singulars are nouns for one person or body that speaks for no side.
var singulars = clause.Set(`analyst expert observer critic activist protester campaigner lawmaker senator legislator mp parliamentarian professor researcher
	historian economist columnist opposition party union charity federation association group movement lobby crowd council diplomat ambassador inspector
	congress senate parliament church faction wing coalition organisation organization newspaper paper committee industry sector`)

// body is the name of a body that speaks for nobody's government: the phrase
// whole, or up to its first preposition, where it is a name of an organisation
// that has no code.
func (r *reading) body(s *clause.Sentence, np clause.Range) string {
	in := np.Bytes(r.d.Doc)
	head := clause.Range{First: np.First, Last: nounHead(s, np) + 1}.Bytes(r.d.Doc)
	names := r.d.Names
	for k := sort.Search(len(names), func(k int) bool { return names[k].Start >= in.Start }); k < len(names) && names[k].Start == in.Start; k++ {
		if n := &names[k]; n.Type == nlp.ORG && (n.Span == in || n.Span == head) {
			return r.d.Source.Text[n.Start:n.End]
		}
	}
	if h := nounHead(s, np); s.Class(h) == nlp.PROPN && r.actorAt(h) == nil && r.d.Source.Text[head.Start:head.End] != strings.ToLower(r.d.Source.Text[head.Start:head.End]) {
		for k := sort.Search(len(names), func(k int) bool { return names[k].End > head.Start }); k < len(names) && names[k].Start < head.End; k++ {
			return "" // a place or a person that is no actor
		}
		return r.d.Source.Text[head.Start:head.End]
	}
	return ""
}

// private is the full name of a person who speaks for no side: without a side
// and an office, or in one that speaks for nobody's government; else "".
func (r *reading) private(a *layer.Actor) string {
	if a.Kind != layer.PersonActor || a.Person <= 0 || a.Person > len(r.d.People) {
		return ""
	}
	p := &r.d.People[a.Person-1]
	if !strings.Contains(p.Name, " ") || (p.For != "" || p.Title != "") && !r.ownAccount(p) {
		return ""
	}
	return p.Name
}

// ownAccount reports whether p is called one of those who speak for themselves
// or their party: by the title, or by words beside the name ("analyst Ada Berg",
// "Ada Berg, a professor of law").
func (r *reading) ownAccount(p *layer.Person) bool {
	for w := range strings.FieldsSeq(strings.ToLower(p.Title)) {
		if ownAccount[strings.Trim(w, ",.")] {
			return true
		}
	}
	at := clause.Tokens(r.d.Doc, p.NameSpan)
	n := r.sentence(at.First)
	for k := max(r.d.Sentences[n].First, at.First-besideName); k < min(r.d.Sentences[n].Last, at.Last+besideName); k++ {
		if ownAccount[strings.ToLower(r.d.Tokens[k].Form)] {
			return true
		}
		if r.d.Tokens[k].UPOS == nlp.VERB && k >= at.Last {
			break
		}
	}
	return false
}

// besideName is how many tokens from a name the word for who it is may stand.
const besideName = 5

// describes reports whether actor mention i only tells where a private person
// is from: "Norwegian" in "Norwegian lawmaker Ada Berg".
func (r *reading) describes(i int) bool {
	a := r.d.Actors
	if a[i].Kind != layer.Nationality && a[i].Kind != layer.State {
		return false
	}
	for k := i + 1; k < len(a) && a[k].First-a[i].Last < 8 && a[k].Sentence == a[i].Sentence; k++ {
		if a[k].Kind == layer.PersonActor {
			return r.private(&a[k]) != ""
		}
	}
	return false
}

// ownAccount are words of titles of those who speak for themselves or their
// party, and not for a government.
var ownAccount = clause.Set(`lawmaker lawmakers senator congressman congresswoman mp mep analyst expert professor researcher scholar fellow
	historian columnist commentator economist activist campaigner critic author lecturer academic journalist shadow bishop archbishop lobbyist ex-minister former
	opposition lawyer politician director strategist editor writer campaigner`)

// standing are the plurals that stand for the Union where they are European.
var standing = clause.Set("governments leaders capitals ministers diplomats officials")

// sides are plurals that mean those at the table.
var sides = clause.Set(`sides leaders parties presidents ministers participants delegations delegates secretaries governments negotiators officials countries
	nations representatives members teams two`)

// things are plurals that nobody speaks with.
var things = clause.Set(`statements reports talks sources negotiations meetings efforts moves results details troops forces tanks shots shells attacks
	clashes years months weeks days hours prices shares stocks words questions issues differences tensions relations ties borders roads houses
	sanctions measures steps terms conditions documents papers letters maps plans proposals rules laws treaties agreements accords deals rounds sessions visits
	casualties deaths numbers figures percent goods exports imports ships vessels planes flights missiles rockets weapons arms prisoners hostages bodies`)
