package places

// cue is what a word beside a name tells about it. A word can tell several things.
type cue uint16

const (
	cueSays    cue = 1 << iota // a verb of saying, wanting, agreeing behind the name
	cueDoes                    // an auxiliary behind the name
	cueHas                     // what a government has: "Moscow's position"
	cueOffice                  // whom a capital has: "Moscow's envoy"
	cueWith                    // a preposition that goes with an actor
	cueBetween                 // "between Moscow and Kyiv"
	cuePlace                   // a preposition or verb that goes with a place
	cueMotion                  // somebody goes, comes, is sent
	cueEvent                   // what takes place: "the Moscow talks"
	cueCivic                   // what a town has: "Richmond police"
	cuePeople                  // who comes from a government: "officials from Kyiv"
	cueWay                     // what lies between places: "the Iran-Iraq border"
	cueJoins                   // words that begin no name
)

// cueNames are the classes of speech.tsv.
var cueNames = map[string]cue{
	"says": cueSays, "does": cueDoes, "has": cueHas, "office": cueOffice, "with": cueWith, "between": cueBetween, "place": cuePlace, "motion": cueMotion, "event": cueEvent,
	"civic": cueCivic, "people": cuePeople, "way": cueWay, "joins": cueJoins,
}
