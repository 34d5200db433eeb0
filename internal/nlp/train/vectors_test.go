package train

import (
	"reflect"
	"testing"
)

func TestRoughWords(t *testing.T) {
	var got []string
	roughWords("“We don’t agree,” Mr. Bell's aide said—twice. The U.S. won't.", func(w string) { got = append(got, w) })
	want := []string{"“", "We", "do", "n’t", "agree", ",", "”", "Mr", ".", "Bell", "'s", "aide", "said", "—", "twice", ".", "The", "U.S.", "wo", "n't", "."}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
