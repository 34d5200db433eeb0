package clause

import "github.com/parley-register/parley/internal/nlp"

// maxWanted bounds the tokens of a phrase.
const maxWanted = 45

// stops are words that end what is wanted: what they open tells when, why or
// whatever else.
var stops = map[string]bool{
	"as": true, "while": true, "when": true, "because": true, "after": true, "before": true, "during": true, "amid": true, "if": true,
	"since": true, "although": true, "though": true, "unless": true, "until": true, "whereas": true, "but": true, "despite": true,
}

// PhraseEnd is the token after the phrase that starts at token start: up to
// what tells when, why or whatever else, with the members of a list kept.
func (s *Sentence) PhraseEnd(start int) int {
	end := start
	for end < s.Last && end-start < maxWanted {
		w := s.Low(end)
		if FinalMark(w) && !IsMark(w) || w == ":" || w == "—" || w == "–" && end > start {
			break
		}
		if end > start && (stops[w] || s.venue(end)) {
			break
		}
		if w == "," && !list(s, end) {
			break
		}
		if (w == "and" || w == "or") && end > start {
			n := end + 1
			for s.Class(n) == nlp.ADV {
				n++
			}
			if c := s.Class(n); c == nlp.AUX || c == nlp.VERB && finite(s, n) {
				break
			}
		}
		if weekday(w) && end > start+1 {
			if s.Class(end-1) == nlp.ADP {
				end--
			}
			break
		}
		end++
	}
	for end > start && (s.Low(end-1) == "," || FinalMark(s.Low(end-1)) || s.Class(end-1) == nlp.CCONJ || s.Class(end-1) == nlp.SCONJ) {
		end--
	}
	return end
}

// venues are nouns that tell where something was said.
var venues = Set("statement interview speech letter tweet post article ruling address remarks briefing twitter facebook television email memo filing")

// venue reports whether token i opens a phrase that tells where something was
// said: "in a written statement", "on Twitter".
func (s *Sentence) venue(i int) bool {
	if w := s.Low(i); w != "in" && w != "on" && w != "during" && w != "at" {
		return false
	}
	for k := i + 1; k < s.Last && k-i < 5; k++ {
		if venues[s.Low(k)] {
			return true
		}
		if !Nominal(s.Class(k)) && !s.Possessive(k) {
			return false
		}
	}
	return false
}

func finite(s *Sentence, i int) bool {
	switch s.Tok(i).XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func weekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// list reports whether the comma at token i separates members of a list: "and"
// or another comma follows soon, with no verb between.
func list(s *Sentence, i int) bool {
	if w := s.Low(i + 1); w == "and" || w == "or" {
		n := i + 2
		for s.Class(n) == nlp.ADV {
			n++
		}
		c := s.Class(n)
		if w == "and" && (c == nlp.VERB && finite(s, n) || c == nlp.AUX || c == nlp.PRON) {
			return false
		}
		// a comma before it, so that there are three members or more
		for k := i - 1; k > s.First && i-k < 12; k-- {
			if s.Low(k) == "," {
				return true
			}
			if s.Class(k) == nlp.AUX {
				return false
			}
		}
		return false
	}
	if s.Class(i-1) == nlp.ADJ && s.Class(i+1) == nlp.ADJ {
		return true // "a comprehensive, inclusive process"
	}
	if w := s.Low(i + 1); w == "including" || w == "which" || w == "who" || w == "where" || w == "with" {
		return false
	}
	for k := i + 1; k < s.Last && k-i < 12; k++ {
		w := s.Low(k)
		if w == "and" || w == "or" {
			return k > i+1
		}
		if w == "," {
			return s.Low(k+1) == "and" || s.Low(k+1) == "or" || list2(s, k)
		}
		if c := s.Class(k); c == nlp.AUX || c == nlp.VERB && finite(s, k) || c == nlp.PRON && SubjectPronoun(w) || FinalMark(w) {
			return false
		}
	}
	return false
}

func list2(s *Sentence, i int) bool {
	for k := i + 1; k < s.Last && k-i < 10; k++ {
		w := s.Low(k)
		if w == "and" || w == "or" {
			return true
		}
		if c := s.Class(k); c == nlp.AUX || c == nlp.VERB && finite(s, k) || FinalMark(w) || w == "," && s.Low(k+1) != "and" {
			return false
		}
	}
	return false
}
