package article

import (
	"strings"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// newsLanguages are the languages that are told apart: those in which news on
// diplomacy is commonly written. A longer list makes rare languages of common
// ones.
var newsLanguages = whatlanggo.Options{Whitelist: func() map[whatlanggo.Lang]bool {
	m := map[whatlanggo.Lang]bool{}
	for _, l := range []whatlanggo.Lang{
		whatlanggo.Eng, whatlanggo.Fra, whatlanggo.Deu, whatlanggo.Spa, whatlanggo.Por, whatlanggo.Ita, whatlanggo.Nld, whatlanggo.Swe, whatlanggo.Dan,
		whatlanggo.Nob, whatlanggo.Fin, whatlanggo.Pol, whatlanggo.Ces, whatlanggo.Hun, whatlanggo.Ron, whatlanggo.Ell, whatlanggo.Tur, whatlanggo.Rus,
		whatlanggo.Ukr, whatlanggo.Bul, whatlanggo.Srp, whatlanggo.Hrv, whatlanggo.Arb, whatlanggo.Pes, whatlanggo.Heb, whatlanggo.Hin, whatlanggo.Urd,
		whatlanggo.Ben, whatlanggo.Cmn, whatlanggo.Jpn, whatlanggo.Kor, whatlanggo.Vie, whatlanggo.Ind, whatlanggo.Tha, whatlanggo.Kat, whatlanggo.Mya,
		whatlanggo.Amh, whatlanggo.Tam, whatlanggo.Azj, whatlanggo.Khm,
	} {
		m[l] = true
	}
	return m
}()}

const (
	languageSample  = 4000 // bytes of the body that are looked at
	languageMinimum = 120  // bytes below which nothing is said
)

// language tells the language of a text, as ISO 639-1; "" when it cannot.
func language(text string) string {
	if len(text) < languageMinimum {
		return ""
	}
	if len(text) > languageSample {
		cut := languageSample
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	info := whatlanggo.DetectWithOptions(text, newsLanguages)
	if info.Script == nil || !newsLanguages.Whitelist[info.Lang] || info.Confidence < 0.5 {
		return ""
	}
	return info.Lang.Iso6391()
}

// declaredLanguage is the primary part of a language tag.
func declaredLanguage(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) != 2 {
		return ""
	}
	return tag
}
