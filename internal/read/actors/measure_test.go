package actors

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// TestTalksBench measures persons, titles, sides and codes on a folder of
// articles with gold annotation, given in PARLEY_TALKSBENCH. It is skipped
// when that is not set. PARLEY_PART limits it to names with one of the
// prefixes given, separated by commas; PARLEY_ANONYMOUS leaves out publisher
// and address, PARLEY_PLAIN tags and names. -v lists the errors.
func TestTalksBench(t *testing.T) {
	dir := os.Getenv("PARLEY_TALKSBENCH")
	if dir == "" {
		t.Skip("set PARLEY_TALKSBENCH to a folder with gold/ and texts/")
	}
	files, err := filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold in %s: %v", dir, err)
	}
	parser, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	stage := New()
	type count struct{ right, all int }
	var people, titles, sides, codes count
	add := func(c *count, ok bool) bool {
		c.all++
		if ok {
			c.right++
		}
		return ok
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if part := os.Getenv("PARLEY_PART"); part != "" && !slices.ContainsFunc(strings.Split(part, ","), func(p string) bool { return strings.HasPrefix(name, p) }) {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Doc struct {
				Publisher, URL string
			}
			Meetings []struct {
				Parties      []string
				Third        []struct{ Actor string }
				Participants []struct{ Name, Title, For string }
			}
		}
		if err := json.Unmarshal(b, &gold); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "texts", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		d := &parley.Document{Text: string(text), Publisher: gold.Doc.Publisher, URL: gold.Doc.URL}
		if os.Getenv("PARLEY_ANONYMOUS") != "" {
			d.Publisher, d.URL = "", ""
		}
		doc := &layer.Doc{Doc: parser.Parse(d)}
		if os.Getenv("PARLEY_PLAIN") != "" {
			doc.Doc = nlp.Segment(d)
		}
		stage.Read(doc)
		found := map[string]bool{}
		for _, a := range doc.Actors {
			found[a.Code] = true
		}
		seen := map[string]bool{}
		for _, m := range gold.Meetings {
			for _, c := range m.Parties {
				if !seen["code "+c] {
					seen["code "+c] = true
					if !add(&codes, found[c]) {
						t.Logf("%s: no %s", name, c)
					}
				}
			}
			for _, p := range m.Participants {
				if key := p.Name + "\t" + p.Title + "\t" + p.For; seen[key] {
					continue
				} else {
					seen[key] = true
				}
				best := -1
				for i := range doc.People {
					if lastWord(doc.People[i].Name) == lastWord(p.Name) && (best < 0 || strings.EqualFold(doc.People[i].Name, p.Name)) {
						best = i
					}
				}
				if !add(&people, best >= 0) {
					t.Logf("%s: not found: %s (%s) for %s", name, p.Name, p.Title, p.For)
					continue
				}
				q := doc.People[best]
				if p.Title != "" || q.Title != "" {
					if !add(&titles, overlap(p.Title, q.Title) >= .5) {
						t.Logf("%s: %s: title %q, want %q [%s]", name, p.Name, q.Title, p.Title, q.Rule)
					}
				}
				if !add(&sides, q.For == p.For) {
					t.Logf("%s: %s: for %q, want %q [%s]", name, p.Name, q.For, p.For, q.Rule)
				}
			}
		}
		var wrong []string
		for _, p := range doc.People {
			wrong = append(wrong, p.Name+" ("+p.Title+", "+p.For+")")
		}
		if os.Getenv("PARLEY_PEOPLE") != "" {
			t.Logf("%s: %s", name, strings.Join(wrong, "; "))
		}
	}
	share := func(c count) float64 { return float64(c.right) / float64(max(1, c.all)) }
	t.Logf("participants found %.3f (%d of %d), titles %.3f (of %d), sides %.3f (of %d), codes %.3f (of %d)",
		share(people), people.right, people.all, share(titles), titles.all, share(sides), sides.all, share(codes), codes.all)
}

func lastWord(name string) string {
	f := strings.FieldsFunc(foldWord(strings.ReplaceAll(name, "-", " ")), func(r rune) bool { return r == ' ' || r == '-' })
	for len(f) > 1 && len(f[len(f)-1]) <= 3 && strings.HasSuffix(f[len(f)-1], ".") {
		f = f[:len(f)-1]
	}
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

func overlap(a, b string) float64 {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) == 0 || len(y) == 0 {
		if len(x) == len(y) {
			return 1
		}
		return 0
	}
	n := 0
	rest := slices.Clone(y)
	for _, w := range x {
		if i := slices.Index(rest, w); i >= 0 {
			n++
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return 2 * float64(n) / float64(len(x)+len(y))
}
