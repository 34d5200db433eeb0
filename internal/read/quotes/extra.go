package quotes

import (
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// phraseCues finds "according to X" and its like.
func (r *reading) phraseCues(s *sentence) {
	for i := s.first; i < s.last; i++ {
		for p := range r.st.phrases {
			ph := &r.st.phrases[p]
			if s.low(i) != ph.words[0] || !s.matches(i, ph.words) || r.inLongQuote(i) {
				continue
			}
			after := i + len(ph.words)
			np := s.nounRight(after)
			if np.empty() {
				continue
			}
			a := layer.Attribution{
				Sentence: s.n, Lemma: strings.Join(ph.words, " "), Act: ph.class, Frame: "phrase",
				Hedged: ph.modality == "h", Modality: parley.Asserted, Rule: "quotes.phrase",
			}
			a.Cue = []parley.Span{span{i, after}.bytes(s.d)}
			a.Source = []parley.Span{np.bytes(s.d)}
			end := np.last
			if w := s.low(end); i == s.first && s.in(end) && w != "," { // "a source who …,", "officials briefed on …,"
				for j := end; j < s.last && j-end < maxPhrase; j++ {
					if s.low(j) == "," {
						end = j
						a.Source[0].End = s.tok(j - 1).End
						break
					}
				}
			}
			if s.low(end) == "," {
				if e := s.appositionEnd(end + 1); e > 0 && e < s.last && s.low(e) == "," && i == s.first {
					// "According to X, the minister, …" or "According to X, the talks …": only an
					// apposition that a comma closes and a clause follows
					if s.clauseLike(e+1, false) {
						a.Source = append(a.Source, span{end + 1, e}.bytes(s.d))
						end = e
					}
				}
			}
			tail := s.last
			for tail > end && finalMark(s.low(tail-1)) {
				tail--
			}
			if i > s.first {
				stop := i
				for stop > s.first && s.low(stop-1) == "," {
					stop--
				}
				start := s.first
				if stop-start >= 1 {
					if stop-start > maxContent {
						continue
					} else if q, ok := r.quoteEndingAt(stop); ok && r.quotes[q].outer.Start <= s.tok(s.first).Start+1 {
						a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
						r.taken[q] = true
					} else {
						a.Content = append(a.Content, span{start, stop}.bytes(s.d))
					}
				}
			}
			if tail-end > maxContent {
				continue
			}
			if s.low(end) == "," && end+1 < tail && (i == s.first || s.low(i-1) == ",") {
				a.Content = append(a.Content, span{end + 1, tail}.bytes(s.d))
			} else if i == s.first && end < tail {
				a.Content = append(a.Content, span{end, tail}.bytes(s.d))
			}
			if len(a.Content) > 0 {
				r.out = append(r.out, a)
			}
			i = end
			break
		}
	}
}

func (s *sentence) matches(i int, words []string) bool {
	for k, w := range words {
		if s.low(i+k) != w {
			return false
		}
	}
	return true
}

// headline reads "Minister: talks useful" in a heading.
func (r *reading) headline(s *sentence) {
	sen := r.d.Sentences[s.n]
	heading := len(r.d.Blocks) > sen.Block && r.d.Blocks[sen.Block].Kind == parley.Heading
	if !heading && s.n > 0 || finalMark(s.low(s.last-1)) && !isMark(s.low(s.last-1)) {
		return
	}
	for i := s.first + 1; i < s.last && i-s.first < 7; i++ {
		if s.low(i) != ":" {
			if c := s.class(i - 1); c == nlp.VERB || c == nlp.AUX {
				return
			}
			continue
		}
		np := s.nounLeft(i)
		if np.first != s.first || np.empty() || !capitalized(s.tok(np.last-1)) && r.st.speakers[s.low(np.last-1)] == "" || s.last-i < 4 {
			return
		}
		if s.class(np.last-1) == nlp.NUM || strings.Contains(s.low(np.first), "analysis") {
			return
		}
		a := layer.Attribution{
			Sentence: s.n, Lemma: ":", Act: "say", Frame: "headline", Modality: parley.Asserted, Rule: "quotes.headline",
			Source: []parley.Span{np.bytes(s.d)}, Cue: []parley.Span{span{i, i + 1}.bytes(s.d)},
		}
		if r.contentTo(s, &a, i+1, s.last) {
			r.out = append(r.out, a)
		}
		return
	}
}

// loose gives the quotations that no cue has claimed to whom they belong: the
// speaker who goes on. Where that cannot be told they have no source.
func (r *reading) loose() {
	sort.SliceStable(r.out, func(i, j int) bool { return r.out[i].Content[0].Start < r.out[j].Content[0].Start })
	claimed := r.out
	var found []layer.Attribution
	var last *layer.Attribution // the last attribution with a source before the quotation
	next, reach := 0, 0         // reach: end of the content that starts before the quotation
	for q := range r.quotes {
		in := r.quotes[q].inner()
		for ; next < len(claimed) && claimed[next].Content[0].Start <= in.Start; next++ {
			a := &claimed[next]
			for _, c := range a.Content {
				reach = max(reach, c.End)
			}
			if len(a.Source) > 0 && (last == nil || last.Content[0].Start <= a.Content[0].Start) {
				last = a
			}
		}
		t := r.tokens(in)
		if r.taken[q] || r.quotes[q].words < long || reach >= in.End || t.empty() {
			continue
		}
		sen := int(r.sentenceOf[t.first])
		a := layer.Attribution{
			Sentence: sen, Modality: parley.Asserted, Act: "say", Frame: "quote", Rule: "quotes.unattributed",
			Content: []parley.Span{cutComma(r.text, in)},
		}
		if last != nil {
			gap := sen - last.Sentence
			same := r.block(sen) == r.block(last.Sentence)
			spoken := last.Rule == "quotes.continued" || r.hasQuote(last)
			opensBlock := t.first-1 <= r.d.Sentences[sen].First && (sen == 0 || r.block(sen-1) != r.block(sen))
			switch {
			case same && gap <= 1 || same && spoken && gap <= 3:
				a.Source, a.Rule = last.Source, "quotes.continued"
			case opensBlock && spoken && r.block(sen)-r.block(last.Sentence) == 1:
				a.Source, a.Rule = last.Source, "quotes.continued"
			}
		}
		found = append(found, a)
		if len(a.Source) > 0 {
			c := a
			last = &c
		}
	}
	r.out = append(r.out, found...)
}

func (r *reading) block(sentence int) int { return r.d.Sentences[sentence].Block }

func (r *reading) hasQuote(a *layer.Attribution) bool {
	for _, c := range a.Content {
		for q := range r.quotesIn(c) {
			if r.quotes[q].words >= long {
				return true
			}
		}
	}
	return false
}

// finish orders the attributions, resolves speakers and chains, and says how
// each is quoted.
func (r *reading) finish() {
	sort.SliceStable(r.out, func(i, j int) bool { return r.at(&r.out[i]) < r.at(&r.out[j]) })
	last := map[parley.SpeakerKind]string{}
	for i := range r.out {
		a := &r.out[i]
		a.Quotation = r.quotation(a)
		if len(a.Source) == 0 {
			continue
		}
		src := r.tokens(a.Source[0])
		a.Speaker = r.text[a.Source[0].Start:a.Source[0].End]
		a.Kind = r.kindOf(src)
		if len(a.Source) > 1 {
			r.named(a)
		}
		if act, ok := r.actorIn(src); ok {
			a.Actor = act + 1
		}
		switch strings.ToLower(a.Speaker) {
		case "he", "she", "who", "i":
			if n := last[parley.NamedSpeaker]; n != "" {
				a.Speaker, a.Kind = n, parley.NamedSpeaker
			} else if n := last[parley.AnonymousSpeaker]; n != "" {
				a.Speaker, a.Kind = n, parley.AnonymousSpeaker
			}
		case "it":
			if n := last[parley.Institution]; n != "" {
				a.Speaker, a.Kind = n, parley.Institution
			}
		case "they":
			if n := last[parley.GroupSpeaker]; n != "" {
				a.Speaker = n
			}
		default:
			last[a.Kind] = a.Speaker
			if a.Kind == parley.Media {
				last[parley.Institution] = a.Speaker
			}
			if a.Kind == parley.AnonymousSpeaker {
				delete(last, parley.NamedSpeaker)
			}
		}
	}
}

// named joins a description with the name that stands in apposition to it:
// "a spokesman, Karl Ode".
func (r *reading) named(a *layer.Attribution) {
	ap := r.tokens(a.Source[1])
	if ap.last-ap.first > 4 || a.Kind == parley.NamedSpeaker && capitalized(&r.d.Tokens[r.tokens(a.Source[0]).last-1]) {
		return
	}
	for i := ap.first; i < ap.last; i++ {
		if class(&r.d.Tokens[i]) != nlp.PROPN || !capitalized(&r.d.Tokens[i]) {
			return
		}
	}
	a.Kind = parley.NamedSpeaker
	a.Speaker = r.text[a.Source[0].Start:a.Source[1].End]
}

func (r *reading) at(a *layer.Attribution) int {
	at := a.Content[0].Start
	if len(a.Cue) > 0 {
		at = min(at, a.Cue[0].Start)
	}
	return at
}

func (r *reading) quotation(a *layer.Attribution) string {
	direct, any := true, false
	for _, c := range a.Content {
		whole := false
		for q := range r.quotesIn(c) {
			any = true
			in := r.quotes[q].inner()
			whole = whole || in.Start <= c.Start && c.End <= in.End
		}
		direct = direct && whole
	}
	switch {
	case direct && any:
		return "direct"
	case any:
		return "mixed"
	}
	return "indirect"
}
