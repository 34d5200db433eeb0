package article

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"

	"github.com/parley-register/parley"
)

// How the date of a document was found: Document.DateFrom.
const (
	dateGiven  = "given"   // by the user
	dateRecord = "record"  // a field of the record
	dateLinked = "json-ld" // the page's description of its article
	dateMeta   = "meta"    // a meta element of the page
	datePage   = "page"    // a date that stands on the page, found by go-htmldate
	dateMail   = "mail"    // the Date header of a message
)

// publicationNames are the meta elements that hold the day of publication, best
// first.
var publicationNames = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "article:published",
	"sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date.created", "dc.date",
	"dc:date", "dcterms.available", "publishdate", "publish_date", "publish-date", "pubdate", "publication_date", "article.published", "published_time", "published-date",
	"published_at", "ptime", "date.published", "displaydate", "originalpublicationdate", "citation_publication_date", "bt:pubdate", "rnews:datepublished", "iso-8601-publish-date", "date",
}

var modificationNames = []string{"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article:modified"}

// published finds the day of publication and how it was found. latest is the
// last day that it can be: a page cannot be published after it was fetched.
func (m *pageMeta) published(doc *html.Node, address *url.URL, latest time.Time) (parley.Interval, string) {
	l := m.article()
	if l != nil {
		if v, ok := day(l.published, latest); ok {
			return v, dateLinked
		}
	}
	for _, name := range publicationNames {
		if v, ok := day(m.meta[name], latest); ok {
			return v, dateMeta
		}
	}
	for _, t := range m.times {
		if v, ok := day(t, latest); ok {
			return v, dateMeta
		}
	}
	if l != nil {
		if v, ok := day(l.created, latest); ok {
			return v, dateLinked
		}
	}
	opts := htmldate.Options{UseOriginalDate: true, SkipExtensiveSearch: true, MinDate: time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: latest}
	if address != nil {
		opts.URL = address.String()
	}
	if latest.IsZero() {
		opts.MaxDate = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if r, err := htmldate.FromDocument(doc, opts); err == nil && !r.IsZero() {
		if v, ok := between(parley.MomentOf(r.DateTime), latest); ok {
			return v, datePage
		}
	}
	return parley.Interval{}, ""
}

// modified is when this version was made, where that is stated and is not
// before the publication.
func (m *pageMeta) modified(published parley.Interval, latest time.Time) parley.Interval {
	candidates := []string{m.first(modificationNames...)}
	if l := m.article(); l != nil {
		candidates = append([]string{l.modified}, candidates...)
	}
	for _, c := range candidates {
		v, ok := day(c, latest)
		if !ok {
			continue
		}
		_, last, ok := v.Bounds()
		first, _, known := published.Bounds()
		if ok && (!known || !last.Before(first)) {
			return v
		}
	}
	return parley.Interval{}
}

// dayLayouts are the ways in which pages and mails write a day, ISO apart.
var dayLayouts = []string{
	time.RFC1123Z, time.RFC1123, time.RFC850, time.RFC822Z, time.RFC822, time.ANSIC, time.UnixDate,
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	"Mon Jan 02 2006 15:04:05 GMT-0700",
	"January 2, 2006 3:04 PM", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "Monday, January 2, 2006", "Monday, 2 January 2006",
	"Mon, 2 Jan 2006", "02.01.2006 15:04", "02.01.2006", "2.1.2006", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "2006/1/2",
}

// day reads the day of a timestamp as the source wrote it, without shifting it
// to another time zone. It refuses days after latest, and the zero days that
// programs write for want of one.
func day(s string, latest time.Time) (parley.Interval, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 80 {
		return parley.Interval{}, false
	}
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		if m, err := parley.ParseMoment(s[:10]); err == nil {
			return between(m, latest)
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch {
		case len(s) == 8:
			if t, err := time.Parse("20060102", s); err == nil {
				return between(parley.MomentOf(t), latest)
			}
		case len(s) == 10:
			return between(parley.MomentOf(time.Unix(n, 0).UTC()), latest)
		case len(s) == 13:
			return between(parley.MomentOf(time.UnixMilli(n).UTC()), latest)
		case len(s) == 14:
			if t, err := time.Parse("20060102150405", s); err == nil {
				return between(parley.MomentOf(t), latest)
			}
		}
		return parley.Interval{}, false
	}
	if len(s) >= 9 && s[8] == 'T' {
		if t, err := time.Parse("20060102", s[:8]); err == nil {
			return between(parley.MomentOf(t), latest)
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return between(parley.MomentOf(t), latest)
		}
	}
	return parley.Interval{}, false
}

// firstYear is the oldest year of publication that is believed.
const firstYear = 1800

func between(m parley.Moment, latest time.Time) (parley.Interval, bool) {
	first, _, ok := m.Bounds()
	if !ok || !m.Exact() || m.Year < firstYear || m == parley.Date(1970, 1, 1) || m == parley.Date(1900, 1, 1) {
		return parley.Interval{}, false
	}
	if !latest.IsZero() && first.After(latest) {
		return parley.Interval{}, false
	}
	return parley.On(m), true
}

// latestDay is the last day on which something fetched then can have been
// published: where the sun is ahead, it is tomorrow already.
func latestDay(fetched time.Time) time.Time {
	if fetched.IsZero() {
		return fetched
	}
	return fetched.UTC().Add(14 * time.Hour)
}
