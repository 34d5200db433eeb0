// Package places finds the places that a document speaks of: which they are,
// where they lie, and whether they are meant as places.
//
// In go tokens, and names where a tagger has run; out come layer.Place values:
// cities, venues with their city, countries, regions, waters, and demonyms,
// which are no places but tell of one ("the Turkish port").
//
// # Where names come from
//
// gazetteer.tsv lists some 3,500 places that matter in diplomacy and world
// news, with country, coordinates and a size from 1 to 5; states, capitals,
// seats of government and demonyms come from the shared lexicon. Names that
// neither has come from the tagger (places, buildings), from head words
// (heads.tsv: "Laurel County", "Lake Opechee"), from what contains them
// ("Byesville, Ohio"), and from having been a place elsewhere in the document.
// These have no coordinates: none are guessed.
//
// # Which place, and in which sense
//
// Of several places of one name, the one that lies in the container that the
// text names wins ("Paris, Texas"), else the one in a country that the document
// speaks of, else the largest. A name whose container the gazetteer does not
// confirm keeps the country and loses the coordinates.
//
// A name is metonymic when it stands for a government or people: before a verb
// of saying, in "between Moscow and Washington", in "Moscow's position", or
// when the tagger reads it as an actor and no preposition of place stands
// before it. speech.tsv holds those words.
package places
