package meetings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// maxNotes is how many paragraphs at the end of a text may speak of its author
// or publisher.
const maxNotes = 6

// maxNoteLead is how far into such a paragraph its verb may stand: names, and
// what a page has before them ("About the author").
const maxNoteLead = 10

var (
	trades = set("journalist", "reporter", "correspondent", "editor", "columnist", "writer", "author", "contributor", "blogger", "photographer", "newspaper", "magazine", "website", "outlet",
		"publication", "newsletter", "broadcaster", "podcast", "newsroom", "freelancer")
	tradeVerbs = set("be", "cover", "write", "report", "contribute", "edit")
)

// markNotes finds the sentences of paragraphs at the end of the text that speak
// of its author or publisher: "Ola Ness is a reporter in Lima who covered the
// talks of 2006". What they tell is no news.
func (v *view) markNotes() {
	end := len(v.Sentences)
	for range maxNotes {
		first := v.paragraph(end)
		if first <= 0 {
			return
		}
		if v.aboutAuthor(first, end) {
			for s := first; s < end; s++ {
				v.note[s] = true
			}
			v.markNoted(parley.Span{Start: v.Sentences[first].Start, End: v.Sentences[end-1].End})
		}
		end = first
	}
}

// markNoted marks the persons whose side such a paragraph tells.
func (v *view) markNoted(note parley.Span) {
	for p := range v.People {
		if at := v.People[p].ForSpan; !at.Empty() && at.Start >= note.Start && at.Start < note.End {
			v.noted[p] = true
		}
	}
}

// paragraph is the first sentence of the paragraph whose last is before end; -1
// where the text has no paragraphs.
func (v *view) paragraph(end int) int {
	for s := end - 1; s > 0; s-- {
		if strings.Contains(v.Source.Text[v.Sentences[s-1].End:v.Sentences[s].Start], "\n") {
			return s
		}
	}
	return -1
}

// aboutAuthor tells whether the sentences from first to end say of the author,
// or of somebody or something with a name, that it is of the trade that makes
// news.
func (v *view) aboutAuthor(first, end int) bool {
	start := v.Sentences[first].First
	last := min(v.Sentences[first].Last, start+maxNoteLead)
	t := start + 1
	for t < last && !(v.capital(t-1) && tradeVerbs[v.Tokens[t].Lemma]) {
		if t++; t < last && v.isFinite(t) && !tradeVerbs[v.Tokens[t].Lemma] {
			return false
		}
	}
	if t >= last {
		return false
	}
	for name := t - 1; name >= start && v.capital(name); name-- {
		if v.byline(v.Source.Text[v.Tokens[name].Start:v.Tokens[t-1].End]) {
			return true
		}
	}
	for u := t + 1; u < min(v.Sentences[end-1].Last, t+maxNoteLead); u++ {
		if trades[v.Tokens[u].Lemma] || trades[v.lower[u]] {
			return true
		}
	}
	return false
}

func (v *view) capital(t int) bool {
	r, _ := utf8.DecodeRuneInString(v.Tokens[t].Form)
	return unicode.IsUpper(r)
}

// byline tells whether name is the author's: it says so, or stands alone on a
// line near the beginning.
func (v *view) byline(name string) bool {
	if strings.EqualFold(name, v.Source.Author) {
		return true
	}
	n := 0
	for line := range strings.Lines(v.Source.Text) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "By "); ok {
			line = rest
		}
		if strings.EqualFold(line, name) {
			return true
		}
		if n++; n > maxNotes {
			break
		}
	}
	return false
}
