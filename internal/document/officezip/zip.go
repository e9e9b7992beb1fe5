// Package officezip reads the members of office files that are zips: Office Open
// XML (ECMA-376 Part 2) and OpenDocument (ODF 1.2 Part 3). What a member unpacks
// to is bounded.
package officezip

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// Limits of the parts of an office file, unpacked. A part that unpacks to more
// than maxRatio times its packed size, beyond the first megabytes, is a bomb.
const (
	// MaxEntries bounds the members of one file.
	MaxEntries = 10_000
	maxPart    = 64 << 20
	maxAll     = 1 << 30 // of all members together, as often as they are read
	maxRatio   = 200
	freeBytes  = 8 << 20
)

// File is an office file that is a zip.
type File struct {
	files map[string]*zip.File
	// Names are those of the members, sorted.
	Names []string
	left  int64 // bytes that may still be unpacked
}

// Open reads the directory of an office file.
func Open(data []byte) (*File, error) {
	// Counted first, for the reader allocates for every entry it meets.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxEntries {
		return nil, fmt.Errorf("%w: %d parts inside", rendition.ErrTooLarge, n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	p := &File{files: map[string]*zip.File{}, left: maxAll}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
			p.Names = append(p.Names, name)
		}
	}
	sort.Strings(p.Names)
	return p, nil
}

// Has tells whether there is a member of that name.
func (p *File) Has(name string) bool { return p.files[name] != nil }

// Read unpacks one member. The size that the zip declares is not believed.
func (p *File) Read(name string) ([]byte, error) {
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
	limit := min(p.left, int64(maxPart), max(int64(freeBytes), int64(min(f.CompressedSize64, maxPart))*maxRatio))
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	p.left = max(0, p.left-int64(len(b)))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%w: %s unpacks to more than %d MB", rendition.ErrTooLarge, name, limit>>20)
	}
	if err != nil {
		return b, fmt.Errorf("%w: %s: %w", rendition.ErrDamaged, name, err)
	}
	return b, nil
}

// Tree reads one member as XML; where it breaks off both a tree and an error are
// returned.
func (p *File) Tree(name string) (*xmltree.Node, error) {
	data, err := p.Read(name)
	if err != nil && (!errors.Is(err, rendition.ErrDamaged) || len(data) == 0) {
		return nil, err
	}
	n, perr := xmltree.Parse(data, xmltree.Limits{})
	switch {
	case errors.Is(perr, xmltree.ErrTooLarge):
		return nil, fmt.Errorf("%w: %s: %w", rendition.ErrTooLarge, name, perr)
	case perr != nil:
		return n, fmt.Errorf("%w: %s: %w", rendition.ErrDamaged, name, perr)
	}
	return n, err
}

// Relation is where one member points to: another, or a place outside.
type Relation struct {
	// Type is the last word of its type: "image", "hyperlink".
	Type     string
	Target   string
	External bool
}

// Relations are those of a member, by their id (ECMA-376 Part 2, 9.3). Targets
// inside are the full names of members.
func (p *File) Relations(member string) map[string]Relation {
	dir, base := path.Split(member)
	n, _ := p.Tree(dir + "_rels/" + base + ".rels")
	out := map[string]Relation{}
	for _, r := range n.Elements("Relationship") {
		kind := r.Attr("Type")
		x := Relation{Type: kind[strings.LastIndexByte(kind, '/')+1:], Target: r.Attr("Target"), External: r.Attr("TargetMode") == "External"}
		if !x.External {
			x.Target = strings.TrimPrefix(path.Join("/", dir, x.Target), "/")
			if strings.HasPrefix(r.Attr("Target"), "/") {
				x.Target = strings.TrimPrefix(path.Clean(r.Attr("Target")), "/")
			}
		}
		out[r.Attr("Id")] = x
	}
	return out
}

// Count is how many members have names that begin so.
func (p *File) Count(prefix string) (n int) {
	for _, name := range p.Names {
		if strings.HasPrefix(name, prefix) && !strings.HasSuffix(name, "/") {
			n++
		}
	}
	return n
}
