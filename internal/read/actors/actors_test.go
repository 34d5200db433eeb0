package actors

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

func read(t testing.TB, text string, tagged bool) *layer.Doc {
	t.Helper()
	d := &parley.Document{Text: text}
	doc := &layer.Doc{Doc: nlp.Segment(d)}
	if tagged {
		p, err := nlp.New()
		if err != nil {
			t.Fatal(err)
		}
		p.Annotate(doc.Doc)
	}
	New().Read(doc)
	return doc
}

// TestPeople has the orders in which names, titles and sides occur. Each must
// be read with tags and names and, but for those marked, without them.
func TestPeople(t *testing.T) {
	for _, c := range []struct {
		text, want string
		tagsOnly   bool
	}{
		{text: "Norwegian Foreign Minister Anna Berg met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "Anna Berg, the Norwegian foreign minister, met him.", want: "Anna Berg|foreign minister|NOR|minister"},
		{text: "Anna Berg, Norway's foreign minister, met him.", want: "Anna Berg|foreign minister|NOR|minister"},
		{text: "Norway's foreign minister, Anna Berg, met him.", want: "Anna Berg|foreign minister|NOR|minister"},
		{text: "Norway’s new Foreign Minister Anna Berg met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "Foreign Minister Anna Berg of Norway met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "Foreign Minister of Norway Anna Berg met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "The President of the Republic of Kenya William Ruto met him.", want: "William Ruto|President|KEN|leader"},
		{text: "Minister of Foreign Affairs and Cooperation Karim Haddad of Morocco met him.", want: "Karim Haddad|Minister of Foreign Affairs and Cooperation|MAR|minister"},
		{text: "U.S. Special Envoy for Libya Tom Berg met him.", want: "Tom Berg|Special Envoy for Libya|USA|deputy"},
		{text: "Assistant Secretary of State for African Affairs Tom Berg met him.", want: "Tom Berg|Assistant Secretary of State for African Affairs|USA|official"},
		{text: "Republic of Korea (ROK) Vice Foreign Minister Kim Min-jae met him.", want: "Kim Min-jae|Vice Foreign Minister|KOR|deputy"},
		{text: "Peru's Foreign Minister Luis Rojas met his Chilean counterpart, Diego Soto, in Lima.", want: "Luis Rojas|Foreign Minister|PER|minister; Diego Soto||CHL|"},
		{text: "French President Jean Martin and German Chancellor Hans Weber met.", want: "Jean Martin|President|FRA|leader; Hans Weber|Chancellor|DEU|leader"},
		{text: "He met Panamanian President Luis Rojas and Foreign Minister Elena Soto.", want: "Luis Rojas|President|PAN|leader; Elena Soto|Foreign Minister|PAN|minister"},
		{text: "Presidents Paul Okello of Uganda and Peter Mwangi of Kenya met.", want: "Paul Okello|President|UGA|leader; Peter Mwangi|President|KEN|leader"},
		{text: "The foreign ministers of Egypt and Jordan, Karim Haddad and Omar Nasser, met.", want: "Karim Haddad|foreign minister|EGY|minister; Omar Nasser|foreign minister|JOR|minister", tagsOnly: true},
		{text: "European Commission President Anna Berg met him.", want: "Anna Berg|European Commission President|EUR|leader"},
		{text: "UN Special Envoy for Yemen Tom Berg met him.", want: "Tom Berg|Special Envoy for Yemen|UNO|deputy"},
		{text: "Hamas leader Karim Haddad met him.", want: "Karim Haddad|leader|Hamas|official"},
		{text: "Deputy Prime Minister and Foreign Minister Anna Berg of Latvia met him.", want: "Anna Berg|Deputy Prime Minister and Foreign Minister|LVA|minister"},
		{text: "Saudi Crown Prince Khalid bin Omar met Sultan Haitham of Oman.", want: "Khalid bin Omar|Crown Prince|SAU|leader; Haitham|Sultan|OMN|leader"},
		{text: "Omani Deputy Foreign Minister Sheikh Khalifa Al Harbi met him. Al Harbi left on Monday.", want: "Khalifa Al Harbi|Deputy Foreign Minister|OMN|deputy"},
		{text: "Norwegian Prime Minister Anna Berg spoke. Ms. Berg left. Berg was tired.", want: "Anna Berg|Prime Minister|NOR|leader"},
		{text: "Kremlin spokesman Oleg Sidorov said so.", want: "Oleg Sidorov|Kremlin spokesman|RUS|official"},
		{text: "Russian Foreign Ministry spokeswoman Olga Sidorova said so.", want: "Olga Sidorova|Foreign Ministry spokeswoman|RUS|official"},
		{text: "Speaker of the Mongolian Parliament Batbold met him.", want: "Batbold|Speaker of the Mongolian Parliament|MNG|official", tagsOnly: true},
		{text: "The U.S. ambassador to Peru, Tom Berg, met him.", want: "Tom Berg|ambassador to Peru|USA|official"},
		{text: "Mr. Berg and Dr. Anna Lund met.", want: "Berg|||; Anna Lund|||"},
		{text: "His Highness Sayyid Asaad bin Tariq Al Said, Deputy Prime Minister for International Relations, received him.", want: "Asaad bin Tariq Al Said|Deputy Prime Minister for International Relations||minister", tagsOnly: true},
		{text: "Dr. Karim Haddad, Minister of Trade and Supply of Jordan, met him.", want: "Karim Haddad|Minister of Trade and Supply|JOR|minister", tagsOnly: true},
		{text: "The minister received the ambassador of Iraq to Kuwait, Manhal Al Safi.", want: "Manhal Al Safi|ambassador of Iraq to Kuwait|IRQ|official", tagsOnly: true},
		{text: "The Minister of Finance, Anna Berg, and the president of the Central Bank, Luis Soto, met him.", want: "Anna Berg|Minister of Finance||minister; Luis Soto|president of the Central Bank||leader", tagsOnly: true},
		{text: "The foreign minister, Dr. Omar Haddad, met his Bahraini counterpart, Dr. Khalid Nasser.", want: "Omar Haddad|foreign minister||minister; Khalid Nasser||BHR|"},
		{text: "Kenyan Cabinet Secretary for Foreign Affairs Peter Mwangi met Ugandan Minister of State for Foreign Affairs Paul Okello.", want: "Peter Mwangi|Cabinet Secretary for Foreign Affairs|KEN|minister; Paul Okello|Minister of State for Foreign Affairs|UGA|deputy"},
		{text: "Prime Minister Anna Berg (Norway) and President Peter Mwangi (Kenya) met.", want: "Anna Berg|Prime Minister|NOR|leader; Peter Mwangi|President|KEN|leader"},
		{text: "Chief of the Russian General Staff Oleg Sidorov spoke.", want: "Oleg Sidorov|Chief of the Russian General Staff|RUS|official", tagsOnly: true},
		{text: "Secretary of Iran's Supreme National Security Council Ali Karimi spoke.", want: "Ali Karimi|Secretary of Iran's Supreme National Security Council|IRN|deputy", tagsOnly: true},
		{text: "Egypt's Nasser met Emirati leader Omar bin Khalid.", want: "Nasser||EGY|; Omar bin Khalid|leader|ARE|leader", tagsOnly: true},
		{text: "Norwegian FM Anna Berg met PM Omar Haddad at 3 pm.", want: "Anna Berg|FM|NOR|minister; Omar Haddad|PM||leader"},
		{text: "Anna Berg (Foreign Minister, Norway) met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "Dr. Anna Berg – Norway's foreign minister – met him.", want: "Anna Berg|foreign minister|NOR|minister"},
		{text: "Iranian Foreign Minister and chief negotiator Ali Karimi met him.", want: "Ali Karimi|Foreign Minister|IRN|minister"},
		{text: "They met their Swedish counterparts Hans Weber and Karin Falk.", want: "Hans Weber||SWE|; Karin Falk||SWE|"},
		{text: "Russian President Vladimir Petrov's spokesman Dmitry Sidorov said so.", want: "Vladimir Petrov|President|RUS|leader; Dmitry Sidorov|spokesman|RUS|official"},
		{text: "The White House said Commerce Secretary Tom Berg and economic adviser Anna Lund would go.", want: "Tom Berg|Commerce Secretary|USA|minister; Anna Lund|economic adviser|USA|official"},
		{text: "The Vietnamese delegation, led by Tran Van Minh, deputy director of trade, left.", want: "Tran Van Minh|deputy director of trade|VNM|official", tagsOnly: true},
		{text: "Venezuelan President Luis Rojas began a visit to Brazil for talks with President Marcelo Silva. Brazil was pleased.", want: "Luis Rojas|President|VEN|leader; Marcelo Silva|President|BRA|leader"},
		{text: "Iran's foreign minister has put off a visit. Ali Karimi was to hold talks in Oslo.", want: "Ali Karimi|foreign minister|IRN|minister", tagsOnly: true},
		{text: "Following his talks with David Levi, Secretary of State Tom Berg said the Israeli prime minister had agreed.", want: "David Levi|prime minister|ISR|leader; Tom Berg|Secretary of State|USA|minister", tagsOnly: true},
		{text: "Prime Minister Theresa May and Liu He met Jan Novak.", want: "Theresa May|Prime Minister|GBR|leader; Liu He|||; Jan Novak|||", tagsOnly: true},
		{text: "The Berg-Lund meeting was short, said Foreign Minister Anna Berg.", want: "Anna Berg|Foreign Minister||minister; Lund|||", tagsOnly: true},
		{text: "Officials from Norway and Kenya met. The meeting between Anna Berg and Peter Mwangi was long. Berg's presence shows how much Norway cares.", want: "Anna Berg||NOR|; Peter Mwangi||KEN|", tagsOnly: true},
		{text: "U.S. President Tom Berg and Prime Minister David Levi met.", want: "Tom Berg|President|USA|leader; David Levi|Prime Minister||leader"},
		{text: "UN and Arab League envoy Anna Berg met him.", want: "Anna Berg|envoy|UNO|deputy", tagsOnly: true},
		{text: "Libyan rebel spokesman Anna Berg met him.", want: "Anna Berg|spokesman|Libyan rebels|official", tagsOnly: true},
		{text: "Vietnamese President To Lan met Vice Premier He Bolin of China.", want: "To Lan|President|VNM|leader; He Bolin|Vice Premier|CHN|minister", tagsOnly: true},
		{text: "Norwegian President Anna Berg, accompanied by Foreign Minister Kari Lund, met him.", want: "Anna Berg|President|NOR|leader; Kari Lund|Foreign Minister|NOR|minister", tagsOnly: true},
		{text: "The Ambassador of Norway to Kenya, Anna Berg, called on Foreign Minister Omar Kariuki.", want: "Anna Berg|Ambassador of Norway to Kenya|NOR|official; Omar Kariuki|Foreign Minister|KEN|minister", tagsOnly: true},
		{text: "Norway's negotiator, Anna Berg, and Kenya's, Omar Kariuki, met.", want: "Anna Berg|negotiator|NOR|official; Omar Kariuki||KEN|", tagsOnly: true},
		{text: "President Anna Berg met Norwegian Prime Minister Omar Kariuki on Monday, Peru's presidential office said.", want: "Anna Berg|President|PER|leader; Omar Kariuki|Prime Minister|NOR|leader", tagsOnly: true},
		{text: "Sudanese opposition leader Anna Berg met him.", want: "Anna Berg|opposition leader|Sudanese opposition|official"},
		{text: "Norwegian Foreign Minister (FM) Anna Berg met him.", want: "Anna Berg|Foreign Minister|NOR|minister"},
		{text: "Saudi Foreign Minister Prince Faisal bin Omar and UAE's Sheikh Abdullah bin Khalid met.", want: "Faisal bin Omar|Foreign Minister|SAU|minister; Abdullah bin Khalid||ARE|", tagsOnly: true},
		{text: "Jordan's King Abdullah II and Crown Prince Hussein met Prime Minister Omar Nasser.", want: "Abdullah II|King|JOR|leader; Hussein|Crown Prince|JOR|leader; Omar Nasser|Prime Minister||leader"},
		{text: "Deputy Minister of Works and Transport Peter Mwangi of Kenya met him.", want: "Peter Mwangi|Deputy Minister of Works and Transport|KEN|deputy"},
		{text: "Myanmar's junta-appointed foreign minister Mya Lwin met Japanese Chief Cabinet Secretary Hiroshi Sato.", want: "Mya Lwin|foreign minister|MMR|minister; Hiroshi Sato|Chief Cabinet Secretary|JPN|minister", tagsOnly: true},
		{text: "Iranian Ambassador to the UN Amir Karimi met him.", want: "Amir Karimi|Ambassador to the UN|IRN|official", tagsOnly: true},
		{text: "The UN Secretary-General's Personal Envoy for Western Sahara, Tom Berg, met him.", want: "Tom Berg|Personal Envoy for Western Sahara|UNO|deputy", tagsOnly: true},
		{text: "Kuwait, represented by Deputy Foreign Minister Khaled Nasser, and Japan, represented by Ambassador Hiroshi Sato, met.", want: "Khaled Nasser|Deputy Foreign Minister|KWT|deputy; Hiroshi Sato|Ambassador|JPN|official"},
		{text: "In a call with his Omani counterpart Omar Nasser, the Iranian foreign minister thanked him.", want: "Omar Nasser||OMN|", tagsOnly: true},
		{text: "Vice Prime Minister and Foreign Minister Anna Berg of Norway met him.", want: "Anna Berg|Vice Prime Minister and Foreign Minister|NOR|minister"},
		{text: "US Treasury Secretary Tom Berg met him.", want: "Tom Berg|Treasury Secretary|USA|minister"},
		{text: "The acting South Korean President Kim Min-jae spoke.", want: "Kim Min-jae|acting South Korean President|KOR|leader"},
		{text: "It was about Chile, whose envoy Ana Ruiz met him.", want: "Ana Ruiz|envoy|CHL|deputy", tagsOnly: true},
		{text: "Carl Berg of the European Union met him.", want: "Carl Berg||EUR|", tagsOnly: true},
		{text: "Vietnamese President To Lam met him. On Monday To Lam left.", want: "To Lam|President|VNM|leader", tagsOnly: true},
		{text: "Norwegian Foreign Minister Anna Berg, who heads the bank, and Trade Minister Tom Lund met him.", want: "Anna Berg|Foreign Minister|NOR|minister; Tom Lund|Trade Minister|NOR|minister", tagsOnly: true},
		{text: "Luis Rojas, Anna Berg's Peruvian counterpart, met him.", want: "Luis Rojas||PER|; Anna Berg|||", tagsOnly: true},
		{text: "The ambassador of Norway to Kenya, Anna Berg, called on Environment Adviser Peter Mwangi.", want: "Anna Berg|ambassador of Norway to Kenya|NOR|official; Peter Mwangi|Environment Adviser|KEN|official", tagsOnly: true},
		{text: "The talks in Jordan were led by nobody.", want: ""},
		{text: "Prime Minister of Japan and the president met in Tokyo on Monday.", want: ""},
		{text: "The meeting of Foreign Ministers on Tuesday was short.", want: ""},
	} {
		for _, tagged := range []bool{true, false} {
			if c.tagsOnly && !tagged {
				continue
			}
			doc := read(t, c.text, tagged)
			var got []string
			for _, p := range doc.People {
				got = append(got, p.Name+"|"+p.Title+"|"+p.For+"|"+p.Rank)
			}
			if g := strings.Join(got, "; "); g != c.want {
				t.Errorf("tagged %v: %q:\n\t%s\nwant\t%s", tagged, c.text, g, c.want)
			}
		}
	}
}

func actors(doc *layer.Doc) string {
	var got []string
	for _, a := range doc.Actors {
		text, _ := a.In(doc.Source.Text)
		s := fmt.Sprintf("%s=%s", text, a.Code)
		if len(a.Refers) > 0 {
			for _, k := range a.Refers {
				s += ">" + doc.Actors[k].Code
			}
		}
		got = append(got, s)
	}
	return strings.Join(got, "; ")
}

func TestActors(t *testing.T) {
	for text, want := range map[string]string{
		"Moscow said it would not talk.":                                                            "Moscow=RUS",
		"Talks between Iran and the E3 were held in Geneva.":                                        "Iran=IRN; E3=E3",
		"Delegations from Egypt, Qatar and Israel met in Rome, Italy.":                              "Egypt=EGY; Qatar=QAT; Israel=ISR",
		"The Kremlin rejected the plan of the European Commission.":                                 "Kremlin=RUS; European Commission=EUR",
		"The Taliban met U.S. envoys in Doha.":                                                      "Taliban=Taliban; U.S.=USA; envoys=USA",
		"Japanese and Chinese diplomats met. The two sides agreed to meet again.":                   "Japanese=JPN; Chinese=CHN; diplomats=; The two sides=>JPN>CHN",
		"Ships sail in the South China Sea, the Washington Post wrote.":                             "",
		"Syrian rebels and the Sudanese armed opposition met, the Sudanese opposition leader said.": "Syrian rebels=Syrian rebels; Sudanese armed opposition=Sudanese opposition; Sudanese=SDN; opposition leader=Sudanese opposition",
		"Somalia's Islamists refused; the Mujaheddin Army and the Iraqi Army fought.":               "Somalia's Islamists=Somali Islamists; Mujaheddin Army=Mujaheddin Army; Iraqi=IRQ",
		"Leaders of Chile, Peru and the European Union met in Lima.":                                "Leaders=; Chile=CHL; Peru=PER; European Union=EUR",
		"Chile and Peru met. The European Union was silent. Norway was glad. The two sides agreed.": "Chile=CHL; Peru=PER; European Union=EUR; Norway=NOR; The two sides=>CHL>PER",
		"Joint Statement of Chile and Peru\n\nOur governments met on Monday.":                       "Chile=CHL; Peru=PER; Our governments=>CHL>PER",
		"Delegations from Moscow and Kyiv met in U.S.-mediated talks.":                              "Moscow=RUS; Kyiv=UKR; U.S.=USA",
		"Moscow and Washington talked. The Moscow talks were short.":                                "Moscow=RUS; Washington=USA",
		"Anna Berg of Norway spoke in Oslo.\n\nThe talks were not lost, she said.":                  "Anna Berg=NOR; she=NOR>NOR",
		"Anna Berg of Norway met Luis Rojas of Peru.\n\nThe talks were not lost, she said.":         "Anna Berg=NOR; Luis Rojas=PER",
		"North and South Korea met; North and South Korean envoys spoke.":                           "North=PRK; South Korea=KOR; North=PRK; South Korean=KOR; envoys=",
		"Libyan rebel leaders met Syrian opposition figures, and then the rebels left.":             "Libyan rebel=Libyan rebels; Syrian opposition=Syrian opposition; rebels=Libyan rebels",
		"Libya's National Transitional Council met. The interim council agreed.":                    "Libya=LBY; National Transitional Council=NTC; interim council=NTC",
		"Chile, Peru and Bolivia met. The three agreed; the three countries signed.":                "Chile=CHL; Peru=PER; Bolivia=BOL; The three=>CHL>PER>BOL; the three countries=>CHL>PER>BOL",
		"He went north. South Korea and the North Sea are far.":                                     "South Korea=KOR",
		"Norwegian Prime Minister Anna Berg spoke. She left.":                                       "Norwegian=NOR; Anna Berg=NOR; She=NOR>NOR",
	} {
		if got := actors(read(t, text, true)); got != want {
			t.Errorf("%q:\n\t%s\nwant\t%s", text, got, want)
		}
	}
}

// check verifies what holds of every reading.
func check(t *testing.T, doc *layer.Doc) {
	t.Helper()
	text := doc.Source.Text
	end := 0
	for i, a := range doc.Actors {
		if a.Start < end || a.End <= a.Start || a.End > len(text) || a.First >= a.Last || a.Last > len(doc.Tokens) {
			t.Fatalf("actor %d %+v after %d in %q", i, a, end, text)
		}
		end = a.End
		if a.Person < 0 || a.Person > len(doc.People) {
			t.Fatalf("actor %d is person %d of %d", i, a.Person, len(doc.People))
		}
		for _, k := range a.Refers {
			if k < 0 || k >= i {
				t.Fatalf("actor %d refers to %d", i, k)
			}
		}
		if s := doc.Sentences[a.Sentence]; a.First < s.First || a.Last > s.Last {
			t.Fatalf("actor %d is not in its sentence", i)
		}
	}
	for i, p := range doc.People {
		if name, ok := p.NameSpan.In(text); !ok || name != p.Name {
			t.Fatalf("person %d: %q is not at %v", i, p.Name, p.NameSpan)
		}
		if p.For != "" && p.ForSpan.Empty() {
			t.Fatalf("person %d: side %s without words", i, p.For)
		}
		if p.Title != "" && p.At.Empty() || len(p.Mentions) == 0 {
			t.Fatalf("person %d: %+v", i, p)
		}
		if !slices.IsSorted(p.Mentions) {
			t.Fatalf("person %d: mentions %v", i, p.Mentions)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "Deputy Prime Minister and Foreign Minister of", "President, the president, president of the, of", "the two sides",
		"Foreign Ministers A of B and C of D, E, F and G", "(ROK) (ROK) Minister (X", "his counterpart, X", "U.S.-China's Mr. J. J. bin al-",
		"He said. She said. Kim Kim Kim Kim's Kim", "’s ’s President ’s Kim", "PRESIDENT KIM MET KIM", "Anna Berg, who is the minister of",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := read(t, text, len(text)%2 == 0)
		check(t, doc)
		again := read(t, text, len(text)%2 == 0)
		if fmt.Sprint(doc.Actors, doc.People) != fmt.Sprint(again.Actors, again.People) {
			t.Fatal("two readings differ")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const para = "Foreign Minister Anna Berg of Norway met U.S. Secretary of State Tom Lund and her Turkish counterpart, Hakan Demir, in Geneva on Tuesday, the State Department said. The two sides agreed to meet again in Oslo next month, Berg told reporters. Moscow rejected the plan, while Iranian officials were silent. He said that the talks were useful.\n\n"
	p, err := nlp.New()
	if err != nil {
		b.Fatal(err)
	}
	doc := &layer.Doc{Doc: p.Parse(&parley.Document{Text: strings.Repeat(para, 20)})}
	s := New()
	b.ReportAllocs()
	for b.Loop() {
		doc.Actors, doc.People = nil, nil
		s.Read(doc)
	}
	b.ReportMetric(float64(len(doc.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

func segmented(text string) *layer.Doc {
	return &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text})}
}
