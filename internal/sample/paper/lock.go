package paper

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
)

// Lock is the standard security handler of revision 6 (ISO 32000-2, section
// 7.6.4): AES-256, opened by a password. A real one draws its salts at random;
// this one derives them from the password, so that the file is the same twice.
type Lock struct {
	key                 []byte // encrypts the streams
	user, owner         []byte // /U and /O
	userKey, ownerKey   []byte // /UE and /OE
	permissions         uint32
	permissionsVerifier []byte // /Perms
}

// NewLock makes the lock that a password opens.
func NewLock(password string) *Lock {
	l := &Lock{key: derive(password, "file key", 32), permissions: 0xFFFFFFFC}
	l.user, l.userKey = l.wrap(password, "user", nil)
	l.owner, l.ownerKey = l.wrap(string(derive(password, "owner", 16)), "owner", l.user)
	l.permissionsVerifier = l.sealPermissions(derive(password, "perms", 4))
	return l
}

func derive(password, purpose string, n int) []byte {
	h := sha256.Sum256([]byte("medbundle sample/" + purpose + "/" + password))
	return h[:n]
}

// wrap computes the verifier and the wrapped file key of one password
// (Algorithms 8 and 9).
func (l *Lock) wrap(password, purpose string, user []byte) (verifier, wrapped []byte) {
	salts := derive(password, purpose+" salts", 16)
	verifier = append(hardenedHash(password, salts[:8], user), salts...)
	block, _ := aes.NewCipher(hardenedHash(password, salts[8:], user)) // 32 bytes, so no error
	wrapped = make([]byte, 32)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(wrapped, l.key)
	return verifier, wrapped
}

// hardenedHash is Algorithm 2.B: at least 64 rounds, until the last byte of a
// round's output is small enough.
func hardenedHash(password string, salt, user []byte) []byte {
	first := sha256.New()
	first.Write([]byte(password))
	first.Write(salt)
	first.Write(user)
	k := first.Sum(nil)
	for round := 0; ; round++ {
		k1 := bytes.Repeat(append(append([]byte(password), k...), user...), 64)
		block, _ := aes.NewCipher(k[:16])
		e := make([]byte, len(k1))
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, k1)
		k = nextHash(e)
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}

func nextHash(e []byte) []byte {
	sum := 0
	for _, b := range e[:16] {
		sum += int(b)
	}
	switch sum % 3 {
	case 0:
		h := sha256.Sum256(e)
		return h[:]
	case 1:
		h := sha512.Sum384(e)
		return h[:]
	}
	h := sha512.Sum512(e)
	return h[:]
}

// sealPermissions is Algorithm 10.
func (l *Lock) sealPermissions(filler []byte) []byte {
	p := binary.LittleEndian.AppendUint32(nil, l.permissions)
	p = append(p, 0xFF, 0xFF, 0xFF, 0xFF, 'T', 'a', 'd', 'b')
	p = append(p, filler...)
	block, _ := aes.NewCipher(l.key)
	out := make([]byte, 16)
	block.Encrypt(out, p)
	return out
}

// encryptStream is Algorithm 1.A, with a vector that the object number decides.
func (l *Lock) encryptStream(object int, data []byte) []byte {
	iv := sha256.Sum256(fmt.Appendf(nil, "%x/%d", l.key, object))
	pad := 16 - len(data)%16
	plain := append(append([]byte(nil), data...), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, _ := aes.NewCipher(l.key)
	out := make([]byte, 16+len(plain))
	copy(out, iv[:16])
	cipher.NewCBCEncrypter(block, iv[:16]).CryptBlocks(out[16:], plain)
	return out
}

func (l *Lock) dictionary() string {
	return fmt.Sprintf("<< /Filter /Standard /V 5 /R 6 /Length 256"+
		" /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"+
		" /U <%x> /O <%x> /UE <%x> /OE <%x> /P %d /Perms <%x> /EncryptMetadata true >>",
		l.user, l.owner, l.userKey, l.ownerKey, int32(l.permissions), l.permissionsVerifier)
}
