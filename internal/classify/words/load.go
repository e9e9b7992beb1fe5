package words

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed terms.yaml
var termsYAML []byte

//go:embed labels.yaml
var labelsYAML []byte

// kindTerms is what terms.yaml says of one kind: phrases by language.
type kindTerms struct {
	Titles   map[string][]string `yaml:"titles"`
	Headings map[string][]string `yaml:"headings"`
	Terms    map[string][]string `yaml:"terms"`
	Names    []string            `yaml:"names"`
	Codes    map[string][]string `yaml:"codes"`
}

// labelTerms is labels.yaml: for each channel, phrases by meaning and language.
type labelTerms struct {
	Dates     map[string]map[string][]string `yaml:"dates"`
	Identity  map[string]map[string][]string `yaml:"identity"`
	Quality   map[string]map[string][]string `yaml:"quality"`
	Languages map[string][]string            `yaml:"languages"`
	Places    map[string][]string            `yaml:"places"`
	Countries map[string][]string            `yaml:"countries"`
	Devices   map[string][]string            `yaml:"devices"`
	Forms     map[string][]string            `yaml:"forms"`
	Folders   map[string]map[string][]string `yaml:"folders"`
}

func mustLoad() *book {
	b, err := loadBook(termsYAML, labelsYAML)
	if err != nil {
		panic(err) // the vocabularies are part of the program
	}
	return b
}

func loadBook(terms, labels []byte) (*book, error) {
	b := &book{ids: map[string]int{}, next: map[[2]int]int{}, ends: map[int]int{}, nodes: 1, codes: map[[2]string]clinical.Kind{}, ofKinds: map[int]bool{}, ofLabels: map[int]bool{}, plain: map[string]bool{}, keys: []string{""}, capitals: map[int]bool{}}
	var kinds map[string]kindTerms
	if err := strict(terms, &kinds); err != nil {
		return nil, fmt.Errorf("terms.yaml: %w", err)
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if err := b.addKind(k, kinds[k]); err != nil {
			return nil, fmt.Errorf("terms.yaml: %s: %w", k, err)
		}
	}
	var l labelTerms
	if err := strict(labels, &l); err != nil {
		return nil, fmt.Errorf("labels.yaml: %w", err)
	}
	return b, b.addLabels(l)
}

// slashed matches phrases with a slash between two words.
var slashed = regexp.MustCompile(`\pL{2}/\pL{2}`)

func strict(data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	return d.Decode(into)
}

func (b *book) addKind(k string, t kindTerms) error {
	if !clinical.Kind(k).Valid() {
		return fmt.Errorf("not a kind")
	}
	sets := []struct {
		ch     Channel
		weight int
		by     map[string][]string
	}{{Title, 12, t.Titles}, {Heading, 3, t.Headings}, {Term, 1, t.Terms}, {FileName, 6, map[string][]string{"": t.Names}}}
	for _, s := range sets {
		if err := b.addAll(s.ch, k, s.weight, s.by); err != nil {
			return err
		}
	}
	for system, values := range t.Codes {
		for _, v := range values {
			if old, ok := b.codes[[2]string{system, v}]; ok {
				return fmt.Errorf("code %s stands under %s too", v, old)
			}
			b.codes[[2]string{system, v}] = clinical.Kind(k)
		}
	}
	return nil
}

func (b *book) addLabels(l labelTerms) error {
	sets := []struct {
		ch Channel
		by map[string]map[string][]string
	}{{DateLabel, l.Dates}, {IdentityLabel, l.Identity}, {Quality, l.Quality}, {Folder, l.Folders}}
	for _, s := range sets {
		for _, what := range slices.Sorted(maps.Keys(s.by)) {
			if err := b.addAll(s.ch, what, 1, s.by[what]); err != nil {
				return err
			}
		}
	}
	flat := []struct {
		ch Channel
		by map[string][]string
	}{{FunctionWord, l.Languages}, {Place, l.Places}, {Country, l.Countries}, {Device, l.Devices}, {Form, l.Forms}}
	for _, s := range flat {
		for _, what := range slices.Sorted(maps.Keys(s.by)) {
			if err := b.addAll(s.ch, what, 1, map[string][]string{what: s.by[what]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) addAll(ch Channel, what string, weight int, by map[string][]string) error {
	for _, lang := range slices.Sorted(maps.Keys(by)) {
		for _, phrase := range by[lang] {
			w := weight
			if i := strings.LastIndexByte(phrase, '*'); i >= 0 {
				v, err := strconv.Atoi(phrase[i+1:])
				if err != nil {
					return fmt.Errorf("%q: the weight is not a number", phrase)
				}
				phrase, w = phrase[:i], v
			}
			if err := b.add(phrase, Meaning{ch, what, w, lang}); err != nil {
				return err
			}
			if slashed.MatchString(phrase) { // scanners take a slash for a letter: "PETICT"
				if err := b.add(strings.ReplaceAll(phrase, "/", "I"), Meaning{ch, what, w, lang}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
