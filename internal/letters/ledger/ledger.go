// Package ledger reads and writes LETTERS.JSON, which lies beside the letters of
// `medbundle request` and says what each of them asks for, of whom.
package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// Name is the name of the file, and Schema its format.
const (
	Name   = "LETTERS.JSON"
	Schema = "medbundle.letters/1"
)

// Ledger says what the letters of a folder are.
type Ledger struct {
	Schema string `json:"schema"`
	// Date is the date of the letters.
	Date clinical.Date `json:"date"`
	// Country is where they ask: "US"; "" where that was not said.
	Country string   `json:"country,omitempty"`
	Letters []Letter `json:"letters"`
}

// Letter is one letter.
type Letter struct {
	// Name is the name of its files without their ending.
	Name string `json:"name"`
	// To is who is asked, "" where the letter has a line to fill.
	To string `json:"to"`
	// Items are ids of the checklist items that it asks for.
	Items []string `json:"items"`
	// Law decides when an answer is due: "us", "uk", "eu", "in" or "generic".
	Law   string        `json:"law"`
	Due   clinical.Date `json:"due,omitzero"`
	Files []string      `json:"files"`
}

// What a ledger may hold: it may have been changed by others.
const (
	maxSize    = 1 << 20
	maxLetters = 1000
)

var (
	letterName = regexp.MustCompile(`^LETTER[0-9]{2,4}$`)
	fileName   = regexp.MustCompile(`^LETTER[0-9]{2,4}\.(TXT|PDF)$`)
)

// Read reads the ledger of a folder strictly.
func Read(dir string) (*Ledger, error) {
	f, err := plainfile.Open(filepath.Join(dir, Name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, err
	}
	l, err := Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, Name), err)
	}
	return l, nil
}

// Parse reads the text of a ledger strictly.
func Parse(b []byte) (*Ledger, error) {
	if len(b) > maxSize {
		return nil, errors.New("larger than 1 MB, which no such list is")
	}
	var l Ledger
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return nil, errors.New("it is not a list of letters that this program wrote")
	}
	if l.Schema != Schema || len(l.Letters) > maxLetters {
		return nil, fmt.Errorf("schema is %q; this program reads %q", l.Schema, Schema)
	}
	for _, x := range l.Letters {
		if !letterName.MatchString(x.Name) || len(x.Items) > maxLetters || len(x.To) > 1000 {
			return nil, errors.New("it is not a list of letters that this program wrote")
		}
		for _, f := range x.Files {
			if !fileName.MatchString(f) {
				return nil, errors.New("it names a file that is no letter")
			}
		}
	}
	return &l, nil
}

// Write writes the ledger into a folder.
func (l Ledger) Write(dir string) error {
	l.Schema = Schema
	b, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, Name), append(b, '\n'), 0o600)
}

// IsFolder tells whether a folder holds letters of this program.
func IsFolder(dir string) bool {
	f, err := plainfile.Open(filepath.Join(dir, Name))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 128)
	n, _ := io.ReadFull(f, head)
	return strings.Contains(string(head[:n]), `"schema": "medbundle.letters/`)
}

// Foreign finds a file in a folder of letters that the ledger does not list: its
// owner has put something beside them. It is "" where there is none.
func Foreign(dir string) (string, error) {
	l, err := Read(dir)
	if err != nil {
		return "", err
	}
	own := map[string]bool{Name: true}
	for _, x := range l.Letters {
		for _, f := range x.Files {
			own[f] = true
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if !own[e.Name()] {
			return e.Name(), nil
		}
	}
	return "", nil
}

// Find is the letter of a name as a user writes it: "letter01", "requests/LETTER01.PDF".
func (l *Ledger) Find(name string) (Letter, bool) {
	base := strings.ToUpper(filepath.Base(name))
	base = strings.TrimSuffix(strings.TrimSuffix(base, ".PDF"), ".TXT")
	for _, x := range l.Letters {
		if x.Name == base {
			return x, true
		}
	}
	return Letter{}, false
}
