#include "textflag.h"

// The assembler has no name for the widening multiply-add, so it is written in
// numbers. SMLALE and SMLALE2 take one element of Vm: Vd.4S += Vn.4H · Vm.H[e],
// the second with the upper half of Vn; m < 16. SMLAL and SMLAL2 take vectors.
#define E0 0
#define E1 (1<<20)
#define E2 (2<<20)
#define E3 (3<<20)
#define E4 (1<<11)
#define E5 (1<<11 | 1<<20)
#define E6 (1<<11 | 2<<20)
#define E7 (1<<11 | 3<<20)
#define SMLALE(e, m, n, d) WORD $(0x0f402000 | e | m<<16 | n<<5 | d)
#define SMLALE2(e, m, n, d) WORD $(0x4f402000 | e | m<<16 | n<<5 | d)
#define SMLAL(m, n, d) WORD $(0x0e608000 | m<<16 | n<<5 | d)
#define SMLAL2(m, n, d) WORD $(0x4e608000 | m<<16 | n<<5 | d)

// One input of four words (V0–V3, element e) times 16 outputs (V4, V5).
#define INPUT4(e) \
	VLD1.P 32(R4), [V4.H8, V5.H8] \
	SMLALE(e, 0, 4, 16) \
	SMLALE2(e, 0, 4, 17) \
	SMLALE(e, 0, 5, 18) \
	SMLALE2(e, 0, 5, 19) \
	SMLALE(e, 1, 4, 20) \
	SMLALE2(e, 1, 4, 21) \
	SMLALE(e, 1, 5, 22) \
	SMLALE2(e, 1, 5, 23) \
	SMLALE(e, 2, 4, 24) \
	SMLALE2(e, 2, 4, 25) \
	SMLALE(e, 2, 5, 26) \
	SMLALE2(e, 2, 5, 27) \
	SMLALE(e, 3, 4, 28) \
	SMLALE2(e, 3, 4, 29) \
	SMLALE(e, 3, 5, 30) \
	SMLALE2(e, 3, 5, 31)

// One input of one word.
#define INPUT1(e) \
	VLD1.P 32(R4), [V4.H8, V5.H8] \
	SMLALE(e, 0, 4, 16) \
	SMLALE2(e, 0, 4, 17) \
	SMLALE(e, 0, 5, 18) \
	SMLALE2(e, 0, 5, 19)

// func mul4x16(dst *int32, dstStride int, x *int16, xStride int, w *int16, steps int)
// Sums of 4 words × 16 outputs. Strides are in bytes; a step is one input, and their number a multiple of 8.
TEXT ·mul4x16(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD dstStride+8(FP), R1
	MOVD x+16(FP), R2
	MOVD xStride+24(FP), R3
	MOVD w+32(FP), R4
	MOVD steps+40(FP), R5
	ADD R3, R2, R6
	ADD R3, R6, R7
	ADD R3, R7, R8
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16
	VEOR V24.B16, V24.B16, V24.B16
	VEOR V25.B16, V25.B16, V25.B16
	VEOR V26.B16, V26.B16, V26.B16
	VEOR V27.B16, V27.B16, V27.B16
	VEOR V28.B16, V28.B16, V28.B16
	VEOR V29.B16, V29.B16, V29.B16
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16

loop4:
	VLD1.P 16(R2), [V0.H8]
	VLD1.P 16(R6), [V1.H8]
	VLD1.P 16(R7), [V2.H8]
	VLD1.P 16(R8), [V3.H8]
	INPUT4(E0)
	INPUT4(E1)
	INPUT4(E2)
	INPUT4(E3)
	INPUT4(E4)
	INPUT4(E5)
	INPUT4(E6)
	INPUT4(E7)
	SUB $8, R5
	CBNZ R5, loop4

	VST1 [V16.S4, V17.S4, V18.S4, V19.S4], (R0)
	ADD R1, R0
	VST1 [V20.S4, V21.S4, V22.S4, V23.S4], (R0)
	ADD R1, R0
	VST1 [V24.S4, V25.S4, V26.S4, V27.S4], (R0)
	ADD R1, R0
	VST1 [V28.S4, V29.S4, V30.S4, V31.S4], (R0)
	RET

// func mul1x16(dst *int32, x *int16, w *int16, steps int)
// The same for one word.
TEXT ·mul1x16(SB), NOSPLIT, $0-32
	MOVD dst+0(FP), R0
	MOVD x+8(FP), R2
	MOVD w+16(FP), R4
	MOVD steps+24(FP), R5
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16

loop1:
	VLD1.P 16(R2), [V0.H8]
	INPUT1(E0)
	INPUT1(E1)
	INPUT1(E2)
	INPUT1(E3)
	INPUT1(E4)
	INPUT1(E5)
	INPUT1(E6)
	INPUT1(E7)
	SUB $8, R5
	CBNZ R5, loop1

	VST1 [V16.S4, V17.S4, V18.S4, V19.S4], (R0)
	RET

// func dot16(n int, a, b *int16) int32
// n is a multiple of 16.
TEXT ·dot16(SB), NOSPLIT, $0-28
	MOVD n+0(FP), R0
	MOVD a+8(FP), R1
	MOVD b+16(FP), R2
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16

dotloop:
	VLD1.P 32(R1), [V0.H8, V1.H8]
	VLD1.P 32(R2), [V2.H8, V3.H8]
	SMLAL(2, 0, 16)
	SMLAL2(2, 0, 17)
	SMLAL(3, 1, 16)
	SMLAL2(3, 1, 17)
	SUB $16, R0
	CBNZ R0, dotloop

	VADD V17.S4, V16.S4, V16.S4
	VADDV V16.S4, V16
	VMOV V16.S[0], R3
	MOVW R3, ret+24(FP)
	RET

// func sumRows64(score *int16, table *int16, rows *uint32, n int)
// Adds up n rows of 64.
TEXT ·sumRows64(SB), NOSPLIT, $0-32
	MOVD score+0(FP), R0
	MOVD table+8(FP), R1
	MOVD rows+16(FP), R2
	MOVD n+24(FP), R3
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16

rowloop:
	MOVWU.P 4(R2), R4
	ADD R4<<7, R1, R5
	VLD1.P 64(R5), [V0.H8, V1.H8, V2.H8, V3.H8]
	VLD1 (R5), [V4.H8, V5.H8, V6.H8, V7.H8]
	VADD V0.H8, V16.H8, V16.H8
	VADD V1.H8, V17.H8, V17.H8
	VADD V2.H8, V18.H8, V18.H8
	VADD V3.H8, V19.H8, V19.H8
	VADD V4.H8, V20.H8, V20.H8
	VADD V5.H8, V21.H8, V21.H8
	VADD V6.H8, V22.H8, V22.H8
	VADD V7.H8, V23.H8, V23.H8
	SUB $1, R3
	CBNZ R3, rowloop

	VST1.P [V16.H8, V17.H8, V18.H8, V19.H8], 64(R0)
	VST1 [V20.H8, V21.H8, V22.H8, V23.H8], (R0)
	RET
