package parley

// Reading is all that one document says about talks. Its scheme is the one
// that TalksBench annotates; every value is cited.
type Reading struct {
	Document    Digest      `json:"document"`
	Fingerprint string      `json:"fingerprint"` // of the pipeline that read it
	AboutTalks  bool        `json:"about_talks"`
	Reason      string      `json:"reason,omitempty"` // why there is nothing: "not about talks", "language: fr", …
	Meetings    []Meeting   `json:"meetings"`
	Statements  []Statement `json:"statements"`
	Positions   []Position  `json:"positions"`
	Reactions   []Reaction  `json:"reactions"`
}

// Status is the place of a meeting in its life.
type Status string

// The statuses of a meeting.
const (
	Held            Status = "held"
	UnderWay        Status = "under-way"
	PlannedMeeting  Status = "planned"
	PossibleMeeting Status = "possible"
	Postponed       Status = "postponed"
	Cancelled       Status = "cancelled"
	DeniedMeeting   Status = "denied"
)

// Meeting is one sitting or round of talks that a document reports, announces,
// cancels or denies.
type Meeting struct {
	ID           string               `json:"id"`                      // "m1", "m2" in order of first mention; unique in the reading
	Mentions     []Evidence           `json:"mentions"`                // the words that speak of it, in order
	Status       Cited[Status]        `json:"status"`                  //
	Parties      []Cited[string]      `json:"parties"`                 // actor codes of the sides that talk, sorted
	Unnamed      *Cited[string]       `json:"unnamed_party,omitempty"` // a side that the article does not name, as it is described
	Third        []Cited[Third]       `json:"third"`                   //
	Participants []Cited[Participant] `json:"participants"`            //
	When         *Cited[Interval]     `json:"when,omitempty"`          // zero interval: stated, but not resolvable
	Where        *Cited[Place]        `json:"where,omitempty"`
	Ordinal      *Cited[int]          `json:"ordinal,omitempty"` // the number of the round, from 1
	Format       []Cited[Format]      `json:"format"`
	Level        *Cited[Level]        `json:"level,omitempty"`
	Name         *Cited[string]       `json:"name,omitempty"`  // a named format or conference: "Six-Party Talks"
	Track        *Cited[string]       `json:"track,omitempty"` // "official", "back-channel", "track-two", …
	Topics       []Cited[Topic]       `json:"topics"`
	Outcome      *Cited[Outcome]      `json:"outcome,omitempty"`
	Assessments  []Cited[Assessment]  `json:"assessments"`
	Obstacles    []Cited[string]      `json:"obstacles"` // value: a topic of the list
	Next         []Cited[NextStep]    `json:"next"`
}

// Role is what somebody who is not a party does at the table.
type Role string

// The roles of third parties.
const (
	Host     Role = "host"
	Mediator Role = "mediator"
	Observer Role = "observer"
)

// Third is an actor at or around the table that is not a side.
type Third struct {
	Actor string `json:"actor"`
	Role  Role   `json:"role"`
}

// Participant is a named person who takes part.
type Participant struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"` // as the article gives it
	For   string `json:"for,omitempty"`   // code of the side
}

// Place is where a meeting is. Name is city-level, in usual English spelling.
type Place struct {
	Name    string `json:"place,omitempty"`
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Venue   string `json:"venue,omitempty"`
}

// Format is a way in which people meet.
type Format string

// The formats.
const (
	InPerson   Format = "in-person"
	Phone      Format = "phone"
	Video      Format = "video"
	ClosedDoor Format = "closed-door"
	Indirect   Format = "indirect"
	Sidelines  Format = "sidelines"
	Technical  Format = "technical"
	Summit     Format = "summit"
)

// Level is the highest rank present.
type Level string

// The levels, highest first.
const (
	LeaderLevel   Level = "leader"
	MinisterLevel Level = "minister"
	DeputyLevel   Level = "deputy"
	OfficialLevel Level = "official"
)

// Topic is a subject of talks, from the list in the lexicon.
type Topic struct {
	Topic   string `json:"topic"`
	Certain bool   `json:"certain"` // false when hedged
}

// Outcome is what came of a meeting.
type Outcome string

// The outcomes.
const (
	Agreement        Outcome = "agreement"
	Partial          Outcome = "partial"
	InPrinciple      Outcome = "in-principle"
	JointStatement   Outcome = "joint-statement"
	AgreedToContinue Outcome = "agreed-to-continue"
	NoAgreement      Outcome = "no-agreement"
	Collapsed        Outcome = "collapsed"
)

// Assessment is a word that judges the talks, and whose word it is.
type Assessment struct {
	Term       string `json:"term"`
	Convention string `json:"convention,omitempty"` // its conventional reading among diplomats; convention, not fact
}

// NextKind is a kind of follow-up.
type NextKind string

// The kinds of follow-up.
const (
	NextMeeting  NextKind = "meeting"
	NextVisit    NextKind = "visit"
	NextDocument NextKind = "document"
	NextDeadline NextKind = "deadline"
	NextOther    NextKind = "other"
)

// Certainty grades a follow-up.
type Certainty string

// The certainties.
const (
	Announced           Certainty = "announced"
	Expected            Certainty = "expected"
	PossibleCertainty   Certainty = "possible"
	ConditionalOnOthers Certainty = "conditional"
)

// NextStep is an announced or expected follow-up.
type NextStep struct {
	Kind      NextKind  `json:"kind"`
	Certainty Certainty `json:"certainty"`
	Who       []string  `json:"who,omitempty"` // actor codes, sorted
	Due       Interval  `json:"due,omitzero"`
}

// SpeakerKind says what sort of speaker a statement has.
type SpeakerKind string

// The kinds of speaker.
const (
	NamedSpeaker     SpeakerKind = "named"
	AnonymousSpeaker SpeakerKind = "anonymous"
	Institution      SpeakerKind = "institution"
	Media            SpeakerKind = "media"
	GroupSpeaker     SpeakerKind = "group"
)

// Statement is something said, and by whom. The note's first evidence is the
// content, without quotation marks.
type Statement struct {
	Speaker string      `json:"speaker"` // surface form
	Kind    SpeakerKind `json:"speaker_kind"`
	Actor   string      `json:"actor,omitempty"`  // code of the side that the speaker speaks for, where the text tells
	Direct  bool        `json:"direct"`           // in quotation marks
	Blames  []string    `json:"blames,omitempty"` // codes of the other sides that it lays a fault on, sorted
	Via     []Hop       `json:"via,omitempty"`    // a chain of citation, nearest first
	Note
}

// Hop is one link of a chain of citation: "KCNA said, citing the ministry".
type Hop struct {
	Source   string   `json:"source"`
	Evidence Evidence `json:"evidence"`
}

// Stance is what a side does with what it wants, or how an actor reacts.
type Stance string

// The stances of positions, then those of reactions.
const (
	Demands  Stance = "demands"
	Seeks    Stance = "seeks"
	Offers   Stance = "offers"
	Supports Stance = "supports"
	Rejects  Stance = "rejects"
	RedLine  Stance = "red-line"

	Cautious Stance = "cautious"
	Opposes  Stance = "opposes"
	Neutral  Stance = "neutral"
)

// Position is what a side wants or refuses.
type Position struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
	Topic  string `json:"topic,omitempty"`
	Note
}

// Reaction is what an actor that is not a party says of the talks.
type Reaction struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
	Note
}
