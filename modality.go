package parley

// Modality says in what way a claim is made. It is never dropped.
type Modality string

// The modalities of a claim.
const (
	Asserted    Modality = "asserted"
	Denied      Modality = "denied"
	Planned     Modality = "planned"
	Possible    Modality = "possible"
	Conditional Modality = "conditional"
)

// Note is what every value of a reading carries besides itself.
type Note struct {
	Modality Modality   `json:"modality"`
	By       string     `json:"by,omitempty"` // who says so, in the article's words; empty for the article itself
	Evidence []Evidence `json:"evidence"`     // the first is the value's own words, the rest support it
	Rule     string     `json:"rule"`         // the rule or model that read it, "package.rule"
}

// Quote is the value's own words, or "" where there is no evidence.
func (n Note) Quote() string {
	if len(n.Evidence) == 0 {
		return ""
	}
	return n.Evidence[0].Quote
}

// Cited is a value and the words it was read from.
type Cited[T any] struct {
	Value T `json:"value"`
	Note
}
