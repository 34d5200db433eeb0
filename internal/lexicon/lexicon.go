package lexicon

import (
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
)

// Kind is what a form is a name for.
type Kind uint8

// The kinds of entry. Where one form has several, the smaller comes first.
const (
	Apart        Kind = iota + 1 // holds a state's name and is none: "South China Sea", "Washington Post"
	StateName                    // "Russia", "the Russian Federation"
	Adjective                    // "Russian"
	People                       // "Russians", "Frenchman"
	Capital                      // "Moscow"
	Seat                         // "the Kremlin": stands for the government
	Institution                  // "State Department"; Code is empty where the state must come from elsewhere ("foreign ministry")
	Organisation                 // "the United Nations"
	Organ                        // a part of an organisation: "the Security Council"
	Format                       // a group of states that talk as one: "P5+1"
	Group                        // an armed or political group: "Hamas"
)

var kindNames = [...]string{"", "apart", "state", "adjective", "people", "capital", "seat", "institution", "org", "organ", "format", "group"}

// String is the kind as the data files and tests write it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// Entry is one sense of one form.
type Entry struct {
	Kind    Kind
	Code    string   // ISO 3166-1 alpha-3, organisation code or group name; "" for an Apart and for an Institution of any state
	Name    string   // usual English name of what Code stands for; for Apart the form itself
	Form    string   // as the data file writes it
	Class   string   // of an Apart: "region", "media", …; of a Group: the code of its state; of an Organisation: "bloc" where it is a body of states that meets as one, "society" where it speaks for no state and is no side; of a historical state: the year it ended
	Members []string // codes of the members that a Format or Organisation stands for, where it stands for all of them

	caps []uint8 // the case that each word of the form asks for
}

// State is a state or territory.
type State struct {
	Code, ISO2     string
	Name, Official string
	Adjectives     []string
	People         []string
	Capitals       []string
	Until          string // the year in which a historical state ended
}

// Office is an office, rank or form of address.
type Office struct {
	Title string // in lower case
	Level parley.Level
	Kind  OfficeKind
}

// titleForm is a form of an office's title.
type titleForm struct {
	Office
	plural bool
	caps   []uint8 // of an abbreviation: the case that its words ask for
}

// OfficeKind says how an office is held.
type OfficeKind uint8

// The kinds of office.
const (
	OfficeOfState OfficeKind = iota + 1 // held for a state: "prime minister"
	Role                                // held for a state, an organisation or a group: "spokesman"
	Rank                                // goes with a name: "General", "Senator"
	Honorific                           // no office: "Mr.", "Sheikh"
)

var officeKinds = map[string]OfficeKind{"state": OfficeOfState, "role": Role, "rank": Rank, "honorific": Honorific}

// Lexicon is the compiled data. It is immutable and safe for concurrent use.
type Lexicon struct {
	actors  trie[[]Entry]
	titles  trie[titleForm]
	states  map[string]*State
	iso2    map[string]string
	systems map[string]system // by office
	codes   map[string]*Entry // the main entry of each code
	given   map[string]bool   // folded
	entries int
}

// Shared returns the lexicon that is built into the program.
var Shared = sync.OnceValue(func() *Lexicon {
	l, err := load(data)
	if err != nil {
		panic(err) // the embedded data are tested
	}
	return l
})

// State returns the state or territory with an ISO 3166-1 alpha-3 code.
func (l *Lexicon) State(code string) (State, bool) {
	s, ok := l.states[code]
	if !ok {
		return State{}, false
	}
	return *s, true
}

// IsState reports whether code names a state or territory, past ones included.
func (l *Lexicon) IsState(code string) bool {
	_, ok := l.states[code]
	return ok
}

// ByISO2 returns the code of the state or territory with an ISO 3166-1 alpha-2
// code, or "".
func (l *Lexicon) ByISO2(two string) string { return l.iso2[two] }

// Code returns the main entry of a code: the state, organisation, format or
// group that it stands for.
func (l *Lexicon) Code(code string) (Entry, bool) {
	e, ok := l.codes[code]
	if !ok {
		return Entry{}, false
	}
	return *e, true
}

// Members returns the codes of the members that a format or organisation
// stands for, and nothing where the data do not list them.
func (l *Lexicon) Members(code string) []string {
	if e, ok := l.codes[code]; ok {
		return slices.Clone(e.Members)
	}
	return nil
}

// Lookup returns the senses of a whole form, most usual first: "Moscow",
// "the Kremlin", "U.S.". The slice must not be changed.
func (l *Lexicon) Lookup(form string) []Entry {
	form = strings.TrimPrefix(strings.TrimPrefix(form, "the "), "The ")
	m := l.find(nil, form, 0, len(form))
	if len(m) == 1 && m[0].Start == 0 && m[0].End == len(form) {
		return m[0].Senses
	}
	return nil
}

// Office returns the office that a whole title names: "Foreign Minister".
func (l *Lexicon) Office(title string) (Office, bool) {
	m := l.findTitles(nil, title, 0, len(title))
	if len(m) == 1 && m[0].Start == 0 && m[0].End == len(title) {
		return m[0].Office, true
	}
	return Office{}, false
}

// system is which states have an office.
type system struct{ only, never []string }

// CanHave reports whether a state can have an office: a kingdom has no
// president, and the United States have no prime minister. It is for ruling
// readings out; of what the data do not list it is true, and of codes that are
// no states.
func (l *Lexicon) CanHave(code, office string) bool {
	s, ok := l.systems[office]
	if !ok || !l.IsState(code) {
		return true
	}
	if s.only != nil {
		return slices.Contains(s.only, code)
	}
	return !slices.Contains(s.never, code)
}

// GivenName reports whether form is a frequent given name in some culture.
// Case and diacritics are ignored.
func (l *Lexicon) GivenName(form string) bool {
	var buf [32]byte
	return l.given[string(fold(buf[:0], form))]
}

// CodeIn returns the code of the actor that a noun phrase speaks of, or "":
// that of the first state, organisation or group named in it ("four Saudi men",
// "the UN special envoy for Yemen", "members of Hamas"); failing that, of the
// first party, province or the like ("Congress Party", "police in Bavaria"),
// then of a leader ("President Macron").
func (l *Lexicon) CodeIn(phrase string) string {
	for _, m := range l.FindText(phrase) {
		for _, s := range m.Senses {
			if s.Kind != Apart && s.Code != "" {
				return s.Code
			}
		}
	}
	if code := l.Body(phrase); code != "" {
		return code
	}
	if words := strings.Fields(phrase); len(words) > 0 && isUpper(words[len(words)-1][0]) {
		return l.Leader(phrase, 0)
	}
	return ""
}
