package bundle

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/pdi"
	"github.com/medbundle/medbundle/internal/bundle/readme"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/bundle/webindex"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// fileSetID names the DICOM file-set (PS3.3 F.3.2.1); it tells nothing of the patient.
const fileSetID = "MEDBUNDLE"

// Write writes the bundle into the stage and verifies it from the disk. The
// caller publishes the stage. Progress, which may be nil, is told after each copy.
func (p *Plan) Write(ctx context.Context, stage *staging.Stage, progress func(done, total int)) (*manifest.Manifest, error) {
	w := &writer{root: stage.Dir}
	if err := w.copyAll(ctx, p.Copies, progress); err != nil {
		return nil, err
	}
	if err := p.writeDirectory(w); err != nil {
		return nil, err
	}
	if len(p.Directory) > 0 {
		if err := pdi.Write(w.create, p.site()); err != nil {
			return nil, err
		}
	}
	if err := p.writePacket(ctx, w); err != nil {
		return nil, err
	}
	m := p.account(nil)
	if err := w.create(IndexName, func(f io.Writer) error { return webindex.Write(f, &m) }); err != nil {
		return nil, err
	}
	if err := w.create(ReadmeName, func(f io.Writer) error { return readme.Write(f, &m) }); err != nil {
		return nil, err
	}
	m.Files = w.sorted()
	text, err := manifest.Encode(m)
	if err != nil {
		return nil, err
	}
	if err := w.create(manifest.Name, func(f io.Writer) error { _, err := f.Write(text); return err }); err != nil {
		return nil, err
	}
	text = nil // it has many megabytes for a large disc, and is read back below
	if err := w.create(SumsName, func(f io.Writer) error { return writeSums(f, w.sorted()) }); err != nil {
		return nil, err
	}
	problems, err := Verify(ctx, stage.Dir)
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("the bundle did not come out whole and was thrown away: %s: %s", problems[0].Path, problems[0].Message)
	}
	return &m, nil
}

// writeDirectory writes the DICOMDIR where there are scans. Values that it had
// to invent become findings: they stand in the DICOMDIR only.
func (p *Plan) writeDirectory(w *writer) error {
	if len(p.Directory) == 0 {
		return nil
	}
	var inventions []imaging.Invention
	err := w.create(DirectoryName, func(f io.Writer) (err error) {
		inventions, err = imaging.WriteDirectory(f, fileSetID, p.Directory)
		return err
	})
	if err != nil || len(inventions) == 0 {
		return err
	}
	attrs := map[string]int{}
	for _, inv := range inventions {
		attrs[inv.Attribute]++
		p.invented = append(p.invented, manifest.Invention{File: inv.FileID, Attribute: inv.Attribute, Value: inv.Value, Reason: inv.Reason})
	}
	var list []string
	for a, n := range attrs {
		list = append(list, fmt.Sprintf("%s (%d)", a, n))
	}
	sort.Strings(list)
	p.Findings = append(p.Findings, clinical.Finding{
		Rule: "dicomdir-invented", Severity: clinical.SeverityInfo, Path: DirectoryName,
		Message: "The scans lack values that a DICOMDIR must have; they were filled in there and nowhere else: " + strings.Join(list, ", ") + "; the manifest lists each",
	})
	clinical.SortFindings(p.Findings)
	return nil
}

// writer writes files below root and remembers what it wrote.
type writer struct {
	root  string
	mu    sync.Mutex
	files []manifest.File
	dirs  map[string]bool
}

func (w *writer) sorted() []manifest.File {
	sort.Slice(w.files, func(i, j int) bool { return w.files[i].Path < w.files[j].Path })
	return append([]manifest.File{}, w.files...)
}

// writeBuffers are used again from file to file.
var writeBuffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 256<<10) }}

// create writes one file and hashes it on the way.
func (w *writer) create(path string, fill func(io.Writer) error) error {
	_, err := w.write(path, fill)
	return err
}

func (w *writer) write(path string, fill func(io.Writer) error) (manifest.File, error) {
	full := filepath.Join(w.root, filepath.FromSlash(path))
	if err := w.folder(filepath.Dir(full)); err != nil {
		return manifest.File{}, err
	}
	f, err := os.OpenFile(full, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return manifest.File{}, fmt.Errorf("cannot write %s: %w", path, staging.Cause(err))
	}
	hw := &hashing{to: f, sum: sha256.New()}
	buf := writeBuffers.Get().(*bufio.Writer)
	buf.Reset(hw)
	err = fill(buf)
	if ferr := buf.Flush(); err == nil {
		err = ferr
	}
	buf.Reset(nil)
	writeBuffers.Put(buf)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return manifest.File{}, fmt.Errorf("cannot write %s: %w", path, staging.Cause(err))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	file := manifest.File{Path: path, Size: hw.n, SHA256: hex.EncodeToString(hw.sum.Sum(nil))}
	w.files = append(w.files, file)
	return file, nil
}

func (w *writer) folder(dir string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dirs[dir] {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("cannot write %s: %w", dir, staging.Cause(err))
	}
	if w.dirs == nil {
		w.dirs = map[string]bool{}
	}
	w.dirs[dir] = true
	return nil
}

// hashing counts and hashes what passes through.
type hashing struct {
	to  io.Writer
	sum hash.Hash
	n   int64
}

func (h *hashing) Write(b []byte) (int, error) {
	n, err := h.to.Write(b)
	h.sum.Write(b[:n])
	h.n += int64(n)
	return n, err
}

// copyAll copies the originals, a few at a time.
func (w *writer) copyAll(ctx context.Context, copies []Copy, progress func(done, total int)) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	var mu sync.Mutex
	done := 0
	for _, c := range copies {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.copy(c); err != nil {
				return err
			}
			if progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				progress(done, len(copies))
			}
			return nil
		})
	}
	return g.Wait()
}

// copy copies one original and holds what it read against what was first
// hashed: a file that changed meanwhile must not be packed under old findings.
func (w *writer) copy(c Copy) error {
	src, err := plainfile.Open(c.Local)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", c.Name, staging.Cause(err))
	}
	defer src.Close()
	if len(c.Prefix) == 0 && c.Skip == 0 { // the bytes written are those read: one hash tells
		file, err := w.write(c.Path, func(f io.Writer) error { _, err := plainfile.Copy(f, src); return err })
		if err == nil && (file.Size != c.Size || file.SHA256 != c.SHA256) {
			err = fmt.Errorf("cannot write %s: %w", c.Path, c.moved())
		}
		return err
	}
	in := &hashing{to: io.Discard, sum: sha256.New()}
	return w.create(c.Path, func(f io.Writer) error {
		if _, err := f.Write(c.Prefix); err != nil {
			return err
		}
		if _, err := io.CopyN(in, src, c.Skip); err != nil {
			return err
		}
		in.to = f
		if _, err := plainfile.Copy(in, src); err != nil {
			return err
		}
		if in.n != c.Size || hex.EncodeToString(in.sum.Sum(nil)) != c.SHA256 {
			return c.moved()
		}
		return nil
	})
}

// moved is the error for an original that is no longer what it was.
func (c *Copy) moved() error {
	return fmt.Errorf("%s changed while the bundle was being made; run the command again", c.Name)
}

// writeSums writes SHA256.TXT as `sha256sum` does.
func writeSums(f io.Writer, files []manifest.File) error {
	for _, x := range files {
		if _, err := fmt.Fprintf(f, "%s  %s\n", x.SHA256, x.Path); err != nil {
			return err
		}
	}
	return nil
}
