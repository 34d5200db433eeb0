package code_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	f := os.Getenv("DEBUG_TEXT")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	for line := range strings.Lines(string(b)) {
		doc := annotate(t, strings.TrimSpace(line))
		fmt.Print(coder(t).Debug(doc))
	}
}
