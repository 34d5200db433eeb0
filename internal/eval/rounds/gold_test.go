package rounds_test

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval/rounds"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/talksbench"
)

func ptr(s string) *string { return &s }

func TestFromGold(t *testing.T) {
	meeting := func(from, to string) talksbench.Meeting {
		return talksbench.Meeting{
			Status: "held", Parties: []string{"AAA", "BBB"}, When: &talksbench.When{Text: "May", From: ptr(from), To: ptr(to)},
			Where: &talksbench.Where{Text: "Strelsau", Place: ptr("Strelsau")}, Outcome: &talksbench.Outcome{Kind: "partial", Text: "a deal"},
		}
	}
	articles := []*talksbench.Article{
		{Doc: talksbench.Doc{ID: "x", Published: ptr("1894-05-04")}, Meetings: []talksbench.Meeting{meeting("1894-05-03", "1894-05-03")}},
		{Doc: talksbench.Doc{ID: "y", Published: ptr("1894-06-04")}, Meetings: []talksbench.Meeting{meeting("1894-05-01", "1894-05-31")}},
	}
	in := rounds.FromGold(articles, map[string]string{"x": "In Strelsau in May they made a deal.", "y": "In May a deal was made in Strelsau, as told."})
	reg := register.Fold(in)
	if len(reg.Processes) != 1 || len(reg.Processes[0].Rounds) != 1 {
		t.Fatalf("%+v", reg.Processes)
	}
	r := reg.Processes[0].Rounds[0]
	if r.When != parley.On(parley.Date(1894, 5, 3)) || r.Place.Name != "Strelsau" || r.Outcome != parley.Partial || r.Origins != 2 {
		t.Errorf("%+v", r)
	}
	if q := r.Field(parley.FieldOutcome).Current().Claims[0].Evidence[0].Quote; q != "a deal" {
		t.Errorf("the outcome rests on %q", q)
	}
}
