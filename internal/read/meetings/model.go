package meetings

import (
	_ "embed"
)

// countsTSV is the table of package weigh that decides which candidates count:
// the sum of the weights of the features that hold is the log-odds of it.
//
//go:embed data/counts.tsv
var countsTSV string

// WeightsHeader stands at the head of data/counts.tsv.
const WeightsHeader = `# Which candidates are meetings: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train meetings DIR… internal/read/meetings/data/counts.tsv
`

// sidesTSV is the table of package weigh that decides who is a side.
//
//go:embed data/sides.tsv
var sidesTSV string

// SidesHeader stands at the head of data/sides.tsv.
const SidesHeader = `# Who is a side of a meeting: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train sides DIR… internal/read/meetings/data/sides.tsv
`
