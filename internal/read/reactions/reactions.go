package reactions

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed verbs.tsv
var verbsTSV string

//go:embed objects.txt
var objectsTXT string

// entry is a row of the lexicon.
type entry struct {
	words   []string
	stance  parley.Stance // "" where what is urged tells it
	example string
}

// byWhatIsUrged stands for the stance of verbs whose object acts.
const byWhatIsUrged = "by what is urged"

// Stage reads reactions. It is safe for concurrent use.
type Stage struct {
	entries []entry
	index   map[string][]form // by form of the verb, longest entry first
	objects map[string]bool
	version string
}

type form struct {
	*entry
	clause.Form
}

// New loads the lexicon. An error is a defect of the data files.
func New() (*Stage, error) {
	st := &Stage{index: map[string][]form{}, objects: map[string]bool{}, version: parley.DigestOfFields("reactions/2", verbsTSV, objectsTXT).Short()}
	n := 0
	for line := range strings.Lines(verbsTSV) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("verbs.tsv: line %d has %d fields, not 3", n, len(f))
		}
		e := entry{strings.Fields(f[0]), parley.Stance(f[1]), f[2]}
		if f[1] == byWhatIsUrged {
			e.stance = ""
		}
		switch e.stance {
		case "":
		case parley.Supports, parley.Opposes, parley.Cautious, parley.Neutral:
		default:
			return nil, fmt.Errorf("verbs.tsv: line %d has the unknown stance %q", n, f[1])
		}
		st.entries = append(st.entries, e)
	}
	for i := range st.entries {
		for _, f := range clause.Forms(st.entries[i].words[0]) {
			st.index[f.Form] = append(st.index[f.Form], form{&st.entries[i], f})
		}
	}
	for _, fs := range st.index {
		slices.SortStableFunc(fs, func(a, b form) int { return len(b.words) - len(a.words) })
	}
	for w := range strings.FieldsSeq(objectsTXT) {
		st.objects[w] = true
	}
	return st, nil
}

// Name is "reactions".
func (*Stage) Name() string { return "reactions" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Reactions} }

// Version changes with the rules and the lexicon.
func (st *Stage) Version() string { return st.version }

// Read adds d.Reading.Reactions.
func (st *Stage) Read(d *layer.Doc) {
	r := &reading{st: st, d: d, parties: map[string]bool{}, seen: map[string]bool{}}
	for i := range d.Meetings {
		for _, p := range d.Meetings[i].Parties {
			r.parties[p] = true
		}
	}
	if len(r.parties) == 0 {
		return // nobody talks, so nobody reacts
	}
	r.trigger, r.of = make([]bool, len(d.Tokens)), make([]int, len(d.Tokens))
	for i := range d.Meetings {
		for _, t := range d.Meetings[i].Triggers {
			for k := max(0, t.First); k < t.Last && k < len(r.trigger); k++ {
				r.trigger[k] = true
				r.of[k] = i
			}
		}
	}
	defer func() {
		r.judgements()
		r.statements()
		r.experts()
	}()
	for n, s := range d.Sentences {
		in := &clause.Sentence{Doc: d.Doc, N: n, First: s.First, Last: s.Last}
		in.First = in.Dateline()
		for i := in.First; i < in.Last; i++ {
			for _, f := range st.index[in.Low(i)] {
				if in.Matches(i+1, f.words[1:]) && r.verb(in, i, f) {
					break
				}
			}
			if naming[in.Tok(i).Lemma] {
				r.naming(in, i)
			}
		}
	}
}

type reading struct {
	st      *Stage
	d       *layer.Doc
	parties map[string]bool
	trigger []bool // per token: of a meeting's trigger
	of      []int  // whose: an index into the meetings
	seen    map[string]bool
}

func (r *reading) verb(s *clause.Sentence, i int, f form) bool {
	if s.Tok(i).UPOS != nlp.VERB || f.Present && s.Low(i-1) != "is" && s.Low(i-1) != "are" {
		return false
	}
	first := i
	for k := i - 1; k >= s.First && i-k < 6; k-- {
		switch w := s.Low(k); w {
		case "not", "n't", "n’t", "never", "to", "neither":
			return false
		case "is", "are", "was", "were", "be", "been", "being":
			if f.Participle && !f.Present {
				return false
			}
		}
		if c := s.Class(k); c == nlp.ADV && k == first-1 {
			first = k // "strongly condemned"
		} else if c != nlp.AUX && c != nlp.ADV {
			break
		}
	}
	end := reach(s, i+len(f.words))
	subject := r.subject(s, i)
	if subject.Empty() || end <= i+len(f.words) || f.words[0] == "reject" && r.turnsDown(i+1, s) {
		return false
	}
	parties := r.sidesOf(i+len(f.words), end)
	about := r.aboutTalks(i+len(f.words), end, s) || r.pointer(s, i+len(f.words), end, f)
	if !about {
		about = (f.stance == parley.Cautious || r.dealings(i+len(f.words), end, s)) && r.names(parties, i, end) || f.stance == parley.Cautious && f.words[0] == "express" && r.group(subject)
	}
	if !about {
		return false
	}
	actors := r.outsiders(subject, parties)
	if len(actors) == 0 {
		return false
	}
	stance := f.stance
	if stance == parley.Supports && reserved(s, i, end) {
		stance = parley.Cautious
	}
	if stance == "" {
		var ok bool
		if stance, ok = urged(s, i+len(f.words), end); !ok {
			return false
		}
	}
	at := clause.Range{First: first, Last: end}.Bytes(r.d.Doc)
	for _, a := range actors {
		k := a + "\x00" + at.String()
		if r.seen[k] {
			continue
		}
		r.seen[k] = true
		r.add(a, stance, "reactions.verb", r.d.SpeakerOf(at), at, subject.Bytes(r.d.Doc))
	}
	return true
}

// pointer reports whether the object of a verb of judgement is "it" or "this",
// and stands for talks that the sentence or the one before speaks of: "Norway
// welcomed it".
func (r *reading) pointer(s *clause.Sentence, first, end int, f form) bool {
	if w := s.Low(first); w != "it" && w != "this" || end > first+1 && clause.Nominal(s.Class(first+1)) {
		return false
	}
	return (f.stance == parley.Supports || f.stance == parley.Opposes) && len(f.words) == 1 && r.about(s.N)
}

// subject is the subject of the verb at token i, by the words before it or, where
// a clause stands between them, by the parse.
func (r *reading) subject(s *clause.Sentence, i int) clause.Range {
	if np, _, _ := s.SubjectLeft(i); !np.Empty() && s.Class(np.First) != nlp.PRON {
		return np
	}
	tree := clause.NewTree(s)
	head, own, ok := tree.Subject(i)
	if !ok || !own || head >= i {
		return clause.Range{}
	}
	np, _ := tree.Noun(head)
	return np
}

// aboutTalks reports whether tokens [first, last) speak of talks.
func (r *reading) aboutTalks(first, last int, s *clause.Sentence) bool {
	for i := first; i < last; i++ {
		if r.trigger[i] || r.st.objects[s.Low(i)] {
			return true
		}
	}
	return false
}

// sidesOf are the sides of the talks that tokens [first, last) are about: of
// the meeting that they speak of, or else of the one that the article is about,
// or else of all.
func (r *reading) sidesOf(first, last int) map[string]bool {
	for i := first; i < last; i++ {
		if r.trigger[i] {
			return codes(r.d.Meetings[r.of[i]].Parties)
		}
	}
	if m, ok := r.d.MainMeeting(); ok {
		return codes(r.d.Meetings[m].Parties)
	}
	return r.parties
}

func codes(list []string) map[string]bool {
	m := map[string]bool{}
	for _, c := range list {
		m[c] = true
	}
	return m
}

// names reports whether one of the sides is named in tokens [first, last).
func (r *reading) names(sides map[string]bool, first, last int) bool {
	return slices.ContainsFunc(r.d.ActorsIn(first, last), func(a layer.Actor) bool {
		return slices.ContainsFunc(r.d.Codes(&a), func(c string) bool { return sides[c] })
	})
}

// turnsDown reports whether what begins at token i was offered to who rejects
// it: that is a side's answer, not a reaction.
func (r *reading) turnsDown(i int, s *clause.Sentence) bool {
	for k := i; k < i+5; k++ {
		switch s.Low(k) {
		case "offer", "request", "demand", "invitation", "offers", "requests", "demands", "call", "calls":
			return true
		}
	}
	return false
}

// reach is where the phrase that begins at token i ends: with what is said
// after a weekday ("praised the premier on Monday for …"), and with a reserve
// ("welcomed the talks but warned of …").
func reach(s *clause.Sentence, i int) int {
	end := s.PhraseEnd(i)
	for k := end; k < end+3; k++ {
		switch w := s.Low(k); {
		case w == "for" && k > end:
			return max(end, s.PhraseEnd(k+1))
		case w == "but" && s.Class(k+1) == nlp.VERB:
			return max(end, s.PhraseEnd(k+1))
		case w == "," || w == "on" || len(w) > 3 && strings.HasSuffix(w, "day"):
		default:
			return end
		}
	}
	return end
}

// reserved reports whether a reserve is made in tokens [first, last): "but
// remains skeptical".
func reserved(s *clause.Sentence, first, last int) bool {
	but := false
	for i := first; i < last; i++ {
		switch s.Low(i) {
		case "but":
			but = true
		case "skeptical", "sceptical", "wary", "cautious", "doubtful", "warned", "cautioned", "concerned", "worried":
			if but {
				return true
			}
		}
	}
	return false
}

// dealings reports whether tokens [first, last) speak of what a side does for
// the talks or with the other: "for its role", "for engaging with the junta".
func (r *reading) dealings(first, last int, s *clause.Sentence) bool {
	for i := first; i < last; i++ {
		switch s.Low(i) {
		case "role", "efforts", "engaging", "negotiating", "talking", "meeting", "mediating", "hosting", "mediation", "move", "overture", "overtures", "gesture", "crisis", "peace":
			return true
		}
	}
	return false
}

// group reports whether the subject is a group of people: "officials".
func (r *reading) group(np clause.Range) bool {
	return r.d.Tokens[np.Last-1].XPOS == "NNS"
}

// urged is how one thinks of talks who urges what tokens [first, last) tell;
// false where that is nothing about talks.
func urged(s *clause.Sentence, first, last int) (parley.Stance, bool) {
	for i := first; i+1 < last; i++ {
		if s.Low(i) != "to" || s.Class(i+1) != nlp.VERB {
			continue
		}
		if w := s.Low(i + 1); against[w] {
			return parley.Opposes, true
		}
		return parley.Supports, true
	}
	return "", false
}

// against are the verbs that end talks.
var against = map[string]bool{
	"boycott": true, "reject": true, "abandon": true, "cancel": true, "suspend": true, "postpone": true, "leave": true, "quit": true, "halt": true,
	"avoid": true, "shun": true, "refuse": true, "oppose": true, "break": true, "end": true, "stop": true, "delay": true, "withdraw": true,
}

// outsiders lists who the subject is, where none of it is one of the sides:
// codes, or the words for a group without one.
func (r *reading) outsiders(np clause.Range, parties map[string]bool) []string {
	var out []string
	a := r.d.Actors
	i := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First })
	for ; i < len(a) && a[i].Last <= np.Last; i++ {
		if a[i].Kind == layer.Collective && len(a[i].Refers) > 0 {
			return nil // "the two leaders"
		}
		if name := r.private(&a[i]); name != "" {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
			continue
		}
		for _, c := range r.d.Codes(&a[i]) {
			if parties[c] && !r.describes(i) {
				return nil
			}
			if !parties[c] && !slices.Contains(out, c) && !r.describes(i) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 0 {
		slices.Sort(out)
		return out
	}
	if name := r.body(np); name != "" {
		return []string{name}
	}
	last := &r.d.Tokens[np.Last-1]
	first := strings.ToLower(r.d.Tokens[np.First].Form)
	if first == "european" && standing[strings.ToLower(last.Form)] && !parties["EUR"] {
		return []string{"EUR"}
	}
	bare := np.Last-np.First < 2 || first == "the" || first == "both" || first == "two" || first == "all"
	if last.XPOS == "NNS" && (!bare || !sides[strings.ToLower(last.Form)]) && !things[strings.ToLower(last.Form)] {
		return []string{r.d.Source.Text[np.Bytes(r.d.Doc).Start:np.Bytes(r.d.Doc).End]}
	}
	return nil
}

// body is the name of a body that speaks for nobody's government: the subject
// whole, its article aside, where it is a name of an organisation that has no
// code.
func (r *reading) body(np clause.Range) string {
	if w := strings.ToLower(r.d.Tokens[np.First].Form); w == "the" || w == "a" || w == "an" {
		np.First++
	}
	if np.Empty() {
		return ""
	}
	in := np.Bytes(r.d.Doc)
	if !slices.ContainsFunc(r.d.Names, func(n nlp.Name) bool { return n.Span == in && n.Type == nlp.ORG }) {
		return ""
	}
	return r.d.Source.Text[in.Start:in.End]
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
	at := r.tokens(p.NameSpan)
	s := r.sentenceOf(at.First)
	for k := max(s.First, at.First-besideName); k < min(s.Last, at.Last+besideName); k++ {
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

func (r *reading) sentenceOf(token int) clause.Range {
	n := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > token })
	if n == len(r.d.Sentences) {
		return clause.Range{First: token, Last: token}
	}
	return clause.Range{First: r.d.Sentences[n].First, Last: r.d.Sentences[n].Last}
}

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
	historian columnist commentator economist activist campaigner critic author lecturer academic journalist shadow bishop archbishop lobbyist ex-minister`)

// standing are the plurals that stand for the Union where they are European.
var standing = map[string]bool{"governments": true, "leaders": true, "capitals": true, "ministers": true, "diplomats": true}

// sides are plurals that mean those at the table.
var sides = map[string]bool{
	"sides": true, "leaders": true, "parties": true, "presidents": true, "ministers": true, "participants": true, "delegations": true,
	"delegates": true, "secretaries": true, "governments": true, "negotiators": true, "officials": true, "countries": true, "nations": true,
	"representatives": true, "members": true, "teams": true,
}

// things are plurals that nobody speaks with.
var things = map[string]bool{"statements": true, "reports": true, "talks": true, "sources": true, "negotiations": true, "meetings": true, "efforts": true, "moves": true}

// judgements reads "observers describe the talks as a test": how somebody who
// stands for no side sees them.
func (r *reading) judgements() {
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if a.Frame != "as" || a.Kind == "" || len(a.Source) == 0 || len(a.Content) == 0 {
			continue
		}
		in := r.tokens(a.Content[0])
		s := &clause.Sentence{Doc: r.d.Doc, N: a.Sentence, First: in.First, Last: in.Last}
		as := s.Find("as", in.First, 24)
		src := r.tokens(a.Source[0])
		if as < 0 || as+1 >= in.Last || src.Empty() {
			continue
		}
		who := r.outsiders(src, r.sidesOf(in.First, as))
		if len(who) == 0 {
			if w := strings.ToLower(r.d.Tokens[src.First].Form); a.Kind != parley.GroupSpeaker || w != "others" && w != "some" && w != "many" || src.Last-src.First > 1 {
				continue
			}
			who = []string{a.Speaker}
		}
		if object := s.Low(in.First); !r.aboutTalks(in.First, as, s) && object != "them" && object != "it" {
			continue
		}
		at := clause.Range{First: as + 1, Last: in.Last}
		stance, _ := judged(s, at.First, at.Last)
		span := at.Bytes(r.d.Doc)
		r.add(who[0], stance, "reactions.judgement", a.Speaker, span, a.Source[0])
	}
}

// statements reads what somebody who stands for no side says of the talks: a
// state or a body with a code, in a clause that begins with them.
func (r *reading) statements() {
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if a.Frame != "clause" || a.Actor == 0 || a.Modality != parley.Asserted || len(a.Content) != 1 || len(a.Source) == 0 || !says[a.Act] || a.Kind == parley.Media {
			continue
		}
		in := r.tokens(a.Content[0])
		who := r.d.Codes(&r.d.Actors[a.Actor-1])
		if len(who) != 1 || r.parties[who[0]] || in.Last-in.First < 5 {
			continue
		}
		s := &clause.Sentence{Doc: r.d.Doc, N: a.Sentence, First: in.First, Last: in.Last}
		switch s.Low(in.First) {
		case "it", "he", "she", "they", "we", "i":
			continue // of himself
		}
		if !r.aboutTalks(in.First, min(in.Last, in.First+8), s) {
			continue
		}
		span := a.Content[0]
		if r.taken(span) {
			continue
		}
		stance, at := judged(s, in.First, in.Last)
		if at < 0 {
			continue // what happens is told, not judged
		}
		r.add(who[0], stance, "reactions.statement", a.Speaker, span, a.Source[0])
	}
}

// naming are verbs that give a thing a name.
var naming = clause.Set("call brand label term dub deem consider describe hail denounce condemn")

// naming reads "called the deal a humiliation": what an outsider names talks or
// what came of them.
func (r *reading) naming(s *clause.Sentence, i int) {
	if s.Tok(i).UPOS != nlp.VERB || s.Tok(i).XPOS == "VBN" && s.Low(i-1) != "has" && s.Low(i-1) != "have" && s.Low(i-1) != "had" {
		return
	}
	end := reach(s, i+1)
	stance, at := judged(s, i+2, end)
	if at < 0 {
		return
	}
	object := s.Low(i + 1)
	if !r.aboutTalks(i+1, at, s) && (object != "it" && object != "them" && object != "this" || !r.about(s.N)) {
		return
	}
	subject, _, _ := s.SubjectLeft(i)
	if subject.Empty() {
		return
	}
	span := clause.Range{First: i, Last: end}.Bytes(r.d.Doc)
	if r.taken(span) {
		return
	}
	for _, who := range r.outsiders(subject, r.sidesOf(i+1, at)) {
		r.add(who, stance, "reactions.naming", r.d.SpeakerOf(span), span, subject.Bytes(r.d.Doc))
	}
}

// about reports whether sentence n, or the one before it, speaks of talks.
func (r *reading) about(n int) bool {
	for k := max(0, n-1); k <= n; k++ {
		s := r.d.Sentences[k]
		for i := s.First; i < s.Last; i++ {
			if r.trigger[i] || r.st.objects[strings.ToLower(r.d.Tokens[i].Form)] {
				return true
			}
		}
	}
	return false
}

// judged is how the first word of judgement among tokens [first, last) is meant,
// and where it stands; neutral and -1 where there is none.
func judged(s *clause.Sentence, first, last int) (stance parley.Stance, at int) {
	for k := first; k < last; k++ {
		if p, ok := polarity[s.Low(k)]; ok {
			return p, k
		}
	}
	return parley.Neutral, -1
}

// add adds the reaction that at quotes, of an actor whom the words at who name.
func (r *reading) add(actor string, stance parley.Stance, rule, by string, at, who parley.Span) {
	r.d.Reading.Reactions = append(r.d.Reading.Reactions, parley.Reaction{
		Actor: actor, Stance: stance,
		Note: parley.Note{Modality: parley.Asserted, By: by, Rule: rule, Evidence: []parley.Evidence{r.d.Source.Quote(at), r.d.Source.Quote(who)}},
	})
}

// taken reports whether a reaction has words of span.
func (r *reading) taken(span parley.Span) bool {
	return slices.ContainsFunc(r.d.Reading.Reactions, func(x parley.Reaction) bool { return x.Evidence[0].Span.Overlaps(span) })
}

// maxExperts is how many statements of experts on the talks are reactions: more
// of them make an article of opinions.
const maxExperts = 2

// experts reads what named persons who speak for nobody say of the talks.
func (r *reading) experts() {
	n := 0
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if n == maxExperts {
			return
		}
		if a.Frame != "clause" && a.Frame != "quote" && a.Frame != "following" || a.Actor == 0 || a.Modality != parley.Asserted || len(a.Content) == 0 || len(a.Source) == 0 || !says[a.Act] {
			continue
		}
		x := &r.d.Actors[a.Actor-1]
		name := r.private(x)
		if name == "" || !r.ownAccount(&r.d.People[x.Person-1]) {
			continue
		}
		in := r.tokens(a.Content[0])
		s := &clause.Sentence{Doc: r.d.Doc, N: a.Sentence, First: in.First, Last: in.Last}
		span := a.Content[0]
		if in.Last-in.First < 6 || !r.aboutTalks(in.First, in.Last, s) || r.taken(span) {
			continue
		}
		stance, _ := judged(s, in.First, in.Last)
		n++
		r.add(name, stance, "reactions.expert", a.Speaker, span, a.Source[0])
	}
}

// says are the acts of speech that tell what somebody thinks.
var says = map[string]bool{"say": true, "assert": true, "think": true, "warn": true}

// polarity tells how a judgement is meant.
var polarity = map[string]parley.Stance{
	"positive": parley.Supports, "historic": parley.Supports, "constructive": parley.Supports, "welcome": parley.Supports, "breakthrough": parley.Supports,
	"encouraging": parley.Supports, "success": parley.Supports, "promising": parley.Supports, "important": parley.Supports,
	"mistake": parley.Opposes, "betrayal": parley.Opposes, "sham": parley.Opposes, "failure": parley.Opposes, "appeasement": parley.Opposes, "surrender": parley.Opposes,
	"milestone": parley.Supports, "triumph": parley.Supports, "victory": parley.Supports, "groundbreaking": parley.Supports, "landmark": parley.Supports, "crucial": parley.Supports,
	"humiliation": parley.Opposes, "disaster": parley.Opposes, "farce": parley.Opposes, "capitulation": parley.Opposes, "disgrace": parley.Opposes, "nonsense": parley.Opposes,
	"unacceptable": parley.Opposes, "childish": parley.Opposes, "meaningless": parley.Opposes, "worthless": parley.Opposes, "shameful": parley.Opposes, "trap": parley.Opposes,
	"sellout": parley.Opposes, "charade": parley.Opposes, "illegitimate": parley.Opposes, "naive": parley.Opposes, "dangerous": parley.Opposes,
	"skeptical": parley.Cautious, "sceptical": parley.Cautious, "wary": parley.Cautious, "insufficient": parley.Cautious, "unlikely": parley.Cautious,
	"challenge": parley.Cautious, "risk": parley.Cautious, "risky": parley.Cautious, "fragile": parley.Cautious, "premature": parley.Cautious, "uncertain": parley.Cautious,
}

func (r *reading) tokens(b parley.Span) clause.Range {
	t := r.d.Tokens
	first := sort.Search(len(t), func(i int) bool { return t[i].End > b.Start })
	last := sort.Search(len(t), func(i int) bool { return t[i].Start >= b.End })
	return clause.Range{First: first, Last: max(first, last)}
}
