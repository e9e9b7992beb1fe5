package cos

import (
	"bytes"
	"errors"
	"io"
	"sort"
	"strconv"
)

// longStream is how many bytes of data a stream has at least to be passed over.
const longStream = 16 << 10

// Skeleton shows the file rs, of size bytes, as if its long streams had one byte
// of data each: who only wants pages, links and bookmarks need not hold the
// pictures in memory. It knows streams whose dictionary ends in a direct
// /Length, as those of a Writer do, and leaves all others as they are; so it does
// with the streams that hold objects.
func Skeleton(rs io.ReadSeeker, size int64) (io.ReadSeeker, error) {
	s := &skeleton{ReadSeeker: rs}
	var window []byte
	buffer := make([]byte, 128<<10)
	for at, from := int64(0), int64(0); from < size; {
		if from-at+skeletonReach >= int64(len(window)) && at+int64(len(window)) < size {
			if _, err := rs.Seek(from, io.SeekStart); err != nil {
				return nil, err
			}
			n, err := io.ReadFull(rs, buffer)
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				return nil, err
			}
			at, window = from, buffer[:n]
		}
		head, length, found := streamHead(window[from-at:])
		switch {
		case found:
			s.passOver(from, window[from-at:][:head], length)
			from += int64(head) + min(length, size)
		case at+int64(len(window)) >= size:
			from = size
		default: // what is cut by the window's end stands in the next one
			from = max(from+1, at+int64(len(window))-skeletonReach)
		}
	}
	_, err := rs.Seek(0, io.SeekStart)
	return s, err
}

// skeletonReach is more than the longest dictionary of a stream that a Writer
// writes for itself, and than what streamHead looks at.
const skeletonReach = 512

// skeleton writes lengths of 1 over those that it knows.
type skeleton struct {
	io.ReadSeeker
	at      int64
	lengths []digits // in order
}

// digits is where a length stands in the file.
type digits struct {
	at    int64
	count int
}

var (
	streamKey = []byte(">>\nstream\n")
	lengthKey = []byte("/Length ")
)

// streamHead finds the first place in b behind which the data of a stream
// begins, and the length of that.
func streamHead(b []byte) (head int, length int64, found bool) {
	for from := 0; ; {
		i := bytes.Index(b[from:], streamKey)
		if i < 0 {
			return 0, 0, false
		}
		end := from + i
		from = end + len(streamKey)
		rest, _ := numberBefore(b[:end])
		if !bytes.HasSuffix(rest, lengthKey) {
			continue
		}
		if length, err := strconv.ParseInt(string(b[len(rest):end]), 10, 62); err == nil {
			return from, length, true
		}
	}
}

// passOver notes a stream that begins at the place from, with its head, unless
// it is short or holds objects.
func (s *skeleton) passOver(from int64, head []byte, length int64) {
	dict := head[max(0, len(head)-skeletonReach):]
	if length < longStream || bytes.Contains(dict, []byte("/ObjStm")) || bytes.Contains(dict, []byte("/XRef")) {
		return
	}
	end := len(head) - len(streamKey)
	rest, _ := numberBefore(head[:end])
	s.lengths = append(s.lengths, digits{from + int64(len(rest)), end - len(rest)})
}

// Read implements io.Reader.
func (s *skeleton) Read(p []byte) (int, error) {
	n, err := s.ReadSeeker.Read(p)
	i := sort.Search(len(s.lengths), func(i int) bool { return s.lengths[i].at+int64(s.lengths[i].count) > s.at })
	for ; i < len(s.lengths) && s.lengths[i].at < s.at+int64(n); i++ {
		for k := range s.lengths[i].count {
			digit := byte('0')
			if k == s.lengths[i].count-1 {
				digit = '1'
			}
			if at := s.lengths[i].at + int64(k) - s.at; at >= 0 && at < int64(n) {
				p[at] = digit
			}
		}
	}
	s.at += int64(n)
	return n, err
}

// Seek implements io.Seeker.
func (s *skeleton) Seek(offset int64, whence int) (int64, error) {
	at, err := s.ReadSeeker.Seek(offset, whence)
	if err == nil {
		s.at = at
	}
	return at, err
}
