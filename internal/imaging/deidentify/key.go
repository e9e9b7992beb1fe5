package deidentify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// Key is the secret from which new UIDs, the code of the person and the shift of
// dates are made: the same for all files of a case, and never written anywhere.
type Key struct{ secret []byte }

// KeyOf makes a key of a secret of the user's.
func KeyOf(secret []byte) Key { return newKey("secret", string(secret)) }

// KeyOfFiles makes a key of the files of a case, by their digests in any order:
// only who has every one of those files can make it.
func KeyOfFiles(digests []string) Key {
	sorted := slices.Clone(digests)
	slices.Sort(sorted)
	return newKey("files", slices.Compact(sorted)...)
}

func newKey(kind string, parts ...string) Key {
	sum := sha256.New()
	for _, p := range append([]string{"medbundle deidentify", kind}, parts...) {
		fmt.Fprintf(sum, "%d:%s", len(p), p)
	}
	return Key{sum.Sum(nil)}
}

func (k Key) mac(use, value string) []byte {
	m := hmac.New(sha256.New, k.secret)
	fmt.Fprintf(m, "%s\x00%s", use, value)
	return m.Sum(nil)
}

// UID is the new UID for an old one. UIDs that the standard gives out
// (1.2.840.10008) name no person's things and stay.
func (k Key) UID(old string) string {
	if old == "" || old == standardRoot || strings.HasPrefix(old, standardRoot+".") {
		return old
	}
	return directory.DerivedUID(k.mac("uid", old))
}

const standardRoot = "1.2.840.10008"

// Person is the code that stands for a person's name and number. Who is told
// apart by what identity says; "" is the patient of the case.
func (k Key) Person(identity string) string {
	m := k.mac("person", identity)
	return fmt.Sprintf("PERSON-%X", m[:4])
}

// maxShift is by how many days dates are shifted at most.
const maxShift = 3650

// Days is by how many days dates are shifted back, from 30 to 3650.
func (k Key) Days() int {
	return 30 + int(binary.BigEndian.Uint32(k.mac("days", ""))%(maxShift-29))
}
