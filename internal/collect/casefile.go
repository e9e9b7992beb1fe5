package collect

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/plainfile"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

// CaseFileName is the name under which a case file is found at the root of a source.
const CaseFileName = "case.yaml"

// CaseFile is what a person has written down about the case. Every key is
// optional; unknown keys are errors.
type CaseFile struct {
	Patient   CasePatient `yaml:"patient"`
	Questions []string    `yaml:"questions"`
	Recipient string      `yaml:"recipient"`
	// RecipientLanguage is the language that the clinic works in: "en".
	RecipientLanguage string `yaml:"recipient_language"`
	PreparedBy        string `yaml:"prepared_by"`
	// Relationship is what the preparer is to the patient: "daughter".
	Relationship string                   `yaml:"relationship"`
	DecideBy     string                   `yaml:"decide_by"`
	Opinion      clinical.Opinion         `yaml:"opinion"`
	Cancer       string                   `yaml:"cancer"`
	Facts        map[clinical.FactID]bool `yaml:"facts"`
	// What the patient writes, which becomes pages of the packet.
	Symptoms         string              `yaml:"symptoms"`
	Medicines        []clinical.Medicine `yaml:"medicines"`
	Allergies        []string            `yaml:"allergies"`
	NoKnownAllergies bool                `yaml:"no_known_allergies"`
	Contacts         []clinical.Contact  `yaml:"contacts"`
	Booked           []clinical.Booking  `yaml:"booked"`
	// Country is where records are asked for, which decides the law that a letter
	// names: US, UK, IN, or a country of the EU.
	Country string `yaml:"country"`
	// Items, SentSeparately and Requests say how items of the checklist stand.
	Items          map[string]clinical.ItemWord `yaml:"items"`
	SentSeparately []clinical.Shipment          `yaml:"sent_separately"`
	Requests       []clinical.Request           `yaml:"requests"`
	// Files says what a person knows about single files, by their path as
	// `medbundle list` prints it.
	Files map[string]CaseWord `yaml:"files"`
	// Passwords are tried on every locked file.
	Passwords Passwords `yaml:"passwords"`
	// Settings are the case file's layer of settings; the command line knows them.
	Settings map[string]string `yaml:"settings"`

	path   string
	prefix string // leads the paths of files beside it, where there are more sources
}

// CasePatient is the patient as stated.
type CasePatient struct {
	Name      string   `yaml:"name"`
	BirthDate string   `yaml:"birth_date"`
	Sex       string   `yaml:"sex"`
	IDs       []string `yaml:"ids"`
	// Aliases are former names and other spellings that are the same person.
	Aliases []string `yaml:"aliases"`
	// How to reach the patient, for letters and the cover.
	Phone    string `yaml:"phone"`
	Email    string `yaml:"email"`
	Address  string `yaml:"address"`
	Language string `yaml:"language"`
}

// Word is what a person says of a file, by its path as `medbundle list` prints it
// or as it lies beside the case file.
func (c *CaseFile) Word(key string) CaseWord {
	if w, ok := c.Files[key]; ok {
		return w
	}
	return c.Files[c.Beside(key)]
}

// Speaks tells whether the case file says anything of a file.
func (c *CaseFile) Speaks(key string) bool {
	_, whole := c.Files[key]
	_, beside := c.Files[c.Beside(key)]
	return whole || beside
}

// Beside is a file's key as seen from where the case file lies.
func (c *CaseFile) Beside(key string) string { return strings.TrimPrefix(key, c.prefix) }

// Names lists the files that the case file speaks of, as keys.
func (c *CaseFile) Names() []string {
	return slices.Sorted(maps.Keys(c.Files))
}

// Path is where the case file was read from.
func (c *CaseFile) Path() string { return c.path }

// CaseFileError is what is wrong with a case file: a mistake of its writer, not
// of the case.
type CaseFileError struct {
	Path string
	Err  error
}

func (e *CaseFileError) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *CaseFileError) Unwrap() error { return e.Err }

// ReadCaseFile reads a case file strictly. Its errors are of type CaseFileError
// and tell the line where YAML does.
func ReadCaseFile(path string) (*CaseFile, error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, &CaseFileError{path, cause(err)}
	}
	defer f.Close()
	c, err := ParseCaseFile(f)
	if err != nil {
		return nil, &CaseFileError{path, err}
	}
	c.path = path
	return c, nil
}

// ParseCaseFile reads the text of a case file strictly.
func ParseCaseFile(r io.Reader) (*CaseFile, error) {
	c := &CaseFile{}
	if err := strictyaml.Read(r, c); err != nil && !errors.Is(err, strictyaml.ErrEmpty) {
		return nil, err
	}
	return c, c.validate()
}

// What a person writes about a case is bounded: it goes onto the front pages.
const (
	maxQuestions = 60
	maxLine      = 2000 // characters of one line of the case file's text
)

// texts are the free texts of the case file, by key.
func (c *CaseFile) texts() map[string]string {
	m := map[string]string{"recipient": c.Recipient, "prepared_by": c.PreparedBy, "patient.name": c.Patient.Name}
	for i, q := range c.Questions {
		m[fmt.Sprintf("questions, number %d", i+1)] = q
	}
	for path, w := range c.Files {
		m["files: "+path+": title"] = w.Title
		for _, r := range w.Records {
			m["files: "+path+": records: pages "+r.Pages+": title"] = r.Title
		}
	}
	return m
}

func (c *CaseFile) checkLengths() error {
	if len(c.Questions) > maxQuestions {
		return fmt.Errorf("questions: there are %d; a second doctor answers a few (at most %d)", len(c.Questions), maxQuestions)
	}
	texts := c.texts()
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if n := utf8.RuneCountInString(texts[key]); n > maxLine {
			return fmt.Errorf("%s: %d characters are too long for a page (at most %d)", key, n, maxLine)
		}
	}
	return nil
}

func (c *CaseFile) validate() error {
	if err := c.checkLengths(); err != nil {
		return err
	}
	if len(c.Passwords) > maxPasswords {
		return fmt.Errorf("passwords: there are %d; at most %d are tried", len(c.Passwords), maxPasswords)
	}
	for _, d := range []struct{ key, value string }{
		{"patient.birth_date", c.Patient.BirthDate}, {"decide_by", c.DecideBy},
	} {
		if _, err := clinical.ParseDate(d.value); err != nil {
			return fmt.Errorf("%s: %w", d.key, err)
		}
	}
	if l := c.RecipientLanguage; l != "" && (len(l) != 2 || strings.Trim(l, "abcdefghijklmnopqrstuvwxyz") != "") {
		return fmt.Errorf("recipient_language: write two small letters, such as en, de or fr, not %q", l)
	}
	switch c.Patient.Sex {
	case "", "F", "M", "O":
	default:
		return fmt.Errorf("patient.sex: write F, M or O, not %q", c.Patient.Sex)
	}
	for id := range c.Facts {
		if !knownFact(id) {
			return fmt.Errorf("facts: %q is not one of %s", id, factList())
		}
	}
	for path, w := range c.Files {
		if err := w.validate(); err != nil {
			return fmt.Errorf("files: %s: %w", path, err)
		}
	}
	return nil
}

func knownFact(id clinical.FactID) bool {
	for _, f := range clinical.FactIDs {
		if f == id {
			return true
		}
	}
	return false
}

func factList() string {
	var s []string
	for _, f := range clinical.FactIDs {
		s = append(s, string(f))
	}
	return strings.Join(s, ", ")
}

// Person is the patient as the case file states it. A name with a comma is
// "Family, Given"; without one the last word is the family name.
func (p CasePatient) Person() clinical.Patient {
	out := personOf(p.Name)
	out.BirthDate, _ = clinical.ParseDate(p.BirthDate) // validated when read
	out.Sex, out.IDs = p.Sex, p.IDs
	return out
}

// OtherNames are the patient under each alias, with the same birth date.
func (p CasePatient) OtherNames() []clinical.Patient {
	var out []clinical.Patient
	for _, a := range p.Aliases {
		q := personOf(a)
		q.BirthDate, _ = clinical.ParseDate(p.BirthDate)
		out = append(out, q)
	}
	return out
}

func personOf(name string) clinical.Patient {
	name = strings.TrimSpace(name)
	if fam, given, ok := strings.Cut(name, ","); ok {
		return clinical.Patient{Family: strings.TrimSpace(fam), Given: strings.TrimSpace(given)}
	}
	words := strings.Fields(name)
	if len(words) == 0 {
		return clinical.Patient{}
	}
	last := len(words) - 1
	return clinical.Patient{Family: words[last], Given: strings.Join(words[:last], " ")}
}
