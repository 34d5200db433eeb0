package code

import "strings"

// meaning is what words come to: an act, done, promised, asked for, demanded,
// refused or threatened. With a nil act it is not told what.
type meaning struct {
	op  op
	act *act
}

// under is what m comes to under an operator, and false where nothing can be
// said: "stopped refusing".
func (d *data) under(o op, m meaning) (meaning, bool) {
	a := m.act
	switch o {
	case light, say, warn, perhaps, undergo:
		if o == warn && m.op == fact && a != nil && a.root.hostile() {
			return meaning{threaten, a}, true
		}
		return m, o != warn
	case agree, invite:
		switch {
		case m.op != fact:
			return m, true // "agreed to reject", "promised to demand"
		case a == nil && o == invite:
			return meaning{agree, d.acts["meet"]}, true
		case a == nil:
			return meaning{agree, nil}, true
		case a.root.hostile(), a.root == Reject && a.threaten != "":
			return meaning{threaten, a}, true
		case a.root == Accuse || a.root == Reject || a.root == Threaten || a.root == Statement:
			return m, true // "agreed to investigate"
		}
		return meaning{agree, a}, true
	case appeal, demand:
		if m.op == fact && a != nil {
			switch {
			case a.root == Sanction && a.id == "sanction", a.root == Assault, a.root == Protest && o == appeal:
				return meaning{threaten, a}, true // "called for sanctions"
			case a.root == Accuse:
				return m, true // "called for an investigation"
			}
		}
		if m.op == demand {
			return m, true
		}
		return meaning{o, a}, true
	case refuse, fail:
		switch {
		case m.op == refuse, m.op == threaten && o == fail:
			return meaning{}, false
		case m.op == fact && a != nil && a.root == Accuse:
			return meaning{fact, d.acts["deny.accusation"]}, true
		case m.op == fact && a != nil && a.root.hostile() && o == fail:
			if a.stop == nil {
				return meaning{}, false
			}
			return meaning{fact, a.stop}, true // "failed to renew the embargo"
		}
		return meaning{refuse, a}, true
	case accept:
		switch m.op {
		case appeal, demand:
			return meaning{fact, d.acts["yield"]}, true
		case fact, agree:
			if a != nil && (a.root.hostile() || a.root == Accuse) {
				return meaning{}, false
			}
			if a != nil && a.id == "yield.resign" {
				return m, true
			}
			return meaning{agree, a}, true
		}
		return m, true
	case allow:
		switch {
		case m.op == fact && a != nil && strings.HasPrefix(a.id, "access."):
			return m, true
		case m.op == fact && a != nil && (a.root == Aid || a.root == Retreat && a.mode == "access"):
			return meaning{fact, d.acts["access"]}, true
		case m.op == fact && a != nil && a.root == Retreat:
			return m, true
		case m.op == fact && a != nil && a.root.hostile() && a.root != Protest:
			return m, true // "authorised strikes"
		case m.op == fact && a != nil:
			return meaning{fact, d.acts["yield.administrative"]}, true
		case m.op == fact:
			return meaning{fact, d.acts["yield"]}, true
		}
		return m, true
	case threaten:
		return meaning{threaten, a}, true
	case stop:
		switch m.op {
		case fact:
			if a == nil || a.stop == nil {
				return meaning{}, false
			}
			return meaning{fact, a.stop}, true
		case agree:
			return meaning{refuse, a}, true // "suspended plans to meet"
		case appeal, demand, threaten:
			return meaning{fact, d.acts["yield"]}, true // "dropped its demand"
		}
	}
	return meaning{}, false
}

// negated is what it is not to do m.
func negated(m meaning) (meaning, bool) {
	switch m.op {
	case fact:
		if m.act == nil || m.act.root.hostile() {
			return meaning{}, false
		}
		switch m.act.root {
		case Accuse, Reject, Threaten, Statement:
			return meaning{}, false
		}
		return meaning{refuse, m.act}, true
	case agree:
		return meaning{refuse, m.act}, true
	}
	return meaning{}, false
}

// coded is what m comes to as an event: root, CAMEO code, mode and contexts.
func (d *data) coded(m meaning) (root Root, cameo, mode string, context []string) {
	a := m.act
	if a == nil {
		a = &act{}
	}
	pick := func(code, general string) string {
		if code == "" {
			return general
		}
		return code
	}
	switch m.op {
	case agree:
		root, cameo = Agree, pick(a.agree, "030")
	case appeal:
		root, cameo = Request, pick(a.appeal, "020")
	case demand:
		root, cameo = Request, pick(a.demand, "100")
	case refuse:
		root, cameo = Reject, pick(a.refused, "120")
	case threaten:
		root, cameo = Threaten, pick(a.threaten, "130")
	default:
		root, cameo, mode = a.root, a.done, a.mode
	}
	c := d.cameo[cameo]
	if m.op != fact {
		mode = c.Mode
	}
	context = c.Context
	if len(context) == 0 && a.context != "" {
		context = []string{a.context}
	}
	return root, cameo, mode, context
}
