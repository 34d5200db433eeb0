package code

import "testing"

// Frame is a row of frames.tsv, for its test.
type Frame struct {
	Line            int
	Example, Expect string
}

// Frames are the rows of frames.tsv.
func Frames(t testing.TB) []Frame {
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	var out []Frame
	for _, f := range d.rows {
		out = append(out, Frame{f.line, f.example, f.expect})
	}
	return out
}
