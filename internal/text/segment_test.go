package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

func forms(s string, spans []parley.Span) string {
	var b strings.Builder
	for i, t := range spans {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(s[t.Start:t.End])
	}
	return b.String()
}

func sentences(s string, blocks []parley.Block) []string {
	g := Segment(s, blocks)
	out := make([]string, len(g.Sentences))
	for i, st := range g.Sentences {
		out[i] = s[st.Start:st.End]
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"They don't agree.", "They|do|n't|agree|."},
		{"Norway’s envoy can’t come", "Norway|’s|envoy|ca|n’t|come"},
		{"the ministers' four-day visit", "the|ministers|'|four|-|day|visit"},
		{"We cannot wait", "We|can|not|wait"},
		{"at 10:30 p.m. on 9/11/2001", "at|10:30|p.m.|on|9/11/2001"},
		{"a $5.2 billion, 20% cut", "a|$|5.2|billion|,|20|%|cut"},
		{"US$30 paid", "US$|30|paid"},
		{"the U.S. and E.U.", "the|U.S.|and|E.U."},
		{"Wait... what?!", "Wait|...|what|?!"},
		{"see https://example.org/a-b?c=d.", "see|https://example.org/a-b?c=d|."},
		{"write to desk@example.org, please", "write|to|desk@example.org|,|please"},
		{"non-proliferation and arms-control talks", "non-proliferation|and|arms|-|control|talks"},
		{"Minister Han Sung-min spoke", "Minister|Han|Sung-min|spoke"},
		{"and/or", "and|/|or"},
		{"(Reuters) -- He", "(|Reuters|)|--|He"},
		{"ended the talks.The other side", "ended|the|talks|.|The|other|side"},
		{"call 555-123-4567 now", "call|555-123-4567|now"},
		{"they've said she'd go", "they|'ve|said|she|'d|go"},
		{"“We’re ready,” she said", "“|We|’re|ready|,|”|she|said"},
		{"a\u200bb", "a|b"},
		{"J. K. Moreno", "J.|K.|Moreno"},
		{"plan B. The", "plan|B|.|The"},
	} {
		if got := forms(tt.in, Tokenize(tt.in)); got != tt.want {
			t.Errorf("Tokenize(%q)\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"plain", "They met. They left.", []string{"They met.", "They left."}},
		{"quotes stay", "“We agreed.” The envoy left.", []string{"“We agreed.”", "The envoy left."}},
		{"speech", "He said: “Why?” she asked.", []string{"He said: “Why?” she asked."}},
		{"abbreviation", "The U.S. President met Gov. Marsh. He left.", []string{"The U.S. President met Gov. Marsh.", "He left."}},
		{"abbreviation at the end", "They flew to the U.S. The talks failed.", []string{"They flew to the U.S.", "The talks failed."}},
		{"dateline", "GENEVA, Feb. 4 (Agency) — Envoys met. They left.", []string{"GENEVA, Feb. 4 (Agency) — Envoys met.", "They left."}},
		{"heading", "Envoys meet in Oslo\n\nThe talks began.", []string{"Envoys meet in Oslo", "The talks began."}},
		{"heading on its line", "Envoys meet in Oslo\nThe talks began on Monday.", []string{"Envoys meet in Oslo", "The talks began on Monday."}},
		{"list", "Agenda:\n- ceasefire\n- prisoners", []string{"Agenda:", "- ceasefire", "- prisoners"}},
		{
			"wrapped", "The foreign ministers of both states met in the\ncapital on Monday and agreed to go on with the\ntalks in the spring. They did not say more than\nthat.",
			[]string{"The foreign ministers of both states met in the\ncapital on Monday and agreed to go on with the\ntalks in the spring.", "They did not say more than\nthat."},
		},
		{"full width", "他们见面了。他们走了。", []string{"他们见面了。", "他们走了。"}},
		{"initials", "It was signed by A. B. Moreno. He left.", []string{"It was signed by A. B. Moreno.", "He left."}},
	} {
		if diff := cmp.Diff(tt.want, sentences(tt.in, nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestBlocksGiven(t *testing.T) {
	s := "Title here Body one. Body two.\nleft over"
	blocks := []parley.Block{{Span: parley.Span{Start: 0, End: 10}, Kind: parley.Heading}, {Span: parley.Span{Start: 11, End: 30}, Kind: parley.Paragraph}}
	want := []string{"Title here", "Body one.", "Body two.", "left over"}
	if diff := cmp.Diff(want, sentences(s, blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestAbbreviations runs the example of every row of the table.
func TestAbbreviations(t *testing.T) {
	for line := range strings.Lines(abbreviationsTSV) {
		if line[0] == '#' {
			continue
		}
		example := strings.Split(strings.TrimSpace(line), "\t")[2]
		want := strings.Split(example, " | ")
		if diff := cmp.Diff(want, sentences(strings.Join(want, " "), nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}

// checkLaws fails unless g is a segmentation of s.
func checkLaws(t interface{ Fatalf(string, ...any) }, s string, g *Segmentation) {
	at := 0
	for i, tok := range g.Tokens {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(s) {
			t.Fatalf("token %d is %v after %d", i, tok, at)
		}
		for _, r := range s[at:tok.Start] {
			if !isGap(r) {
				t.Fatalf("%q between tokens", r)
			}
		}
		at = tok.End
	}
	for _, r := range s[at:] {
		if !isGap(r) {
			t.Fatalf("%q after the last token", r)
		}
	}
	next := 0
	for i, st := range g.Sentences {
		if st.First != next || st.Last <= st.First || st.Last-st.First > MaxSentence {
			t.Fatalf("sentence %d holds tokens %d to %d after %d", i, st.First, st.Last, next)
		}
		if st.Start != g.Tokens[st.First].Start || st.End != g.Tokens[st.Last-1].End {
			t.Fatalf("sentence %d is %v", i, st.Span)
		}
		if !g.Blocks[st.Block].Contains(st.Span) {
			t.Fatalf("sentence %v crosses block %v", st, g.Blocks[st.Block])
		}
		next = st.Last
	}
	if next != len(g.Tokens) {
		t.Fatalf("sentences hold %d of %d tokens", next, len(g.Tokens))
	}
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.OneOf(
			rapid.StringN(0, 5, 12),
			rapid.SampledFrom([]string{" ", "\n", "\n\n", ".", "”", "don't", "U.S.", "-", "\xff", "\u200b", "👩‍👩‍👧", "שלום", "http://a.b", "'", "(", "5"}),
		)).Draw(t, "words")
		s := strings.Join(words, "")
		checkLaws(t, s, Segment(s, nil))
		var blocks []parley.Block
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			a := rapid.IntRange(-2, len(s)+2).Draw(t, "a")
			blocks = append(blocks, parley.Block{Span: parley.Span{Start: a, End: a + rapid.IntRange(-1, 9).Draw(t, "len")}})
		}
		if blocks != nil {
			checkLaws(t, s, Segment(s, blocks))
		}
	})
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		"", "They met. “We agreed,” he said.", "\xff\xfe\x00a\x80", "e\u0301\u200d\u200b", "1. a\n2. b", "http://", "a@b.c", "...", "U.S.A.",
		strings.Repeat("a", 3000), strings.Repeat("x ", 1000), strings.Repeat(".", 2000), "\u202eabc", "👍🏽.", "It's 'em", "5-5-5", "\u2028\u2029\r\n\r",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkLaws(t, s, Segment(s, nil))
		checkLaws(t, s, Segment(s, []parley.Block{{Span: parley.Span{Start: len(s) / 3, End: len(s) / 2}}}))
	})
}
