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
			if s.low(end) == "," {
				if e := s.appositionEnd(end + 1); e > 0 && e < s.last && s.low(e) == "," && i == s.first {
					// "According to X, the minister, …" or "According to X, the talks …": only an
					// apposition that a comma closes and a clause follows
					if s.clauseLike(e + 1) {
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
					if q, ok := r.quoteEndingAt(stop); ok && r.quotes[q].outer.Start <= s.tok(s.first).Start+1 {
						a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
						r.taken[q] = true
					} else {
						a.Content = append(a.Content, span{start, stop}.bytes(s.d))
					}
				}
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

// loose gives the quotations that no cue has claimed to whom they belong: a
// cue right beside them in the next sentence, or the speaker who goes on.
func (r *reading) loose() {
	sort.SliceStable(r.out, func(i, j int) bool { return r.out[i].Cue[0].Start < r.out[j].Cue[0].Start })
	for q := range r.quotes {
		quote := &r.quotes[q]
		if r.taken[q] || quote.words < long {
			continue
		}
		in := quote.inner()
		t := r.tokens(in)
		if t.empty() {
			continue
		}
		sen := int(r.sentenceOf[t.first])
		if covered := r.cover(in); covered >= 0 {
			continue
		}
		a := layer.Attribution{
			Sentence: sen, Modality: parley.Asserted, Act: "say", Frame: "quote",
			Content: []parley.Span{cutComma(r.text, in)},
		}
		prev := r.previous(in.Start)
		if prev >= 0 {
			p := &r.out[prev]
			gap := sen - p.Sentence
			same := r.block(sen) == r.block(p.Sentence)
			spoken := p.Quotation == "direct" || r.hasQuote(p)
			opensBlock := t.first-1 <= r.d.Sentences[sen].First && (sen == 0 || r.block(sen-1) != r.block(sen))
			switch {
			case same && gap <= 1 || same && spoken && gap <= 3:
				a.Source, a.Rule = p.Source, "quotes.continued"
			case opensBlock && spoken && r.block(sen)-r.block(p.Sentence) == 1:
				a.Source, a.Rule = p.Source, "quotes.continued-paragraph"
			}
		}
		if a.Rule == "" {
			a.Rule = "quotes.unattributed"
		}
		r.out = append(r.out, a)
		r.taken[q] = true
		sort.SliceStable(r.out, func(i, j int) bool { return r.out[i].Content[0].Start < r.out[j].Content[0].Start })
	}
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

// cover is the attribution whose content holds b, or -1.
func (r *reading) cover(b parley.Span) int {
	for i := range r.out {
		for _, c := range r.out[i].Content {
			if c.Contains(b) {
				return i
			}
		}
	}
	return -1
}

// previous is the last attribution that starts before offset at, or -1.
func (r *reading) previous(at int) int {
	best := -1
	for i := range r.out {
		if len(r.out[i].Source) > 0 && r.out[i].Content[0].Start < at && (best < 0 || r.out[i].Content[0].Start > r.out[best].Content[0].Start) {
			best = i
		}
	}
	return best
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
