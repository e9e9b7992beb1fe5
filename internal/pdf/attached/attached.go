package attached

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Limits bound what is taken out of one PDF.
type Limits struct {
	// Files is the number of files, Bytes what they hold together, unpacked.
	Files int
	Bytes int64
}

// DefaultLimits are generous for a portfolio of scans.
var DefaultLimits = Limits{Files: 500, Bytes: 512 << 20}

// maxName bounds a file's name, in runes, as file systems do.
const maxName = 200

// File is one file inside a PDF.
type File struct {
	// Name is its base name as the PDF has it; "" where it has none. It is for
	// people to read.
	Name string
	// Data are its bytes; Err says why they could not be had, or not all.
	Data []byte
	Err  error
}

// Errors of a File.
var (
	// ErrTooMany and ErrTooLarge: a limit was reached; what comes after is not looked at.
	ErrTooMany  = errors.New("more files are attached than are taken out")
	ErrTooLarge = errors.New("the attached files unpack to more than is allowed")
	// ErrDamaged: what is there cannot be unpacked to its end.
	ErrDamaged = errors.New("it is damaged")
	// ErrElsewhere: the PDF only says where the file was on another computer.
	ErrElsewhere = errors.New("its bytes are not in the PDF")
)

// Portfolio tells whether viewers show the document's files instead of its own
// pages (12.3.5).
func Portfolio(doc *cos.Document) bool { return doc.Dict(doc.Catalog()["Collection"]) != nil }

// Find calls f for each file inside doc, each once: first the list of embedded
// files in its order, then what else can be reached from the catalog. Files
// that an author has removed are still in some PDFs, and are not found. It
// ends early when f fails, with that error, or ctx ends.
func Find(ctx context.Context, doc *cos.Document, limits Limits, f func(File) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the reader stumbled: %.200v", r)
		}
	}()
	s := &search{ctx: ctx, doc: doc, left: limits, found: f, seen: map[int]bool{}, taken: map[int]bool{}}
	err = s.run()
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// search walks one document.
type search struct {
	ctx   context.Context
	doc   *cos.Document
	left  Limits
	found func(File) error
	seen  map[int]bool // objects that were visited, by number
	taken map[int]bool // streams that were handed out, by number
	steps int
}

// errEnough ends a search whose limits are reached; the last File says which.
var errEnough = errors.New("enough")

// file hands out the file of one specification (7.11.3). name is what the list
// calls it; it counts where the specification is silent.
func (s *search) file(spec cos.Dict, name string) error {
	embedded := s.doc.Dict(spec["EF"])
	if embedded == nil {
		return nil
	}
	out := File{Name: s.name(spec, name)}
	ref, ok := s.stream(embedded)
	if ok && s.taken[int(ref.ObjectNumber)] {
		return nil
	}
	if s.left.Files--; s.left.Files < 0 {
		return errors.Join(s.found(File{Err: ErrTooMany}), errEnough)
	}
	if !ok {
		out.Err = ErrElsewhere
		return s.found(out)
	}
	s.taken[int(ref.ObjectNumber)] = true
	out.Data, out.Err = s.unpack(ref)
	if err := s.found(out); err != nil {
		return err
	}
	if errors.Is(out.Err, ErrTooLarge) {
		return errEnough
	}
	return nil
}

// stream is the file's stream; the keys name the same file for different
// systems, and are the same in most cases.
func (s *search) stream(embedded cos.Dict) (cos.Ref, bool) {
	for _, key := range []string{"UF", "F", "Unix", "Mac", "DOS"} {
		ref, ok := embedded[key].(cos.Ref)
		if _, isStream := s.doc.Stream(ref); ok && isStream {
			return ref, true
		}
	}
	return cos.Ref{}, false
}

// maxFile bounds, in bytes, one file; it is unpacked in memory.
const maxFile = 256 << 20

func (s *search) unpack(ref cos.Ref) ([]byte, error) {
	stream, _ := s.doc.Stream(ref)
	limit := min(s.left.Bytes, maxFile)
	data, err := cos.Decode(stream, limit)
	switch {
	case errors.Is(err, cos.ErrTooLong):
		return nil, ErrTooLarge
	case err != nil:
		return nil, ErrDamaged
	}
	s.left.Bytes -= int64(len(data))
	if said := s.doc.Int(s.doc.Dict(stream.Dict["Params"])["Size"], 0); len(data) < said && !s.doc.Whole(stream) {
		return data, ErrDamaged
	}
	return data, nil
}

// name is the base name of the file.
func (s *search) name(spec cos.Dict, listed string) string {
	for _, key := range []string{"UF", "F", "Unix", "Mac", "DOS"} {
		if name := Base(s.doc.Text(spec[key])); name != "" {
			return name
		}
	}
	return Base(listed)
}

// Base is the last part of a path of any system, fit to be shown: without
// control characters and not longer than names are.
func Base(path string) string {
	path = strings.TrimRight(path, `/\`)
	if i := strings.LastIndexAny(path, `/\`); i >= 0 {
		path = path[i+1:]
	}
	path = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(path, ""))
	path = strings.TrimSpace(path)
	if path == "." || path == ".." {
		return ""
	}
	if runes := []rune(path); len(runes) > maxName {
		path = shortened(runes)
	}
	return path
}

// shortened cuts a name in its middle, so that its ending stays.
func shortened(name []rune) string {
	const ending = 12
	return string(name[:maxName-ending-1]) + "…" + string(name[len(name)-ending:])
}
