package register

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// told is one claim as a round sees it.
type told struct {
	claim   *parley.Claim
	mention *mention
	value   string  // with an analyst's correction
	key     string  // of the value
	origin  *Origin // where it is not the document's
	by      parley.Digest
	refused parley.Digest
	denies  bool // its mention denies the meeting, and with it every value, while others assert it
	revised bool // its outlet said otherwise later
}

// valueGroup is the claims of one value.
type valueGroup struct {
	key      string
	value    string
	modality parley.Modality
	denied   bool
	denies   bool // only by reports that deny the meeting
	told     []told
	origins  int
	stands   int // of those, how many did not come to say otherwise
	docs     int
	first    int // order of the earliest document
	last     int // and of the latest
	held     int // claims of mentions that say that it took place
	by       parley.Digest
	accepted bool
	refused  parley.Digest
}

// strength orders modalities, the strongest first.
var strength = map[parley.Modality]int{parley.Asserted: 0, parley.Planned: 1, parley.Possible: 2, parley.Conditional: 3, parley.Denied: 4}

type groupKey struct {
	denied, refused bool
	key             string
}

// groupClaims groups the claims of one field by value and by whether they
// assert or deny it.
func groupClaims(field string, claims []told, e *edits) []*valueGroup {
	byKey := map[groupKey]*valueGroup{}
	var groups []*valueGroup
	longer := map[string]string{}
	if field == parley.FieldWhere {
		longer = longerNames(claims)
	}
	for _, t := range claims {
		key := cmp.Or(longer[t.key], t.key)
		denied := t.claim.Modality == parley.Denied && (t.mention.status != parley.DeniedMeeting || t.denies) && field != parley.FieldStatus
		full := groupKey{denied, t.refused != "", key}
		g := byKey[full]
		if g == nil {
			g = &valueGroup{key: key, value: t.value, modality: t.claim.Modality, denied: denied, denies: true, first: t.mention.doc.order, last: t.mention.doc.order, refused: t.refused}
			byKey[full] = g
			groups = append(groups, g)
		}
		g.told = append(g.told, t)
		g.denies = g.denies && t.denies
		if strength[t.claim.Modality] < strength[g.modality] {
			g.modality = t.claim.Modality
		}
		g.first, g.last = min(g.first, t.mention.doc.order), max(g.last, t.mention.doc.order)
		if t.mention.happened() {
			g.held++
		}
		if t.by != "" {
			g.by = t.by
		}
		if x := e.decided(t.claim); x != nil && x.Kind == parley.Accept {
			g.accepted, g.by = true, x.ID
		}
	}
	for _, g := range groups {
		slices.SortFunc(g.told, func(a, b told) int {
			return cmp.Or(compareMentions(a.mention, b.mention), parley.CompareClaims(a.claim, b.claim))
		})
		g.value = bestText(field, g.told)
	}
	revise(field, groups)
	for _, g := range groups {
		g.origins, g.docs = countOrigins(g.told)
		if g.stands = g.origins; slices.ContainsFunc(g.told, func(t told) bool { return t.revised }) {
			g.stands = unrevised(g.told)
		}
	}
	slices.SortFunc(groups, func(a, b *valueGroup) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.key, b.key), cmp.Compare(a.modality, b.modality), cmp.Compare(a.refused, b.refused))
	})
	return groups
}

// revise marks the claims whose outlets said otherwise of the same round later:
// who corrects himself does not vouch for what he said before.
func revise(field string, groups []*valueGroup) {
	if len(groups) < 2 || !parley.SingleValued(field) || field == parley.FieldStatus || field == parley.FieldName || field == parley.FieldTrack || field == parley.FieldLevel {
		return
	}
	all := make([]sayable, len(groups))
	for i, g := range groups {
		all[i] = sayableOf(field, g)
	}
	for i, g := range groups {
		for j, o := range groups {
			if i == j || o.denied || o.refused != "" || len(all[j].latest) == 0 || !apart(field, &all[i], &all[j]) {
				continue
			}
			for k := range g.told {
				t := &g.told[k]
				if d := t.mention.doc; t.mention.happened() && t.by == "" && d.known() {
					if later, ok := all[j].latest[d.Publisher]; ok && later > d.published.hi {
						t.revised = true
					}
				}
			}
		}
	}
}

// sayable is a value as it is compared with others, and when each outlet said
// it last of what had taken place.
type sayable struct {
	group  *valueGroup
	days   days
	toDay  bool
	city   string
	latest map[string]int
}

func sayableOf(field string, g *valueGroup) sayable {
	s := sayable{group: g, latest: map[string]int{}}
	switch field {
	case parley.FieldWhen:
		v := decoded[parley.Interval](g.value)
		d, ok := daysOf(v)
		s.days, s.toDay = d, ok && grainOf(v) == toDay
	case parley.FieldWhere:
		s.city = fold(decoded[parley.Place](g.value).Name)
	}
	for _, t := range g.told {
		if d := t.mention.doc; d.Publisher != "" && d.known() && t.mention.happened() {
			if was, ok := s.latest[d.Publisher]; !ok || d.published.lo > was {
				s.latest[d.Publisher] = d.published.lo
			}
		}
	}
	return s
}

// apart reports whether two values cannot both be right.
func apart(field string, a, b *sayable) bool {
	switch field {
	case parley.FieldWhen:
		return a.toDay && b.toDay && a.days.gap(b.days) > 0
	case parley.FieldWhere:
		return a.city != "" && b.city != "" && !samePlace(a.city, b.city)
	case parley.FieldOutcome:
		return !compatibleOutcomes(parley.Outcome(a.group.value), parley.Outcome(b.group.value))
	}
	return a.group.key != b.group.key
}

// unrevised is how many origins stand behind claims that were not revised.
func unrevised(claims []told) int {
	var left []told
	for _, t := range claims {
		if !t.revised {
			left = append(left, t)
		}
	}
	if len(left) == 0 {
		return 0
	}
	n, _ := countOrigins(left)
	return n
}

// longerNames are, for names of places that others hold all words of, the
// longest of those: "new delhi" for "delhi".
func longerNames(claims []told) map[string]string {
	keys := map[string]bool{}
	for _, t := range claims {
		keys[t.key] = true
	}
	longer := map[string]string{}
	for key := range keys {
		best := key
		for other := range keys {
			if samePlace(key, other) && (len(other) > len(best) || len(other) == len(best) && other < best) {
				best = other
			}
		}
		longer[key] = best
	}
	return longer
}

// valueKey is what two values of a field must have in common to be one.
func valueKey(field, value string) string {
	switch field {
	case parley.FieldWhere:
		if p, err := parley.DecodeValue[parley.Place](value); err == nil {
			if p.Name == "" {
				return "country " + p.Country
			}
			return fold(p.Name)
		}
	case parley.FieldParticipant:
		if p, err := parley.DecodeValue[parley.Participant](value); err == nil {
			return surname(p.Name)
		}
	case parley.FieldTopic:
		if t, err := parley.DecodeValue[parley.Topic](value); err == nil {
			return t.Topic
		}
	case parley.FieldAssessment:
		if a, err := parley.DecodeValue[parley.Assessment](value); err == nil {
			return fold(a.Term)
		}
	case parley.FieldName, parley.FieldUnnamed, parley.FieldTrack:
		return fold(value)
	}
	return value
}

// bestText is the fullest of several texts of one value; of equally full ones
// the most frequent, then the first.
func bestText(field string, claims []told) string {
	count := map[string]int{}
	for _, t := range claims {
		count[t.value]++
	}
	best := claims[0].value
	if len(count) == 1 {
		return best
	}
	for _, t := range claims[1:] {
		if c := cmp.Or(cmp.Compare(fullness(field, t.value), fullness(field, best)), cmp.Compare(count[t.value], count[best])); c > 0 {
			best = t.value
		}
	}
	return best
}

// fullness is how much a text of a value tells; only comparable within a field.
func fullness(field, value string) int {
	switch field {
	case parley.FieldWhere:
		if p, err := parley.DecodeValue[parley.Place](value); err == nil {
			n := 10 * len(strings.Fields(p.Name))
			if p.Country != "" {
				n++
			}
			return n
		}
	case parley.FieldParticipant:
		if p, err := parley.DecodeValue[parley.Participant](value); err == nil {
			n := len(strings.Fields(p.Name))
			if p.Title != "" {
				n += 10
			}
			if p.For != "" {
				n += 100
			}
			return n
		}
	case parley.FieldTopic:
		if t, err := parley.DecodeValue[parley.Topic](value); err == nil && t.Certain {
			return 1
		}
	}
	return 0
}

func (g *valueGroup) claims() []*parley.Claim {
	claims := make([]*parley.Claim, 0, len(g.told))
	for _, t := range g.told {
		claims = append(claims, t.claim)
	}
	return claims
}

func (g *valueGroup) render(standing parley.Standing, because string) parley.Value {
	v := parley.Value{Value: g.value, Modality: g.modality, Standing: standing, Because: because, Origins: g.origins, From: originsOf(g.told), Sources: g.docs, Claims: g.claims(), By: g.by}
	if g.refused != "" {
		v.Standing, v.By, v.Because, v.Origins, v.From = parley.Refused, g.refused, "an analyst rejected it", 0, []parley.Origin{}
	}
	return v
}

// ahead reports which of two values of a field that has one stands: what an
// analyst said, then what more independent origins say, then what is told of
// what happened, then what came first.
func ahead(a, b *valueGroup) int {
	byEdit := func(g *valueGroup) int {
		if g.by != "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(byEdit(b), byEdit(a)), cmp.Compare(b.stands, a.stands), cmp.Compare(b.origins, a.origins), cmp.Compare(b.docs, a.docs), cmp.Compare(a.first, b.first), cmp.Compare(a.key, b.key))
}
