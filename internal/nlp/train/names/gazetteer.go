package names

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp/names"
	"github.com/parley-register/parley/internal/text"
)

// The travels of presidents and secretaries, which name places and people.
const (
	tripsFile  = "travels/trips.tsv"
	visitsFile = "travels/visits.tsv"
)

// Gazetteer returns the tensor of phrases: the forms of the lexicon, and places
// and people out of the travels.
func Gazetteer(dir string) ([]uint64, error) {
	var out []uint64
	add := func(form string, class int) {
		var tokens []string
		for _, t := range text.Tokenize(form) {
			tokens = append(tokens, form[t.Start:t.End])
		}
		out = append(out, names.Phrase(tokens, class)...)
	}
	l := lexicon.Shared()
	for e := range l.Forms() {
		if class := classOf(e); class != 0 {
			add(e.Form, class)
		}
	}
	for o := range l.Titles() {
		if o.Kind != lexicon.Honorific {
			add(o.Title, names.ClassTitle)
		}
	}
	for _, n := range lexicon.GivenNames() {
		add(n, names.ClassGiven)
	}
	places, err := column(filepath.Join(dir, tripsFile), 6)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		for part := range strings.FieldsFuncSeq(p, func(r rune) bool { return strings.ContainsRune(",;()", r) }) {
			if part = strings.TrimSpace(part); len(part) > 2 && isUpperFirst(part) && strings.Count(part, " ") < 4 && l.Lookup(part) == nil {
				add(part, names.ClassCity)
			}
		}
	}
	for _, f := range []struct {
		file string
		col  int
	}{{tripsFile, 2}, {visitsFile, 3}} {
		people, err := column(filepath.Join(dir, f.file), f.col)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			for w := range strings.FieldsSeq(p) {
				w = strings.Trim(w, ".,;()")
				if _, office := l.Office(strings.ToLower(w)); len(w) > 2 && isUpperFirst(w) && !office && !l.GivenName(w) && l.Lookup(w) == nil {
					add(w, names.ClassSurname)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func classOf(e lexicon.Entry) int {
	switch e.Kind {
	case lexicon.StateName:
		return names.ClassState
	case lexicon.Adjective:
		return names.ClassAdjective
	case lexicon.People:
		return names.ClassPeople
	case lexicon.Capital:
		return names.ClassCapital
	case lexicon.Seat, lexicon.Institution:
		return names.ClassSeat
	case lexicon.Organisation, lexicon.Organ, lexicon.Format:
		return names.ClassOrganisation
	case lexicon.Group:
		return names.ClassGroup
	case lexicon.Apart:
		switch e.Class {
		case "region":
			return names.ClassRegion
		case "document", "process", "event":
			return names.ClassDocument
		}
		return names.ClassApart
	}
	return 0
}

func isUpperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// column reads a column of a table with a heading, each value once, in order.
func column(path string, n int) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	seen := map[string]bool{}
	var out []string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for first := true; sc.Scan(); first = false {
		c := strings.Split(sc.Text(), "\t")
		if !first && n < len(c) && !seen[c[n]] {
			seen[c[n]] = true
			out = append(out, c[n])
		}
	}
	return out, sc.Err()
}
