package meetings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// Who sits at the table is told by the frame of a trigger, or it is not: "a
// second sitting, in Lima in May, broke up early". Then the fitted weights of
// data/sides.tsv decide of each actor of the text whether it is a side. What the
// rules propose (complete.go, understood.go and so on) is one argument of
// several: where the actor stands in the sentence and in the parse, how often
// and where the text names it, whom it meets elsewhere in the text.

// Bounds of the log-odds. A side that a frame holds or a rule proposes goes out
// where the weights are clearly against it; another comes in where they are
// clearly for it.
const (
	keepSide = -1
	addSide  = 1
)

// Bounds on how many actors are asked about, which keep the time linear.
const (
	maxNamed = 16 // of those who stand far from the trigger, those named most
	maxSeats = 32
	nearby   = 60 // tokens within which everybody is asked about
)

// presence is what a whole text says of an actor.
type presence struct {
	code     string
	actors   []int       // its mentions, in text order
	rank     int         // 1 for who is named most
	title    bool        // named in the title
	lead     bool        // named in the first sentences
	person   bool        // somebody is named who speaks for it
	frames   int         // mentions of meetings whose frame holds it and another
	partners []string    // whom it is in a frame with
	third    parley.Role // that it has somewhere
}

// sideSet are sides that a frame holds, and how many frames hold the same.
type sideSet struct {
	codes []string
	n     int
}

// roll are the actors of a text, those named most first, and the sets of sides
// that its frames hold, the commonest first.
type roll struct {
	all    []*presence
	of     map[string]*presence
	frames int
	sets   []sideSet
}

// proposed are the rules that propose sides whom no frame holds.
var proposed = set("sentence", "lead", "pair", "owner", "controller", "armed", "confirmed", "weighed")

// framedSides are the sides that stand in the frame of m.
func (v *view) framedSides(m *mention) []string {
	var out []string
	for _, a := range m.args {
		if !proposed[a.rule] {
			for _, c := range v.codes(a.actor) {
				out = appendNew(out, c)
			}
		}
	}
	return out
}

func (v *view) rollOf(ms []mention) *roll {
	r := &roll{of: map[string]*presence{}}
	for a := range v.Actors {
		x := &v.Actors[a]
		if x.Kind == layer.Collective || x.First >= x.Last || v.inTitle[x.First] && x.Person == 0 {
			continue
		}
		for _, c := range v.codes(a) {
			p := r.of[c]
			if p == nil {
				p = &presence{code: c}
				r.of[c] = p
				r.all = append(r.all, p)
			}
			p.actors = append(p.actors, a)
			p.title = p.title || v.titled && x.Sentence == 0
			p.lead = p.lead || x.Sentence < leadSentences
			p.person = p.person || x.Person > 0 && x.Kind == layer.PersonActor
		}
	}
	for i := range ms {
		r.addFrame(v, &ms[i])
	}
	slices.SortStableFunc(r.all, func(a, b *presence) int { return cmp.Compare(len(b.actors), len(a.actors)) })
	for i, p := range r.all {
		p.rank = i + 1
	}
	slices.SortStableFunc(r.sets, func(a, b sideSet) int { return cmp.Compare(b.n, a.n) })
	return r
}

func (r *roll) addFrame(v *view, m *mention) {
	for _, t := range m.third {
		for _, c := range v.thirdCodes(t) {
			if p := r.of[c]; p != nil {
				p.third = t.role
			}
		}
	}
	sides := v.framedSides(m)
	if len(sides) < 2 || m.t.strength == echo {
		return
	}
	slices.Sort(sides)
	r.frames++
	if k := slices.IndexFunc(r.sets, func(x sideSet) bool { return slices.Equal(x.codes, sides) }); k >= 0 {
		r.sets[k].n++
	} else {
		r.sets = append(r.sets, sideSet{sides, 1})
	}
	for _, c := range sides {
		p := r.of[c]
		if p == nil {
			continue
		}
		p.frames++
		for _, o := range sides {
			if o != c {
				p.partners = appendNew(p.partners, o)
			}
		}
	}
}

// seat is an actor of whom it is asked whether it is a side of a mention.
type seat struct {
	*presence
	actor    int // its mention nearest to the trigger
	distance int // of that, in tokens; one in another sentence counts as farther
	framed   bool
	order    int // 1 for the nearest of those whom the frame does not hold
	features []string
}

// seats are the actors that may be sides of ms[i], nearest first.
func (v *view) seats(r *roll, ms []mention, i int) []seat {
	m := &ms[i]
	framed := v.framedSides(m)
	var out []seat
	for _, p := range r.all {
		actor, distance := v.nearest(p, m)
		if p.rank <= maxNamed || distance <= nearby || slices.Contains(m.codes, p.code) {
			out = append(out, seat{presence: p, actor: actor, distance: distance, framed: slices.Contains(framed, p.code)})
		}
	}
	slices.SortStableFunc(out, func(a, b seat) int { return cmp.Compare(a.distance, b.distance) })
	out = out[:min(len(out), maxSeats)]
	x := sideContext{r: r, m: m, framed: framed, several: v.numberOf(m)}
	for j := range ms {
		o := &ms[j]
		if len(o.codes) < 2 || o.t.strength == echo {
			continue
		}
		if x.first == nil {
			x.first = o
		}
		if j < i {
			x.before = o
		}
	}
	order := 0
	for k := range out {
		if !out[k].framed {
			order++
		}
		out[k].order = order
		out[k].features = v.sideFeatures(&x, &out[k])
	}
	return out
}

// nearest is the mention of p nearest to m, and how far it is.
func (v *view) nearest(p *presence, m *mention) (actor, distance int) {
	actor, distance = -1, 1<<30
	at, _ := slices.BinarySearchFunc(p.actors, m.First, func(a, t int) int { return cmp.Compare(v.Actors[a].First, t) })
	for _, a := range p.actors[max(0, at-3):min(len(p.actors), at+3)] {
		x := &v.Actors[a]
		d := max(0, m.start-x.Last, x.First-m.Last)
		if x.Sentence != m.Sentence {
			if d += 30; x.First > m.First {
				d += 15 // who is named later is less often meant
			}
		}
		if d < distance {
			actor, distance = a, d
		}
	}
	return actor, distance
}

// weighSides decides by the weights who the sides are of the mentions whose
// frames do not tell.
func (v *view) weighSides(w weigh.Weights, ms []mention) {
	r := v.rollOf(ms)
	chosen := make([][]seat, len(ms))
	for i := range ms { // first all decisions, so that none rests on another
		if v.undecided(&ms[i]) {
			chosen[i] = v.choose(w, r, ms, i)
		}
	}
	for i := range ms {
		v.reseat(&ms[i], chosen[i])
	}
}

// undecided tells whether the frame of m leaves open who its sides are. What
// only points back to a meeting that is known has the sides of that one, and what
// is of others than those named has none.
func (v *view) undecided(m *mention) bool {
	switch {
	case m.t.kind == delegation, m.attached, m.alone, len(v.framedSides(m)) >= 2:
		return false
	case len(m.codes) >= 2:
		return true
	case m.time == 0 && m.place == 0 && m.ordinal == 0 && (m.definite || !m.headline):
		return false
	}
	return !v.notTheirs(m)
}

// notTheirs tells whether the words of m say that those who met are not named, or
// that no one meeting is meant.
func (v *view) notTheirs(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	return m.several || !m.unnamed.Empty() || m.t.strength == echo && !m.t.verb && !v.ownSitting(m) ||
		v.ofOthers(m) || v.ofOtherPeople(m) || v.ofManyLeaders(m) || v.formerRounds(m) || v.opens(m) || v.ofOtherKind(m.Sentence) ||
		m.t.verb && m.Last < sent.Last && v.eachAt(m.Last, sent.Last)
}

// choose gives the sides of ms[i]: those of its frame and of the rules that the
// weights are not against, and others that they are for, up to two or to the
// number that its words tell. Who has a role beside the sides is none of them.
func (v *view) choose(w weigh.Weights, r *roll, ms []mention, i int) []seat {
	m := &ms[i]
	var out, others []seat
	for _, s := range v.seats(r, ms, i) {
		odds := w.Odds(s.features)
		switch {
		case s.framed || slices.Contains(m.codes, s.code):
			if odds > keepSide {
				out = append(out, s)
			}
		case odds > addSide && s.third == "":
			others = append(others, s)
		}
	}
	slices.SortStableFunc(others, func(a, b seat) int { return cmp.Compare(w.Odds(b.features), w.Odds(a.features)) })
	most := max(2, v.numberOf(m))
	return append(out, others[:min(len(others), max(0, most-len(out)))]...)
}

// reseat gives m the sides chosen, where they are two or a body that meets as
// one.
func (v *view) reseat(m *mention, chosen []seat) {
	var codes []string
	for _, s := range chosen {
		codes = appendNew(codes, s.code)
	}
	codes = oneCamp(codes)
	slices.Sort(codes)
	if slices.Equal(codes, m.codes) || len(codes) == 0 || len(codes) == 1 && !isGroup(codes[0]) {
		return
	}
	m.args = slices.DeleteFunc(m.args, func(a arg) bool {
		own := v.codes(a.actor)
		return len(own) > 0 && shared(own, codes) == 0
	})
	have := v.argCodes(m)
	for _, s := range chosen {
		if slices.Contains(codes, s.code) && !slices.Contains(have, s.code) && s.code != m.visited {
			m.args = append(m.args, arg{s.actor, "weighed"})
		}
	}
	if !slices.Contains(codes, m.visited) {
		m.visited = ""
	}
	m.persons = slices.DeleteFunc(m.persons, func(p int) bool { f := v.People[p].For; return f != "" && !slices.Contains(codes, f) })
	m.inherited, m.matter, m.serial, m.guessed = nil, nil, false, true
	m.codes = codes
}

// explainSides tells of each mention whose frame leaves its sides open who may be
// one, and the features that weigh most for and against each.
func (v *view) explainSides(s *Stage) []string {
	ms := v.propose(s.lex)
	r := v.rollOf(ms)
	var out []string
	for i := range ms {
		m := &ms[i]
		if !v.undecided(m) {
			continue
		}
		for _, x := range v.seats(r, ms, i) {
			if odds := s.sides.Odds(x.features); odds > keepSide {
				out = append(out, fmt.Sprintf("sentence %d, %q: %s as a side %+.2f for %s", m.Sentence+1, v.quote(m.First, m.Last).Quote, x.code, odds, strings.Join(s.sides.Reasons(x.features, 5), "; ")))
			}
		}
	}
	return out
}

// SideSample is a mention whose frame leaves open who the sides are, as the
// training command sees it, and the actors of whom it is asked.
type SideSample struct {
	layer.Trigger
	Framed  []string // sides that its frame holds
	Time    int      // index into Times plus 1; 0 where it has none
	Place   int      // index into Places plus 1
	Persons []int    // indices into People
	Ordinal int
	Status  parley.Status
	Seats   []SeatSample
}

// SeatSample is an actor that may be a side.
type SeatSample struct {
	Code     string
	Features []string
}

// SideSamples are the mentions of d whose frames leave open who the sides are,
// those that only point back to another meeting included.
func (s *Stage) SideSamples(d *layer.Doc) []SideSample {
	if len(d.Sentences) == 0 {
		return nil
	}
	v := newView(d)
	ms := v.propose(s.lex)
	r := v.rollOf(ms)
	var out []SideSample
	for i := range ms {
		m := &ms[i]
		framed := v.framedSides(m)
		if len(framed) >= 2 || m.t.daily() { // words of daily life are too often taken for the wrong meeting
			continue
		}
		x := SideSample{Trigger: m.Trigger, Framed: framed, Time: m.time, Place: m.place, Persons: m.persons, Ordinal: m.ordinal, Status: m.mood.status}
		for _, seat := range v.seats(r, ms, i) {
			x.Seats = append(x.Seats, SeatSample{seat.code, seat.features})
		}
		out = append(out, x)
	}
	return out
}
