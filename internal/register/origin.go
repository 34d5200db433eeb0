package register

import (
	"cmp"
	"strings"

	"github.com/parley-register/parley"
)

// originOf is where the words of c are from, if that is not where the rest of
// their document is from.
func (d *document) originOf(c *parley.Claim) *Origin {
	if d.inside == nil || len(c.Evidence) == 0 {
		return nil
	}
	if o := d.inside(c); o.ID != "" {
		return &o
	}
	return nil
}

// from is where the words of a claim are from, the speaker whom it cites apart.
func (t *told) from() *Origin {
	if t.origin != nil {
		return t.origin
	}
	return &t.mention.doc.origin
}

// countOrigins is how many independent origins stand behind claims, and how
// many documents. Claims whose words come from one place are of one origin, and
// so are claims that cite one speaker, wherever they stand.
func countOrigins(claims []told) (origins, docs int) {
	if len(claims) == 1 {
		return 1, 1
	}
	seen := map[*document]bool{}
	for i := range claims {
		seen[claims[i].mention.doc] = true
	}
	u := unite(claims)
	for k, p := range u {
		if k == p {
			origins++
		}
	}
	return origins, len(seen)
}

// united are the places and speakers that claims come from, each with one that
// stands for all that are of the same origin.
type united map[string]string

func (u united) find(key string) string {
	for u[key] != key {
		key = u[key]
	}
	return key
}

func unite(claims []told) united {
	u := united{}
	for i := range claims {
		t := &claims[i]
		place := "o" + t.from().ID
		if _, ok := u[place]; !ok {
			u[place] = place
		}
		if t.claim.SaidBy == "" {
			continue
		}
		speaker := "s" + speakerKey(t.claim.SaidBy)
		if _, ok := u[speaker]; !ok {
			u[speaker] = speaker
		}
		if a, b := u.find(place), u.find(speaker); a != b {
			u[max(a, b)] = min(a, b)
		}
	}
	return u
}

// speakerKey is what two ways of naming one speaker have in common: articles
// and cases apart, the words.
func speakerKey(s string) string {
	s = fold(s)
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

// originsOf are the independent origins of claims, in the order of their first
// claims, each claim with the hops that lead from it.
func originsOf(claims []told) []parley.Origin {
	out := []parley.Origin{}
	if len(claims) == 0 {
		return out
	}
	u := unite(claims)
	at := make(map[string]int, 1)
	for i := range claims {
		t := &claims[i]
		root := u.find("o" + t.from().ID)
		n, ok := at[root]
		if !ok {
			n = len(out)
			at[root] = n
			out = append(out, parley.Origin{})
		}
		from := originOf(t)
		if !ok {
			out[n].ID, out[n].Name = from.ID, from.Name
		}
		out[n].Claims = append(out[n].Claims, from.Claims...)
	}
	return out
}

// originOf is the origin of one claim: the words of the document, what they
// come from, and at the end the speaker whom it cites.
func originOf(t *told) parley.Origin {
	d := t.mention.doc
	return chain(t.claim, t.from(), cmp.Or(d.Publisher, d.Name), quoteOf(t.claim))
}

// OriginOf is where a claim's words come from: what they come from in the story
// of its document, and at the end the speaker whom it cites, each with a quote.
// The document is the claim's own.
func OriginOf(c *parley.Claim, from Origin, d *parley.Document) parley.Origin {
	if from.ID == "" {
		from.ID = string(d.ID)
	}
	quote := quoteOf(c)
	if !strings.Contains(quote.Quote, c.SaidBy) {
		quote = naming(d, c.SaidBy, quote)
	}
	return chain(c, &from, cmp.Or(d.Publisher, d.Name), quote)
}

func chain(c *parley.Claim, from *Origin, outlet string, quote parley.Evidence) parley.Origin {
	o := parley.Origin{ID: from.ID, Name: cmp.Or(from.Name, outlet)}
	hops := from.Chain
	if by := c.SaidBy; by != "" {
		hop := parley.OriginHop{From: from.ID, To: "said by " + speakerKey(by), Name: by, Relation: parley.Quotes, Quote: quote}
		o.ID, o.Name, hops = hop.To, by, append(hops[:len(hops):len(hops)], hop)
	}
	o.Claims = []parley.Traced{{Claim: c.ID, Chain: hops}}
	return o
}

// nearby is how many bytes from a claim's words its speaker is looked for.
const nearby = 400

// naming is e with the words that name the speaker nearest to it, where they
// stand nearby.
func naming(d *parley.Document, speaker string, e parley.Evidence) parley.Evidence {
	lo, hi := max(0, e.Span.Start-nearby), min(len(d.Text), e.Span.End+nearby)
	window := d.Text[lo:hi]
	best := -1
	for at := 0; ; {
		i := strings.Index(window[at:], speaker)
		if i < 0 {
			break
		}
		at += i
		if best < 0 || distance(lo+at, e.Span) < distance(best, e.Span) {
			best = lo + at
		}
		at += max(1, len(speaker))
	}
	if best < 0 {
		return e
	}
	return d.Quote(e.Span.Cover(parley.Span{Start: best, End: best + len(speaker)}))
}

func distance(at int, s parley.Span) int { return max(s.Start-at, at-s.End, 0) }

// quoteOf is the evidence that names the speaker of c, or the words themselves.
func quoteOf(c *parley.Claim) parley.Evidence {
	for _, e := range c.Evidence {
		if strings.Contains(e.Quote, c.SaidBy) {
			return e
		}
	}
	if len(c.Evidence) > 0 {
		return c.Evidence[0]
	}
	return parley.Evidence{}
}
