package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley/internal/nlp/conllu"
	"github.com/parley-register/parley/internal/nlp/names"
)

func TestEntities(t *testing.T) {
	word := func(id, form, upos, head, rel, misc string) string {
		return strings.Join([]string{id, form, form, upos, "NNP", "_", head, rel, "_", misc}, "\t") + "\n"
	}
	file := word("1", "President", "PROPN", "2", "nmod:desc", "Entity=(1-person-new-n-cf1-1,2-coref") +
		word("2", "Moreno", "PROPN", "3", "nsubj", "Entity=1)") +
		word("3", "left", "VERB", "0", "root", "_") +
		word("4", "Lima", "PROPN", "3", "obj", "Entity=(2-place-new-n-cf2-1-sgl)|SpaceAfter=No") +
		word("5", "'s", "PART", "4", "case", "Entity=(3-object-new-n-cf3-1-sgl(4-place-new-n-cf2-1-sgl)3)")
	s, err := conllu.ReadAll(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	want := []entity{{"person", 0, 2}, {"place", 3, 4}, {"place", 4, 5}, {"object", 4, 5}}
	if diff := cmp.Diff(want, entities(s[0]), cmp.AllowUnexported(entity{})); diff != "" {
		t.Error(diff)
	}
	if h := headOf(s[0], 0, 2); h != 1 {
		t.Errorf("head of the person is word %d", h)
	}
}

func TestMark(t *testing.T) {
	masks := make([]Mask, 4)
	mark(masks, 0, 3, kORG, kGOV)
	mark(masks, 3, 4, kPER)
	want := []Mask{
		only(names.LabelOf(kORG, names.Begin)) | only(names.LabelOf(kGOV, names.Begin)),
		only(names.LabelOf(kORG, names.Inside)) | only(names.LabelOf(kGOV, names.Inside)),
		only(names.LabelOf(kORG, names.Last)) | only(names.LabelOf(kGOV, names.Last)),
		only(names.LabelOf(kPER, names.Unit)),
	}
	if diff := cmp.Diff(want, masks); diff != "" {
		t.Error(diff)
	}
}

func TestGazetteerNeedsTheTravels(t *testing.T) {
	if _, err := Gazetteer(t.TempDir()); err == nil {
		t.Error("no error without the travels")
	}
}
