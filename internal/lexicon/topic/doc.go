// Package topic knows which words speak of which subject of talks: sanctions,
// borders, prisoners and so on. The subjects are those of TalksBench; the words
// are in topics.tsv, with a weight that says how surely they mean it.
package topic
