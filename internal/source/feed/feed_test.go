package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Northern Wire</title><link>https://wire.example.org/</link>
<item><title>Talks go on &amp; on</title><link>/world/one</link><guid isPermaLink="false">wire-1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><description>They met.</description></item>
<item><title>Second</title><link>https://wire.example.org/world/two</link><description>They spoke.</description></item>
</channel></rss>`

func show(f *Feed) []string {
	var out []string
	for _, it := range f.Items {
		day := ""
		if !it.Published.IsZero() {
			day = it.Published.Format("2006-01-02")
		}
		out = append(out, strings.Join([]string{it.Key, it.URL, it.Title, day}, "|"))
	}
	return out
}

var two = []string{"wire-1|https://wire.example.org/world/one|Talks go on & on|2026-03-03", "https://wire.example.org/world/two|https://wire.example.org/world/two|Second|"}

func TestParse(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>Northern Wire</title><entry><id>wire-1</id><title>Talks go on &amp; on</title><link href="https://wire.example.org/world/one"/><updated>2026-03-03T09:00:00Z</updated></entry><entry><id>https://wire.example.org/world/two</id><title>Second</title><link href="https://wire.example.org/world/two"/></entry></feed>`
	jsonFeed := `{"version":"https://jsonfeed.org/version/1.1","title":"Northern Wire","items":[{"id":"wire-1","url":"https://wire.example.org/world/one","title":"Talks go on & on","date_published":"2026-03-03T09:00:00Z"},{"id":"https://wire.example.org/world/two","url":"https://wire.example.org/world/two","title":"Second"}]}`
	for name, s := range map[string]string{
		"rss": rss, "atom": atom, "json": jsonFeed,
		"control characters":  strings.Replace(rss, "They met.", "They\x0b met.", 1),
		"bare ampersand":      strings.Replace(rss, "They met.", "Fish & chips &nbsp; &eacute;", 1),
		"words before":        "\n\nWarning: something\n" + rss,
		"no end":              rss[:strings.Index(rss, "</channel>")],
		"broken tag inside":   strings.Replace(rss, "They met.", "<b>They <i>met.</b>", 1),
		"said to be utf-8":    strings.Replace(rss, "They met.", "Troms\xf8", 1),
		"latin-1, as it says": strings.Replace(strings.Replace(rss, "UTF-8", "ISO-8859-1", 1), "They met.", "Troms\xf8", 1),
	} {
		f, err := Parse([]byte(s), "application/xml", "https://wire.example.org/feed.xml")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(two, show(f)); diff != "" || f.Title != "Northern Wire" {
			t.Errorf("%s: title %q, items (-want +got):\n%s", name, f.Title, diff)
		}
	}
	for name, s := range map[string]string{"empty": "", "a page": "<html><body><p>Hello</p></body></html>", "binary": "\x00\x01\x02", "JSON": `{"a":1}`} {
		if f, err := Parse([]byte(s), "", "https://wire.example.org/feed.xml"); !errors.Is(err, ErrFeed) {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

// TestSalvage: cut anywhere, the items that are whole are there.
func TestSalvage(t *testing.T) {
	whole := strings.Index(rss, "<item><title>Second")
	for cut := whole; cut < len(rss); cut++ {
		f, err := Parse([]byte(rss[:cut]), "", "https://wire.example.org/feed.xml")
		if err != nil || len(f.Items) == 0 || f.Items[0].Key != "wire-1" {
			t.Fatalf("cut at %d of %d: %+v, %v", cut, len(rss), f, err)
		}
	}
}

func TestDigestFollowsContent(t *testing.T) {
	parse := func(s string) Item {
		f, err := Parse([]byte(s), "", "https://wire.example.org/feed.xml")
		if err != nil {
			t.Fatal(err)
		}
		return f.Items[0]
	}
	a, b := parse(rss), parse(strings.Replace(rss, "They met.", "They met twice.", 1))
	if a.Key != b.Key || a.Digest == b.Digest {
		t.Error("an item that was changed keeps its key and gets another digest")
	}
	if c := parse(strings.Replace(rss, "10:00:00", "11:00:00", 1)); c.Digest != a.Digest {
		t.Error("a date alone makes no change")
	}
}

func TestOPML(t *testing.T) {
	var b bytes.Buffer
	want := []Outline{{"Northern Wire", "https://wire.example.org/feed.xml?a=1&b=2"}, {"", "http://other.example.org/rss"}}
	if err := WriteOPML(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(&b)
	want[1].Title = want[1].URL
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	got, err = ReadOPML(strings.NewReader(`<opml version="1.0"><body><outline text="Folder"><outline text="A & B" xmlUrl="https://a.example.org/f"/><outline text="A" xmlUrl="https://a.example.org/f"/><outline text="bad" xmlUrl="file:///etc/passwd"/></outline></body></opml>`))
	if fmt.Sprint(got) != "[{A & B https://a.example.org/f}]" || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := ReadOPML(strings.NewReader("no list")); !errors.Is(err, ErrOPML) {
		t.Errorf("no list: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(rss[:200]))
	f.Add([]byte("<opml><body><outline xmlUrl='http://a'/></body></opml>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := Parse(b, "", "https://wire.example.org/feed.xml"); err == nil {
			for _, it := range got.Items {
				if it.Key == "" || it.URL == "" && it.Content == "" {
					t.Errorf("item %+v", it)
				}
			}
		}
		_, _ = ReadOPML(bytes.NewReader(b))
	})
}
