package plainfile

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestOpenTakesPlainFilesOnly(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.txt")
	if err := os.WriteFile(plain, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(plain)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(f); err != nil || string(b) != "text" {
		t.Errorf("%q, %v", b, err)
	}
	f.Close()
	if _, err := Open(filepath.Join(dir, "nowhere")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nowhere: %v", err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrNotPlain) {
		t.Errorf("a folder: %v", err)
	}
	link := filepath.Join(dir, "link")
	if os.Symlink(plain, link) == nil {
		if _, err := Open(link); !errors.Is(err, ErrNotPlain) {
			t.Errorf("a link: %v", err)
		}
	}
	pipe := filepath.Join(dir, "pipe")
	if exec.Command("mkfifo", pipe).Run() == nil {
		if _, err := Open(pipe); !errors.Is(err, ErrNotPlain) { // it must not wait for a writer
			t.Errorf("a pipe: %v", err)
		}
	}
}
