package staging

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

const bundleHead = "{\n  \"schema\": \"medbundle.manifest/1\"\n}\n"

func TestStageTakesNoPlaceThatIsTaken(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")

	for _, replace := range []bool{false, true} {
		write(t, filepath.Join(out, "mine.txt"), "mine")
		if _, err := New(out, replace); !errors.Is(err, ErrExists) {
			t.Errorf("a folder with a file in it, replace %v: %v", replace, err)
		}
	}
	os.RemoveAll(out)
	write(t, out, "a file")
	if _, err := New(out, true); !errors.Is(err, ErrExists) {
		t.Errorf("a file: %v", err)
	}
	os.Remove(out)
	write(t, filepath.Join(out, manifest.Name), bundleHead)
	if _, err := New(out, false); !errors.Is(err, ErrExists) {
		t.Errorf("a bundle without replace: %v", err)
	}
	s, err := New(out, true)
	if err != nil {
		t.Fatalf("a bundle with replace: %v", err)
	}
	write(t, filepath.Join(s.Dir, "NEW.TXT"), "new")
	if err := s.Publish(); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, "NEW.TXT")); err != nil {
		t.Error("the new bundle is not there")
	}
	entries, _ := os.ReadDir(parent)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestABundleIsNotReplacedWhereOtherFilesStandBesideIt(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	write(t, filepath.Join(out, manifest.Name), bundleHead)
	write(t, filepath.Join(out, "thesis.doc"), "years of work")
	if _, err := New(out, true); !errors.Is(err, ErrExists) {
		t.Errorf("%v", err)
	}
	write(t, filepath.Join(out, manifest.Name), "{\n  \"schema\": \"medbundle.manifest/1\", but not JSON")
	os.Remove(filepath.Join(out, "thesis.doc"))
	if _, err := New(out, true); !errors.Is(err, ErrExists) {
		t.Errorf("a manifest that is none: %v", err)
	}
}

func TestPublishIntoAnEmptyFolderAndDiscard(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	s, err := New(out, false)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Dir, "NEW.TXT"), "new")
	if err := s.Publish(); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, "NEW.TXT")); err != nil {
		t.Error(err)
	}
	gone := filepath.Join(parent, "gone")
	s, err = New(gone, false)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Dir, "NEW.TXT"), "new")
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(parent)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

// TestAnOldBundleIsPutBack walks the states in which a run that replaces a
// bundle by two renames can be killed.
func TestAnOldBundleIsPutBack(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	write(t, filepath.Join(oldName(out), manifest.Name), bundleHead)
	write(t, filepath.Join(oldName(out), "OLD.TXT"), "old")
	(&Stage{out: out, kind: bundles}).recoverOld()
	if _, err := os.Stat(filepath.Join(out, "OLD.TXT")); err != nil {
		t.Fatalf("the old bundle was not put back: %v", err)
	}
	write(t, filepath.Join(oldName(out), manifest.Name), bundleHead)
	(&Stage{out: out, kind: bundles}).recoverOld()
	if _, err := os.Stat(oldName(out)); !os.IsNotExist(err) {
		t.Error("the old bundle was not cleared away beside the new one")
	}
	// A folder of somebody's that only has the name is left alone.
	write(t, filepath.Join(oldName(out), "theirs.txt"), "x")
	(&Stage{out: out, kind: bundles}).recoverOld()
	if _, err := os.Stat(filepath.Join(oldName(out), "theirs.txt")); err != nil {
		t.Error("a folder that is no bundle was removed")
	}
}

func TestARunningBuildIsNotClearedAway(t *testing.T) {
	parent := t.TempDir()
	s, err := New(filepath.Join(parent, "out"), false)
	if err != nil {
		t.Fatal(err)
	}
	other, err := New(filepath.Join(parent, "out"), false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.Dir); err != nil {
		t.Error("the stage of a process that runs was removed")
	}
	other.Discard()
	s.Discard()
}
