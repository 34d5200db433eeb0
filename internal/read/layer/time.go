package layer

import "github.com/parley-register/parley"

// Time is one time expression.
type Time struct {
	parley.Span
	First, Last int // tokens
	Sentence    int
	Type        string          // TIMEX3: DATE, TIME, DURATION, SET
	Value       string          // TIMEX3 value; "" for feasts that cannot be dated, X for what is not known: "XXXX-WXX-2"
	When        parley.Interval // EDTF; zero when it cannot be resolved to at least a year or a partial date; a duration has one where the sentence pins it to days
	Rule        string
}

// Place is one mention of a place.
type Place struct {
	parley.Span
	First, Last int // tokens
	Sentence    int
	Metonymic   bool   // stands for a government or a people; also demonyms, and names inside those of organisations
	Dateline    bool   // stands in the dateline; then it is meant as a place
	Name        string // usual English name
	Kind        string // "city", "country", "region", "venue", "water", "mountain", "border", "road", "demonym", "place" where no more is known
	Country     string // ISO 3166-1 alpha-3
	City        string // of a venue, where known
	Lat, Lon    float64
	Located     bool // Lat and Lon are known
	Rule        string
}
