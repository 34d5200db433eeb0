package lemma

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// MaxEnding is the longest ending of a rule in bytes, whole words apart.
const MaxEnding = 6

// maxForm is the longest form that rules apply to; a longer one is its own lemma.
const maxForm = 60

// AnyTag is the tag of rules for forms without one.
const AnyTag = "_"

// Auxiliary is put behind the tag of an auxiliary verb, whose forms mean
// something else than those of a verb: "'s", "'d".
const Auxiliary = "+"

// Rule turns a form into a lemma.
type Rule struct {
	Keep bool   // keep the case of the form; otherwise it is put in lower case
	Cut  int    // bytes to cut from the end
	Add  string // what to put there
}

// Apply returns the lemma of form, which is straight (see [Straight]).
func (r Rule) Apply(form string) string {
	if !r.Keep {
		form = strings.ToLower(form)
	}
	cut := len(form) - min(r.Cut, len(form))
	if cut < len(form) && !utf8.RuneStart(form[cut]) {
		return form // the rule counts the bytes of another script's letters
	}
	if r.Add == "" {
		return form[:cut]
	}
	return form[:cut] + r.Add
}

// String renders r as it stands in the file.
func (r Rule) String() string {
	k := "l"
	if r.Keep {
		k = "k"
	}
	return k + strconv.Itoa(r.Cut) + r.Add
}

func parseRule(s string) (Rule, bool) {
	if len(s) < 2 || s[0] != 'l' && s[0] != 'k' {
		return Rule{}, false
	}
	i := 1
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	n, err := strconv.Atoi(s[1:i])
	return Rule{Keep: s[0] == 'k', Cut: n, Add: s[i:]}, err == nil
}

// ErrRules is wrapped by errors about a file of rules.
var ErrRules = errors.New("not a file of lemma rules; build one with: go run ./internal/nlp/train/cmd -data DIR -part lemmas")

// Lemmatizer holds rules. It is immutable and safe for concurrent use.
type Lemmatizer struct {
	tags      map[string]map[string]Rule // by tag, then by ending; "^" stands for the beginning of the word
	irregular map[string]string          // base of a past tense or past participle
	version   string
}

// Version names the rules by their content.
func (z *Lemmatizer) Version() string { return z.version }

// Parse reads a file of rules: lines of tag, ending and rule, apart by tabs;
// lines that begin with "#" are comments.
func Parse(file string) (*Lemmatizer, error) {
	sum := sha256.Sum256([]byte(file))
	z := &Lemmatizer{tags: map[string]map[string]Rule{}, version: hex.EncodeToString(sum[:6])}
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("%w: line %d has %d fields, want 3", ErrRules, n, len(f))
		}
		r, ok := parseRule(f[2])
		if !ok {
			return nil, fmt.Errorf("%w: line %d: rule %q", ErrRules, n, f[2])
		}
		m := z.tags[f[0]]
		if m == nil {
			m = map[string]Rule{}
			z.tags[f[0]] = m
		}
		m[f[1]] = r
	}
	return z, nil
}

//go:embed en.lemmas
var embedded string

//go:embed irregular.tsv
var irregular string

// present are pasts of one verb and bases of another.
var present = map[string]bool{
	"bore": true, "bound": true, "fell": true, "found": true, "ground": true,
	"rent": true, "resent": true, "saw": true, "wound": true,
}

// parseIrregular reads lines of base, past tense and past participle.
func parseIrregular(file string) (map[string]string, error) {
	m := map[string]string{}
	n := 0
	for line := range strings.Lines(file) {
		n++
		if line = strings.TrimSuffix(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("irregular.tsv: line %d has %d fields, want 3", n, len(f))
		}
		for _, forms := range f[1:] {
			for form := range strings.SplitSeq(forms, "|") {
				if base, ok := m[form]; ok && base != f[0] {
					return nil, fmt.Errorf("irregular.tsv: line %d: %s is of %s too", n, form, base)
				}
				m[form] = f[0]
			}
		}
	}
	return m, nil
}

// Default is the lemmatizer in the binary, read at the first call.
func Default() (*Lemmatizer, error) { return loadDefault() }

var loadDefault = sync.OnceValues(func() (*Lemmatizer, error) {
	z, err := Parse(embedded)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(embedded + irregular))
	z.version = hex.EncodeToString(sum[:6])
	z.irregular, err = parseIrregular(irregular)
	return z, err
})

// Lemma returns the lemma of form. xpos may be empty.
func (z *Lemmatizer) Lemma(form, xpos string, aux bool) string {
	if len(form) == 0 || len(form) > maxForm {
		return form
	}
	straight := Straight(form)
	if c := form[0]; '0' <= c && c <= '9' && (xpos == "CD" || xpos == "") {
		return number(form)
	}
	if xpos == "NNP" && isLower(straight) {
		straight = strings.ToUpper(straight[:1]) + straight[1:] // a name in careless writing
	}
	rules := z.rules(xpos, aux)
	if rules == nil {
		return straight
	}
	var buf [maxForm + 2]byte
	key := append(buf[:0], '^')
	key = appendLower(key, straight)
	switch xpos {
	case "VBD", "VBN", "VBP": // "shook" is no present, whatever the tagger says
		if base, ok := z.irregular[string(key[1:])]; ok && (xpos != "VBP" || !present[string(key[1:])]) {
			return base
		}
	}
	if r, ok := rules[string(key)]; ok {
		return r.Apply(straight)
	}
	for i := max(1, len(key)-MaxEnding); i < len(key); i++ {
		if r, ok := rules[string(key[i:])]; ok {
			return r.Apply(straight)
		}
	}
	if r, ok := rules[""]; ok {
		return r.Apply(straight)
	}
	return straight
}

func (z *Lemmatizer) rules(xpos string, aux bool) map[string]Rule {
	if aux {
		var buf [16]byte
		if m, ok := z.tags[string(append(append(buf[:0], xpos...), Auxiliary...))]; ok {
			return m
		}
	}
	if m, ok := z.tags[xpos]; ok {
		return m
	}
	return z.tags[AnyTag]
}

// Straight is form with typographic apostrophes and quotes made plain, as the
// treebanks' lemmas have them.
func Straight(form string) string {
	if strings.ContainsAny(form, "‘’“”") {
		return straighten.Replace(form)
	}
	return form
}

var straighten = strings.NewReplacer("‘", "'", "’", "'", "“", "\"", "”", "\"")

// isLower reports whether s consists of letters a to z.
func isLower(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// number is a number without the commas between its thousands.
func number(form string) string {
	for i := range len(form) {
		if c := form[i]; c != ',' && c != '.' && (c < '0' || c > '9') {
			return form
		}
	}
	if i := strings.IndexByte(form, ','); i < 0 || i+4 > len(form) {
		return form
	}
	return strings.ReplaceAll(form, ",", "")
}

// appendLower appends s in lower case; a string that is not ASCII may be longer
// than the buffer of dst.
func appendLower(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			for _, r := range s[i:] {
				dst = utf8.AppendRune(dst, unicode.ToLower(r))
			}
			return dst
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}
