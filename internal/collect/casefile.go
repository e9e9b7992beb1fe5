package collect

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/caserules"
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
// and tell line and column.
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
	doc, err := strictyaml.Parse(r)
	if errors.Is(err, strictyaml.ErrEmpty) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if err := doc.Decode(c); err != nil {
		return nil, err
	}
	return c, doc.Locate(c.validate())
}

// titles are the free texts of single files, by key.
func (c *CaseFile) titles() map[string]string {
	m := map[string]string{"patient.name": c.Patient.Name, "patient.address": c.Patient.Address}
	for path, w := range c.Files {
		m["files: "+path+": title"] = w.Title
		for _, r := range w.Records {
			m["files: "+path+": records: "+r.part()+": title"] = r.Title
		}
	}
	return m
}

func (c *CaseFile) validate() error {
	if err := c.Patient.validate(); err != nil {
		return err
	}
	decide, err := clinical.ParseDate(c.DecideBy)
	if err == nil && decide.Precision() == clinical.PrecisionYear {
		err = fmt.Errorf("write the month as well, as in 2026-12 or 2026-12-10, not %q", c.DecideBy)
	}
	if err != nil {
		return fmt.Errorf("decide_by: %w", err)
	}
	for id := range c.Facts {
		if !slices.Contains(clinical.FactIDs, id) {
			return fmt.Errorf("facts: %q is not one of %s", id, factList())
		}
	}
	if err := caserules.Case(c.Case()); err != nil {
		return err
	}
	titles := c.titles()
	for _, key := range slices.Sorted(maps.Keys(titles)) {
		if err := caserules.Text(key, titles[key], caserules.LongestText); err != nil {
			return err
		}
	}
	if len(c.Passwords) > maxPasswords {
		return fmt.Errorf("passwords: there are %d; at most %d are tried", len(c.Passwords), maxPasswords)
	}
	if l := c.RecipientLanguage; l != "" && (len(l) != 2 || strings.Trim(l, "abcdefghijklmnopqrstuvwxyz") != "") {
		return fmt.Errorf("recipient_language: write two small letters, such as en, de or fr, not %q", l)
	}
	for path, w := range c.Files {
		if err := w.validate(); err != nil {
			return fmt.Errorf("files: %s: %w", path, err)
		}
	}
	return caserules.Text("country", c.Country, longestCountry) // which countries there are, letters knows
}

func (p CasePatient) validate() error {
	if _, err := clinical.ParseDate(p.BirthDate); err != nil {
		return fmt.Errorf("patient.birth_date: %w", err)
	}
	switch p.Sex {
	case "", "F", "M", "O":
	default:
		return fmt.Errorf("patient.sex: write F, M or O, not %q", p.Sex)
	}
	for _, l := range []struct {
		key string
		n   int
	}{{"ids", len(p.IDs)}, {"aliases", len(p.Aliases)}} {
		if l.n > maxNames {
			return fmt.Errorf("patient.%s: there are %d; at most %d are read", l.key, l.n, maxNames)
		}
	}
	return nil
}

// longestCountry bounds the name of a country, in characters.
const longestCountry = 60

// maxNames bounds record numbers and former names.
const maxNames = 50

// Case is what the file states, as a case; the facts are those stated.
func (c *CaseFile) Case() clinical.Case {
	out := clinical.Case{
		Patient: c.Patient.Person(), Questions: c.Questions,
		Recipient: c.Recipient, RecipientLanguage: c.RecipientLanguage, PreparedBy: c.PreparedBy, Relationship: c.Relationship, Opinion: c.Opinion, Cancer: c.Cancer,
		Symptoms: c.Symptoms, Medicines: c.Medicines, Allergies: c.Allergies, NoKnownAllergies: c.NoKnownAllergies,
		Reach: clinical.Contact{Phone: c.Patient.Phone, Email: c.Patient.Email, Address: c.Patient.Address}, Language: c.Patient.Language,
		Contacts: c.Contacts, Booked: c.Booked, Words: c.Items, Shipments: c.SentSeparately, Requests: c.Requests,
	}
	out.DecideBy, _ = clinical.ParseDate(c.DecideBy) // validated when read
	for _, id := range clinical.FactIDs {
		if v, ok := c.Facts[id]; ok {
			out.Facts = append(out.Facts, clinical.Fact{ID: id, Value: v, Stated: true, Why: "the case file says so"})
		}
	}
	return out
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
