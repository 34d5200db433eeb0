package meetings

import (
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// maxHead is how far into a sentence the line may reach that says where, when
// and by whom a report was written.
const maxHead = 40

// maxStamp is how far into the first sentences a clock of the publisher may stand.
const maxStamp = 20

// zones are the names of time zones that publishers print behind the clock.
var zones = set("gmt", "bst", "utc", "est", "edt", "et", "cst", "cdt", "pst", "pdt", "cet", "cest", "eet", "eest", "ist", "msk", "jst", "hkt", "sgt", "aest", "aedt")

// markHeads finds where in each sentence the words of the report itself begin:
// behind "LIMA, May 3 (Agency) -", and in the first two behind what a page
// prints above: "LIMA | Tue May 3, 2011 8:50 am GMT". The days before are when it
// was written.
func (v *view) markHeads() {
	for s := range v.Sentences {
		sent := &v.Sentences[s]
		v.head[s] = sent.First
		for t := sent.First + 1; t+1 < min(sent.Last, sent.First+maxHead); t++ {
			if v.isVerb(t) && v.isFinite(t) {
				break
			}
			switch v.lower[t] {
			case "-", "--", "–", "—":
				if v.lower[t-1] == ")" {
					v.head[s] = t + 1
				}
			}
		}
		if s > 1 {
			continue
		}
		for t := v.head[s]; t < min(sent.Last, sent.First+maxStamp); t++ {
			if v.isVerb(t) && v.isFinite(t) {
				break
			}
			if zones[v.lower[t]] && t > sent.First && v.clockBefore(t, sent.First) {
				v.head[s] = t + 1
			}
		}
	}
}

// clockBefore tells whether an hour stands right before token t.
func (v *view) clockBefore(t, first int) bool {
	u := t - 1
	if u > first && (v.lower[u] == "am" || v.lower[u] == "pm" || v.lower[u] == "a.m." || v.lower[u] == "p.m.") {
		u--
	}
	w := v.lower[u]
	return v.Tokens[u].UPOS == nlp.NUM || len(w) > 0 && w[0] >= '0' && w[0] <= '9'
}

// idle tells whether time x is no time of what the text tells: it stands in the
// head of the report, or the words are somebody's name ("Jun" in "Min Jun").
func (v *view) idle(x *layer.Time) bool {
	if x.Sentence < len(v.head) && x.First < v.head[x.Sentence] {
		return true
	}
	for t := x.First; t < min(x.Last, len(v.Tokens)); t++ {
		if a := v.actorAt[t]; a != 0 && v.Actors[a-1].Person > 0 && v.Actors[a-1].Kind == layer.PersonActor {
			return true
		}
	}
	return false
}
