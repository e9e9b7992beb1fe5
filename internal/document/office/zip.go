package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Limits of the parts of an office file, unpacked. A part that unpacks to more
// than maxRatio times its packed size, beyond the first megabytes, is a bomb.
const (
	maxPart    = 64 << 20
	maxEntries = 10_000
	maxRatio   = 200
	freeBytes  = 8 << 20
)

// parts are the members of an office file that is a zip.
type parts struct {
	files map[string]*zip.File
	names []string
}

func openParts(data []byte) (*parts, error) {
	// Counted first, for the reader allocates for every entry it meets.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return nil, fmt.Errorf("%w: %d parts inside", rendition.ErrTooLarge, n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	p := &parts{files: map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
			p.names = append(p.names, name)
		}
	}
	return p, nil
}

func (p *parts) has(name string) bool { return p.files[name] != nil }

// read unpacks one part. The size that the zip declares is not believed.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("%w: no %s inside", rendition.ErrDamaged, name)
	}
	if f.Flags&1 != 0 {
		return nil, rendition.ErrLocked
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", rendition.ErrDamaged, name, err)
	}
	defer r.Close()
	limit := min(int64(maxPart), max(int64(freeBytes), int64(min(f.CompressedSize64, maxPart))*maxRatio))
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%w: %s unpacks to more than %d MB", rendition.ErrTooLarge, name, limit>>20)
	}
	if err != nil {
		return b, fmt.Errorf("%w: %s: %w", rendition.ErrDamaged, name, err)
	}
	return b, nil
}
