#include "textflag.h"

// func mul4x16(dst *int32, dstStride int, x *int16, xStride int, w *int16, steps int)
// Sums of 4 words × 16 outputs over steps of two inputs. Strides are in bytes.
TEXT ·mul4x16(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DX
	MOVQ dstStride+8(FP), R13
	MOVQ x+16(FP), SI
	MOVQ xStride+24(FP), R8
	MOVQ w+32(FP), DI
	MOVQ steps+40(FP), CX
	LEAQ (R8)(R8*2), R9
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

mul4loop:
	VMOVDQU (DI), Y8
	VMOVDQU 32(DI), Y9
	VPBROADCASTD (SI), Y10
	VPBROADCASTD (SI)(R8*1), Y11
	VPMADDWD Y8, Y10, Y12
	VPMADDWD Y9, Y10, Y13
	VPMADDWD Y8, Y11, Y14
	VPMADDWD Y9, Y11, Y15
	VPADDD Y12, Y0, Y0
	VPADDD Y13, Y1, Y1
	VPADDD Y14, Y2, Y2
	VPADDD Y15, Y3, Y3
	VPBROADCASTD (SI)(R8*2), Y10
	VPBROADCASTD (SI)(R9*1), Y11
	VPMADDWD Y8, Y10, Y12
	VPMADDWD Y9, Y10, Y13
	VPMADDWD Y8, Y11, Y14
	VPMADDWD Y9, Y11, Y15
	VPADDD Y12, Y4, Y4
	VPADDD Y13, Y5, Y5
	VPADDD Y14, Y6, Y6
	VPADDD Y15, Y7, Y7
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ mul4loop

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	ADDQ R13, DX
	VMOVDQU Y2, (DX)
	VMOVDQU Y3, 32(DX)
	ADDQ R13, DX
	VMOVDQU Y4, (DX)
	VMOVDQU Y5, 32(DX)
	ADDQ R13, DX
	VMOVDQU Y6, (DX)
	VMOVDQU Y7, 32(DX)
	VZEROUPPER
	RET

// func mul1x16(dst *int32, x *int16, w *int16, steps int)
// The same for one word.
TEXT ·mul1x16(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DX
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), DI
	MOVQ steps+24(FP), CX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

mul1loop:
	VPBROADCASTD (SI), Y10
	VPMADDWD (DI), Y10, Y12
	VPMADDWD 32(DI), Y10, Y13
	VPADDD Y12, Y0, Y0
	VPADDD Y13, Y1, Y1
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ mul1loop

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VZEROUPPER
	RET

// func dot16(n int, a, b *int16) int32
// n is a multiple of 16.
TEXT ·dot16(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	VPXOR Y0, Y0, Y0

dotloop:
	VMOVDQU (SI), Y1
	VPMADDWD (DI), Y1, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ dotloop

	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	MOVL AX, ret+24(FP)
	VZEROUPPER
	RET

DATA half<>+0(SB)/4, $0.5
GLOBL half<>(SB), RODATA|NOPTR, $4
DATA unit<>+0(SB)/4, $1.0
GLOBL unit<>(SB), RODATA|NOPTR, $4
DATA signless<>+0(SB)/4, $0x7fffffff
GLOBL signless<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $4096.0
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA oneInverse<>+0(SB)/4, $0.000244140625
GLOBL oneInverse<>(SB), RODATA|NOPTR, $4
DATA high<>+0(SB)/4, $32767.0
GLOBL high<>(SB), RODATA|NOPTR, $4
DATA low<>+0(SB)/4, $-32767.0
GLOBL low<>(SB), RODATA|NOPTR, $4

// func cell8(h int, sums *int32, input *int16, params, state *float32, out *int16)
// See cellPlain: the same operations in the same order, eight units at a time.
TEXT ·cell8(SB), NOSPLIT, $0-48
	MOVQ h+0(FP), CX
	MOVQ sums+8(FP), SI
	MOVQ input+16(FP), R8
	MOVQ params+24(FP), DI
	MOVQ state+32(FP), DX
	MOVQ out+40(FP), BX
	LEAQ (CX*4), R9       // from gate to gate
	LEAQ (R9)(R9*2), R10
	VBROADCASTSS half<>(SB), Y15
	VBROADCASTSS unit<>(SB), Y14
	VBROADCASTSS signless<>(SB), Y13
	VBROADCASTSS one<>(SB), Y12
	VBROADCASTSS high<>(SB), Y11
	VBROADCASTSS low<>(SB), Y10
	VBROADCASTSS oneInverse<>(SB), Y9

cellloop:
	TESTQ R8, R8
	JZ    projected
	VPMOVSXWD (R8), Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y9, Y0, Y0     // way around
	ADDQ $16, R8
	JMP  around

projected:
	VCVTDQ2PS (SI)(R10*1), Y0
	VMULPS 96(DI), Y0, Y0

around:
	VMOVUPS (DX), Y1      // state
	VCVTDQ2PS (SI), Y2
	VMULPS (DI), Y2, Y2   // x
	VCVTDQ2PS (SI)(R9*1), Y3
	VMULPS 32(DI), Y3, Y3
	VADDPS 192(DI), Y3, Y3
	VMULPS 128(DI), Y1, Y4
	VADDPS Y4, Y3, Y3     // into the forget gate
	VCVTDQ2PS (SI)(R9*2), Y5
	VMULPS 64(DI), Y5, Y5
	VADDPS 224(DI), Y5, Y5
	VMULPS 160(DI), Y1, Y4
	VADDPS Y4, Y5, Y5     // into the reset gate
	VANDPS Y13, Y3, Y4
	VADDPS Y14, Y4, Y4
	VDIVPS Y4, Y3, Y3
	VMULPS Y15, Y3, Y3
	VADDPS Y15, Y3, Y3    // forget
	VANDPS Y13, Y5, Y4
	VADDPS Y14, Y4, Y4
	VDIVPS Y4, Y5, Y5
	VMULPS Y15, Y5, Y5
	VADDPS Y15, Y5, Y5    // reset
	VSUBPS Y2, Y1, Y1
	VMULPS Y1, Y3, Y3
	VADDPS Y3, Y2, Y1     // new state
	VMOVUPS Y1, (DX)
	VSUBPS Y0, Y1, Y1
	VMULPS Y1, Y5, Y5
	VADDPS Y5, Y0, Y0
	VMULPS Y12, Y0, Y0
	VMINPS Y11, Y0, Y0
	VMAXPS Y10, Y0, Y0
	VCVTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (BX)
	ADDQ $32, SI
	ADDQ $256, DI
	ADDQ $32, DX
	ADDQ $16, BX
	SUBQ $8, CX
	JNZ cellloop
	VZEROUPPER
	RET

// func sumRows64(score *int16, table *int16, rows *uint32, n int)
// Adds up n rows of 64.
TEXT ·sumRows64(SB), NOSPLIT, $0-32
	MOVQ score+0(FP), DX
	MOVQ table+8(FP), SI
	MOVQ rows+16(FP), DI
	MOVQ n+24(FP), CX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3

rowloop:
	MOVL (DI), AX
	SHLQ $7, AX
	VPADDW (SI)(AX*1), Y0, Y0
	VPADDW 32(SI)(AX*1), Y1, Y1
	VPADDW 64(SI)(AX*1), Y2, Y2
	VPADDW 96(SI)(AX*1), Y3, Y3
	ADDQ $4, DI
	DECQ CX
	JNZ rowloop

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, 64(DX)
	VMOVDQU Y3, 96(DX)
	VZEROUPPER
	RET

// func activate8(n int, out *int16, sums *int32, scale, bias *float32, slope, one, top float32)
// See activatePlain; n is a multiple of 8, slope at most 1.
TEXT ·activate8(SB), NOSPLIT, $0-52
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DX
	MOVQ sums+16(FP), SI
	MOVQ scale+24(FP), DI
	MOVQ bias+32(FP), BX
	VBROADCASTSS slope+40(FP), Y15
	VBROADCASTSS one+44(FP), Y14
	VBROADCASTSS top+48(FP), Y13
	VXORPS Y12, Y12, Y12
	VSUBPS Y13, Y12, Y12

activateloop:
	VCVTDQ2PS (SI), Y0
	VMULPS (DI), Y0, Y0
	VADDPS (BX), Y0, Y0
	VMULPS Y15, Y0, Y1
	VMAXPS Y1, Y0, Y0
	VMULPS Y14, Y0, Y0
	VMINPS Y13, Y0, Y0
	VMAXPS Y12, Y0, Y0
	VCVTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DX)
	ADDQ $16, DX
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, BX
	SUBQ $8, CX
	JNZ activateloop
	VZEROUPPER
	RET

// func affine8(n int, out *float32, sums *int32, scale, bias *float32)
// n is a multiple of 8.
TEXT ·affine8(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DX
	MOVQ sums+16(FP), SI
	MOVQ scale+24(FP), DI
	MOVQ bias+32(FP), BX

affineloop:
	VCVTDQ2PS (SI), Y0
	VMULPS (DI), Y0, Y0
	VADDPS (BX), Y0, Y0
	VMOVUPS Y0, (DX)
	ADDQ $32, DX
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, BX
	SUBQ $8, CX
	JNZ affineloop
	VZEROUPPER
	RET
