package words

import (
	"maps"
	"slices"
	"unicode/utf8"
)

// minShape is how long a word of a label is at least that is recognised by its
// shape, in bytes.
const minShape = 4

// shapeIndex finds words of the vocabulary whose letters look like those of a
// misread word: "Paticut" has the shape of "patient", "Surnamo" of "surname".
type shapeIndex map[string][]shaped

// shaped is a word of the vocabulary and its number.
type shaped struct {
	key string
	id  int
}

// alike are the letters that scanners take for each other, by the one that stands
// for all of them.
var alike = func() (m [utf8.RuneSelf]byte) {
	for i := range m {
		m[i] = byte(i)
	}
	for to, from := range map[byte]string{'e': "coa0", 'i': "l1jtfh", 'n': "ru", 'b': "68", 'g': "9q", 's': "5", 'v': "y", 'z': "2"} {
		for _, c := range []byte(from) {
			m[c] = to
		}
	}
	return m
}()

// pairs of letters that scanners read as one letter or as another pair.
var pairsAlike = map[string]byte{"rn": 'm', "nn": 'm', "cl": 'd', "ol": 'd', "vv": 'w'}

// appendShape appends the shape of a word.
func appendShape(dst, key []byte) []byte {
	for i := 0; i < len(key); i++ {
		if i+1 < len(key) {
			if c := pairsAlike[string(key[i:i+2])]; c != 0 {
				dst = append(dst, c)
				i++
				continue
			}
		}
		if c := key[i]; c < utf8.RuneSelf {
			dst = append(dst, alike[c])
		} else {
			dst = append(dst, c)
		}
	}
	return dst
}

// shapeIndex makes the index of the words that are in of.
func (b *book) shapeIndex(of map[int]bool) shapeIndex {
	x := shapeIndex{}
	for _, key := range slices.Sorted(maps.Keys(b.ids)) {
		if id := b.ids[key]; of[id] && len(key) >= minShape {
			shape := string(appendShape(nil, []byte(key)))
			x[shape] = append(x[shape], shaped{key, id})
		}
	}
	return x
}

// find is the number of the word with the shape of key that differs from it in the
// fewest letters, a third of them at most; 0 for none. It uses buf.
func (x shapeIndex) find(key, buf []byte) int {
	if len(key) < minShape || len(key) > maxNear {
		return 0
	}
	if key[0] == 'o' || key[0] == '0' { // "Oate"
		key = append([]byte{'d'}, key[1:]...)
	}
	best, least := 0, max(1, len(key)/3)+1
	for _, w := range x[string(appendShape(buf[:0], key))] {
		if d := lettersApart(string(key), w.key); d < least {
			best, least = w.id, d
		}
	}
	return best
}

// lettersApart counts the letters to change, add or drop between two words of one shape.
func lettersApart(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		corner := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			corner, row[j] = row[j], min(corner+cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
