package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/parley-register/parley"
)

// blockWriter writes the text of a tree: blocks parted by blank lines, white
// space inside a block as one space.
type blockWriter struct {
	text   strings.Builder
	blocks []parley.Block
	kind   parley.BlockKind // of the block that is open
	start  int              // of the block that is open
	space  bool             // white space is due before the next word
	broken bool             // a line break is due before the next word
}

func newBlockWriter() *blockWriter { return &blockWriter{kind: parley.Paragraph} }

// chars appends characters to the open block.
func (w *blockWriter) chars(s string) {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			w.space = w.space || unicode.IsSpace(r)
		case r == utf8.RuneError && n <= 1 || unicode.IsControl(r) || r == '\u00ad':
		default:
			w.gap()
			w.text.WriteString(s[:n])
		}
		s = s[n:]
	}
}

// gap writes the white space that is due.
func (w *blockWriter) gap() {
	switch {
	case w.text.Len() == w.start:
		if w.start > 0 {
			w.text.WriteString("\n\n")
			w.start = w.text.Len()
		}
	case w.broken:
		w.text.WriteByte('\n')
	case w.space:
		w.text.WriteByte(' ')
	}
	w.space, w.broken = false, false
}

// end closes the open block.
func (w *blockWriter) end() {
	if w.text.Len() > w.start {
		w.blocks = append(w.blocks, parley.Block{Span: parley.Span{Start: w.start, End: w.text.Len()}, Kind: w.kind})
		w.start = w.text.Len()
	}
	w.space, w.broken = false, false
}

// add writes one whole block.
func (w *blockWriter) add(kind parley.BlockKind, s string) {
	w.end()
	before := w.kind
	w.kind = kind
	w.chars(s)
	w.end()
	w.kind = before
}

// lineBreak ends the block where a sentence ends or a break was before; else
// the block goes on in a new line.
func (w *blockWriter) lineBreak() {
	if w.broken || endsSentence(w.text.String()[w.start:]) {
		w.end()
		return
	}
	w.broken = w.text.Len() > w.start
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)»")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。", r)
}

// tree writes all blocks below n; what skip says of an element is passed over.
func (w *blockWriter) tree(n *html.Node, skip func(atom.Atom) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.chars(c.Data)
		case html.ElementNode:
			w.element(c, skip)
		}
	}
}

func (w *blockWriter) element(n *html.Node, skip func(atom.Atom) bool) {
	tag := n.DataAtom
	if tag == 0 {
		tag = atom.Lookup([]byte(n.Data)) // extractors rename elements
	}
	switch {
	case tag == atom.Br:
		w.lineBreak()
	case tag == atom.Hr:
		w.end()
	case skip(tag):
	case !isBlock(tag):
		w.tree(n, skip)
	default:
		w.end()
		before := w.kind
		if kind := kindOf(tag); kind != "" && (before == parley.Paragraph || kind == parley.ListItem) {
			w.kind = kind
		}
		w.tree(n, skip)
		w.end()
		w.kind = before
	}
}

// kindOf is the kind of block that a tag makes; "" for one that only parts
// blocks.
func kindOf(tag atom.Atom) parley.BlockKind {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return parley.Heading
	case atom.Li, atom.Dd, atom.Dt:
		return parley.ListItem
	case atom.Blockquote:
		return parley.Quotation
	case atom.Figcaption, atom.Caption:
		return parley.Caption
	case atom.Td, atom.Th:
		return parley.Table
	}
	return ""
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tr, atom.Tbody, atom.Thead,
		atom.Tfoot, atom.Pre, atom.Figure, atom.Body, atom.Html, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address, atom.Details,
		atom.Summary, atom.Center, atom.Fieldset, atom.Form, atom.Hgroup:
		return true
	}
	return kindOf(tag) != ""
}

// notText reports whether what is in the element is not text of an article.
func notText(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Select, atom.Button, atom.Textarea, atom.Audio, atom.Video, atom.Canvas:
		return true
	}
	return false
}

// notArticle reports whether the element holds no text, or what stands around
// an article: for pages on which no extractor finds one.
func notArticle(tag atom.Atom) bool {
	switch tag {
	case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form, atom.Menu, atom.Dialog:
		return true
	}
	return notText(tag)
}
