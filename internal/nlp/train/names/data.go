package names

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/conllu"
	"github.com/parley-register/parley/internal/nlp/names"
)

// Mask is a set of labels.
type Mask uint64

const anyLabel Mask = 1<<names.Labels - 1

func only(l names.Label) Mask { return 1 << l }

// Sentence is a sentence to train on or to measure with.
type Sentence struct {
	ID     string
	Forms  []string
	Tags   []uint8
	Heads  []int32
	Rels   []string
	Masks  []Mask     // the labels allowed for each token
	Names  []nlp.Name // gold, by token, for measuring
	Weight float64    // how much it counts in training
}

// Files that training reads, relative to the data folder.
const (
	diplomacyFile = "names/diplomacy/sentences.jsonl"
	unerFile      = "names/uner/en_ewt-ud-dev.iob2"
	wnutTrain     = "names/wnut17/wnut17train.conll"
	wnutDev       = "names/wnut17/emerging.dev.conll"
	gumTrain      = "ud/gum/en_gum-ud-train.free.conllu"
	gumDev        = "ud/gum/en_gum-ud-dev.conllu"
)

// ReadDiplomacy reads the diplomatic sentences of the data folder, as m tags them.
func ReadDiplomacy(dir string, m *nlp.Model) ([]Sentence, error) {
	f, err := os.Open(filepath.Join(dir, diplomacyFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Sentence
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var rec struct {
			ID    string   `json:"id"`
			Text  string   `json:"text"`
			Spans [][3]any `json:"spans"`
		}
		if err := json.Unmarshal(sc.Bytes(), &rec); err != nil {
			return nil, fmt.Errorf("%s: %w", diplomacyFile, err)
		}
		offsets := byteOffsets(rec.Text)
		var spans []nlp.Name
		for _, s := range rec.Spans {
			a, b := int(s[0].(float64)), int(s[1].(float64))
			spans = append(spans, nlp.Name{Span: parley.Span{Start: offsets[a], End: offsets[b]}, Type: nlp.ParseNameType(s[2].(string))})
		}
		d := nlp.Segment(&parley.Document{Text: rec.Text})
		m.Annotate(d)
		for _, st := range d.Sentences {
			s := sentence(rec.ID, d.Tokens[st.First:st.Last])
			for i := range s.Masks {
				s.Masks[i] = only(names.Outside)
			}
			for _, sp := range spans {
				first, last := -1, -1
				for i, t := range d.Tokens[st.First:st.Last] {
					if t.Overlaps(sp.Span) {
						if first < 0 {
							first = i
						}
						last = i + 1
					}
				}
				if first < 0 {
					continue
				}
				mark(s.Masks, first, last, int(sp.Type))
				s.Names = append(s.Names, nlp.Name{First: first, Last: last, Type: sp.Type})
			}
			out = append(out, s)
		}
	}
	return out, sc.Err()
}

func sentence(id string, tokens []nlp.Token) Sentence {
	s := Sentence{ID: id, Weight: 1, Masks: make([]Mask, len(tokens))}
	for _, t := range tokens {
		s.Forms = append(s.Forms, t.Form)
		s.Tags = append(s.Tags, uint8(t.UPOS))
		s.Heads = append(s.Heads, t.Head)
		s.Rels = append(s.Rels, t.Deprel)
	}
	return s
}

// mark sets the labels of tokens [first, last) to those of a name of one of the kinds.
func mark(masks []Mask, first, last int, kinds ...int) {
	for i := first; i < last; i++ {
		place := names.Inside
		switch {
		case last == first+1:
			place = names.Unit
		case i == first:
			place = names.Begin
		case i == last-1:
			place = names.Last
		}
		masks[i] = 0
		for _, k := range kinds {
			masks[i] |= only(names.LabelOf(k, place))
		}
	}
}

func byteOffsets(s string) []int {
	out := make([]int, 0, len(s)+1)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// kinds of name by number.
const (
	kPER   = int(nlp.PER)
	kTITLE = int(nlp.TITLE)
	kGPE   = int(nlp.GPE)
	kGOV   = int(nlp.GOV)
	kORG   = int(nlp.ORG)
	kNORP  = int(nlp.NORP)
	kLOC   = int(nlp.LOC)
	kFAC   = int(nlp.FAC)
	kMEET  = int(nlp.MEET)
	kDOC   = int(nlp.DOC)
)

// kindsMask is every label of the kinds.
func kindsMask(kinds ...int) (m Mask) {
	for _, k := range kinds {
		for p := names.Begin; p <= names.Unit; p++ {
			m |= only(names.LabelOf(k, p))
		}
	}
	return m
}

// ReadBIO reads a file of tokens with BIO labels. Column numbers count from 0;
// kinds maps a label to the kinds that it may be here, and what is outside may
// still be of the kinds in outside, which that scheme does not mark.
func ReadBIO(path string, form, label int, kinds map[string][]int, outside []int, weight float64, m *nlp.Model) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Sentence
	var forms, labels []string
	flush := func() {
		if len(forms) > 0 {
			out = append(out, bioSentence(forms, labels, kinds, outside, weight, m))
		}
		forms, labels = nil, nil
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if strings.HasPrefix(c[0], "#") && len(c) == 1 {
			continue
		}
		if len(c) <= max(form, label) || !utf8.ValidString(c[form]) || c[form] == "" {
			flush()
			continue
		}
		forms, labels = append(forms, c[form]), append(labels, c[label])
	}
	flush()
	return out, sc.Err()
}

func bioSentence(forms, labels []string, kinds map[string][]int, outside []int, weight float64, m *nlp.Model) Sentence {
	d := &nlp.Doc{Sentences: []nlp.Sentence{{Last: len(forms)}}, Tokens: make([]nlp.Token, len(forms))}
	for i, f := range forms {
		d.Tokens[i].Form = f
	}
	m.Annotate(d)
	s := sentence("", d.Tokens)
	s.Weight = weight
	out := only(names.Outside) | kindsMask(outside...)
	for i := 0; i < len(labels); {
		s.Masks[i] = out
		typ, ok := strings.CutPrefix(labels[i], "B-")
		if !ok {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == "I-"+typ {
			j++
		}
		if ks := kinds[typ]; ks != nil {
			mark(s.Masks, i, j, ks...)
		} else {
			for k := i; k < j; k++ {
				s.Masks[k] = anyLabel
			}
		}
		i = j
	}
	return s
}

// ReadGUM reads names out of the Entity annotation of GUM: persons, places and
// organisations whose head is a proper noun. Only the proper nouns around the
// head are taken as the name; the rest of the mention is left open. Names holds
// the persons. Sentences without names are left out unless all is set.
func ReadGUM(path string, weight float64, all bool, m *nlp.Model) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sentences, err := conllu.ReadAll(f)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for _, cs := range sentences {
		d := conllu.Document([]*conllu.Sentence{cs})
		if len(d.Tokens) != len(cs.Words) {
			return nil, errors.New("words of a sentence were lost")
		}
		gold := make([]nlp.UPOS, len(d.Tokens))
		for i, t := range d.Tokens {
			gold[i] = t.UPOS
		}
		m.Annotate(d)
		s := sentence("", d.Tokens)
		s.Weight = weight
		named := false
		for i := range s.Masks {
			switch {
			case gold[i] == nlp.PROPN || gold[i] == nlp.ADJ || gold[i] == nlp.NUM:
				s.Masks[i] = anyLabel
			default: // a common word is no name of its own; it may be an office, or inside of a longer name
				s.Masks[i] = only(names.Outside) | kindsMask(kTITLE, kORG, kDOC, kMEET, kFAC)
			}
		}
		for _, e := range entities(cs) {
			h := headOf(cs, e.first, e.last)
			if h < 0 || gold[h] != nlp.PROPN {
				continue
			}
			x, y := h, h+1
			for x > e.first && gold[x-1] == nlp.PROPN && touches(cs, x-1, h) {
				x--
			}
			for y < e.last && gold[y] == nlp.PROPN && touches(cs, y, h) {
				y++
			}
			switch e.kind {
			case "person":
				if cs.Words[h].XPOS == "NNPS" { // "the Americans"
					mark(s.Masks, x, y, kNORP)
					continue
				}
				if _, office := lexicon.Shared().Office(d.Source.Text[d.Tokens[x].Start:d.Tokens[y-1].End]); office || y == x+1 && !isUpperFirst(cs.Words[h].Form) {
					continue // "the Secretary", "Mr.": left open
				}
				mark(s.Masks, x, y, kPER)
				s.Names = append(s.Names, nlp.Name{First: x, Last: y, Type: nlp.PER})
			case "place":
				mark(s.Masks, x, y, kGPE, kGOV, kLOC, kFAC)
			case "organization":
				if x != e.first || y != e.last {
					continue
				}
				mark(s.Masks, x, y, kORG, kGOV)
			default:
				continue
			}
			named = true
		}
		if named || all {
			out = append(out, s)
		}
	}
	return out, nil
}

// touches reports whether word i belongs to the name whose head is h.
func touches(s *conllu.Sentence, i, h int) bool {
	w := s.Words[i]
	switch w.Deprel {
	case "flat", "compound":
		return w.Head == h+1
	}
	return false
}

type entity struct {
	kind        string
	first, last int
}

// headOf is the word of [first, last) that hangs on a word outside, and -1 where
// several do.
func headOf(s *conllu.Sentence, first, last int) int {
	h := -1
	for i := first; i < last; i++ {
		if head := s.Words[i].Head - 1; head < first || head >= last {
			if h >= 0 && s.Words[i].Deprel != "punct" && s.Words[i].Deprel != "case" {
				return -1
			}
			if h < 0 {
				h = i
			}
		}
	}
	return h
}

// entities reads the Entity values of a sentence of GUM, such as
// "(6-person-new-nnnnn-cf1-1,2,4-coref", "12)" or "(7-place-…-1-sgl)".
func entities(s *conllu.Sentence) []entity {
	var out, open []entity
	var ids []string
	for i, w := range s.Words {
		v, ok := conllu.MiscValue(w.Misc, "Entity")
		if !ok {
			continue
		}
		for v != "" {
			if v[0] == '(' {
				end := strings.IndexAny(v[1:], "()")
				body, closed := v[1:], false
				switch {
				case end < 0:
					v = ""
				case v[1+end] == ')':
					body, closed = v[1:1+end], true
					v = v[end+2:]
				default:
					body = v[1 : 1+end]
					v = v[1+end:]
				}
				p := strings.SplitN(body, "-", 7)
				if len(p) < 6 {
					continue
				}
				e := entity{kind: p[1], first: i, last: i + 1}
				if closed {
					out = append(out, e)
				} else {
					open, ids = append(open, e), append(ids, p[0])
				}
				continue
			}
			id, rest, ok := strings.Cut(v, ")")
			if !ok {
				break
			}
			v = rest
			for k := len(ids) - 1; k >= 0; k-- {
				if ids[k] == id {
					e := open[k]
					e.last = i + 1
					out = append(out, e)
					open, ids = append(open[:k], open[k+1:]...), append(ids[:k], ids[k+1:]...)
					break
				}
			}
		}
	}
	return out
}
