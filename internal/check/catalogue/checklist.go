// Package catalogue holds checklists as data: what a case should hold and under
// which conditions, for clinics of different kinds (profiles) and for single
// cancers (packs), and reads those that people write.
package catalogue

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

// Schema names the format of a checklist file.
const Schema = "medbundle.checklist/1"

// Checklist is what a case should hold, as data.
type Checklist struct {
	Schema  string   `yaml:"schema" json:"schema"`
	Name    string   `yaml:"name" json:"name"`
	Version string   `yaml:"version" json:"version"`
	Title   string   `yaml:"title" json:"title"`
	Basis   string   `yaml:"basis" json:"basis,omitempty"`
	Sources []string `yaml:"sources" json:"sources,omitempty"`
	// ICD10 are the codes of the cancer that a pack is for: "C50".
	ICD10 []string      `yaml:"icd10" json:"icd10,omitempty"`
	Items []Requirement `yaml:"items" json:"items"`
}

// Requirement is one item of a checklist.
type Requirement struct {
	ID string `yaml:"id" json:"id"`
	// Title is in plain words, Term the field's standard term.
	Title string `yaml:"title" json:"title"`
	Term  string `yaml:"term" json:"term,omitempty"`
	// Level is "required", "recommended" or "optional".
	Level string `yaml:"level" json:"level"`
	// RequiredIf lists facts of which any true one makes the item required.
	RequiredIf []clinical.FactID `yaml:"required_if" json:"required_if,omitempty"`
	// When lists facts of which any true one makes the item apply; none means always.
	When []clinical.FactID `yaml:"when" json:"when,omitempty"`

	Criteria `yaml:",inline"`

	// Multiplicity says of what there should be one each: "procedure", "scan" or "stay".
	Multiplicity string `yaml:"multiplicity" json:"multiplicity,omitempty"`
	// WarnAfterDays is the age in days at which the newest paper is called old; 0 is never.
	WarnAfterDays int `yaml:"warn_after_days" json:"warn_after_days,omitempty"`
	// IfExists keeps silent about the item while nothing says that there is one.
	IfExists bool `yaml:"if_exists" json:"if_exists,omitempty"`
	// Physical: it travels by courier, and not in the bundle.
	Physical bool `yaml:"physical" json:"physical,omitempty"`
	// Authored names the part of the case file that satisfies the item as well.
	Authored string `yaml:"authored" json:"authored,omitempty"`
	// Sensitive: leave it out unless the clinic asks for it.
	Sensitive bool `yaml:"sensitive" json:"sensitive,omitempty"`
	// Binding: nobody can waive it.
	Binding bool `yaml:"binding" json:"binding,omitempty"`
	// Reason says in one line why it matters, Fix what to do.
	Reason string `yaml:"reason" json:"reason,omitempty"`
	Fix    string `yaml:"fix" json:"fix,omitempty"`
}

// Criteria say which papers satisfy an item.
type Criteria struct {
	// Kinds are the kinds of records that are the item.
	Kinds []clinical.Kind `yaml:"kinds" json:"kinds,omitempty"`
	// Inside are kinds of records in whose text it may stand; Terms say how it
	// is known there.
	Inside []clinical.Kind `yaml:"inside" json:"inside,omitempty"`
	// Modality are DICOM modalities of which a scan, or a report on one, is any.
	Modality []string `yaml:"modality" json:"modality,omitempty"`
	// Body are words for the part of the body; BodyFree are modalities that
	// need none of them.
	Body     []string `yaml:"body" json:"body,omitempty"`
	BodyFree []string `yaml:"body_free" json:"body_free,omitempty"`
	// Terms are words of the text, each with its other spellings after a bar:
	// "HER2 | HER-2". Needs is "any" of them (as "" is) or "all".
	Terms []string `yaml:"terms" json:"terms,omitempty"`
	Needs string   `yaml:"needs" json:"needs,omitempty"`
	// Value says what must follow a term: "result" (a number, positive, lost, …)
	// or "text"; "" is nothing.
	Value string `yaml:"value" json:"value,omitempty"`
	// Heading: a term counts inside another paper only where it heads a line.
	Heading bool `yaml:"heading" json:"heading,omitempty"`
	// Series: values, or scans, of at least two days are wanted.
	Series bool `yaml:"series" json:"series,omitempty"`
	// Codes are codes of papers and results: "loinc:2857-1", "kdl:PT080102".
	Codes []string `yaml:"codes" json:"codes,omitempty"`
	// PartWords are words of a paper that is only a part of the item, unless one
	// of WholeWords stands in it too. PartWhy says what is missing then.
	PartWords  []string `yaml:"part_words" json:"part_words,omitempty"`
	WholeWords []string `yaml:"whole_words" json:"whole_words,omitempty"`
	PartWhy    string   `yaml:"part_why" json:"part_why,omitempty"`
}

// The levels of an item, the strictest first.
const (
	Required    = "required"
	Recommended = "recommended"
	Optional    = "optional"
)

var levels = []string{Required, Recommended, Optional}

// Load reads a checklist strictly: unknown keys, kinds, facts and levels are
// errors that name the file, the line and the column. An item that has the id of
// a built-in one takes from it what it does not say itself.
func Load(r io.Reader, name string) (*Checklist, error) {
	c, err := parse(r, coreItems())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

// parse reads a checklist whose items may be laid over those of base.
func parse(r io.Reader, base map[string]Requirement) (*Checklist, error) {
	doc, err := strictyaml.Parse(r)
	if err != nil {
		return nil, err
	}
	var c Checklist
	if err := doc.Decode(&c); err != nil {
		return nil, err
	}
	items, _ := doc.At("items")
	parts := items.Items()
	for i, p := range parts {
		if under, ok := base[c.Items[i].ID]; ok {
			c.Items[i] = under
			if err := p.Decode(&c.Items[i]); err != nil {
				return nil, err
			}
		}
	}
	return &c, c.validate(doc)
}

// validate says what is wrong, and where it stands.
func (c *Checklist) validate(doc strictyaml.Part) error {
	at := func(err error, path ...any) error {
		part, _ := doc.At(path...)
		return part.Wrap(err)
	}
	if c.Schema != Schema {
		return at(fmt.Errorf("schema is %q; this program reads %q", c.Schema, Schema), "schema")
	}
	if _, listed := doc.At("items"); c.Name == "" || !listed {
		return at(errors.New("a checklist needs a name and at least one item (items: [])"))
	}
	seen := map[string]bool{}
	for i, it := range c.Items {
		if key, err := it.validate(); err != nil {
			return at(fmt.Errorf("item %q: %w", it.ID, err), append([]any{"items", i}, key...)...)
		}
		if seen[it.ID] {
			return at(fmt.Errorf("item %q stands twice", it.ID), "items", i, "id")
		}
		seen[it.ID] = true
	}
	return nil
}

var (
	itemID   = regexp.MustCompile(`^[a-z][a-z0-9_.]{1,60}$`)
	modality = regexp.MustCompile(`^[A-Z0-9]{2,16}$`)
	itemCode = regexp.MustCompile(`^[a-z]+:[A-Za-z0-9.-]{1,60}$`)
)

// What one item may hold: it is held against every page.
const (
	maxWords    = 400
	maxWordSize = 2000
	maxWindow   = 36500
)

// validate says what is wrong with an item and under which of its keys.
func (r Requirement) validate() (key []any, err error) {
	switch {
	case !itemID.MatchString(r.ID):
		return []any{"id"}, errors.New("an id is made of lower-case letters, digits, dots and low lines")
	case r.Title == "":
		return []any{"title"}, errors.New("title is empty, and the id is not one of a built-in item that has one")
	case !slices.Contains(levels, r.Level):
		return []any{"level"}, fmt.Errorf("level %q is not required, recommended or optional", r.Level)
	case len(r.Kinds) == 0 && len(r.Inside) == 0 && r.Authored == "":
		return nil, errors.New("nothing satisfies it: kinds, inside and authored are empty")
	case len(r.Inside) > 0 && len(r.Terms) == 0 && len(r.Codes) == 0:
		return []any{"inside"}, errors.New("inside needs terms that tell where it stands")
	case r.WarnAfterDays < 0 || r.WarnAfterDays > maxWindow:
		return []any{"warn_after_days"}, fmt.Errorf("%d days are not from 0 to %d", r.WarnAfterDays, maxWindow)
	}
	for _, x := range []struct{ key, value, allowed string }{
		{"multiplicity", r.Multiplicity, "procedure scan stay"}, {"needs", r.Needs, "any all"},
		{"value", r.Value, "result text"}, {"authored", r.Authored, strings.Join(AuthoredParts, " ")},
	} {
		if x.value != "" && !slices.Contains(strings.Fields(x.allowed), x.value) {
			return []any{x.key}, fmt.Errorf("%s: %q is not one of %s", x.key, x.value, strings.ReplaceAll(x.allowed, " ", ", "))
		}
	}
	return r.validateLists()
}

func (r Requirement) validateLists() (key []any, err error) {
	for _, x := range []struct {
		key   string
		facts []clinical.FactID
	}{{"when", r.When}, {"required_if", r.RequiredIf}} {
		for i, f := range x.facts {
			if !slices.Contains(clinical.FactIDs, f) {
				return []any{x.key, i}, fmt.Errorf("%s: %q is not a fact that this program knows%s", x.key, f, Meant(string(f), clinical.FactIDs))
			}
		}
	}
	for _, x := range []struct {
		key   string
		kinds []clinical.Kind
	}{{"kinds", r.Kinds}, {"inside", r.Inside}} {
		for i, kind := range x.kinds {
			if !kind.Valid() {
				return []any{x.key, i}, fmt.Errorf("%s: %q is not a kind of record%s", x.key, kind, Meant(string(kind), clinical.Kinds()))
			}
		}
	}
	for i, m := range r.Modality {
		if !modality.MatchString(m) {
			return []any{"modality", i}, fmt.Errorf("modality: %q is not a DICOM modality, as CT and MR are", m)
		}
	}
	for i, c := range r.Codes {
		if !itemCode.MatchString(c) {
			return []any{"codes", i}, fmt.Errorf("codes: %q is not written as loinc:2857-1 is", c)
		}
	}
	return r.validateWords()
}

func (r Requirement) validateWords() (key []any, err error) {
	for _, x := range []struct {
		key   string
		words []string
	}{{"terms", r.Terms}, {"body", r.Body}, {"part_words", r.PartWords}, {"whole_words", r.WholeWords}} {
		if len(x.words) > maxWords {
			return []any{x.key}, fmt.Errorf("%s: %d words are too many (at most %d)", x.key, len(x.words), maxWords)
		}
		for i, w := range x.words {
			if strings.Trim(w, "| ") == "" || len(w) > maxWordSize {
				return []any{x.key, i}, fmt.Errorf("%s: a word is empty, or longer than %d characters", x.key, maxWordSize)
			}
		}
	}
	return nil, nil
}

// AuthoredParts are the parts of a case file that may satisfy an item.
var AuthoredParts = []string{"cover", "questions", "symptoms", "contacts", "medicines", "allergies", "family"}

// Meant guesses which of the words was meant by one that is none of them: the
// end of a sentence, or nothing.
func Meant[T ~string](word string, words []T) string {
	var ws []string
	for _, w := range words {
		ws = append(ws, string(w))
	}
	if n := strictyaml.Nearest(word, ws); n != "" {
		return fmt.Sprintf(" (did you mean %q?)", n)
	}
	return ""
}
