package article

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a page. The libraries that build and search the tree of a page take
// time that grows with the square of some of these; the longest real articles
// stay far below.
const (
	maxElements = 40_000
	maxBlocks   = 4_000 // paragraphs, list items, line breaks, cells
	maxDepth    = 400   // open elements; the parser refuses 512
	maxReduced  = 4 << 20
)

// ErrPage is wrapped by the errors for pages that are no articles by their
// size.
var ErrPage = errors.New("this page is too big to be one article")

func tooManyOf(what string, limit int) error {
	return fmt.Errorf("%w: it has more than %d %s; save the text of the one article that you want as .txt, or give many articles as .jsonl", ErrPage, limit, what)
}

// prescan walks over a page once, in linear time, and returns it without what
// no reader needs: scripts (but for data that describes the article), styles,
// comments, runs of line breaks. It refuses a page on which tree-building
// libraries would take too long.
func prescan(page string) ([]byte, error) {
	z := html.NewTokenizer(strings.NewReader(page))
	out := make([]byte, 0, min(len(page), 1<<20))
	var elements, blocks, breaks int
	var open openElements
	drop := false // the text token that follows is of a dropped element
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, fmt.Errorf("the page cannot be read as HTML: %w", err)
			}
			return out, nil
		case html.TextToken:
			raw := z.Raw()
			if drop {
				drop = false
				continue
			}
			if len(bytes.TrimSpace(raw)) > 0 {
				breaks = 0
			}
			out = append(out, raw...)
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			name, more := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Br {
				if breaks++; breaks > 2 {
					continue
				}
			}
			switch {
			case isRaw(tag):
				if !keepRaw(z, tag, more) {
					drop = true
					continue
				}
				if tag == atom.Script {
					raw = linkedScript // reading attributes has changed the tag's bytes
				}
			case !isVoid(tag) && !closesItself(tag):
				open.push(tag, name)
			}
			elements++
			if isBlockStart(tag) {
				blocks++
			}
			out = append(out, raw...)
		case html.EndTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if isRaw(tag) {
				if drop {
					drop = false // an element without text
					continue
				}
				if tag != atom.Script && tag != atom.Title && tag != atom.Textarea {
					continue
				}
			} else {
				open.pop(tag, name)
			}
			out = append(out, raw...)
		case html.CommentToken:
		case html.DoctypeToken:
			out = append(out, z.Raw()...)
		}
		switch {
		case elements > maxElements:
			return nil, tooManyOf("elements", maxElements)
		case blocks > maxBlocks:
			return nil, tooManyOf("paragraphs and lines", maxBlocks)
		case len(open) > maxDepth:
			return nil, tooManyOf("elements one inside the other", maxDepth)
		case len(out) > maxReduced:
			return nil, tooManyOf("bytes of text and tags", maxReduced)
		}
	}
}

var linkedScript = []byte(`<script type="application/ld+json">`)

// openElements are the elements that are open, outermost first.
type openElements []openElement

type openElement struct {
	tag  atom.Atom
	name string // where tag is 0
}

func (o *openElements) push(tag atom.Atom, name []byte) {
	e := openElement{tag: tag}
	if tag == 0 {
		e.name = string(name)
	}
	*o = append(*o, e)
}

// pop closes the innermost element of that name and all inside it; an end tag
// that closes nothing is passed over, as browsers do.
func (o *openElements) pop(tag atom.Atom, name []byte) {
	for i := len(*o) - 1; i >= 0; i-- {
		if e := (*o)[i]; e.tag == tag && (tag != 0 || e.name == string(name)) {
			*o = (*o)[:i]
			return
		}
	}
}

// isRaw reports whether what is inside the element is not markup.
func isRaw(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext, atom.Title, atom.Textarea:
		return true
	}
	return false
}

// keepRaw reports whether a raw element is of use: the title, and JSON that
// describes the page.
func keepRaw(z *html.Tokenizer, tag atom.Atom, more bool) bool {
	if tag == atom.Title {
		return true
	}
	for tag == atom.Script && more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "type" && bytes.Contains(bytes.ToLower(value), []byte("ld+json")) {
			return true
		}
	}
	return false
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// closesItself reports whether the element is closed by the next one of its
// kind, so that leaving out the end tag does not nest.
func closesItself(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Dt, atom.Dd, atom.Option, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Html, atom.Head, atom.Body:
		return true
	}
	return false
}

func isBlockStart(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Br, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre:
		return true
	}
	return false
}
