package cos

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

const (
	// maxNumber is the largest object number of ISO 32000-1, Annex C.
	maxNumber = 8388607
	// maxObjects bounds how many objects a table may announce.
	maxObjects = 4_000_000
	// maxObjectStreams bounds, in bytes, what all object streams of a file
	// may inflate to.
	maxObjectStreams = 512 << 20
	// maxContent bounds, in bytes, the decoded content of one page.
	maxContent = 128 << 20
	// maxPages bounds the page tree.
	maxPages = 200_000
	maxDepth = 100
)

var errNumber = errors.New("an object number is larger than PDF allows")

// checkNumbers looks through the file for "<number> <generation> obj" and for
// a trailer's /Size beyond what PDF allows. A few bytes can name an object of
// number 2147483647 and make a reader fill a table up to it.
func checkNumbers(rs io.ReadSeeker) error {
	if _, err := rs.Seek(0, io.SeekStart); err != nil {
		return err
	}
	var s numberScan
	r := bufio.NewReaderSize(rs, 1<<16)
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if s.add(b) {
			return errNumber
		}
	}
}

// numberScan remembers the last two numbers and the letters since.
type numberScan struct {
	first, second int64 // -1: none
	digits        bool
	number        int64
	word          [4]byte
	letters       int
}

func (s *numberScan) add(b byte) (over bool) {
	if b >= '0' && b <= '9' {
		if !s.digits {
			s.first, s.second, s.number, s.digits = s.second, -1, 0, true
		}
		if s.number <= maxNumber {
			s.number = s.number*10 + int64(b-'0')
		}
		s.second, s.letters = s.number, 0
		return false
	}
	s.digits = false
	if s.letters < len(s.word) && b > ' ' {
		s.word[s.letters] = b
		s.letters++
	} else if b > ' ' {
		s.first, s.second = -1, -1
	}
	if s.letters == 3 && string(s.word[:3]) == "obj" {
		return s.first > maxNumber
	}
	return false
}

// checkObjectStreams refuses files whose object streams inflate to more than
// their objects could need. Deflate shrinks at most by 1032, so that small
// files need no look.
func (d *Document) checkObjectStreams() error {
	var packed int64
	for _, e := range d.ctx.Table {
		if s, ok := e.Object.(types.ObjectStreamDict); ok {
			packed += int64(len(s.Raw))
		}
	}
	if packed < maxObjectStreams/1032 {
		return nil
	}
	left := int64(maxObjectStreams)
	for _, e := range d.ctx.Table {
		s, ok := e.Object.(types.ObjectStreamDict)
		if !ok {
			continue
		}
		s.Content = nil
		b, err := s.DecodeLengthWithLimit(-1, left)
		if left -= int64(len(b)); err != nil || left <= 0 {
			return fmt.Errorf("its object streams inflate to more than %d MB", maxObjectStreams>>20)
		}
	}
	return nil
}
