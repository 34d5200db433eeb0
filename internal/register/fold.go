package register

import (
	"github.com/parley-register/parley"
)

// Fold makes the register of in. It does not change in; the register shares
// the claims of in.
func Fold(in Input) *parley.Register {
	k := NewKeeper(in.Names)
	docs, left := leftOut(in.Documents, in.AsOf)
	if day, ok := daysOf(parley.On(in.AsOf)); ok {
		k.f.asked, k.f.asOf, k.f.asOfMade = true, day.hi, in.AsOf
	}
	k.Edit(in.Edits)
	claims := make(map[parley.Digest][]parley.Claim, len(docs))
	for i := range in.Claims {
		d := in.Claims[i].Subject.Document
		claims[d] = append(claims[d], in.Claims[i])
	}
	seen := make(map[parley.Digest]bool, len(docs))
	for _, d := range docs {
		if !seen[d.ID] {
			seen[d.ID] = true
			k.Put(d, claims[d.ID], in.Origins[d.ID], in.OriginOf)
		}
	}
	reg := k.Register()
	reg.Left = left
	return reg
}

// folder is what making a register looks at besides documents and mentions.
type folder struct {
	edits    *edits
	codes    func(string) string
	asked    bool // the day is given
	asOf     int  // day
	asOfMade parley.Moment
}

// settleDay sets the day that the register is for, where none was asked for,
// and reports whether it is another one.
func (f *folder) settleDay(c *calendar) bool {
	if f.asked {
		return false
	}
	was, made := f.asOf, f.asOfMade
	f.asOf, f.asOfMade = 0, parley.Moment{}
	if day, ok := c.last(); ok {
		f.asOf, f.asOfMade = day, dayOf(day)
	}
	return f.asOf != was || f.asOfMade != made
}
