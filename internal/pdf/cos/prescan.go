package cos

import (
	"bytes"
	"io"
)

// prescan is what one pass over a file's bytes tells before the library reads
// it. It knows nothing of structure, so that no structure can deceive it: it
// counts what may be an object and finds what may be an offset of a table.
type prescan struct {
	numbers numberScan
	loose   int
	// header is where %PDF- stands, -1 for nowhere; offsets count from there
	// in files with something before it.
	header int64
	// start is the offset after the last startxref, -1 for none.
	start int64
	// tables are the offsets at which a cross-reference table may stand.
	tables map[int64]bool
	// hidden tells that an offset stands farther from its key than is looked.
	hidden bool
}

const (
	scanWindow = 1 << 18
	// scanReach is how far behind its key an offset may stand.
	scanReach = 1 << 12
	// maxCandidates bounds the offsets: one for each time that a file was saved.
	maxCandidates = 5000
)

// look reads the file from its beginning.
func look(rs io.ReadSeeker) (*prescan, error) {
	if _, err := rs.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	s := &prescan{numbers: numberScan{first: -1, second: -1}, header: -1, start: -1, tables: map[int64]bool{0: true}}
	window := make([]byte, 0, scanWindow+scanReach)
	for at, end := int64(0), false; !end; {
		had := len(window)
		n, err := io.ReadFull(rs, window[had:had+scanWindow])
		window = window[:had+n]
		switch end = err == io.EOF || err == io.ErrUnexpectedEOF; {
		case err != nil && !end:
			return nil, err
		case !s.count(window[had:]):
			return nil, errNumber
		case s.loose > maxAnyone:
			return nil, ErrSwamped
		}
		done := len(window)
		if !end {
			done = max(0, len(window)-scanReach)
		}
		s.find(window, done, at)
		if s.hidden || len(s.tables) > maxCandidates {
			return nil, errTables
		}
		at += int64(done)
		window = append(window[:0], window[done:]...)
	}
	if s.loose > maxLoose {
		return nil, errObjects
	}
	return s, nil
}

// count counts the objects that begin in b; false where a number is too large.
func (s *prescan) count(b []byte) bool {
	for _, c := range b {
		begins, over := s.numbers.add(c)
		if over {
			return false
		}
		if begins {
			s.loose++
		}
	}
	return true
}

// find notes the offsets whose keys begin in the first done bytes of window,
// which stands at the given place of the file.
func (s *prescan) find(window []byte, done int, at int64) {
	if i := bytes.Index(window, []byte("%PDF-")); i >= 0 && i < done && s.header < 0 {
		s.header = at + int64(i)
	}
	for i := 0; ; {
		next := bytes.Index(window[i:], []byte("startxref"))
		if next < 0 || i+next >= done {
			break
		}
		i += next + len("startxref")
		s.start = -1
		if n, _, ok := s.offset(window[i:]); ok {
			s.start = n
			s.tables[n] = true
		}
	}
	for i := 0; ; {
		next := bytes.IndexByte(window[i:], '/')
		if next < 0 || i+next >= done {
			break
		}
		i += next + 1
		key, length := nameIn(window[i:])
		if key != "Prev" && key != "XRefStm" {
			continue
		}
		if n, after, ok := s.offset(window[i+length:]); ok && !isRest(after) {
			s.tables[n] = true
		}
	}
}

// nameIn reads a name (7.3.5) without its slash; "" where it is longer than
// any that is looked for.
func nameIn(b []byte) (name string, length int) {
	var out []byte
	for length < len(b) && !isSpace(b[length]) && !isDelimiter(b[length]) {
		c := b[length]
		if c == '#' && length+2 < len(b) && isHex(b[length+1]) && isHex(b[length+2]) {
			c = unhex(b[length+1])<<4 | unhex(b[length+2])
			length += 2
		}
		length++
		if out = append(out, c); len(out) > len("XRefStm") {
			return "", length
		}
	}
	return string(out), length
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// offset is offsetIn; it notes where there is nothing but white space.
func (s *prescan) offset(b []byte) (n int64, after []byte, ok bool) {
	n, after, ok = offsetIn(b)
	s.hidden = s.hidden || len(after) == 0 && len(b) >= scanReach/2
	return n, after, ok
}

// offsetIn reads an integer behind white space and comments.
func offsetIn(b []byte) (n int64, after []byte, ok bool) {
	s := contentScan{b: b}
	s.skipSpace()
	b = bytes.TrimPrefix(b[s.i:], []byte("+"))
	i := 0
	for ; i < len(b) && b[i] >= '0' && b[i] <= '9' && n < 1<<40; i++ {
		n = n*10 + int64(b[i]-'0')
	}
	return n, b[i:], i > 0
}

// isRest tells whether b makes a reference of the number before it.
func isRest(b []byte) bool {
	if len(b) == 0 || !isSpace(b[0]) {
		return false
	}
	_, b, ok := offsetIn(b)
	if !ok || len(b) == 0 || !isSpace(b[0]) {
		return false
	}
	b = bytes.TrimLeft(b, " \t\r\n\f")
	return len(b) > 1 && b[0] == 'R' && (isSpace(b[1]) || isDelimiter(b[1]))
}

// adrift tells whether the file does not say where its table is.
func (s *prescan) adrift(rs io.ReadSeeker, size int64) bool {
	if s.start <= 0 || s.start >= size {
		return true
	}
	for _, at := range []int64{s.start, s.start + max(s.header, 0)} {
		var b [64]byte
		if _, err := rs.Seek(at, io.SeekStart); err != nil {
			return true
		}
		n, _ := io.ReadFull(rs, b[:])
		start := bytes.TrimLeft(b[:n], " \t\r\n\f\x00")
		if bytes.HasPrefix(start, []byte("xref")) || len(start) > 0 && start[0] >= '0' && start[0] <= '9' {
			return false
		}
	}
	return true
}

// numberScan remembers the last two numbers and the letters since. It finds
// "<number> <generation> obj", and numbers beyond what PDF allows: a few bytes
// can name an object of number 2147483647 and make a reader fill a table up to
// it.
type numberScan struct {
	first, second int64 // -1: none
	digits        bool
	number        int64
	word          [4]byte
	letters       int
}

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
