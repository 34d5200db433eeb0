package lemma

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp/lemma"
)

// words are pairs of form and lemma.
func words(pairs ...string) []seen {
	var out []seen
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, seen{strings.ToLower(pairs[i]), pairs[i], pairs[i+1], ruleFor(pairs[i], pairs[i+1]), 2})
	}
	return out
}

func lemmatizer(t *testing.T, rules []learnt) *lemma.Lemmatizer {
	t.Helper()
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "VBD\t%s\t%s\n", r.ending, r.rule)
	}
	z, err := lemma.Parse(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var past3 = words("walked", "walk", "talked", "talk", "worked", "work", "Asked", "ask", "called", "call", "carried", "carry", "tried", "try",
	"cried", "cry", "hurried", "hurry", "went", "go", "met", "meet", "filled", "fill")

func TestLearn(t *testing.T) {
	z := lemmatizer(t, learn(slices.Clone(past3)))
	for form, want := range map[string]string{
		"walked": "walk", "Walked": "walk", "went": "go", "met": "meet", // seen
		"barked": "bark", "married": "marry", // not seen
	} {
		if got := z.Lemma(form, "VBD", false); got != want {
			t.Errorf("%s: %q, want %q", form, got, want)
		}
	}
}

func TestSupported(t *testing.T) {
	forms := slices.Clone(past3)
	rules := learn(forms)
	rules = append(rules, supported(forms, rules, "VBD", map[string]int{"provoked": 9, "provoke": 20, "planned": 30, "plan": 90, "barked": 9, "bark": 9, "rare": 9, "rared": 2})...)
	z := lemmatizer(t, rules)
	for form, want := range map[string]string{"provoked": "provoke", "planned": "plan", "barked": "bark"} {
		if got := z.Lemma(form, "VBD", false); got != want {
			t.Errorf("%s: %q, want %q", form, got, want)
		}
	}
	for _, r := range rules {
		if r.ending == "^barked" || r.ending == "^rared" {
			t.Errorf("an entry for %s, which needs none", r.ending)
		}
	}
}

func TestRuleFor(t *testing.T) {
	for _, tt := range []struct{ form, lemma, want string }{
		{"held", "hold", "l3old"},
		{"Ministers", "minister", "l1"},
		{"Geneva", "Geneva", "k0"},
		{"I", "I", "k0"},
		{"talks", "talk", "l1"},
		{"é", "è", "l2è"},
	} {
		r := ruleFor(tt.form, tt.lemma)
		if r.String() != tt.want || r.Apply(tt.form) != tt.lemma {
			t.Errorf("%s to %s: rule %s gives %q", tt.form, tt.lemma, r, r.Apply(tt.form))
		}
	}
}
