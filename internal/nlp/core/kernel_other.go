//go:build !amd64 && !arm64

package core

func vectorKernels() []*kernel { return nil }
