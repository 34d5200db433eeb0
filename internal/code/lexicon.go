package code

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
)

//go:embed data
var files embed.FS

// act is a row of acts.tsv: something done, and the CAMEO codes of doing it,
// promising it, asking for it, and so on.
type act struct {
	id, mode, context                              string
	root                                           Root
	done, agree, appeal, demand, refused, threaten string
	stop                                           *act // what it is to put an end to it
}

// op is what a word does with what stands after it.
type op uint8

// The operators. The first are also what a meaning can come to.
const (
	fact op = iota // the act itself
	agree
	appeal
	demand
	refuse
	threaten
	light  // carries the meaning of its complement: "held talks"
	say    // reports it: "said that"
	fail   // did not do it: "failed to reach"
	accept // "accepted the demand"
	allow
	warn
	stop
	invite
	perhaps // "considered"
	undergo // "came under attack": the subject is whom it is done to
)

var opNames = map[string]op{
	"LIGHT": light, "SAY": say, "AGREE": agree, "APPEAL": appeal, "DEMAND": demand, "REFUSE": refuse, "FAIL": fail,
	"ACCEPT": accept, "ALLOW": allow, "THREATEN": threaten, "WARN": warn, "STOP": stop, "INVITE": invite, "MAYBE": perhaps, "UNDERGO": undergo,
}

// part is a part of speech that frames tell apart.
type part uint8

const (
	noPart part = iota
	verb
	noun
	adjective
)

// slot is a place beside a word that a condition looks at.
type slot uint8

const (
	particle slot = iota
	object
	subject
	open       // the complement without a subject: xcomp
	infinitive // a clause with "to"
	predicate  // what somebody is called
	modifier   // adjectives and compounds
	casemark   // the preposition of a noun itself
	prepositional
)

// alternative is one of the things that a condition accepts.
type alternative struct {
	any    bool
	lemma  string
	class  string // "#troops"
	act    string // "@aid": an act of that id or below it
	actor  bool   // a state, organisation, group or person
	person bool   // a person, by name or office
	place  bool
	state  bool // a state, its government or an organisation of states
}

type condition struct {
	slot  slot
	preps []string
	of    []alternative
}

// frame is a row of frames.tsv.
type frame struct {
	when    []condition
	act     *act // nil for an operator
	op      op
	needs   bool // says nothing without a complement
	line    int
	example string
	expect  string
	word    string // the first word, for messages
}

// data is the knowledge of a coder. It is read-only.
type data struct {
	acts    map[string]*act
	frames  [4]map[string][]*frame
	forms   [4]map[string]string // inflected forms of words in frames and classes, to their lemmas
	rows    []*frame
	classes map[string]map[string]bool
	cameo   map[string]Code
	sectors map[string]string
	version string
}

var errData = errors.New("the data of the event coder do not load")

// shared loads the embedded data once.
var shared = sync.OnceValues(func() (*data, error) {
	return load(func(name string) ([]byte, error) { return files.ReadFile("data/" + name) })
})

func load(read func(string) ([]byte, error)) (*data, error) {
	d := &data{acts: map[string]*act{}, classes: map[string]map[string]bool{}, cameo: map[string]Code{}, sectors: map[string]string{}}
	for i := range d.frames {
		d.frames[i] = map[string][]*frame{}
		d.forms[i] = map[string]string{}
	}
	var digests []string
	for _, f := range []struct {
		name string
		row  func(fields []string, line int) error
		n    int
	}{
		{"cameo.tsv", d.cameoRow, 7},
		{"acts.tsv", d.actRow, 11},
		{"classes.tsv", d.classRow, 2},
		{"sectors.tsv", d.sectorRow, 2},
		{"frames.tsv", d.frameRow, 6},
	} {
		b, err := read(f.name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errData, err)
		}
		digests = append(digests, string(parley.DigestOf(b)))
		n := 0
		for line := range strings.SplitSeq(string(b), "\n") {
			n++
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			fields := strings.Split(line, "\t")
			if len(fields) != f.n {
				return nil, fmt.Errorf("%w: %s, line %d: %d columns are needed and %d are there", errData, f.name, n, f.n, len(fields))
			}
			for i := range fields {
				if fields[i] == "-" {
					fields[i] = ""
				}
			}
			if err := f.row(fields, n); err != nil {
				return nil, fmt.Errorf("%w: %s, line %d: %w", errData, f.name, n, err)
			}
		}
	}
	for _, byWord := range d.frames {
		for _, list := range byWord {
			slices.SortStableFunc(list, func(a, b *frame) int { return cmp.Compare(len(b.when), len(a.when)) })
		}
	}
	d.inflect()
	d.version = parley.DigestOfFields(digests...).Short()
	return d, d.link()
}

func (d *data) actRow(f []string, _ int) error {
	if d.acts[f[0]] != nil {
		return fmt.Errorf("act %q is there twice", f[0])
	}
	if !Root(f[1]).valid() {
		return fmt.Errorf("%q is no root of PLOVER", f[1])
	}
	a := &act{id: f[0], root: Root(f[1]), mode: f[2], context: f[3], done: f[4], agree: f[5], appeal: f[6], demand: f[7], refused: f[8], threaten: f[9]}
	if f[10] != "" {
		a.stop = &act{id: f[10]} // resolved by link
	}
	d.acts[a.id] = a
	return nil
}

// link replaces the names of acts by acts.
func (d *data) link() error {
	for id, a := range d.acts {
		if a.stop == nil {
			continue
		}
		s := d.acts[a.stop.id]
		if s == nil {
			return fmt.Errorf("%w: acts.tsv: %s is stopped by %q, which is no act", errData, id, a.stop.id)
		}
		a.stop = s
	}
	return nil
}

func (d *data) classRow(f []string, _ int) error {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(f[1]) {
		set[w] = true
	}
	d.classes[f[0]] = set
	return nil
}

func (d *data) sectorRow(f []string, _ int) error {
	for w := range strings.SplitSeq(f[1], "|") {
		d.sectors[w] = f[0]
	}
	return nil
}

func (d *data) frameRow(f []string, line int) error {
	parts := map[string]part{"v": verb, "n": noun, "a": adjective}
	p, ok := parts[f[1]]
	if !ok {
		return fmt.Errorf("%q is no part of speech; v, n and a are", f[1])
	}
	fr := &frame{line: line, example: f[4], expect: f[5]}
	for c := range strings.FieldsSeq(f[2]) {
		cond, err := d.condition(c)
		if err != nil {
			return err
		}
		fr.when = append(fr.when, cond)
	}
	if name, isOp := strings.CutPrefix(f[3], "="); isOp {
		name, fr.needs = strings.CutSuffix(name, "+")
		if fr.op, ok = opNames[name]; !ok {
			return fmt.Errorf("%q is no operator", name)
		}
	} else if fr.act = d.acts[f[3]]; fr.act == nil {
		return fmt.Errorf("%q is no act", f[3])
	}
	fr.word, _, _ = strings.Cut(f[0], "|")
	d.rows = append(d.rows, fr)
	for w := range strings.SplitSeq(f[0], "|") {
		d.frames[p][w] = append(d.frames[p][w], fr)
	}
	return nil
}

func (d *data) condition(s string) (condition, error) {
	name, spec, ok := strings.Cut(s, "=")
	if !ok || spec == "" {
		return condition{}, fmt.Errorf("%q is no condition: a slot, = and what it must hold are needed", s)
	}
	c := condition{}
	switch name {
	case "prt":
		c.slot = particle
	case "obj":
		c.slot = object
	case "subj":
		c.slot = subject
	case "xcomp":
		c.slot = open
	case "inf":
		c.slot = infinitive
	case "pred":
		c.slot = predicate
	case "case":
		c.slot = casemark
	case "mod":
		c.slot = modifier
	default:
		c.slot, c.preps = prepositional, strings.Split(name, "|")
	}
	for a := range strings.SplitSeq(spec, "|") {
		alt := alternative{}
		switch {
		case a == "*":
			alt.any = true
		case a == "ACTOR":
			alt.actor = true
		case a == "PERSON":
			alt.person = true
		case a == "PLACE":
			alt.place = true
		case a == "STATE":
			alt.state = true
		case strings.HasPrefix(a, "#"):
			alt.class = a[1:]
			if d.classes[alt.class] == nil {
				return c, fmt.Errorf("%q is no class of nouns", a)
			}
		case strings.HasPrefix(a, "@"):
			alt.act = a[1:]
			if !d.hasAct(alt.act) {
				return c, fmt.Errorf("%q is no act", a)
			}
		default:
			alt.lemma = a
		}
		c.of = append(c.of, alt)
	}
	return c, nil
}

// hasAct reports whether there is an act of that id or below it.
func (d *data) hasAct(id string) bool {
	for a := range d.acts {
		if a == id || strings.HasPrefix(a, id+".") {
			return true
		}
	}
	return false
}

// inflect lists the forms of verbs and nouns, for words whose lemma the tagger
// does not know.
func (d *data) inflect() {
	for _, w := range sortedKeys(d.frames[verb]) {
		for _, f := range clause.Forms(w) {
			d.addForm(verb, f.Form, w)
		}
		if n := len(w); n > 2 && !strings.ContainsRune("aeiouwxy", rune(w[n-1])) && strings.ContainsRune("aeiou", rune(w[n-2])) {
			d.addForm(verb, w+w[n-1:]+"ed", w)
			d.addForm(verb, w+w[n-1:]+"ing", w)
		}
	}
	for form, w := range irregular {
		d.addForm(verb, form, w)
	}
	plural := func(w string) {
		d.addForm(noun, w+"s", w)
		if strings.HasSuffix(w, "s") || strings.HasSuffix(w, "x") || strings.HasSuffix(w, "h") {
			d.addForm(noun, w+"es", w)
		}
		if stem, ok := strings.CutSuffix(w, "y"); ok {
			d.addForm(noun, stem+"ies", w)
		}
	}
	for _, w := range sortedKeys(d.frames[noun]) {
		plural(w)
	}
	for _, class := range sortedKeys(d.classes) {
		for _, w := range sortedKeys(d.classes[class]) {
			plural(w)
		}
	}
	for _, w := range sortedKeys(d.sectors) {
		plural(w)
	}
}

// irregular are forms of verbs that do not follow from the lemma.
var irregular = map[string]string{
	"froze": "freeze", "frozen": "freeze", "shot": "shoot", "broke": "break", "broken": "break", "fought": "fight", "sought": "seek", "took": "take", "taken": "take",
	"gave": "give", "given": "give", "met": "meet", "held": "hold", "threw": "throw", "thrown": "throw", "blew": "blow", "blown": "blow", "withdrew": "withdraw",
	"withdrawn": "withdraw", "forbade": "forbid", "forbidden": "forbid", "slew": "slay", "slain": "slay", "struck": "strike", "stole": "steal", "stolen": "steal",
	"swore": "swear", "sworn": "swear", "sold": "sell", "sent": "send", "lent": "lend", "fled": "flee", "beat": "beat", "beaten": "beat", "unfroze": "unfreeze",
	"rebuilt": "rebuild", "retook": "retake", "retaken": "retake", "overthrew": "overthrow", "overthrown": "overthrow", "forgave": "forgive", "forgiven": "forgive",
	"spoke": "speak", "spoken": "speak", "shook": "shake", "shaken": "shake", "fed": "feed", "led": "lead", "left": "leave", "quit": "quit", "overran": "overrun", "sank": "sink", "sunk": "sink",
}

func (d *data) addForm(p part, form, lemma string) {
	if _, ok := d.forms[p][form]; !ok {
		d.forms[p][form] = lemma
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
