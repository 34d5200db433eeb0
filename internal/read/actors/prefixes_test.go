package actors

import (
	"strings"
	"testing"
)

// TestPrefixExamples finds the state of every row in its example.
func TestPrefixExamples(t *testing.T) {
	n := 0
	for line := range strings.Lines(prefixesTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) != 3 {
			t.Errorf("prefixes.tsv: %q has not three fields", line)
			continue
		}
		n++
		if got, want := actors(read(t, f[2], true)), f[0]+"="+f[1]; !strings.HasPrefix(got, want+"; ") {
			t.Errorf("prefixes.tsv: %q gives %q, want %s first", f[2], got, want)
		}
	}
	if n < 10 {
		t.Errorf("only %d rows", n)
	}
}
