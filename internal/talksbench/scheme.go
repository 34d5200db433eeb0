package talksbench

// Article is what one article says about talks.
type Article struct {
	Doc        Doc         `json:"doc"`
	Meetings   []Meeting   `json:"meetings"`
	Statements []Statement `json:"statements"`
	Positions  []Position  `json:"positions"`
	Reactions  []Reaction  `json:"reactions"`
}

// Doc names the article.
type Doc struct {
	ID        string  `json:"id"`
	File      string  `json:"file"`
	URL       *string `json:"url"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"` // EDTF
}

// Meeting is one sitting or round of talks.
type Meeting struct {
	ID           string        `json:"id"`
	Status       string        `json:"status"`
	Parties      []string      `json:"parties"`
	Unnamed      bool          `json:"unnamed_party"`
	Third        []Third       `json:"third"`
	Participants []Participant `json:"participants"`
	When         *When         `json:"when"`
	Where        *Where        `json:"where"`
	Ordinal      *int          `json:"ordinal"`
	Format       []string      `json:"format"`
	Level        *string       `json:"level"`
	Topics       []Topic       `json:"topics"`
	Outcome      *Outcome      `json:"outcome,omitempty"`
	Assessments  []Assessment  `json:"assessments"`
	Obstacles    []Obstacle    `json:"obstacles"`
	Next         []Next        `json:"next"`
}

// Third is an actor at the table that is not a side.
type Third struct {
	Actor string `json:"actor"`
	Role  string `json:"role"`
}

// Participant is a named person who takes part.
type Participant struct {
	Name  string  `json:"name"`
	Title *string `json:"title"`
	For   *string `json:"for"`
}

// When is a time: the words, and the days where they can be told.
type When struct {
	Text string  `json:"text"`
	From *string `json:"from"`
	To   *string `json:"to"`
}

// Where is a place: the words, the city and the country's code.
type Where struct {
	Text    string  `json:"text"`
	Place   *string `json:"place"`
	Country *string `json:"country"`
}

// Topic is a subject of the talks.
type Topic struct {
	Topic   string `json:"topic"`
	Text    string `json:"text"`
	Certain bool   `json:"certain"`
}

// Outcome is what came of the talks.
type Outcome struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Assessment is a word that judges the talks, and whose it is.
type Assessment struct {
	Term string  `json:"term"`
	By   *string `json:"by"`
}

// Obstacle is what stands in the way.
type Obstacle struct {
	Topic string `json:"topic"`
	Text  string `json:"text"`
}

// Next is a follow-up.
type Next struct {
	Kind      string  `json:"kind"`
	Text      string  `json:"text"`
	Certainty string  `json:"certainty"`
	From      *string `json:"from"`
	To        *string `json:"to"`
}

// Statement is something said.
type Statement struct {
	Speaker string `json:"speaker"`
	Kind    string `json:"speaker_kind"`
	Direct  bool   `json:"direct"`
	Text    string `json:"text"`
}

// Position is what a side wants or refuses.
type Position struct {
	Actor  string `json:"actor"`
	Stance string `json:"stance"`
	Text   string `json:"text"`
	Topic  string `json:"topic"`
}

// Reaction is what an actor that is no party says of the talks.
type Reaction struct {
	Actor  string `json:"actor"`
	Stance string `json:"stance"`
	Text   string `json:"text"`
}
