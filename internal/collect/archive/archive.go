// Package archive opens the containers that records come in: zip, tar, gzip, 7z
// and images of discs (ISO 9660). It hands out members one after another, in the
// order in which they lie, and never writes, follows or runs anything. Names
// come out as clean relative paths, whatever stands in the container.
package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// The reasons why a container or one of its members cannot be read. Errors of
// this package wrap one of them; their text is a sentence for the person who
// sent the file.
var (
	ErrDamaged     = errors.New("it is damaged or cut off")
	ErrLocked      = errors.New("it is locked with a password")
	ErrUnsupported = errors.New("it is packed in a way that this program cannot open")
	ErrTooMany     = errors.New("it holds more files than any real download does")
)

// Kind is what a member is.
type Kind int

// The kinds of members. Folders are not members.
const (
	File   Kind = iota
	Link        // a hard or symbolic link; where it leads is not even read
	Device      // a device, pipe or socket
)

// Member is one entry of a container. It is valid until visit returns.
type Member struct {
	// Name is a clean relative path with slashes, in UTF-8 (NFC). Two members may
	// share one.
	Name string
	Kind Kind
	// Size is the size in bytes that the container claims, or -1.
	Size int64
	// Packed is the number of bytes that the member takes in the container, or 0
	// where that cannot be told.
	Packed int64

	ctx  context.Context
	open func() (io.Reader, error)
}

// Open reads the member's bytes. Its errors, and those of the reader, wrap one
// of this package's or are those of the context.
func (m *Member) Open() (io.Reader, error) {
	if m.Kind != File || m.open == nil {
		return nil, ErrUnsupported
	}
	r, err := m.open()
	if err != nil {
		return nil, told(err)
	}
	return &guarded{ctx: m.ctx, r: r}, nil
}

// Source is one container.
type Source struct {
	io.ReaderAt
	Size int64
	// Name is the file's own name; Media its media type as document.Sniff told it.
	Name, Media string
}

// Options of Walk.
type Options struct {
	// Passwords are tried on locked containers, in their order.
	Passwords []string
	// MaxMembers bounds how many entries, folders too, a container may list.
	MaxMembers int
}

type format struct {
	noun string
	walk func(*walk) error
}

var formats = map[string]format{
	"application/zip":             {"zip", walkZip},
	"application/x-tar":           {"tar archive", walkTar},
	"application/gzip":            {"gz archive", walkGzip},
	"application/x-7z-compressed": {"7z archive", walkSevenZip},
	"application/x-iso9660-image": {"disc image", walkISO},
}

// Noun is what people call containers of a media type, "" for what is none that
// this package opens.
func Noun(media string) string { return formats[media].noun }

// walk is the state of one Walk.
type walk struct {
	Source
	ctx   context.Context
	opt   Options
	seen  int
	visit func(*Member) error
}

// visitError marks an error of visit, so that it is not taken for one of the
// container.
type visitError struct{ err error }

func (e *visitError) Error() string { return e.err.Error() }

// Walk calls visit for every member. It returns visit's own error as it is; any
// other wraps one of this package's, or is the context's. Members that were
// visited before an error stand.
func Walk(ctx context.Context, src Source, opt Options, visit func(*Member) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%.80v)", ErrDamaged, p)
		}
	}()
	f, ok := formats[src.Media]
	if !ok {
		return ErrUnsupported
	}
	err = f.walk(&walk{Source: src, ctx: ctx, opt: opt, visit: visit})
	var v *visitError
	if errors.As(err, &v) {
		return v.err
	}
	return told(err)
}

// count counts one entry of a list.
func (w *walk) count() error {
	if w.seen++; w.opt.MaxMembers > 0 && w.seen > w.opt.MaxMembers {
		return ErrTooMany
	}
	return w.ctx.Err()
}

// member counts a member and has it visited.
func (w *walk) member(m *Member) error {
	if err := w.count(); err != nil {
		return err
	}
	m.ctx = w.ctx
	if err := w.visit(m); err != nil {
		return &visitError{err}
	}
	return nil
}

// told makes every error one of this package's: what a library says means
// nothing to the person who reads it.
func told(err error) error {
	for _, known := range []error{nil, ErrDamaged, ErrLocked, ErrUnsupported, ErrTooMany, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return err
		}
	}
	return ErrDamaged
}

// guarded lets no panic and no foreign error of a decoder out, and stops when
// the time is up.
type guarded struct {
	ctx context.Context
	r   io.Reader
}

func (g *guarded) Read(p []byte) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = 0, fmt.Errorf("%w (%.80v)", ErrDamaged, r)
		}
	}()
	if err := g.ctx.Err(); err != nil {
		return 0, err
	}
	n, err = g.r.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.EOF
	}
	return n, told(err)
}
