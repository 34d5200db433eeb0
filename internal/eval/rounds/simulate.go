package rounds

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/parley-register/parley"
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
	in := register.Input{Origins: register.Origins{}}
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
		for j := range p.Rounds {
			r := &p.Rounds[j]
			for _, name := range r.Documents {
				if d := byName[base(name)]; d != nil {
					s := simulated{rng: rng, noise: noise, doc: d, round: r, at: 7 * mentions[d.Name]}
					mentions[d.Name]++
					in.Claims = append(in.Claims, s.claims()...)
				}
			}
		}
	}
	return in
}

type simulated struct {
	rng   *rand.Rand
	noise Noise
	doc   *parley.Document
	round *Round
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
	modality := parley.Asserted
	switch status {
	case parley.PlannedMeeting:
		modality = parley.Planned
	case parley.PossibleMeeting:
		modality = parley.Possible
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
	if r.Place != "" && !s.happens(s.noise.NoPlace) {
		s.put(parley.FieldWhere, parley.EncodeValue(parley.Place{Name: r.Place, Country: r.Country}), modality)
	}
	if r.Ordinal != nil && !s.happens(s.noise.NoOrdinal) {
		s.put(parley.FieldOrdinal, parley.EncodeValue(*r.Ordinal), modality)
	}
	if r.Outcome != "" && status == parley.Held && !s.happens(s.noise.NoOutcome) {
		s.put(parley.FieldOutcome, string(r.Outcome), modality)
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
