package names

// Classes of the gazetteer.
const (
	ClassState = 1 + iota
	ClassAdjective
	ClassPeople
	ClassCapital
	ClassSeat // of a government, and institutions
	ClassOrganisation
	ClassGroup
	ClassRegion
	ClassDocument // documents, processes, events
	ClassApart    // media, companies and the like that hold another name
	ClassTitle
	ClassGiven
	ClassSurname
	ClassCity
)

// covered is the bits of token.gaz for any place in an entry of a class.
func covered(class int) uint64 { return 0xf << (4 * class) }

// alone is the bit of token.gaz for an entry of one word.
func alone(class int) uint64 { return 1 << (4*class + Unit) }

const lowerClasses = 1 << ClassTitle // classes whose phrases may begin in lower case

var (
	neverPerson = alone(ClassState) | alone(ClassAdjective) | alone(ClassPeople) | alone(ClassCapital) |
		alone(ClassSeat) | alone(ClassOrganisation) | alone(ClassGroup) | alone(ClassRegion)
	maybePerson = covered(ClassGiven) | covered(ClassSurname)
)

// noPerson reports whether t is surely no person: a word that stands alone, that
// the gazetteer knows for something else, and for no name of a person.
func (t *token) noPerson() bool {
	return t.to-t.from == 1 && t.gaz&neverPerson != 0 && t.gaz&maybePerson == 0
}
