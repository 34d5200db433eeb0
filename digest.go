package parley

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// Digest names content: the lower-case hexadecimal SHA-256 of its bytes.
type Digest string

// DigestOf is the digest of b.
func DigestOf(b []byte) Digest {
	sum := sha256.Sum256(b)
	return Digest(hex.EncodeToString(sum[:]))
}

// DigestOfFields is the digest of a list of fields. Each field is preceded by
// its length, so that no two different lists have the same encoding.
func DigestOfFields(fields ...string) Digest {
	h := sha256.New()
	var n [8]byte
	for _, f := range fields {
		binary.BigEndian.PutUint64(n[:], uint64(len(f)))
		h.Write(n[:])
		h.Write([]byte(f))
	}
	return Digest(hex.EncodeToString(h.Sum(nil)))
}

// ErrDigest is returned for a string that is not a digest.
var ErrDigest = errors.New("not a digest: 64 hexadecimal digits are needed")

// ParseDigest checks that s has the form of a digest.
func ParseDigest(s string) (Digest, error) {
	if len(s) != 2*sha256.Size {
		return "", fmt.Errorf("%q: %w", s, ErrDigest)
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return "", fmt.Errorf("%q: %w", s, ErrDigest)
		}
	}
	return Digest(s), nil
}

// Short is the first twelve digits, enough for a person to tell digests apart.
func (d Digest) Short() string { return string(d[:min(12, len(d))]) }
