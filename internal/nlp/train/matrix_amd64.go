package train

import "golang.org/x/sys/cpu"

var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func gemm6x16(k int, a *float32, ars, acs int, b *float32, ldb int, c *float32, ldc int)

//go:noescape
func gemm1x16(k int, a *float32, acs int, b *float32, ldb int, c *float32)

//go:noescape
func dotAVX(n int, a, b *float32) float32

//go:noescape
func axpyAVX(n int, alpha float32, x, y *float32)
