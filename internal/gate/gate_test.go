package gate

import (
	"strings"
	"testing"
)

const (
	aboutTalks = `The foreign ministers of Norway and Chile met in Oslo on Tuesday for a second round of talks about fishing rights, officials of both countries said.
The two sides spoke for five hours and agreed to meet again within a month. Peru welcomed the talks and offered to host a third round in Lima.`
	aboutCrops = `Herring is cheap this spring because the shoals came early, fishermen say. Smokehouses have taken on hands and the price of tins has fallen by a fifth.
The harbour master expects the boats to be out until May if the wind holds. A storm in March tore two of them from their moorings.`
	aboutMatch = `Norway beat Chile by two goals to one in Oslo on Tuesday after a penalty in the last minute. The visitors had led at half-time and hit the post twice.
Peru are next. The coach praised his goalkeeper, who stopped nine shots, and said that the defence had to improve.`
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		text string
		pass bool
	}{
		{aboutTalks, true},
		{aboutCrops, false},
		{aboutMatch, false},
		{"", false},
		{"Envoys of the rebels and the government signed a truce in Doha after talks brokered by Qatar.", true},
		{"Phone call of the President with Prime Minister Berg of Norway\nThe two leaders discussed Ukraine and agreed to meet.", true},
	} {
		if v := Text([]byte(c.text)); v.Pass != c.pass {
			t.Errorf("%.60q: %+v, want pass %v", c.text, v, c.pass)
		}
	}
}

func TestPage(t *testing.T) {
	wrap := func(s string) []byte {
		return []byte(`<html><head><script>var talks = "summit envoy minister Norway Chile talks truce minister";</script><style>.talks{}</style><!-- talks between Norway and Chile ministers --></head><body><p class="talks">` + s + `</p><SCRIPT>talks`)
	}
	if v, plain := Page(wrap(aboutTalks)), Text([]byte(aboutTalks)); v != plain {
		t.Errorf("a page gives %+v, its text %+v", v, plain)
	}
	if v := Page(wrap(aboutCrops)); v.Pass {
		t.Errorf("tags, scripts and comments count: %+v", v)
	}
	for _, cut := range []string{"<", "<script", "<script>x", "<!--", "<p a=", "a<b"} {
		Page([]byte(cut))
	}
}

func TestVersionCoversData(t *testing.T) {
	if v := Version(); !strings.HasPrefix(v, "gate/1-1.50-") || len(v) < 20 {
		t.Errorf("version %q", v)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<p>" + aboutTalks))
	f.Add([]byte("<script>x</script><!-- y --><style"))
	f.Fuzz(func(t *testing.T, b []byte) {
		Text(b)
		if v := Page(b); v.Words < 0 || v.Words > pageWords || v.Score < 0 {
			t.Errorf("%+v", v)
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := []byte(strings.Repeat(aboutTalks+aboutCrops, 16)) // within the words that are looked at
	b.SetBytes(int64(len(text)))
	for range b.N {
		Text(text)
	}
}

func BenchmarkPage(b *testing.B) {
	page := []byte(strings.Repeat("<div class=\"x\"><a href=\"/y\">"+aboutTalks+"</a><script>var x = 1;</script>"+aboutCrops+"</div>", 16))
	b.SetBytes(int64(len(page)))
	for range b.N {
		Page(page)
	}
}
