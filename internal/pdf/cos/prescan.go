package cos

import (
	"bytes"
	"errors"
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
	// careful makes it read byte by byte, whatever the file is like.
	careful bool
}

const (
	scanWindow = 1 << 18
	// scanReach is how far behind its key an offset may stand.
	scanReach = 1 << 12
	// maxCandidates bounds the offsets: one for each time that a file was saved.
	maxCandidates = 5000
)

// look reads the file from its beginning, and once more, byte by byte, where
// that does not tell where an object begins.
func look(rs io.ReadSeeker) (*prescan, error) {
	s, err := lookOnce(rs, false)
	if errors.Is(err, errFarBack) {
		return lookOnce(rs, true)
	}
	return s, err
}

func lookOnce(rs io.ReadSeeker, careful bool) (*prescan, error) {
	if _, err := rs.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	s := &prescan{numbers: newNumberScan(), careful: careful, header: -1, start: -1, tables: map[int64]bool{0: true}}
	window := make([]byte, 0, scanWindow+scanReach)
	for at, end := int64(0), false; !end; {
		had := len(window)
		n, err := io.ReadFull(rs, window[had:had+scanWindow])
		window = window[:had+n]
		if end = err == io.EOF || err == io.ErrUnexpectedEOF; err != nil && !end {
			return nil, err
		}
		if err := s.count(window, had, at == 0); err != nil {
			return nil, err
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

// find notes the offsets whose keys begin in the first done bytes of window,
// which stands at the given place of the file.
func (s *prescan) find(window []byte, done int, at int64) {
	if s.header < 0 {
		if i := bytes.Index(window, []byte("%PDF-")); i >= 0 && i < done {
			s.header = at + int64(i)
		}
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
		if i += next + 1; i < len(window) && window[i] != 'P' && window[i] != 'X' && window[i] != '#' {
			continue
		}
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
