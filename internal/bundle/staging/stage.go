// Package staging puts a folder at its place whole or not at all: it is written
// beside the place and renamed, or exchanged for an earlier one, when it is done.
package staging

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// ErrExists tells that something other than an empty folder stands where the
// bundle should go.
var ErrExists = errors.New("there is something there already")

// Stage is a private folder beside the place where the bundle will appear.
// Until Publish renames it, nothing stands at that place; a run that was killed
// leaves a Stage, which the next run to the same place removes.
type Stage struct {
	// Dir is where the bundle is being written.
	Dir string
	out string
	// replace allows an earlier folder of the kind at out to be replaced.
	replace bool
	kind    Kind
}

// Kind is a kind of folder that the program makes, and may replace.
type Kind struct {
	// Name is "bundle".
	Name string
	// Is tells whether a folder is of the kind.
	Is func(dir string) bool
	// Foreign finds a file in it that the program did not put there, "" where
	// there is none.
	Foreign func(dir string) (string, error)
}

var bundles = Kind{"bundle", manifest.IsBundle, manifest.Foreign}

// New makes a Stage for a bundle at out. It refuses a place that is taken:
// by anything but an empty folder, or, with replace, anything but a bundle.
func New(out string, replace bool) (*Stage, error) { return NewOf(bundles, out, replace) }

// NewOf makes a Stage for a folder of another kind.
func NewOf(kind Kind, out string, replace bool) (*Stage, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	s := &Stage{out: out, replace: replace, kind: kind}
	parent, base := filepath.Split(out)
	s.recoverOld()
	if err := s.placeIsFree(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", out, Cause(err))
	}
	removeStale(parent, stagePrefix(base))
	dir, err := os.MkdirTemp(parent, stagePrefix(base)+strconv.Itoa(os.Getpid())+"-")
	if err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", out, Cause(err))
	}
	s.Dir = dir
	return s, nil
}

func stagePrefix(base string) string { return "." + base + ".partial-" }

func (s *Stage) placeIsFree() error {
	info, err := os.Lstat(s.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("cannot write %s: %w", s.out, Cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s: %w", s.out, ErrExists)
	}
	entries, err := os.ReadDir(s.out)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", s.out, Cause(err))
	}
	if len(entries) == 0 {
		return nil
	}
	if s.replace && s.kind.Is(s.out) {
		foreign, err := s.kind.Foreign(s.out)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", s.out, Cause(err))
		}
		if foreign != "" {
			return fmt.Errorf("%s is not only a %s, %s is in it as well: %w", s.out, s.kind.Name, foreign, ErrExists)
		}
		return nil
	}
	return fmt.Errorf("%s: %w", s.out, ErrExists)
}

// NewWork makes a private folder for what a run unpacks, and removes those that
// killed runs left behind: they hold somebody's papers. The caller removes it.
func NewWork() (string, error) {
	const prefix = "medbundle-work-"
	removeStale(os.TempDir(), prefix)
	return os.MkdirTemp("", prefix+strconv.Itoa(os.Getpid())+"-")
}

// removeStale removes the folders that killed runs left behind: those whose name
// is the prefix and the number of a process that is gone.
func removeStale(parent, prefix string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), prefix)
		if !ok || !e.IsDir() {
			continue
		}
		pid, _, _ := strings.Cut(rest, "-")
		if n, err := strconv.Atoi(pid); err == nil && n > 0 && !processAlive(n) {
			os.RemoveAll(filepath.Join(parent, e.Name()))
		}
	}
}

// Publish puts the finished bundle at its place in one rename. An earlier
// bundle there is exchanged for it and then removed.
func (s *Stage) Publish() error {
	if err := s.placeIsFree(); err != nil {
		return err
	}
	if !s.kind.Is(s.out) {
		if err := os.Remove(s.out); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("cannot write %s: %w", s.out, Cause(err))
		}
		return s.rename()
	}
	return s.exchange()
}

func (s *Stage) rename() error {
	if err := os.Rename(s.Dir, s.out); err != nil {
		return fmt.Errorf("cannot write %s: %w", s.out, Cause(err))
	}
	s.Dir = ""
	return nil
}

// exchange swaps the new bundle with the old one in one step where the system
// can. Elsewhere the old one is moved to a name that recoverOld knows first.
func (s *Stage) exchange() error {
	if err := swap(s.Dir, s.out); err == nil {
		return nil // Discard removes the old bundle, which is in s.Dir now
	}
	old := oldName(s.out)
	if err := os.Rename(s.out, old); err != nil {
		return fmt.Errorf("cannot replace %s: %w", s.out, Cause(err))
	}
	if err := s.rename(); err != nil {
		return errors.Join(err, os.Rename(old, s.out))
	}
	return os.RemoveAll(old)
}

func oldName(out string) string {
	dir, base := filepath.Split(out)
	return filepath.Join(dir, "."+base+".old")
}

// recoverOld puts an earlier bundle back that a run was killed while replacing,
// or clears it away where the new one made it.
func (s *Stage) recoverOld() {
	old := oldName(s.out)
	if !s.kind.Is(old) {
		return
	}
	if _, err := os.Lstat(s.out); errors.Is(err, fs.ErrNotExist) {
		_ = os.Rename(old, s.out) // left as it is, the next run tries again
	} else if s.kind.Is(s.out) {
		os.RemoveAll(old)
	}
}

// Discard removes the stage, if it was not published.
func (s *Stage) Discard() error {
	if s.Dir == "" {
		return nil
	}
	return os.RemoveAll(s.Dir)
}

// Cause strips the operation and the path that the os package puts before
// the reason.
func Cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err
	}
	return err
}
