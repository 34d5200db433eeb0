package talksbench

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Row is the credit of one field: Credit may be fractional.
type Row struct {
	Credit    float64 `json:"-"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Gold      int     `json:"gold"`
	Predicted int     `json:"predicted"`
}

// Error is one value that differs from gold.
type Error struct {
	Field string // as in Score.Fields
	Doc   string // gold's doc.id
	Kind  string // "missed", "invented" or "differs"
	What  string // the value or values
}

// Score is the result over many articles.
type Score struct {
	Articles int            `json:"articles"`
	Absent   int            `json:"absent"` // articles without a prediction
	Fields   map[string]Row `json:"fields"`
	Talks    float64        `json:"talks"` // mean F1 of the fields
	Errors   []Error        `json:"-"`
}

// Tally gathers credit article by article. The zero Tally is ready.
type Tally struct {
	articles, absent int
	rows             map[string]*Row
	errors           []Error
}

// Add scores one article; pred is nil where there is no prediction.
func (t *Tally) Add(gold, pred *Article) {
	if t.rows == nil {
		t.rows = map[string]*Row{}
	}
	t.articles++
	if pred == nil {
		t.absent++
		pred = &Article{}
	}
	t.article(gold, pred)
}

// Score closes the tally.
func (t *Tally) Score() Score {
	s := Score{Articles: t.articles, Absent: t.absent, Fields: map[string]Row{}, Errors: t.errors}
	var sum float64
	for _, name := range sortedKeys(t.rows) {
		r := *t.rows[name]
		if r.Predicted == 0 && r.Gold == 0 {
			continue
		}
		if r.Predicted > 0 {
			r.Precision = r.Credit / float64(r.Predicted)
		}
		if r.Gold > 0 {
			r.Recall = r.Credit / float64(r.Gold)
		}
		if r.Precision+r.Recall > 0 {
			r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
		}
		s.Fields[name] = r
		sum += r.F1
	}
	if len(s.Fields) > 0 {
		s.Talks = sum / float64(len(s.Fields))
	}
	return s
}

// Print writes the table.
func (s Score) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-20s %6s %6s %6s %6s %6s\n", "field", "P", "R", "F1", "gold", "pred")
	for _, name := range sortedKeys(s.Fields) {
		r := s.Fields[name]
		fmt.Fprintf(&b, "%-20s %6.3f %6.3f %6.3f %6d %6d\n", name, r.Precision, r.Recall, r.F1, r.Gold, r.Predicted)
	}
	fmt.Fprintf(&b, "articles %d, without a prediction %d\nTALKS %.4f\n", s.Articles, s.Absent, s.Talks)
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *Tally) row(field string) *Row {
	r := t.rows[field]
	if r == nil {
		r = &Row{}
		t.rows[field] = r
	}
	return r
}

func (t *Tally) fault(field, doc, kind, what string) {
	t.errors = append(t.errors, Error{field, doc, kind, what})
}

// sets scores two bags of values.
func (t *Tally) sets(field, doc string, gold, pred []string) {
	g, p := counts(gold), counts(pred)
	r := t.row(field)
	r.Credit += float64(common(g, p))
	r.Predicted += len(pred)
	r.Gold += len(gold)
	for _, k := range sortedKeys(g) {
		if g[k] > p[k] {
			t.fault(field, doc, "missed", k)
		}
	}
	for _, k := range sortedKeys(p) {
		if p[k] > g[k] {
			t.fault(field, doc, "invented", k)
		}
	}
}

// credit scores one value against one.
func (t *Tally) credit(field, doc string, value float64, gold, pred bool, what func() string) {
	r := t.row(field)
	r.Credit += value
	if pred {
		r.Predicted++
	}
	if gold {
		r.Gold++
	}
	if value < 1 && (gold || pred) {
		t.fault(field, doc, "differs", what())
	}
}

type pair struct{ gold, pred int }

// fuzzy matches two lists by similarity, one to one, best pairs first.
func fuzzy[G, P any](t *Tally, field, doc string, gold []G, pred []P, similarity func(*G, *P) float64, threshold float64) []pair {
	type scored struct {
		pair
		s float64
	}
	var all []scored
	for i := range gold {
		for j := range pred {
			if s := similarity(&gold[i], &pred[j]); s >= threshold {
				all = append(all, scored{pair{i, j}, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.s, a.s), cmp.Compare(a.gold, b.gold), cmp.Compare(a.pred, b.pred))
	})
	left, right := make([]bool, len(gold)), make([]bool, len(pred))
	var out []pair
	for _, x := range all {
		if !left[x.gold] && !right[x.pred] {
			left[x.gold], right[x.pred] = true, true
			out = append(out, x.pair)
		}
	}
	r := t.row(field)
	r.Credit += float64(len(out))
	r.Predicted += len(pred)
	r.Gold += len(gold)
	for i := range gold {
		if !left[i] {
			t.fault(field, doc, "missed", show(gold[i]))
		}
	}
	for j := range pred {
		if !right[j] {
			t.fault(field, doc, "invented", show(pred[j]))
		}
	}
	return out
}

func (t *Tally) article(g, p *Article) {
	doc := g.Doc.ID
	pairs := fuzzy(t, "meeting", doc, g.Meetings, p.Meetings, meetingSimilarity, 0.42)
	partner, taken := map[int]int{}, make([]bool, len(p.Meetings))
	for _, x := range pairs {
		partner[x.gold], taken[x.pred] = x.pred, true
	}
	for i := range g.Meetings {
		if j, ok := partner[i]; ok {
			t.meeting(doc, &g.Meetings[i], &p.Meetings[j])
		} else {
			t.meeting(doc, &g.Meetings[i], nil)
		}
	}
	for j := range p.Meetings {
		if !taken[j] {
			t.meeting(doc, nil, &p.Meetings[j])
		}
	}
	found := fuzzy(t, "statement", doc, g.Statements, p.Statements, func(x, y *Statement) float64 { return overlap(x.Text, y.Text) }, 0.6)
	for _, f := range found {
		x, y := g.Statements[f.gold], p.Statements[f.pred]
		t.credit("statement.speaker", doc, truth(overlap(x.Speaker, y.Speaker) >= 0.5), true, true, func() string { return x.Speaker + " | " + y.Speaker })
		t.credit("statement.kind", doc, truth(x.Kind == y.Kind), true, true, func() string { return x.Kind + " | " + y.Kind + " | " + x.Speaker })
	}
	fuzzy(t, "position", doc, g.Positions, p.Positions, positionSimilarity, positionThreshold)
	fuzzy(t, "reaction", doc, g.Reactions, p.Reactions, reactionSimilarity, reactionThreshold)
}

const reactionThreshold = 0.4

func reactionSimilarity(x, y *Reaction) float64 {
	if x.Actor != y.Actor {
		return 0
	}
	return overlap(x.Text, y.Text)
}

// positionThreshold is the similarity from which two positions are the same.
const positionThreshold = 0.4

func positionSimilarity(x, y *Position) float64 {
	if x.Actor != y.Actor {
		return 0
	}
	return overlap(x.Text, y.Text)
}

// meeting scores the fields of a pair; one of the two may be nil.
func (t *Tally) meeting(doc string, gold, pred *Meeting) {
	a, b := gold, pred
	if a == nil {
		a = &Meeting{}
	}
	if b == nil {
		b = &Meeting{}
	}
	t.sets("parties", doc, a.Parties, b.Parties)
	t.sets("third", doc, thirds(a.Third), thirds(b.Third))
	people := fuzzy(t, "participant", doc, a.Participants, b.Participants, func(x, y *Participant) float64 { return truth(last(x.Name) == last(y.Name)) }, 1)
	for _, f := range people {
		x, y := a.Participants[f.gold], b.Participants[f.pred]
		both := func() string { return show(x) + " | " + show(y) }
		t.credit("participant.side", doc, truth(str(x.For) == str(y.For)), str(x.For) != "", str(y.For) != "", both)
		if str(x.Title) != "" || str(y.Title) != "" {
			t.credit("participant.title", doc, truth(overlap(str(x.Title), str(y.Title)) >= 0.5), str(x.Title) != "", str(y.Title) != "", both)
		}
	}
	if gf, pf := from(a.When), from(b.When); gf != "" || pf != "" {
		same, known := sameDays(a.When, b.When)
		if !known {
			same = 0
		}
		t.credit("when", doc, same, gf != "", pf != "", func() string { return show(a.When) + " | " + show(b.When) })
	}
	if a.Where != nil || b.Where != nil {
		same := 0.0
		if a.Where != nil && b.Where != nil {
			switch {
			case placeKey(a.Where) == placeKey(b.Where):
				same = 1
			case str(a.Where.Country) == str(b.Where.Country):
				same = 0.5
			}
		}
		t.credit("where", doc, same, a.Where != nil, b.Where != nil, func() string { return show(a.Where) + " | " + show(b.Where) })
	}
	t.credit("status", doc, truth(gold != nil && pred != nil && a.Status == b.Status), gold != nil, pred != nil, func() string { return a.Status + " | " + b.Status })
	if num(a.Ordinal) != 0 || num(b.Ordinal) != 0 {
		t.credit("ordinal", doc, truth(num(a.Ordinal) == num(b.Ordinal)), num(a.Ordinal) != 0, num(b.Ordinal) != 0, func() string { return fmt.Sprint(num(a.Ordinal), " | ", num(b.Ordinal)) })
	}
	if str(a.Level) != "" || str(b.Level) != "" {
		t.credit("level", doc, truth(str(a.Level) == str(b.Level)), str(a.Level) != "", str(b.Level) != "", func() string { return str(a.Level) + " | " + str(b.Level) })
	}
	t.sets("format", doc, a.Format, b.Format)
	t.sets("topic", doc, topics(a.Topics), topics(b.Topics))
	if a.Outcome != nil || b.Outcome != nil {
		t.credit("outcome", doc, truth(a.Outcome != nil && b.Outcome != nil && a.Outcome.Kind == b.Outcome.Kind), a.Outcome != nil, b.Outcome != nil, func() string { return show(a.Outcome) + " | " + show(b.Outcome) })
	}
	fuzzy(t, "assessment", doc, a.Assessments, b.Assessments, func(x, y *Assessment) float64 { return overlap(x.Term, y.Term) }, 0.6)
	fuzzy(t, "obstacle", doc, a.Obstacles, b.Obstacles, func(x, y *Obstacle) float64 { return overlap(x.Text, y.Text) }, 0.4)
	fuzzy(t, "next", doc, a.Next, b.Next, func(x, y *Next) float64 { return overlap(x.Text, y.Text) + 0.2*truth(x.Kind == y.Kind) }, 0.5)
}

func meetingSimilarity(g, p *Meeting) float64 {
	score := 0.6 * jaccard(g.Parties, p.Parties)
	days, known := sameDays(g.When, p.When)
	if !known {
		days = 0.5
	}
	score += 0.2 * days
	switch {
	case g.Where != nil && p.Where != nil:
		switch {
		case placeKey(g.Where) == placeKey(p.Where):
			score += 0.15
		case str(g.Where.Country) == str(p.Where.Country):
			score += 0.15 * 0.3
		}
	case g.Where == nil && p.Where == nil:
		score += 0.15 * 0.5
	default:
		score += 0.15 * 0.3
	}
	score += 0.05 * jaccard(lasts(g.Participants), lasts(p.Participants))
	if g.Status != p.Status {
		score -= 0.05
	}
	return score
}

// sameDays is 1 for the same interval, .5 for one that overlaps, else 0; false
// where either is not resolved.
func sameDays(a, b *When) (float64, bool) {
	if from(a) == "" || from(b) == "" {
		return 0, false
	}
	a0, a1, b0, b1 := from(a), str(a.To), from(b), str(b.To)
	a1, b1 = cmp.Or(a1, a0), cmp.Or(b1, b0)
	if a0 == b0 && a1 == b1 {
		return 1, true
	}
	return 0.5 * truth(a0 <= b1 && b0 <= a1), true
}

var stop = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("a an the of to in on for and or that with by at from their its his her as is are was were be") {
		m[w] = true
	}
	return m
}()

// words are the ASCII words of s, decomposed and in lower case, without the
// commonest function words.
func words(s string) []string {
	var out []string
	s = norm.NFKD.String(strings.Map(unicode.ToLower, s))
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if !stop[w] {
			out = append(out, w)
		}
	}
	return out
}

// overlap is the token F1 of two strings.
func overlap(a, b string) float64 {
	x, y := words(a), words(b)
	both := common(counts(x), counts(y))
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

func jaccard(a, b []string) float64 {
	x, y := counts(a), counts(b)
	all, both := len(y), 0
	for k := range x {
		if y[k] > 0 {
			both++
		} else {
			all++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}

func placeKey(w *Where) [2]string {
	return [2]string{strings.Join(words(str(w.Place)), " "), str(w.Country)}
}

func last(name string) string {
	if w := words(name); len(w) > 0 {
		return w[len(w)-1]
	}
	return ""
}

func lasts(people []Participant) []string {
	var out []string
	for _, p := range people {
		if w := last(p.Name); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func thirds(ts []Third) []string {
	var out []string
	for _, x := range ts {
		out = append(out, x.Actor+" "+x.Role)
	}
	return out
}

func topics(ts []Topic) []string {
	var out []string
	for _, x := range ts {
		out = append(out, x.Topic)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func from(w *When) string {
	if w == nil {
		return ""
	}
	return str(w.From)
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func num(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func counts(list []string) map[string]int {
	m := map[string]int{}
	for _, x := range list {
		m[x]++
	}
	return m
}

func common(a, b map[string]int) int {
	n := 0
	for k, v := range a {
		n += min(v, b[k])
	}
	return n
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
