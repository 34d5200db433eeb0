package credit

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

// Kind says what sort of source is cited.
type Kind string

// The kinds of source.
const (
	Outlet     Kind = "outlet"      // one outlet or agency
	StateMedia Kind = "state-media" // "Russian state media", "Iranian state TV"
	LocalMedia Kind = "media"       // "Israeli media", "local media reports"
	Unnamed    Kind = "unnamed"     // "a senior US official, who asked not to be named"
)

// Citation is a source from which an article says that it has something.
type Citation struct {
	Kind    Kind
	Name    string      // the outlet in one spelling; the country of media; a description of the unnamed source
	Country string      // ISO 3166 alpha-3, where it is known
	At      parley.Span // the words that cite, for example "Axios reported"
	Within  parley.Span // the sentence, whose content the source vouches for
	Block   int         // index of the block
}

//go:embed outlets.tsv
var outletData string

//go:embed adjectives.tsv
var adjectiveData string

// OutletInfo is what is known of an outlet.
type OutletInfo struct {
	Name, Country string
	State         bool // run by the state
}

type outletTable struct {
	byAlias map[string]OutletInfo
	longest int // words of the longest alias
}

var outlets = sync.OnceValue(func() outletTable {
	t := outletTable{byAlias: map[string]OutletInfo{}}
	for _, row := range rows(outletData) {
		info := OutletInfo{row[0], row[1], row[2] == "S"}
		for _, alias := range append(strings.Split(row[3], "|"), row[0]) {
			if alias == "" {
				continue
			}
			alias = strings.TrimPrefix(strings.TrimPrefix(alias, "the "), "The ")
			t.byAlias[alias] = info
			t.longest = max(t.longest, len(strings.Fields(alias)))
		}
	}
	return t
})

var adjectives = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, row := range rows(adjectiveData) {
		m[row[0]] = row[1]
	}
	return m
})

// StateOf is the country whose state runs the outlet of that name: one of the
// table, or one whose name says so, "State Television of Iran". "" for others.
func StateOf(name string) string {
	if info, ok := LookupOutlet(name); ok {
		if info.State {
			return info.Country
		}
		return ""
	}
	words := strings.Fields(name)
	state := false
	for _, w := range words {
		state = state || w == "State" || w == "state"
	}
	if !state {
		return ""
	}
	for _, w := range words {
		if c, ok := adjectives()[w]; ok {
			return c
		}
		if c, ok := countryNames()[w]; ok {
			return c
		}
	}
	return ""
}

var countryNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, row := range rows(adjectiveData) {
		if len(row) > 2 && row[2] != "" {
			m[row[2]] = row[1]
		}
	}
	return m
})

// LookupOutlet finds an outlet by any of its names, with or without "the".
func LookupOutlet(name string) (OutletInfo, bool) {
	name = strings.TrimSpace(name)
	name = strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
	info, ok := outlets().byAlias[name]
	return info, ok
}

// maxSentence bounds the words of a sentence that are looked at.
const maxSentence = 200

// Names are outlets beside those of the table: the publishers of the documents
// at hand, by name without "The".
type Names struct {
	byName  map[string]bool
	longest int
}

// NewNames makes names of outlets known to Citations.
func NewNames(publishers []string) *Names {
	n := &Names{byName: map[string]bool{}}
	for _, p := range publishers {
		p = Canonical(p)
		words := len(strings.Fields(p))
		if len(p) < 4 || words > 6 || !isCapital(p) {
			continue
		}
		n.byName[strings.TrimPrefix(p, "The ")] = true
		n.longest = max(n.longest, words)
	}
	return n
}

// Within is the names all of whose words has says are there, for a text that
// can hold no others, and what they are, in order.
func (n *Names) Within(has func(word string) bool) (*Names, []string) {
	var there []string
	out := &Names{byName: map[string]bool{}}
	for name := range n.byName {
		if all := strings.FieldsFunc(name, notInWord); len(all) > 0 && !slices.ContainsFunc(all, func(w string) bool { return !has(w) }) {
			there = append(there, name)
			out.byName[name] = true
			out.longest = max(out.longest, len(strings.Fields(name)))
		}
	}
	slices.Sort(there)
	return out, there
}

// notInWord reports whether r stands between words as Within takes them.
func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// Words are the words of s, as Within takes them.
func Words(s string) iter.Seq[string] { return strings.FieldsFuncSeq(s, notInWord) }

// Citations returns the sources that a text cites, in order. Blocks are those
// of text; names may be nil.
func Citations(s string, blocks []parley.Block, names *Names) []Citation {
	if names == nil {
		names = &Names{}
	}
	var out []Citation
	seg := text.Segment(s, blocks)
	for _, sent := range seg.Sentences {
		w := wordsOf(s, sent.Span)
		w.names = names
		for i := 0; i < len(w.words); {
			c, n, ok := w.citation(i)
			if !ok {
				i++
				continue
			}
			c.Within, c.Block = sent.Span, blockAt(blocks, sent.Span)
			out = append(out, c)
			i += max(n, 1)
		}
	}
	return out
}

func blockAt(blocks []parley.Block, at parley.Span) int {
	for i, b := range blocks {
		if b.Contains(at) {
			return i
		}
	}
	return -1
}

// sentence is the words of one sentence: runs of letters, digits and the marks
// that stand inside words.
type sentence struct {
	text  string
	words []parley.Span
	names *Names
}

func wordsOf(s string, at parley.Span) *sentence {
	w := &sentence{text: s}
	start := -1
	part := s[at.Start:at.End]
	for i, r := range part {
		inside := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || start >= 0 && strings.ContainsRune("-'’./", r) || r == '$'
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			w.add(at.Start, start, i)
			start = -1
		}
		if len(w.words) >= maxSentence {
			return w
		}
	}
	if start >= 0 {
		w.add(at.Start, start, len(part))
	}
	return w
}

func (w *sentence) add(offset, start, end int) {
	word := parley.Span{Start: offset + start, End: offset + end}
	trimmed := strings.TrimRight(w.text[word.Start:word.End], ".-'’/")
	if strings.Count(trimmed, ".") > 0 && strings.HasPrefix(w.text[word.Start+len(trimmed):word.End], ".") && len(trimmed) <= 5 {
		trimmed += "." // U.S.
	}
	word.End = word.Start + len(trimmed)
	if !word.Empty() {
		w.words = append(w.words, word)
	}
}

func (w *sentence) at(i int) string {
	if i < 0 || i >= len(w.words) {
		return ""
	}
	return w.text[w.words[i].Start:w.words[i].End]
}

func (w *sentence) lower(i int) string { return strings.ToLower(w.at(i)) }

// between is what stands between word i and the next.
func (w *sentence) between(i int) string {
	if i < 0 || i+1 >= len(w.words) {
		return ""
	}
	return w.text[w.words[i].End:w.words[i+1].Start]
}

func (w *sentence) span(from, to int) parley.Span {
	return parley.Span{Start: w.words[from].Start, End: w.words[to].End}
}

// citation reads a citation whose name starts at word i; n is how many words it
// takes from there.
func (w *sentence) citation(i int) (c Citation, n int, ok bool) {
	if c, n, ok = w.outlet(i); ok {
		return c, n, true
	}
	if c, n, ok = w.media(i); ok {
		return c, n, true
	}
	return w.unnamed(i)
}

// outlet reads "Axios reported", "according to Axios", "told Reuters", "in an
// interview with Al Jazeera", and "the daily Ruritania reported" for outlets
// that no table knows.
func (w *sentence) outlet(i int) (Citation, int, bool) {
	info, n := w.known(i)
	if n == 0 {
		if info, n = w.described(i); n == 0 {
			return Citation{}, 0, false
		}
	}
	from, to, ok := w.cue(i, i+n-1)
	if !ok {
		return Citation{}, 0, false
	}
	return Citation{Kind: Outlet, Name: info.Name, Country: info.Country, At: w.span(from, to)}, max(n, to-i+1), true
}

// known matches the longest name of the table at word i.
func (w *sentence) known(i int) (OutletInfo, int) {
	t := outlets()
	for n := min(max(t.longest, w.names.longest), len(w.words)-i); n > 0; n-- {
		name := w.text[w.words[i].Start:w.words[i+n-1].End]
		for _, poss := range []string{"'s", "’s"} {
			name = strings.TrimSuffix(name, poss)
		}
		info, ok := t.byAlias[name]
		if !ok && w.names.byName[name] {
			info, ok = OutletInfo{Name: name}, true
		}
		if ok {
			if w.partOfName(i, i+n-1) {
				return OutletInfo{}, 0
			}
			return info, n
		}
	}
	return OutletInfo{}, 0
}

// partOfName reports whether the words are a part of a longer name: "Times" in
// "Times of Malta" and in "Khaleej Times".
func (w *sentence) partOfName(from, to int) bool {
	possessive := strings.HasSuffix(w.at(to), "'s") || strings.HasSuffix(w.at(to), "’s")
	if w.between(to) == " " && !possessive {
		next := to + 1
		if w.at(next) == "of" {
			next++
		}
		if isCapital(w.at(next)) && !timeWords[w.lower(next)] && !mediaNouns[w.lower(next)] && w.lower(next) != "news" {
			return true
		}
	}
	before := w.at(from - 1)
	return from > 0 && w.between(from-1) == " " && isCapital(before) && before != "The" && !timeWords[strings.ToLower(before)] && adjectives()[before] == "" &&
		!strings.HasSuffix(before, "'s") && !strings.HasSuffix(before, "’s") && !mediaNouns[strings.ToLower(before)] && from != 1
}

var timeWords = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
}

// mediaNouns name what an outlet is.
var mediaNouns = map[string]bool{
	"newspaper": true, "daily": true, "weekly": true, "magazine": true, "website": true, "tabloid": true, "broadcaster": true, "channel": true,
	"television": true, "tv": true, "radio": true, "agency": true, "portal": true, "newswire": true, "outlet": true,
}

// described reads names that an outlet's kind stands beside: "the Gulf Echo
// newspaper", "the daily Sentinel", "Echo TV", "news agency Nordwire".
func (w *sentence) described(i int) (OutletInfo, int) {
	if w.at(i) == "The" || !isCapital(w.at(i)) || isCapital(w.at(i-1)) && w.at(i-1) != "The" && i > 0 && w.between(i-1) == " " {
		return OutletInfo{}, 0
	}
	n := 1
	for n < 4 && isCapital(w.at(i+n)) && w.between(i+n-1) == " " {
		n++
	}
	last := i + n - 1
	next := w.lower(last + 1)
	switch {
	case mediaNouns[next] && w.between(last) == " " && next != "channel":
		return OutletInfo{Name: w.name(i, last)}, n + 1
	case mediaNouns[next] && next == "news" && w.lower(last+2) == "agency":
		return OutletInfo{Name: w.name(i, last)}, n + 2
	case i > 0 && mediaNouns[w.lower(i-1)] && w.between(i-1) == " " && !isCapital(w.at(i-1)):
		return OutletInfo{Name: w.name(i, last)}, n
	case n > 1 && (mediaNouns[w.lower(last)] || w.at(last) == "Times" || w.at(last) == "Post" || w.at(last) == "Tribune" || w.at(last) == "Herald" || w.at(last) == "Gazette" || w.at(last) == "Courier"):
		return OutletInfo{Name: w.name(i, last)}, n
	}
	return OutletInfo{}, 0
}

func (w *sentence) name(from, to int) string {
	name := w.text[w.words[from].Start:w.words[to].End]
	return strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
}

func isCapital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// reportVerbs are what outlets do when they are cited.
var reportVerbs = map[string]bool{
	"reported": true, "reports": true, "report": true, "said": true, "says": true, "wrote": true, "writes": true, "quoted": true, "quotes": true,
	"cited": true, "revealed": true, "announced": true, "published": true, "broadcast": true, "carried": true, "added": true, "disclosed": true,
}

// cue finds the words by which the name in words from…to is cited, and returns
// the words that name and cue cover together.
func (w *sentence) cue(from, to int) (first, last int, ok bool) {
	// Before the name: "according to", "told", "quoted by", "interview with".
	p := from - 1
	for skipped := 0; skipped < 5 && p >= 0; skipped++ {
		switch word := w.lower(p); {
		case word == "to" && w.lower(p-1) == "according":
			return p - 1, to, true
		case word == "by" && isOneOf(w.lower(p-1), "reported", "quoted", "cited", "published", "carried", "obtained", "seen", "released", "broadcast", "report"):
			return p - 1, to, true
		case word == "told" || word == "tells":
			return p, to, true
		case word == "citing" || word == "quoting":
			return p, to, true
		case word == "with" && w.lower(p-1) == "interview", word == "to" && isOneOf(w.lower(p-1), "interview", "remarks", "comments", "spoke", "speaking"):
			return p - 1, to, true
		case isOneOf(word, "in", "by", "from", "of") && isOneOf(w.lower(p-1), "report", "reports", "article", "interview"):
			// "according to a report in", "a report by"
			for q := p - 1; q >= max(0, p-4); q-- {
				if w.lower(q) == "according" || w.lower(q) == "citing" {
					return q, to, true
				}
			}
			return p - 1, to, true
		case word == "the" || word == "state" || word == "news" || word == "agency" || word == "state-run" || word == "official" || word == "broadcaster" || word == "television" || word == "newspaper" || word == "daily" ||
			word == "website" || word == "network" || word == "channel" || word == "outlet" || word == "semi-official" || word == "site" || word == "media" || word == "'s" || word == "and" ||
			adjectives()[w.at(p)] != "" || strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s"):
			if strings.ContainsAny(w.between(p), ";:\"“”") {
				return 0, 0, false
			}
			p--
			continue
		}
		break
	}
	// After the name: "Axios reported", "Reuters, citing", "Axios's reporter said"
	for q := to + 1; q <= to+6 && q < len(w.words); q++ {
		gap := w.between(q - 1)
		if strings.ContainsAny(gap, ";:.!?\"“”()") {
			break
		}
		word := w.lower(q)
		switch {
		case reportVerbs[word]:
			if word == "report" && q != to+1 {
				return 0, 0, false
			}
			return from, q, true
		case word == "citing" || word == "quoting":
			return from, q, true
		case isOneOf(word, "has", "had", "also", "later", "earlier", "first", "on", "news", "agency", "newspaper", "website", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
			"television", "tv", "channel", "radio", "reporter", "correspondent", "and", "magazine", "daily", "in", "a", "its"):
			continue
		case isCapital(w.at(q)) && (strings.ContainsAny(w.at(to)+w.between(to), "'’") || isOneOf(w.lower(q-1), "reporter", "correspondent") || isCapital(w.at(q-1)) && q > to+1):
			continue // "Axios's Ada Clerk reported"
		}
		break
	}
	return 0, 0, false
}

func isOneOf(s string, list ...string) bool {
	for _, x := range list {
		if s == x {
			return true
		}
	}
	return false
}

// media reads "Russian state media", "Iranian state television", "Israeli
// media", "local media reports", where these are cited.
func (w *sentence) media(i int) (Citation, int, bool) {
	country, n := w.adjective(i)
	local := n == 0 && (w.lower(i) == "local" || w.lower(i) == "state")
	if n == 0 && !local {
		return Citation{}, 0, false
	}
	j := i + n
	kind := LocalMedia
	switch word := w.lower(j); {
	case isOneOf(word, "state", "state-run", "official", "government-run", "state-owned", "state-controlled"):
		kind = StateMedia
		j++
	case word == "local":
		j++
	}
	if w.lower(j) == "news" && isOneOf(w.lower(j+1), "agency", "agencies", "media", "outlets") {
		j++
	}
	if !isOneOf(w.lower(j), "media", "television", "tv", "radio", "agency", "agencies", "broadcaster", "newspapers", "outlets", "press") {
		return Citation{}, 0, false
	}
	if _, known := w.known(j + 1); known > 0 {
		return Citation{}, 0, false // "Iranian state news agency IRNA reported": the outlet is the source
	}
	from, to, ok := w.cue(i, j)
	if !ok {
		return Citation{}, 0, false
	}
	name := country
	if name == "" {
		name, kind = "local", LocalMedia // whose state's is not told
	}
	return Citation{Kind: kind, Name: name, Country: country, At: w.span(from, to)}, max(to, j) - i + 1, true
}

// adjective matches an adjective of country, of one or two words, at word i.
func (w *sentence) adjective(i int) (country string, n int) {
	if c, ok := adjectives()[w.at(i)+" "+w.at(i+1)]; ok {
		return c, 2
	}
	if c, ok := adjectives()[w.at(i)]; ok {
		if _, two := adjectives()[w.at(i-1)+" "+w.at(i)]; two {
			return "", 0
		}
		return c, 1
	}
	return "", 0
}

var (
	unnamedNouns = map[string]bool{
		"official": true, "officials": true, "diplomat": true, "diplomats": true, "source": true, "sources": true, "negotiator": true, "negotiators": true,
		"aide": true, "aides": true, "person": true, "people": true, "envoy": true,
	}
	unnamedCues = []string{
		"on condition of anonymity", "on the condition of anonymity", "asked not to be named", "asked not to be identified", "declined to be named", "who requested anonymity", "requesting anonymity", "speaking anonymously",
		"not authorised to speak", "not authorized to speak", "familiar with the matter", "familiar with the talks", "briefed on the talks", "briefed on the matter", "with knowledge of the talks", "with knowledge of the matter",
		"close to the talks", "close to the negotiations", "who declined to be identified", "familiar with the negotiations", "with direct knowledge", "on background",
	}
)

// unnamed reads "a senior US official, speaking on condition of anonymity" and
// "two diplomats familiar with the talks". That nobody is named must be said.
func (w *sentence) unnamed(i int) (Citation, int, bool) {
	if !unnamedNouns[w.lower(i)] || len(w.words) == 0 {
		return Citation{}, 0, false
	}
	end := w.words[min(i+12, len(w.words)-1)].End
	tail := strings.ToLower(w.text[w.words[i].End:end])
	cueEnd := -1
	for _, cue := range unnamedCues {
		if at := strings.Index(tail, cue); at >= 0 && (cueEnd < 0 || at+len(cue) < cueEnd) {
			cueEnd = at + len(cue)
		}
	}
	if cueEnd < 0 {
		return Citation{}, 0, false
	}
	// The words that describe the source: back to the article or number.
	from, country := i, ""
	for from > 0 && i-from < 6 && w.between(from-1) == " " {
		word := w.lower(from - 1)
		if c, _ := w.adjective(from - 1); c != "" {
			country = c
		}
		if isOneOf(word, "a", "an", "one", "two", "three", "four", "several", "the", "some") {
			break
		}
		if !isCapital(w.at(from-1)) && !isOneOf(word, "senior", "former", "western", "foreign", "ministry", "government", "regional", "top", "security", "defence", "defense", "intelligence", "ministerial", "european", "diplomatic", "administration") {
			break
		}
		from--
	}
	name := singular(strings.ToLower(w.text[w.words[from].Start:w.words[i].End]))
	return Citation{Kind: Unnamed, Name: name, Country: country, At: parley.Span{Start: w.words[from].Start, End: w.words[i].End + cueEnd}}, 1, true
}

func singular(s string) string {
	if s == "people" {
		return "person"
	}
	return strings.TrimSuffix(s, "s")
}
