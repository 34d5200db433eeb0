package article

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

// Limits of a PDF.
const (
	maxPages  = 200
	maxGlyphs = 2_000_000
)

// Causes for which a PDF is refused.
var (
	ErrPDF      = errors.New("this PDF cannot be read; give parley its text as .txt")
	ErrScan     = errors.New("this PDF has no text layer; run it through OCR first, or give parley its text as .txt")
	ErrPDFPages = fmt.Errorf("this PDF has more than %d pages; give parley the pages of the article alone", maxPages)
)

// pdfText makes the document of a PDF with a text layer. The library may panic
// or run for long on broken files, so it works where it can be abandoned.
func pdfText(in *source.Input) (*parley.Document, error) {
	body := in.Capture.Body
	result := make(chan *parley.Document, 1)
	err := pdfWorkers.do(func() (err error) {
		defer func() {
			if recover() != nil {
				err = ErrPDF
			}
		}()
		d, err := readPDF(body)
		if err == nil {
			result <- d
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	d := <-result
	d.Language, d.Credit = language(d.Text), creditOf(d)
	return d, nil
}

func readPDF(body []byte) (*parley.Document, error) {
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrPDF, err)
	}
	if r.NumPage() > maxPages {
		return nil, ErrPDFPages
	}
	w := newBlockWriter()
	glyphs := 0
	for i := 1; i <= r.NumPage(); i++ {
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		text := p.Content().Text
		if glyphs += len(text); glyphs > maxGlyphs {
			return nil, ErrPDF
		}
		w.lines(pdfLines(text))
	}
	w.end()
	if len(w.blocks) == 0 {
		return nil, ErrScan
	}
	d := &parley.Document{Text: w.text.String(), Blocks: w.blocks}
	for i := range d.Blocks[:len(d.Blocks)-1] {
		b := &d.Blocks[i]
		if blockKind(d.Text[b.Start:b.End], source.Text) == parley.Heading && b.Len() > 3 {
			b.Kind = parley.Heading
		}
	}
	if first := d.Blocks[0]; first.Kind == parley.Heading {
		d.Title = d.Text[first.Start:first.End]
	}
	return d, nil
}

// pdfLine is the glyphs that stand on one line of a page.
type pdfLine struct {
	y, size float64
	text    string
}

// pdfLines puts the glyphs of a page into lines, from the top.
func pdfLines(glyphs []pdf.Text) []pdfLine {
	glyphs = slices.DeleteFunc(slices.Clone(glyphs), func(t pdf.Text) bool {
		return t.S == "" || math.IsNaN(t.X) || math.IsNaN(t.Y) || math.IsInf(t.X, 0) || math.IsInf(t.Y, 0)
	})
	slices.SortStableFunc(glyphs, func(a, b pdf.Text) int { return cmp.Compare(math.Round(b.Y), math.Round(a.Y)) })
	var lines []pdfLine
	for at := 0; at < len(glyphs); {
		end := at
		for end < len(glyphs) && math.Abs(glyphs[end].Y-glyphs[at].Y) <= max(1, glyphs[at].FontSize/3) {
			end++
		}
		row := glyphs[at:end]
		slices.SortStableFunc(row, func(a, b pdf.Text) int { return cmp.Compare(a.X, b.X) })
		var s strings.Builder
		for i, g := range row {
			if i > 0 {
				if gap := g.X - (row[i-1].X + row[i-1].W); gap > max(g.FontSize, 1)*.2 {
					s.WriteByte(' ')
				}
			}
			s.WriteString(g.S)
		}
		if text := oneLine(strings.ToValidUTF8(s.String(), "")); text != "" {
			lines = append(lines, pdfLine{row[0].Y, row[0].FontSize, text})
		}
		at = end
	}
	return lines
}

// lines writes lines as paragraphs: a wide gap or another size of type ends one,
// as does a full stop on a line that is shorter than the others.
func (w *blockWriter) lines(lines []pdfLine) {
	if len(lines) == 0 {
		return
	}
	var gaps []float64
	longest := 0
	for i := 1; i < len(lines); i++ {
		gaps = append(gaps, lines[i-1].y-lines[i].y)
	}
	for _, l := range lines {
		longest = max(longest, len(l.text))
	}
	slices.Sort(gaps)
	usual := 0.
	if len(gaps) > 0 {
		usual = gaps[len(gaps)/4] // most lines stand as near as they can
	}
	for i, l := range lines {
		if i > 0 {
			before := lines[i-1]
			short := endsSentence(before.text) && len(before.text) < longest*3/4
			if before.y-l.y > usual*1.4+1 || math.Abs(before.size-l.size) > 1 || short {
				w.end()
			}
		}
		text := l.text
		if cut, ok := strings.CutSuffix(text, "-"); ok && i+1 < len(lines) && startsLower(lines[i+1].text) {
			w.chars(cut) // a word that was parted at the end of the line
			continue
		}
		w.chars(text + " ")
	}
}

func startsLower(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }
