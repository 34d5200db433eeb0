package show

import "github.com/parley-register/parley"

// Hop is a step to where words come from: "credits Reuters".
func Hop(h parley.OriginHop) string {
	switch h.Relation {
	case parley.Copied:
		return "repeats " + h.Name
	case parley.Derived:
		return "takes its news from " + h.Name
	case parley.Credits:
		return "credits " + h.Name
	case parley.Cites:
		return "cites " + h.Name
	case parley.Unnamed:
		return "has the same unnamed source as " + h.Name
	case parley.Quotes:
		return "gives the word of " + h.Name
	}
	return "rests on " + h.Name
}
