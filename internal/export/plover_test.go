package export_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/export"
)

// eventful is a register with one of every event.
func eventful() *parley.Register {
	r := small()
	p := &r.Processes[0]
	interval := func(s string) parley.Interval {
		v, err := parley.ParseInterval(s)
		if err != nil {
			panic(err)
		}
		return v
	}
	claim := func(id, field, value string) []*parley.Claim {
		return []*parley.Claim{{
			ID: parley.Digest(id), Subject: parley.Subject{Kind: parley.MeetingSubject, Document: "d1", At: parley.Span{Start: 5, End: 9}}, Field: field, Value: value,
			Modality: parley.Asserted, Evidence: []parley.Evidence{{Document: "d1", Span: parley.Span{Start: 5, End: 9}, Quote: "a\tword " + id}}, Rule: "test.rule",
		}}
	}
	round := &p.Rounds[0]
	round.Outcome = parley.InPrinciple
	round.Fields = append(round.Fields, parley.Field{Name: parley.FieldOutcome, Values: []parley.Value{{Value: "in-principle", Standing: parley.Current, Claims: claim("c4", parley.FieldOutcome, "in-principle")}}})
	round.Life = []parley.LifeStep{{Status: parley.PlannedMeeting, Said: interval("2005-04-01"), Claims: claim("c5", parley.FieldStatus, "planned")}, round.Life[0]}
	p.Rounds = append(p.Rounds,
		parley.Round{
			ID: "r2", Status: parley.Cancelled, When: interval("2005-05"), Parties: []string{"GAM", "IDN"},
			Fields: []parley.Field{{Name: parley.FieldStatus, Values: []parley.Value{{Value: "cancelled", Standing: parley.Current, Claims: claim("c6", parley.FieldStatus, "cancelled")}}}},
		},
		parley.Round{
			ID: "r3", Status: parley.Held, When: interval("2005-06-03"), Parties: []string{"NOR", "UNO"}, Place: parley.Place{Name: "Oslo", Country: "NOR"},
			Fields: []parley.Field{{Name: parley.FieldStatus, Values: []parley.Value{{Value: "held", Standing: parley.Current, Claims: claim("c7", parley.FieldStatus, "held")}}}},
		},
		parley.Round{ID: "r4", Status: parley.PossibleMeeting, When: interval("2005-07"), Parties: []string{"NOR", "UNO"}},
		parley.Round{ // of no day
			ID: "r5", Status: parley.Held, Parties: []string{"NOR", "UNO"},
			Fields: []parley.Field{{Name: parley.FieldStatus, Values: []parley.Value{{Value: "held", Standing: parley.Current, Claims: claim("c8", parley.FieldStatus, "held")}}}},
		})
	p.Steps = []parley.Step{
		{ID: "s1", Round: "r1", Kind: parley.NextMeeting, Certainty: parley.Announced, What: "meet again", Said: interval("2005-04-17"), Claims: claim("c9", parley.FieldNext, "{}")},
		{ID: "s2", Round: "r1", Kind: parley.NextMeeting, Certainty: parley.PossibleCertainty, What: "may meet again", Said: interval("2005-04-17"), Claims: claim("c10", parley.FieldNext, "{}")},
	}
	p.Stands = []parley.Stand{{Party: "GAM", Topic: "ceasefire", Entries: []parley.StandEntry{
		{Stance: parley.Demands, Said: interval("2005-04-18"), Claims: claim("c11", parley.FieldPosition, "{}")},
		{Stance: parley.Rejects, Said: interval("2005-04-19"), Claims: claim("c12", parley.FieldPosition, "{}")},
	}}}
	return r
}

// ploverKeys are the fields of the PLOVER manual, by object.
var (
	ploverKeys  = strings.Fields("id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode context link text text_info cite_info coder coded_date coded_time comment")
	entityKeys  = strings.Fields("code sector entity_text identifier_id identifier_text religion ethnicity office gender age")
	placeKeys   = strings.Fields("extracted_place resolved_place geonameid lat lon city district province country country_code feature_class feature_code resolution")
	citeKeys    = strings.Fields("corpus citation url title language publication license copyright coder codebook version")
	ploverRoots = strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST REJECT ACCUSE THREATEN SANCTION PROTEST MOBILIZE COERCE ASSAULT")
)

// TestPLOVER holds every line against the schema of the format, and the events
// against what the register says.
func TestPLOVER(t *testing.T) {
	var b bytes.Buffer
	if err := export.WritePLOVER(&b, eventful()); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(b.String()) {
		var e map[string]any
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"id", "date", "actor", "event"} {
			if v, ok := e[k]; !ok || v == "" {
				t.Errorf("no %s: %s", k, line)
			}
		}
		allowed(t, "record", e, ploverKeys)
		if !regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(e["date"].(string)) {
			t.Errorf("date %v", e["date"])
		}
		events := e["event"].([]any)
		if len(events) != 1 || !slices.Contains(ploverRoots, events[0].(string)) {
			t.Errorf("event %v", events)
		}
		if q := int(e["quad_code"].(float64)); q != code.Root(events[0].(string)).Quad() {
			t.Errorf("quad class %d of %v", q, events[0])
		}
		cameo, ok := code.CAMEO(e["parley_cameo"].(string))
		if !ok {
			t.Errorf("%v is no CAMEO code", e["parley_cameo"])
		}
		var who []string
		for _, side := range []string{"actor", "recipient"} {
			list, _ := e[side].([]any)
			for _, x := range list {
				m := x.(map[string]any)
				allowed(t, side, m, entityKeys)
				who = append(who, m["code"].(string)+"/"+m["sector"].(string))
			}
			if side == "actor" && len(list) == 0 {
				t.Errorf("no actor: %s", line)
			}
			who = append(who, "→")
		}
		if m, ok := e["event_loc"].(map[string]any); ok {
			allowed(t, "event_loc", m, placeKeys)
		}
		if m, ok := e["cite_info"].(map[string]any); ok {
			allowed(t, "cite_info", m, citeKeys)
		}
		mode, _ := e["mode"].([]any)
		got = append(got, strings.TrimSuffix(strings.TrimSpace(strings.Join([]string{e["date"].(string), events[0].(string), cameo.Code, strings.Join(who, " ")}, " ")), " →"))
		if len(mode) > 0 {
			got[len(got)-1] += " " + mode[0].(string)
		}
	}
	want := []string{
		"2005-04-01 AGREE 036 IDN/REB IDN/GOV →",
		"2005-04-12 CONSULT 044 IDN/REB IDN/GOV → third-party",
		"2005-04-16 AGREE 030 IDN/REB IDN/GOV →",
		"2005-04-17 AGREE 036 IDN/REB IDN/GOV →",
		"2005-04-18 REQUEST 1056 IDN/REB → yield",
		"2005-04-19 REJECT 1246 IDN/REB → yield",
		"2005-05-01 REJECT 125 IDN/REB IDN/GOV → meet",
		"2005-06-03 CONSULT 042 IGO/UNO → NOR/GOV visit",
	}
	if !slices.Equal(got, want) {
		t.Errorf("events:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var again bytes.Buffer
	if err := export.WritePLOVER(&again, eventful()); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same register is written in two ways (%v)", err)
	}
}

// allowed reports keys that neither the manual nor a prefix of our own allows.
func allowed(t *testing.T, what string, m map[string]any, keys []string) {
	t.Helper()
	for k := range m {
		if !slices.Contains(keys, k) && !strings.HasPrefix(k, "parley_") {
			t.Errorf("%s has %q, which is not in the manual", what, k)
		}
	}
}

// gdeltColumns are the columns of the GDELT 2.0 event table, in order.
var gdeltColumns = strings.Fields(`GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL`)

func TestGDELT(t *testing.T) {
	var b bytes.Buffer
	if err := export.WriteGDELT(&b, eventful()); err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(b.String()) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != len(gdeltColumns) {
			t.Fatalf("%d columns, want %d: %q", len(f), len(gdeltColumns), line)
		}
		row := map[string]string{}
		for i, name := range gdeltColumns {
			row[name] = f[i]
		}
		if n != 2 { // the round that was held
			continue
		}
		for name, want := range map[string]string{
			"SQLDATE": "20050412", "MonthYear": "200504", "Year": "2005", "FractionDate": "2005.3616", "Actor1CountryCode": "IDN", "Actor1Type1Code": "REB",
			"Actor2Code": "IDNGOV", "Actor2Name": "INDONESIA", "EventCode": "044", "EventBaseCode": "044", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "2.5",
			"ActionGeo_Type": "4", "ActionGeo_FullName": "Helsinki, FIN", "NumSources": "1", "NumArticles": "1",
		} {
			if row[name] != want {
				t.Errorf("%s is %q, want %q", name, row[name], want)
			}
		}
	}
	if n != 8 {
		t.Errorf("%d events, want 8", n)
	}
}
