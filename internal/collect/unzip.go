package collect

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// Limits bound what the zips of one case may unpack to.
type Limits struct {
	Bytes   int64 // of all members together
	Members int   // of all zips together
	Depth   int   // of zips inside zips
	Ratio   int64 // unpacked to packed size of one member, above 64 MB
}

// DefaultLimits are generous for a hospital disc in a zip and small for a bomb.
var DefaultLimits = Limits{Bytes: 20 << 30, Members: 200_000, Depth: 3, Ratio: 300}

// unpacker copies the members of zips into the work folder, under numbers: no
// name from a zip ever becomes a name on this disk.
type unpacker struct {
	inv     *Inventory
	work    string
	limits  Limits
	bytes   int64
	members int
	files   int
	taken   map[string]bool
	mu      sync.Mutex // guards inv.Findings while items are hashed in parallel
}

func newUnpacker(inv *Inventory, opt Options) *unpacker {
	u := &unpacker{inv: inv, work: opt.Work, limits: opt.Limits, taken: map[string]bool{}}
	if u.limits == (Limits{}) {
		u.limits = DefaultLimits
	}
	return u
}

var errLimit = errors.New("it unpacks to more than any real download does")

// open lists and unpacks one zip. An error is one of the run (the disk is
// full); trouble with the zip is a finding.
func (u *unpacker) open(ctx context.Context, it *Item, depth int) error {
	if depth >= u.limits.Depth {
		u.refuse(it, "too-deep", "This zip lies inside too many other zips to be opened", "Unpack it yourself and put the files into the folder.")
		return nil
	}
	zr, err := zip.OpenReader(it.Local)
	if err != nil {
		u.refuse(it, "damaged", "This zip cannot be opened: the download may be cut off", "Download it again.")
		return nil
	}
	defer zr.Close()
	if locked(zr.File) {
		u.refuse(it, "locked", "This zip is locked with a password", "Unpack it yourself with the password and put the files into the folder.")
		return nil
	}
	it.settle(clinical.FateContainer, fmt.Sprintf("opened; %s inside", count(fileCount(zr.File), "file")))
	for _, f := range zr.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if err := u.member(it, f); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacker) refuse(it *Item, rule, message, fix string) {
	it.Trouble = &document.Trouble{Rule: rule, Severity: clinical.SeverityError, Message: message, Fix: fix}
}

// member makes an item of one member, unpacked or with the reason why not.
func (u *unpacker) member(outer *Item, f *zip.File) error {
	m := &Item{Input: clinical.Input{
		Path: u.unique(outer.Key(), memberPath(f)), Inside: outer.Key(), Size: int64(f.UncompressedSize64),
	}}
	u.inv.Items = append(u.inv.Items, m)
	u.members++
	if !f.Mode().IsRegular() {
		m.settle(clinical.FateIgnored, "a link inside a zip, which is not followed")
		return nil
	}
	if u.members > u.limits.Members {
		return u.stop(m, errLimit)
	}
	local, n, err := u.copyOut(f)
	var disk *diskError
	switch {
	case errors.As(err, &disk):
		return fmt.Errorf("cannot unpack %s: %w", outer.Path, disk.err)
	case err != nil:
		return u.stop(m, err)
	}
	m.Local, m.Size = local, n
	return nil
}

// stop sets a member aside that could not be unpacked.
func (u *unpacker) stop(m *Item, err error) error {
	m.settle(clinical.FateSetAside, "could not be unpacked: "+err.Error())
	u.inv.find("damaged", clinical.SeverityError, m, "This file inside a zip could not be unpacked: "+err.Error(),
		"Download the zip again, or unpack it yourself and put the files into the folder.")
	return nil
}

// diskError is trouble of this computer's disk, which ends the run.
type diskError struct{ err error }

func (e *diskError) Error() string { return e.err.Error() }

func (u *unpacker) copyOut(f *zip.File) (local string, n int64, err error) {
	r, err := f.Open()
	if err != nil {
		return "", 0, errors.New("the zip is damaged here")
	}
	defer r.Close()
	u.files++
	local = filepath.Join(u.work, fmt.Sprintf("m%07d", u.files))
	w, err := os.OpenFile(local, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, &diskError{cause(err)}
	}
	limit := u.limits.Bytes - u.bytes
	if byRatio := int64(f.CompressedSize64) * u.limits.Ratio; byRatio < limit {
		limit = max(byRatio, min(limit, 64<<20))
	}
	n, err = copyAtMost(w, r, limit)
	if closeErr := w.Close(); err == nil && closeErr != nil {
		err = &diskError{cause(closeErr)}
	}
	u.bytes += n
	if err != nil {
		os.Remove(local)
		return "", 0, err
	}
	return local, n, nil
}

// copyAtMost copies, tells trouble of the reader from trouble of the writer,
// and refuses to copy more than limit bytes.
func copyAtMost(w io.Writer, r io.Reader, limit int64) (n int64, err error) {
	buf := make([]byte, 256<<10)
	for {
		k, rerr := r.Read(buf)
		if n += int64(k); n > limit {
			return n, errLimit
		}
		if k > 0 {
			if _, werr := w.Write(buf[:k]); werr != nil {
				return n, &diskError{cause(werr)}
			}
		}
		if rerr == io.EOF {
			return n, nil
		}
		if rerr != nil {
			return n, errors.New("the zip is damaged here")
		}
	}
}

func locked(fs []*zip.File) bool {
	for _, f := range fs {
		if f.Flags&1 != 0 {
			return true
		}
	}
	return false
}

func fileCount(fs []*zip.File) int {
	n := 0
	for _, f := range fs {
		if !f.FileInfo().IsDir() {
			n++
		}
	}
	return n
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// memberPath is the member's name as a clean relative path with slashes. Names
// that are not UTF-8 are read as code page 437, which is what zip means then.
func memberPath(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !utf8.ValidString(name) {
		if s, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "_")
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if name == "" {
		return "member"
	}
	return name
}

// unique keeps two members of one zip from sharing a path.
func (u *unpacker) unique(inside, name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; u.taken[inside+"!/"+name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
	u.taken[inside+"!/"+name] = true
	return name
}
