package gate

import (
	"bytes"
	_ "embed"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
)

// Verdict is what the gate says of a text.
type Verdict struct {
	Pass  bool    `json:"pass"`
	Score float64 `json:"score"` // weight of hits in a hundred words
	Words int     `json:"words"` // looked at
}

const (
	threshold = 1.5  // of the score, set on annotated articles: docs/scorecard.md
	maxWords  = 1500 // of a text; talks are told of earlier or not at all
	pageWords = 4000 // of a page, whose navigation comes first
	fewWords  = 60   // texts shorter than that count as that long

	nearActors  = 18 // words on either side of a hit in which actors count
	nearOffices = 8
)

type class uint8

const (
	none   class = iota
	talk         // talks, negotiators, truce
	meet         // met, visit, agreement: anything may meet
	office       // minister, delegation, government
	actor        // a country, an organisation, a party to a conflict
)

//go:embed words.tsv
var wordData string

// table is an open-addressing hash table of words.
type table struct {
	slots   []slot
	mask    uint64
	version string
}

type slot struct {
	hash  uint64
	class class
	actor uint16
}

var words = sync.OnceValue(buildTable)

// Version names the gate and its data.
func Version() string { return words().version }

func buildTable() *table {
	t := &table{slots: make([]slot, 1<<14), mask: 1<<14 - 1}
	sum := fnv.New64a()
	classes := map[string]class{"talk": talk, "meet": meet, "office": office, "actor": actor}
	ids := map[string]uint16{}
	id := func(code string) uint16 {
		if _, ok := ids[code]; !ok {
			ids[code] = uint16(len(ids) + 1)
		}
		return ids[code]
	}
	for line := range strings.Lines(wordData) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		c := classes[f[1]]
		var code uint16
		if c == actor {
			code = id(f[2])
		}
		fmt.Fprintln(sum, line)
		t.add(f[0], c, code)
	}
	for e := range lexicon.Shared().Forms() {
		switch e.Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Capital, lexicon.Organisation, lexicon.Format, lexicon.Group:
		default:
			continue
		}
		if w := tellingWord(e.Form); w != "" {
			fmt.Fprintln(sum, w, e.Code)
			t.add(w, actor, id(e.Code))
		}
	}
	t.version = fmt.Sprintf("gate/1-%.2f-%016x", threshold, sum.Sum64())
	return t
}

// plainWords are parts of names that stand for nobody.
var plainWords = map[string]bool{
	"united": true, "states": true, "republic": true, "islands": true, "island": true, "south": true, "north": true, "saint": true, "democratic": true,
	"people": true, "city": true, "central": true, "group": true, "international": true, "organization": true, "organisation": true, "movement": true,
	"party": true, "national": true, "forces": true, "front": true, "army": true, "state": true, "council": true, "court": true, "world": true, "bank": true,
	"fund": true, "league": true, "conference": true, "office": true, "agency": true, "development": true, "community": true, "economic": true, "association": true,
	"cooperation": true, "commission": true, "committee": true, "forum": true, "liberation": true, "federal": true, "federation": true, "kingdom": true, "police": true,
	"trade": true, "health": true, "security": true, "human": true, "rights": true, "nuclear": true, "energy": true, "food": true, "programme": true, "program": true,
}

// tellingWord is the longest word of a name, in lower case; "" where it would
// stand for too much.
func tellingWord(form string) string {
	best := ""
	for w := range strings.FieldsSeq(form) {
		short := w == strings.ToUpper(w) && len(w) >= 3 // NATO, IAEA
		w = strings.ToLower(strings.Trim(w, ".,'’()"))
		if !plainWords[w] && (len(w) >= 4 || short) && len(w) > len(best) {
			best = w
		}
	}
	for i := range len(best) {
		if best[i] < 'a' && best[i] != '\'' || best[i] > 'z' && best[i] < 0x80 {
			return "" // the scan parts words there
		}
	}
	return best
}

func hashWord(w string) uint64 {
	h := uint64(offset)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * prime
	}
	return h
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// add enters a word; what is there already stays.
func (t *table) add(w string, c class, actor uint16) {
	h := hashWord(w)
	for i := spread(h) & t.mask; ; i = (i + 1) & t.mask {
		switch s := &t.slots[i]; {
		case s.class == none:
			*s = slot{h, c, actor}
			return
		case s.hash == h:
			return
		}
	}
}

func spread(h uint64) uint64 { return h ^ h>>29 }

func (t *table) find(h uint64) *slot {
	for i := spread(h) & t.mask; ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.class == none {
			return nil
		}
		if s.hash == h {
			return s
		}
	}
}

// event is a word that counts and where it stands.
type event struct {
	at    int32
	class class
	actor uint16
}

// maxEvents bounds the words that count.
const maxEvents = 2048

// Text judges plain text.
func Text(text []byte) Verdict { return judge(text, false, maxWords) }

// Page judges a page of HTML, tags, scripts and styles apart.
func Page(page []byte) Verdict { return judge(page, true, pageWords) }

func judge(b []byte, page bool, limit int) Verdict {
	t := words()
	var events [maxEvents]event
	found, n := 0, 0
	h, inside := uint64(offset), false
	for i := 0; i < len(b); i++ {
		c := b[i]
		if lower := c | 0x20; lower >= 'a' && lower <= 'z' {
			h, inside = (h^uint64(lower))*prime, true
			continue
		}
		if c >= 0x80 {
			h, inside = (h^uint64(c))*prime, true
			continue
		}
		if inside {
			if s := t.find(h); s != nil && found < maxEvents {
				events[found] = event{int32(n), s.class, s.actor}
				found++
			}
			h, inside = offset, false
			if n++; n >= limit {
				break
			}
		}
		if page && c == '<' {
			i = skipTag(b, i)
		}
	}
	if inside && n < limit {
		if s := t.find(h); s != nil && found < maxEvents {
			events[found] = event{int32(n), s.class, s.actor}
			found++
		}
		n++
	}
	score := 100 * weigh(events[:found]) / float64(max(n, fewWords))
	return Verdict{Pass: score >= threshold, Score: math.Round(score*1000) / 1000, Words: n}
}

// weigh sums up the hits: words of talks and meetings near officials or actors.
func weigh(events []event) float64 {
	sum := 0.
	for i := range events {
		e := &events[i]
		if e.class != talk && e.class != meet {
			continue
		}
		var actors [3]uint16
		n := 0
		official := false
		look := func(o *event) bool {
			gap := o.at - e.at
			if gap < 0 {
				gap = -gap
			}
			switch {
			case gap > nearActors:
				return false
			case o.class == office && gap <= nearOffices:
				official = true
			case o.class == actor && n < len(actors) && !has(actors[:n], o.actor):
				actors[n] = o.actor
				n++
			}
			return true
		}
		for j := i - 1; j >= 0 && look(&events[j]); j-- {
		}
		for j := i + 1; j < len(events) && look(&events[j]); j++ {
		}
		v := .5 * float64(n)
		if official {
			v += .7
		}
		if e.class == talk {
			v *= 2
		}
		if v >= 1 {
			sum += v
		}
	}
	return sum
}

func has(s []uint16, x uint16) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}

// skipTag returns the index of the last byte of the tag, comment, script or
// style that starts at i.
func skipTag(b []byte, i int) int {
	rest := b[i:]
	for _, x := range [...]struct{ open, end string }{{"<script", "</script"}, {"<style", "</style"}, {"<!--", "-->"}} {
		if len(rest) > len(x.open) && equalFold(rest[:len(x.open)], x.open) {
			end := indexFold(rest[len(x.open):], x.end)
			if end < 0 {
				return len(b)
			}
			i += len(x.open) + end
			rest = b[i:]
			break
		}
	}
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		return len(b)
	}
	return i + end
}

func equalFold(b []byte, s string) bool {
	for i := range len(s) {
		if b[i]|0x20 != s[i]|0x20 {
			return false
		}
	}
	return true
}

func indexFold(b []byte, s string) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], s[0])
		if i < 0 || at+i+len(s) > len(b) {
			return -1
		}
		at += i
		if equalFold(b[at:at+len(s)], s) {
			return at
		}
		at++
	}
}
