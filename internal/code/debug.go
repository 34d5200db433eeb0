package code

import (
	"fmt"
	"strings"

	"github.com/parley-register/parley/internal/read/layer"
)

func (c *Coder) Debug(doc *layer.Doc) string {
	w := &workspace{d: c.d}
	w.open(doc)
	var b strings.Builder
	for n := range doc.Sentences {
		w.sentence(doc, n)
		fmt.Fprintln(&b, "##", n, doc.Source.Text[doc.Sentences[n].Start:doc.Sentences[n].End])
		for _, k := range w.candidates() {
			e, ok := w.event(k)
			fmt.Fprintf(&b, "   at %s ok=%v maybe=%v patient=%v src=%d to=%d by=%d %s %s src=%v tgt=%v rule=%s\n", w.tokens[k.at].Form, ok, k.r.maybe, k.r.patient, k.r.source, k.r.to, k.r.by, e.Root, e.CAMEO, e.Source, e.Target, e.Rule)
		}
	}
	return b.String()
}
