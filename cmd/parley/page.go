package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/show"
)

// page writes for people: headings, and rows of a name, a value and the words
// that the value rests on.
type page struct {
	w      *strings.Builder
	colour bool
}

const (
	bold  = "1"
	dim   = "2"
	green = "32"
	cyan  = "36"
)

func (p page) style(code, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p page) heading(format string, args ...any) {
	fmt.Fprintln(p.w, p.style(bold, fmt.Sprintf(format, args...)))
}

const nameWidth, valueWidth = 14, 34

// row is one value. Its words stand in quotation marks; a value that is the
// same as its words is not printed twice.
func (p page) row(name, value string, n parley.Note) {
	mark := ""
	if n.Modality != "" && n.Modality != parley.Asserted {
		mark = " [" + string(n.Modality) + "]"
	}
	by := ""
	if n.By != "" {
		by = "  — " + n.By
	}
	quote := oneLine(n.Quote(), 200)
	if quote != "" {
		quote = "“" + quote + "”"
	}
	text := value + mark
	pad := strings.Repeat(" ", max(1, valueWidth-utf8.RuneCountInString(text)))
	if text == "" {
		pad = ""
	}
	fmt.Fprintf(p.w, "  %s %s%s%s%s\n", p.style(dim, fmt.Sprintf("%-*s", nameWidth, name)), text, pad, p.style(cyan, quote), p.style(dim, by))
}

// chain is how a claim comes from its origin; nothing for what its own document
// says.
func (p page) chain(origin string, chain []parley.OriginHop) {
	if len(chain) == 0 {
		return
	}
	var hops []string
	for _, h := range chain {
		hops = append(hops, show.Hop(h)+" “"+oneLine(h.Quote.Quote, 80)+"”")
	}
	fmt.Fprintf(p.w, "  %*s %s\n", nameWidth, "", p.style(dim, "from "+origin+": "+strings.Join(hops, ", ")))
}

// said is a statement: who said it, and below it the words.
func (p page) said(speaker, how string, n parley.Note) {
	fmt.Fprintf(p.w, "  %s %s\n", speaker, p.style(dim, how))
	fmt.Fprintf(p.w, "  %*s %s\n", nameWidth, "", p.style(cyan, "“"+oneLine(n.Quote(), 200)+"”"))
}

// oneLine is s on one line, cut at a rune after limit bytes.
func oneLine(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= limit {
		return s
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strings.TrimSpace(s[:cut]) + " …"
}

// readingPage prints one reading for people.
func (a *app) readingPage(r job.Result) error {
	p, names := page{&strings.Builder{}, a.colour}, actorNames()
	p.heading("%s", cmp.Or(r.Document.Title, r.Input.Name))
	fmt.Fprintln(p.w, p.style(dim, strings.Join(some(r.Document.Publisher, published(r.Document, r.Input.Capture.Fetched), r.Document.URL, "document "+r.Document.ID.Short()), " · ")))
	fmt.Fprintln(p.w)
	if !r.Reading.AboutTalks {
		fmt.Fprintf(p.w, "Nothing about talks was read in this article (%s).\n\n", notTalks(r.Reading.Reason))
	}
	for i := range r.Reading.Meetings {
		p.meeting(names, &r.Reading.Meetings[i])
	}
	if s := r.Reading.Statements; len(s) > 0 {
		p.heading("Statements")
		for _, x := range s {
			kind := string(x.Kind)
			if x.Direct {
				kind += ", quoted"
			}
			p.said(oneLine(x.Speaker, 60), "("+kind+chain(x.Via)+")", x.Note)
		}
		fmt.Fprintln(p.w)
	}
	if s := r.Reading.Positions; len(s) > 0 {
		p.heading("Positions")
		for _, x := range s {
			p.row(names.Actor(x.Actor), strings.Join(some(show.Words(string(x.Stance)), show.Words(x.Topic)), ", "), x.Note)
		}
		fmt.Fprintln(p.w)
	}
	if s := r.Reading.Reactions; len(s) > 0 {
		p.heading("Reactions")
		for _, x := range s {
			p.row(names.Actor(x.Actor), show.Words(string(x.Stance)), x.Note)
		}
		fmt.Fprintln(p.w)
	}
	_, err := io.WriteString(a.out, p.w.String())
	return err
}

func (p page) meeting(n show.Names, m *parley.Meeting) {
	p.heading("Meeting %s  %s", strings.TrimPrefix(m.ID, "m"), p.style(green, show.Words(string(m.Status.Value))))
	p.row("status", show.Words(string(m.Status.Value)), m.Status.Note)
	if m.Name != nil {
		p.row("name", m.Name.Value, m.Name.Note)
	}
	for _, x := range m.Parties {
		p.row("party", n.Actor(x.Value), x.Note)
	}
	if m.Unnamed != nil {
		p.row("party", "(not named)", m.Unnamed.Note)
	}
	for _, x := range m.Third {
		p.row(string(x.Value.Role), n.Actor(x.Value.Actor), x.Note)
	}
	for _, x := range m.Participants {
		p.row("participant", n.Participant(x.Value), x.Note)
	}
	if m.When != nil {
		p.row("when", cmp.Or(show.Interval(m.When.Value), "(cannot be told)"), m.When.Note)
	}
	if m.Where != nil {
		p.row("where", n.Place(m.Where.Value), m.Where.Note)
	}
	if m.Ordinal != nil {
		p.row("round", fmt.Sprint(m.Ordinal.Value), m.Ordinal.Note)
	}
	for _, x := range m.Format {
		p.row("format", show.Words(string(x.Value)), x.Note)
	}
	if m.Level != nil {
		p.row("level", show.Words(string(m.Level.Value)), m.Level.Note)
	}
	if m.Track != nil {
		p.row("track", m.Track.Value, m.Track.Note)
	}
	for _, x := range m.Topics {
		v := show.Words(x.Value.Topic)
		if !x.Value.Certain {
			v += " (perhaps)"
		}
		p.row("topic", v, x.Note)
	}
	if m.Outcome != nil {
		p.row("outcome", show.Words(string(m.Outcome.Value)), m.Outcome.Note)
	}
	for _, x := range m.Assessments {
		p.row("tone", x.Value.Term, x.Note)
		if x.Value.Convention != "" {
			fmt.Fprintf(p.w, "  %*s %s\n", nameWidth, "", p.style(dim, "convention, not fact: "+x.Value.Convention))
		}
	}
	for _, x := range m.Obstacles {
		p.row("obstacle", show.Words(x.Value), x.Note)
	}
	for _, x := range m.Next {
		v := show.Words(string(x.Value.Certainty)) + " " + string(x.Value.Kind)
		if !x.Value.Due.IsZero() {
			v += ", " + show.Interval(x.Value.Due)
		}
		p.row("next", v, x.Note)
	}
	fmt.Fprintln(p.w)
}

// published tells when d was, and what to do where that is not known or cannot
// be: the days in a text are counted from it.
func published(d *parley.Document, fetched time.Time) string {
	switch {
	case d.Published.IsZero():
		return "day of publication not known (--published tells it, and “Monday” becomes a day)"
	case inFuture(d.Published, fetched):
		return "published " + show.Interval(d.Published) + " (in the future; --published corrects it)"
	}
	return "published " + show.Interval(d.Published)
}

// inFuture reports whether all of v lies more than a day after now: somewhere
// on earth it is already tomorrow.
func inFuture(v parley.Interval, now time.Time) bool {
	if now.IsZero() || v.From.Year == 0 {
		return false
	}
	from := time.Date(v.From.Year, time.Month(max(1, v.From.Month)), max(1, v.From.Day), 0, 0, 0, 0, time.UTC)
	return from.After(now.AddDate(0, 0, 1))
}

// notTalks is the reason of an empty reading for people.
func notTalks(reason string) string {
	if language, ok := strings.CutPrefix(reason, "language: "); ok {
		return "parley reads English; the language of this text is " + language
	}
	return cmp.Or(reason, "no meeting is reported")
}

func chain(via []parley.Hop) string {
	s := ""
	for _, h := range via {
		s += ", via " + h.Source
	}
	return s
}

// some are the strings that are not empty.
func some(s ...string) []string {
	var out []string
	for _, x := range s {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}
