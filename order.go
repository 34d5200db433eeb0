package parley

import (
	"fmt"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// pad renders n so that text order is number order.
func pad(n int) string { return fmt.Sprintf("%012d", n) }
