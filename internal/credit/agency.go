package credit

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// Credit is an agency or outlet and the words that credit it.
type Credit struct {
	Name string // in the spelling of agencies.tsv
	At   parley.Span
}

// agencies.tsv: name, aliases parted by "|", a line that credits it. Aliases
// are compared exactly, apart from those in capitals.
//
//go:embed agencies.tsv
var agencyData string

var agencies = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, row := range rows(agencyData) {
		for _, alias := range append(strings.Split(row[1], "|"), row[0]) {
			if alias != "" {
				m[alias] = row[0]
				m[strings.ToUpper(alias)] = row[0]
			}
		}
	}
	return m
})

// rows are the fields of the lines of a table; # starts a comment line.
func rows(data string) [][]string {
	var out [][]string
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// Agency is the agency that s names, in its one spelling.
func Agency(s string) (string, bool) {
	name, ok := agencies()[strings.TrimSpace(s)]
	return name, ok
}

const (
	datelineReach = 110 // bytes of a block in which a dateline credit ends
	headBlocks    = 6   // blocks from the top in which a credit can stand
	tailBlocks    = 5   // blocks from the end
	lineLength    = 120 // bytes of the longest block that is a credit line
)

// Find returns the agency that the article credits: in a dateline, in a byline,
// in a line at the end. Blocks are those of text.
func Find(text string, blocks []parley.Block) (Credit, bool) {
	for i := range blocks[:min(headBlocks, len(blocks))] {
		b := blocks[i]
		if b.Kind == parley.Caption {
			continue // the credit of a picture
		}
		if c, ok := dateline(text, b.Span); ok {
			return c, true
		}
		if b.Len() <= lineLength && b.Kind != parley.Heading || b.Len() <= 40 {
			if c, ok := line(text, b.Span, false); ok {
				return c, true
			}
		}
	}
	for i := len(blocks) - 1; i >= max(0, len(blocks)-tailBlocks); i-- {
		b := blocks[i]
		if b.Kind == parley.Caption {
			continue
		}
		if c, ok := line(text, b.Span, true); ok && b.Len() <= 2*lineLength {
			return c, true
		}
		if c, ok := ending(text, b.Span); ok {
			return c, true
		}
	}
	return Credit{}, false
}

// dateline finds "PLACE, day (Agency) —" and "PLACE, day. /Agency/." at the
// start of a block: what stands before the bracket is a place and a day, so it
// begins with a capital and has no verb; this is checked by what stands after.
func dateline(text string, b parley.Span) (Credit, bool) {
	head := text[b.Start:min(b.End, b.Start+datelineReach)]
	for i := 0; i < len(head); i++ {
		var end byte
		switch head[i] {
		case '(':
			end = ')'
		case '/':
			end = '/'
		case '[':
			end = ']'
		default:
			continue
		}
		n := strings.IndexByte(head[i+1:], end)
		if n < 0 {
			continue
		}
		inside := head[i+1 : i+1+n]
		name, lead, ok := agencyIn(inside)
		if !ok || !placeBefore(head[:i]) {
			continue
		}
		rest := strings.TrimLeft(head[i+n+2:], " .\u00a0")
		r, _ := utf8.DecodeRuneInString(rest)
		starts := i == 0 || shouted(head[:i]) // "(AP) Envoys met", "GENEVA (AP) Envoys met"
		if end == ')' && !isDash(r) && r != ':' && !(starts && unicode.IsUpper(r)) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "-–—―−: ")); !starts && unicode.IsLower(after) {
			continue // "The Palestinian Authority (PA) — which …"
		}
		return Credit{name, parley.Span{Start: b.Start + i + 1 + lead, End: b.Start + i + 1 + n}}, true
	}
	return bareDateline(head, b.Start)
}

// bareDateline finds "Place, Agency –" and "PLACE, DAY, AGENCY.".
func bareDateline(head string, offset int) (Credit, bool) {
	end := strings.IndexFunc(head, func(r rune) bool { return isDash(r) || r == '.' })
	if end < 0 {
		return Credit{}, false
	}
	comma := strings.LastIndexByte(head[:end], ',')
	if comma < 0 || !placeBefore(head[:comma]) {
		return Credit{}, false
	}
	inside := strings.TrimSpace(head[comma+1 : end])
	name, ok := Agency(inside)
	if !ok || head[end] == '.' && inside != strings.ToUpper(inside) {
		return Credit{}, false
	}
	at := offset + comma + 1 + strings.Index(head[comma+1:end], inside)
	return Credit{name, parley.Span{Start: at, End: at + len(inside)}}, true
}

// agencyIn reads "Reuters" and "AFP/Reuters" (the first counts); lead is where
// the name starts.
func agencyIn(s string) (name string, lead int, ok bool) {
	part, _, _ := strings.Cut(s, "/")
	lead = len(part) - len(strings.TrimLeft(part, " "))
	name, ok = Agency(part)
	return name, lead, ok
}

// placeBefore reports whether s can be the place and day of a dateline.
func placeBefore(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return true
	}
	words := strings.Fields(s)
	if len(words) > 12 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) && !isDash(r) || words[0] == "The" {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !smallWord(w) {
			return false
		}
	}
	return true
}

// smallWord reports whether a word in small letters can be part of a place name
// or a day.
func smallWord(w string) bool {
	switch strings.TrimRight(w, ".,") {
	case "of", "de", "la", "le", "el", "al", "and", "the", "on", "sur", "am", "an", "da", "do", "di", "del", "the-sea":
		return true
	}
	return false
}

// shouted reports whether s is in capitals, as the places of datelines often are.
func shouted(s string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(s), ",")
	word = strings.TrimSpace(word)
	return len(word) > 2 && word == strings.ToUpper(word)
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '―' || r == '−' }

// linePrefixes are what stands before the agency in a credit line.
var linePrefixes = []string{
	"by ", "source: ", "source : ", "from ", "credit: ", "with inputs from ", "with input from ", "with reporting by ", "with reporting from ", "with information from ",
	"with material from ", "additional reporting by ", "reporting by ", "compiled from ", "(with inputs from ", "(with input from ", "(with reporting by ",
	"(with information from ", "(source: ", "via ", "©", "copyright ",
}

// line reads a block that is nothing but a credit: "Reuters", "By Reuters",
// "By Jane Doe, Associated Press", "Source: Xinhua", "— AP", "(With inputs from
// AFP)". At the end of an article, "Reporting by A; Editing by B" is how
// Reuters signs.
func line(text string, b parley.Span, tail bool) (Credit, bool) {
	s := text[b.Start:b.End]
	lower := strings.ToLower(s)
	if tail && strings.HasPrefix(strings.TrimLeft(lower, "("), "reporting by ") && strings.Contains(lower, "editing by ") {
		return Credit{"Reuters", b}, true
	}
	if len(s) > lineLength {
		return Credit{}, false
	}
	start := 0
	for start < len(s) {
		r, n := utf8.DecodeRuneInString(s[start:])
		if !isDash(r) && r != ' ' && r != '(' && r != '[' && r != '/' {
			break
		}
		start += n
	}
	bare := true
	for _, p := range linePrefixes {
		if strings.HasPrefix(lower[start:], p) {
			start += len(p)
			bare = false
			break
		}
	}
	// The agency is the line's first part, or its last: "Jane Doe, Associated Press".
	rest := strings.TrimRight(s[start:], ")]/. ")
	if name, ok := Agency(rest); ok {
		return Credit{name, parley.Span{Start: b.Start + start, End: b.Start + start + len(rest)}}, true
	}
	if bare && !tail && !strings.ContainsAny(rest, ",|/") || len(strings.Fields(rest)) > 10 || strings.ContainsAny(rest, ".!?") {
		return Credit{}, false
	}
	at := 0
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool {
		return r == ',' || r == '|' || r == '/' || r == ';' || r == '&' || r == '•' || r == '·'
	}) {
		i := at + strings.Index(rest[at:], part)
		at = i + len(part)
		trimmed := strings.TrimSpace(part)
		trimmed = strings.TrimPrefix(strings.TrimPrefix(trimmed, "and "), "the ")
		if name, ok := Agency(trimmed); ok {
			lead := strings.Index(part, trimmed)
			return Credit{name, parley.Span{Start: b.Start + start + i + lead, End: b.Start + start + i + lead + len(trimmed)}}, true
		}
	}
	return Credit{}, false
}

// ending finds a credit after the last sentence of a block: "… next week. —
// Reuters", "… next week. (AFP)".
func ending(text string, b parley.Span) (Credit, bool) {
	s := strings.TrimRight(text[b.Start:b.End], " .")
	closed := strings.HasSuffix(s, ")") || strings.HasSuffix(s, "/") || strings.HasSuffix(s, "]")
	s = strings.TrimRight(s, ")/]")
	cut := strings.LastIndexFunc(s, func(r rune) bool { return isDash(r) || r == '(' || r == '/' || r == '[' })
	if cut < 0 {
		return Credit{}, false
	}
	r, n := utf8.DecodeRuneInString(s[cut:])
	if isDash(r) == closed {
		return Credit{}, false
	}
	inside := s[cut+n:]
	trimmed := strings.TrimSpace(inside)
	name, ok := Agency(trimmed)
	before := strings.TrimRight(s[:cut], " -–—")
	last, _ := utf8.DecodeLastRuneInString(before)
	if !ok || before != "" && !strings.ContainsRune(".!?\"'”’)", last) {
		return Credit{}, false
	}
	at := b.Start + cut + n + strings.Index(inside, trimmed)
	return Credit{name, parley.Span{Start: at, End: at + len(trimmed)}}, true
}

// Canonical is the one spelling of an outlet's or agency's name: by the tables
// of this package, for domains by their name without www and the last part;
// other names stay as they are.
func Canonical(name string) string {
	name = strings.TrimSpace(name)
	if agency, ok := Agency(name); ok {
		name = agency
	}
	if info, ok := LookupOutlet(name); ok {
		return info.Name
	}
	if domain := strings.TrimPrefix(strings.ToLower(name), "www."); strings.Contains(domain, ".") && !strings.Contains(domain, " ") {
		label, _, _ := strings.Cut(domain, ".")
		if known, ok := squashed()[label]; ok {
			return known
		}
	}
	return strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
}

// squashed are the outlets by their names as domains write them: "alarabiya".
var squashed = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	squash := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	for _, row := range rows(outletData) {
		for _, alias := range append(strings.Split(row[3], "|"), row[0]) {
			if alias = strings.TrimPrefix(strings.TrimPrefix(alias, "The "), "the "); alias != "" {
				m[squash(alias)] = row[0]
			}
		}
	}
	return m
})
