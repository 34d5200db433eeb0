package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// roleNouns name those who are at the table and are no side.
var roleNouns = map[string]parley.Role{
	"mediator": parley.Mediator, "facilitator": parley.Mediator, "broker": parley.Mediator, "go-between": parley.Mediator, "intermediary": parley.Mediator, "guarantor": parley.Mediator,
	"observer": parley.Observer, "host": parley.Host,
}

// roleVerbs are what they do.
var roleVerbs = map[string]parley.Role{
	"mediate": parley.Mediator, "broker": parley.Mediator, "facilitate": parley.Mediator, "host": parley.Host, "observe": parley.Observer, "sponsor": parley.Mediator,
}

// roleAfter reads "acting as mediators", "serving as hosts", "mediating" at
// token t, after a list of actors; cue is the word that tells the role.
func (v *view) roleAfter(t, last int) (r parley.Role, cue int, ok bool) {
	for u := t; u < min(last, t+5); u++ {
		if x, is := roleNouns[v.Tokens[u].Lemma]; is && u > t && v.lower[u-1] == "as" || is && u > t+1 && v.lower[u-2] == "as" {
			return x, u, true
		}
		if x, is := roleVerbs[v.Tokens[u].Lemma]; is && v.Tokens[u].XPOS == "VBG" {
			return x, u, true
		}
		switch v.lower[u] {
		case "acting", "serving", "working", "as", "the", "will", "also", "take", "takes", "took", "part", "participate", "participated", "attend", "attended", "were", "was", "are":
		default:
			if !isRoleNoun(v.Tokens[u].Lemma) {
				return "", 0, false
			}
		}
	}
	return "", 0, false
}

func isRoleNoun(lemma string) bool { _, ok := roleNouns[lemma]; return ok }

// rolesIn finds the third parties that sentence s names with their role:
// "African Union mediators", "Chile's chief mediator", "Chile and Peru took
// part as observers", "thanked Norway for hosting the talks".
func (v *view) rolesIn(s int) []third {
	sent := &v.Sentences[s]
	var out []third
	add := func(actors []int, r parley.Role, cue int) {
		for _, a := range actors {
			if !slices.ContainsFunc(out, func(x third) bool { return x.actor == a }) {
				out = append(out, third{a, r, v.Tokens[cue].Span})
			}
		}
	}
	for t := sent.First; t < sent.Last; t++ {
		r, ok := roleNouns[v.Tokens[t].Lemma]
		if !ok || v.Tokens[t].UPOS != nlp.NOUN || v.inTitle[t] && r == parley.Host {
			continue
		}
		if t > sent.First && v.lower[t-1] == "as" || t > sent.First+1 && v.lower[t-2] == "as" {
			// the actors before the verb or before "acting as"
			for u := t - 1; u >= max(sent.First, t-8); u-- {
				if v.actorAt[u] != 0 {
					add(v.actorsIn(v.phraseLeft(u+1, sent.First), u+1), r, t)
					break
				}
			}
			continue
		}
		if r == parley.Host && v.lower[max(sent.First, t-1)] != "'s" {
			continue
		}
		if start := v.nounStart(t, sent.First); start < t {
			add(v.actorsIn(start, t), r, t)
		}
	}
	if cue := v.thanks(sent.First, sent.Last); cue >= 0 {
		for t := cue + 1; t < sent.Last; t++ {
			r, ok := roleVerbs[v.Tokens[t].Lemma]
			switch {
			case v.Tokens[t].Lemma == "hospitality":
				r, ok = parley.Host, true
			case v.Tokens[t].Lemma == "bring" && v.together(t, sent.Last):
				r, ok = parley.Mediator, true
			}
			if !ok || r == parley.Observer {
				continue
			}
			for u := cue + 1; u < t; u++ {
				if v.actorAt[u] != 0 {
					add([]int{int(v.actorAt[u] - 1)}, r, t)
					break
				}
			}
			break
		}
	}
	return out
}

// together tells whether "together" stands after the verb at t: "bringing the
// parties together".
func (v *view) together(t, last int) bool {
	for u := t + 1; u < min(last, t+6); u++ {
		if v.lower[u] == "together" {
			return true
		}
	}
	return false
}

// thanks is the token of a word of thanks in [first, last), or -1.
func (v *view) thanks(first, last int) int {
	for t := first; t < last; t++ {
		switch v.Tokens[t].Lemma {
		case "thank", "gratitude", "commend", "appreciation", "grateful", "appreciate", "applaud", "praise":
			return t
		}
	}
	return -1
}

// readRoles adds the third parties of the mention's own sentence, and takes
// them off its sides where two others remain.
func (v *view) readRoles(m *mention) {
	for _, t := range v.rolesIn(m.Sentence) {
		if !slices.ContainsFunc(m.third, func(x third) bool { return x.actor == t.actor }) {
			m.third = append(m.third, t)
		}
	}
	if len(m.third) == 0 {
		return
	}
	var out []string
	for _, t := range m.third {
		out = append(out, v.codes(t.actor)...)
	}
	var rest []arg
	for _, a := range m.args {
		if !slices.ContainsFunc(v.codes(a.actor), func(c string) bool { return slices.Contains(out, c) }) {
			rest = append(rest, a)
		}
	}
	keep := mention{args: rest}
	if len(v.argCodes(&keep)) >= 2 {
		m.args = rest
	}
}
