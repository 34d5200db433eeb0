package read

import "strings"

// sampleWords is how many words looksEnglish looks at.
const sampleWords = 400

// functionWords are the commonest words of English that no other language in
// Latin script has as common words.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "that": true, "with": true, "for": true, "was": true, "were": true, "has": true, "have": true,
	"had": true, "is": true, "are": true, "be": true, "been": true, "from": true, "by": true, "which": true, "this": true, "will": true,
	"would": true, "he": true, "they": true, "their": true, "his": true, "its": true, "it": true, "not": true, "who": true, "after": true,
	"said": true, "to": true, "at": true, "as": true,
}

// looksEnglish is for documents that nobody has told the language of. Of the
// words of running English a third are function words; of other languages in
// Latin script hardly one in twenty is spelt like an English one. Short texts
// pass: a headline has few function words.
func looksEnglish(text string) bool {
	words, function, letters := 0, 0, 0
	for rest := text; words < sampleWords && len(rest) > 0; {
		rest = strings.TrimLeft(rest, " \t\r\n")
		end := strings.IndexAny(rest, " \t\r\n")
		if end < 0 {
			end = len(rest)
		}
		word := strings.ToLower(strings.Trim(rest[:min(end, 64)], ".,;:!?\"'()“”‘’"))
		rest = rest[end:]
		if word == "" {
			continue
		}
		words++
		if functionWords[word] {
			function++
		}
		if word[0] >= 'a' && word[0] <= 'z' {
			letters++
		}
	}
	if words < 25 {
		return words < 5 || 2*letters >= words
	}
	return 100*function >= 12*words
}
