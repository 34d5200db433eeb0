package search_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/store"
)

func word(s ...string) store.Term { return store.Term{Tokens: s} }

func TestParse(t *testing.T) {
	for query, want := range map[string]store.Query{
		"":                        nil,
		"  ":                      nil,
		"Geneva":                  word("geneva"),
		"Genève talks":            store.And{All: []store.Query{word("geneve"), word("talks")}},
		`"second round" Geneva`:   store.And{All: []store.Query{word("second", "round"), word("geneva")}},
		"Geneva OR Vienna":        store.Or{word("geneva"), word("vienna")},
		"a b OR c":                store.Or{store.And{All: []store.Query{word("a"), word("b")}}, word("c")},
		"talks NOT Geneva":        store.And{All: []store.Query{word("talks")}, Except: []store.Query{word("geneva")}},
		"talks -Geneva":           store.And{All: []store.Query{word("talks")}, Except: []store.Query{word("geneva")}},
		"negotiat*":               store.Term{Tokens: []string{"negotiat"}, Prefix: true},
		"(a OR b) c":              store.And{All: []store.Query{store.Or{word("a"), word("b")}, word("c")}},
		"NOT a":                   nil,
		`"unclosed phrase`:        word("unclosed", "phrase"),
		") OR ( a":                word("a"),
		`title:x; DROP TABLE "y"`: store.And{All: []store.Query{word("title", "x"), word("drop"), word("table"), word("y")}},
		"NEAR(a b)":               store.And{All: []store.Query{word("near"), store.And{All: []store.Query{word("a"), word("b")}}}},
		"Lavrov's":                word("lavrov"),
		strings.Repeat("(", 9999): nil,
		"a AND AND b":             store.And{All: []store.Query{word("a"), word("b")}},
		"*":                       nil,
	} {
		if diff := cmp.Diff(want, search.Parse(query)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
}

func TestIndexAndQueryFoldAlike(t *testing.T) {
	d := &parley.Document{Title: "Élysée", Text: "The ministers’ talks in Zürich ended."}
	got := search.Index(d)
	if got.Title != "elysee" || got.Body != "the ministers talks in zurich ended" {
		t.Errorf("index is %+v", got)
	}
}

func TestSnippet(t *testing.T) {
	s := strings.Repeat("filler words here ", 40) + "then the Second Round in Zürich ended well. " + strings.Repeat("more filler ", 40)
	parts := search.Snippet(s, search.Terms(search.Parse(`"second round" zur*`)))
	var marked []string
	var all strings.Builder
	for _, p := range parts {
		all.WriteString(p.Text)
		if p.Match {
			marked = append(marked, p.Text)
		}
	}
	if diff := cmp.Diff([]string{"Second", "Round", "Zürich"}, marked); diff != "" {
		t.Errorf("marked (-want +got):\n%s", diff)
	}
	if !strings.Contains(s, strings.Trim(all.String(), "… ")) {
		t.Errorf("the snippet %q is not in the text", all.String())
	}
	if got := search.Snippet("", nil); got != nil {
		t.Errorf("snippet of nothing is %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`"a b" OR (c AND NOT d*) -e`)
	f.Add("((((")
	f.Fuzz(func(t *testing.T, s string) {
		for _, term := range search.Terms(search.Parse(s)) {
			if len(term.Tokens) == 0 {
				t.Fatal("a term without words")
			}
		}
		search.Snippet(s, search.Terms(search.Parse(s)))
	})
}
