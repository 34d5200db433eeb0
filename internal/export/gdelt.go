package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
)

// gdeltColumns is the number of columns of a GDELT 2.0 event.
const gdeltColumns = 61

// WriteGDELT writes the events of PLOVEREvents in the columns of the GDELT 2.0
// event table: tab-separated, without a header. The first actor and the first
// recipient (or second actor) of an event are its two actors. What the register
// does not have stays empty: tone, coordinates, and the FIPS codes of places.
func WriteGDELT(w io.Writer, r *parley.Register) error {
	out := bufio.NewWriter(w)
	for _, e := range PLOVEREvents(r) {
		if _, err := fmt.Fprintln(out, strings.Join(gdeltRow(&e), "\t")); err != nil {
			return err
		}
	}
	return out.Flush()
}

// gdeltRow is e in columns, numbered as in the GDELT 2.0 codebook, from 0.
func gdeltRow(e *PLOVER) []string {
	row := make([]string, gdeltColumns)
	row[0] = gdeltID(e.ID)
	day := strings.ReplaceAll(e.Date, "-", "")
	row[1], row[2], row[3] = day, day[:6], day[:4]
	month, _ := strconv.Atoi(day[4:6])
	d, _ := strconv.Atoi(day[6:])
	year, _ := strconv.ParseFloat(day[:4], 64)
	row[4] = strconv.FormatFloat(year+float64(month*30+d)/365, 'f', 4, 64)
	second := e.Recipient
	if len(second) == 0 && len(e.Actor) > 1 {
		second = e.Actor[1:]
	}
	gdeltActor(row[5:15], e.Actor)
	gdeltActor(row[15:25], second)
	row[25] = "1"
	base := e.CAMEO
	if len(base) > 3 {
		base = base[:3]
	}
	row[26], row[27], row[28] = e.CAMEO, base, e.CAMEO[:2]
	if c, ok := code.CAMEO(e.CAMEO); ok {
		row[29] = strconv.Itoa(c.Quad)
		row[30] = strconv.FormatFloat(c.Goldstein, 'f', -1, 64)
	}
	row[31] = strconv.Itoa(len(e.Claims))
	row[32] = strconv.Itoa(max(e.Origins, 1))
	row[33] = strconv.Itoa(max(e.articles, 1))
	for _, at := range []int{35, 43, 51} {
		row[at] = "0" // no place matched
	}
	if e.Location != nil {
		row[51] = "1" // country
		if e.Location.Place != "" {
			row[51] = "4" // city of the world
		}
		row[52] = strings.Trim(clean(e.Location.Place)+", "+e.Location.Country, ", ")
	}
	if e.Cite != nil {
		if v, err := parley.ParseInterval(e.Cite.published); err == nil {
			if first, _, ok := v.Bounds(); ok {
				row[59] = first.Format("20060102150405")
			}
		}
		row[60] = clean(e.Cite.URL)
	}
	if row[59] == "" {
		row[59] = day + "000000"
	}
	return row
}

// gdeltActor fills the ten columns of an actor.
func gdeltActor(row []string, list []PLOVEREntity) {
	if len(list) == 0 {
		return
	}
	a := list[0]
	sector := a.Sector
	switch sector {
	case "UNO", "EUR", "IGO":
		sector = "IGO"
	}
	row[1] = strings.ToUpper(clean(a.Text))
	if len(a.Code) == 3 && a.Code != "IGO" && a.Code != "IMG" {
		row[2] = a.Code
	}
	if a.Own != "" && sector == "IGO" {
		row[3] = clean(a.Own)
	}
	row[7] = sector
	row[0] = row[2] + sector
	if row[3] != "" && len(row[3]) == 3 {
		row[0] = "IGO" + row[3]
	}
}

// clean takes out of a value what would part columns or rows.
func clean(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// gdeltID is a number for an ID: its last 60 bits.
func gdeltID(id string) string {
	hex := id[strings.LastIndexByte(id, '-')+1:]
	n, err := strconv.ParseUint(hex[:min(15, len(hex))], 16, 64)
	if err != nil {
		return "0"
	}
	return strconv.FormatUint(n, 10)
}
