package train

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/parley-register/parley/internal/nlp/core"
)

// The files that training reads, relative to the data folder.
const (
	ewtTrain = "ud/ewt/en_ewt-ud-train.conllu"
	ewtDev   = "ud/ewt/en_ewt-ud-dev.conllu"
	gumTrain = "ud/gum/en_gum-ud-train.free.conllu"
	gumDev   = "ud/gum/en_gum-ud-dev.conllu"
)

// Treebanks are the treebanks in a data folder. GUM's development documents are
// split by document: half to tune on, half kept apart.
type Treebanks struct {
	Train         []Sentence // EWT and GUM
	EWT           []Sentence // EWT dev
	GUM, KeptBack []Sentence // GUM dev, documents in turn
}

// ReadTreebanks reads the treebanks of a data folder.
func ReadTreebanks(dir string) (*Treebanks, error) {
	var parts [4][]Sentence
	for i, name := range []string{ewtTrain, gumTrain, ewtDev, gumDev} {
		s, err := ReadTreebank(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("reading treebanks: %w", err)
		}
		parts[i] = s
	}
	t := &Treebanks{Train: append(parts[0], parts[1]...), EWT: parts[2]}
	curl(t.Train)
	document, turn := "", 0
	for _, s := range parts[3] {
		if d := s.ID[:max(0, strings.LastIndexByte(s.ID, '-'))]; d != document {
			document, turn = d, turn+1
		}
		if turn%2 == 1 {
			t.GUM = append(t.GUM, s)
		} else {
			t.KeptBack = append(t.KeptBack, s)
		}
	}
	return t, nil
}

// dataFile describes a file for the manifest.
func dataFile(dir, name, use string) (core.DataFile, error) {
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return core.DataFile{}, err
	}
	sum := sha256.Sum256(b)
	return core.DataFile{Path: name, Bytes: int64(len(b)), SHA256: hex.EncodeToString(sum[:]), Use: use}, nil
}
