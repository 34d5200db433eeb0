package article

import (
	"encoding/json"
	"html"
	"strings"
)

// linked is what a page says of its article in JSON-LD (schema.org Article).
type linked struct {
	kind, headline, published, modified, created string
	authors                                      []string
	publisher, url, body                         string
}

// maxLinkedDepth bounds the descent into nested data.
const maxLinkedDepth = 8

// readLinked returns the articles that the scripts describe, in order.
func readLinked(scripts []string) []linked {
	var found []linked
	for _, s := range scripts {
		if v, ok := decodeLinked(s); ok {
			collectLinked(v, 0, &found)
		}
	}
	return found
}

// decodeLinked decodes JSON as it stands on pages: in comments or CDATA, with
// bare control characters in strings, with a semicolon at the end.
func decodeLinked(s string) (any, bool) {
	s = strings.TrimSpace(s)
	for _, p := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, p))
	}
	for _, p := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, p))
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	// A value after the first is passed over.
	if json.NewDecoder(strings.NewReader(s)).Decode(&v) == nil {
		return v, true
	}
	return nil, false
}

func collectLinked(v any, depth int, found *[]linked) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			collectLinked(x, depth+1, found)
		}
	case map[string]any:
		if kind := articleType(v["@type"]); kind != "" {
			*found = append(*found, linked{
				kind:      kind,
				headline:  plainString(v["headline"], v["name"]),
				published: plainString(v["datePublished"]),
				modified:  plainString(v["dateModified"]),
				created:   plainString(v["dateCreated"]),
				authors:   names(v["author"], 0),
				publisher: firstOf(names(v["publisher"], 0)),
				url:       plainString(v["url"], v["mainEntityOfPage"], v["@id"]),
				body:      plainString(v["articleBody"]),
			})
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			if x, ok := v[key]; ok {
				collectLinked(x, depth+1, found)
			}
		}
	}
}

// articleType returns the schema.org type when it is one of an article.
func articleType(v any) string {
	switch v := v.(type) {
	case string:
		name := v[strings.LastIndexAny(v, "/:")+1:]
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" || name == "OpinionNews" {
			return name
		}
	case []any:
		for _, x := range v {
			if s := articleType(x); s != "" {
				return s
			}
		}
	}
	return ""
}

// plainString is the first of vs that is a string or an object with an "@id".
func plainString(vs ...any) string {
	for _, v := range vs {
		switch v := v.(type) {
		case string:
			if s := strings.TrimSpace(html.UnescapeString(v)); s != "" {
				return s
			}
		case []any:
			if len(v) > 0 {
				if s, ok := v[0].(string); ok && strings.TrimSpace(s) != "" {
					return strings.TrimSpace(html.UnescapeString(s))
				}
			}
		case map[string]any:
			if s, ok := v["@id"].(string); ok && s != "" {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

// names are the names of persons or organisations: strings, objects, lists.
func names(v any, depth int) []string {
	var out []string
	if depth > maxLinkedDepth {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := strings.TrimSpace(html.UnescapeString(v)); s != "" && !strings.Contains(s, "://") {
			out = append(out, s)
		}
	case []any:
		for _, x := range v {
			out = append(out, names(x, depth+1)...)
		}
	case map[string]any:
		out = append(out, names(v["name"], depth+1)...)
	}
	return out
}

func firstOf(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}
