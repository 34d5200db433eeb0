package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// old is how many days before its document a round counts as background.
const old = 60

// sources lists the documents with what each adds, told in the order of
// publication.
func (f *folder) sources(processes []*process) []*parley.Source {
	said := map[string]map[string]bool{} // origins by value
	rounds := map[*document][]*builtRound{}
	for _, p := range processes {
		for _, r := range p.rounds {
			for d := range r.profile.docs {
				rounds[d] = append(rounds[d], r)
			}
		}
	}
	out := make([]*parley.Source, 0, len(f.docs))
	for _, d := range f.docs {
		s := &parley.Source{
			ID: d.ID, Name: d.Name, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Credit: d.Credit, Published: d.Published, Origin: d.origin.ID, CopyOf: d.origin.CopyOf,
			Rounds: []string{}, DateDoubt: d.doubt,
		}
		for _, r := range rounds[d] {
			s.Rounds = append(s.Rounds, r.public.ID)
		}
		slices.Sort(s.Rounds)
		f.substance(d, &s.Substance, said)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *parley.Source) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// substance counts what d adds to what was said before it, and which of its
// text tells nothing, or only of what is past.
func (f *folder) substance(d *document, s *parley.Substance, said map[string]map[string]bool) {
	mine := map[string]bool{}
	count := func(key string) {
		if mine[key] {
			return
		}
		mine[key] = true
		origins := said[key]
		switch {
		case origins == nil:
			said[key] = map[string]bool{d.origin.ID: true}
			s.New++
		case origins[d.origin.ID]:
			s.Repeats++
		default:
			origins[d.origin.ID] = true
			s.Corroborates++
		}
	}
	var fresh, past []parley.Span
	for _, m := range d.mentions {
		where, background := m.id, false
		if r := f.built[m.round]; r != nil {
			where = r.public.ID
			background = d.known() && r.profile.grain != noDay && r.profile.days.hi < d.published.lo-old
		}
		for i, c := range m.claims {
			for _, e := range c.Evidence {
				if background {
					past = append(past, e.Span)
				} else {
					fresh = append(fresh, e.Span)
				}
			}
			if c.Field != parley.FieldMention {
				count(where + "|" + c.Field + "|" + string(c.Modality) + "|" + m.keys[i])
			}
		}
	}
	for _, c := range d.claims {
		if c.Field == parley.FieldOffice || len(c.Evidence) == 0 {
			continue
		}
		for _, e := range c.Evidence {
			fresh = append(fresh, e.Span)
		}
		count(c.Field + "|" + fold(c.Evidence[0].Quote))
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
	total, filler, background := 0, 0, 0
	for _, u := range units {
		total += u.Len()
		switch {
		case overlaps(fresh, u):
		case overlaps(past, u):
			background += u.Len()
			s.BackgroundSpans = append(s.BackgroundSpans, u)
		default:
			filler += u.Len()
			s.FillerSpans = append(s.FillerSpans, u)
		}
	}
	if total > 0 {
		s.Filler, s.Background = share(filler, total), share(background, total)
	}
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
