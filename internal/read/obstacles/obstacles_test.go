package obstacles

import (
	"slices"
	"testing"

	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// TestExamples runs every row of the table.
func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.table.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, x := range s.words.examples {
		if found := s.candidates(nlptest.Sentences(t, x.text)[0]); len(found) == 0 {
			t.Errorf("line %d: no obstacle is found in the example of %q, %q", x.line, x.word, x.text)
		}
	}
}

func TestCandidates(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"They are at odds over the dam and the fish quotas.":                            {"dam", "fish quotas"},
		"The talks were called off after the raid on the port.":                         {"raid on the port"},
		"The rebels will not return to the talks until the siege is lifted.":            {"until the siege is lifted"},
		"The premier offered to hold talks with the rebels if they disarm.":             {"if they disarm"},
		"The envoy rejected a demand to release the hostages as a condition for talks.": {"envoy rejected a demand to release the hostages as a condition for talks"},
		"The envoy described the minister as an obstacle to peace.":                     {"minister as an obstacle to peace"},
		"The proposal bridges remaining gaps between the two.":                          {"remaining gaps between the two"},
		"The talks are constrained by deep mistrust and competing interests.":           {"deep mistrust", "competing interests"},
		"The launch was postponed because of payment delays.":                           {"payment delays"},
		"The summit struggled to bridge differences on the role of the court.":          {"differences on the role of the court"},
		"The rebels have refused to disarm.":                                            {"rebels have refused to disarm"},
		"They differ over how to go on.":                                                {"how to go on"},
		"There were clashes on Friday.":                                                 nil,
		"A first version foundered on the price of fish.":                               {"price of fish"},
		"The conference went ahead without the army.":                                   {"went ahead without the army"},
		"The capital has major reservations about the offer.":                           {"major reservations about the offer"},
		"There could be no deal unless he left.":                                        {"no deal unless he left"},
		"The ministers boycotted the meeting.":                                          {"boycotted the meeting"},
		"The three have threatened to reinstate sanctions by the end of May.":           {"three have threatened to reinstate sanctions by the end of May"},
		"One sticking point has been the role of the militia.":                          {"role of the militia"},
		"A key stumbling block remains the release of the hostages.":                    {"release of the hostages"},
		"The biggest hurdle is the status of the islands.":                              {"status of the islands"},
		"The main point of contention is the port.":                                     {"port"},
		"They could not agree on the name of the council.":                              {"name of the council"},
		"They are split over who would command the force.":                              {"who would command the force"},
		"The gulf between the two camps over the tariff widened.":                       {"gulf between the two camps over the tariff"},
		"Negotiators have yet to settle the question of tolls.":                         {"tolls"},
		"The plan for the airport is still to be settled.":                              {"plan for the airport"},
		"The issue of prisoners continues to divide the two sides.":                     {"issue of prisoners"},
		"The rebels demand a full pullout before any talks.":                            {"demand a full pullout before any talks"},
		"The point of the visit is trade.":                                              nil,
		"They agreed on the first item before lunch.":                                   nil,
		"The first question is easy.":                                                   nil,
		"The envoy rejected that demand.":                                               nil,
		"Dialogue is better than stalemate.":                                            nil,
		"The plan bridges gaps.":                                                        nil,
		"The talks ended after three days.":                                             nil,
		"They spoke of their past disagreements over tariffs.":                          nil,
		"They waited until noon.":                                                       nil,
	} {
		sent := nlptest.Sentences(t, text)[0]
		var got []string
		for _, f := range s.candidates(sent) {
			got = append(got, text[sent.Tokens[f.first].Start:sent.Tokens[f.last-1].End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMeetingOf(t *testing.T) {
	d := &layer.Doc{Doc: nlptest.Parse(t, "The talks in Oslo ended. Talks in Rome are planned. Norway and Chile differ over the dam.")}
	for i := range d.Tokens {
		if code := map[string]string{"Norway": "NOR", "Chile": "CHL"}[d.Tokens[i].Form]; code != "" {
			d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Sentence: 2, Kind: layer.State, Code: code})
		}
	}
	d.Meetings = []layer.Meeting{
		{Parties: []string{"FRA", "NOR"}, Main: true, Scope: []int{0}, Triggers: []layer.Trigger{{Sentence: 0}}},
		{Parties: []string{"CHL", "NOR"}, Scope: []int{1}, Triggers: []layer.Trigger{{Sentence: 1}}},
	}
	for sentence, want := range []int{0, 1, 1} {
		if got, ok := meetingOf(d, sentence, d.Sentences[sentence].First); !ok || got != want {
			t.Errorf("sentence %d: meeting %d %v, want %d", sentence, got, ok, want)
		}
	}
}

func TestNone(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"The ministers met in Oslo on Monday.",
		"They resolved their differences.",
		"The talks ended without obstacles.",
	} {
		if found := s.candidates(nlptest.Sentences(t, text)[0]); len(found) != 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// TestRelevant: a refusal by those who have no part in the talks, and a front
// that does not move, are no obstacles of them.
func TestRelevant(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"The soldiers refused to shoot.":                     false,
		"Norway refused to sign the text.":                   true,
		"Chile refused to sign the register.":                false,
		"Chile refused to accept it, and the talks stopped.": false,
		"The talks failed after Norway refused to sign.":     true,
		"There is a military stalemate over the town.":       false,
		"Mistrust hampers the negotiations.":                 true,
	} {
		d := &layer.Doc{Doc: nlptest.Parse(t, text)}
		for i := range d.Tokens {
			if code := map[string]string{"Norway": "NOR", "Chile": "CHL"}[d.Tokens[i].Form]; code != "" {
				d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.State, Code: code})
			}
		}
		d.Meetings = []layer.Meeting{{Parties: []string{"DNK", "NOR"}, Main: true, Triggers: []layer.Trigger{{Sentence: 5}}}}
		got := false
		for _, f := range s.candidates(d.Prepared(0)) {
			got = got || relevant(d, 0, 0, d.Prepared(0), f)
		}
		if got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
