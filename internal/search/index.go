package search

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/text"
)

// Index is what d is found by.
func Index(d *parley.Document) store.Index {
	return store.Index{Title: folded(d.Title), Body: folded(d.Text)}
}

func folded(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, w := range text.Words(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// Part is a piece of a snippet.
type Part struct {
	Text  string
	Match bool
}

// snippetWords is how many words of context stand around the first match.
const snippetWords = 30

// Snippet is the words of s around the first match of terms, matches marked.
// Where nothing matches it is the beginning of s.
func Snippet(s string, terms []store.Term) []Part {
	type found struct {
		parley.Span
		match bool
	}
	var words []found
	var recent []string
	first := -1
	for span, w := range text.Words(s) {
		words = append(words, found{Span: span})
		recent = append(recent, w)
		for _, t := range terms {
			if n := len(t.Tokens); n <= len(recent) && matches(t, recent[len(recent)-n:]) {
				for i := range n {
					words[len(words)-1-i].match = true
				}
				if first < 0 {
					first = len(words) - n
				}
			}
		}
		if first >= 0 && len(words) > first+snippetWords || first < 0 && len(words) > 1<<20 {
			break
		}
	}
	if len(words) == 0 {
		return nil
	}
	from := max(0, first-snippetWords/3)
	to := min(len(words), from+snippetWords)
	var out []Part
	if from > 0 {
		out = append(out, Part{Text: "… "})
	}
	at := words[from].Start
	for _, w := range words[from:to] {
		if !w.match {
			continue
		}
		if w.Start > at {
			out = append(out, Part{Text: s[at:w.Start]})
		}
		out = append(out, Part{Text: s[w.Start:w.End], Match: true})
		at = w.End
	}
	if end := words[to-1].End; end > at {
		out = append(out, Part{Text: s[at:end]})
	}
	if words[to-1].End < len(strings.TrimSpace(s)) {
		out = append(out, Part{Text: " …"})
	}
	return out
}

func matches(t store.Term, words []string) bool {
	for i, w := range words {
		last := i == len(words)-1
		if w != t.Tokens[i] && !(last && t.Prefix && strings.HasPrefix(w, t.Tokens[i])) {
			return false
		}
	}
	return true
}
