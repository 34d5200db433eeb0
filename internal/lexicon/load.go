package lexicon

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
)

//go:embed data/*.tsv
var data embed.FS

// Version changes whenever the embedded data do. It is part of the version of
// every stage that reads them.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	files, err := fs.Glob(data, "data/*.tsv")
	if err != nil {
		panic(err)
	}
	for _, name := range files { // Glob sorts
		b, err := data.ReadFile(name)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(h, "%s %d\n", name, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
})

// rows reads a table: one row a line, columns separated by tabs; empty lines
// and lines that start with # are skipped.
func rows(files fs.FS, name string, columns int, each func(f []string) error) error {
	file, err := files.Open("data/" + name)
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("lexicon: %s:%d: %d columns, want %d separated by tabs", name, n, len(f), columns)
		}
		if err := each(f); err != nil {
			return fmt.Errorf("lexicon: %s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("lexicon: %s: %w", name, err)
	}
	return nil
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func load(files fs.FS) (*Lexicon, error) {
	l := &Lexicon{
		actors: newTrie[[]Entry](), titles: newTrie[titleForm](),
		states: map[string]*State{}, iso2: map[string]string{}, systems: map[string]system{}, codes: map[string]*Entry{}, given: map[string]bool{},
	}
	for _, step := range []func(fs.FS) error{l.loadStates, l.loadHistorical, l.loadOrganisations, l.loadGroups, l.loadInstitutions, l.loadApart, l.loadOffices, l.loadSystems, l.loadGiven} {
		if err := step(files); err != nil {
			return nil, err
		}
	}
	for i := range l.actors.values {
		slices.SortStableFunc(l.actors.values[i], func(a, b Entry) int {
			if x, y := acronym(&a), acronym(&b); x != y { // "GUAM" before "Guam"
				if x {
					return -1
				}
				return 1
			}
			return int(a.Kind) - int(b.Kind)
		})
	}
	return l, nil
}

func acronym(e *Entry) bool { return len(e.caps) == 1 && e.caps[0] == wantsCaps }

// add puts the forms of one thing into the matcher. A form that is there with
// the same kind and another code is an error of the data.
func (l *Lexicon) add(e Entry, forms ...string) error {
	for _, form := range forms {
		form = strings.TrimPrefix(strings.TrimPrefix(form, "The "), "the ")
		if form == "" {
			continue
		}
		node, shapes := l.actors.add(form)
		e.Form = form
		e.caps = wanted(form, shapes)
		old := l.actors.values[node]
		same := slices.IndexFunc(old, func(o Entry) bool { return o.Kind == e.Kind && slices.Equal(o.caps, e.caps) })
		if same >= 0 {
			if old[same].Code != e.Code {
				return fmt.Errorf("%q is there as %s of %s", form, e.Kind, old[same].Code)
			}
			continue
		}
		l.actors.values[node] = append(old, e)
		l.entries++
	}
	return nil
}

// wanted is the case that the words of a form ask for.
func wanted(form string, shapes []uint8) []uint8 {
	caps := make([]uint8, len(shapes))
	for i, s := range shapes {
		switch {
		case s == upper:
			caps[i] = wantsCaps
		case s == mixed:
			caps[i] = wantsMixed
		case s == capital:
			caps[i] = wantsCap
		}
	}
	return caps
}

func (l *Lexicon) main(code string, e Entry) {
	if _, ok := l.codes[code]; !ok {
		l.codes[code] = &e
	}
}

func (l *Lexicon) loadStates(files fs.FS) error {
	return rows(files, "states.tsv", 9, func(f []string) error {
		s := &State{Code: f[0], ISO2: f[1], Name: f[2], Official: f[3], Adjectives: list(f[5]), People: list(f[6]), Capitals: list(f[7])}
		if l.states[s.Code] != nil {
			return fmt.Errorf("%s is there twice", s.Code)
		}
		l.states[s.Code] = s
		l.iso2[s.ISO2] = s.Code
		e := Entry{Code: s.Code, Name: s.Name}
		e.Kind = StateName
		l.main(s.Code, e)
		if err := l.add(e, append([]string{s.Name, s.Official}, list(f[4])...)...); err != nil {
			return err
		}
		for _, more := range []struct {
			kind  Kind
			forms []string
		}{{Adjective, s.Adjectives}, {People, s.People}, {Capital, s.Capitals}, {Seat, list(f[8])}} {
			e.Kind = more.kind
			if err := l.add(e, more.forms...); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Lexicon) loadHistorical(files fs.FS) error {
	return rows(files, "historical.tsv", 7, func(f []string) error {
		s := &State{Code: f[0], ISO2: f[1], Name: f[2], Adjectives: list(f[4]), People: list(f[5]), Until: f[6]}
		if l.states[s.Code] != nil {
			return fmt.Errorf("%s is there twice", s.Code)
		}
		l.states[s.Code] = s
		e := Entry{Kind: StateName, Code: s.Code, Name: s.Name, Class: s.Until}
		l.main(s.Code, e)
		if err := l.add(e, append([]string{s.Name}, list(f[3])...)...); err != nil {
			return err
		}
		e.Kind = Adjective
		if err := l.add(e, s.Adjectives...); err != nil {
			return err
		}
		e.Kind = People
		return l.add(e, s.People...)
	})
}

func (l *Lexicon) loadOrganisations(files fs.FS) error {
	kinds := map[string]Kind{"org": Organisation, "bloc": Organisation, "society": Organisation, "organ": Organ, "format": Format, "seat": Seat}
	return rows(files, "organisations.tsv", 6, func(f []string) error {
		e := Entry{Kind: kinds[f[1]], Code: f[0], Name: f[2], Members: list(f[4])}
		if e.Kind == 0 {
			return fmt.Errorf("%q is no kind of organisation: write org, bloc, society, organ, format or seat", f[1])
		}
		if f[1] == "bloc" || f[1] == "society" {
			e.Class = f[1]
		}
		l.main(e.Code, e)
		return l.add(e, append([]string{f[2]}, list(f[3])...)...)
	})
}

func (l *Lexicon) loadGroups(files fs.FS) error {
	return rows(files, "groups.tsv", 5, func(f []string) error {
		e := Entry{Kind: Group, Code: f[0], Class: f[1], Name: f[2]}
		l.main(e.Code, e)
		return l.add(e, append([]string{f[2]}, list(f[3])...)...)
	})
}

func (l *Lexicon) loadInstitutions(files fs.FS) error {
	return rows(files, "institutions.tsv", 4, func(f []string) error {
		return l.add(Entry{Kind: Institution, Code: f[0], Name: f[1]}, append([]string{f[1]}, list(f[2])...)...)
	})
}

func (l *Lexicon) loadApart(files fs.FS) error {
	return rows(files, "apart.tsv", 3, func(f []string) error {
		return l.add(Entry{Kind: Apart, Name: f[0], Class: f[1]}, f[0])
	})
}

func (l *Lexicon) loadOffices(files fs.FS) error {
	var portfolios, fields []string
	err := rows(files, "portfolios.tsv", 2, func(f []string) error {
		portfolios = append(portfolios, f[0])
		fields = append(fields, strings.ToLower(f[1]))
		return nil
	})
	if err != nil {
		return err
	}
	// Titles written out come first: they win over those that a slot makes.
	for _, slots := range []bool{false, true} {
		err := rows(files, "offices.tsv", 4, func(f []string) error {
			kind, ok := officeKinds[f[2]]
			if !ok {
				return fmt.Errorf("%q is no kind of office: write state, role, rank or honorific", f[2])
			}
			o := Office{Level: parley.Level(f[1]), Kind: kind}
			slot, values := "", []string{""}
			switch {
			case strings.Contains(f[0], "{portfolio}"):
				slot, values = "{portfolio}", portfolios
			case strings.Contains(f[0], "{field}"):
				slot, values = "{field}", fields
			}
			if slots != (slot != "") {
				return nil
			}
			for _, v := range values {
				title := f[0]
				if slots {
					title = strings.ReplaceAll(title, slot, v)
				}
				l.addOffice(title, o)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return rows(files, "abbreviations.tsv", 3, func(f []string) error {
		o, ok := l.Office(f[1])
		if !ok {
			return fmt.Errorf("%q is no office of offices.tsv", f[1])
		}
		node, shapes := l.titles.add(f[0])
		l.titles.values[node] = titleForm{Office: o, caps: wanted(f[0], shapes)}
		return nil
	})
}

// addOffice adds a title and its plural. The first of several rows stands.
func (l *Lexicon) addOffice(title string, o Office) {
	o.Title = title
	for _, form := range []string{title, plural(title)} {
		node, _ := l.titles.add(form)
		if l.titles.values[node].Title == "" {
			l.titles.values[node] = titleForm{Office: o, plural: form != title}
		}
	}
}

// plural is the plural of a title: of its head, which stands before "of",
// "for" or "to".
func plural(title string) string {
	head, rest := title, ""
	for _, p := range []string{" of ", " for ", " to ", " in ", " at ", "-at-", "-in-"} {
		if i := strings.Index(title, p); i > 0 && i < len(head) {
			head, rest = title[:i], title[i:]
		}
	}
	switch {
	case strings.HasSuffix(head, "."):
		return title
	case strings.HasSuffix(head, "man"):
		head = head[:len(head)-2] + "en"
	case strings.HasSuffix(head, "y") && !strings.HasSuffix(head, "ey") && !strings.HasSuffix(head, "oy"):
		head = head[:len(head)-1] + "ies"
	case strings.HasSuffix(head, "ss"), strings.HasSuffix(head, "ch"):
		head += "es"
	default:
		head += "s"
	}
	return head + rest
}

// loadSystems reads which states have which offices.
func (l *Lexicon) loadSystems(files fs.FS) error {
	return rows(files, "systems.tsv", 3, func(f []string) error {
		if _, ok := l.Office(f[0]); !ok {
			return fmt.Errorf("%q is no office of offices.tsv", f[0])
		}
		s := system{only: list(f[1]), never: list(f[2])}
		for _, code := range append(list(f[1]), s.never...) {
			if !l.IsState(code) {
				return fmt.Errorf("%s is no state", code)
			}
		}
		l.systems[f[0]] = s
		return nil
	})
}

func (l *Lexicon) loadGiven(files fs.FS) error {
	return rows(files, "given.tsv", 2, func(f []string) error {
		for _, name := range strings.Fields(f[1]) {
			l.given[string(fold(nil, name))] = true
		}
		return nil
	})
}
