package core

import "math"

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

// roundEven rounds |x| < 2²² to the nearest integer, ties to even.
func roundEven(x float32) int32 {
	const magic = 3 << 22
	return int32(math.Float32bits(float32(x+magic))) - 0x4b400000
}
