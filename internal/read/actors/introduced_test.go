package actors

import (
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/read/layer"
)

// sides are the codes of the groups that a text introduces, and of the persons
// who act for them.
func sides(doc *layer.Doc) string {
	var got []string
	for i := range doc.Actors {
		a := &doc.Actors[i]
		if a.Kind != layer.Group && (a.Kind != layer.PersonActor || a.Rule == "pronoun") {
			continue
		}
		text, _ := a.In(doc.Source.Text)
		got = append(got, text+"="+a.Code)
	}
	return strings.Join(got, "; ")
}

// TestIntroduced reads sides that the text itself makes.
func TestIntroduced(t *testing.T) {
	for text, want := range map[string]string{
		"Chadian rebels met the mediator. The rebels refused to leave.":                                            "Chadian rebels=Chadian rebels; rebels=Chadian rebels",
		"Chadian rebel leaders met the mediator in Sirte.":                                                         "Chadian rebel=Chadian rebels",
		"Zambian opposition figures came to Pretoria.":                                                             "Zambian opposition=Zambian opposition",
		"Chad's rebel commanders and Niger's separatists signed.":                                                  "Chad's rebel=Chadian rebels; Niger's separatists=Nigerien separatists",
		"A Chadian rebel stronghold was bombed.":                                                                   "",
		"The rebels refused.":                                                                                      "", // whose, is not told
		"Chadian rebels and Burundian rebels refused. The rebels want more.":                                       "Chadian rebels=Chadian rebels; Burundian rebels=Burundian rebels",
		"Ana Ruiz, the opposition leader, met Zambian students.":                                                   "Ana Ruiz=",
		"Libya's rebel national council refused. The council wants more.":                                          "rebel national council=NTC; council=NTC",
		"The rebels' transitional council met envoys from Libya's neighbours.":                                     "rebels' transitional council=NTC",
		"Karim Haddad, head of the interim council of Libya, spoke.":                                               "Karim Haddad=NTC; interim council=NTC",
		"Karim Haddad, the rebel minister of trade, met Libya's National Transitional Council. The rebels agreed.": "Karim Haddad=NTC; rebel=NTC; National Transitional Council=NTC; rebels=NTC",
		"World powers met Libya's envoys. NEW: Talks are near.":                                                    "",
		"The city council met in Lima. The council agreed.":                                                        "",
		"The opposition Syrian National Council and the Security Council met. The council.":                        "Syrian National Council=SNC",
		"The Transitional Council met in Lima.":                                                                    "", // no state of whose it could be
		"Let us talk, the minister said. LeT refused, Pakistan said.":                                              "LeT=Lashkar-e-Taiba",
		"The PLO and Israel met.":                                                                                  "PLO=PSE",
		"DPR holds three bases.":                                                                                   "",
	} {
		if got := sides(read(t, text, true)); got != want {
			t.Errorf("%q:\n\t%s\nwant\t%s", text, got, want)
		}
	}
}

// TestServants reads those who act for a person whose side is told.
func TestServants(t *testing.T) {
	for text, want := range map[string]string{
		"Tom Berg, Norwegian President Anna Lund's special envoy to Africa, met him.": "Tom Berg=NOR; Anna Lund=NOR",
		"Norwegian President Anna Lund spoke. Lund's adviser Tom Berg met him.":       "Anna Lund=NOR; Lund=NOR; Tom Berg=NOR",
	} {
		if got := sides(read(t, text, true)); got != want {
			t.Errorf("%q:\n\t%s\nwant\t%s", text, got, want)
		}
	}
}
