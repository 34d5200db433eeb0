package tone

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

func terms(t *testing.T, s *Stage, text string) []string {
	var out []string
	var before *phrase.Sentence
	for _, sent := range nlptest.Sentences(t, text) {
		found := s.find(sent, before, false)
		before = sent
		for _, f := range found {
			var words []string
			for _, tok := range sent.Tokens[f.first:f.last] {
				words = append(words, tok.Form)
			}
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}

// TestExamples runs every row of the table: each term is found in its own
// example.
func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.phrases.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, row := range s.terms {
		if row.convention == "" || row.source == "" {
			t.Errorf("%s has no convention or no source", row.word)
		}
		if got := terms(t, s, row.example); !slices.Contains(got, strings.ReplaceAll(row.word, "-", " - ")) {
			t.Errorf("%q is not found in its example %q, which gives %q", row.word, row.example, got)
		}
	}
}

func TestFind(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"The spokesman said that the talks were candid and constructive.":                                  {"candid and constructive"},
		"She described the meeting as very productive.":                                                    {"very productive"},
		"They held frank talks.":                                                                           {"frank"},
		"The economy faces a difficult year.":                                                              nil,
		"Foreign Minister Anna Berg on Tuesday rejected the description of the Lima summit as a failure.":  nil,
		"The minister denied that the talks were a failure.":                                               nil,
		"The talks were not constructive.":                                                                 nil,
		"He hopes that the talks will be productive.":                                                      nil,
		"Good roads lead to the village.":                                                                  nil,
		"The sides spoke of the outcome in constructive terms.":                                            {"constructive"},
		"The leaders had two \"candid\" conversations.":                                                    {"candid"},
		"The hour-long call was \"cordial\" and went through interpreters.":                                {"cordial"},
		"The two had a frank and open discussion.":                                                         {"frank and open"},
		"They are pursuing constructive discussions with the rebels.":                                      nil,
		"The White House said that they will have an in-depth discussion.":                                 nil,
		"Progress depends on candid dialogue.":                                                             nil,
		"Honest talks are needed.":                                                                         nil,
		"It followed the historic Franco-German summit of May.":                                            {"historic"},
		"The talks were held in a positive atmosphere.":                                                    {"positive atmosphere"},
		"Officials on both sides describe the engagement as deliberate and forward-looking.":               {"deliberate and forward - looking"},
		"The exchanges are framed as collaborative rather than prescriptive.":                              {"collaborative rather than prescriptive"},
		"Observers interpret the talks as evidence of a thaw. Others view them as a pragmatic response.":   {"pragmatic response"},
		"She described the meeting as part of an ongoing dialogue. They described the talks as bilateral.": nil,
		"Drafting a summit statement has proved difficult.":                                                nil,
		"The remark captures the cautious yet determined tone surrounding the meeting.":                    {"cautious yet determined tone"},
		"The restraint suggests recognition of the talks' tentative nature.":                               {"tentative"},
		"They spoke in a \"professional and pragmatic\" manner.":                                           {"professional and pragmatic"},
		"The talks went very well.":                                                                        {"went very well"},
		"It came after talks with the premier on Monday which he described as \"constructive\".":           {"constructive"},
		"Of the summit they spoke little, and some hailed it as a success.":                                {"success"},
		"The host declared the summit a resounding success.":                                               {"resounding success"},
		"She described the mood as respectful.":                                                            {"respectful"},
		"At the talks it is going to be difficult to use the pass.":                                        nil,
		"He is in good health and high spirits after the meeting.":                                         nil,
		"He left after talks with the premier, saying that he was optimistic about a truce.":               nil,
		"They found it difficult to work with the delegation.":                                             nil,
		"The atmosphere in the square was tense.":                                                          nil,
		"The atmosphere of the meeting was tense.":                                                         {"tense"},
		"Rebels have made progress in the hills.":                                                          nil,
		"The capital welcomed the uprising in cautious terms.":                                             nil,
		"\"This is a win-win agreement,\" she said of the talks.":                                          {"win - win"},
		"It was a win-win for the shops.":                                                                  nil,
		"The talks were held in a spirit of friendship.":                                                   {"spirit of friendship"},
		"The atmosphere was constructive.":                                                                 {"constructive"},
		"He called the exchange frank, honest and substantive.":                                            {"frank , honest and substantive"},
		"He described his talks with the harbour side, under Anna Berg and Ola Moe, as frank.":             {"frank"},
		"He called the result a win for both countries.":                                                   {"a win for both countries"},
		"Hardliners called the pact a surrender.":                                                          {"a surrender"},
		"They met for talks. She called the day a great one.":                                              {"a great one"},
		"He found the meeting decent.":                                                                     {"decent"},
		"The minister was deeply disappointed after the talks.":                                            {"deeply disappointed"},
		"The talks have brought serious progress on fish.":                                                 {"serious progress"},
		"The talks ended at noon. He spoke of deep disappointment.":                                        {"deep disappointment"},
		"The talks ended at noon. There had been concrete progress, he said.":                              {"concrete progress"},
		"The talks are about fish. Has enough progress been made? They make enough progress in the hills.": nil,
		"They met for talks. She called the decision of the old government a mistake.":                     nil,
		"They called a meeting of the council. The minister called for talks on Monday.":                   nil,
		"The shopkeepers were disappointed.":                                                               nil,
		"The path to peace is hard. The rebels made a breakthrough at the front.":                          nil,
	} {
		if got := terms(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
