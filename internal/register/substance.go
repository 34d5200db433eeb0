package register

import (
	"slices"

	"github.com/parley-register/parley"
)

// old is how many days before its document a round counts as background.
const old = 60

// tally is how many values of a document no earlier one has, another origin has
// said before, and the same origin has.
type tally struct{ fresh, corroborates, repeats int }

func (t *tally) add(o tally) {
	t.fresh, t.corroborates, t.repeats = t.fresh+o.fresh, t.corroborates+o.corroborates, t.repeats+o.repeats
}

// valueOf is what two claims about one round have in common that say the same.
type valueOf struct {
	field    string
	modality parley.Modality
	key      string
}

// values calls for what m says, each value once.
func (m *mention) values(seen map[valueOf]bool, say func(valueOf)) {
	for i, c := range m.claims {
		if v := (valueOf{c.Field, c.Modality, m.keys[i]}); c.Field != parley.FieldMention && !seen[v] {
			seen[v] = true
			say(v)
		}
	}
}

// count tells what each document of r adds to what those before it say of r.
func (r *round) count() {
	type saying struct {
		doc  *document
		seen map[valueOf]bool
	}
	said := map[valueOf][]string{} // origins
	r.tallies = make(map[*document]tally, len(r.profile.docs))
	var now saying
	for _, m := range inOrder(r.mentions) {
		if now.doc != m.doc {
			now = saying{m.doc, map[valueOf]bool{}}
		}
		t := r.tallies[m.doc]
		m.values(now.seen, func(v valueOf) {
			switch origins := said[v]; {
			case origins == nil:
				said[v] = []string{m.doc.origin.ID}
				t.fresh++
			case slices.Contains(origins, m.doc.origin.ID):
				t.repeats++
			default:
				said[v] = append(origins, m.doc.origin.ID)
				t.corroborates++
			}
		})
		r.tallies[m.doc] = t
	}
}

// sayings are the documents that give the same words, by the words, in order.
type sayings map[string][]*document

func (s sayings) add(d *document) {
	for _, w := range d.words {
		if w == "" {
			continue
		}
		i, _ := slices.BinarySearchFunc(s[w], d, compareDocuments)
		if i < len(s[w]) && s[w][i] == d {
			continue // the same words twice
		}
		s[w] = slices.Insert(s[w], i, d)
	}
}

func (s sayings) remove(d *document) {
	for _, w := range d.words {
		if i := slices.Index(s[w], d); w != "" && i >= 0 {
			if s[w] = slices.Delete(s[w], i, i+1); len(s[w]) == 0 {
				delete(s, w)
			}
		}
	}
}

// source is d with what it adds.
func (f *folder) source(d *document, s sayings) *parley.Source {
	out := &parley.Source{
		ID: d.ID, Name: d.Name, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Credit: d.Credit, Published: d.Published, Origin: d.origin.ID, CopyOf: d.origin.CopyOf,
		Rounds: []string{}, DateDoubt: d.doubt,
	}
	var sum tally
	seen := map[*round]bool{}
	past := make([]bool, len(d.mentions)) // which tell only what is past
	for i, m := range d.mentions {
		r := m.round
		if r == nil {
			m.values(map[valueOf]bool{}, func(valueOf) { sum.fresh++ })
			continue
		}
		past[i] = d.known() && r.profile.grain != noDay && r.profile.days.hi < d.published.lo-old
		if !seen[r] {
			seen[r] = true
			out.Rounds = append(out.Rounds, r.public.ID)
			sum.add(r.tallies[d])
		}
	}
	slices.Sort(out.Rounds)
	mine := map[string]bool{}
	for _, w := range d.words {
		if w == "" || mine[w] {
			continue
		}
		mine[w] = true
		before := s[w]
		before = before[:slices.Index(before, d)]
		switch {
		case len(before) == 0:
			sum.fresh++
		case slices.ContainsFunc(before, func(o *document) bool { return o.origin.ID == d.origin.ID }):
			sum.repeats++
		default:
			sum.corroborates++
		}
	}
	if !d.spans.made || !slices.Equal(d.spans.past, past) {
		d.spans = d.weigh(past)
	}
	out.Substance = d.spans.Substance
	out.Substance.New, out.Substance.Corroborates, out.Substance.Repeats = sum.fresh, sum.corroborates, sum.repeats
	return out
}

// shares are how much of a document is background and filler, where those of its
// mentions tell only what is past.
type shares struct {
	made bool
	past []bool
	parley.Substance
}

// weigh finds which of d's text tells nothing, or only of what is past.
func (d *document) weigh(background []bool) shares {
	out := shares{made: true, past: background}
	s := &out.Substance
	var fresh, past []parley.Span
	for i, m := range d.mentions {
		for _, c := range m.claims {
			for _, e := range c.Evidence {
				if background[i] {
					past = append(past, e.Span)
				} else {
					fresh = append(fresh, e.Span)
				}
			}
		}
	}
	for _, c := range d.claims {
		if c.Field == parley.FieldOffice {
			continue
		}
		for _, e := range c.Evidence {
			fresh = append(fresh, e.Span)
		}
	}
	s.FillerSpans, s.BackgroundSpans = []parley.Span{}, []parley.Span{}
	units := d.Sentences
	if units == nil {
		units = slices.Concat(fresh, past)
		slices.SortFunc(units, parley.Span.Compare)
		units = union(units)
		units = slices.Concat(units, gaps(units, d.Size))
		slices.SortFunc(units, parley.Span.Compare)
	}
	fresh, past = union(fresh), union(past)
	total, filler, behind := 0, 0, 0
	for _, u := range units {
		total += u.Len()
		switch {
		case overlaps(fresh, u):
		case overlaps(past, u):
			behind += u.Len()
			s.BackgroundSpans = append(s.BackgroundSpans, u)
		default:
			filler += u.Len()
			s.FillerSpans = append(s.FillerSpans, u)
		}
	}
	if total > 0 {
		s.Filler, s.Background = share(filler, total), share(behind, total)
	}
	return out
}

// share is a in b, in thousandths, so that it prints the same everywhere.
func share(a, b int) float64 { return float64(a*1000/b) / 1000 }

// union is spans in order, those that touch made one.
func union(spans []parley.Span) []parley.Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, parley.Span.Compare)
	var out []parley.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// gaps are the spans of [0, size) between those given.
func gaps(spans []parley.Span, size int) []parley.Span {
	var out []parley.Span
	at := 0
	for _, s := range spans {
		if s.Start > at {
			out = append(out, parley.Span{Start: at, End: s.Start})
		}
		at = max(at, s.End)
	}
	if at < size {
		out = append(out, parley.Span{Start: at, End: size})
	}
	return out
}

// overlaps reports whether s shares a byte with one of spans, which are in
// order and do not overlap.
func overlaps(spans []parley.Span, s parley.Span) bool {
	i, _ := slices.BinarySearchFunc(spans, s, func(a, b parley.Span) int {
		if a.End <= b.Start {
			return -1
		}
		return 1
	})
	return i < len(spans) && spans[i].Overlaps(s)
}
