package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// reading of the words around a trigger: whether it happened.
type mood struct {
	status  parley.Status // "" when the words do not tell
	negated bool          // "did not meet", "no talks"
	none    bool          // the words speak of no meeting at all: "have not met for years"
	first   int           // tokens that tell it; empty range where it is the trigger's own form
	last    int
	sure    bool // a word of data/governors.tsv or of modifiers tells it, not the tense alone
}

// modifiers are words before a noun that tell its status.
var modifiers = map[string]parley.Status{
	"upcoming": parley.PlannedMeeting, "planned": parley.PlannedMeeting, "forthcoming": parley.PlannedMeeting, "scheduled": parley.PlannedMeeting,
	"next": parley.PlannedMeeting, "future": parley.PossibleMeeting, "proposed": parley.PossibleMeeting, "possible": parley.PossibleMeeting,
	"potential": parley.PossibleMeeting, "ongoing": parley.UnderWay, "current": parley.UnderWay, "cancelled": parley.Cancelled, "canceled": parley.Cancelled,
	"postponed": parley.Postponed, "recent": parley.Held, "previous": parley.Held, "earlier": parley.Held, "last": parley.Held, "past": parley.Held,
	"alleged": parley.PossibleMeeting, "would-be": parley.PossibleMeeting,
}

// beforeNoun are prepositions that tell whether the meeting they govern has
// been.
var beforeNoun = map[string]parley.Status{
	"after": parley.Held, "following": parley.Held, "since": parley.Held, "before": parley.PlannedMeeting, "ahead": parley.PlannedMeeting,
	"prior": parley.PlannedMeeting, "until": parley.PlannedMeeting,
}

// verbMood reads the status from the verb at t of a sentence that starts at
// first: its tense, its auxiliaries, and the words that govern it.
func (v *view) verbMood(lex *lexicon, t, first, last int, headline bool) mood {
	m := mood{first: t, last: t + 1}
	own := parley.Status("")
	if ownFate[v.Tokens[t].Lemma] {
		own = lex.governors[v.Tokens[t].Lemma].status
	}
	tag := v.Tokens[t].XPOS
	to, have, be, did, modal := false, "", "", false, parley.Status("")
	u := t - 1
walk:
	for ; u >= first; u-- {
		w, tok := v.lower[u], &v.Tokens[u]
		switch {
		case w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "neither":
			m.negated = !v.notOfEvent(t, last)
		case w == "to" && !to && tag == "VB" || w == "to" && tok.UPOS == nlp.PART:
			to = true
			u--
			break walk
		case w == "will" || w == "shall" || w == "'ll" || w == "’ll":
			modal = parley.PlannedMeeting
		case w == "would" && v.reported(u, first):
			modal = parley.PlannedMeeting // "said that he would meet" is "will meet", told later
		case w == "would" || w == "may" || w == "might" || w == "could" || w == "can" || w == "should" || w == "must":
			modal = parley.PossibleMeeting
		case tok.Lemma == "have" && tok.UPOS != nlp.NOUN:
			have = w
		case tok.Lemma == "be":
			be = w
		case tok.Lemma == "do":
			did = w == "did"
		case v.timeAt[u] != 0 && v.actorAt[u] == 0 || tok.UPOS == nlp.ADV || w == "both" || w == "each":
		default:
			break walk
		}
	}
	m.first = max(first, u+1)
	switch {
	case modal != "":
		m.status = modal
		if modal == parley.PossibleMeeting && have != "" { // "would have met"
			m.status = parley.Cancelled
		}
	case to:
		g := v.infinitiveMood(lex, u, first, last)
		m.negated = m.negated || g.negated
		m.status, m.first, m.sure = g.status, g.first, g.sure
	case tag == "VBG" && be != "":
		m.status = parley.UnderWay
		if be == "was" || be == "were" || be == "been" {
			m.status = parley.Held
		}
		if own == parley.PlannedMeeting || own == parley.PossibleMeeting {
			m.status = own
		}
	case tag == "VBG":
		m = v.gerundMood(lex, t, first, last, headline)
	case have != "" || be == "been":
		m.status = parley.Held
		if m.negated {
			m.none = true
		}
	case be != "": // passive
		m.status = parley.Held
		if be == "is" || be == "are" || be == "being" {
			m.status = parley.UnderWay
			if own != "" {
				m.status = own
			}
		}
	case tag == "VBD" || tag == "VBN" || did:
		m.status = parley.Held
	case tag == "VBZ" || tag == "VBP" || tag == "VB":
		m.status = parley.PlannedMeeting
		if headline {
			m.status = parley.Held
		}
	default:
		m.status = parley.Held
	}
	if m.status == parley.Held && (v.Tokens[t].Lemma == "arrive" || v.Tokens[t].Lemma == "invite") && own != "" {
		m.status = own // who has arrived is still to meet, who was invited may
	}
	if m.negated && !m.none {
		m.status = parley.DeniedMeeting
	}
	return m
}

// ownFate are verbs that say by themselves that the meeting they lead to is still
// to come.
var ownFate = set("arrive", "invite", "expect", "due", "schedule", "plan", "slate", "intend", "prepare", "arrange", "propose", "consider", "seek", "hope", "want", "offer")

// reported tells whether the words at token u stand in the reported speech of a
// verb of the past, without a condition.
func (v *view) reported(u, first int) bool {
	said := false
	for t := u - 1; t >= max(first, u-14); t-- {
		tok := &v.Tokens[t]
		switch {
		case v.lower[t] == "if" || v.lower[t] == "unless" || v.lower[t] == "whether":
			return false
		case reportingVerbs[tok.Lemma] && (tok.XPOS == "VBD" || tok.XPOS == "VBN"):
			said = true
		}
	}
	if !said {
		return false
	}
	for t := u + 1; t < min(len(v.Tokens), u+25); t++ {
		if v.lower[t] == "if" || v.lower[t] == "unless" || v.lower[t] == "." {
			return v.lower[t] == "."
		}
	}
	return true
}

// notOfEvent tells whether a negation before the verb at t denies a manner or a
// purpose and not the event: "did not take place in isolation".
func (v *view) notOfEvent(t, last int) bool {
	for u := t; u < min(last, t+6); u++ {
		switch v.lower[u] {
		case "isolation", "vacuum", "only", "just", "merely", "simply", "solely", "intended", "meant", "aimed", "limited", "easy", "enough":
			return true
		}
	}
	return false
}

// infinitiveMood reads the words before "to": token u is the last of them.
func (v *view) infinitiveMood(lex *lexicon, u, first, last int) mood {
	to := u + 1
	m := mood{status: parley.PlannedMeeting, first: u + 1, last: u + 2}
	if u >= first && v.lower[u] == "," { // a headline's "…, to meet again in May"
		return m
	}
	for steps := 0; u >= first && steps < 10; u-- {
		w, tok := v.lower[u], &v.Tokens[u]
		if tok.UPOS != nlp.PROPN && tok.UPOS != nlp.PUNCT {
			steps++ // names are long
		}
		if w == "not" || w == "n't" || w == "n’t" || w == "no" || w == "never" {
			m.negated = true
		}
		g, ok := lex.governors[tok.Lemma]
		if !ok || g.status == "" {
			g, ok = lex.governors[w]
		}
		if ok && g.status != "" {
			m.status, m.first, m.sure = g.status, u, true
			if u-1 > first && v.lower[u-1] == "to" && g.status == parley.PlannedMeeting {
				// "hope to arrange to meet": what is hoped for is not arranged
				if outer := v.infinitiveMood(lex, u-2, first, last); outer.sure && outer.status == parley.PossibleMeeting {
					m.status, m.first = outer.status, outer.first
				}
			}
			if tok.UPOS == nlp.NOUN {
				if g, ok := v.fateOf(lex, u, first); ok {
					m.status, m.first = lex.governors[v.Tokens[g].Lemma].status, g // "rejected a proposal to meet"
				}
			}
			return v.negationLeft(m, u, first)
		}
		if tok.Lemma == "fail" {
			m.status, m.first, m.sure = parley.DeniedMeeting, u, true
			return m
		}
		if tok.UPOS == nlp.VERB {
			// "flew to Lima to meet the king": the purpose of a journey that was made
			m.first = u
			if went[tok.Lemma] {
				for k := u - 1; k >= max(first, u-3); k-- {
					switch v.lower[k] {
					case "not", "n't", "n’t", "never": // "did not travel to Lima to meet the king"
						m.status, m.first, m.sure, m.negated = parley.Cancelled, k, true, false
						return m
					}
				}
			}
			if (went[tok.Lemma] || together[tok.Lemma] && to+1 < len(v.Tokens) && doneThere[v.Tokens[to+1].Lemma]) && (tok.XPOS == "VBD" || tok.XPOS == "VBN") {
				m.status = parley.Held
			}
			return m
		}
	}
	return m
}

// fateOf is the verb by which the proposal or plan at the noun u was refused or
// dropped, if there is one.
func (v *view) fateOf(lex *lexicon, u, first int) (int, bool) {
	for t := u - 1; t >= max(first, u-5); t-- {
		if !v.isVerb(t) {
			continue
		}
		switch lex.governors[v.Tokens[t].Lemma].status {
		case parley.DeniedMeeting, parley.Cancelled, parley.Postponed:
			return t, true
		}
		return 0, false
	}
	return 0, false
}

// went are verbs whose purpose is taken to be reached where they stand in the
// past.
var went = set("travel", "fly", "go", "come", "visit", "sit", "gather", "return", "convene", "lead", "head")

// together are verbs of meeting, and doneThere is what people meet for that tells
// of the same meeting: "met to sign the treaty".
var (
	together  = set("meet", "assemble", "gather")
	doneThere = set("sign", "initial", "discuss", "talk", "negotiate", "hold", "confer", "exchange", "conclude", "seal")
)

// negationLeft looks for a negation just before the governing word at u.
func (v *view) negationLeft(m mood, u, first int) mood {
	for k := u - 1; k >= max(first, u-3); k-- {
		switch v.lower[k] {
		case "not", "n't", "n’t", "never", "no":
			m.negated = true
			m.first = k
		}
	}
	return m
}

// gerundMood reads "after meeting the king", "before talking to him", ", meeting
// with him".
func (v *view) gerundMood(lex *lexicon, t, first, last int, headline bool) mood {
	m := mood{first: t, last: t + 1, status: parley.Held}
	if t-1 >= first {
		w := v.lower[t-1]
		s, ok := beforeNoun[w]
		if w == "towards" || w == "toward" { // "steps towards holding talks"
			s, ok = parley.PossibleMeeting, true
		}
		if ok {
			m.status, m.first, m.sure = s, t-1, true
			return m
		}
		g := t - 1
		if (v.lower[g] == "out" || v.lower[g] == "off") && g > first {
			g--
		}
		if x := lex.lookup(v, g, last); x.status != "" && v.isVerb(g) {
			m.status, m.first, m.sure = x.status, g, true
			return m
		}
	}
	for u := t - 1; u >= first; u-- {
		if v.isFinite(u) && !reportingVerbs[v.Tokens[u].Lemma] {
			if v.lower[u] == "will" {
				m.status = parley.PlannedMeeting
				return m
			}
			if v.Tokens[u].XPOS != "VBD" && !v.perfect(u) && !headline {
				m.status = parley.PlannedMeeting
			}
			return m
		}
	}
	return m
}

func (v *view) perfect(u int) bool { return v.Tokens[u].Lemma == "have" }

// holdings are nouns for there being talks, or for their being wanted: who
// rejects them rejects the talks.
var holdings = set("plan", "idea", "proposal", "offer", "notion", "suggestion", "call", "invitation", "holding", "continuation", "date", "possibility", "prospect", "resumption", "start", "beginning",
	"opening", "round", "series", "session", "set", "day", "phase", "option", "concept", "need", "venue", "format", "kind", "sort", "type", "form",
	"year", "month", "week", "hour", "decade", "failure", "collapse", "breakdown", "success", "result", "signing", "text", "conclusion", "end", "draft")

// ofMatter tells whether the noun phrase at start only says what another noun
// is of, one that does not speak of there being talks: "the description of the
// summit".
func (v *view) ofMatter(start, first int) bool {
	return start-2 >= first && v.lower[start-1] == "of" && v.Tokens[start-2].UPOS == nlp.NOUN && !holdings[v.Tokens[start-2].Lemma]
}

// nounMood reads the status of a meeting named by the noun phrase [start, end)
// whose head is at n: its own modifiers, the preposition before it, the verb
// that governs it or that it governs.
func (v *view) nounMood(lex *lexicon, start, n, end, first, last int, headline bool) (mood, role, int) {
	m := mood{first: start, last: end}
	for t := start; t < n; t++ {
		if s, ok := modifiers[v.lower[t]]; ok {
			m.status, m.first, m.last, m.sure = s, t, t+1, true
		}
		if v.lower[t] == "no" || v.lower[t] == "any" {
			m.negated = v.lower[t] == "no" || v.negatedBefore(t, first)
		}
	}
	if p := n + 1; !m.sure && p < last {
		if v.lower[p] == "," {
			p++
		}
		if p < last {
			if s, ok := participles[v.Tokens[p].Lemma]; ok && v.participle(p, last) {
				m.status, m.first, m.last, m.sure = s, p, p+1, true
			}
		}
	}
	if headline && v.remarksBefore(start, first) {
		m.status, m.first, m.last, m.sure = parley.UnderWay, start-1, end, true
	}
	if start-1 >= first {
		prep := v.lower[start-1]
		if prep == "of" && start-2 >= first || prep == "to" && start-2 >= first {
			prep = v.lower[start-2]
		}
		if s, ok := beforeNoun[prep]; ok && !m.sure {
			m.status, m.first, m.last, m.sure = s, start-1, end, true
			if s == parley.Held && (v.lower[start] == "a" || v.lower[start] == "an") && v.willBefore(start, first) {
				m.status = parley.PlannedMeeting // "will leave after a meeting"
			}
		}
	}
	if t := v.dueFor(start, first); t >= 0 && !m.sure {
		m.status, m.first, m.last, m.sure = parley.PlannedMeeting, t, end, true
		return m, side, t
	}
	if t := v.dueTo(end, last); t >= 0 && !m.sure && !m.negated {
		m.status, m.first, m.last, m.sure = parley.PlannedMeeting, t, t+1, true
		return m, side, t
	}
	if t := v.underWay(start, end, first, last); t >= 0 && !m.sure && !m.negated {
		m.status, m.first, m.last, m.sure = parley.UnderWay, min(t, start), max(end, t+1), true
		if t < start && v.Tokens[t].Lemma == "be" {
			return m, side, t
		}
		return m, side, -1
	}
	g, before := v.governing(lex, start, n, end, first, last)
	if g < 0 || !before && lex.lookup(v, g, last).status == "" {
		if f := v.fateRight(lex, end, last, headline); f >= 0 {
			g, before, m.sure = f, false, false
		}
	}
	if g < 0 {
		if m.status == "" && headline {
			m.status = parley.Held
		}
		if m.negated {
			m.status = parley.DeniedMeeting
		}
		return m, side, -1
	}
	gov := lex.lookup(v, g, last)
	if before && start > first && (v.lower[start-1] == "in" || v.lower[start-1] == "at" || v.lower[start-1] == "during") && !v.suspends(g) {
		gov.status = "" // "discussed it at a meeting": only the tense tells
	}
	if !before && (gov.status == parley.PlannedMeeting || gov.status == parley.PossibleMeeting) && !v.isPassive(g, first) && v.Tokens[g].UPOS != nlp.ADJ {
		gov.status = "" // the meeting agrees, and is not agreed
	}
	if before && v.ofMatter(start, first) {
		switch gov.status {
		case parley.Cancelled, parley.Postponed, parley.DeniedMeeting:
			gov.status = "" // "rejected the description of the summit": not the summit
		}
	}
	if v.suspends(g) && !slices.ContainsFunc(v.Tokens[n:min(last, n+3)], func(t nlp.Token) bool { return eventNouns[t.Lemma] }) {
		gov.status = "" // who suspended somebody's membership or part suspended no talks
	}
	over := gov.status == parley.Cancelled || gov.status == parley.Postponed || gov.status == parley.DeniedMeeting
	if m.sure && !over {
		return m, gov.role, g
	}
	if before && start-2 >= first && v.lower[start-2] == "," && (v.lower[start-1] == "in" || v.lower[start-1] == "at") {
		g = v.mainVerb(g, first) // "agreed to step up work, at their meeting in Lima": where they agreed
	}
	if before && (v.lower[start-1] == "at" || v.lower[start-1] == "during") && !forAgenda[v.Tokens[g].Lemma] {
		g = v.mainVerb(g, first) // "agreed to open the border at talks in Lima"
	}
	if t := v.deniedThat(start, first); t >= 0 {
		m.status, m.negated, m.first, m.last = parley.DeniedMeeting, true, t, t+1
		return m, gov.role, g
	}
	vm := v.verbMood(lex, g, first, last, headline)
	m.first, m.last = vm.first, max(g+1, vm.last)
	m.negated = m.negated || vm.negated
	m.none = vm.none
	if m.negated && vm.negated && !v.deniable(lex, g, before) {
		// "did not mention the talks" says nothing of whether there are any
		m.status, m.negated, m.none = "", false, false
		return m, gov.role, g
	}
	switch {
	case over:
		m.status, m.sure = gov.status, true
		if m.negated || vm.status == parley.PossibleMeeting || vm.status == parley.PlannedMeeting && !vm.sure && g > first && v.lower[g-1] == "to" || v.refuted(g, first) {
			m.status, m.negated, m.sure = "", false, false // "a pretext to delay the talks" has not delayed them
		}
		return m, gov.role, g
	case gov.status == parley.PossibleMeeting || gov.status == parley.PlannedMeeting:
		m.status, m.sure = gov.status, true
	case gov.status == parley.Held && before && !vm.sure:
		m.status = parley.Held // "the visit will follow talks": those are over
	case before && gov.role == nobody && gov.status == "" && vm.status == parley.PlannedMeeting && !vm.sure && !headline:
		// "welcomes the talks": the present is that of who speaks
	case vm.status == parley.PlannedMeeting || vm.status == parley.PossibleMeeting || vm.status == parley.DeniedMeeting || vm.status == parley.Cancelled:
		m.status, m.sure = vm.status, vm.sure
	case gov.status != "":
		m.status = gov.status
	default:
		m.status = vm.status
	}
	if !before && m.status == parley.PlannedMeeting && !vm.sure && (v.Tokens[g].XPOS == "VBZ" || v.Tokens[g].XPOS == "VBP") {
		m.status = parley.UnderWay // "the talks continue", "talks focus on"
		if starts[v.Tokens[g].Lemma] && v.dayToCome(g, last) {
			m.status = parley.PlannedMeeting // "the talks resume on Thursday"
		}
	}
	if m.status == parley.PlannedMeeting && v.laterDay(start, n) {
		m.status = parley.UnderWay // who is to hold a second day of talks has begun
	}
	if m.negated && !m.none {
		m.status = parley.DeniedMeeting
	}
	return m, gov.role, g
}

// dueFor is the word by which somebody is to come somewhere for the meeting of the
// phrase at start, or -1: "are due in Lima on Friday for talks".
func (v *view) dueFor(start, first int) int {
	if start-1 < first || v.lower[start-1] != "for" {
		return -1
	}
	for t := start - 2; t >= max(first, start-10); t-- {
		switch v.lower[t] {
		case "due", "expected", "awaited":
			if t > first && (v.Tokens[t-1].Lemma == "be" || v.Tokens[t-1].UPOS == nlp.ADV) {
				return t
			}
			return -1
		}
		if v.lower[t] == "way" && t-2 >= first && v.lower[t-2] == "on" { // "on her way to Lima for talks"
			return t - 2
		}
		if v.lower[t] == "bound" {
			return t
		}
		if v.isVerb(t) || v.Tokens[t].UPOS == nlp.PUNCT {
			return -1
		}
	}
	return -1
}

// dueTo is the word by which the meeting that ends before token end is said to have
// been arranged, or -1: "a new round was due to open today". It is read from the
// words alone, for "open" and "set" are taken for other things.
func (v *view) dueTo(end, last int) int {
	for t := end; t+2 < min(last, end+12); t++ {
		switch v.lower[t] {
		case "that", "which", "who":
			return -1 // what the main clause says of it decides
		case "due", "set", "scheduled", "slated", "supposed", "meant":
			if v.lower[t+1] != "to" || t == 0 || v.Tokens[t-1].Lemma != "be" && v.lower[t-1] != "been" {
				return -1
			}
			u := t + 2
			if v.lower[u] == "be" && u+1 < last {
				u++
			}
			if happenings[v.lower[u]] || happenings[v.Tokens[u].Lemma] || v.lower[u] == "resume" {
				return t
			}
			return -1
		}
		if v.isVerb(t) && v.Tokens[t].Lemma != "be" || v.Tokens[t].UPOS == nlp.PUNCT && v.lower[t] != "-" {
			return -1
		}
	}
	return -1
}

// underWay is the word that says that the meeting of the phrase [start, end) goes on,
// or -1: "the talks were under way in Lima", "are in talks with", "opening remarks
// to a meeting".
func (v *view) underWay(start, end, first, last int) int {
	for t := end; t < min(last, end+14); t++ {
		if v.Tokens[t].Lemma == "be" && v.lower[t] != "be" && (v.lower[t] != "been" || v.Tokens[t-1].Lemma == "have") {
			u := t + 1
			for u < last && v.Tokens[u].UPOS == nlp.ADV && v.lower[u] != "underway" {
				u++
			}
			if u < last && (v.lower[u] == "underway" || v.lower[u] == "ongoing" || u+1 < last && (v.lower[u] == "under" && v.lower[u+1] == "way" || v.lower[u] == "in" && v.lower[u+1] == "progress")) {
				return u
			}
			break
		}
		if v.isVerb(t) && v.isFinite(t) || v.Tokens[t].UPOS == nlp.PUNCT {
			break
		}
	}
	if start-2 >= first && v.lower[start-1] == "in" {
		switch v.lower[start-2] {
		case "are", "is", "'re", "’re":
			return start - 2
		case "was", "were":
			if v.saidBehind(end, last) { // "was in talks with the rebels, a spokesman said"
				return start - 2
			}
		}
	}
	if start-3 >= first && (v.lower[start-1] == "to" || v.lower[start-1] == "at" || v.lower[start-1] == "of") && v.lower[start-3] == "opening" {
		switch v.Tokens[start-2].Lemma {
		case "remark", "remarks", "statement", "speech", "address":
			return start - 3
		}
	}
	return -1
}

// saidBehind tells whether what stands before token t is what somebody said of his
// own day: ", a spokesman said".
func (v *view) saidBehind(t, last int) bool {
	for u := t; u < last; u++ {
		if v.lower[u] != "," {
			continue
		}
		for k := u + 1; k < min(last, u+12) && v.lower[k] != ","; k++ {
			if v.isVerb(k) {
				if v.Tokens[k].Lemma == "say" {
					return true
				}
				break
			}
		}
	}
	return false
}

// forAgenda are verbs for what is done at a meeting itself: who agrees to do it at
// talks agrees to talks to come.
var forAgenda = set("discuss", "raise", "meet", "continue", "resume", "sign", "hold", "table", "present", "attend", "join", "address", "review", "negotiate", "talk", "speak", "represent", "sit", "take", "consider",
	"settle", "decide", "finalise", "finalize", "conclude", "participate", "appear", "brief", "reach", "seek", "be", "have", "unveil", "announce", "submit", "propose", "debate", "examine")

// laterDay tells whether the phrase of tokens [start, n) counts a day of a meeting
// after the first.
func (v *view) laterDay(start, n int) bool {
	for t := start; t+1 < n; t++ {
		if k, ok := ordinalOf(v.lower[t]); (ok && k > 1 || v.lower[t] == "last" || v.lower[t] == "final") && v.lower[t+1] == "day" {
			return true
		}
	}
	return false
}

// willBefore tells whether the clause before token start is of the future.
func (v *view) willBefore(start, first int) bool {
	for t := start - 1; t >= max(first, start-10); t-- {
		switch v.lower[t] {
		case "will", "would":
			return true
		case ",", ";", "that":
			return false
		}
	}
	return false
}

// starts are verbs of a meeting that is to begin, where they stand in the present
// with a day.
var starts = set("begin", "start", "open", "resume", "convene", "reconvene", "kick", "take", "commence", "restart")

// dayToCome tells whether a time that is not over when the text is published
// stands right after the verb at g.
func (v *view) dayToCome(g, last int) bool {
	published, _, known := v.Source.Published.Bounds()
	for t := g + 1; t < min(last, g+5); t++ {
		if v.timeAt[t] == 0 {
			continue
		}
		x := &v.Times[v.timeAt[t]-1]
		if x.Type == "SET" || x.Value == "PRESENT_REF" || v.lower[x.First] == "today" {
			return false
		}
		if first, _, ok := x.When.Bounds(); ok && known {
			return first.After(published)
		}
		return true
	}
	return false
}

// deniable tells whether a negation at the governor g denies the meeting itself:
// who did not hold, attend or begin it denies it, who did not speak of it does
// not.
func (v *view) deniable(lex *lexicon, g int, before bool) bool {
	lemma := v.Tokens[g].Lemma
	if made[lemma] {
		return false
	}
	if lemma == "be" || lemma == "take" || lemma == "happen" || lemma == "occur" {
		return true
	}
	x, ok := lex.governors[lemma]
	return ok && (x.role != nobody || !before)
}

// made are verbs for what is done with news of a meeting: "the talks had not been
// announced".
var made = set("announce", "disclose", "publicise", "publicize", "reveal", "report", "mention", "confirm", "advertise", "explain", "elaborate")

// refuted tells whether the words before the verb at g say that what it tells is
// not so: "denied reports that the meeting was called off".
func (v *view) refuted(g, first int) bool {
	for t := g - 1; t >= max(first, g-12); t-- {
		switch v.Tokens[t].Lemma {
		case "deny", "dismiss", "refute":
			return t < g-1 && v.isVerb(t)
		}
	}
	return false
}

// mainVerb is the finite verb left of the infinitive at g on which it depends, or
// g itself.
func (v *view) mainVerb(g, first int) int {
	for t := g - 1; t >= max(first, g-12) && v.Tokens[g].XPOS == "VB"; t-- {
		if v.isVerb(t) && v.isFinite(t) {
			return t
		}
	}
	return g
}

// fateRight is the verb right of token end that says of what stands before it
// that it was cancelled or put off, or -1. It is read from the words alone, for
// the parse loses it behind long phrases and in titles: "Meeting of the two
// presidents called off".
func (v *view) fateRight(lex *lexicon, end, last int, headline bool) int {
	for t := end; t < min(last, end+25); t++ {
		switch v.lower[t] {
		case ";", ":", "\"", "“", "that", "because", "after", "as", "if", "when", "who", "which", "before":
			return -1
		}
		if v.Tokens[t].XPOS == "MD" {
			return -1
		}
		if !v.isVerb(t) {
			continue
		}
		switch lex.lookup(v, t, last).status {
		case parley.Cancelled, parley.Postponed:
			if v.isPassive(t, end) || headline && v.Tokens[t].XPOS == "VBN" {
				return t
			}
		}
		if v.isFinite(t) {
			return -1
		}
	}
	return -1
}

// openings are nouns for the first minutes of a meeting.
var openings = set("top", "start", "opening", "beginning", "outset")

// remarksBefore tells whether a title says that its text was spoken as a meeting
// opened: "Remarks by the President and the Prime Minister Before Bilateral
// Meeting".
func (v *view) remarksBefore(start, first int) bool {
	switch {
	case start-1 >= first && v.lower[start-1] == "before":
	case start-2 >= first && v.lower[start-1] == "of" && openings[v.lower[start-2]]:
	default:
		return false
	}
	for t := first; t < start; t++ {
		switch v.Tokens[t].Lemma {
		case "remark", "comment", "remarks", "exchange":
			return true
		}
	}
	return false
}

// participles after a noun tell its status: "the talks held in Lima", "a round
// scheduled for May".
var participles = map[string]parley.Status{
	"hold": parley.Held, "conduct": parley.Held, "convene": parley.Held, "schedule": parley.PlannedMeeting, "plan": parley.PlannedMeeting, "set": parley.PlannedMeeting,
}

func (v *view) negatedBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-6); u-- {
		switch v.lower[u] {
		case "not", "n't", "n’t", "never", "deny", "denied", "denies", "without":
			return true
		}
	}
	return false
}

// suspends tells whether the verb at g is for breaking off what goes on for a time:
// the talks that it speaks of are to come, and others may have been before.
func (v *view) suspends(g int) bool {
	lemma := v.Tokens[g].Lemma
	return lemma == "suspend" || lemma == "freeze"
}

// lookup is the governor at token g, with its particle ("call off").
func (lex *lexicon) lookup(v *view, g, last int) governor {
	lemma := v.Tokens[g].Lemma
	for u := g + 1; u < min(last, g+6); u++ {
		switch v.lower[u] {
		case "off", "out", "back":
			if x, ok := lex.governors[lemma+" "+v.lower[u]]; ok {
				return x
			}
		}
	}
	if lemma == "call" && !slices.Contains(v.lower[g+1:min(last, g+4)], "for") {
		return governor{} // "called the talks useful" calls for none
	}
	if x, ok := lex.governors[lemma]; ok {
		return x
	}
	return lex.governors[v.lower[g]]
}

// governing is the verb that governs the noun phrase [start, end), or that the
// phrase is the subject of; before tells that it stands before the phrase.
// It is -1 where there is none.
func (v *view) governing(lex *lexicon, start, n, end, first, last int) (int, bool) {
	if v.parsed {
		if g, before, ok := v.parsedGoverning(lex, n, first, last); ok {
			if g >= 0 && !before && reportingVerbs[v.Tokens[g].Lemma] && lex.governors[v.Tokens[g].Lemma].status == "" {
				return -1, false // talks say nothing: the verb is that of who speaks of them
			}
			return g, before
		}
	}
	if start-1 >= first {
		switch v.lower[start-1] {
		case "about", "on", "over", "concerning", "regarding", "ahead", "after", "following", "before", "since", "until", "during":
			return -1, false
		}
	}
	// to the left: a verb with nothing but its particle, a preposition or the rest of the phrase between
	for t := start - 1; t >= max(first, start-12); t-- {
		tok := &v.Tokens[t]
		if v.isVerb(t) || tok.UPOS == nlp.AUX && tok.Lemma == "be" && !v.verbFollows(t, start) || tok.UPOS == nlp.AUX && tok.Lemma == "have" {
			if reportingVerbs[tok.Lemma] && v.lower[start-1] != "for" && lex.governors[tok.Lemma].status == "" {
				break
			}
			return t, true
		}
		if tok.UPOS == nlp.PUNCT && v.lower[t] != "-" && v.lower[t] != "–" || tok.UPOS == nlp.SCONJ || isRelative(v.lower[t]) {
			break
		}
	}
	// to the right: the verb that the phrase is the subject of
	depth := 0
	for t := end; t < min(last, end+25); t++ {
		tok := &v.Tokens[t]
		if tok.UPOS == nlp.VERB && (v.isFinite(t) || t > first && v.Tokens[t-1].UPOS == nlp.AUX || t > first+1 && v.Tokens[t-2].UPOS == nlp.AUX) {
			return t, false
		}
		if tok.UPOS == nlp.ADJ && t > first && v.Tokens[t-1].Lemma == "be" {
			if _, ok := lex.governors[v.lower[t]]; ok {
				return t, false
			}
		}
		if tok.UPOS == nlp.SCONJ || tok.UPOS == nlp.PUNCT && v.lower[t] != "-" && v.lower[t] != "–" && v.lower[t] != "," {
			break
		}
		if v.lower[t] == "," {
			if depth++; depth > 2 {
				break
			}
		}
	}
	return -1, false
}

// aboutMeeting are prepositions under which a meeting is spoken of and not
// taken part in.
var aboutMeeting = set("about", "on", "over", "concerning", "regarding", "ahead", "after", "following", "before", "since", "until", "during", "despite", "as", "like", "by", "of")

// parsedGoverning climbs from the noun at n to the verb that governs it, over
// nouns that measure it ("a round of talks"). It fails where the parse leads to
// no verb.
func (v *view) parsedGoverning(lex *lexicon, n, first, last int) (int, bool, bool) {
	for range 5 {
		h, ok := v.headOf(n, first)
		if !ok || h < first || h >= last {
			return -1, false, !ok
		}
		switch v.Tokens[n].Deprel {
		case "nsubj", "nsubj:pass":
			c := v.copulaOf(h, first, last)
			if v.isVerb(h) || v.Tokens[h].UPOS == nlp.ADJ && !(c >= first && v.lower[c] == "be" && c < h-1) { // "will be their first"
				return h, false, true
			}
			if c >= 0 { // "the talks were a success"
				return c, false, true
			}
			return -1, false, false
		case "obj", "iobj", "xcomp", "dobj":
			if v.isVerb(h) {
				return h, h < n, true
			}
			return -1, false, false
		case "obl", "obl:npmod", "obl:tmod", "nmod":
			if aboutMeeting[v.caseOf(n, first, last)] {
				if v.Tokens[n].Deprel == "nmod" && v.caseOf(n, first, last) == "of" && measures[v.Tokens[h].Lemma] {
					n = h
					continue
				}
				return -1, false, true
			}
			if v.isVerb(h) {
				return h, h < n, true
			}
			n = h
		case "compound", "conj", "appos", "flat", "nmod:poss", "amod":
			n = h
		case "root":
			return -1, false, true
		default:
			return -1, false, false
		}
	}
	return -1, false, false
}

// copulaOf is the copula of the predicate at h, or -1.
func (v *view) copulaOf(h, first, last int) int {
	for u := max(first, h-15); u < min(last, h+3); u++ {
		if int(v.Tokens[u].Head) == h-first+1 && v.Tokens[u].Deprel == "cop" {
			return u
		}
	}
	return -1
}

// measures are nouns that a meeting completes: "a round of talks".
var measures = set("round", "series", "session", "set", "day", "phase", "hour", "week", "resumption", "start", "beginning", "opening", "end", "conclusion", "number", "couple", "pair", "first", "second")

// caseOf is the preposition of the phrase headed by n, or "".
func (v *view) caseOf(n, first, last int) string {
	for u := max(first, n-15); u < min(last, n); u++ {
		if int(v.Tokens[u].Head) == n-first+1 && v.Tokens[u].Deprel == "case" {
			return v.lower[u]
		}
	}
	return ""
}

// verbFollows tells whether a main verb stands between the auxiliary at t and
// token end.
func (v *view) verbFollows(t, end int) bool {
	for u := t + 1; u < end; u++ {
		if v.isVerb(u) {
			return true
		}
	}
	return false
}

// status is that of the mention that tells it best: a word for cancelling or
// postponing beats a tense, the text beats the title.
func (v *view) status(c *candidate) parley.Cited[parley.Status] {
	best, rank := c.mentions[0], -1
	for _, m := range c.mentions {
		if m.mood.status == "" {
			continue
		}
		r := 4
		switch {
		case m.mood.status == parley.Postponed && m.governor >= 0 && v.suspends(m.governor):
			r = 5
		case (m.mood.status == parley.Cancelled || m.mood.status == parley.Postponed) && m.mood.sure:
			r = 10
		case m.mood.status == parley.DeniedMeeting && m.t.kind != delegation && len(m.codes) >= 2 && !m.spare("sentence"):
			r = 8
		case m.headline && m.mood.sure && m.mood.status == parley.UnderWay: // "Remarks before the meeting"
			r = 6
		case m.headline || m.t.strength == echo || m.t.kind == deal && m.mood.status != parley.Held:
			r = 2
		case len(m.codes) >= 2 && m.inherited == nil && !m.spare("sentence"):
			r = 6
		}
		if m.time > 0 { // a day bears a tense out, or speaks against it
			switch x := &v.Times[m.time-1]; {
			case phase(m.mood.status) == 1 && v.isPast(x), phase(m.mood.status) == 2 && v.isFuture(x):
				r++
			case phase(m.mood.status) == 1 && v.isFuture(x), phase(m.mood.status) == 2 && v.isPast(x) && r < 8:
				r--
			}
		}
		if r > rank {
			best, rank = m, r
		}
	}
	if best.t.kind == visit && best.mood.status == parley.PlannedMeeting {
		// who had arrived has met since, if the text tells of it
		for _, m := range c.mentions {
			if m.t.kind != visit && m.mood.status == parley.Held && !m.headline && m.Sentence > best.Sentence && best.t.verb && v.Tokens[best.First].Lemma == "arrive" {
				best = m
				break
			}
		}
	}
	s := best.mood.status
	first, last := best.mood.first, best.mood.last
	if t := v.overAt(c); t >= 0 && s == parley.UnderWay {
		s, first, last = parley.Held, t, t+1
	} else if t < 0 && s == parley.Held && v.opensToday(best) {
		s = parley.UnderWay // opened today, it is not over as one writes
	}
	if s == "" {
		s, first, last = parley.Held, best.First, best.Last
	}
	if first >= last {
		first, last = best.First, best.Last
	}
	return parley.Cited[parley.Status]{Value: s, Note: parley.Note{Modality: modality(s), Evidence: []parley.Evidence{v.quote(first, last), v.quote(best.First, best.Last)}, Rule: "meetings.status"}}
}

// deniedThat is the verb before token t by which somebody denies what is told there,
// or -1: "denied reports that talks had taken place".
func (v *view) deniedThat(t, first int) int {
	for u := t - 1; u >= max(first, t-12); u-- {
		if v.lower[u] != "that" {
			if v.isFinite(u) && v.Tokens[u].UPOS == nlp.VERB || v.lower[u] == ";" || v.lower[u] == "but" || v.isQuotation(u) {
				return -1
			}
			continue
		}
		for k := u - 1; k >= max(first, u-6); k-- {
			if v.isVerb(k) {
				switch v.Tokens[k].Lemma {
				case "deny", "refute":
					return k
				}
				return -1
			}
		}
		return -1
	}
	return -1
}

// opensToday tells whether m says that its meeting opened, or went into one more
// day, on the day on which the text was published.
func (v *view) opensToday(m *mention) bool {
	if m.time == 0 || m.governor < 0 || m.t.verb || m.t.kind == visit || m.headline || v.release {
		return false
	}
	x := &v.Times[m.time-1]
	day, _, ok := x.When.Bounds()
	published, _, known := v.Source.Published.Bounds()
	if !ok || !known || !v.oneDay(x.When) || !day.Equal(published) {
		return false
	}
	switch lemma := v.Tokens[m.governor].Lemma; lemma {
	case "open", "begin", "start", "resume", "launch", "continue", "enter", "kick", "convene", "commence":
		return v.Tokens[m.governor].XPOS != "VB"
	}
	return false
}

// overAt is the verb by which the sentence of a mention of c says that the meeting
// is over, or -1: "began talks on Friday and ended them on Tuesday".
func (v *view) overAt(c *candidate) int {
	for _, m := range c.mentions {
		if m.t.verb || m.t.kind == visit || m.t.kind == deal {
			continue
		}
		sent := &v.Sentences[m.Sentence]
		for t := sent.First; t < sent.Last; t++ {
			if v.Tokens[t].XPOS == "VBD" && edges[v.Tokens[t].Lemma] == lastDay && v.isVerb(t) && v.verbOf(m, t, sent) {
				return t
			}
		}
	}
	return -1
}

// isPast tells whether x was over before the day on which the text was
// published.
func (v *view) isPast(x *layer.Time) bool {
	published, _, ok := v.Source.Published.Bounds()
	_, last, known := x.When.Bounds()
	return ok && known && last.Before(published)
}

// isFuture tells whether x begins after the day on which the text was published.
func (v *view) isFuture(x *layer.Time) bool {
	_, published, ok := v.Source.Published.Bounds()
	first, _, known := x.When.Bounds()
	return ok && known && first.After(published)
}
