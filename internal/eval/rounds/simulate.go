package rounds

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/register"
)

// Noise is how often a simulated reader leaves out or gets wrong what an
// article says, each from 0 to 1.
type Noise struct {
	NoDate, Month, OneDay, WrongDay float64
	NoPlace, NoOrdinal, NoThird     float64
	ThirdAsParty, PartyMissing      float64
	NoOutcome                       float64
}

// Readers is the noise of readers about as good as the targets ask for.
var Readers = Noise{NoDate: .15, Month: .08, OneDay: .15, WrongDay: .03, NoPlace: .2, NoOrdinal: .3, NoThird: .5, ThirdAsParty: .06, PartyMissing: .04, NoOutcome: .3}

// Simulate makes the claims that a reader with that noise would make of the
// documents of truth. The order of draws is that of the annotation, so that a
// seed always gives the same claims.
func Simulate(truth *Truth, docs []parley.Document, noise Noise, seed uint64) register.Input {
	rng := rand.New(rand.NewPCG(seed, 1))
	in := register.Input{Origins: register.Origins{}, Names: func(code string) string {
		if e, ok := lexicon.Shared().Code(code); ok && e.Name != "" {
			return e.Name
		}
		return code
	}}
	byName := map[string]*parley.Document{}
	for i := range docs {
		d := &docs[i]
		byName[base(d.Name)] = d
		in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: d.Publisher, Published: d.Published, Size: len(d.Text)})
	}
	for _, c := range truth.Copies {
		if of, is := byName[base(c.Original)], byName[base(c.Copy)]; of != nil && is != nil {
			in.Origins[is.ID] = register.Origin{ID: string(of.ID), CopyOf: of.ID}
		}
	}
	mentions := map[string]int{}
	for i := range truth.Processes {
		p := &truth.Processes[i]
		steps := map[string][]*Step{}
		for j := range p.Steps {
			steps[base(p.Steps[j].Document)] = append(steps[base(p.Steps[j].Document)], &p.Steps[j])
		}
		for j := range p.Rounds {
			r := &p.Rounds[j]
			for _, name := range r.Documents {
				if d := byName[base(name)]; d != nil {
					s := simulated{rng: rng, noise: noise, doc: d, round: r, said: saidIn(p, r, d), at: 7 * mentions[d.Name]}
					mentions[d.Name]++
					in.Claims = append(in.Claims, s.claims()...)
					in.Claims = append(in.Claims, s.steps(steps[base(name)])...)
					steps[base(name)] = nil // with the first meeting of the document
				}
			}
		}
	}
	return in
}

// saidIn is what the document says of the fields of r on which the documents
// contradict each other, by field.
func saidIn(p *Process, r *Round, d *parley.Document) map[string][]string {
	said := map[string][]string{}
	for _, c := range p.Contradictions {
		if c.Round != r.ID {
			continue
		}
		for i, name := range c.Documents {
			switch {
			case base(name) != base(d.Name):
			case len(c.Documents) == 1:
				said[c.Field] = append(said[c.Field], c.Values...)
			case i < len(c.Values):
				said[c.Field] = append(said[c.Field], c.Values[i])
			}
		}
	}
	return said
}

// steps are the claims of what was to come next, with the words where they
// stand in the document.
func (s *simulated) steps(steps []*Step) []parley.Claim {
	s.out = nil
	for _, st := range steps {
		v := parley.NextStep{Kind: kindOf(st.Text), Certainty: parley.Announced, Who: st.Who}
		if st.Due != "" {
			due, err := parley.ParseInterval(st.Due)
			if err != nil {
				continue
			}
			v.Due = due
		}
		s.put(parley.FieldNext, parley.EncodeValue(v), parley.Planned)
		if at := strings.Index(s.doc.Text, st.Text); at >= 0 {
			c := &s.out[len(s.out)-1]
			c.Evidence = []parley.Evidence{s.doc.Quote(parley.Span{Start: at, End: at + len(st.Text)})}
			c.ID = c.ClaimID()
		}
	}
	return s.out
}

// kindOf is the kind of step that words tell of, which the annotation leaves out.
func kindOf(text string) parley.NextKind {
	text = strings.ToLower(text)
	for _, k := range []struct {
		kind  parley.NextKind
		words string
	}{
		{parley.NextVisit, "visit travel"},
		{parley.NextMeeting, "meet"},
		{parley.NextDocument, "sign treaty accord memorandum text framework settlement agreement"},
		{parley.NextMeeting, "meet round talks resume restart return gather convene reconvene session see join negotiat dialogue conference review commence move postponed expected"},
		{parley.NextDeadline, "within until by"},
	} {
		for w := range strings.FieldsSeq(k.words) {
			if strings.Contains(" "+text, " "+w) {
				return k.kind
			}
		}
	}
	return parley.NextOther
}

type simulated struct {
	rng   *rand.Rand
	noise Noise
	doc   *parley.Document
	round *Round
	said  map[string][]string // where the documents contradict each other
	at    int
	out   []parley.Claim
}

func (s *simulated) happens(p float64) bool { return s.rng.Float64() < p }

func (s *simulated) put(field, value string, modality parley.Modality) {
	span := parley.Span{Start: s.at, End: min(s.at+6, len(s.doc.Text))}
	c := parley.Claim{
		Subject: parley.Subject{Kind: parley.MeetingSubject, Document: s.doc.ID, At: span}, Field: field, Value: value, Modality: modality,
		Evidence: []parley.Evidence{s.doc.Quote(span)}, Rule: "simulated", Fingerprint: "simulated",
	}
	c.ID = c.ClaimID()
	s.out = append(s.out, c)
}

// statusThen is what the round was when the document came out.
func (s *simulated) statusThen() parley.Status {
	status := parley.Status("")
	for _, l := range s.round.Lifecycle {
		if status == "" || cmp.Compare(l.Date, s.doc.Published.From.String()) <= 0 {
			status = l.Status
		}
	}
	return cmp.Or(status, s.round.Status)
}

func (s *simulated) claims() []parley.Claim {
	r := s.round
	status := s.statusThen()
	if len(s.said["outcome"]) > 0 && s.said["outcome"][0] == string(parley.DeniedMeeting) {
		status = parley.DeniedMeeting
	}
	modality := parley.Asserted
	switch status {
	case parley.PlannedMeeting:
		modality = parley.Planned
	case parley.PossibleMeeting:
		modality = parley.Possible
	case parley.DeniedMeeting:
		modality = parley.Denied
	}
	s.put(parley.FieldStatus, string(status), modality)
	parties := slices.Clone(r.Parties)
	if len(parties) > 1 && s.happens(s.noise.PartyMissing) {
		parties = slices.Delete(parties, 0, 1)
	}
	for _, t := range r.Third {
		switch {
		case s.happens(s.noise.NoThird):
		case s.happens(s.noise.ThirdAsParty):
			parties = append(parties, t.Actor)
		default:
			s.put(parley.FieldThird, parley.EncodeValue(t), modality)
		}
	}
	for _, p := range parties {
		s.put(parley.FieldParty, p, modality)
	}
	if w := s.when(); !w.IsZero() && !s.happens(s.noise.NoDate) {
		s.put(parley.FieldWhen, w.String(), modality)
	}
	place, ordinal, outcome := r.Place, r.Ordinal, r.Outcome
	if v := s.said["place"]; len(v) > 0 {
		place = v[0]
	}
	if v := s.said["ordinal"]; len(v) > 0 {
		if n, err := strconv.Atoi(v[0]); err == nil {
			ordinal = &n
		}
	}
	for _, v := range s.said["outcome"] {
		if o := parley.Outcome(v); parley.CheckValue(parley.FieldOutcome, v) == nil {
			outcome = o
		}
	}
	if place != "" && !s.happens(s.noise.NoPlace) {
		s.put(parley.FieldWhere, parley.EncodeValue(parley.Place{Name: place, Country: r.Country}), modality)
	}
	if ordinal != nil && !s.happens(s.noise.NoOrdinal) {
		s.put(parley.FieldOrdinal, parley.EncodeValue(*ordinal), modality)
	}
	if outcome != "" && (status == parley.Held || outcome != r.Outcome) && !s.happens(s.noise.NoOutcome) {
		s.put(parley.FieldOutcome, string(outcome), modality)
	}
	for _, v := range s.said["tone"] {
		term, by, _ := strings.Cut(strings.TrimSuffix(v, ")"), " (")
		s.put(parley.FieldAssessment, parley.EncodeValue(parley.Assessment{Term: term}), modality)
		s.out[len(s.out)-1].SaidBy = by
		s.out[len(s.out)-1].ID = s.out[len(s.out)-1].ClaimID()
	}
	return s.out
}

func (s *simulated) when() parley.Interval {
	moment := func(t string) parley.Moment {
		m, err := parley.ParseMoment(t)
		if err != nil {
			return parley.Moment{}
		}
		return m
	}
	from, to := moment(s.round.From), moment(s.round.To)
	if v := s.said["date"]; len(v) > 0 {
		return parley.On(moment(v[0]))
	}
	if from.IsZero() {
		from = to
	}
	w := parley.Interval{From: from, To: to}
	exact := len(s.round.From) == len("2006-01-02") && !strings.Contains(s.round.From, "X")
	switch {
	case !exact:
	case s.happens(s.noise.Month):
		m := parley.Moment{Year: from.Year, Month: from.Month}
		return parley.On(m)
	case s.happens(s.noise.OneDay):
		return parley.On(from)
	case s.happens(s.noise.WrongDay):
		from.Day = 1 + (from.Day+s.rng.IntN(3))%28
		return parley.On(from)
	}
	return w
}
