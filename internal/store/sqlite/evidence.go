package sqlite

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// plainEvidence reads evidence as encoding/json writes it, where no character of
// it is escaped, and reports whether it is so: nearly all is, and it is most of
// what is to be parsed when a register is loaded. Evidence of the document of its
// claim shares its name. What is not read here is for encoding/json.
func plainEvidence(b []byte, document parley.Digest) ([]parley.Evidence, bool) {
	rest, ok := bytes.CutPrefix(b, []byte(`[`))
	if !ok || !utf8.Valid(b) || bytes.IndexByte(b, '\\') >= 0 {
		return nil, false
	}
	out := make([]parley.Evidence, 0, 1)
	for {
		var e parley.Evidence
		var name, quote []byte
		if name, rest, ok = text(rest, `{"document":"`); !ok {
			return nil, false
		}
		if e.Document = document; string(name) != string(document) {
			e.Document = parley.Digest(name)
		}
		if e.Span.Start, rest, ok = number(rest, `,"span":{"start":`); !ok {
			return nil, false
		}
		if e.Span.End, rest, ok = number(rest, `,"end":`); !ok {
			return nil, false
		}
		if quote, rest, ok = text(rest, `},"quote":"`); !ok {
			return nil, false
		}
		e.Quote = string(quote)
		out = append(out, e)
		switch {
		case string(rest) == `}]`:
			return out, true
		case bytes.HasPrefix(rest, []byte(`},`)):
			rest = rest[2:]
		default:
			return nil, false
		}
	}
}

// text is what stands after the opening up to the next quotation mark, which is
// cut off.
func text(b []byte, opening string) (in, rest []byte, ok bool) {
	if b, ok = bytes.CutPrefix(b, []byte(opening)); !ok {
		return nil, nil, false
	}
	in, rest, ok = bytes.Cut(b, []byte(`"`))
	for _, c := range in {
		if c < ' ' {
			return nil, nil, false // no JSON
		}
	}
	return in, rest, ok
}

// number is the number that stands after the opening.
func number(b []byte, opening string) (n int, rest []byte, ok bool) {
	if b, ok = bytes.CutPrefix(b, []byte(opening)); !ok {
		return 0, nil, false
	}
	end := 0
	for end < len(b) && b[end] >= '0' && b[end] <= '9' {
		end++
	}
	if end == 0 || end > 1 && b[0] == '0' {
		return 0, nil, false
	}
	n, err := strconv.Atoi(string(b[:end]))
	return n, b[end:], err == nil
}
