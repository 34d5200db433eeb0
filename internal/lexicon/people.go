package lexicon

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/text"
)

// term is a person's years in office for a state or organisation.
type term struct {
	name, code string
	from, to   int
}

// book is what tells a state where no name of an actor does. It is apart from
// the matcher, since readers take a person's side from the text.
type book struct {
	leaders map[string][]term // by last name, folded
	bodies  map[string][]body // by folded words with a space between them
	longest int               // words of a body
	rows    int
}

// body is a form of a name, with the case that it asks for.
type body struct{ form, code string }

var people = sync.OnceValue(func() *book {
	b, err := loadBook()
	if err != nil {
		panic(err) // the embedded data are tested
	}
	return b
})

func loadBook() (*book, error) {
	b := &book{leaders: map[string][]term{}, bodies: map[string][]body{}}
	err := rows(data, "leaders.tsv", 4, func(f []string) error {
		from, err := strconv.Atoi(f[2])
		if err != nil {
			return err
		}
		to, err := strconv.Atoi(f[3])
		if err != nil {
			return err
		}
		name := foldWords(f[0])
		last := name[len(name)-1]
		b.leaders[last] = append(b.leaders[last], term{strings.Join(name, " "), f[1], from, to})
		b.rows++
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b, rows(data, "bodies.tsv", 3, func(f []string) error {
		for _, form := range list(f[1]) {
			words := foldWords(form)
			key := strings.Join(words, " ")
			b.bodies[key] = append(b.bodies[key], body{form, f[0]})
			b.longest = max(b.longest, len(words))
		}
		return nil
	})
}

// foldWords folds a name word by word.
func foldWords(name string) []string {
	var out []string
	for w := range strings.FieldsSeq(name) {
		if f := text.Fold(w); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// Leader returns the code of the state or organisation for which a person of
// that name acted around a year (0: in any), or "" where none or several did.
// A title before the name does no harm. It knows heads of state and government,
// foreign ministers and some others of the last fifty years, and is for texts
// too short to tell: what a text says comes first.
func (l *Lexicon) Leader(name string, year int) string {
	parts := foldWords(name)
	if len(parts) == 0 {
		return ""
	}
	given, last := parts[:len(parts)-1], parts[len(parts)-1]
	if len(given) == 0 && len(last) < 3 {
		return "" // "He"
	}
	code := ""
	for _, t := range people().leaders[last] {
		if year > 0 && (year < t.from-8 || year > t.to+12) || len(given) > 0 && !sharesName(given, t.name) {
			continue
		}
		if code != "" && code != t.code {
			return ""
		}
		code = t.code
	}
	return code
}

// Term is a person who acted for a state or organisation in the years from From
// to To; the words of the name are folded.
type Term struct {
	Name, Code string
	From, To   int
}

// Leaders returns those whom Leader knows, by last name.
func (l *Lexicon) Leaders() iter.Seq[Term] {
	return func(yield func(Term) bool) {
		leaders := people().leaders
		for _, last := range slices.Sorted(maps.Keys(leaders)) {
			for _, t := range leaders[last] {
				if !yield(Term{t.name, t.code, t.from, t.to}) {
					return
				}
			}
		}
	}
}

// sharesName reports whether one of the given names, or its initial, is in a
// full name.
func sharesName(given []string, full string) bool {
	for _, g := range given {
		for f := range strings.FieldsSeq(full) {
			if f == g || len(g) == 1 && strings.HasPrefix(f, g) || len(g) > 3 && len(f) > 3 && g[:3] == f[:3] {
				return true
			}
		}
	}
	return false
}

// Body returns the code of the state of the first party, university, outlet,
// province or city named in a phrase, or "". Capitals count: "Solidarity" is a
// movement and "solidarity" is none.
func (l *Lexicon) Body(phrase string) string {
	b := people()
	raw := strings.Fields(phrase)
	words := make([]string, len(raw))
	for i, w := range raw {
		words[i] = text.Fold(w)
	}
	for i := range words {
		for n := min(b.longest, len(words)-i); n > 0; n-- {
			if code := b.body(raw[i:i+n], words[i:i+n]); code != "" {
				return code
			}
			last := raw[i+n-1]
			if owner := strings.TrimSuffix(strings.TrimSuffix(last, "'s"), "’s"); owner != last { // "Gaza's hospitals"
				key := append(words[i:i+n-1:i+n-1], text.Fold(owner))
				if code := b.body(append(raw[i:i+n-1:i+n-1], owner), key); code != "" {
					return code
				}
			}
		}
	}
	return ""
}

func (b *book) body(raw, folded []string) string {
	for _, c := range b.bodies[strings.Join(folded, " ")] {
		if sameCase(raw, strings.Fields(c.form)) {
			return c.code
		}
	}
	return ""
}

// sameCase reports whether words are written as those of a form: with a capital
// where it has one, and in capitals where it is an acronym.
func sameCase(words, form []string) bool {
	for i := range words {
		if i >= len(form) {
			return false
		}
		f, w := strings.Trim(form[i], "'’-."), strings.Trim(words[i], "'’-.,()\"“”")
		if f == "" || w == "" {
			return false
		}
		if f == strings.ToUpper(f) && len(f) < 6 {
			if w != f {
				return false
			}
		} else if isUpper(f[0]) && !isUpper(w[0]) {
			return false
		}
	}
	return true
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 0x80 }
