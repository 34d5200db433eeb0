package outcomes

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestExamples(t *testing.T) {
	s := stage(t)
	for _, r := range s.table.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, r := range s.table.Rows {
		if kind, _, _ := strings.Cut(r.Kind, " "); weight[parley.Outcome(kind)] == 0 {
			t.Errorf("line %d: %q is no outcome", r.Line, r.Kind)
		}
	}
}

// heaviest is the outcome that a meeting would get from a text.
func heaviest(t *testing.T, s *Stage, text string) parley.Outcome {
	var best parley.Outcome
	for _, sent := range nlptest.Sentences(t, text) {
		for _, f := range s.find(sent, false) {
			if weight[f.Kind] > weight[best] {
				best = f.Kind
			}
		}
	}
	return best
}

func TestFind(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]parley.Outcome{
		"No agreement was reached, the mediator said.":                         parley.NoAgreement,
		"The talks ended without a breakthrough.":                              parley.NoAgreement,
		"The two sides agreed to keep talking.":                                parley.AgreedToContinue,
		"The presidents signed a treaty on the border.":                        parley.Agreement,
		"The ministers hope to sign a treaty in May.":                          "",
		"They will sign an agreement next week.":                               "",
		"The envoy urged the parties to reach an agreement.":                   "",
		"If they reach a deal, sanctions will be lifted.":                      "",
		"The sides have not signed any agreement.":                             parley.NoAgreement,
		"The parties agreed in principle to a withdrawal.":                     parley.InPrinciple,
		"The negotiations collapsed on Tuesday.":                               parley.Collapsed,
		"Talks could collapse if the shelling goes on.":                        "",
		"The ministers issued a joint statement.":                              parley.JointStatement,
		"In a joint statement they said that they had signed a border treaty.": parley.Agreement,
		"They met over lunch and talked about the weather.":                    "",
		"The sides failed to agree on a date.":                                 parley.NoAgreement,
	} {
		if got := heaviest(t, s, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
