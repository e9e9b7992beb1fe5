package cos

import (
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// What a document may hold. The library keeps about a kilobyte of memory for
// an object, however short it is in the file, so that few bytes of a file could
// ask for gigabytes. The densest documents known, tagged down to the word, have
// some two hundred objects a page; medical records have under fifty.
const (
	// maxNumber is the largest object number of ISO 32000-1, Annex C.
	maxNumber = 8388607
	// maxObjects bounds the objects of a file, packed ones included.
	maxObjects = 400_000
	// maxLoose bounds the objects that stand in the file one by one. Where the
	// table is lost, each of them is looked for line by line.
	maxLoose = 250_000
	// maxAnyone bounds them for other readers too: PDFium takes a quarter of a
	// kilobyte for each.
	maxAnyone = 800_000
	// maxAdrift bounds them where the file does not say where its table is.
	maxAdrift = 50_000
	// maxObjectStreams bounds, in bytes, what all object streams of a file
	// may inflate to.
	maxObjectStreams = 64 << 20
	// maxTable bounds, in bytes, one cross-reference stream (7.5.8): an entry
	// has a type, an offset and an index. maxTables bounds all of a file.
	maxTable  = maxObjects * 24
	maxTables = 4 * maxTable
	// maxContent bounds, in bytes, the decoded content of one page.
	maxContent = 128 << 20
	// maxPages bounds the page tree.
	maxPages = 200_000
	maxDepth = 100
)

// ErrSwamped says that a file has so many objects that no reader is to open it.
var ErrSwamped = errors.New("it has far more objects than a document of pages needs")

var (
	errNumber  = errors.New("an object number is larger than PDF allows")
	errObjects = errors.New("it has more objects than a document of pages needs")
	errTables  = errors.New("its tables of objects unpack to more than its objects need")
	errReading = errors.New("its parts lie over each other, so that reading it takes far more than its size")
)

// packedCount bounds the objects of one object stream in a file of loose
// objects. Programs pack one or two hundred; a few put a whole document in one.
func packedCount(loose int) int {
	return min(max(1_000_000/max(loose, 1), 256), 100_000)
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

// meter bounds the work of reading: the library reads a place of the file once
// for each object that is said to be there, and each stream once for each
// object that is said to be it. What is asked for is charged, not what comes,
// for the library sets that much memory aside.
type meter struct {
	io.ReadSeeker
	bulk, small int64 // bytes left, of long reads and of short ones
}

// shortRead is the longest read that is made to look for something; longer
// ones fetch streams.
const shortRead = 4096

// newMeter allows several times what a file without its table takes, in which
// the library looks for every object and for the end of every stream.
func newMeter(rs io.ReadSeeker, size int64, loose int) *meter {
	return &meter{ReadSeeker: rs, bulk: 4*size + 16<<20, small: 24*size + 16<<20 + int64(loose)*4*shortRead}
}

// Read implements io.Reader; it fails when the work is spent.
func (m *meter) Read(p []byte) (int, error) {
	if len(p) > shortRead {
		m.bulk -= int64(len(p))
	} else {
		m.small -= shortRead
	}
	if m.spent() {
		return 0, errReading
	}
	return m.ReadSeeker.Read(p)
}

func (m *meter) spent() bool { return m.bulk < 0 || m.small < 0 }
