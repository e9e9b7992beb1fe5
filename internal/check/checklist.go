// Package check knows checklists and rules: what a case should hold, under
// which conditions, and which findings follow from what is there. It knows
// nothing about files, formats or output.
package check

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

//go:embed checklists/*.yaml
var builtin embed.FS

// Schema names the format of a checklist file.
const Schema = "medbundle.checklist/1"

// Checklist is what a case should hold, as data.
type Checklist struct {
	Schema  string        `yaml:"schema" json:"schema"`
	Name    string        `yaml:"name" json:"name"`
	Version string        `yaml:"version" json:"version"`
	Title   string        `yaml:"title" json:"title"`
	Basis   string        `yaml:"basis" json:"basis,omitempty"`
	Items   []Requirement `yaml:"items" json:"items"`
}

// Requirement is one item of a checklist.
type Requirement struct {
	ID    string `yaml:"id" json:"id"`
	Title string `yaml:"title" json:"title"`
	// Level is "required", "recommended" or "optional".
	Level string `yaml:"level" json:"level"`
	// When lists facts of which any true one makes the item apply; none means always.
	When []clinical.FactID `yaml:"when" json:"when,omitempty"`
	// Kinds lists the kinds of records that satisfy the item.
	Kinds  []clinical.Kind `yaml:"kinds" json:"kinds"`
	Reason string          `yaml:"reason" json:"reason,omitempty"`
	Fix    string          `yaml:"fix" json:"fix,omitempty"`
}

// Names lists the built-in checklists.
func Names() []string { return []string{"default"} }

// Builtin returns a built-in checklist. The error names those that exist.
func Builtin(name string) (*Checklist, error) {
	b, err := Source(name)
	if err != nil {
		return nil, err
	}
	return Load(bytes.NewReader(b), name)
}

// Source returns the text of a built-in checklist, comments included.
func Source(name string) ([]byte, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("there is no checklist %q; built in: %s", name, strings.Join(Names(), ", "))
	}
	return builtin.ReadFile("checklists/" + name + ".yaml")
}

// Load reads a checklist strictly: unknown keys, kinds, facts and levels are
// errors that name the file and, where YAML tells it, the line.
func Load(r io.Reader, name string) (*Checklist, error) {
	var c Checklist
	if err := strictyaml.Read(r, &c); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := c.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &c, nil
}

func (c *Checklist) validate() error {
	if c.Schema != Schema {
		return fmt.Errorf("schema is %q; this program reads %q", c.Schema, Schema)
	}
	if c.Name == "" || len(c.Items) == 0 {
		return errors.New("a checklist needs a name and at least one item")
	}
	seen := map[string]bool{}
	for _, it := range c.Items {
		if err := it.validate(); err != nil {
			return fmt.Errorf("item %q: %w", it.ID, err)
		}
		if seen[it.ID] {
			return fmt.Errorf("item %q stands twice", it.ID)
		}
		seen[it.ID] = true
	}
	return nil
}

var itemID = regexp.MustCompile(`^[a-z][a-z0-9_.]{1,60}$`)

func (r Requirement) validate() error {
	switch {
	case !itemID.MatchString(r.ID):
		return errors.New("an id is made of lower-case letters, digits, dots and low lines")
	case r.Title == "":
		return errors.New("title is empty")
	case !slices.Contains([]string{"required", "recommended", "optional"}, r.Level):
		return fmt.Errorf("level %q is not required, recommended or optional", r.Level)
	case len(r.Kinds) == 0:
		return errors.New("kinds is empty")
	}
	for _, f := range r.When {
		if !slices.Contains(clinical.FactIDs, f) {
			return fmt.Errorf("when: %q is not a fact that this program knows", f)
		}
	}
	for _, k := range r.Kinds {
		if !k.Valid() {
			return fmt.Errorf("kinds: %q is not a kind of record", k)
		}
	}
	return nil
}
