package show_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

func TestMostTold(t *testing.T) {
	sign := func(year int) parley.State {
		return parley.State{LastSign: parley.On(parley.Moment{Year: year})}
	}
	all := []*parley.Process{
		{ID: "few", Documents: 1, Rounds: make([]parley.Round, 3)},
		{ID: "older", Documents: 4, Rounds: make([]parley.Round, 2), State: sign(1999)},
		{ID: "b", Documents: 4, Rounds: make([]parley.Round, 2), State: sign(2005)},
		{ID: "a", Documents: 4, Rounds: make([]parley.Round, 2), State: sign(2005)},
		{ID: "rounds", Documents: 4, Rounds: make([]parley.Round, 5)},
		{ID: "most", Documents: 9},
	}
	slices.SortFunc(all, show.MostTold)
	var got []string
	for _, p := range all {
		got = append(got, p.ID)
	}
	if want := "most rounds a b older few"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
