package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters"
	"github.com/medbundle/medbundle/internal/letters/ledger"
	"github.com/medbundle/medbundle/internal/letters/text"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// letterFolders are the folders that `medbundle request` makes.
var letterFolders = staging.Kind{Name: "folder of letters", Is: ledger.IsFolder, Foreign: ledger.Foreign}

// letterTemplates are the user's own texts; nil for the built-in one.
type letterTemplates struct{ records, slides *text.Template }

func (a *app) readTemplates(o requestOptions) (t letterTemplates, err error) {
	if t.records, err = readTemplate(o.template); err != nil {
		return t, err
	}
	t.slides, err = readTemplate(o.slides)
	return t, err
}

func readTemplate(path string) (*text.Template, error) {
	if path == "" {
		return nil, nil
	}
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, hinted{usagef("the template %s cannot be read: %w", path, staging.Cause(err)), "`medbundle request --show-template us` prints one to start from"}
	}
	defer f.Close()
	t, err := text.Read(f, path, letters.Fields{})
	if err != nil {
		return nil, hinted{usageError{err}, "docs/letters.md lists the fields; `medbundle request --show-template us` prints a text that works"}
	}
	return t, nil
}

// of is the text for one letter.
func (t letterTemplates) of(l letters.Letter) (*text.Template, error) {
	name, own := string(l.Law), t.records
	if l.Tissue != nil {
		name, own = text.Slides, t.slides
	}
	if own != nil {
		return own, nil
	}
	src, err := text.Source(name)
	if err != nil {
		return nil, err
	}
	return text.Parse(src, name, letters.Fields{})
}

// writeLetters writes the folder of letters whole or not at all.
func writeLetters(s letters.Subject, plan letters.Plan, t letterTemplates, out string, force bool) error {
	stage, err := staging.NewOf(letterFolders, out, force)
	switch {
	case errors.Is(err, staging.ErrExists) && force:
		return hinted{usageError{err}, "choose another place with -o; --force takes the place of earlier letters only, with nothing of yours beside them"}
	case errors.Is(err, staging.ErrExists):
		return hinted{usageError{err}, "choose another place with -o, or add --force to replace earlier letters"}
	case err != nil:
		return err
	}
	defer func() { _ = stage.Discard() }() // what cannot be removed now, the next run removes
	led := ledger.Ledger{Date: s.Today, Country: string(s.Country)}
	for _, l := range plan.Letters {
		files, err := writeLetter(stage.Dir, s, l, t)
		if err != nil {
			return fmt.Errorf("the letters in %s were not written: %w", out, err)
		}
		led.Letters = append(led.Letters, ledger.Letter{Name: l.Name, To: l.To.Name, Items: l.Items, Law: string(l.Law), Due: l.Due, Files: files})
	}
	if err := led.Write(stage.Dir); err != nil {
		return fmt.Errorf("the letters in %s were not written: %w", out, err)
	}
	return stage.Publish()
}

func writeLetter(dir string, s letters.Subject, l letters.Letter, t letterTemplates) ([]string, error) {
	tmpl, err := t.of(l)
	if err != nil {
		return nil, err
	}
	f := s.Fields(l)
	filled, err := tmpl.Fill(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Name, err)
	}
	blocks := text.Blocks(filled)
	foot := []string{f.Patient.Name}
	if f.Patient.BirthDate != "" {
		foot = append(foot, "born "+f.Patient.BirthDate)
	}
	pdf, _, err := text.PDF(blocks, text.Letterhead{LetterPaper: s.Country.LetterPaper(), Foot: strings.Join(foot, ", ")})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Name, err)
	}
	files := []string{l.Name + ".TXT", l.Name + ".PDF"}
	if err := os.WriteFile(filepath.Join(dir, files[0]), []byte(text.Plain(blocks)), 0o600); err != nil {
		return nil, err
	}
	return files, os.WriteFile(filepath.Join(dir, files[1]), pdf, 0o600)
}

// requestDoc is what `request --json` prints.
type requestDoc struct {
	Schema   string      `json:"schema"`
	Output   string      `json:"output,omitempty"`
	Country  string      `json:"country,omitempty"`
	Law      string      `json:"law"`
	Letters  []letterDoc `json:"letters"`
	NotAsked []leftDoc   `json:"not_asked"`
}

type letterDoc struct {
	Name      string        `json:"name"`
	To        string        `json:"to"`
	Items     []string      `json:"items"`
	Documents []documentDoc `json:"documents"`
	Scans     []scanAsked   `json:"scans"`
	Tissue    *tissueDoc    `json:"tissue,omitempty"`
	Due       clinical.Date `json:"due,omitzero"`
	AskedOn   clinical.Date `json:"asked_on,omitzero"`
	Why       []string      `json:"why"`
}

type documentDoc struct {
	Name    string   `json:"name"`
	Of      []string `json:"of,omitempty"`
	Numbers []string `json:"case_numbers,omitempty"`
	Note    string   `json:"note,omitempty"`
	Again   bool     `json:"asked_before,omitempty"`
}

type scanAsked struct {
	Of       string `json:"of,omitempty"`
	Pictures bool   `json:"pictures"`
	Report   bool   `json:"report"`
	Again    bool   `json:"asked_before,omitempty"`
}

type tissueDoc struct {
	Numbers  []string      `json:"case_numbers,omitempty"`
	Count    string        `json:"count,omitempty"`
	SendTo   string        `json:"send_to,omitempty"`
	ReturnBy clinical.Date `json:"return_by"`
}

type leftDoc struct {
	ID     string              `json:"id"`
	Title  string              `json:"title"`
	Status clinical.ItemStatus `json:"status"`
	Why    string              `json:"why"`
	Fix    string              `json:"fix,omitempty"`
}

func requestDocOf(s letters.Subject, plan letters.Plan, out string) requestDoc {
	doc := requestDoc{Schema: "medbundle.request/1", Output: out, Country: string(s.Country), Law: string(s.Country.Law()), NotAsked: []leftDoc{}}
	doc.Letters = make([]letterDoc, 0, len(plan.Letters))
	for _, l := range plan.Letters {
		x := letterDoc{Name: l.Name, To: l.To.Name, Items: l.Items, Documents: []documentDoc{}, Scans: []scanAsked{}, Due: l.Due, AskedOn: l.Reminder.Sent, Why: append([]string{}, l.Why...)}
		for _, d := range l.Documents {
			x.Documents = append(x.Documents, documentDoc{d.Name, d.Of, d.Numbers, d.Note, d.Again})
		}
		for _, sc := range l.Scans {
			x.Scans = append(x.Scans, scanAsked(sc))
		}
		if t := l.Tissue; t != nil {
			x.Tissue = &tissueDoc{t.CaseNumbers, t.Count, t.SendTo, t.ReturnBy}
		}
		doc.Letters = append(doc.Letters, x)
	}
	for _, l := range plan.Left {
		doc.NotAsked = append(doc.NotAsked, leftDoc{l.Item.ID, l.Item.Title, l.Item.Status, l.Why, l.Item.Fix})
	}
	return doc
}
