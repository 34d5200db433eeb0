package arch_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/parley-register/parley"

// layers says which packages of the module a package may import. A name
// stands for the package and all below it; "." is the module root. What is not
// listed may import nothing of the module but the root. Tests are free.
var layers = []struct {
	pkg  string
	uses []string
}{
	{".", nil},
	{"internal/text", []string{"."}},
	{"internal/lexicon", []string{".", "internal/text"}},
	{"internal/search", []string{".", "internal/text", "internal/store"}},
	{"internal/nlp/train", []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/eval"}},
	{"internal/nlp", []string{".", "internal/text", "internal/lexicon", "internal/nlp"}},
	{"internal/read/layer", []string{".", "internal/nlp"}},
	// A reader knows the layers and what is shared, and no other reader.
	{"internal/read/*", []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/read/layer"}},
	{"internal/read", []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/read"}},
	{"internal/source", []string{".", "internal/source"}},
	{"internal/credit", []string{".", "internal/text"}},
	{"internal/gate", []string{".", "internal/lexicon"}},
	{"internal/article", []string{".", "internal/source", "internal/text", "internal/credit"}},
	{"internal/code", []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/read/layer"}},
	{"internal/story", []string{".", "internal/text", "internal/lexicon", "internal/credit"}},
	{"internal/register", []string{".", "internal/text", "internal/lexicon"}},
	{"internal/kept", []string{"."}},
	{"internal/store", []string{".", "internal/store"}},
	{"internal/talksbench", []string{"."}},
	{"internal/export", []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/code", "internal/read/layer", "internal/register", "internal/story", "internal/export"}},
	{"internal/show", []string{"."}},
	{"internal/demo", []string{".", "internal/source"}},
	{"internal/eval", []string{".", "internal/source", "internal/article", "internal/gate", "internal/credit", "internal/text", "internal/lexicon", "internal/nlp", "internal/code", "internal/read", "internal/register", "internal/story", "internal/talksbench", "internal/eval"}},
	{"internal/audit", []string{".", "internal/store"}},
	{"internal/job", []string{".", "internal/source", "internal/article", "internal/gate", "internal/read", "internal/story", "internal/store", "internal/register"}},
	{"internal/web", []string{".", "internal/text", "internal/register", "internal/story", "internal/store", "internal/export", "internal/search", "internal/lexicon", "internal/job", "internal/show"}},
	{"cmd", []string{"*"}},
}

// offline may not reach the network: what is read is what was given.
var offline = []string{".", "internal/text", "internal/lexicon", "internal/nlp", "internal/read", "internal/code", "internal/story", "internal/register", "internal/search", "internal/export"}

func TestImportsPointOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (strings.HasPrefix(name, ".") && file != root || name == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		seen[pkg] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			check(t, pkg, imported, file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) < 10 {
		t.Fatalf("only %d packages were found; the test looks in the wrong place", len(seen))
	}
}

func check(t *testing.T, pkg, imported, file string) {
	t.Helper()
	training := within(pkg, "internal/nlp/train") // no part of the program
	if !training && slices.ContainsFunc(offline, func(p string) bool { return within(pkg, p) }) {
		if imported == "net" || strings.HasPrefix(imported, "net/http") || imported == "os/exec" || strings.HasPrefix(imported, "database/") {
			t.Errorf("%s: %s may not import %s: it neither fetches nor stores", file, pkg, imported)
		}
	}
	if pkg == "." && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
		t.Errorf("%s: the module root imports the standard library alone, not %s", file, imported)
	}
	if imported != module && !strings.HasPrefix(imported, module+"/") {
		return
	}
	inside := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
	if inside == "" {
		inside = "."
	}
	for _, l := range layers {
		if !within(pkg, l.pkg) {
			continue
		}
		ok := slices.ContainsFunc(l.uses, func(u string) bool { return u == "*" || within(inside, u) }) || sameReader(pkg, inside)
		if !ok {
			t.Errorf("%s: %s may not import %s; it may use %v", file, pkg, inside, l.uses)
		}
		return
	}
	if inside != "." {
		t.Errorf("%s: %s is not in the table of layers; add it with what it may import", file, pkg)
	}
}

// sameReader reports whether both packages are parts of one reader.
func sameReader(a, b string) bool {
	const readers = "internal/read/"
	if !strings.HasPrefix(a, readers) || !strings.HasPrefix(b, readers) {
		return false
	}
	one, _, _ := strings.Cut(a[len(readers):], "/")
	two, _, _ := strings.Cut(b[len(readers):], "/")
	return one == two
}

// within reports whether pkg is p or below it; a * stands for one level.
func within(pkg, p string) bool {
	if p == "." {
		return pkg == "."
	}
	if dir, ok := strings.CutSuffix(p, "/*"); ok {
		return strings.HasPrefix(pkg, dir+"/")
	}
	return pkg == p || strings.HasPrefix(pkg, p+"/")
}

// TestRuleCatches makes sure that the rule can fail.
func TestRuleCatches(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		bad           bool
	}{
		{"internal/read/meetings", module + "/internal/read/actors", true},
		{"internal/read/meetings", module + "/internal/store", true},
		{"internal/read/meetings", module + "/internal/read/layer", false},
		{"internal/read/times/rules", module + "/internal/read/times", false},
		{"internal/text", module + "/internal/nlp", true},
		{".", "github.com/google/go-cmp/cmp", true},
		{"internal/nlp", "net/http", true},
		{"cmd/parley", module + "/internal/web", false},
		{"internal/unheard", module + "/internal/text", true},
	} {
		var inner testing.T
		check(&inner, c.pkg, c.imported, path.Join(c.pkg, "x.go"))
		if inner.Failed() != c.bad {
			t.Errorf("%s importing %s: refused %v, want %v", c.pkg, c.imported, inner.Failed(), c.bad)
		}
	}
}

// TestNoCgo keeps the default build free of cgo.
func TestNoCgo(t *testing.T) {
	err := filepath.WalkDir(filepath.Join("..", ".."), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		b, err := os.ReadFile(file)
		if err == nil && strings.Contains(string(b), "\nimport \"C\"") {
			t.Errorf("%s uses cgo", file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
