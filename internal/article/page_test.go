package article

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

var fetched = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func htmlInput(body string) *source.Input {
	return &source.Input{Name: "page", Kind: source.HTML, Capture: parley.Capture{
		Digest: parley.DigestOf([]byte(body)), URL: "https://wire.example.org/world/oslo-talks", ContentType: "text/html; charset=utf-8", Fetched: fetched, Body: []byte(body),
	}}
}

const talksPage = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Norway and Chile hold second round in Oslo | Northern Wire</title>
<meta property="og:title" content="Norway and Chile hold second round in Oslo">
<meta property="og:site_name" content="Northern Wire">
<link rel="canonical" href="https://wire.example.org/world/oslo-talks">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Northern Wire"},{"@type":["NewsArticle"],
"headline":"Norway and Chile hold second round in Oslo","datePublished":"2026-03-04T08:15:00+01:00","dateModified":"2026-03-05T09:00:00+01:00",
"author":[{"@type":"Person","name":"Ada Clerk"},{"@type":"Person","name":"Bo Desk"}],"publisher":{"@type":"Organization","name":"Northern Wire"}}]}</script>
<style>p { margin: 0 }</style><script>var noise = "</p><p>not text";</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Norway and Chile hold second round in Oslo</h1>
<p>OSLO, 4 March (Reuters) &ndash; The foreign ministers of Norway and Chile met in Oslo on Tuesday for a second round of talks about fishing rights, officials of both countries said.</p>
<p>The two sides spoke for five hours in the government&rsquo;s guest house<br>and agreed to meet again within a month, according to a joint statement released late in the evening.</p>
<h2>What divides them</h2>
<ul><li>How large the joint zone should be, which Chile wants to see doubled within five years</li><li>Who inspects the vessels that fish there, and under whose flag the inspectors sail</li></ul>
<blockquote><p>We have come a long way, and we shall come further, the Norwegian minister told reporters after the meeting.</p></blockquote>
<p>Peru welcomed the talks and offered to host the third round in Lima, where the first contacts between the two governments took place a year ago.</p>
</article>
<footer>Copyright Northern Wire. All rights reserved. Terms of use. Privacy policy.</footer>
</body></html>`

func TestPage(t *testing.T) {
	d, err := From(htmlInput(talksPage))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"heading: Norway and Chile hold second round in Oslo",
		"paragraph: OSLO, 4 March (Reuters) – The foreign ministers of Norway and Chile met in Oslo on Tuesday for a second round of talks about fishing rights, officials of both countries said.",
		"paragraph: The two sides spoke for five hours in the government’s guest house\nand agreed to meet again within a month, according to a joint statement released late in the evening.",
		"heading: What divides them",
		"list-item: How large the joint zone should be, which Chile wants to see doubled within five years",
		"list-item: Who inspects the vessels that fish there, and under whose flag the inspectors sail",
		"quotation: We have come a long way, and we shall come further, the Norwegian minister told reporters after the meeting.",
		"paragraph: Peru welcomed the talks and offered to host the third round in Lima, where the first contacts between the two governments took place a year ago.",
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, string(b.Kind)+": "+d.Text[b.Start:b.End])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	wantDoc := &parley.Document{
		ID: d.DocumentID(), Capture: d.Capture, Name: "page", URL: "https://wire.example.org/world/oslo-talks", Title: "Norway and Chile hold second round in Oslo",
		Publisher: "Northern Wire", Author: "Ada Clerk, Bo Desk", Credit: "Reuters", Language: "en",
		Published: parley.On(parley.Date(2026, 3, 4)), Modified: parley.On(parley.Date(2026, 3, 5)), DateFrom: "json-ld", Text: d.Text, Blocks: d.Blocks,
	}
	if diff := cmp.Diff(wantDoc, d); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestPageTitleIsQuotable(t *testing.T) {
	page := strings.Replace(talksPage, "<h1>Norway and Chile hold second round in Oslo</h1>", "", 1)
	d, err := From(htmlInput(page))
	if err != nil {
		t.Fatal(err)
	}
	if b := d.Blocks[0]; b.Kind != parley.Heading || d.Text[b.Start:b.End] != d.Title {
		t.Errorf("the first block is %q (%s), want the title as a heading", d.Text[b.Start:b.End], b.Kind)
	}
	if n := strings.Count(d.Text, d.Title); n != 1 {
		t.Errorf("the title stands %d times in the text", n)
	}
}

func TestPageDates(t *testing.T) {
	body := `<body><article><p>` + strings.Repeat("The two delegations met in the old town hall and spoke about the border for hours. ", 12) + `</p></article></body>`
	for _, c := range []struct{ name, head, want, from string }{
		{"json-ld", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-01T23:30:00Z"}</script><meta name="date" content="2025-01-01">`, "2026-03-01", "json-ld"},
		{"json-ld of the future", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-03-01"}</script><meta name="date" content="2026-02-11">`, "2026-02-11", "meta"},
		{"json-ld zero", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"1970-01-01T00:00:00Z"}</script>`, "", ""},
		{"broken json-ld", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2026-03-01\"};</script>", "2026-03-01", "json-ld"},
		{"meta", `<meta property="article:published_time" content="2026-02-10T09:00:00+09:00">`, "2026-02-10", "meta"},
		{"meta in words", `<meta name="pubdate" content="Tue, 10 Feb 2026 09:00:00 +0900">`, "2026-02-10", "meta"},
		{"nothing", ``, "", ""},
	} {
		d, err := From(htmlInput("<html><head><title>Talks</title>" + c.head + "</head>" + body + "</html>"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d.Published.String() != c.want || d.DateFrom != c.from {
			t.Errorf("%s: published %q from %q, want %q from %q", c.name, d.Published, d.DateFrom, c.want, c.from)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"2026-02-01T10:00:00Z": "2026-02-01", "20260201": "2026-02-01", "20260201T101500": "2026-02-01", "1769904000": "2026-02-01", "1769904000000": "2026-02-01",
		"February 1, 2026": "2026-02-01", "1 February 2026": "2026-02-01", "01.02.2026": "2026-02-01", "2026/02/01": "2026-02-01", "Sun, 01 Feb 2026 10:00:00 GMT": "2026-02-01",
		"yesterday": "", "0001-01-01": "", "2026-02-31": "", "2027-01-01": "", "1970-01-01": "",
	} {
		if got, _ := day(in, fetched); got.String() != want {
			t.Errorf("day(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPageEncodings(t *testing.T) {
	utf := strings.Replace(talksPage, "Tuesday", "Tuesday in Tromsø", 1)
	latin := strings.ReplaceAll(strings.Replace(utf, `charset="utf-8"`, `charset="iso-8859-1"`, 1), "ø", "\xf8")
	in := htmlInput(latin)
	in.Capture.ContentType = "text/html"
	d, err := From(in)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(d.Text, "Tromsø") {
		t.Errorf("a page in ISO 8859-1 was not decoded: %q", d.Text[:200])
	}
	if _, err := From(htmlInput("\x00\x01\x02<p>x</p>")); !errors.Is(err, ErrBinary) {
		t.Errorf("binary data: %v, want ErrBinary", err)
	}
	if _, err := From(htmlInput("<html><body><script>x</script></body></html>")); !errors.Is(err, ErrNoText) {
		t.Errorf("a page without text: %v, want ErrNoText", err)
	}
}

// TestHostilePages holds pages against the limits of time and memory.
func TestHostilePages(t *testing.T) {
	sentence := "The two delegations met in the old town hall and spoke about the border for hours. "
	for _, c := range []struct {
		name, page string
		refused    bool
	}{
		{"11 MB in 10,000 paragraphs", "<html><body>" + strings.Repeat("<p>"+strings.Repeat(sentence, 13)+"</p>\n", 10_000) + "</body></html>", true},
		{"300,000 line breaks in a row", "<html><body><p>" + strings.Repeat(sentence, 10) + strings.Repeat("<br>", 300_000) + sentence + "</p></body></html>", false},
		{"300,000 lines", "<html><body>" + strings.Repeat("A line of text<br>", 300_000) + "</body></html>", true},
		{"nested 100,000 deep", "<html><body>" + strings.Repeat("<div>", 100_000) + sentence + strings.Repeat("</div>", 100_000), true},
		{"100,000 unclosed bold", "<html><body>" + strings.Repeat("<b>", 100_000) + sentence, true},
		{"100,000 unclosed links", "<html><body>" + strings.Repeat("<a href=x>"+sentence, 100_000), true},
		{"100,000 tables", "<html><body>" + strings.Repeat("<table><tr><td>", 100_000), true},
		{"just below the limits", "<html><body><article>" + strings.Repeat("<p>"+strings.Repeat(sentence, 6)+"</p>\n", maxBlocks-10) + "</article></body></html>", false},
		{"lines just below the limits", "<html><body><article>" + strings.Repeat(sentence+"<br>", maxBlocks-10) + "</article></body></html>", false},
		{"elements just below the limits", "<html><body><article>" + strings.Repeat("<div><span>"+sentence+"</span></div>", maxElements/2-10) + "</article></body></html>", false},
		{"one tag of 8 MB", "<html><body><p " + strings.Repeat("a=b ", 2<<20) + ">" + sentence + "</p></body></html>", true},
		{"one comment of 8 MB", "<html><body><p>" + strings.Repeat(sentence, 10) + "<!--" + strings.Repeat("-", 8<<20) + "</p></body></html>", false},
		{"script that does not end", "<html><body><p>" + strings.Repeat(sentence, 10) + "</p><script>" + strings.Repeat("x", 8<<20), false},
		{"nested JSON-LD", `<html><head><script type="application/ld+json">` + strings.Repeat("[", 200_000) + `</script></head><body><p>` + strings.Repeat(sentence, 10) + "</p></body></html>", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() && strings.HasSuffix(c.name, "just below the limits") {
				t.Skip("so much text that the race detector's slowness meets the deadline")
			}
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := From(htmlInput(c.page))
			runtime.ReadMemStats(&after)
			t.Logf("%d MB allocated: %v", (after.TotalAlloc-before.TotalAlloc)>>20, err)
			if used := (after.Sys - min(before.Sys, after.Sys)) >> 20; used > 512 {
				t.Errorf("grew by %d MB, at most 512 are allowed", used)
			}
			if errors.Is(err, ErrSlow) {
				t.Error("only the deadline stopped it")
			}
			if (err != nil) != c.refused {
				t.Errorf("error %v, want one: %v", err, c.refused)
			}
			if c.refused && !errors.Is(err, ErrPage) {
				t.Errorf("error %v is not one sentence that says what to do", err)
			}
		})
	}
}

func TestWorkersAbandon(t *testing.T) {
	w := newWorkers(2, 20*time.Millisecond)
	release := make(chan struct{})
	for range 3 { // the third finds no free slot
		if err := w.do(func() error { <-release; return nil }); !errors.Is(err, ErrSlow) {
			t.Fatalf("error %v, want ErrSlow", err)
		}
	}
	close(release)
	for deadline := time.Now().Add(5 * time.Second); ; {
		err := w.do(func() error { return nil })
		if err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("a slot that was abandoned never became free")
		}
	}
	if err := w.do(func() error { panic("broken") }); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("a panic gave %v", err)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(talksPage))
	f.Add([]byte("<p>a<br><br>b<table><tr><td>c"))
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"name":["x"]}}]}</script><title>t`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := From(htmlInput(string(b)))
		if err != nil {
			return
		}
		checkBlocks(t, d)
	})
}

func checkBlocks(t testing.TB, d *parley.Document) {
	t.Helper()
	end := 0
	for _, b := range d.Blocks {
		s, ok := b.In(d.Text)
		if !ok || b.Empty() || b.Start < end || s != strings.TrimSpace(s) {
			t.Fatalf("block %s of %d bytes: %q", b.Span, len(d.Text), s)
		}
		if gap := d.Text[end:b.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("text outside blocks: %q", gap)
		}
		end = b.End
	}
}

func BenchmarkPage(b *testing.B) {
	b.SetBytes(int64(len(talksPage)))
	for range b.N {
		if _, err := From(htmlInput(talksPage)); err != nil {
			b.Fatal(fmt.Errorf("page: %w", err))
		}
	}
}
