package collect

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/ledger"
)

// walker turns sources into items. It opens nothing but folders.
type walker struct {
	inv     *Inventory
	exclude map[string]bool   // cleaned absolute paths that are not part of the case
	seen    map[string]bool   // absolute paths listed already: sources may overlap
	taken   map[string]bool   // paths given to items already
	own     map[string]string // folders of this program's own, and why to pass them over
}

// walk lists every file of every source. A source that is not there is an
// error; a folder inside a source that cannot be read is a finding.
func (w *walker) walk(ctx context.Context, sources []string) error {
	names := prefixes(sources)
	for i, src := range sources {
		// A link that the user names is meant; a link found inside is not followed.
		real, err := filepath.EvalSymlinks(src)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", src, cause(err))
		}
		info, err := os.Stat(real)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", src, cause(err))
		}
		if !info.IsDir() {
			if !info.Mode().IsRegular() {
				return fmt.Errorf("cannot read %s: it is neither a file nor a folder", src)
			}
			if abs, err := filepath.Abs(real); err == nil && !w.seen[abs] {
				w.seen[abs] = true
				w.inv.files = append(w.inv.files, w.add(filepath.Base(src), real, info.Size()).Path)
			}
			continue
		}
		if manifest.IsBundle(real) {
			return fmt.Errorf("%s is a bundle that this program made: give the folder of the papers instead", src)
		}
		w.inv.folders = append(w.inv.folders, path.Clean(names[i]))
		if err := w.folder(ctx, real, names[i]); err != nil {
			return err
		}
	}
	sort.SliceStable(w.inv.Items, func(i, j int) bool { return w.inv.Items[i].Path < w.inv.Items[j].Path })
	return nil
}

func (w *walker) folder(ctx context.Context, root, prefix string) error {
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rel, relErr := filepath.Rel(root, p)
		if relErr != nil {
			return relErr
		}
		name := path.Join(prefix, filepath.ToSlash(rel))
		if err != nil {
			if p == root {
				return fmt.Errorf("cannot read %s: %w", root, cause(err))
			}
			w.unreadable(name, err)
			return skipIfDir(d)
		}
		if w.passedOver(p, d) {
			return skipIfDir(d)
		}
		return w.entry(name, p, d)
	})
}

func (w *walker) entry(name, p string, d fs.DirEntry) error {
	switch {
	case d.IsDir():
		w.enter(name, p)
		return nil
	case d.Type()&fs.ModeSymlink != 0:
		it := w.add(name, "", 0)
		it.settle(clinical.FateSetAside, "a link to another place, which is not followed")
		w.inv.find("link", clinical.SeverityWarning, it, "This is a link to another place; it was not followed",
			"Copy the file itself into the folder if it belongs to the case.")
		return nil
	case !d.Type().IsRegular():
		w.add(name, "", 0).settle(clinical.FateIgnored, "not a file (a device, socket or pipe)")
		return nil
	}
	info, err := d.Info()
	if err != nil {
		w.unreadable(name, err)
		return nil
	}
	it := w.add(name, p, info.Size())
	if why := w.inside(name); why != "" {
		it.settle(clinical.FateIgnored, why)
	}
	return nil
}

// enter remembers folders that this program made itself: what is in them is no
// part of the case.
func (w *walker) enter(name, p string) {
	switch {
	case leftBehind.MatchString(path.Base(name)):
		w.own[name] = "left behind by a run of this program that was interrupted"
	case manifest.IsBundle(p):
		w.own[name] = "part of an earlier bundle"
		w.inv.Findings = append(w.inv.Findings, clinical.Finding{Rule: "earlier-bundle", Severity: clinical.SeverityInfo, Path: name,
			Message: "This folder is an earlier bundle; it was not packed again", Fix: "Keep bundles beside the folder of papers, not in it."})
	case ledger.IsFolder(p):
		w.own[name] = "letters of this program that ask for records"
	}
}

// inside says why a file in a folder of this program's own is passed over.
func (w *walker) inside(name string) string {
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if why := w.own[dir]; why != "" {
			return why
		}
	}
	return ""
}

// leftBehind is how folders are called in which a bundle is being written.
var leftBehind = regexp.MustCompile(`^\..+\.(partial-\d+-\d+|old)$`)

// add lists a file once, under a path that no other item has.
func (w *walker) add(name, local string, size int64) *Item {
	name = strings.ToValidUTF8(name, "_") // so that the name can be written into a case file
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; w.taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
	w.taken[name] = true
	it := &Item{Input: clinical.Input{Path: name, Size: size}, Local: local}
	w.inv.Items = append(w.inv.Items, it)
	return it
}

func (w *walker) unreadable(name string, err error) {
	it := w.add(name, "", 0)
	unreadable(w.inv, it, err)
}

func unreadable(inv *Inventory, it *Item, err error) {
	it.Local = ""
	it.settle(clinical.FateSetAside, "this computer refused to read it: "+cause(err).Error())
	inv.find("unreadable", clinical.SeverityError, it, "This computer refused to read it: "+cause(err).Error(),
		"Check the file's permissions or copy it again, then run the command again.")
}

// passedOver tells whether p is not part of the case (the bundle being
// written) or was listed already under another source.
func (w *walker) passedOver(p string, d fs.DirEntry) bool {
	abs, err := filepath.Abs(p)
	if err != nil {
		return false
	}
	if w.exclude[abs] {
		return true
	}
	if d.IsDir() {
		return false
	}
	again := w.seen[abs]
	w.seen[abs] = true
	return again
}

func skipIfDir(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// prefixes gives each source a name under which its files are listed: none for
// a single source or a file, else the folder's own base name, made unique.
func prefixes(sources []string) []string {
	out := make([]string, len(sources))
	if len(sources) == 1 {
		return out
	}
	seen := map[string]int{}
	for i, s := range sources {
		if info, err := os.Stat(s); err == nil && !info.IsDir() {
			continue
		}
		abs, err := filepath.Abs(s)
		if err != nil {
			abs = s
		}
		base := strings.Trim(filepath.ToSlash(filepath.Base(abs)), "/.")
		if base == "" {
			base = "source"
		}
		seen[base]++
		if n := seen[base]; n > 1 {
			base = fmt.Sprintf("%s (%d)", base, n)
		}
		out[i] = base
	}
	return out
}

// cause strips the operation and the path that the os package puts before the
// reason: messages name the file in their own words.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
