package bundle

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// Problem is one way in which a bundle is not whole.
type Problem struct {
	// Rule is stable: "missing-file", "extra-file", "changed-file", "sums",
	// "manifest", "account", "dicomdir", "packet", "name".
	Rule string `json:"rule"`
	// Path is the file of the bundle that is concerned.
	Path    string `json:"path"`
	Message string `json:"message"`
}

// ErrNoBundle tells that a folder holds no bundle at all.
var ErrNoBundle = errors.New("there is no bundle here (no MANIFEST.JSON)")

// maxManifest bounds the size of a manifest in bytes: one with 200,000 inputs
// has about 100 MB.
const maxManifest = 128 << 20

// maxEntries bounds what decoding a manifest may cost in memory, by its commas.
const maxEntries = 6_000_000

// Verify proves a bundle from the disk alone: every file is there and none
// besides, with its hash; the account of inputs adds up; the DICOMDIR and the
// scans refer to each other; the packet's pages, bookmarks and links are those
// of the manifest. An empty list means that it is whole. The error tells that
// there was no bundle to look at, or is ctx's.
func Verify(ctx context.Context, dir string) ([]Problem, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // a link to a bundle is as good as its folder
	}
	v := &verifier{dir: dir}
	if _, err := os.Lstat(filepath.Join(dir, manifest.Name)); err != nil {
		return v.withoutManifest(err)
	}
	if err := v.walk(); err != nil {
		return nil, err
	}
	if v.readManifest() {
		if err := v.files(ctx); err != nil {
			return nil, err
		}
		v.names()
		v.sums()
		v.account()
		if v.sound(DirectoryName) {
			v.directory()
		}
		if v.sound(PacketName) {
			v.packet(ctx)
		}
	}
	sort.SliceStable(v.problems, func(i, j int) bool {
		a, b := v.problems[i], v.problems[j]
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		return a.Message < b.Message
	})
	return v.problems, ctx.Err()
}

type verifier struct {
	dir      string
	onDisk   map[string]int64 // path to size
	manifest manifest.Manifest
	raw      []byte
	listed   map[string]manifest.File

	mu       sync.Mutex
	problems []Problem
}

func (v *verifier) fault(rule, path, format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.problems = append(v.problems, Problem{rule, path, fmt.Sprintf(format, args...)})
}

// sound tells whether a file is there, listed, and has its hash. What was changed
// is reported as changed, and nobody gets to read more of it.
func (v *verifier) sound(path string) bool {
	_, onDisk := v.onDisk[path]
	_, listed := v.listed[path]
	return onDisk && listed && !slices.ContainsFunc(v.problems, func(p Problem) bool { return p.Path == path })
}

// withoutManifest tells a bundle that lost its manifest from a folder that
// never was one.
func (v *verifier) withoutManifest(err error) ([]Problem, error) {
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("cannot read %s: %w", v.dir, staging.Cause(err))
	}
	if _, err := os.Lstat(filepath.Join(v.dir, SumsName)); err != nil {
		return nil, fmt.Errorf("%s: %w", v.dir, ErrNoBundle)
	}
	v.fault("missing-file", manifest.Name, "the file is missing")
	return v.problems, nil
}

// walk lists what is on the disk. Anything but a plain file or a folder is a
// problem, and so is an empty folder: nothing in a bundle is either.
func (v *verifier) walk() error {
	v.onDisk = map[string]int64{}
	return filepath.WalkDir(v.dir, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(v.dir, p)
		rel = filepath.ToSlash(rel)
		switch {
		case err != nil && p == v.dir:
			return fmt.Errorf("cannot read %s: %w", v.dir, staging.Cause(err))
		case err != nil:
			v.fault("missing-file", rel, "cannot be read: %v", staging.Cause(err))
			return fs.SkipDir
		case d.IsDir():
			if entries, err := os.ReadDir(p); err == nil && len(entries) == 0 {
				v.fault("extra-file", rel, "an empty folder that is not part of the bundle")
			}
		case !d.Type().IsRegular():
			v.fault("extra-file", rel, "not a plain file")
		default:
			info, err := d.Info()
			if err != nil {
				v.fault("missing-file", rel, "cannot be read: %v", staging.Cause(err))
				return nil
			}
			v.onDisk[rel] = info.Size()
		}
		return nil
	})
}

func (v *verifier) readManifest() bool {
	if v.onDisk[manifest.Name] > maxManifest {
		v.fault("manifest", manifest.Name, "is larger than any manifest is")
		return false
	}
	f, err := plainfile.Open(filepath.Join(v.dir, manifest.Name))
	if err != nil {
		v.fault("manifest", manifest.Name, "cannot be read: %v", staging.Cause(err))
		return false
	}
	defer f.Close()
	v.raw, err = readOf(f, v.onDisk[manifest.Name])
	if err != nil {
		v.fault("manifest", manifest.Name, "cannot be read: %v", staging.Cause(err))
		return false
	}
	if bytes.Count(v.raw, []byte(",")) > maxEntries {
		v.fault("manifest", manifest.Name, "has more entries than any manifest has")
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(v.raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v.manifest); err != nil {
		v.fault("manifest", manifest.Name, "is not a manifest: %v", err)
		return false
	}
	if canonical, err := manifest.Encode(v.manifest); err != nil || !bytes.Equal(canonical, v.raw) && v.manifest.Schema == manifest.Schema {
		v.fault("manifest", manifest.Name, "is not written as the format demands: something was added or written twice")
	}
	if v.manifest.Schema != manifest.Schema {
		v.fault("manifest", manifest.Name, "is of the format %q; this program reads %q", v.manifest.Schema, manifest.Schema)
		return false
	}
	v.listed = map[string]manifest.File{}
	for _, x := range v.manifest.Files {
		if _, twice := v.listed[x.Path]; twice {
			v.fault("manifest", manifest.Name, "lists %s twice", x.Path)
		}
		v.listed[x.Path] = x
	}
	return true
}

// files holds every file on the disk against the manifest's size and hash.
func (v *verifier) files(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(2, runtime.NumCPU()))
	for _, x := range v.manifest.Files {
		size, ok := v.onDisk[x.Path]
		switch {
		case !ok:
			v.fault("missing-file", x.Path, "the file is missing")
		case size != x.Size:
			v.fault("changed-file", x.Path, "the file has %d bytes instead of %d", size, x.Size)
		default:
			g.Go(func() error {
				sum, err := sumFile(filepath.Join(v.dir, filepath.FromSlash(x.Path)))
				if err != nil {
					v.fault("missing-file", x.Path, "cannot be read: %v", staging.Cause(err))
				} else if sum != x.SHA256 {
					v.fault("changed-file", x.Path, "the content was changed: its hash is %s… instead of %s…", sum[:12], head(x.SHA256, 12))
				}
				return ctx.Err()
			})
		}
	}
	for path := range v.onDisk {
		if _, ok := v.listed[path]; !ok && path != manifest.Name && path != SumsName {
			v.fault("extra-file", path, "the file is not part of the bundle")
		}
	}
	if _, ok := v.onDisk[SumsName]; !ok {
		v.fault("missing-file", SumsName, "the file is missing")
	}
	return g.Wait()
}

func sumFile(path string) (string, error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := plainfile.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func readPlain(path string, size int64) ([]byte, error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readOf(f, size)
}

// readOf reads at most size bytes into as many: manifests and lists of hashes of large
// discs have tens of megabytes.
func readOf(r io.Reader, size int64) ([]byte, error) {
	b := make([]byte, size)
	n, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return b[:n], err
}

func head(s string, n int) string { return s[:min(n, len(s))] }

func (v *verifier) names() {
	for path := range v.listed {
		if !LegalPath(path) {
			v.fault("name", path, "the name cannot stand on every disc")
		}
	}
}

// sums demands SHA256.TXT to be, byte for byte, what the manifest's list and
// the manifest's own hash make.
func (v *verifier) sums() {
	size, ok := v.onDisk[SumsName]
	if !ok {
		return // reported as missing, or as no plain file
	}
	sum := sha256.Sum256(v.raw)
	files := append([]manifest.File{{Path: manifest.Name, Size: int64(len(v.raw)), SHA256: hex.EncodeToString(sum[:])}}, v.manifest.Files...)
	sort.Slice(files, func(i, j int) bool { return files[i].Path < files[j].Path })
	var want bytes.Buffer
	if err := writeSums(&want, files); err != nil {
		return
	}
	if size != int64(want.Len()) {
		v.fault("sums", SumsName, "has %d bytes instead of %d", size, want.Len())
		return
	}
	got, err := readPlain(filepath.Join(v.dir, SumsName), size)
	if err != nil {
		v.fault("sums", SumsName, "cannot be read: %v", staging.Cause(err))
		return
	}
	if bytes.Equal(got, want.Bytes()) {
		return
	}
	gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want.Bytes(), []byte("\n"))
	if len(gotLines) != len(wantLines) {
		v.fault("sums", SumsName, "has %d lines instead of %d", len(gotLines)-1, len(wantLines)-1)
		return
	}
	for i, line := range wantLines {
		if bytes.Equal(line, gotLines[i]) {
			continue
		}
		if bytes.HasSuffix(line, []byte("  "+manifest.Name)) && bytes.HasSuffix(gotLines[i], []byte("  "+manifest.Name)) {
			v.fault("changed-file", manifest.Name, "does not have the hash that SHA256.TXT states: one of the two was changed")
			continue
		}
		v.fault("sums", SumsName, "line %d is not what the manifest says", i+1)
	}
}
