package cos

import (
	"bytes"
	"errors"
)

// errFarBack says that what stands before an "obj" does not stand close enough
// to it to be seen.
var errFarBack = errors.New("white space or digits without end")

// count counts the objects that begin in window from the place on up to which
// it was counted before. beginning tells that the file begins with the window.
// In a scan, most of whose bytes are picture data, one byte in some hundred is a
// j: looking back from there is many times as fast as reading forward.
func (s *prescan) count(window []byte, from int, beginning bool) error {
	for i := from; i < len(window); i++ {
		var begins, over bool
		seen := true
		if s.careful {
			begins, over = s.numbers.add(window[i])
		} else {
			next := bytes.IndexByte(window[i:], 'j')
			if next < 0 {
				break
			}
			i += next
			begins, over, seen = objectAt(window[:i])
		}
		switch {
		case !seen && !beginning:
			return errFarBack
		case over:
			return errNumber
		case begins:
			if s.loose++; s.loose > maxAnyone {
				return ErrSwamped
			}
		}
	}
	return nil
}

// objectAt tells whether "<number> <generation> ob" stands at the end of b, as
// numberScan sees it. seen is false where the beginning of b was reached before
// that could be told.
func objectAt(b []byte) (begins, over, seen bool) {
	rest, ok := bytes.CutSuffix(b, []byte("ob"))
	if !ok {
		return false, false, len(b) >= len("ob")
	}
	rest = withoutSpace(rest)
	if len(rest) == 0 || !isDigit(rest[len(rest)-1]) {
		return false, false, len(rest) > 0
	}
	rest, _ = numberBefore(rest)
	for range maxLetters { // which may stand right before the second number
		if n := len(rest); n > 0 && rest[n-1] > ' ' && !isDigit(rest[n-1]) {
			rest = rest[:n-1]
		}
	}
	rest = withoutSpace(rest)
	if len(rest) == 0 || !isDigit(rest[len(rest)-1]) {
		return false, false, len(rest) > 0
	}
	rest, over = numberBefore(rest)
	return true, over, len(rest) > 0
}

// withoutSpace cuts what counts for nothing from the end of b.
func withoutSpace(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// numberBefore cuts the digits from the end of b; over tells that they are a
// number beyond what PDF allows an object to have.
func numberBefore(b []byte) (rest []byte, over bool) {
	i := len(b)
	for i > 0 && isDigit(b[i-1]) {
		i--
	}
	n := int64(0)
	for _, c := range b[i:] {
		if n <= maxNumber {
			n = n*10 + int64(c-'0')
		}
	}
	return b[:i], n > maxNumber
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// maxLetters is how many letters may stand between two numbers, right before
// the second.
const maxLetters = 4

// numberScan remembers the last two numbers and the letters since. It finds
// "<number> <generation> obj", and numbers beyond what PDF allows: a few bytes
// can name an object of number 2147483647 and make a reader fill a table up to
// it.
type numberScan struct {
	first, second int64 // -1: none
	digits        bool
	number        int64
	word          [maxLetters]byte
	letters       int
}

func newNumberScan() numberScan { return numberScan{first: -1, second: -1} }

// add takes the next byte; begins tells that an object begins.
func (s *numberScan) add(b byte) (begins, over bool) {
	if b >= '0' && b <= '9' {
		if !s.digits {
			s.first, s.second, s.number, s.digits = s.second, -1, 0, true
		}
		if s.number <= maxNumber {
			s.number = s.number*10 + int64(b-'0')
		}
		s.second, s.letters = s.number, 0
		return false, false
	}
	s.digits = false
	if b <= ' ' {
		if s.letters > 0 { // a word ends here, and is not "obj"
			s.first, s.second = -1, -1
		}
		return false, false
	}
	if s.letters >= len(s.word) {
		s.first, s.second = -1, -1
		return false, false
	}
	s.word[s.letters] = b
	s.letters++
	if s.letters != 3 || string(s.word[:3]) != "obj" {
		return false, false
	}
	return s.first >= 0 && s.second >= 0, s.first > maxNumber
}
