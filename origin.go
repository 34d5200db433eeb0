package parley

// Dependence says how words depend on what they come from.
type Dependence string

// The kinds of dependence, nearest first.
const (
	Copied  Dependence = "copy"    // most of the text is the same
	Derived Dependence = "derived" // the opening stands in a longer or shorter text
	Credits Dependence = "credit"  // it credits an agency
	Cites   Dependence = "cites"   // it says that another outlet reported it
	Unnamed Dependence = "unnamed" // it rests on the same official who is not named
	Quotes  Dependence = "says"    // it gives the words of a speaker or an institution
)

// OriginHop is a step from a claim, a document or a report to where it has its news
// from.
type OriginHop struct {
	From     string     `json:"from,omitempty"` // ID of a document or of a report that is not there
	To       string     `json:"to,omitempty"`
	Name     string     `json:"name"`               // of what it leads to, for people
	Document Digest     `json:"document,omitempty"` // the document that it leads to, when it is there
	Relation Dependence `json:"relation"`
	Quote    Evidence   `json:"quote"` // the words that show it
}

// Origin is one independent origin of a value: where some of its claims come
// from in the end.
type Origin struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`   // for people: a speaker, an outlet, an agency
	Claims []Traced `json:"claims"` // of the value, those that go back to it
}

// Traced is a claim with the hops that lead from it to where it comes from.
type Traced struct {
	Claim Digest      `json:"claim"`
	Chain []OriginHop `json:"chain,omitempty"` // empty where its document is the origin
}

// ChainOf is the chain of one of v's claims.
func (v *Value) ChainOf(claim Digest) []OriginHop {
	for i := range v.From {
		for j := range v.From[i].Claims {
			if t := &v.From[i].Claims[j]; t.Claim == claim {
				return t.Chain
			}
		}
	}
	return nil
}
