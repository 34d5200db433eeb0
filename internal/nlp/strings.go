package nlp

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String is the tag as CoNLL-U writes it.
func (u UPOS) String() string {
	if int(u) < len(uposNames) {
		return uposNames[u]
	}
	return "_"
}

// ParseUPOS reads a tag; anything unknown is NoTag.
func ParseUPOS(s string) UPOS {
	for i, n := range uposNames {
		if n == s {
			return UPOS(i)
		}
	}
	return NoTag
}

var nameTypes = [...]string{"", "PER", "TITLE", "GPE", "GOV", "ORG", "NORP", "LOC", "FAC", "MEET", "DOC"}

// String is the type in capitals.
func (t NameType) String() string {
	if int(t) < len(nameTypes) {
		return nameTypes[t]
	}
	return ""
}

// ParseNameType reads a type; anything unknown is NoName.
func ParseNameType(s string) NameType {
	for i, n := range nameTypes {
		if n == s {
			return NameType(i)
		}
	}
	return NoName
}
