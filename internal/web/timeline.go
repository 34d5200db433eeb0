package web

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

// Sizes of the drawing, in its own units.
const (
	timelineWidth = 960
	timelineEdge  = 48
	baseLane      = 84
	levelHeight   = 24 // a mark and its edge
	maxLevel      = 4
	axisHeight    = 34
)

// drawTimeline draws the rounds of p along the time, one lane a track: filled
// where a round was held, hollow where it is announced, crossed out where it
// was called off; a bar as long as it lasted, or as wide as its time is
// uncertain. Between rounds that are far apart stands how far. It is "" when
// no round has a time. Colours come from the style sheet.
func (s *Server) drawTimeline(p *parley.Process) string {
	type mark struct {
		round       *parley.Round
		first, last time.Time
		level       int // how far above its lane, where marks would cover each other
	}
	var marks []mark
	for i := range p.Rounds {
		if first, last, ok := p.Rounds[i].When.Bounds(); ok {
			marks = append(marks, mark{round: &p.Rounds[i], first: first, last: last})
		}
	}
	if len(marks) == 0 {
		return ""
	}
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last), cmp.Compare(a.round.ID, b.round.ID))
	})
	from, to := marks[0].first, marks[0].last
	lanes := []string{}
	for _, m := range marks {
		if m.last.After(to) {
			to = m.last
		}
		if !slices.Contains(lanes, m.round.Track) {
			lanes = append(lanes, m.round.Track)
		}
	}
	slices.Sort(lanes)
	if span := to.Sub(from); span < 20*24*time.Hour {
		pad := (20*24*time.Hour - span) / 2
		from, to = from.Add(-pad), to.Add(pad)
	}
	x := func(t time.Time) float64 {
		return timelineEdge + float64(t.Sub(from))/float64(to.Sub(from))*(timelineWidth-2*timelineEdge)
	}
	levels := 0
	for _, name := range lanes {
		var ends []float64
		for i := range marks {
			if m := &marks[i]; m.round.Track == name {
				at := (x(m.first) + x(m.last)) / 2
				for m.level < len(ends) && m.level < maxLevel && at < ends[m.level] {
					m.level++
				}
				if m.level == len(ends) {
					ends = append(ends, 0)
				}
				ends[m.level] = at + levelHeight
				levels = max(levels, m.level)
			}
		}
	}
	laneHeight := baseLane + levels*levelHeight
	height := len(lanes)*laneHeight + axisHeight
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="timeline" viewBox="0 0 %d %d" role="img" aria-label="%s">`, timelineWidth, height, esc("Timeline of "+plural(len(marks), "round")+"; the table below has the same rounds"))
	drawAxis(&b, from, to, x, len(lanes)*laneHeight)
	for lane, name := range lanes {
		middle := float64((lane+1)*laneHeight) - baseLane/2 + 6
		fmt.Fprintf(&b, `<line class="lane" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>`, timelineEdge/2, timelineWidth-timelineEdge/2, middle, middle)
		if len(lanes) > 1 {
			fmt.Fprintf(&b, `<text class="lane-name" x="%d" y="%.1f">%s</text>`, timelineEdge/2, middle-30, esc(cmp.Or(name, "main track")))
		}
		labelEnd, lastX := -1e9, -1e9
		var previous *mark
		for i := range marks {
			m := &marks[i]
			if m.round.Track != name {
				continue
			}
			x0, x1 := x(m.first), x(m.last)
			if previous != nil {
				if days := int(m.first.Sub(previous.last).Hours() / 24); days >= 14 && x0-lastX > 70 {
					fmt.Fprintf(&b, `<text class="gap" x="%.1f" y="%.1f">%s</text>`, (x0+lastX)/2, middle-8, esc(gapText(days)))
				}
			}
			if previous == nil || m.last.After(previous.last) {
				previous, lastX = m, x1
			}
			fmt.Fprintf(&b, `<a href="/round/%s"><title>%s</title>`, esc(m.round.ID), esc(s.roundName(m.round)+" – "+show.Words(string(m.round.Status))))
			if x1-x0 > 12 {
				fmt.Fprintf(&b, `<rect class="span %s" x="%.1f" y="%.1f" width="%.1f" height="8" rx="4"/>`, esc(string(m.round.Status)), x0, middle-4, x1-x0)
			}
			above := middle - float64(m.level*levelHeight)
			drawMark(&b, m.round.Status, (x0+x1)/2, above)
			label := show.Moment(m.round.When.From)
			if m.round.When.From != m.round.When.To {
				label = show.Interval(m.round.When)
			}
			if at, width := (x0+x1)/2, float64(len(label))*6.2; at-width/2 > labelEnd {
				anchor, lx := "middle", at
				if at-width/2 < 4 {
					anchor, lx = "start", 4
				} else if at+width/2 > timelineWidth-4 {
					anchor, lx = "end", timelineWidth-4
				}
				fmt.Fprintf(&b, `<text class="label" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, anchor, lx, middle+26, esc(label))
				labelEnd = at + width/2 + 8
			}
			if n := m.round.Number; n > 0 {
				fmt.Fprintf(&b, `<text class="number %s" x="%.1f" y="%.1f">%d</text>`, esc(string(m.round.Status)), (x0+x1)/2, above+3.8, n)
			}
			b.WriteString("</a>")
		}
	}
	b.WriteString("</svg>")
	return b.String()
}

// drawMark draws the sign of a status: shape and fill, not colour alone.
func drawMark(b *strings.Builder, status parley.Status, x, y float64) {
	fmt.Fprintf(b, `<circle class="mark %s" cx="%.1f" cy="%.1f" r="11"/>`, esc(string(status)), x, y)
	switch status {
	case parley.Cancelled, parley.DeniedMeeting:
		fmt.Fprintf(b, `<path class="strike" d="M%.1f %.1f l20 -20"/>`, x-10, y+10)
	case parley.Postponed:
		fmt.Fprintf(b, `<path class="strike" d="M%.1f %.1f l10 0 m-4 -4 l4 4 l-4 4"/>`, x+12, y)
	}
}

// drawAxis draws the years, or the months where the time is short.
func drawAxis(b *strings.Builder, from, to time.Time, x func(time.Time) float64, y int) {
	step, layout := 12, "2006"
	switch days := to.Sub(from).Hours() / 24; {
	case days <= 45:
		step, layout = 0, "2 Jan"
	case days <= 400:
		step, layout = 1, "Jan 2006"
	case days <= 1100:
		step, layout = 3, "Jan 2006"
	}
	t := time.Date(from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	next := func(t time.Time) time.Time { return t.AddDate(0, step, 0) }
	if step == 0 {
		t = from
		next = func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }
	}
	last := -1e9
	for ; !t.After(to); t = next(t) {
		if t.Before(from) {
			continue
		}
		at := x(t)
		fmt.Fprintf(b, `<line class="tick" x1="%.1f" x2="%.1f" y1="0" y2="%d"/>`, at, at, y)
		if at-last > 64 {
			fmt.Fprintf(b, `<text class="tick-label" x="%.1f" y="%d">%s</text>`, at, y+20, t.Format(layout))
			last = at
		}
	}
}

// gapText is how long nothing happened.
func gapText(days int) string {
	switch {
	case days >= 730:
		return fmt.Sprintf("%.1f years", float64(days)/365.25)
	case days >= 90:
		return fmt.Sprintf("%d months", days/30)
	}
	return fmt.Sprintf("%d days", days)
}

func esc(s string) string { return template.HTMLEscapeString(s) }
