package rounds

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
)

// Score is how well a register rebuilds the annotated rounds.
type Score struct {
	Gold, Found, Matched int // rounds

	Dates, DatesExact     int // of matched rounds whose days are annotated: found to the day
	Places, PlacesRight   int
	Statuses              int // right, of Matched
	Outcomes, OutcomesHit int
	Ordinals, OrdinalsHit int

	WrongMerges, WrongSplits []string
	Missed, Spurious         []string
	Wrong                    []string // values that differ

	Contradictions, ContradictionsFound, ContradictionsMatched int
	Steps, StepsMatched, StepsRight                            int
	Processes, ProcessPairs, ProcessPairsRight                 int // pairs of matched rounds in one process, and of those in one process of the annotation
}

// Precision is the share of found rounds that are annotated.
func (s *Score) Precision() float64 { return ratio(s.Matched, s.Found) }

// Recall is the share of annotated rounds that were found.
func (s *Score) Recall() float64 { return ratio(s.Matched, s.Gold) }

// F1 is their harmonic mean.
func (s *Score) F1() float64 { return ratio(2*s.Matched, s.Gold+s.Found) }

// DateExact is the share of matched rounds with annotated days whose days are right.
func (s *Score) DateExact() float64 { return ratio(s.DatesExact, s.Dates) }

// MergeRate is the share of found rounds that are two or more annotated ones.
func (s *Score) MergeRate() float64 { return ratio(len(s.WrongMerges), s.Found) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Write prints s.
func (s *Score) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, `rounds          gold %d  found %d  matched %d  P %.3f  R %.3f  F1 %.3f
dates exact     %d of %d  %.3f
places          %d of %d  %.3f
statuses        %d of %d  %.3f
outcomes        %d of %d  %.3f
ordinals        %d of %d  %.3f
wrong merges    %d  %.3f
wrong splits    %d
contradictions  gold %d  found %d  matched %d
next steps      gold %d  matched %d  status right %d
processes       %.3f of pairs of rounds put together are together in the annotation; %.3f of those that belong together are
`, s.Gold, s.Found, s.Matched, s.Precision(), s.Recall(), s.F1(), s.DatesExact, s.Dates, s.DateExact(), s.PlacesRight, s.Places, ratio(s.PlacesRight, s.Places),
		s.Statuses, s.Matched, ratio(s.Statuses, s.Matched), s.OutcomesHit, s.Outcomes, ratio(s.OutcomesHit, s.Outcomes), s.OrdinalsHit, s.Ordinals, ratio(s.OrdinalsHit, s.Ordinals),
		len(s.WrongMerges), s.MergeRate(), len(s.WrongSplits), s.Contradictions, s.ContradictionsFound, s.ContradictionsMatched, s.Steps, s.StepsMatched, s.StepsRight,
		ratio(s.ProcessPairsRight, s.Processes), ratio(s.ProcessPairsRight, s.ProcessPairs))
	return err
}

// WriteErrors lists what is wrong.
func (s *Score) WriteErrors(w io.Writer) error {
	for _, l := range []struct {
		what  string
		lines []string
	}{{"wrong merge", s.WrongMerges}, {"wrong split", s.WrongSplits}, {"missed", s.Missed}, {"spurious", s.Spurious}, {"value", s.Wrong}} {
		for _, line := range l.lines {
			if _, err := fmt.Fprintf(w, "%s: %s\n", l.what, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// found is a round of the register as it is compared.
type found struct {
	process *parley.Process
	round   *parley.Round
	docs    []string // names
	lo, hi  time.Time
	dated   bool
}

type annotated struct {
	process *Process
	round   *Round
	lo, hi  time.Time
	dated   bool
}

// same maps codes that the annotation and readers may use for one side.
func canonical(code string) string {
	switch code {
	case "PLO":
		return "PSE"
	case "SUN":
		return "RUS"
	case "OAU":
		return "AFU"
	}
	return code
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.ContainsFunc(b, func(y string) bool { return canonical(x) == canonical(y) }) {
			n++
		}
	}
	return n
}

// Measure compares reg with truth. Documents are matched by name, without a
// folder and an ending.
func Measure(truth *Truth, reg *parley.Register) *Score {
	s := &Score{}
	names := map[parley.Digest]string{}
	for _, d := range reg.Documents {
		names[d.ID] = base(d.Name)
	}
	var gold []*annotated
	for i := range truth.Processes {
		p := &truth.Processes[i]
		for j := range p.Rounds {
			g := &annotated{process: p, round: &p.Rounds[j]}
			for k, d := range g.round.Documents {
				g.round.Documents[k] = base(d)
			}
			g.lo, g.hi, g.dated = bounds(g.round.From, g.round.To)
			gold = append(gold, g)
		}
		s.Contradictions += len(p.Contradictions)
		s.Steps += len(p.Steps)
	}
	var all []*found
	for i := range reg.Processes {
		p := &reg.Processes[i]
		for j := range p.Rounds {
			f := &found{process: p, round: &p.Rounds[j]}
			for _, d := range f.round.Sources {
				f.docs = append(f.docs, names[d])
			}
			f.lo, f.hi, f.dated = f.round.When.Bounds()
			all = append(all, f)
		}
		s.ContradictionsFound += len(p.Contradictions)
	}
	s.Gold, s.Found = len(gold), len(all)
	match := pairUp(gold, all)
	s.values(gold, match)
	s.merges(gold, all)
	s.splits(gold, all, match)
	s.rest(gold, all, match)
	s.processes(gold, match)
	s.steps(truth, reg, names, gold, match)
	s.contradictions(truth, reg, names, gold, match)
	return s
}

func base(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	return strings.TrimSuffix(name, ".txt")
}

func bounds(from, to string) (lo, hi time.Time, ok bool) {
	a, err := parley.ParseMoment(from)
	if err != nil || from == "" {
		if a, err = parley.ParseMoment(to); err != nil || to == "" {
			return lo, hi, false
		}
	}
	v := parley.Interval{From: a, To: a}
	if to != "" {
		if b, err := parley.ParseMoment(to); err == nil {
			v.To = b
		}
	}
	return v.Bounds()
}

// likeness is how well a found round fits an annotated one, 0 when it does not:
// it shares sides, and days that are at most a week apart or documents.
func likeness(g *annotated, f *found) float64 {
	n := shared(g.round.Parties, f.round.Parties)
	if n < min(2, len(g.round.Parties)) && !(n == 1 && (f.round.Unnamed || len(f.round.Parties) == 1)) {
		return 0
	}
	both := 0
	for _, d := range f.docs {
		if slices.Contains(g.round.Documents, d) {
			both++
		}
	}
	score := 2 * float64(n) / float64(len(g.round.Parties)+len(f.round.Parties))
	score += 2 * float64(both) / float64(len(f.docs)+len(g.round.Documents))
	switch {
	case g.dated && f.dated:
		gap := 0.0
		if g.hi.Before(f.lo) {
			gap = f.lo.Sub(g.hi).Hours() / 24
		} else if f.hi.Before(g.lo) {
			gap = g.lo.Sub(f.hi).Hours() / 24
		}
		if gap > 7 {
			return 0
		}
		score += 2 - gap/7
		if g.lo.Equal(f.lo) {
			score++
		}
	case both == 0:
		return 0
	}
	if g.round.Place != "" && g.round.Place == f.round.Place.Name {
		score++
	}
	return score
}

// pairUp matches annotated and found rounds one to one, the likest first.
func pairUp(gold []*annotated, all []*found) map[*annotated]*found {
	type pair struct {
		g, f  int
		score float64
	}
	var pairs []pair
	for i, g := range gold {
		for j, f := range all {
			if l := likeness(g, f); l > 0 {
				pairs = append(pairs, pair{i, j, l})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.g, b.g), cmp.Compare(a.f, b.f))
	})
	match := map[*annotated]*found{}
	taken := map[int]bool{}
	for _, p := range pairs {
		if match[gold[p.g]] == nil && !taken[p.f] {
			match[gold[p.g]] = all[p.f]
			taken[p.f] = true
		}
	}
	return match
}

func (s *Score) values(gold []*annotated, match map[*annotated]*found) {
	for _, g := range gold {
		f := match[g]
		if f == nil {
			continue
		}
		s.Matched++
		wrong := func(field, want, got string) {
			s.Wrong = append(s.Wrong, fmt.Sprintf("%s: %s is %s, found %s (%s)", g.round.ID, field, want, got, f.round.ID))
		}
		if len(g.round.From) == len("2006-01-02") {
			s.Dates++
			want := g.round.From
			if to := g.round.To; to != "" && to != want {
				want += "/" + to
			}
			got := f.round.When.From.String()
			if to := f.round.When.To.String(); to != "" && to != got {
				got += "/" + to
			}
			if got == want || g.round.To == "" && f.round.When.From.String() == g.round.From {
				s.DatesExact++
			} else {
				wrong("date", want, got)
			}
		}
		if g.round.Place != "" {
			s.Places++
			if f.round.Place.Name == g.round.Place {
				s.PlacesRight++
			} else {
				wrong("place", g.round.Place, f.round.Place.Name)
			}
		}
		if f.round.Status == g.round.Status {
			s.Statuses++
		} else {
			wrong("status", string(g.round.Status), string(f.round.Status))
		}
		if g.round.Outcome != "" {
			s.Outcomes++
			if f.round.Outcome == g.round.Outcome {
				s.OutcomesHit++
			} else {
				wrong("outcome", string(g.round.Outcome), string(f.round.Outcome))
			}
		}
		if g.round.Ordinal != nil {
			s.Ordinals++
			if f.round.Ordinal == *g.round.Ordinal {
				s.OrdinalsHit++
			} else {
				wrong("ordinal", fmt.Sprint(*g.round.Ordinal), fmt.Sprint(f.round.Ordinal))
			}
		}
	}
}

// merges finds rounds two of whose mentions are of rounds that the annotation
// keeps apart: no annotated round has both documents, and each document has one
// that fits the mention's own day better.
func (s *Score) merges(gold []*annotated, all []*found) {
	for _, f := range all {
		var of []string
		for _, m := range f.round.Mentions {
			if g := home(gold, f, &m); g != nil && !slices.Contains(of, g.round.ID) {
				of = append(of, g.round.ID)
			}
		}
		if len(of) > 1 {
			s.WrongMerges = append(s.WrongMerges, fmt.Sprintf("%s is %s", f.round.ID, strings.Join(of, " and ")))
		}
	}
}

// home is the annotated round that a mention is of, where its document and its
// day leave no doubt.
func home(gold []*annotated, f *found, m *parley.Mention) *annotated {
	i := slices.Index(f.round.Sources, m.Subject.Document)
	if i < 0 {
		return nil
	}
	lo, hi, ok := m.When.Bounds()
	var fit []*annotated
	for _, g := range gold {
		if !slices.Contains(g.round.Documents, f.docs[i]) || shared(g.round.Parties, f.round.Parties) < min(2, len(f.round.Parties)) {
			continue
		}
		if ok && g.dated && (g.hi.Before(lo.AddDate(0, 0, -1)) || hi.AddDate(0, 0, 1).Before(g.lo)) {
			continue
		}
		fit = append(fit, g)
	}
	if len(fit) == 1 && ok {
		return fit[0]
	}
	return nil
}

// splits finds annotated rounds that are two found ones.
func (s *Score) splits(gold []*annotated, all []*found, match map[*annotated]*found) {
	matched := map[*found]bool{}
	for _, f := range match {
		matched[f] = true
	}
	for _, g := range gold {
		for _, f := range all {
			if match[g] != nil && match[g] != f && !matched[f] && likeness(g, f) > 0 && g.dated && f.dated && !f.hi.Before(g.lo) && !g.hi.Before(f.lo) {
				s.WrongSplits = append(s.WrongSplits, fmt.Sprintf("%s is %s and %s", g.round.ID, match[g].round.ID, f.round.ID))
			}
		}
	}
}

func (s *Score) rest(gold []*annotated, all []*found, match map[*annotated]*found) {
	matched := map[*found]bool{}
	for _, g := range gold {
		if f := match[g]; f != nil {
			matched[f] = true
		} else {
			s.Missed = append(s.Missed, fmt.Sprintf("%s: %s %s/%s in %s %v", g.round.ID, g.round.Status, g.round.From, g.round.To, g.round.Place, g.round.Documents))
		}
	}
	for _, f := range all {
		if !matched[f] {
			s.Spurious = append(s.Spurious, fmt.Sprintf("%s: %s %s in %s %v", f.round.ID, f.round.Status, f.round.When, f.round.Place.Name, f.docs))
		}
	}
}

func (s *Score) processes(gold []*annotated, match map[*annotated]*found) {
	for i, a := range gold {
		for _, b := range gold[:i] {
			fa, fb := match[a], match[b]
			if fa == nil || fb == nil {
				continue
			}
			together := fa.process == fb.process
			if together {
				s.Processes++
			}
			if a.process == b.process {
				s.ProcessPairs++
				if together {
					s.ProcessPairsRight++
				}
			}
		}
	}
}

func (s *Score) steps(truth *Truth, reg *parley.Register, names map[parley.Digest]string, gold []*annotated, match map[*annotated]*found) {
	ids := map[string]string{} // of found rounds, by annotated ID
	for _, g := range gold {
		if f := match[g]; f != nil {
			ids[g.round.ID] = f.round.ID
		}
	}
	used := map[*parley.Step]bool{}
	for i := range truth.Processes {
		for _, want := range truth.Processes[i].Steps {
			var best *parley.Step
			for j := range reg.Processes {
				for k := range reg.Processes[j].Steps {
					st := &reg.Processes[j].Steps[k]
					told := slices.ContainsFunc(st.Claims, func(c *parley.Claim) bool { return names[c.Subject.Document] == base(want.Document) })
					if !told || used[st] {
						continue
					}
					due := st.Due.String()
					if due == want.Due || best == nil && (due == "" || want.Due == "") {
						best = st
						if due == want.Due {
							break
						}
					}
				}
			}
			if best == nil {
				continue
			}
			used[best] = true
			s.StepsMatched++
			if best.Status == want.Status && (want.MetBy == "" || best.Met == ids[want.MetBy]) {
				s.StepsRight++
			} else {
				s.Wrong = append(s.Wrong, fmt.Sprintf("step %q due %s is %s by %s, found %s by %s (%s)", want.Text, want.Due, want.Status, want.MetBy, best.Status, best.Met, best.Because))
			}
		}
	}
}

// contradictions matches by round, kind and field.
func (s *Score) contradictions(truth *Truth, reg *parley.Register, names map[parley.Digest]string, gold []*annotated, match map[*annotated]*found) {
	wanted := map[string]bool{}
	for _, g := range gold {
		f := match[g]
		for _, want := range g.process.Contradictions {
			if want.Round != g.round.ID {
				continue
			}
			ok := f != nil && slices.ContainsFunc(f.process.Contradictions, func(c parley.Contradiction) bool {
				return c.Round == f.round.ID && c.Kind == want.Kind && fieldOf(c.Field) == fieldOf(want.Field)
			})
			if f != nil {
				wanted[f.round.ID+"|"+string(want.Kind)+"|"+fieldOf(want.Field)] = true
			}
			if ok {
				s.ContradictionsMatched++
			} else {
				s.Wrong = append(s.Wrong, fmt.Sprintf("contradiction of %s, %s of %s, is not found: %v", want.Round, want.Kind, want.Field, want.Values))
			}
		}
	}
	s.unwanted(reg, wanted)
}

// unwanted lists the contradictions of the register that are not annotated.
func (s *Score) unwanted(reg *parley.Register, wanted map[string]bool) {
	for i := range reg.Processes {
		for _, c := range reg.Processes[i].Contradictions {
			if !wanted[c.Round+"|"+string(c.Kind)+"|"+fieldOf(c.Field)] {
				s.Wrong = append(s.Wrong, fmt.Sprintf("contradiction of %s, %s of %s, is not annotated: %s", c.Round, c.Kind, c.Field, c.Because))
			}
		}
	}
}

func fieldOf(field string) string {
	switch field {
	case parley.FieldWhen:
		return "date"
	case parley.FieldWhere:
		return "place"
	case parley.FieldAssessment, "tone", parley.FieldOutcome, parley.FieldStatus:
		return "tone or outcome"
	}
	return field
}
