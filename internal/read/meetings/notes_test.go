package meetings

import (
	"testing"

	"github.com/parley-register/parley/internal/read/layer"
)

// TestNotes finds the paragraphs on authors and publishers.
func TestNotes(t *testing.T) {
	const body = "Chile and Peru met.\nOla Ness\n\nThe ministers of Chile and Peru held talks in Lima on Monday.\n\n"
	for _, c := range []struct {
		end  string
		want bool
	}{
		{"Ola Ness is a reporter in Lima who covered the talks of 2006.", true},
		{"Ola Ness is a former diplomat of Norway. He attended the summit in Bonn.", true}, // the name stands at the top
		{"Share This Article Ola Ness is a former diplomat of Norway.", true},
		{"Andes Post is an independent newspaper that covers talks in Lima.", true},
		{"Anna Berg is a former diplomat of Norway.", false},
		{"Anna Berg told reporters that the talks were a success.", false},
		{"Anna Berg is to meet the minister, she said in a statement to a newspaper.", false},
		{"The two are to meet again in Lima.", false},
	} {
		d := parse(t, body+c.end)
		v := newView(&layer.Doc{Doc: d})
		if got := v.note[len(v.note)-1]; got != c.want {
			t.Errorf("%q: %v, want %v", c.end, got, c.want)
		}
		if v.note[0] || v.note[1] {
			t.Errorf("%q: the news is taken for a note", c.end)
		}
	}
}
