package positions

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// view is what features are read from, worked out once a document.
type view struct {
	*reading
	trigger []bool // per token: of a meeting's trigger
	readout bool   // the document passes on little of what was said
}

// telling are the acts by which a report passes on what was said.
var telling = clause.Set("say claim report announce know")

func (r *reading) view() *view {
	v := &view{reading: r, trigger: make([]bool, len(r.d.Tokens))}
	for i := range r.d.Meetings {
		for _, t := range r.d.Meetings[i].Triggers {
			for k := max(0, t.First); k < t.Last && k < len(v.trigger); k++ {
				v.trigger[k] = true
			}
		}
	}
	told := 0
	for i := range r.d.Attributions {
		if a := &r.d.Attributions[i]; telling[a.Act] && a.Quotation != "" {
			told++
		}
	}
	v.readout = 6*told < len(r.d.Sentences)
	return v
}

// features names what speaks for and against f as a position, whoever's it is.
func (v *view) features(f *found) []string {
	d := v.d
	kind := "news"
	if v.readout {
		kind = "readout"
	}
	out := []string{
		"always", kind, "word " + f.word, "class " + string(f.class), "stance " + string(f.stance), "frame " + f.frame,
		"class+stance " + string(f.class) + " " + string(f.stance), kind + "+stance " + string(f.stance), kind + "+class " + string(f.class),
	}
	add := func(ok bool, name string) {
		if ok {
			out = append(out, name)
		}
	}
	if f.act != "" {
		out = append(out, "act "+f.act, kind+"+act "+f.act, "act+frame "+f.act+" "+f.frame)
		if f.class == 'v' {
			out = append(out, "act+tense "+f.act+" "+d.Tokens[f.at].XPOS)
		}
	}
	out = append(out, f.marks...)
	if f.governor != "" {
		out = append(out, "governor "+f.governor)
		add(f.class == 'n' && talked[f.governor], "governor talks of it")
		add(f.class == 'n' && avowing[f.governor], "governor avows it")
		if f.class == 'n' && !talked[f.governor] && !avowing[f.governor] {
			out = append(out, "governor is another verb")
		}
	}
	add(f.group.negated, "negated")
	add(f.group.future, "future")
	add(f.group.possible, "possible")
	at := &d.Tokens[f.at]
	if f.class == 'v' {
		out = append(out, "tense "+at.XPOS)
	}
	switch k := v.within[f.at]; {
	case k == 0:
		out = append(out, "nobody says it")
	default:
		a := &d.Attributions[k-1]
		out = append(out, "said as "+a.Quotation, "said by "+string(a.Kind), "said, act "+a.Act)
		speaker := v.speaker(int(k - 1))
		own := len(speaker) > 0 && !slices.ContainsFunc(f.actors, func(c string) bool { return !slices.Contains(speaker, c) })
		add(own, "said of oneself")
		add(!own && len(speaker) > 0, "said of another")
	}
	add(v.thing(f), "who is a thing")
	out = append(out, "who "+v.kind(f.who), "actors "+string('0'+rune(min(len(f.actors), 4))))
	switch n := f.text.Last - f.text.First; {
	case n < 3:
		out = append(out, "length<3")
	case n < 6:
		out = append(out, "length<6")
	case n > 16:
		out = append(out, "length>16")
	}
	if w := strings.ToLower(d.Tokens[f.text.First].Form); w == "this" || w == "that" || w == "these" || w == "those" || w == "such" {
		out = append(out, "starts with a pointer")
	}
	add(v.topic(f.text) == "", "no topic")
	for i := f.text.First; i < f.text.Last; i++ {
		add(v.trigger[i], "speaks of a meeting")
		add(clause.Class(&d.Tokens[i]) == nlp.PROPN, "has a name")
	}
	return out
}

// actor names what speaks for and against f as a position of one actor.
func (v *view) actor(f *found, code string) []string {
	var out []string
	switch {
	case slices.Contains(v.parties, code):
		out = append(out, "party", "party+act "+f.act, "party+stance "+string(f.stance))
	case slices.Contains(v.table, code):
		out = append(out, "third at the table")
	default:
		out = append(out, "not at the table", "not at the table+stance "+string(f.stance))
	}
	in := f.text.Bytes(v.d.Doc)
	a := v.d.Actors
	for k := sort.Search(len(a), func(i int) bool { return a[i].Start >= in.Start }); k < len(a) && a[k].End <= in.End; k++ {
		switch c := a[k].Code; {
		case c == "":
		case c == code:
			out = append(out, "names its actor")
		case slices.Contains(v.parties, c):
			out = append(out, "names another party")
		default:
			out = append(out, "names one who is no party")
		}
	}
	return out
}

// kind is what sort of words name the actor.
func (v *view) kind(np clause.Range) string {
	last := strings.ToLower(v.d.Tokens[np.Last-1].Form)
	switch last {
	case "he", "she", "it", "they", "we", "i", "who", "which", "that":
		return last
	}
	a := v.d.Actors
	for k := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First }); k < len(a) && a[k].Last <= np.Last; k++ {
		switch a[k].Kind {
		case layer.PersonActor:
			return "person"
		case layer.Office:
			return "office"
		case layer.Collective, layer.Unnamed:
			return "collective"
		case layer.State:
			return "state"
		case layer.Organisation, layer.Group:
			return "organisation"
		}
	}
	return "other"
}

// talked are verbs that make a noun a subject of talk rather than a stand.
var talked = clause.Set("discuss talk speak address review cover raise consult exchange explore include")

// avowing are verbs by which somebody takes a stand.
var avowing = clause.Set(`reiterate reaffirm affirm underscore underline stress emphasize emphasise express voice renew highlight convey repeat restate
	confirm signal signalise reinforce note declare announce pledge share have show demonstrate welcome maintain offer state stand agree commit remain be recognize recognise`)
