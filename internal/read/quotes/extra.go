package quotes

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// phraseCues finds "according to X" and its like.
func (r *reading) phraseCues(s *clause.Sentence) {
	for i := s.First; i < s.Last; i++ {
		for p := range r.st.phrases {
			ph := &r.st.phrases[p]
			if s.Low(i) != ph.words[0] || !s.Matches(i, ph.words) || r.inLongQuote(i) {
				continue
			}
			after := i + len(ph.words)
			np := s.NounRight(after)
			if np.Empty() {
				continue
			}
			a := layer.Attribution{
				Sentence: s.N, Lemma: strings.Join(ph.words, " "), Act: ph.class, Frame: "phrase",
				Hedged: ph.modality == "h", Modality: parley.Asserted, Rule: "quotes.phrase",
			}
			a.Cue = []parley.Span{clause.Range{First: i, Last: after}.Bytes(s.Doc)}
			a.Source = []parley.Span{np.Bytes(s.Doc)}
			end := np.Last
			if w := s.Low(end); i == s.First && s.In(end) && w != "," { // "a source who …,", "officials briefed on …,"
				for j := end; j < s.Last && j-end < clause.MaxPhrase; j++ {
					if s.Low(j) == "," {
						end = j
						a.Source[0].End = s.Tok(j - 1).End
						break
					}
				}
			}
			if s.Low(end) == "," {
				if e := s.AppositionEnd(end + 1); e > 0 && e < s.Last && s.Low(e) == "," && i == s.First {
					// "According to X, the minister, …" or "According to X, the talks …": only an
					// apposition that a comma closes and a clause follows
					if s.ClauseLike(e+1, false) {
						a.Source = append(a.Source, clause.Range{First: end + 1, Last: e}.Bytes(s.Doc))
						end = e
					}
				}
			}
			tail := s.Last
			for tail > end && clause.FinalMark(s.Low(tail-1)) {
				tail--
			}
			if i > s.First {
				stop := i
				for stop > s.First && s.Low(stop-1) == "," {
					stop--
				}
				start := s.First
				if stop-start >= 1 {
					if stop-start > maxContent {
						continue
					} else if q, ok := r.quoteEndingAt(stop); ok && r.quotes[q].outer.Start <= s.Tok(s.First).Start+1 {
						a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
						r.taken[q] = true
					} else {
						a.Content = append(a.Content, clause.Range{First: start, Last: stop}.Bytes(s.Doc))
					}
				}
			}
			if tail-end > maxContent {
				continue
			}
			if s.Low(end) == "," && end+1 < tail && (i == s.First || s.Low(i-1) == ",") {
				a.Content = append(a.Content, clause.Range{First: end + 1, Last: tail}.Bytes(s.Doc))
			} else if i == s.First && end < tail {
				a.Content = append(a.Content, clause.Range{First: end, Last: tail}.Bytes(s.Doc))
			}
			if len(a.Content) > 0 {
				r.out = append(r.out, a)
			}
			i = end
			break
		}
	}
}

// headline reads "Minister: talks useful" in a heading, or in a line near the
// top that ends without a full stop.
func (r *reading) headline(s *clause.Sentence) {
	sen := r.d.Sentences[s.N]
	heading := len(r.d.Blocks) > sen.Block && r.d.Blocks[sen.Block].Kind == parley.Heading
	if !heading && (s.N > 4 || s.Last-s.First > 30) {
		return
	}
	if last := s.Low(s.Last - 1); clause.FinalMark(last) && !clause.IsMark(last) && (s.N > 0 || last != "." || r.block(s.N+1) == r.block(s.N)) {
		return
	}
	for i := s.First + 1; i < s.Last && i-s.First < 7; i++ {
		if s.Low(i) != ":" {
			if c := s.Class(i - 1); c == nlp.VERB || c == nlp.AUX {
				return
			}
			continue
		}
		np := clause.Range{First: s.First, Last: i}
		for k := s.First; k < i; k++ {
			if w := s.Low(k); !clause.Capitalized(s.Tok(k)) && w != "of" && w != "and" && w != "the" && w != "'s" && w != "’s" && r.st.speakers[w] == "" {
				return
			}
		}
		if s.Last-i < 4 {
			return
		}
		if s.Class(np.Last-1) == nlp.NUM {
			return
		}
		a := layer.Attribution{
			Sentence: s.N, Lemma: ":", Act: "say", Frame: "headline", Modality: parley.Asserted, Rule: "quotes.headline",
			Source: []parley.Span{np.Bytes(s.Doc)}, Cue: []parley.Span{clause.Range{First: i, Last: i + 1}.Bytes(s.Doc)},
		}
		if r.contentTo(s, &a, i+1, s.Last) {
			r.out = append(r.out, a)
		}
		return
	}
}

// transcripts reads blocks of the form "MINISTER REYES: …" up to the end of
// the block. Two of them make a transcript; one alone is a headline or a label.
func (r *reading) transcripts() {
	d := r.d
	var out []layer.Attribution
	for n := range d.Sentences {
		sen := d.Sentences[n]
		if n > 0 && d.Sentences[n-1].Block == sen.Block {
			continue
		}
		colon := -1
		letters := 0
		for i := sen.First; i < sen.Last && i-sen.First < 8; i++ {
			f := d.Tokens[i].Form
			if f == ":" {
				colon = i
				break
			}
			if f != strings.ToUpper(f) {
				break
			}
			letters += len(f)
		}
		if colon <= sen.First || letters < 1 {
			continue
		}
		last := n
		for last+1 < len(d.Sentences) && d.Sentences[last+1].Block == sen.Block {
			last++
		}
		content := parley.Span{Start: d.Tokens[colon].End, End: d.Sentences[last].End}
		content = trim(r.text, content)
		if content.Empty() {
			continue
		}
		out = append(out, layer.Attribution{
			Sentence: n, Lemma: ":", Act: "say", Frame: "transcript", Modality: parley.Asserted, Rule: "quotes.transcript",
			Source:  []parley.Span{clause.Range{First: sen.First, Last: colon}.Bytes(d.Doc)},
			Cue:     []parley.Span{d.Tokens[colon].Span},
			Content: []parley.Span{content},
		})
	}
	if len(out) > 1 {
		r.out = append(r.out, out...)
	}
}

// dashes reads "“…” — Ana Reyes", the speaker after a quotation set apart.
func (r *reading) dashes() {
	d := r.d
	for q := range r.quotes {
		if r.taken[q] || r.quotes[q].words < long {
			continue
		}
		after := clause.Tokens(r.d.Doc, parley.Span{Start: r.quotes[q].outer.End, End: len(r.text)}).First
		if after+1 >= len(d.Tokens) {
			continue
		}
		switch d.Tokens[after].Form {
		case "—", "–", "―", "--", "-":
		default:
			continue
		}
		n := int(r.sentenceOf[after+1])
		s := &clause.Sentence{Doc: d.Doc, N: n, First: after + 1, Last: min(after+1+clause.MaxPhrase, d.Sentences[n].Last)}
		np := s.NounRight(after + 1)
		if np.Empty() || !clause.Capitalized(&d.Tokens[np.First]) || np.Last < s.Last && s.Low(np.Last) != "," && !clause.FinalMark(s.Low(np.Last)) {
			continue
		}
		r.taken[q] = true
		r.out = append(r.out, layer.Attribution{
			Sentence: n, Lemma: "—", Act: "say", Frame: "quote", Modality: parley.Asserted, Rule: "quotes.dash",
			Source:  []parley.Span{np.Bytes(d.Doc)},
			Cue:     []parley.Span{d.Tokens[after].Span},
			Content: []parley.Span{cutComma(r.text, r.quotes[q].inner())},
		})
	}
}

// seems reads what is said of somebody by nobody in particular: "is expected
// to", "is said to have", "appears to". It has no source, or an agent.
func (r *reading) seems(s *clause.Sentence) {
	for v := s.First; v < s.Last; v++ {
		w := s.Low(v)
		class := ""
		switch w {
		case "expected", "believed", "thought", "understood", "said", "reported", "rumored", "rumoured", "considered", "alleged", "likely":
			be := v - 1
			for be > s.First && (s.Class(be) == nlp.ADV || s.Low(be) == "not") {
				be--
			}
			switch s.Low(be) {
			case "is", "are", "was", "were", "been", "be", "'s", "’s":
				class = "think"
			}
			if w == "likely" {
				class = ""
			}
		case "appears", "appeared", "appear", "seems", "seemed", "seem":
			class = "seem"
		case "reportedly", "allegedly", "supposedly", "purportedly":
			if s.Class(v+1) == nlp.VERB || s.Class(v+1) == nlp.AUX {
				class = "report" // "has reportedly met"
			}
		}
		if class == "" || r.inLongQuote(v) || class == "think" && s.Low(v+1) != "to" || class == "seem" && !(s.Low(v+1) == "to" || s.Class(v+1) == nlp.ADJ || s.Tok(v).UPOS == nlp.VERB && s.Class(v+1) != nlp.ADP && s.Class(v+1) != nlp.PUNCT && s.Low(v+1) != "as") {
			continue
		}
		np, _, _ := s.SubjectLeft(v)
		if np.Empty() || s.Low(np.First) == "it" {
			continue
		}
		end := s.PhraseEnd(v + 1)
		if end <= v+1 {
			continue
		}
		lemma := "expect"
		if class != "think" {
			lemma = class
		}
		r.out = append(r.out, layer.Attribution{
			Sentence: s.N, Lemma: lemma, Act: class, Frame: "raised", Hedged: true, Modality: parley.Possible, Rule: "quotes.raised",
			Cue:     []parley.Span{clause.Range{First: v, Last: v + 1}.Bytes(s.Doc)},
			Content: []parley.Span{np.Bytes(s.Doc), clause.Range{First: v + 1, Last: end}.Bytes(s.Doc)},
		})
	}
}

// judged are participles by which something is judged; the word after each, or
// after "by" and whoever judges, opens what is said of it.
var judged = map[string][]string{
	"seen": {"as"}, "viewed": {"as"}, "regarded": {"as"}, "described": {"as"}, "perceived": {"as"}, "portrayed": {"as"}, "hailed": {"as"}, "billed": {"as"},
	"touted": {"as"}, "mocked": {"as", "for"}, "criticized": {"as", "for", "over"}, "criticised": {"as", "for", "over"}, "praised": {"as", "for"},
	"asked": {"about", "whether", "if", "why", "how", "what", "to"}, "condemned": {"as", "for", "over"}, "denounced": {"as", "for"}, "accused": {"of"}, "blamed": {"for"}, "credited": {"with", "for"}, "faulted": {"for"},
}

// passives reads "X was seen as Y", "X was criticized by Z for Y".
func (r *reading) passives(s *clause.Sentence) {
	for v := s.First; v < s.Last; v++ {
		opens := judged[s.Low(v)]
		if opens == nil || r.inLongQuote(v) {
			continue
		}
		be := v - 1
		for be > s.First && (s.Class(be) == nlp.ADV || s.Low(be) == "not") {
			be--
		}
		switch s.Low(be) {
		case "is", "are", "was", "were", "been", "be", "'s", "’s":
		default:
			continue
		}
		np, _, _ := s.SubjectLeft(v)
		if np.Empty() || s.Low(np.First) == "it" {
			continue
		}
		a := layer.Attribution{
			Sentence: s.N, Lemma: s.Low(v), Act: "describe", Frame: "raised", Modality: parley.Asserted, Rule: "quotes.passive",
			Cue: []parley.Span{clause.Range{First: v, Last: v + 1}.Bytes(s.Doc)}, Content: []parley.Span{np.Bytes(s.Doc)},
		}
		next := v + 1
		if s.Low(next) == "by" {
			by := s.NounRight(next + 1)
			for k := by.First + 1; k < by.Last; k++ {
				if slices.Contains(opens, s.Low(k)) {
					by.Last = k // "by the mayor for the delay"
				}
			}
			if !by.Empty() {
				a.Source = []parley.Span{by.Bytes(s.Doc)}
				next = by.Last
			}
		}
		if slices.Contains(opens, s.Low(next)) && s.In(next+1) {
			if end := s.PhraseEnd(next + 1); end > next+1 {
				a.Content = append(a.Content, clause.Range{First: next, Last: end}.Bytes(s.Doc))
			}
		}
		if s.Low(v) == "asked" && len(a.Content) > 1 {
			a.Act, a.Content = "ask", a.Content[1:] // the question alone
		}
		if len(a.Source) > 0 || len(a.Content) > 1 || a.Act == "ask" {
			r.out = append(r.out, a)
		}
	}
}

// asked reads "Asked whether …, X said": a question that somebody put.
func (r *reading) asked(s *clause.Sentence) {
	i := s.First
	if w := s.Low(i); w == "when" || w == "if" {
		i++
	}
	if s.Low(i) != "asked" && !(s.Low(i+1) == "asked" && s.Class(i) == nlp.ADV) {
		return
	}
	if s.Low(i) != "asked" {
		i++
	}
	from := i + 1
	a := layer.Attribution{
		Sentence: s.N, Lemma: "ask", Act: "ask", Frame: "raised", Modality: parley.Asserted, Rule: "quotes.asked",
		Cue: []parley.Span{clause.Range{First: i, Last: i + 1}.Bytes(s.Doc)},
	}
	if s.Low(from) == "by" {
		if np := s.NounRight(from + 1); !np.Empty() {
			a.Source = []parley.Span{np.Bytes(s.Doc)}
			from = np.Last
		}
	}
	from = s.Aside(from, false)
	switch w := s.Low(from); w {
	case "about", "whether", "if", "why", "how", "what", "when", "which", "who", "where":
	default:
		return
	}
	if s.Low(from) == "about" {
		from++
	}
	end := from
	for end < s.Last && s.Low(end) != "," {
		end++
	}
	if end < s.Last && end > from && r.contentTo(s, &a, from, end) {
		r.out = append(r.out, a)
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
		t := clause.Tokens(r.d.Doc, in)
		if r.taken[q] || reach >= in.End || t.Empty() {
			continue
		}
		sen := int(r.sentenceOf[t.First])
		if r.quotes[q].words < long && !(t.First-1 <= r.d.Sentences[sen].First && last != nil && sen-last.Sentence == 1 && r.block(sen) == r.block(last.Sentence) && (last.Rule == "quotes.continued" || r.hasQuote(last))) {
			continue
		}
		a := layer.Attribution{
			Sentence: sen, Modality: parley.Asserted, Act: "say", Frame: "quote", Rule: "quotes.unattributed",
			Content: []parley.Span{cutComma(r.text, in)},
		}
		if who, cue, ok := r.beside(q, t); ok {
			a.Source, a.Rule = []parley.Span{who.Bytes(r.d.Doc)}, "quotes.beside"
			if !cue.Empty() {
				a.Cue = []parley.Span{cue.Bytes(r.d.Doc)}
			}
		} else if last != nil {
			gap := sen - last.Sentence
			same := r.block(sen) == r.block(last.Sentence)
			spoken := last.Rule == "quotes.continued" || r.hasQuote(last)
			opensBlock := t.First-1 <= r.d.Sentences[sen].First && (sen == 0 || r.block(sen-1) != r.block(sen))
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

// beside finds who is named beside quotation q, whose words are the tokens t,
// where no cue of the lexicon says that he spoke: right after a comma, with any
// verb or none ("“…,” Reyes crowed", "“…,” Ana Reyes, an envoy."), or as the
// subject of what a colon ends ("Reyes went on: “…”").
func (r *reading) beside(q int, t clause.Range) (who, cue clause.Range, ok bool) {
	sen := r.d.Sentences[r.sentenceOf[t.First]]
	s := &clause.Sentence{Doc: r.d.Doc, N: int(r.sentenceOf[t.First]), First: sen.First, Last: sen.Last}
	i := t.Last
	if last := int(r.sentenceOf[i-1]); last != s.N { // "“… ! …,” laughed Reyes"
		end := r.d.Sentences[last]
		s = &clause.Sentence{Doc: r.d.Doc, N: last, First: end.First, Last: end.Last}
	}
	comma := s.Low(i-1) == "," || s.Low(i-1) == "!" || s.Low(i-1) == "?"
	for s.In(i) && (clause.IsMark(s.Low(i)) || s.Low(i) == ",") {
		comma = comma || s.Low(i) == ","
		i++
	}
	if comma && s.In(i) {
		if s.Low(i) == "as" {
			i++
		}
		if x := s.Tok(i).XPOS; s.Class(i) == nlp.VERB && (x == "VBD" || x == "VBZ") {
			if np := phraseRight(s, i+1); r.person(s, np) && s.EndsAt(np.Last) {
				return np, clause.Range{First: i, Last: i + 1}, true // "“…,” laughed Reyes, who"
			}
		}
		if np := phraseRight(s, i); r.person(s, np) {
			end := np.Last
			if after := s.AppositionEnd(end + 1); s.Low(end) == "," && after > 0 && s.In(after) && s.Class(after) == nlp.VERB {
				end = after
			}
			switch x := s.Tok(min(end, s.Last-1)).XPOS; {
			case s.In(end) && (x == "VBD" || x == "VBZ") && s.Class(end) == nlp.VERB:
				return np, clause.Range{First: end, Last: end + 1}, true
			case s.Low(end) == "," || !s.In(end) || clause.FinalMark(s.Low(end)):
				return np, clause.Range{}, true
			}
		}
		return who, cue, false
	}
	k := t.First - 1
	for s.In(k) && clause.IsMark(s.Low(k)) {
		k--
	}
	if s.In(k) && s.Low(k) == ":" && k > s.First {
		if np := s.MainSubject(k); r.person(s, np) {
			return np, clause.Range{First: k, Last: k + 1}, true
		}
	}
	return who, cue, false
}

// phraseRight is the noun phrase that starts at token i, also where its first
// word, written with a capital before a name, is taken for another part of speech:
// "Coordinating Minister Reyes", "Oh Bok-nam".
func phraseRight(s *clause.Sentence, i int) clause.Range {
	np := s.NounRight(i)
	if np.Empty() && s.In(i+1) && clause.Capitalized(s.Tok(i)) && s.Class(i) != nlp.PUNCT && clause.Capitalized(s.Tok(i+1)) && clause.Nominal(s.Class(i+1)) {
		if rest := s.NounRight(i + 1); !rest.Empty() {
			return clause.Range{First: i, Last: rest.Last}
		}
	}
	return np
}

// person reports whether np names somebody who can speak: a person or somebody
// described as one.
func (r *reading) person(s *clause.Sentence, np clause.Range) bool {
	if np.Empty() || s.Class(np.Last-1) == nlp.PRON && s.Low(np.Last-1) != "he" && s.Low(np.Last-1) != "she" {
		return false
	}
	switch r.kindOf(np) {
	case parley.NamedSpeaker, parley.AnonymousSpeaker:
		return true
	}
	return false
}

// block is the block of a sentence; -1 of one after the last.
func (r *reading) block(sentence int) int {
	if sentence >= len(r.d.Sentences) {
		return -1
	}
	return r.d.Sentences[sentence].Block
}

func (r *reading) hasQuote(a *layer.Attribution) bool {
	for _, c := range a.Content {
		for q := range r.quotesIn(c) {
			if r.quotes[q].words >= long || a.Frame == "following" {
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
	type speaker struct {
		words string
		kind  parley.SpeakerKind
		actor int
		at    int // byte of the words
	}
	last := map[parley.SpeakerKind]speaker{}
	stand := func(a *layer.Attribution, n speaker) bool {
		if n.words == "" {
			return false
		}
		a.Speaker, a.Kind = n.words, n.kind
		if a.Actor == 0 {
			a.Actor = n.actor
		}
		if name, ok := r.nameOf(n.actor); ok && n.kind == parley.NamedSpeaker && strings.Count(n.words, " ") > longTitle {
			a.Speaker = name
		}
		return true
	}
	cues := make(map[int]int, len(r.out))
	for i := range r.out {
		if len(r.out[i].Cue) > 0 {
			cues[r.out[i].Cue[0].Start] = i
		}
	}
	for i := range r.out {
		a := &r.out[i]
		if len(a.Cue) > 0 {
			if to, ok := r.chains[a.Cue[0].Start]; ok {
				if hop, ok := cues[to]; ok && hop != i {
					a.Chain = []int{hop}
				}
			}
		}
		a.Quotation = r.quotation(a)
		if len(a.Source) == 0 {
			continue
		}
		src := clause.Tokens(r.d.Doc, a.Source[0])
		a.Speaker = r.text[a.Source[0].Start:a.Source[0].End]
		a.Kind = r.kindOf(src)
		if w := strings.ToLower(r.d.Tokens[src.First].Form); a.Kind == "" && (w == "one" || w == "another") {
			a.Kind = parley.AnonymousSpeaker // "one of the delegates"
		}
		if len(a.Source) > 1 {
			r.named(a)
		}
		if act, ok := r.actorIn(src); ok {
			a.Actor = act + 1
			if a.Kind == parley.AnonymousSpeaker && r.d.Actors[act].Kind == layer.PersonActor && strings.Contains(a.Speaker, ",") && !several(r.d.Doc, src) {
				a.Kind = parley.NamedSpeaker // "a spokesman, Karl Ode,"
			}
		}
		switch strings.ToLower(a.Speaker) {
		case "he", "she", "who", "i", "his", "her":
			if np, kind := r.subjectNear(a, src.First); kind == parley.NamedSpeaker || kind == parley.AnonymousSpeaker {
				at := np.Bytes(r.d.Doc)
				if n := max(last[parley.NamedSpeaker].at, last[parley.AnonymousSpeaker].at); at.Start > n || len(last) == 0 {
					now := speaker{words: r.text[at.Start:at.End], kind: kind, at: at.Start}
					if act, ok := r.actorIn(np); ok {
						now.actor = act + 1
						a.Actor = 0
					}
					stand(a, now)
					last[kind] = now
					if kind == parley.AnonymousSpeaker {
						delete(last, parley.NamedSpeaker)
					}
					break
				}
			}
			if !stand(a, last[parley.NamedSpeaker]) && !stand(a, last[parley.AnonymousSpeaker]) {
				r.subjectBefore(a)
			}
		case "it", "its":
			stand(a, last[parley.Institution])
		case "they", "their":
			stand(a, last[parley.GroupSpeaker])
		default:
			r.described(i)
			if a.Frame == nominal {
				break
			}
			last[a.Kind] = speaker{a.Speaker, a.Kind, a.Actor, a.Source[0].Start}
			if a.Kind == parley.AnonymousSpeaker && strings.Contains(strings.ToLower(a.Speaker), "sources") {
				last[parley.GroupSpeaker] = last[a.Kind]
			}
			if a.Kind == parley.Media {
				last[parley.Institution] = last[a.Kind]
			}
			if a.Kind == parley.AnonymousSpeaker {
				delete(last, parley.NamedSpeaker)
			}
		}
	}
	r.introduced()
}

// describedWithin is how many attributions back a description looks for the one
// whom it describes.
const describedWithin = 12

// described finds who "the spokesman" of attribution i is: the last speaker
// before who was introduced by that word. What the text names elsewhere is named.
func (r *reading) described(i int) {
	a := &r.out[i]
	src := clause.Tokens(r.d.Doc, a.Source[0])
	if src.Last-src.First < 2 || src.Last-src.First > 4 || len(a.Source) > 1 || a.Kind == parley.GroupSpeaker {
		return
	}
	if w := strings.ToLower(r.d.Tokens[src.First].Form); w != "the" && w != "this" && w != "that" {
		return
	}
	for k := src.First + 1; k < src.Last; k++ {
		if clause.Capitalized(&r.d.Tokens[k]) {
			return // a name, or an office as one
		}
	}
	head := strings.ToLower(r.d.Tokens[src.Last-1].Form)
	if a.Actor > 0 && (r.d.Actors[a.Actor-1].Code != "" || r.d.Actors[a.Actor-1].Person > 0) {
		return
	}
	for k := i - 1; k >= 0 && k >= i-describedWithin; k-- {
		b := &r.out[k]
		if b.Kind == parley.GroupSpeaker || len(b.Source) == 0 || !r.calledBy(b, head) {
			continue
		}
		if b.Actor > 0 {
			a.Actor = b.Actor
		}
		if b.Kind == parley.NamedSpeaker {
			a.Kind = b.Kind
		}
		return
	}
}

// calledBy reports whether the speaker of b is introduced as head: by the words
// at the cue, or by a title.
func (r *reading) calledBy(b *layer.Attribution, head string) bool {
	has := func(words string) bool {
		for w := range strings.FieldsFuncSeq(strings.ToLower(words), func(c rune) bool { return !unicode.IsLetter(c) }) {
			if w == head {
				return true
			}
		}
		return false
	}
	for _, s := range b.Source {
		if has(r.text[s.Start:s.End]) {
			return true
		}
	}
	if b.Actor == 0 {
		return false
	}
	p := r.d.Actors[b.Actor-1].Person
	return p > 0 && p <= len(r.d.People) && has(r.d.People[p-1].Title)
}

// subjectBefore takes for a pronoun whom no attribution before gives a name the
// person who is the subject of the sentence before, in the same paragraph.
func (r *reading) subjectBefore(a *layer.Attribution) {
	if a.Actor > 0 { // the reader of actors knows
		if name, ok := r.nameOf(a.Actor); ok {
			a.Speaker, a.Kind = name, parley.NamedSpeaker
		}
		return
	}
	n := a.Sentence - 1
	if n < 0 || r.d.Sentences[n].Block != r.d.Sentences[a.Sentence].Block || r.d.Sentences[n].Last-r.d.Sentences[n].First > maxBefore {
		return
	}
	s := &clause.Sentence{Doc: r.d.Doc, N: n, First: r.d.Sentences[n].First, Last: r.d.Sentences[n].Last}
	np := s.MainSubject(s.Last)
	if np.Empty() {
		return
	}
	switch kind := r.kindOf(np); kind {
	case parley.NamedSpeaker, parley.AnonymousSpeaker:
		if s.Class(np.Last-1) == nlp.PRON {
			return
		}
		at := np.Bytes(r.d.Doc)
		a.Speaker, a.Kind = r.text[at.Start:at.End], kind
		if act, ok := r.actorIn(np); ok {
			a.Actor = act + 1
		}
	}
}

// subjectNear is the person who is the subject of the sentence before that of a,
// or of the words before token, in the same paragraph: for whom "he" stands
// sooner than for one who has spoken before.
func (r *reading) subjectNear(a *layer.Attribution, token int) (clause.Range, parley.SpeakerKind) {
	for n := a.Sentence; n >= max(0, a.Sentence-1) && r.block(n) == r.block(a.Sentence); n-- {
		sen := r.d.Sentences[n]
		if sen.Last-sen.First > maxBefore {
			break
		}
		s := &clause.Sentence{Doc: r.d.Doc, N: n, First: sen.First, Last: min(sen.Last, token)}
		for i := s.First; i < s.Last; i++ {
			if c := s.Class(i); c != nlp.VERB && c != nlp.AUX || r.quoteOf[i] > 0 {
				continue
			}
			np, apposition, _ := s.SubjectLeft(i)
			if np.Empty() {
				continue
			}
			if k := r.kindOf(apposition); !apposition.Empty() && k == parley.NamedSpeaker && (r.personIn(apposition) || r.nameType(apposition) == nlp.PER) {
				return apposition, k
			}
			if s.Class(np.Last-1) == nlp.PRON || r.quoteOf[np.First] > 0 {
				return clause.Range{}, ""
			}
			switch k := r.kindOf(np); k {
			case parley.NamedSpeaker:
				if r.personIn(np) || r.nameType(np) == nlp.PER {
					return np, k
				}
			case parley.AnonymousSpeaker:
				return np, k
			}
			return clause.Range{}, ""
		}
	}
	return clause.Range{}, ""
}

// personIn reports whether a person or an office is named in np.
func (r *reading) personIn(np clause.Range) bool {
	act, ok := r.actorIn(np)
	return ok && (r.d.Actors[act].Kind == layer.PersonActor || r.d.Actors[act].Kind == layer.Office)
}

// longTitle is how many blanks a speaker's words have before a pronoun stands for the
// name alone.
const longTitle = 3

// nameOf is the name of the person who is actor number n, counted from 1.
func (r *reading) nameOf(n int) (string, bool) {
	if n <= 0 {
		return "", false
	}
	if p := r.d.Actors[n-1].Person; p > 0 && p <= len(r.d.People) {
		return r.d.People[p-1].Name, true
	}
	return "", false
}

// maxBefore bounds the tokens of the sentence in which a subject is looked for.
const maxBefore = 200

// introduced makes a speaker named whom the lead describes and a sentence soon
// after it names: "A Norwegian envoy says … Kari Nordmann said …".
func (r *reading) introduced() {
	for i := range r.out {
		a := &r.out[i]
		if a.Kind != parley.AnonymousSpeaker || a.Sentence > 1 || len(a.Source) == 0 {
			continue
		}
		src := clause.Tokens(r.d.Doc, a.Source[0])
		if w := strings.ToLower(r.d.Tokens[src.First].Form); w != "a" && w != "an" && w != "the" {
			continue
		}
		if head, ok := r.headWord(src); ok && strings.HasPrefix(strings.ToLower(r.d.Tokens[head].Form), "source") {
			continue // sources stay unnamed
		}
		for k := i + 1; k < len(r.out) && r.out[k].Sentence <= a.Sentence+2; k++ {
			b := &r.out[k]
			if b.Kind != parley.NamedSpeaker || b.Actor == 0 || b.Sentence == a.Sentence {
				continue
			}
			if p := r.d.Actors[b.Actor-1].Person; p > 0 && r.d.Actors[r.d.People[p-1].Mentions[0]].Sentence > a.Sentence {
				a.Kind = parley.NamedSpeaker
			}
			break
		}
	}
}

// named joins a description with the name that stands in apposition to it:
// "a spokesman, Karl Ode".
func (r *reading) named(a *layer.Attribution) {
	ap := clause.Tokens(r.d.Doc, a.Source[1])
	if ap.Last-ap.First > 4 || a.Kind == parley.NamedSpeaker && clause.Capitalized(&r.d.Tokens[clause.Tokens(r.d.Doc, a.Source[0]).Last-1]) {
		return
	}
	for i := ap.First; i < ap.Last; i++ {
		if clause.Class(&r.d.Tokens[i]) != nlp.PROPN || !clause.Capitalized(&r.d.Tokens[i]) {
			return
		}
	}
	a.Kind = parley.NamedSpeaker
	a.Speaker = r.text[a.Source[0].Start:a.Source[1].End]
}

// voices are the acts in which a quotation is somebody's words.
var voices = map[string]bool{
	"say": true, "claim": true, "know": true, "announce": true, "report": true, "assert": true, "warn": true, "describe": true, "think": true,
	"deny": true, "worry": true, "express": true, "praise": true, "condemn": true, "ask": true, "demand": true, "accuse": true,
}

// quotations lists the quotations of the document with the innermost
// attribution that holds each.
func (r *reading) quotations() []layer.Quotation {
	out := make([]layer.Quotation, len(r.quotes))
	size := make([]int, len(r.quotes))
	for q := range r.quotes {
		out[q] = layer.Quotation{Span: cutComma(r.text, r.quotes[q].inner()), Words: r.quotes[q].words}
	}
	for i := range r.out {
		if r.out[i].Frame == nominal {
			continue
		}
		for _, c := range r.out[i].Content {
			for q := range r.quotesIn(c) {
				if !c.Contains(out[q].Span) {
					continue
				}
				n := c.Len()
				if !voices[r.out[i].Act] {
					n += len(r.text) // what somebody discusses or wants is not what he says
				}
				if out[q].Attribution == 0 || n < size[q] {
					out[q].Attribution, size[q] = i+1, n
				}
			}
		}
	}
	return out
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
