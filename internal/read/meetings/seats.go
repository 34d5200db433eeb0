package meetings

import (
	"cmp"
	_ "embed"
	"iter"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// seatsTSV is the table of package weigh that decides who else sits at the table
// of a meeting than those whom the rules of delegates.go and roles.go seat.
//
//go:embed data/seats.tsv
var seatsTSV string

// SeatsHeader stands at the head of data/seats.tsv.
const SeatsHeader = `# Who of the persons of an article takes part in a meeting: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train seats DIR… internal/read/meetings/data/seats.tsv
`

// Bounds of the log-odds: whom a rule seats goes where the weights are clearly
// against it; another comes where they are for it.
const (
	keepSeat = -1.0
	addSeat  = 0.5
	addGuest = 1.0 // for those who are on no side of the meeting
	addHead  = 0.5 // more, for who leads a side and mostly sends others
)

// chair is a person who may sit at the table of a meeting.
type chair struct {
	person   int
	class    string // "side", "third" of somebody with a role, "member" of a side that is a body, "stranger"
	role     string // of the third party
	seated   bool   // the rules say so
	features []string
}

// seatLikely decides by the weights who sits at the table of each meeting. Whom a
// frame holds stays there, and who was killed is not there.
func (v *view) seatLikely(w weigh.Weights, kept []*candidate, main *candidate) {
	likely := make([][]chair, len(kept)) // what is decided of one does not bear on another
	for i, c := range kept {
		for _, x := range v.chairs(c, kept, main) {
			rule, least := v.frameOf(x.person, c), addSeat
			if x.class != "side" {
				least = addGuest
			}
			if slices.Contains(x.features, alone) {
				least += addHead
			}
			if odds := w.Odds(x.features); !x.seated && odds > least && !v.dead(&v.People[x.person]) || x.seated && odds < keepSeat && (rule == "" || proposed[rule]) {
				likely[i] = append(likely[i], x)
			}
		}
	}
	for i, c := range kept {
		for _, x := range likely[i] {
			switch {
			case x.seated:
				c.persons = slices.DeleteFunc(c.persons, func(p int) bool { return p == x.person })
				c.away = append(c.away, x.person)
			case x.class == "side":
				c.seat(x.person, v.People[x.person].For, false)
				c.likely = append(c.likely, x.person)
			default:
				c.guests = append(c.guests, x.person)
			}
		}
	}
}

// alone is the argument against somebody who leads a side, where nobody of that
// rank sits on another and no words tell of such.
const alone = "head without a peer"

// maxChairs is how many persons are asked about for one meeting: those of whom the
// text tells first.
const maxChairs = 40

// chairs are the persons of the article who may sit at the table of c: those of
// its sides and of its third parties, those of members of a side that is a body,
// and others whom its own sentences name.
func (v *view) chairs(c *candidate, kept []*candidate, main *candidate) []chair {
	roles := map[string]string{}
	for _, m := range c.mentions {
		for _, t := range m.third {
			for _, code := range v.thirdCodes(t) {
				roles[code] = string(t.role)
			}
		}
	}
	present := v.presentThirds(c)
	var out []chair
	for p := range v.People {
		q := &v.People[p]
		x := chair{person: p, seated: slices.Contains(c.persons, p) && (q.For == "" || slices.Contains(c.codes, q.For)) || slices.Contains(present, p)}
		side := q.For
		if side == "" {
			side = c.sideOf[p]
		}
		role, third := roles[side]
		if side == "" || !third {
			role, third = roles[q.Name]
		}
		switch {
		case slices.Contains(c.codes, side):
			x.class = "side"
		case third:
			x.class, x.role = "third", role
		case side != "" && slices.ContainsFunc(c.codes, func(code string) bool { return isMember(code, side) }):
			x.class = "member"
		default:
			x.class = "stranger"
		}
		if v.spokesperson(p) && !x.seated || x.class == "stranger" && !x.seated && !v.besideTrigger(c, p) {
			continue
		}
		x.features = v.seatFeatures(c, &x, kept, main)
		if out = append(out, x); len(out) == maxChairs {
			break
		}
	}
	return out
}

// isMember tells whether code is of a member of body.
func isMember(body, code string) bool {
	e, ok := world.Shared().Code(body)
	return ok && slices.Contains(e.Members, code)
}

// namings are the mentions of a person in the text.
func (v *view) namings(q *layer.Person) iter.Seq[*layer.Actor] {
	return func(yield func(*layer.Actor) bool) {
		for _, a := range q.Mentions {
			if a >= 0 && a < len(v.Actors) && !yield(&v.Actors[a]) {
				return
			}
		}
	}
}

// besideTrigger tells whether a sentence with a mention of c, or the one after it,
// names person p.
func (v *view) besideTrigger(c *candidate, p int) bool {
	for x := range v.namings(&v.People[p]) {
		s := x.Sentence
		if slices.ContainsFunc(c.mentions, func(m *mention) bool { return s == m.Sentence || s == m.Sentence+1 }) {
			return true
		}
	}
	return false
}

// seatFeatures describe how a person stands to a meeting: each argument by itself
// and beside whom the person stands for.
func (v *view) seatFeatures(c *candidate, x *chair, kept []*candidate, main *candidate) []string {
	q := &v.People[x.person]
	var fs features
	fs.add("seated", x.seated)
	fs.add("not seated", !x.seated)
	rule := v.frameOf(x.person, c)
	fs.add("frame="+rule, rule != "")
	fs.add("no frame", rule == "")
	fs.add("no side", q.For == "")
	fs.add("role="+x.role, x.role != "")
	status := v.status(c).Value
	fs.add("status="+string(status), true)
	ahead := phase(status) != 1
	fs.add("seated ahead", x.seated && ahead)
	fs.add("main", c == main)
	fs.add("only", len(kept) == 1)
	fs.add("guessed", c.mentions[0].guessed)

	with, elsewhere, again := 0, false, false
	for _, k := range kept {
		if slices.Contains(k.codes, q.For) {
			with++
		}
		if k != c && slices.Contains(k.persons, x.person) {
			elsewhere = true
			again = again || slices.Equal(k.codes, c.codes)
		}
	}
	fs.add("several of the side", with > 1)
	fs.add("elsewhere", elsewhere)
	fs.add("elsewhere, seated", elsewhere && x.seated)
	fs.add("elsewhere, same sides", again)
	fs.add("elsewhere, same sides, ahead", again && ahead)

	// who else sits there
	taken, peer, others := "", false, 0
	for _, p := range c.persons {
		o := &v.People[p]
		switch {
		case p == x.person:
		case o.For == q.For:
			if taken == "" || o.Rank == q.Rank {
				taken = "by another"
				if o.Rank == q.Rank {
					taken = "by one of that rank"
				}
			}
		default:
			others++
			peer = peer || o.Rank != "" && o.Rank == q.Rank
		}
	}
	fs.add("taken "+taken, taken != "")
	fs.add("others="+upTo(others, 0, 1, 2), true)
	fs.add("peer", peer)
	fs.add("peer, not taken", peer && taken == "")
	rank := cmp.Or(q.Rank, "unknown")
	fs.add("rank="+rank, true)
	fs.add("untitled", q.Title == "")
	title := strings.ToLower(q.Title)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) })
	}
	fs.add("negotiator", has("negotiator", "delegat", "chief of staff"))
	fs.add("envoy", has("envoy", "representative", "mediator"))
	fs.add("former", has("former", "late ", "ex-"))
	fs.add("ambassador", has("ambassador"))
	fs.add("of parliament", has("lawmaker", "senator", "deputy speaker", "mp", "congress", "member of"))
	fs.add("soldier", has("general", "colonel", "commander", "army"))
	fs.add("named="+upTo(len(q.Mentions), 1, 2, 3, 6), true)
	fs = append(fs, v.seatPlaces(c, x, ahead)...)
	described := v.describes(c, q)
	fs.add("described", described)
	// who leads a state or a movement sends others, unless their like sit there
	fs.add(alone, (q.Rank == string(parley.LeaderLevel) || has("leader", "chief")) && !peer && !described)
	leads := q.Rank == string(parley.LeaderLevel) || has("leader", "chief", "commander")
	fs.add("leads a movement", leads && q.For != "" && !world.Shared().IsState(q.For))
	fs.add("leads a state", leads && world.Shared().IsState(q.For))
	about := x.class
	if rule == "" {
		about += ", unframed"
	}
	out := make([]string, 0, 2*len(fs)+2)
	out = append(out, "bias", about)
	for _, f := range fs {
		out = append(out, f, about+": "+f)
	}
	return out
}

// frameOf is the rule by which the frame of a mention of c holds person p, or "".
func (v *view) frameOf(p int, c *candidate) string {
	rule := ""
	for _, m := range c.mentions {
		for _, a := range m.args {
			if slices.Contains(v.persons(a.actor), p) && (rule == "" || proposed[rule]) {
				rule = a.rule
			}
		}
	}
	return rule
}

// dead tells whether the text says that somebody killed q or that q died.
func (v *view) dead(q *layer.Person) bool {
	for x := range v.namings(q) {
		t := v.headToken(x)
		h, ok := v.headOf(t, v.Sentences[x.Sentence].First)
		if !ok || h >= len(v.Tokens) {
			continue
		}
		rel := v.Tokens[t].Deprel
		switch v.Tokens[h].Lemma {
		case "kill", "assassinate", "murder", "bury":
			if rel == "obj" || rel == "nsubj:pass" || strings.HasPrefix(rel, "nmod") {
				return true
			}
		case "die":
			if rel == "nsubj" {
				return true
			}
		case "death", "assassination", "killing", "funeral":
			if strings.HasPrefix(rel, "nmod") {
				return true
			}
		}
	}
	return false
}

// actions are what those do who sit at a table, and sayings what anybody does.
var (
	actions = set("meet", "hold", "host", "receive", "attend", "chair", "lead", "head", "sign", "agree", "discuss", "join", "sit", "open", "mediate", "shake", "exchange", "talk", "negotiate", "represent", "convene", "preside", "arrive", "welcome", "greet", "confer", "initial", "oversee", "broker", "shuttle", "walk", "propose", "present", "raise", "offer", "reach")
	sayings = set("say", "tell", "add", "call", "describe", "insist", "warn", "announce", "deny", "write", "note", "stress", "declare", "accuse", "criticise", "criticize", "comment", "argue", "urge", "praise")
)

// seatPlaces tell where the words of a person stand to those of a meeting, and
// what they do there.
func (v *view) seatPlaces(c *candidate, x *chair, ahead bool) []string {
	q := &v.People[x.person]
	near, after := 99, false
	lead := false
	act := map[string]bool{}
	for actor := range v.namings(q) {
		lead = lead || actor.Sentence <= 1
		distance, later := 99, false
		for _, m := range c.mentions {
			d := actor.Sentence - m.Sentence
			if d < 0 {
				d = -d
			}
			if d < distance {
				distance, later = d, actor.Sentence > m.Sentence
			}
		}
		if distance < near {
			near, after = distance, later
		}
		if distance <= 2 {
			act[v.doing(actor)] = true
		}
	}
	var f []string
	switch {
	case near == 0:
		f = append(f, "in its sentence")
	case near == 1 && after:
		f = append(f, "just after")
	case near == 1:
		f = append(f, "just before")
	case near <= 3:
		f = append(f, "near")
	default:
		f = append(f, "far")
	}
	if lead && near < 99 {
		f = append(f, "lead")
	}
	for _, k := range []string{"acts", "says", "does", "is told", "of"} {
		if act[k] {
			f = append(f, k)
			if near == 0 {
				f = append(f, k+" there")
			}
			if ahead {
				f = append(f, k+"+ahead")
			}
		}
	}
	// persons of another side that the same sentences name
	for actor := range v.namings(q) {
		sent := &v.Sentences[actor.Sentence]
		for _, b := range v.actorsIn(sent.First, sent.Last) {
			if p := v.Actors[b].Person; p > 0 && p-1 != x.person && p <= len(v.People) {
				o := &v.People[p-1]
				if o.For != q.For && slices.Contains(c.codes, o.For) {
					f = appendNew(f, "beside the other side")
					if o.Rank != "" && o.Rank == q.Rank {
						f = appendNew(f, "beside a peer")
					}
				}
			}
		}
	}
	return f
}

// doing is what the sentence of an actor makes of it: the subject of a verb that
// those at a table do, of one of saying or of another; or no subject.
func (v *view) doing(a *layer.Actor) string {
	s := &v.Sentences[a.Sentence]
	t := a.Last - 1
	for n := 0; n < 6; n++ { // from inside the name to its verb
		h, ok := v.headOf(t, s.First)
		if !ok || h < s.First || h >= s.Last {
			return "does"
		}
		switch rel := v.Tokens[t].Deprel; {
		case strings.HasPrefix(rel, "nsubj"):
			lemma := v.Tokens[h].Lemma
			switch {
			case strings.HasSuffix(rel, ":pass"):
				return "is told"
			case actions[lemma]:
				return "acts"
			case sayings[lemma]:
				return "says"
			}
			return "does"
		case strings.HasPrefix(rel, "nmod"), strings.HasPrefix(rel, "obl"):
			if v.isTalks(h, false) || v.isVerb(h) && actions[v.Tokens[h].Lemma] {
				return "acts"
			}
			if strings.HasPrefix(rel, "obl") {
				return "is told"
			}
			return "of"
		case rel == "obj", rel == "iobj":
			if actions[v.Tokens[h].Lemma] {
				return "acts"
			}
			return "is told"
		}
		t = h
	}
	return "does"
}

// describes tells whether the words of c name an office of the level of q, for
// several sides or for that of q: "the foreign ministers of the two met".
func (v *view) describes(c *candidate, q *layer.Person) bool {
	if q.Rank == "" {
		return false
	}
	for _, m := range c.mentions {
		sent := &v.Sentences[m.Sentence]
		for t := sent.First; t < sent.Last; t++ {
			if v.Tokens[t].XPOS != "NNS" || v.inTitle[t] {
				continue
			}
			if o, ok := world.Shared().Office(v.Tokens[t].Lemma); ok && string(o.Level) == q.Rank {
				return true
			}
			if t > sent.First {
				if o, ok := world.Shared().Office(v.lower[t-1] + " " + v.Tokens[t].Lemma); ok && string(o.Level) == q.Rank {
					return true
				}
			}
		}
		for _, a := range v.actorsIn(sent.First, sent.Last) {
			if x := &v.Actors[a]; x.Kind == layer.Office && x.Code == q.For && x.Person == 0 {
				return true
			}
		}
	}
	return false
}

// Seat is a person who may take part in a meeting, as the training command sees
// it.
type Seat struct {
	Meeting  int // index into the meetings of the reading
	Name     string
	Features []string
}

// Seats are all persons of d who may take part in its meetings, d being read to
// the end.
func (s *Stage) Seats(d *layer.Doc) []Seat {
	if len(d.Sentences) == 0 {
		return nil
	}
	v := newView(d)
	ms := v.read(s)
	t := v.besideSides(s, ms, v.group(ms))
	v.weighThirds(s.thirds, t)
	v.seatRuled(t.kept, t.main)
	var out []Seat
	for i, c := range t.kept {
		for _, x := range v.chairs(c, t.kept, t.main) {
			out = append(out, Seat{i, v.People[x.person].Name, x.features})
		}
	}
	return out
}
