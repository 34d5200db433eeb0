package article

import (
	"net/url"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/parley-register/parley"
)

// shortBody is the length, in characters, below which the second extractor is
// asked. Measured on three sets of saved pages: docs/scorecard.md.
const shortBody = 500

// body is the main text of a page.
type body struct {
	text   string
	blocks []parley.Block
	author string // as the extractor found it, for pages that do not declare it
	site   string
}

// mainText finds the article on a page: go-trafilatura without its fallbacks,
// go-readability when that finds little, all text of the page when both fail.
func mainText(doc *html.Node, address *url.URL) body {
	var best body
	if r, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: address, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	}); err == nil {
		best = written(r.ContentNode, notText)
		best.author, best.site = r.Metadata.Author, r.Metadata.Sitename
	}
	if size(best) < shortBody {
		p := readability.NewParser()
		if a, err := p.ParseDocument(doc, address); err == nil && a.Node != nil {
			if second := written(a.Node, notText); size(second) > size(best) {
				second.author, second.site = best.author, best.site
				best = second
			}
		}
	}
	if len(best.blocks) == 0 {
		best.text, best.blocks = allText(doc)
	}
	return best
}

func written(n *html.Node, skip func(atom.Atom) bool) body {
	w := newBlockWriter()
	w.tree(n, skip)
	w.end()
	return body{text: w.text.String(), blocks: w.blocks}
}

func allText(doc *html.Node) (string, []parley.Block) {
	b := written(doc, notArticle)
	if strings.TrimSpace(b.text) == "" {
		b = written(doc, notText)
	}
	return b.text, b.blocks
}

func size(b body) int { return utf8.RuneCountInString(b.text) }
