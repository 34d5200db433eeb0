package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageMeta is what a page declares about itself, before anything is chosen.
type pageMeta struct {
	meta      map[string]string // by lower-case name, property or itemprop; the first of each
	authors   []string          // of the meta elements
	canonical string
	title     string   // of the title element
	h1        []string // at most a few
	times     []string // datetime attributes of time elements that are marked as publication
	lang      string   // of the html element
	linked    []linked
}

// maxHeadings bounds how many h1 elements are kept.
const maxHeadings = 8

func readMeta(doc *html.Node) *pageMeta {
	m := &pageMeta{meta: map[string]string{}}
	var scripts []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
		case atom.Meta:
			m.add(n)
		case atom.Link:
			if m.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				m.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Title:
			if m.title == "" {
				m.title = oneLine(textOf(n))
			}
		case atom.H1:
			if s := oneLine(textOf(n)); s != "" && len(m.h1) < maxHeadings {
				m.h1 = append(m.h1, s)
			}
		case atom.Time:
			if strings.EqualFold(attr(n, "itemprop"), "datePublished") || hasAttr(n, "pubdate") {
				m.times = append(m.times, attr(n, "datetime"))
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				scripts = append(scripts, textOf(n))
			}
		}
	}
	m.linked = readLinked(scripts)
	return m
}

func (m *pageMeta) add(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(strings.TrimSpace(attr(n, key)))
		if name == "" {
			continue
		}
		if name == "author" || name == "article:author" || name == "dc.creator" || name == "citation_author" || name == "parsely-author" {
			m.authors = append(m.authors, content)
		}
		if _, ok := m.meta[name]; !ok {
			m.meta[name] = content
		}
	}
}

func (m *pageMeta) first(names ...string) string {
	for _, n := range names {
		if s := m.meta[n]; s != "" {
			return s
		}
	}
	return ""
}

// article is the description of the page's own article: the one whose address
// or headline is the page's, else the first.
func (m *pageMeta) article() *linked {
	if len(m.linked) == 0 {
		return nil
	}
	title := fold(first(m.meta["og:title"], m.title))
	own := first(m.canonical, m.meta["og:url"])
	for i := range m.linked {
		l := &m.linked[i]
		if own != "" && sameAddress(l.url, own) && (l.headline != "" || l.published != "") {
			return l
		}
	}
	for i := range m.linked {
		l := &m.linked[i]
		if h := fold(l.headline); len(h) > 10 && title != "" && (strings.Contains(title, h) || strings.Contains(h, title)) {
			return l
		}
	}
	for i := range m.linked {
		if l := &m.linked[i]; l.headline != "" && l.published != "" {
			return l
		}
	}
	return &m.linked[0]
}

func sameAddress(a, b string) bool {
	trim := func(s string) string {
		s, _, _ = strings.Cut(s, "#")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:")
		return strings.TrimSuffix(s, "/")
	}
	return a != "" && trim(a) == trim(b)
}

// headline is the article's title: what the page declares in JSON-LD, as
// og:title or as its title, without the name of the outlet, or else its top
// heading.
func (m *pageMeta) headline(site string) string {
	var declared []string
	if l := m.article(); l != nil {
		declared = append(declared, l.headline)
	}
	declared = append(declared, m.first("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title", "headline"))
	for _, c := range declared {
		if c = withoutSite(oneLine(c), site); c != "" && !strings.EqualFold(c, site) {
			return c
		}
	}
	title := withoutSite(m.title, site)
	for _, h := range m.h1 {
		if title == "" || similarTitle(h, title) {
			return h
		}
	}
	if title != "" && !strings.EqualFold(title, site) {
		return title
	}
	return first(m.h1...)
}

// similarTitle reports whether most words of one title are in the other.
func similarTitle(a, b string) bool {
	x, y := strings.Fields(fold(a)), strings.Fields(fold(b))
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	count := map[string]int{}
	for _, w := range x {
		count[w]++
	}
	same := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return 2*same > max(len(x), len(y))
}

// withoutSite cuts the outlet's name from the end of a title: "A – B | Outlet".
func withoutSite(title, site string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "} {
		head, tail, ok := cutLast(title, sep)
		if !ok {
			continue
		}
		if site != "" && (strings.EqualFold(squash(tail), squash(site)) || strings.Contains(squash(site), squash(tail)) || strings.Contains(squash(tail), squash(site))) {
			return withoutSite(strings.TrimSpace(head), site)
		}
		if sep == " | " && len(strings.Fields(tail)) <= 3 && len(strings.Fields(head)) >= 3 {
			return withoutSite(strings.TrimSpace(head), site)
		}
	}
	return title
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// squash is s in lower case, letters and digits alone.
func squash(s string) string { return strings.ReplaceAll(fold(s), " ", "") }

func (m *pageMeta) publisher() string {
	if l := m.article(); l != nil && l.publisher != "" {
		return oneLine(l.publisher)
	}
	return oneLine(m.first("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher:name", "twitter:app:name:iphone"))
}

// author is who wrote the article, several with commas between.
func (m *pageMeta) author() string {
	var all []string
	if l := m.article(); l != nil {
		all = l.authors
	}
	if len(all) == 0 {
		all = m.authors
	}
	var out []string
	seen := map[string]bool{}
	for _, a := range all {
		a = strings.TrimPrefix(oneLine(a), "By ")
		if key := fold(a); a != "" && !seen[key] && !strings.Contains(a, "://") && len(a) < 120 {
			seen[key] = true
			out = append(out, a)
		}
	}
	return strings.Join(out, ", ")
}

// address is the canonical URL of the page; "" when none is declared that can
// be one. fetched is where the page came from, if that is known.
func (m *pageMeta) address(fetched *url.URL) string {
	for _, c := range []string{m.canonical, m.meta["og:url"], func() string {
		if l := m.article(); l != nil {
			return l.url
		}
		return ""
	}()} {
		u, err := url.Parse(c)
		if err != nil || c == "" {
			continue
		}
		if fetched != nil {
			u = fetched.ResolveReference(u)
			if (u.Path == "" || u.Path == "/") && len(fetched.Path) > 1 {
				continue // a page that calls the front page its address
			}
		}
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil {
			u.Fragment = ""
			return u.String()
		}
	}
	if fetched != nil {
		return fetched.String()
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// oneLine is s with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
