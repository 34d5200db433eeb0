//go:build !amd64

package train

const fast = false

func gemm6x16(int, *float32, int, int, *float32, int, *float32, int) { panic("no kernel") }
func gemm1x16(int, *float32, int, *float32, int, *float32)           { panic("no kernel") }
func dotAVX(int, *float32, *float32) float32                         { panic("no kernel") }
func axpyAVX(int, float32, *float32, *float32)                       { panic("no kernel") }
