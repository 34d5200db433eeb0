package clause

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed irregular.tsv
var irregularTSV string

// Form is one form of a verb.
type Form struct {
	Form       string
	Participle bool // past participle, so that the verb may be passive
	Present    bool // present participle
}

var irregular = sync.OnceValue(func() map[string][][]string {
	m := map[string][][]string{}
	for line := range strings.Lines(irregularTSV) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 5 && !strings.HasPrefix(line, "#") {
			m[f[0]] = append(m[f[0]], f[1:])
		}
	}
	return m
})

// Forms lists the forms of a verb: the lemma, third person, past, participle
// and present participle, without repetitions. Irregular verbs, those that
// double a consonant included, are in irregular.tsv.
func Forms(lemma string) []Form {
	paradigms := irregular()[lemma]
	if paradigms == nil {
		paradigms = [][]string{regular(lemma)}
	}
	out := []Form{{Form: lemma}}
	add := func(f Form) {
		for i := range out {
			if out[i].Form == f.Form {
				out[i].Participle = out[i].Participle || f.Participle
				out[i].Present = out[i].Present || f.Present
				return
			}
		}
		out = append(out, f)
	}
	for _, p := range paradigms {
		add(Form{Form: p[0]})
		add(Form{Form: p[1]})
		add(Form{Form: p[2], Participle: true})
		add(Form{Form: p[3], Present: true})
	}
	return out
}

// regular gives third person, past, participle and present participle of a
// regular verb.
func regular(lemma string) []string {
	n := len(lemma)
	vowel := func(i int) bool { return i >= 0 && strings.IndexByte("aeiou", lemma[i]) >= 0 }
	third, past, ing := lemma+"s", lemma+"ed", lemma+"ing"
	switch {
	case lemma[n-1] == 'e':
		past = lemma + "d"
		if n > 2 && lemma[n-2] != 'e' {
			ing = lemma[:n-1] + "ing"
		}
	case lemma[n-1] == 'y' && !vowel(n-2):
		third, past = lemma[:n-1]+"ies", lemma[:n-1]+"ied"
	case strings.HasSuffix(lemma, "s") || strings.HasSuffix(lemma, "sh") || strings.HasSuffix(lemma, "ch") || strings.HasSuffix(lemma, "x"):
		third = lemma + "es"
	}
	return []string{third, past, past, ing}
}
