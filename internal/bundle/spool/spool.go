// Package spool keeps previews on the disk between the moment when they are drawn and
// those when the packet and the web pages take them, so that the memory of a run does not
// grow with the number of studies.
package spool

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/medbundle/medbundle/internal/bundle/staging"
)

// Spool is a private folder of files that nobody but its owner knows by name. Its
// methods may be called at the same time.
type Spool struct {
	work string

	mu  sync.Mutex
	dir string
	n   int
}

// New makes a spool in the folder work, whose owner removes it.
func New(work string) *Spool { return &Spool{work: work} }

// Keep writes b down and returns what reads it again, as often as it is wanted.
func (s *Spool) Keep(b []byte) (func() ([]byte, error), error) {
	name, err := s.next()
	if err == nil {
		err = os.WriteFile(name, b, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot keep a preview in the work folder: %w", staging.Cause(err))
	}
	return func() ([]byte, error) {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("cannot read a preview in the work folder: %w", staging.Cause(err))
		}
		return b, nil
	}, nil
}

// next names a file that is not there yet.
func (s *Spool) next() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		dir, err := os.MkdirTemp(s.work, "previews-")
		if err != nil {
			return "", err
		}
		s.dir = dir
	}
	s.n++
	return filepath.Join(s.dir, fmt.Sprintf("%08d.jpg", s.n)), nil
}
