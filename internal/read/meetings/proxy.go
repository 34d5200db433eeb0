package meetings

import (
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// agents are nouns for those who act for somebody whom the text names with them:
// "an envoy of President Berg", "the Berg government". Whoever is named so is not
// at the table, though his side is.
var agents = set("envoy", "emissary", "representative", "delegate", "delegation", "government", "regime", "administration", "cabinet", "aide", "adviser", "advisor", "spokesman", "spokeswoman",
	"spokesperson", "son", "daughter", "wife", "brother", "family", "lawyer", "official", "minister", "negotiator", "force", "troop", "army", "loyalist", "supporter", "ally", "camp", "team", "office",
	"lieutenant", "deputy", "associate", "confidant", "intermediary", "circle", "entourage", "predecessor", "successor", "secretary", "ambassador", "diplomat", "chief", "commander", "party", "counterpart")

// opponents are nouns for those who stand against somebody named with them.
var opponents = set("critic", "opponent", "foe", "rival", "adversary", "enemy", "opposition", "detractor", "challenger", "defector")

// houses may follow a name directly: "the Berg government".
var houses = set("government", "regime", "administration", "loyalist", "camp", "family", "force", "aide", "envoy", "cabinet")

// markProxies marks persons of whom only agents or opponents are told.
func (v *view) markProxies() {
	for a := range v.Actors {
		x := &v.Actors[a]
		if x.First >= x.Last || x.Last > len(v.Tokens) || x.Sentence >= len(v.Sentences) {
			continue
		}
		sent := &v.Sentences[x.Sentence]
		noun := v.nounOf(x, sent)
		if noun < 0 {
			continue
		}
		word := v.Tokens[noun].Lemma
		switch {
		case opponents[word] && (x.Person > 0 || x.Kind == layer.State):
			v.foe[a], v.proxy[a] = true, true
			if a > 0 && x.Person > 0 { // "critics of Chilean President Ana Ruiz"
				b := &v.Actors[a-1]
				if b.Kind == layer.Nationality && b.Sentence == x.Sentence && b.First > noun && x.First-b.Last < 6 {
					v.foe[a-1] = true
				}
			}
		case agents[word] && x.Person > 0 && x.Kind == layer.PersonActor:
			v.proxy[a] = true
		}
	}
}

// nounOf is the noun whose owner actor mention x is: behind "'s", behind the bare
// name, or before "of"; -1 where there is none.
func (v *view) nounOf(x *layer.Actor, sent *nlp.Sentence) int {
	t := x.Last
	switch {
	case v.possessive(t) && t < sent.Last:
		noun := -1
		for u := t + 1; u < min(sent.Last, t+7); u++ {
			switch v.Tokens[u].UPOS {
			case nlp.NOUN:
				noun = u
			case nlp.ADJ, nlp.ADV, nlp.NUM:
			case nlp.PROPN:
				if a := v.actorAt[u]; a != 0 && v.Actors[a-1].Person > 0 || v.inTitle[u] && noun < 0 {
					return noun
				}
			default:
				if v.lower[u] != "-" && v.lower[u] != "most" {
					return noun
				}
			}
			if noun == u && (agents[v.Tokens[u].Lemma] || opponents[v.Tokens[u].Lemma]) && (u+1 >= sent.Last || v.Tokens[u+1].UPOS != nlp.NOUN) {
				return u
			}
		}
		return noun
	case t < sent.Last && x.Person > 0 && v.Tokens[t].UPOS == nlp.NOUN && houses[v.Tokens[t].Lemma] && (t+1 >= sent.Last || v.Tokens[t+1].UPOS != nlp.PROPN):
		return t
	}
	u := x.First - 1
	for u > sent.First && (v.inTitle[u] || v.Tokens[u].UPOS == nlp.DET || v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Kind == layer.Nationality) {
		u--
	}
	if u > sent.First && (v.lower[u] == "of" || v.lower[u] == "to" || v.lower[u] == "from") && v.Tokens[u-1].UPOS == nlp.NOUN && !v.inTitle[u-1] {
		switch v.Tokens[u-1].Lemma {
		case "minister", "chief", "commander", "secretary", "party", "ambassador", "delegation", "team", "ally", "deputy", "counterpart", "office", "force", "army":
			return -1 // "ministers of the two", "the delegation of Ana Ruiz", which she leads
		}
		return u - 1
	}
	return -1
}
