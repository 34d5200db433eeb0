package phrase

// Misses are the rows whose pattern is not found in their own example, for the
// tests of those who keep tables. Parse cuts an example into sentences.
func (t *Table) Misses(parse func(text string) []*Sentence) []Row {
	var out []Row
	for i := range t.Rows {
		r := &t.Rows[i]
		found := false
		for _, s := range parse(r.Example) {
			for k := range s.Tokens {
				if _, ok := r.Pattern.At(s, k); ok {
					found = true
				}
			}
		}
		if !found {
			out = append(out, *r)
		}
	}
	return out
}
