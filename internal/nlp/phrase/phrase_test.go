package phrase_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// sentence makes a sentence of "form/lemma/UPOS/XPOS" or "form" words.
func sentence(text string) *phrase.Sentence {
	d := &nlp.Doc{}
	for w := range strings.FieldsSeq(text) {
		f := append(strings.Split(w, "/"), "", "", "")
		d.Tokens = append(d.Tokens, nlp.Token{Form: f[0], Lemma: f[1], UPOS: nlp.ParseUPOS(f[2]), XPOS: f[3]})
	}
	d.Sentences = []nlp.Sentence{{First: 0, Last: len(d.Tokens)}}
	return phrase.Of(d, 0)
}

func find(p *phrase.Pattern, s *phrase.Sentence) string {
	for i := range s.Tokens {
		if m, ok := p.At(s, i); ok {
			var words []string
			for _, t := range s.Tokens[m.From:m.To] {
				words = append(words, t.Form)
			}
			return strings.Join(words, " ")
		}
	}
	return ""
}

func TestMatch(t *testing.T) {
	const s = "The/the/DET sides/side/NOUN failed/fail/VERB on Sunday to/to/PART agree/agree/VERB on a text , officials/official/NOUN said/say/VERB/VBD ."
	for pattern, want := range map[string]string{
		"fail":                          "failed",
		"=fail":                         "",
		"=failed":                       "failed",
		"fail * agree":                  "failed on Sunday to agree",
		"fail *1 agree":                 "",
		"fail * ( agree )>":             "agree on a text",
		"( fail * agree on ) *2 text":   "failed on Sunday to agree on",
		"fail never? on":                "failed on",
		"refuse|fail on":                "failed on",
		"DET NOUN":                      "The sides",
		"DET NOUN|VERB fail":            "The sides failed",
		"text * official":               "",
		"text ~ official":               "text , officials",
		"agree ~8 .":                    "agree on a text , officials said .",
		"fail ~16 nothing":              "",
		"the NOUN ( VERB ) *3 to agree": "failed",
	} {
		p, err := phrase.Compile(pattern)
		if err != nil {
			t.Errorf("%q: %v", pattern, err)
			continue
		}
		if got := find(p, sentence(s)); got != want {
			t.Errorf("%q finds %q, want %q", pattern, got, want)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	for _, pattern := range []string{"", "* a", "a? b", "( a", "a )", "( ) a", "( a ) ( b )", "a *99 b", "a *x b", "a * b * c * d * e", "a||b", "= a"} {
		if p, err := phrase.Compile(pattern); !errors.Is(err, phrase.ErrPattern) {
			t.Errorf("%q compiles to %v, %v", pattern, p, err)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("fail ~ ( agree on )> text", "The sides failed , again , to agree on a text")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		p, err := phrase.Compile(pattern)
		if err != nil || len(text) > 2000 {
			return
		}
		s := sentence(text)
		for i := range s.Tokens {
			if m, ok := p.At(s, i); ok && (m.First != i || m.From < i || m.To <= m.From || m.To > len(s.Tokens) || m.Last > len(s.Tokens)) {
				t.Fatalf("%q at %d of %q: %+v", pattern, i, text, m)
			}
		}
	})
}

// TestMoodOfCalls checks that a call by telephone wants nothing.
func TestMoodOfCalls(t *testing.T) {
	for text, want := range map[string]bool{
		"The call/call/NOUN was constructive":      false,
		"The call/call/NOUN for talks was serious": true,
		"They call/call/VERB the border disputed":  true,
	} {
		s := sentence(text)
		if got := s.MoodAt(len(s.Tokens) - 1).Wanted; got != want {
			t.Errorf("%q: wanted is %t, want %t", text, got, want)
		}
	}
}
