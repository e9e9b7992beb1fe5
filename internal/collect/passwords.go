package collect

import (
	"errors"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/keyring"
)

// maxPasswords bounds the passwords for all files.
const maxPasswords = 100

// Passwords are one password or a list of them. A number is taken as it is
// written: most are birth dates, and some begin with 0.
type Passwords []string

var errPasswords = errors.New("password: write one, or a list of them: [one, two]")

// UnmarshalYAML implements yaml.Unmarshaler. Its errors never quote a password.
func (p *Passwords) UnmarshalYAML(node *yaml.Node) error {
	nodes := []*yaml.Node{node}
	if node.Kind == yaml.SequenceNode {
		nodes = node.Content
	}
	for _, n := range nodes {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		if n.Kind != yaml.ScalarNode {
			return errPasswords
		}
		if n.Tag != "!!null" {
			*p = append(*p, n.Value)
		}
	}
	return nil
}

// giveKeys puts what the case file states of passwords onto the ring.
func (c *CaseFile) giveKeys(keys *keyring.Ring) {
	if keys == nil {
		return
	}
	keys.Add(c.Passwords...)
	for _, name := range c.Names() {
		for _, p := range c.Files[name].Password {
			keys.AddFor(name, p)
		}
	}
	patient := c.Patient.Person()
	if born := patient.BirthDate; born.Precision() == clinical.PrecisionDay {
		keys.Guess(keyring.BirthDate(born.Year, born.Month, born.Day, patient.Family, patient.Given)...)
	}
}
