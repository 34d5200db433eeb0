package text

import (
	"fmt"
	"strings"
	"testing"
)

// newsText is written for these tests.
const newsText = `OSLO, May 3 (Agency) — Foreign Minister Karin Solberg met her Chilean counterpart, Ana Ruiz, in Oslo on Tuesday for a second round of talks on fish quotas.

“We don't expect a deal this week,” Solberg told reporters after the three-hour meeting at the ministry. “But both sides have shown that they want one.” The U.S. and the E.U. sent observers to the talks, which began at 9:30 a.m. and went on until late in the evening.

Chile demands a larger share of the catch, about 12,000 tons a year, worth some $45 million. Ms. Ruiz's delegation said that it couldn't accept less than that; Peru welcomed the talks.

`

// BenchmarkSegment reports news text per second, and that time grows linearly:
// ns/byte must stay the same from size to size.
func BenchmarkSegment(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		s := strings.Repeat(newsText, n)
		b.Run(fmt.Sprintf("news/%dkB", len(s)>>10), func(b *testing.B) { benchSegment(b, s) })
	}
	for _, in := range []struct{ name, unit string }{
		{"no space", "a"},
		{"no space, dots", "a."},
		{"dots", "."},
		{"hyphens", "a-"},
		{"apostrophes", "'s"},
		{"quotes", "“”"},
		{"combining", "e\u0301\u0301"},
		{"invalid", "\xff"},
		{"joiners", "👩\u200d"},
		{"right to left", "שלום "},
		{"blank lines", "\n\n"},
		{"one sentence", "word "},
		{"lines", "short line\n"},
		{"colons", "1:"},
	} {
		for _, n := range []int{1 << 16, 1 << 20} {
			s := strings.Repeat(in.unit, n/len(in.unit))
			b.Run(fmt.Sprintf("%s/%dkB", in.name, n>>10), func(b *testing.B) { benchSegment(b, s) })
		}
	}
}

func benchSegment(b *testing.B, s string) {
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	sentences := 0
	for b.Loop() {
		sentences += len(Segment(s, nil).Sentences)
	}
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
}
