package places_test

import (
	"fmt"
	"github.com/parley-register/parley/internal/eval/places"
	"os"
	"testing"
)

func TestX(t *testing.T) {
	for _, f := range []string{"TR-News", "lgl"} {
		docs, err := places.Load("/work/shared/data/places/" + f + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		r, err := places.Run(docs)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(f)
		r.Table(os.Stdout)
		o, _ := os.Create("/tmp/pe_" + f + ".tsv")
		r.List(o)
		o.Close()
	}
}
