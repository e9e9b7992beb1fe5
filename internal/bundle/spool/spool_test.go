package spool

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestKeep(t *testing.T) {
	work := t.TempDir()
	s := New(work)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			want := fmt.Sprintf("picture %d", i)
			read, err := s.Keep([]byte(want))
			if err != nil {
				t.Error(err)
				return
			}
			for range 2 {
				if got, err := read(); err != nil || string(got) != want {
					t.Errorf("%q %v, want %q", got, err, want)
				}
			}
		})
	}
	wg.Wait()
	files, err := filepath.Glob(filepath.Join(work, "*", "*"))
	if err != nil || len(files) != 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if err := os.RemoveAll(work); err != nil { // no file is held open
		t.Fatal(err)
	}
	if _, err := s.Keep(nil); err == nil {
		t.Error("kept in a folder that is not there")
	}
}

func TestWhatIsGoneIsAnError(t *testing.T) {
	work := t.TempDir()
	read, err := New(work).Keep([]byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(work, "*"))
	if err := os.RemoveAll(files[0]); err != nil {
		t.Fatal(err)
	}
	if b, err := read(); err == nil {
		t.Errorf("read %q", b)
	}
}
