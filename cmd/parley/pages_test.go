package main

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/demo"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/store/sqlite"
	"github.com/parley-register/parley/internal/web"
)

// demoPages makes the demonstration's register and its pages.
func demoPages(t *testing.T) http.Handler {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a := &app{out: io.Discard, err: io.Discard}
	if _, err := a.add(context.Background(), s, demo.Inputs(time.Now), 0); err != nil {
		t.Fatal(err)
	}
	pages, err := web.New(newLibrary(s, ""), actorNames(), slog.New(slog.NewTextHandler(testLog{t}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Errorf("the pages complain: %s", b)
	return len(b), nil
}

// TestEveryPageOfTheDemo follows every link from the first page and checks
// that each page is whole, has one heading, labels its forms, needs no inline
// style or script, and links to nothing that is not there.
func TestEveryPageOfTheDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole demonstration corpus")
	}
	pages := demoPages(t)
	todo, seen, from := []string{"/", "/search?q=talks+OR+%22second+round%22", "/search", "/?as-of=2005-06-01"}, map[string]bool{}, map[string]string{}
	kinds := map[string]int{}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		kind := strings.SplitN(strings.TrimPrefix(at, "/"), "/", 2)[0]
		if kinds[kind]++; kind == "claim" && kinds[kind] > 300 {
			continue
		}
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, at, nil))
		if w.Code == http.StatusSeeOther {
			todo = append(todo, strings.SplitN(w.Header().Get("Location"), "#", 2)[0])
			continue
		}
		if w.Code != http.StatusOK {
			t.Errorf("%s (linked from %s): %d", at, from[at], w.Code)
			continue
		}
		if csp := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: content security policy %q", at, csp)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		for _, link := range checkPage(t, at, w.Body.String()) {
			if from[link] == "" {
				from[link] = at
			}
			todo = append(todo, link)
		}
	}
	for _, kind := range []string{"process", "round", "document", "claim"} {
		if kinds[kind] < 5 {
			t.Errorf("only %d pages of kind %s were reached", kinds[kind], kind)
		}
	}
}

// checkPage looks at one page and returns where it links to.
func checkPage(t *testing.T, at, body string) (links []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Errorf("%s: %v", at, err)
		return nil
	}
	if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "<no value>") || strings.Contains(body, "%!") {
		t.Errorf("%s: a value could not be shown", at)
	}
	headings, ids := 0, map[string]bool{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			attrs := map[string]string{}
			for _, a := range n.Attr {
				attrs[a.Key] = a.Val
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: inline %s on <%s>", at, a.Key, n.Data)
				}
			}
			if id := attrs["id"]; id != "" {
				if ids[id] {
					t.Errorf("%s: id %q stands twice", at, id)
				}
				ids[id] = true
			}
			switch n.Data {
			case "h1":
				headings++
			case "script":
				if attrs["src"] == "" {
					t.Errorf("%s: an inline script", at)
				}
			case "a":
				href := attrs["href"]
				switch {
				case href == "":
					t.Errorf("%s: a link without a target", at)
				case strings.HasPrefix(href, "/"):
					links = append(links, strings.SplitN(href, "#", 2)[0])
				}
			case "html":
				if attrs["lang"] == "" {
					t.Errorf("%s: no language", at)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	if headings != 1 {
		t.Errorf("%s: %d headings of the first level", at, headings)
	}
	return links
}

func TestPagesThatAreNotThere(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	pages, err := web.New(newLibrary(s, ""), actorNames(), slog.New(slog.NewTextHandler(testLog{t}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/":                     http.StatusOK, // an empty register says what to do
		"/nowhere":              http.StatusNotFound,
		"/process/x":            http.StatusNotFound,
		"/round/x":              http.StatusNotFound,
		"/document/x":           http.StatusNotFound,
		"/claim/x":              http.StatusNotFound,
		"/?as-of=yesterday":     http.StatusBadRequest,
		"/static/style.css":     http.StatusOK,
		"/static/../server.go":  http.StatusNotFound,
		"/search?q=%22%28%2A--": http.StatusOK,
	} {
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want && (w.Code < 300 || w.Code > 399) {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	w := httptest.NewRecorder()
	pages.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("x=1")))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d; the pages only read", w.Code)
	}
}

// TestStaticFilesAreAskedForAgain: a browser that knows a file asks whether it
// has changed, and gets it once only.
func TestStaticFilesAreAskedForAgain(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	pages, err := web.New(newLibrary(s, ""), actorNames(), slog.New(slog.NewTextHandler(testLog{t}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	get := func(tag string) *httptest.ResponseRecorder {
		r, w := httptest.NewRequest(http.MethodGet, "/static/style.css", nil), httptest.NewRecorder()
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		pages.ServeHTTP(w, r)
		return w
	}
	first := get("")
	if first.Code != http.StatusOK || first.Header().Get("Cache-Control") != "no-cache" || first.Body.Len() == 0 {
		t.Fatalf("first: %d, %v", first.Code, first.Header())
	}
	if again := get(first.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("known: %d", again.Code)
	}
	if other := get(`"another"`); other.Code != http.StatusOK {
		t.Errorf("of another version: %d", other.Code)
	}
}

// first is the first n of inputs.
func first(inputs iter.Seq2[source.Input, error], n int) iter.Seq2[source.Input, error] {
	return func(yield func(source.Input, error) bool) {
		left := n
		for in, err := range inputs {
			if left--; left < 0 || !yield(in, err) {
				return
			}
		}
	}
}

// TestNavigationAndEdits looks for the entry of the navigation that is the
// page's own, and for an edit on the list and on what it changed.
func TestNavigationAndEdits(t *testing.T) {
	ctx := t.Context()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a := &app{out: io.Discard, err: io.Discard}
	if _, err := a.add(ctx, s, first(demo.Inputs(time.Now), 12), 0); err != nil {
		t.Fatal(err)
	}
	reg, err := newLibrary(s, "").Register(ctx, parley.Moment{})
	if err != nil || len(reg.Processes) == 0 || len(reg.Processes[0].Rounds) == 0 {
		t.Fatal("no rounds", err)
	}
	round := reg.Processes[0].Rounds[0]
	claim := round.Fields[0].Values[0].Claims[0]
	e, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{string(claim.ID)}, Author: "ada", Time: time.Unix(0, 0), Reason: "I was there"})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := web.New(newLibrary(s, ""), actorNames(), slog.New(slog.NewTextHandler(testLog{t}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string][]string{
		"/":                  {`href="/processes" accesskey="p" aria-current="page"`},
		"/round/" + round.ID: {`href="/processes" accesskey="p" aria-current="true"`, `href="/edits#e-` + e.ID.Short()},
		"/steps":             {`href="/steps" accesskey="n" aria-current="page"`},
		"/edits":             {`href="/edits" accesskey="e" aria-current="page"`, `id="e-` + e.ID.Short(), "I was there", `href="/claim/` + string(claim.ID)},
	} {
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, at, nil))
		for _, x := range want {
			if !strings.Contains(w.Body.String(), x) {
				t.Errorf("%s has no %s", at, x)
			}
		}
		if n := strings.Count(w.Body.String(), "aria-current"); n != 1 {
			t.Errorf("%s has %d current entries", at, n)
		}
	}
}
