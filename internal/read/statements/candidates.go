package statements

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// candidate is what may be an indirect statement: the longest part of the
// content of an attribution.
type candidate struct {
	attribution int
	at          parley.Span
	features    []string
	prior       float64 // what the weights cannot know
}

// speech are the acts that may make an indirect statement, in the frames in
// which what is said is a clause.
var speech = clause.Set("say claim know announce report assert warn describe think deny agree promise show worry want demand condemn threat")

// telling are the acts that may make one of a noun phrase: "emphasised process
// over promise".
var telling = clause.Set("say claim know announce report assert think deny warn show describe")

var clausal = clause.Set("clause following phrase headline as")

// view is what the features are read from, worked out once a document.
type view struct {
	d         *layer.Doc
	spoken    []bool // per sentence: a meeting's
	trigger   []bool // per token: of a meeting's trigger
	parties   map[string]bool
	takesPart map[int]bool // by index into People plus 1: a participant
	readout   bool         // the document quotes nobody at length
	density   string       // how much of the document speaks of talks
}

func newView(d *layer.Doc) *view {
	v := &view{d: d, spoken: make([]bool, len(d.Sentences)), trigger: make([]bool, len(d.Tokens)), parties: map[string]bool{}, takesPart: map[int]bool{}}
	for i := range d.Meetings {
		m := &d.Meetings[i]
		for _, s := range m.Scope {
			if s >= 0 && s < len(v.spoken) {
				v.spoken[s] = true
			}
		}
		for _, t := range m.Triggers {
			for k := max(0, t.First); k < t.Last && k < len(v.trigger); k++ {
				v.trigger[k] = true
			}
		}
		for _, p := range m.Parties {
			v.parties[p] = true
		}
		for _, p := range m.People {
			v.takesPart[p+1] = true
		}
	}
	speaking := 0
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if l := clause.Lemma(&d.Tokens[i]); talks[l] {
				speaking++
				break
			}
		}
	}
	switch n := len(d.Sentences); {
	case 2*speaking >= n:
		v.density = "half"
	case 3*speaking >= n:
		v.density = "third"
	case 6*speaking >= n:
		v.density = "sixth"
	default:
		v.density = "little"
	}
	v.readout = !slices.ContainsFunc(d.Quotations, func(q layer.Quotation) bool { return q.Words >= long })
	return v
}

// talks are words that speak of talks in general.
var talks = clause.Set("talk dialogue diplomacy diplomatic negotiation negotiator meeting engagement discussion summit diplomat consultation round")

func quote(d *layer.Doc, s parley.Span) string {
	q, _ := s.In(d.Source.Text)
	return q
}

// candidates lists what may be an indirect statement, in the order of the
// attributions.
func (v *view) candidates() []candidate {
	var out []candidate
	d := v.d
	for i := range d.Attributions {
		a := &d.Attributions[i]
		main := 0 // the longest part of what is said without quotation marks
		for k, c := range a.Content {
			if c.Len() > a.Content[main].Len() {
				main = k
			}
		}
		c := a.Content[main]
		if v.heading(a.Sentence) {
			continue // what the article below says better
		}
		if a.Frame == "transcript" || a.Frame == "raised" || !speaker(a) || words(quote(d, c)) < 3 || v.quotes(c) {
			continue
		}
		if clausal[a.Frame] && speech[a.Act] || (a.Frame == "noun" || a.Frame == "prep") && telling[a.Act] && v.density == "half" {
			out = append(out, candidate{attribution: i, at: c, features: v.features(a, c), prior: v.prior(a)})
		}
	}
	return out
}

// devoted is the log-odds that a voice which stands for no side speaks of the
// talks, in an article that speaks of little else. Articles of commentary are
// rare in the sets that weights are fitted on.
const devoted = 2

func (v *view) prior(a *layer.Attribution) float64 {
	if v.density == "half" && clausal[a.Frame] {
		switch a.Kind {
		case parley.GroupSpeaker, parley.Media, parley.AnonymousSpeaker:
			return devoted
		}
	}
	return 0
}

// heading reports whether a sentence is a title or a crosshead: a block of its
// own without a mark at its end.
func (v *view) heading(n int) bool {
	d := v.d
	if n < 0 || n >= len(d.Sentences) {
		return false
	}
	s := d.Sentences[n]
	if s.Block < len(d.Blocks) && d.Blocks[s.Block].Kind == parley.Heading {
		return true
	}
	alone := (n == 0 || d.Sentences[n-1].Block != s.Block) && (n+1 == len(d.Sentences) || d.Sentences[n+1].Block != s.Block)
	return alone && s.Last > s.First && s.Last-s.First < 25 && d.Tokens[s.Last-1].UPOS != nlp.PUNCT
}

// quotes reports whether a quotation that is a statement of its own stands in
// s, or s in one.
func (v *view) quotes(s parley.Span) bool {
	q := v.d.Quotations
	i := sort.Search(len(q), func(i int) bool { return q[i].End > s.Start })
	for ; i < len(q) && q[i].Start < s.End; i++ {
		if q[i].Words >= long || q[i].Contains(s) {
			return true
		}
	}
	return false
}

// telltale are words whose presence in what is said is a feature.
var telltale = clause.Set(`talk meeting meet summit visit negotiate negotiation agreement agree deal discuss discussion dialogue round ceasefire truce peace
	delegation relation cooperation sign accept attend travel host leader minister president side party progress issue difference resume
	kill attack soldier people economy election court police weapon program country company year day child percent million citizen law
	will would should must can hope want need support continue`)

// features names what speaks for and against an indirect statement about talks.
func (v *view) features(a *layer.Attribution, at parley.Span) []string {
	d := v.d
	f := []string{"always", "act=" + a.Act, "frame=" + a.Frame, "kind=" + string(a.Kind), "act+frame=" + a.Act + "+" + a.Frame}
	add := func(ok bool, name string) {
		if ok {
			f = append(f, name)
		}
	}
	words := clause.Tokens(d.Doc, at)
	first, last := words.First, words.Last
	n := last - first
	switch {
	case n < 5:
		f = append(f, "length<5")
	case n < 10:
		f = append(f, "length<10")
	case n > 30:
		f = append(f, "length>30")
	}
	source := ""
	if len(a.Source) > 0 {
		source = strings.ToLower(quote(d, a.Source[0]))
	}
	switch source {
	case "he", "she", "they", "it", "who", "which":
		f = append(f, "pronoun="+source)
	}
	add(a.Hedged, "hedged")
	add(a.Modality != parley.Asserted, "modality="+string(a.Modality))
	add(a.Quotation == "mixed", "mixed")
	f = append(f, "density="+v.density, "density+kind="+v.density+"+"+string(a.Kind))
	add(v.readout, "readout")
	add(v.readout, "readout+act="+a.Act)
	add(v.readout, "readout+frame="+a.Frame)
	in := a.Sentence >= 0 && a.Sentence < len(v.spoken) && v.spoken[a.Sentence]
	add(in, "in scope")
	add(!in && a.Sentence > 0 && v.spoken[a.Sentence-1], "after scope")
	add(a.Sentence < 3, "lead")
	add(a.Sentence*3 > 2*len(d.Sentences), "last third")
	if a.Actor > 0 {
		act := &d.Actors[a.Actor-1]
		code := act.Code
		if act.Person > 0 {
			code = d.People[act.Person-1].For
		}
		add(code != "" && v.parties[code], "party speaks")
		add(code != "" && !v.parties[code], "other speaks")
	}
	if a.Actor > 0 {
		add(v.takesPart[d.Actors[a.Actor-1].Person], "takes part")
	}
	triggers, spoken, people, codes := 0, 0, 0, 0
	seen := map[string]bool{}
	for i := first; i < last; i++ {
		t := &d.Tokens[i]
		if v.trigger[i] {
			triggers++
		}
		if talks[clause.Lemma(t)] {
			spoken++
		}
		form := strings.ToLower(t.Form)
		if l := clause.Lemma(t); telltale[l] && !seen[l] {
			seen[l] = true
			f = append(f, "says "+l)
		}
		add(i == first && t.UPOS == nlp.PRON, "starts with "+form)
	}
	k := sort.Search(len(d.Actors), func(i int) bool { return d.Actors[i].Start >= at.Start })
	for ; k < len(d.Actors) && d.Actors[k].End <= at.End; k++ {
		if d.Actors[k].Person > 0 {
			people++
		}
		if v.parties[d.Actors[k].Code] {
			codes++
		}
	}
	add(triggers > 0, "trigger inside")
	add(spoken > 0, "talks inside")
	add(spoken == 0 && triggers == 0, "no talks inside")
	add(triggers == 0 && in, "scope without trigger")
	add(people > 0, "person inside")
	add(codes > 0, "party inside")
	add(codes > 1, "parties inside")
	add(codes == 0 && people == 0 && triggers == 0, "nothing inside")
	slices.Sort(f)
	return slices.Compact(f)
}
