package export

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/lexicon"
)

// PLOVER is a record of the PLOVER event data format, version of the manual of
// 2023: id, date, actor and event are required, what parley adds of its own is
// prefixed with parley_.
type PLOVER struct {
	ID        string         `json:"id"`   // the same for the same claim, in every export
	Date      string         `json:"date"` // 2006-01-02: the first day that it can have been
	EndDate   string         `json:"enddate,omitempty"`
	Actor     []PLOVEREntity `json:"actor"` // never empty; of what both sides did together, both
	Recipient []PLOVEREntity `json:"recipient,omitempty"`
	Event     []string       `json:"event"` // one root
	Mode      []string       `json:"mode,omitempty"`
	Context   []string       `json:"context,omitempty"`
	Quad      int            `json:"quad_code"` // 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
	Location  *PLOVERPlace   `json:"event_loc,omitempty"`
	EventText []string       `json:"event_text,omitempty"` // the words that the first claims rest on
	Link      string         `json:"link,omitempty"`       // the round, or the process where there is none
	Cite      *PLOVERCite    `json:"cite_info,omitempty"`  // of the first document that says so
	Coder     string         `json:"coder"`

	CAMEO    string            `json:"parley_cameo"`
	When     string            `json:"parley_when,omitempty"` // EDTF, as finely as it is known
	Status   parley.Status     `json:"parley_status,omitempty"`
	Track    string            `json:"parley_track,omitempty"`
	Process  string            `json:"parley_process"`
	Round    string            `json:"parley_round,omitempty"`
	Third    []parley.Third    `json:"parley_third,omitempty"`
	Origins  int               `json:"parley_origins,omitempty"` // independent ones
	Claims   []parley.Digest   `json:"parley_claims"`
	Evidence []parley.Evidence `json:"parley_evidence,omitempty"` // of the first claim; spans count bytes

	articles int
}

// PLOVEREntity is an actor or recipient.
type PLOVEREntity struct {
	Code   string `json:"code"`             // ISO 3166-1 alpha-3; IGO for organisations, IMG for groups of no one state
	Sector string `json:"sector,omitempty"` // GOV for states; UNO, EUR or IGO; REB for armed groups
	Text   string `json:"entity_text,omitempty"`
	Own    string `json:"parley_code,omitempty"` // parley's code, where it is not Code
}

// PLOVERPlace is where an event was.
type PLOVERPlace struct {
	Place   string `json:"resolved_place,omitempty"`
	Country string `json:"country_code,omitempty"` // ISO 3166-1 alpha-3
}

// PLOVERCite is where an event is told.
type PLOVERCite struct {
	Title       string `json:"title,omitempty"`
	URL         string `json:"url,omitempty"`
	Publication string `json:"publication,omitempty"`
	Citation    string `json:"citation,omitempty"` // "Title, Publisher, day"
	Coder       string `json:"coder"`
	Codebook    string `json:"codebook"`
	parley      parley.Digest
	published   string
}

// WritePLOVER writes the events of r, one object a line, by day.
func WritePLOVER(w io.Writer, r *parley.Register) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range PLOVEREvents(r) {
		if err := enc.Encode(&e); err != nil {
			return err
		}
	}
	return nil
}

// PLOVEREvents are the events that r comes to: rounds that took place
// (CONSULT), were announced (AGREE) or called off (REJECT), what came of them,
// next steps that were promised (AGREE), and positions. What is only possible
// or conditional is no event, nor is what has no day or no actor. They are in
// the order of days and IDs.
func PLOVEREvents(r *parley.Register) []PLOVER {
	c := &ploverCoder{docs: map[parley.Digest]*parley.Source{}}
	for i := range r.Documents {
		c.docs[r.Documents[i].ID] = r.Documents[i]
	}
	for i := range r.Processes {
		p := &r.Processes[i]
		for k := range p.Rounds {
			c.round(p, &p.Rounds[k])
		}
		for k := range p.Steps {
			c.step(p, &p.Steps[k])
		}
		for k := range p.Stands {
			c.stand(p, &p.Stands[k])
		}
	}
	slices.SortStableFunc(c.out, func(a, b PLOVER) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	return slices.CompactFunc(c.out, func(a, b PLOVER) bool { return a.ID == b.ID })
}

type ploverCoder struct {
	docs map[parley.Digest]*parley.Source
	out  []PLOVER
}

// add completes e and keeps it, where it has a day and an actor.
func (c *ploverCoder) add(e PLOVER, root code.Root, cameo, mode string, when parley.Interval, claims []*parley.Claim) {
	first, last, ok := when.Bounds()
	if !ok || len(e.Actor) == 0 || len(claims) == 0 {
		return
	}
	const day = "2006-01-02"
	e.Date, e.When = first.Format(day), when.String()
	if !when.To.IsZero() && last.After(first) {
		e.EndDate = last.Format(day)
	}
	e.Event, e.Quad, e.CAMEO = []string{string(root)}, root.Quad(), cameo
	if mode != "" {
		e.Mode = []string{mode}
	}
	if k, ok := code.CAMEO(cameo); ok && len(e.Context) == 0 {
		e.Context = k.Context
	}
	seen := map[parley.Digest]bool{}
	for _, claim := range claims {
		e.Claims = append(e.Claims, claim.ID)
		if len(claim.Evidence) == 0 {
			continue
		}
		if d := claim.Subject.Document; !seen[d] {
			seen[d] = true
			e.articles++
		}
		if e.Evidence == nil {
			e.Evidence = claim.Evidence
			e.Cite = c.cite(claim.Subject.Document)
		}
		if q := claim.Evidence[0].Quote; len(e.EventText) < maxEventTexts && !slices.Contains(e.EventText, q) {
			e.EventText = append(e.EventText, q)
		}
	}
	e.Coder = coderName
	e.ID = "parley-" + string(parley.DigestOfFields("plover/1", e.Process, e.Round, string(root), cameo, e.Date, string(claims[0].ID)))[:16]
	c.out = append(c.out, e)
}

const (
	coderName     = "parley"
	codebook      = "PLOVER"
	maxEventTexts = 5
)

func (c *ploverCoder) cite(id parley.Digest) *PLOVERCite {
	out := &PLOVERCite{Coder: coderName, Codebook: codebook, parley: id}
	if d := c.docs[id]; d != nil {
		out.Title, out.URL, out.Publication = d.Title, d.URL, d.Publisher
		out.published = d.Published.String()
		var parts []string
		for _, p := range []string{d.Title, d.Publisher, out.published} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		out.Citation = strings.Join(parts, ", ")
	}
	return out
}

// round codes a round: its life and what came of it.
func (c *ploverCoder) round(p *parley.Process, r *parley.Round) {
	base := PLOVER{
		Actor: entities(r.Parties), Link: r.ID, Process: p.ID, Round: r.ID, Status: r.Status, Track: r.Track, Third: r.Third, Origins: r.Origins,
	}
	if r.Place.Name != "" || r.Place.Country != "" {
		base.Location = &PLOVERPlace{Place: r.Place.Name, Country: r.Place.Country}
	}
	for _, l := range r.Life {
		if l.Status == parley.PlannedMeeting {
			e := base
			e.Status, e.Location = l.Status, nil
			c.add(e, code.Agree, "036", "", day(l.Said), l.Claims)
			break
		}
	}
	status := r.Field(parley.FieldStatus).Current()
	if status == nil {
		return
	}
	switch r.Status {
	case parley.Held, parley.UnderWay:
		e := base
		mode, cameo, host := meetingMode(r)
		if host != "" {
			e.Recipient = entities([]string{host})
			e.Actor = entities(slices.DeleteFunc(slices.Clone(r.Parties), func(x string) bool { return x == host }))
		}
		c.add(e, code.Consult, cameo, mode, r.When, status.Claims)
		c.outcome(base, r)
	case parley.Cancelled:
		when := r.When
		for _, l := range r.Life {
			if l.Status == parley.Cancelled && !l.Said.IsZero() {
				when = day(l.Said)
			}
		}
		c.add(base, code.Reject, "125", "meet", when, status.Claims)
	}
}

// meetingMode tells the mode and CAMEO code of a meeting, and the host of a
// visit.
func meetingMode(r *parley.Round) (mode, cameo, host string) {
	if f := r.Field(parley.FieldFormat); f != nil {
		for _, v := range f.Values {
			if v.Standing == parley.Current && (v.Value == string(parley.Phone) || v.Value == string(parley.Video)) {
				return "phone", "041", ""
			}
		}
	}
	at := r.Place.Country
	switch {
	case len(r.Parties) > 2:
		return "multilateral", "046", ""
	case at == "":
		return "", "046", ""
	case slices.Contains(r.Parties, at) && len(r.Parties) == 2:
		return "visit", "042", at
	case !slices.Contains(r.Parties, at):
		return "third-party", "044", ""
	}
	return "", "046", ""
}

func (c *ploverCoder) outcome(e PLOVER, r *parley.Round) {
	v := r.Field(parley.FieldOutcome).Current()
	if v == nil {
		return
	}
	when := r.When
	if !when.To.IsZero() {
		when = parley.Interval{From: when.To, To: when.To}
	}
	switch r.Outcome {
	case parley.Agreement, parley.Partial:
		c.add(e, code.Support, "057", "", when, v.Claims)
	case parley.InPrinciple:
		c.add(e, code.Agree, "030", "", when, v.Claims)
	case parley.AgreedToContinue:
		c.add(e, code.Agree, "036", "", when, v.Claims)
	case parley.Collapsed:
		c.add(e, code.Sanction, "164", "withdraw", when, v.Claims)
	}
}

// step codes a promise.
func (c *ploverCoder) step(p *parley.Process, s *parley.Step) {
	if s.Certainty != parley.Announced {
		return
	}
	cameo := "030"
	switch s.Kind {
	case parley.NextMeeting, parley.NextVisit:
		cameo = "036"
	case parley.NextDocument:
		cameo = "032"
	}
	who := s.Who
	if len(who) == 0 {
		for i := range p.Rounds {
			if p.Rounds[i].ID == s.Round {
				who = p.Rounds[i].Parties
			}
		}
	}
	e := PLOVER{Actor: entities(who), Link: cmp.Or(s.Round, p.ID), Process: p.ID, Round: s.Round, Origins: s.Origins}
	c.add(e, code.Agree, cameo, "", day(s.Said), s.Claims)
}

// topicCodes are the endings of CAMEO codes for what is asked for, offered or
// refused, by topic: 02, 03, 10 and 12 go before them.
var topicCodes = map[string]string{
	"ceasefire": "56", "prisoners": "53", "sanctions": "54", "peace-settlement": "7", "trade": "11", "investment": "11",
	"security": "34", "humanitarian": "33", "intelligence": "14", "human-rights": "43", "elections": "4", "governance": "4",
}

// refusedCodes are the codes of refusals, whose numbers differ.
var refusedCodes = map[string]string{
	"ceasefire": "1246", "prisoners": "1243", "sanctions": "1244", "peace-settlement": "127", "trade": "1211", "investment": "1211",
	"security": "1224", "humanitarian": "1223", "human-rights": "1233", "elections": "123", "governance": "123",
}

// stand codes what a party wants or refuses.
func (c *ploverCoder) stand(p *parley.Process, s *parley.Stand) {
	for _, entry := range s.Entries {
		e := PLOVER{Actor: entities([]string{s.Party}), Link: p.ID, Process: p.ID, Origins: entry.Origins}
		root, cameo := code.Request, ""
		ending := topicCodes[s.Topic]
		switch entry.Stance {
		case parley.Demands:
			cameo = cmp.Or(prefixed("10", ending), "100")
		case parley.Seeks:
			cameo = cmp.Or(prefixed("02", ending), "020")
		case parley.Offers:
			root, cameo = code.Agree, cmp.Or(prefixed("03", ending), "030")
		case parley.Rejects, parley.RedLine:
			root, cameo = code.Reject, cmp.Or(refusedCodes[s.Topic], "120")
		case parley.Supports:
			root, cameo = code.Support, "051"
		default:
			continue
		}
		k, ok := code.CAMEO(cameo)
		if !ok {
			continue
		}
		c.add(e, root, cameo, k.Mode, day(entry.Said), entry.Claims)
	}
}

func prefixed(prefix, ending string) string {
	if ending == "" {
		return ""
	}
	return prefix + ending
}

// day is the time at which something was said: an interval of the day itself.
func day(v parley.Interval) parley.Interval {
	if v.To.IsZero() {
		v.To = v.From
	}
	return v
}

// entities are actor codes as PLOVER writes them.
func entities(codes []string) []PLOVEREntity {
	var out []PLOVEREntity
	for _, c := range codes {
		out = append(out, entity(c))
	}
	return out
}

func entity(c string) PLOVEREntity {
	l := lexicon.Shared()
	name := c
	entry, known := l.Code(c)
	if known {
		name = entry.Name
	}
	if l.IsState(c) {
		return PLOVEREntity{Code: c, Sector: "GOV", Text: name}
	}
	e := PLOVEREntity{Code: "IGO", Sector: "IGO", Text: name, Own: c}
	switch {
	case c == "UNO" || c == "EUR":
		e.Sector = c
	case known && (entry.Kind == lexicon.Organisation || entry.Kind == lexicon.Organ || entry.Kind == lexicon.Format):
	default:
		e.Code, e.Sector = cmp.Or(code.Country(c), "IMG"), "REB"
	}
	return e
}
