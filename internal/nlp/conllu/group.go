package conllu

// Group is the sentences of one document of a file.
type Group struct {
	ID        string // of "# newdoc id"; "" where the file names none
	Sentences []*Sentence
}

// Documents parts the sentences of a file where "# newdoc" begins a document.
func Documents(sentences []*Sentence) []Group {
	var out []Group
	for _, s := range sentences {
		id, named := s.Comment("newdoc id")
		_, plain := s.Comment("newdoc")
		if len(out) == 0 || named || plain {
			out = append(out, Group{ID: id})
		}
		g := &out[len(out)-1]
		g.Sentences = append(g.Sentences, s)
	}
	return out
}
