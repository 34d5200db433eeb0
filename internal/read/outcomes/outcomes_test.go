package outcomes

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestExamples(t *testing.T) {
	s := stage(t)
	for _, r := range s.table.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, r := range s.predicates.Rows {
		kind, of, _, _ := predicate(r.Kind)
		found := false
		for _, sent := range nlptest.Sentences(t, r.Example) {
			for _, f := range s.told(sent, false) {
				found = found || f.Row.Line == r.Line && f.Kind == kind
			}
		}
		if !found {
			t.Errorf("predicates.tsv, line %d: %q of %s is not found in its example %q", r.Line, r.Pattern, of, r.Example)
		}
	}
	for _, r := range s.table.Rows {
		if kind, _, _ := strings.Cut(r.Kind, " "); weight[parley.Outcome(kind)] == 0 {
			t.Errorf("line %d: %q is no outcome", r.Line, r.Kind)
		}
	}
}

// heaviest is the outcome that a meeting would get from a text.
func heaviest(t *testing.T, s *Stage, text string) parley.Outcome {
	var best parley.Outcome
	most := 0
	for _, sent := range nlptest.Sentences(t, text) {
		for _, f := range s.find(sent, false) {
			if len(f.Doubts) == 0 && f.weight() > most {
				best, most = f.Kind, f.weight()
			}
		}
	}
	return best
}

func TestFind(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]parley.Outcome{
		"No agreement was reached, the mediator said.":                               parley.NoAgreement,
		"The talks ended without a breakthrough.":                                    parley.NoAgreement,
		"The two sides agreed to keep talking.":                                      parley.AgreedToContinue,
		"The presidents signed a treaty on the border.":                              parley.Agreement,
		"The ministers hope to sign a treaty in May.":                                "",
		"They will sign an agreement next week.":                                     "",
		"The envoy urged the parties to reach an agreement.":                         "",
		"If they reach a deal, sanctions will be lifted.":                            "",
		"The sides have not signed any agreement.":                                   parley.NoAgreement,
		"The parties agreed in principle to a withdrawal.":                           parley.InPrinciple,
		"The negotiations collapsed on Tuesday.":                                     parley.Collapsed,
		"Talks could collapse if the shelling goes on.":                              "",
		"The ministers issued a joint statement.":                                    parley.JointStatement,
		"In a joint statement they said that they had signed a border treaty.":       parley.Agreement,
		"The leaders agree that the old treaty has lost its force.":                  parley.InPrinciple,
		"The visit of the envoy did not succeed.":                                    parley.NoAgreement,
		"The talks are to continue in May.":                                          parley.AgreedToContinue,
		"The ministers of both states condemned the raid on the port.":               parley.JointStatement,
		"The ministers hope to agree on a price.":                                    "",
		"The envoy said that no date had been found.":                                parley.NoAgreement,
		"Talk that the negotiations had failed was wide of the mark.":                "",
		"Fears that the talks had collapsed were unfounded.":                         "",
		"The rumour that they had signed a treaty spread on Monday.":                 "",
		"The news that they had signed a treaty spread on Monday.":                   parley.Agreement,
		"They met over lunch and talked about the weather.":                          "",
		"Nothing is agreed until everything is agreed.":                              "",
		"They agreed in principle to go on.":                                         parley.AgreedToContinue,
		"Rivals agree to more talks in May.":                                         parley.AgreedToContinue,
		"The positions are far apart, and they agreed to meet again.":                parley.AgreedToContinue,
		"The positions are far apart.":                                               parley.NoAgreement,
		"They signed a truce six weeks after the failure of the talks.":              "agreement",
		"They welcomed the agreement reached by their predecessors.":                 "",
		"The sides failed to agree on a date.":                                       parley.NoAgreement,
		"Dialogue is preferable to a prolonged stalemate.":                           "",
		"The talks have hit a stalemate.":                                            parley.NoAgreement,
		"The round ended in deadlock.":                                               parley.NoAgreement,
		"The two agreed on Monday evening to reopen the crossing.":                   parley.Agreement,
		"The envoys agreed to hold off on tariffs.":                                  parley.Agreement,
		"The rebels declared a temporary cease-fire.":                                parley.Partial,
		"Direct talks between the two sides broke down in May.":                      parley.Collapsed,
		"They discussed the draft agreements.":                                       "",
		"They agreed to help the country further develop its fields.":                parley.InPrinciple,
		"There is a clear intention to establish direct contacts.":                   parley.AgreedToContinue,
		"The minister expressed the hope that an accord will be signed.":             "",
		"They decided to explore a common market.":                                   parley.AgreedToContinue,
		"It was the worst fighting since a truce was signed.":                        "",
		"The envoy asked them to help the rebels reach an agreement.":                "",
		"They did sign an agreement.":                                                parley.Agreement,
		"Nothing is settled until a ship can be insured.":                            "",
		"The round that opened in spring under a foreign chairman has failed.":       parley.Collapsed,
		"The bid by the union to end the war collapsed.":                             parley.Collapsed,
		"The army's attempt to take the town collapsed.":                             "",
		"The talks failed to settle the price.":                                      parley.NoAgreement,
		"Two days of talks went nowhere.":                                            parley.NoAgreement,
		"The two agreed to disagree.":                                                parley.NoAgreement,
		"The summit yielded a contract for 40 aircraft.":                             parley.Agreement,
		"The summit could yield a contract for 40 aircraft.":                         "",
		"The conference ended with no agreement on fish.":                            parley.NoAgreement,
		"The presidents proclaimed the talks concluded.":                             parley.Agreement,
		"The leaders declared the substantial conclusion of the negotiations.":       parley.InPrinciple,
		"When we reach an agreement, the siege will end.":                            "",
		"The rebels may stay provided that their chief agrees to disarm.":            "",
		"A truce must be agreed to stop the killing.":                                "",
		"They agreed that further steps were needed to lower tension.":               "",
		"The sides have agreed to free all sick and badly wounded captives.":         parley.Partial,
		"The delegations feared that the talks had collapsed.":                       "",
		"The first contact in years was a meeting that yielded a swap of prisoners.": parley.Partial,
		"The delegates issued a declaration calling for calm.":                       parley.JointStatement,
		"The ministry issued a declaration calling for calm.":                        "",
		"The session broke up without even a communique.":                            parley.NoAgreement,
		"They concluded an accord on grain without having to look at each other.":    parley.Agreement,
		"They left with an understanding that they would talk again.":                parley.AgreedToContinue,
		"The declaration commits the two neighbours to begin technical talks.":       parley.InPrinciple,
		"The neighbours agreed to put their quarrel behind them.":                    parley.Agreement,
		"They spoke of trade, while agreeing to intensify consultations.":            parley.AgreedToContinue,
		"They watched the signing of two contracts on the dam.":                      parley.Agreement,
		"The ministers initialled an arrangement on the use of the port.":            parley.Agreement,
		"The two consented to an armistice in the north.":                            parley.Agreement,
		"The two agreed to restart the ferry service.":                               parley.Partial,
		"The delegations agreed to prolong the lull by a week.":                      parley.Partial,
		"The outlines of a settlement were agreed by nightfall.":                     parley.InPrinciple,
		"They drew up guidelines for the fishing fleets.":                            parley.InPrinciple,
		"The two agreed on Friday to carry on with the work.":                        parley.AgreedToContinue,
		"The negotiators gave themselves another week.":                              parley.AgreedToContinue,
		"The negotiations were prolonged by two days.":                               parley.AgreedToContinue,
		"The delegations failed on the third day to adopt a text.":                   parley.NoAgreement,
		"The delegations refused to endorse the map.":                                parley.NoAgreement,
		"The rebels withdrew from the negotiations.":                                 parley.Collapsed,
		"The envoys broke the negotiations off.":                                     parley.Collapsed,
		"The session descended into a quarrel.":                                      parley.Collapsed,
		"They may sign an arrangement on the port.":                                  "",
		"The experts refused to speak to reporters.":                                 "",
		"The visit was suspended because of the storm.":                              "",
	} {
		if got := heaviest(t, s, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestLongPast checks that words tell the background where no day does.
func TestLongPast(t *testing.T) {
	for text, want := range map[string]bool{
		"The North agreed last month to disarm.":  true,
		"The North agreed two years ago to talk.": true,
		"The North agreed last night to disarm.":  false,
	} {
		d := &layer.Doc{Doc: nlptest.Parse(t, text)}
		s := d.Prepared(0)
		if got := longPast(s, 0, len(s.Tokens)); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestMeetingOf checks that a result told in a sentence without a meeting of its
// own is that of the meeting that the article is about.
func TestMeetingOf(t *testing.T) {
	d := &layer.Doc{Doc: nlptest.Parse(t, "The ministers met on Monday. Their deputies conferred in May. They agreed to reopen the border.")}
	trigger := func(form string, n int) []layer.Trigger {
		for k := range d.Tokens {
			if d.Tokens[k].Form == form {
				return []layer.Trigger{{Span: d.Tokens[k].Span, First: k, Last: k + 1, Sentence: n}}
			}
		}
		t.Fatalf("no %q", form)
		return nil
	}
	d.Meetings = []layer.Meeting{
		{Main: true, Status: parley.Held, Scope: []int{0}, Triggers: trigger("met", 0)},
		{Status: parley.Held, Scope: []int{1, 2}, Triggers: trigger("conferred", 1)},
	}
	for sentence, want := range map[int]int{0: 0, 2: 0} {
		if got, ok := meetingOf(d, sentence, d.Sentences[sentence].First, d.Sentences[sentence].Last); !ok || got != want {
			t.Errorf("sentence %d is of meeting %d, want %d", sentence, got, want)
		}
	}
	if got, ok := onlyHeld(d); ok {
		t.Errorf("of two meetings that took place, only %d is said to have", got)
	}
	d.Meetings[0].Status = parley.PlannedMeeting
	if got, ok := onlyHeld(d); !ok || got != 1 {
		t.Errorf("the meeting that took place is %d, want 1", got)
	}
	if got, ok := meetingOf(d, 2, d.Sentences[2].First, d.Sentences[2].Last); !ok || got != 1 {
		t.Errorf("a meeting to come has a result: %d", got)
	}
}

// TestBackground checks that what a clause dates long before the meeting is not
// its outcome.
func TestBackground(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]bool{
		"The treaty was signed in September, the minister said.": true,
		"They signed a treaty on 8 December.":                    false,
		"They signed a treaty that ends the war of 1998.":        false,
		"During the November talks, the North agreed to disarm.": true,
		"Previous rounds ended without a result.":                true,
	} {
		d := &layer.Doc{Doc: nlptest.Parse(t, text)}
		d.Source.Published = parley.On(parley.Date(2025, 12, 9))
		d.Meetings = []layer.Meeting{{}}
		for i := range d.Tokens {
			when := map[string]string{"September": "2025-09", "December": "2025-12", "November": "2025-11", "1998": "1998"}[d.Tokens[i].Form]
			v, err := parley.ParseInterval(when)
			if err != nil {
				t.Fatal(err)
			}
			if when != "" {
				d.Times = append(d.Times, layer.Time{Span: d.Tokens[i].Span, First: i, Last: i + 1, Type: "DATE", When: v})
			}
		}
		found := s.find(d.Prepared(0), false)
		if len(found) == 0 {
			t.Errorf("%q: no outcome", text)
			continue
		}
		if got := background(d, 0, 0, d.Prepared(0), found[0]); got != want {
			t.Errorf("%q: background %t, want %t", text, got, want)
		}
	}
}

// TestOwn checks that what others do, or what goes on beside the talks, is no
// outcome of them.
func TestOwn(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]bool{
		"Norway agreed to reopen the border.":                           true,
		"Chile agreed to reopen the border.":                            false,
		"The two sides agreed to reopen the border.":                    true,
		"The conflict is deadlocked.":                                   false,
		"The talks are deadlocked.":                                     true,
		"Chile has agreed in principle to lead the force.":              false,
		"There has been no agreement on a resolution of the Council.":   false,
		"Months of raids that cost millions failed to produce a result": true,
		"The campaign failed to produce a result.":                      false,
		"Latin American states agreed to reopen the border.":            false,
	} {
		d := &layer.Doc{Doc: nlptest.Parse(t, text)}
		for i := range d.Tokens {
			if code := map[string]string{"Norway": "NOR", "Chile": "CHL"}[d.Tokens[i].Form]; code != "" {
				d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.State, Code: code})
			}
			if d.Tokens[i].Form == "Council" {
				d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.Organisation, Code: "UNO"})
			}
		}
		d.Meetings = []layer.Meeting{{Parties: []string{"DNK", "NOR"}, Main: true, Triggers: []layer.Trigger{{Sentence: 5}}}}
		got := false
		for _, f := range s.find(d.Prepared(0), false) {
			got = got || own(d, 0, 0, d.Prepared(0), f)
		}
		if got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
