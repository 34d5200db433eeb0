package core

import "math"

// Weights of the linear tagger are stored in 8 bits on a logarithmic scale:
// most are small and a few are large, and both matter.

// steps of the scale: code k of 127 stands for (256^(k/127) − 1) / 255 of the
// largest weight.
var compand = func() (t [128]int16) {
	for k := range t {
		t[k] = int16(math.Round((math.Pow(256, float64(k)/127) - 1) / 255 * MaxTagWeight))
	}
	return t
}()

// Expand is the weight that a stored code stands for.
func Expand(code int8) int16 {
	if code == -128 {
		code = -127 // never written; a damaged file must not leave the table
	}
	if code < 0 {
		return -compand[-code]
	}
	return compand[code]
}

// Compress is the code nearest to weight w, where top is the largest weight.
func Compress(w, top float64) int8 {
	if top <= 0 {
		return 0
	}
	x := min(math.Abs(w)/top, 1)
	k := int8(math.Round(127 * math.Log(1+255*x) / math.Log(256)))
	if w < 0 {
		return -k
	}
	return k
}
