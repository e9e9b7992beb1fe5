package collect

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// CaseWord is a person's word on one file; it beats everything that the
// program thinks.
type CaseWord struct {
	Kind  clinical.Kind `yaml:"kind"`
	Date  string        `yaml:"date"`
	Title string        `yaml:"title"`
	// Password opens the file.
	Password Passwords `yaml:"password"`
	// LeaveOut keeps the file out of the bundle.
	LeaveOut bool `yaml:"leave_out"`
	// SamePatient says that the paper is about the patient of the case
	// whatever name stands on it.
	SamePatient bool `yaml:"same_patient"`
	// KeepPages leaves blank pages and cover sheets of the file where they are.
	KeepPages bool `yaml:"keep_pages"`
	// With names the files, beside this one, whose pages follow: the photos of the
	// further pages of a letter.
	With []string `yaml:"with"`
	// Records says which papers a file of several holds, by its pages or lines.
	Records []CaseRecord `yaml:"records"`
}

// CaseRecord is a person's word on some pages of a file, or on some lines of the
// text of a file without pages.
type CaseRecord struct {
	// Pages is "4" or "4-6"; Lines likewise, as `medbundle list` counts them. One of
	// the two is there.
	Pages       string        `yaml:"pages"`
	Lines       string        `yaml:"lines"`
	Kind        clinical.Kind `yaml:"kind"`
	Date        string        `yaml:"date"`
	Title       string        `yaml:"title"`
	LeaveOut    bool          `yaml:"leave_out"`
	SamePatient bool          `yaml:"same_patient"`
}

// Run is the pages, or the lines, as numbers from 1.
func (r CaseRecord) Run() (first, last int, err error) {
	unit, said := "pages", r.Pages
	if r.Lines != "" {
		unit, said = "lines", r.Lines
	}
	if r.Pages != "" && r.Lines != "" {
		return 0, 0, fmt.Errorf("write pages or lines, not both")
	}
	a, b, isRun := strings.Cut(said, "-")
	if !isRun {
		b = a
	}
	first, err = strconv.Atoi(strings.TrimSpace(a))
	if err == nil {
		last, err = strconv.Atoi(strings.TrimSpace(b))
	}
	if err != nil || first < 1 || last < first {
		return 0, 0, fmt.Errorf("write %s as 4 or 4-6, not %q", unit, said)
	}
	return first, last, nil
}

// part names what the word is about: "pages 4-6".
func (r CaseRecord) part() string {
	if r.Lines != "" {
		return "lines " + r.Lines
	}
	return "pages " + r.Pages
}

// CaseWord is what is said of those pages or lines.
func (r CaseRecord) CaseWord() CaseWord {
	return CaseWord{Kind: r.Kind, Date: r.Date, Title: r.Title, LeaveOut: r.LeaveOut, SamePatient: r.SamePatient}
}

// validate tells what cannot be meant; w says it of a file or of pages of one.
func (w CaseWord) validate() error {
	if w.Kind != "" && !w.Kind.Valid() {
		return fmt.Errorf("kind %q is not a kind of record (see `medbundle checklist --kinds`)", w.Kind)
	}
	if _, err := clinical.ParseDate(w.Date); err != nil {
		return fmt.Errorf("date: %w", err)
	}
	for _, r := range w.Records {
		if _, _, err := r.Run(); err != nil {
			return fmt.Errorf("records: %w", err)
		}
		if err := r.CaseWord().validate(); err != nil {
			return fmt.Errorf("records: %s: %w", r.part(), err)
		}
	}
	return nil
}
