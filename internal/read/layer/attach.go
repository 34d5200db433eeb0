package layer

import (
	_ "embed"
	"slices"
	"strconv"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
)

//go:embed attach.tsv
var attachData string

// AttachHeader stands at the head of attach.tsv.
const AttachHeader = `# To which meeting of an article words belong: the log-odds that each feature gives; the meeting with the highest sum is chosen. Fitted, not written by hand:
# parley train attach DIR... internal/read/layer/attach.tsv
`

var attachWeights = sync.OnceValues(func() (weigh.Weights, error) { return weigh.Load(attachData) })

// Attach is the meeting that tokens [first, last) of the document, in one
// sentence, most likely tell something of, among those for which fits holds;
// false where there is none.
func (d *Doc) Attach(sentence, first, last int, fits func(*Meeting) bool) (int, bool) {
	w, err := attachWeights()
	if err != nil {
		panic("attach.tsv, which is compiled in, does not load: " + err.Error()) // a test loads it
	}
	best, most := -1, 0.0
	for m := range d.Meetings {
		if !fits(&d.Meetings[m]) {
			continue
		}
		if odds := w.Odds(d.Bearings(m, sentence, first, last)); best < 0 || odds > most {
			best, most = m, odds
		}
	}
	return best, best >= 0
}

// Bearings names what speaks for and against tokens [first, last) of the
// document, in one sentence, telling something of meeting m.
func (d *Doc) Bearings(m, sentence, first, last int) []string {
	meeting := &d.Meetings[m]
	var f []string
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	// How near its own words are.
	within, before, after := false, false, false
	nearest := 1 << 20
	for _, t := range meeting.Triggers {
		if t.Sentence != sentence {
			nearest = min(nearest, 1000*max(sentence-t.Sentence, 3*(t.Sentence-sentence)))
			continue
		}
		switch {
		case t.First >= first && t.First < last:
			within = true
			nearest = 0
		case t.First < first:
			before = true
			nearest = min(nearest, first-t.First)
		default:
			after = true
			nearest = min(nearest, 2*(t.First-last+1))
		}
	}
	beaten := false
	for i := range d.Meetings {
		if i == m {
			continue
		}
		for _, t := range d.Meetings[i].Triggers {
			at := 0
			switch {
			case t.Sentence != sentence:
				at = 1000 * max(sentence-t.Sentence, 3*(t.Sentence-sentence))
			case t.First < first:
				at = first - t.First
			case t.First >= last:
				at = 2 * (t.First - last + 1)
			}
			beaten = beaten || at < nearest
		}
	}
	add(!beaten, "nearest")
	switch {
	case within:
		f = append(f, "trigger within")
	case before:
		f = append(f, "trigger before it")
	case after:
		f = append(f, "trigger after it")
	default:
		n := nearest / 1000
		f = append(f, "sentences off="+strconv.Itoa(min(n, 4)))
	}
	for i := range d.Meetings {
		if i != m && !within && !before && !after && d.Meetings[i].TriggeredIn(sentence) {
			f = append(f, "sentence of another")
			break
		}
	}
	owner, ok := d.MeetingFor(sentence, first)
	add(ok && owner == m, "in its scope")
	add(meeting.Main, "main")
	add(m == 0, "first")
	add(len(meeting.Parties) < 2, "one side")
	f = append(f, "status="+string(meeting.Status))
	// Whom the sentence names.
	named, strange := 0, false
	var seen []string
	for i := range d.Actors {
		a := &d.Actors[i]
		if a.Sentence != sentence || a.Kind == Collective {
			continue
		}
		for _, c := range d.Codes(a) {
			if slices.Contains(seen, c) {
				continue
			}
			seen = append(seen, c)
			if slices.Contains(meeting.Parties, c) {
				named++
			} else {
				strange = true
			}
		}
	}
	switch {
	case len(seen) == 0:
	case named == 0:
		f = append(f, "names no side")
	case named == len(meeting.Parties) && named > 1:
		f = append(f, "names all sides")
	case strange:
		f = append(f, "names a side and others")
	default:
		f = append(f, "names a side")
	}
	if p := meeting.Place - 1; p >= 0 {
		for i := range d.Places {
			if d.Places[i].Sentence == sentence && d.Places[i].Name == d.Places[p].Name {
				f = append(f, "names its place")
				break
			}
		}
	}
	if !meeting.When.IsZero() {
		other, same := false, false
		for i := range d.Times {
			if t := &d.Times[i]; t.Sentence == sentence && t.Type == "DATE" && !t.When.IsZero() {
				if overlapping(t.When, meeting.When) {
					same = true
				} else {
					other = true
				}
			}
		}
		add(same, "names its day")
		add(other && !same, "names another day")
	}
	return f
}

func overlapping(a, b parley.Interval) bool {
	from, to, ok := a.Bounds()
	begin, end, known := b.Bounds()
	return ok && known && !from.After(end) && !begin.After(to)
}
