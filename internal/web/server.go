package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/show"
)

// Library is what the pages are made from.
type Library interface {
	// Register is the register as it stands, or as known on asOf where that is not zero.
	Register(ctx context.Context, asOf parley.Moment) (*parley.Register, error)
	// Document is a document and its current claims, in reading order. The
	// digest may be cut short; a *parley.LookupError says that none fits.
	Document(ctx context.Context, digest string) (*parley.Document, []parley.Claim, error)
	// Search finds documents, best first.
	Search(ctx context.Context, query string, limit int) ([]Hit, error)
	// Claim finds a claim by its digest, which may be cut short.
	Claim(ctx context.Context, digest string) (*parley.Claim, error)
	// Origin is where the words of a claim come from.
	Origin(ctx context.Context, c *parley.Claim) (parley.Origin, error)
	// Edits are all edits, oldest first.
	Edits(ctx context.Context) ([]parley.Edit, error)
}

// Hit is a document that a search found.
type Hit struct {
	Document *parley.Document
	Snippet  []search.Part // the words around the match
}

//go:embed pages/*.html static
var files embed.FS

// Server makes the pages. It is an http.Handler.
type Server struct {
	library Library
	names   show.Names
	log     *slog.Logger
	pages   map[string]*template.Template
	mux     *http.ServeMux
}

// New is a server of the library's register.
func New(library Library, names show.Names, log *slog.Logger) (*Server, error) {
	s := &Server{library: library, names: names, log: log, mux: http.NewServeMux()}
	if err := s.parse(); err != nil {
		return nil, err
	}
	static, err := fs.Sub(files, "static")
	if err != nil {
		return nil, err
	}
	tag, err := entityTag(static)
	if err != nil {
		return nil, err
	}
	s.mux.Handle("GET /static/", http.StripPrefix("/static/", tagged(tag, http.FileServerFS(static))))
	for pattern, page := range map[string]func(*http.Request) (*view, error){
		"GET /{$}":            s.processes,
		"GET /processes":      s.processes,
		"GET /process/{id}":   s.process,
		"GET /round/{id}":     s.round,
		"GET /document/{id}":  s.document,
		"GET /documents":      s.documents,
		"GET /search":         s.search,
		"GET /steps":          s.steps,
		"GET /contradictions": s.contradictions,
		"GET /claim/{id}":     s.claim,
		"GET /edits":          s.edits,
		"GET /about":          s.about,
	} {
		s.mux.HandleFunc(pattern, s.serve(page))
	}
	s.mux.HandleFunc("GET /", s.serve(func(r *http.Request) (*view, error) {
		return nil, &parley.LookupError{What: "page", ID: r.URL.Path}
	}))
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	s.mux.ServeHTTP(w, r)
}

// tagged lets browsers keep what has not changed, and ask each time: another
// version of parley on the same port has another style.
func tagged(tag string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", tag)
		h.ServeHTTP(w, r)
	})
}

// entityTag is a tag of all files in f together.
func entityTag(f fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(f, path)
		fmt.Fprintf(h, "%s %d\n", path, len(b))
		h.Write(b)
		return err
	})
	return fmt.Sprintf(`"%x"`, h.Sum(nil)[:8]), err
}

// view is what a page shows.
type view struct {
	page     string // the template
	redirect string // instead of a page
	status   int

	Title   string
	Path    string // for the navigation
	Section string // that the page belongs to
	Current string // what the navigation's link to the section is: "page", or "true" for a page below it
	Query   string
	AsOf    string // the day asked for; empty for now
	Data    any
}

// serve turns a page into a handler: one table from errors to answers.
func (s *Server) serve(page func(*http.Request) (*view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := page(r)
		if err != nil {
			v = s.failure(r, err)
		}
		if v.redirect != "" {
			http.Redirect(w, r, v.redirect, http.StatusSeeOther)
			return
		}
		v.Path = r.URL.Path
		v.Section, v.Current = sectionOf(v.Path)
		if v.AsOf == "" {
			v.AsOf = r.URL.Query().Get("as-of")
		}
		var b bytes.Buffer
		if err := s.pages[v.page].ExecuteTemplate(&b, "layout", v); err != nil {
			s.log.Error("a page cannot be made", "page", v.page, "err", err)
			http.Error(w, "The page cannot be made; the reason is in the program's log.", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		if v.status != 0 {
			w.WriteHeader(v.status)
		}
		if _, err := b.WriteTo(w); err != nil {
			s.log.Debug("the reader went away", "err", err)
		}
	}
}

// sectionOf is the entry of the navigation under which a page is, and whether
// it is that page itself.
func sectionOf(path string) (section, current string) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch first {
	case "", "processes":
		return "processes", "page"
	case "process", "round":
		return "processes", "true"
	case "document":
		return "documents", "true"
	}
	if rest != "" {
		return "", ""
	}
	return first, "page"
}

func (s *Server) failure(r *http.Request, err error) *view {
	var lookup *parley.LookupError
	switch {
	case errors.Is(err, errBadRequest):
		return &view{page: "error", status: http.StatusBadRequest, Title: "That cannot be asked", Data: err.Error()}
	case errors.As(err, &lookup):
		title := "Not in the register"
		if len(lookup.Candidates) > 0 {
			title = "More than one"
		}
		return &view{page: "error", status: http.StatusNotFound, Title: title, Data: err.Error()}
	case errors.Is(err, parley.ErrNotFound):
		return &view{page: "error", status: http.StatusNotFound, Title: "Not in the register", Data: err.Error()}
	}
	s.log.Error("a page cannot be made", "path", r.URL.Path, "err", err)
	return &view{page: "error", status: http.StatusInternalServerError, Title: "Something went wrong", Data: "The register could not be read: " + err.Error()}
}

var errBadRequest = errors.New("the request does not make sense")

// register is the register that the request asks for.
func (s *Server) register(r *http.Request) (*parley.Register, error) {
	asOf, err := parley.ParseMoment(r.URL.Query().Get("as-of"))
	if err != nil {
		return nil, fmt.Errorf("%w: as-of: %w", errBadRequest, err)
	}
	return s.library.Register(r.Context(), asOf)
}

// parse reads the templates: each page with the layout and the shared parts.
func (s *Server) parse() error {
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return err
	}
	base, err := template.New("").Funcs(s.functions()).ParseFS(files, "pages/layout.html", "pages/parts.html")
	if err != nil {
		return err
	}
	s.pages = map[string]*template.Template{}
	for _, n := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(n, "pages/"), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := base.Clone()
		if err != nil {
			return err
		}
		if s.pages[name], err = t.ParseFS(files, n); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) functions() template.FuncMap {
	return template.FuncMap{
		"actor":     s.names.Actor,
		"actors":    func(codes []string) string { return s.names.Actors(codes, " · ") },
		"value":     s.names.Value,
		"place":     s.names.Place,
		"third":     s.names.Third,
		"field":     show.Field,
		"words":     show.Words,
		"prose":     s.names.Prose,
		"years":     show.Years,
		"when":      show.Interval,
		"roundwhen": show.RoundTime,
		"fate":      func(p *parley.Process, r *parley.Round) string { return show.Fate(r, show.AsOf(p)) },
		"moment":    show.Moment,
		"short":     func(d parley.Digest) string { return d.Short() },
		"textlink":  textFragment,
		"plural":    plural,
		"hop":       show.Hop,
		"percent":   func(f float64) string { return fmt.Sprintf("%.0f %%", 100*f) },
	}
}

// plural is "1 round", "2 rounds".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "s") {
		return fmt.Sprint(n, " ", noun)
	}
	return fmt.Sprint(n, " ", noun, "s")
}

// textFragment is the address of a page with the quote marked by the browser.
func textFragment(address, quote string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	words := strings.Fields(quote)
	if len(words) <= 12 {
		return address + "#:~:text=" + fragmentWords(words)
	}
	return address + "#:~:text=" + fragmentWords(words[:6]) + "," + fragmentWords(words[len(words)-6:])
}

// fragmentWords escapes words for a text fragment, in which commas, ampersands
// and hyphens have a meaning.
func fragmentWords(words []string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(strings.Join(words, " ")))
}
