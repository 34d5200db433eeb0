package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/text"
)

// Limits on a query; what is beyond them is left out.
const (
	MaxTerms = 64
	maxDepth = 16
)

// Parse reads a query. It is nil where there is nothing to look for.
func Parse(query string) store.Query {
	p := parser{items: scan(query)}
	return p.or(0)
}

// Terms are the folded words that q looks for, without those that it excludes,
// for marking them in a text.
func Terms(q store.Query) []store.Term {
	switch q := q.(type) {
	case store.Term:
		return []store.Term{q}
	case store.And:
		var out []store.Term
		for _, x := range q.All {
			out = append(out, Terms(x)...)
		}
		return out
	case store.Or:
		var out []store.Term
		for _, x := range q {
			out = append(out, Terms(x)...)
		}
		return out
	}
	return nil
}

type kind uint8

const (
	word kind = iota
	and
	or
	not
	open
	shut
)

type item struct {
	kind kind
	term store.Term
}

// scan cuts a query into items.
func scan(query string) []item {
	var out []item
	terms := 0
	add := func(s string, prefix bool) {
		var tokens []string
		for _, w := range text.Words(s) {
			tokens = append(tokens, w)
		}
		if len(tokens) > 0 && terms+len(tokens) <= MaxTerms {
			terms += len(tokens)
			out = append(out, item{word, store.Term{Tokens: tokens, Prefix: prefix}})
		}
	}
	for s := query; s != ""; {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsSpace(r):
			s = s[n:]
		case r == '(':
			out, s = append(out, item{kind: open}), s[n:]
		case r == ')':
			out, s = append(out, item{kind: shut}), s[n:]
		case r == '-' && len(s) > n:
			out, s = append(out, item{kind: not}), s[n:]
		case r == '"' || r == '“' || r == '„':
			rest := s[n:]
			end := strings.IndexAny(rest, "\"”“")
			if end < 0 {
				end = len(rest)
			}
			phrase := rest[:end]
			s = rest[end:]
			if _, n := utf8.DecodeRuneInString(s); n > 0 {
				s = s[n:]
			}
			prefix := strings.HasPrefix(s, "*")
			s = strings.TrimPrefix(s, "*")
			add(phrase, prefix)
		default:
			end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()\"“”„", r) })
			if end < 0 {
				end = len(s)
			}
			w := s[:end]
			s = s[end:]
			switch w {
			case "AND":
				out = append(out, item{kind: and})
			case "OR":
				out = append(out, item{kind: or})
			case "NOT":
				out = append(out, item{kind: not})
			default:
				add(strings.TrimRight(w, "*"), strings.HasSuffix(w, "*"))
			}
		}
	}
	return out
}

type parser struct {
	items []item
	at    int
}

func (p *parser) peek() (kind, bool) {
	if p.at < len(p.items) {
		return p.items[p.at].kind, true
	}
	return 0, false
}

// or = and { OR and }
func (p *parser) or(depth int) store.Query {
	var parts store.Or
	for {
		if q := p.and(depth); q != nil {
			parts = append(parts, q)
		}
		k, ok := p.peek()
		if !ok || k == shut && depth > 0 {
			break
		}
		p.at++ // OR, or a closing parenthesis that nothing opened
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

// and = { [NOT] part } where part = word | ( or )
func (p *parser) and(depth int) store.Query {
	var q store.And
	negated := false
	for {
		k, ok := p.peek()
		if !ok || k == or || k == shut {
			break
		}
		p.at++
		var part store.Query
		switch k {
		case and:
			continue
		case not:
			negated = !negated
			continue
		case word:
			part = p.items[p.at-1].term
		case open:
			if depth >= maxDepth {
				continue
			}
			part = p.or(depth + 1)
			if k, ok := p.peek(); ok && k == shut {
				p.at++
			}
		}
		if part != nil {
			if negated {
				q.Except = append(q.Except, part)
			} else {
				q.All = append(q.All, part)
			}
		}
		negated = false
	}
	switch {
	case len(q.All) == 0: // nothing but exclusions finds nothing
		return nil
	case len(q.All) == 1 && len(q.Except) == 0:
		return q.All[0]
	}
	return q
}
