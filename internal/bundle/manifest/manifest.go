// Package manifest is the account that a bundle gives of itself: the types of
// MANIFEST.JSON, which docs/format.md specifies, and how the nouns of a case are
// written in them. `list --json` and the other documents share them.
package manifest

import (
	"encoding/json"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// Schema names the format of MANIFEST.JSON; docs/format.md specifies it.
const Schema = "medbundle.manifest/1"

// Name is the manifest's place in a bundle.
const Name = "MANIFEST.JSON"

// Manifest is a bundle's own account of itself.
type Manifest struct {
	Schema  string `json:"schema"`
	Tool    Tool   `json:"tool"`
	Created string `json:"created"`
	// Draft tells that the bundle is not final, which every page says.
	Draft bool `json:"draft,omitempty"`
	// Deidentified says how the name was taken out; nil where it was not.
	Deidentified *Deidentification `json:"deidentified,omitempty"`

	Case    Case     `json:"case"`
	Packet  Packet   `json:"packet"`
	Inputs  []Input  `json:"inputs"`
	Totals  Totals   `json:"totals"`
	Records []Record `json:"records"`
	// Timeline is what happened when, those without a day last.
	Timeline  []Event            `json:"timeline,omitempty"`
	Checklist Checklist          `json:"checklist"`
	Findings  []clinical.Finding `json:"findings"`
	// Media says what a system must be able to read that imports the scans; nil
	// where there are none.
	Media *Media `json:"media,omitempty"`
	// DicomdirInvented are the values of the DICOMDIR that no scan file holds.
	DicomdirInvented []Invention `json:"dicomdir_invented,omitempty"`
	Files            []File      `json:"files"`
}

// Media is the media application profile (PS3.11) that the scans keep to.
type Media struct {
	// Profiles are the identifiers of a profile, which differ in the medium only;
	// none where the transfer syntaxes are in no general purpose profile.
	Profiles         []string         `json:"profiles"`
	TransferSyntaxes []TransferSyntax `json:"transfer_syntaxes"`
}

// TransferSyntax is one way in which scan files are written, and how many are.
type TransferSyntax struct {
	UID   string `json:"uid"`
	Title string `json:"title"`
	Files int    `json:"files"`
}

// Invention is a value that the standard demands of a DICOMDIR and the scan file lacks.
type Invention struct {
	// File is the scan file in whose record the value stands.
	File      string `json:"file"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
	// Reason is "absent" or "does not conform".
	Reason string `json:"reason"`
}

// Tool is the program that wrote the bundle.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Patient is what is known of a patient. Of a record about another
// person only the verdict is written.
type Patient struct {
	Name      string         `json:"name"`
	BirthDate string         `json:"birth_date"`
	Sex       string         `json:"sex,omitempty"`
	IDs       []string       `json:"ids"`
	Match     clinical.Match `json:"match,omitempty"`
}

// Case is the case as stated and as the papers agree.
type Case struct {
	Patient    Patient  `json:"patient"`
	Question   []string `json:"question"`
	Recipient  string   `json:"recipient"`
	PreparedBy string   `json:"prepared_by"`
	// Relationship is what the preparer is to the patient.
	Relationship string           `json:"relationship,omitempty"`
	Opinion      clinical.Opinion `json:"opinion,omitempty"`
	DecideBy     string           `json:"decide_by,omitempty"`
	Facts        []Fact           `json:"facts"`
	// CancerSeen is the cancer that the papers name, if they name one.
	CancerSeen *CancerSeen `json:"cancer_seen,omitempty"`
	// Stated is what the records state of the diagnosis, word for word, and Listed
	// the medicines that their lists name.
	Stated []Quote    `json:"stated,omitempty"`
	Listed []Medicine `json:"listed,omitempty"`
}

// CancerSeen is a cancer that papers name, and where.
type CancerSeen struct {
	Pack   string `json:"pack"`
	Why    string `json:"why"`
	Record string `json:"record"`
	Page   int    `json:"page,omitempty"`
}

// Fact is one fact of the history.
type Fact struct {
	ID     clinical.FactID `json:"id"`
	Value  bool            `json:"value"`
	Stated bool            `json:"stated"`
	Why    string          `json:"why"`
	Record string          `json:"record,omitempty"`
	// Page counts the pages of the record's file from 1.
	Page int `json:"page,omitempty"`
}

// Packet describes BUNDLE.PDF.
type Packet struct {
	File  string `json:"file"`
	Pages int    `json:"pages"`
	// Compared is how many of its pages were drawn and held against the paper
	// that they were copied from.
	Compared int `json:"compared"`
	// Front is where each part begins that stands before the records.
	Front []Part `json:"front"`
}

// Input is one file found, and its fate.
type Input struct {
	Path    string        `json:"path"`
	Inside  string        `json:"inside,omitempty"`
	Size    int64         `json:"size"`
	SHA256  string        `json:"sha256,omitempty"`
	Media   string        `json:"media,omitempty"`
	Fate    clinical.Fate `json:"fate"`
	Reason  string        `json:"reason"`
	Records []string      `json:"records"`
	Of      string        `json:"of,omitempty"`
	// File is the input's copy in the bundle.
	File string `json:"file,omitempty"`
	// Changed says how the copy of a scan file differs from what was received: in
	// the bytes before its data set (MetaHeader, PreambleBlanked), or in its whole
	// header (Deidentified).
	Changed string `json:"changed,omitempty"`
}

// The ways in which the copy of a scan file may differ from the original.
const (
	MetaHeader      = "meta-header"
	PreambleBlanked = "preamble-blanked"
	Deidentified    = "deidentified"
)

// Totals counts inputs, all and by fate. The fates add up to Inputs.
type Totals struct {
	Inputs int                   `json:"inputs"`
	Fates  map[clinical.Fate]int `json:"fates"`
}

// Record is one record of the packet, or one that was set aside.
type Record struct {
	ID            string              `json:"id"`
	Kind          clinical.Kind       `json:"kind"`
	Confidence    clinical.Confidence `json:"confidence"`
	Title         string              `json:"title"`
	Date          string              `json:"date"`
	DatePrecision clinical.Precision  `json:"date_precision"`
	Facility      string              `json:"facility"`
	// Author is who wrote or signed it, where it says so.
	Author       string     `json:"author,omitempty"`
	Patient      Patient    `json:"patient"`
	Evidence     []Evidence `json:"evidence"`
	Remarks      []string   `json:"remarks,omitempty"`
	AlsoReceived []string   `json:"also_received_as,omitempty"`
	Files        []string   `json:"files"`
	// Within is the id of the scan among whose files the paper is, or a copy of it.
	Within string `json:"within,omitempty"`
	// OriginalPages are those of its file that are the record's, if not all are.
	OriginalPages []int `json:"original_pages,omitempty"`
	// OriginalLines are the same of a file without pages: runs of lines of its text.
	OriginalLines []Lines `json:"original_lines,omitempty"`
	Pages         *Pages  `json:"pages,omitempty"`
	// AppendixPages are those of its pages that stand at the end of the packet.
	AppendixPages []int `json:"appendix_pages,omitempty"`
	// TextLayers are those of Pages over which lie words read from their pictures.
	TextLayers []Pages `json:"text_layers,omitempty"`
	Study      *Study  `json:"study,omitempty"`
}

// Evidence is one reason for what is said about a record.
type Evidence struct {
	Claim  clinical.Claim `json:"claim"`
	Source string         `json:"source"`
	Text   string         `json:"text"`
	Page   int            `json:"page,omitempty"`
}

// Pages is a run of pages of the packet, from 1.
type Pages struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// Lines is a run of lines of the text of a file, from 1.
type Lines struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// Study is a DICOM study.
type Study struct {
	UID         string   `json:"uid"`
	Date        string   `json:"date"`
	Description string   `json:"description"`
	Accession   string   `json:"accession,omitempty"`
	Series      []Series `json:"series"`
	// Previews are the pictures of it in IHE_PDI, which are not for diagnosis.
	Previews []Preview `json:"previews,omitempty"`
}

// Preview is a picture of one image of a study.
type Preview struct {
	File    string `json:"file"`
	Caption string `json:"caption"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
}

// Series is a DICOM series.
type Series struct {
	UID         string `json:"uid"`
	Modality    string `json:"modality"`
	Description string `json:"description"`
	// Types say what its instances are, in plain words with the standard term.
	Types     []string `json:"types"`
	Instances int      `json:"instances"`
	// Images counts the pictures in them.
	Images int `json:"images"`
	// Folder is where its instances lie in the bundle.
	Folder string `json:"folder,omitempty"`
}

// Checklist is the checklist as it stands.
type Checklist struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Items   []Item `json:"items"`
}

// Item is one item of the checklist.
type Item struct {
	ID string `json:"id"`
	// Title is in plain words, Term the field's standard term.
	Title   string              `json:"title"`
	Term    string              `json:"term,omitempty"`
	Level   string              `json:"level"`
	Status  clinical.ItemStatus `json:"status"`
	Records []string            `json:"records"`
	Why     string              `json:"why"`
	Fix     string              `json:"fix"`
	// Requested is when it was asked for, Due by when an answer is owed.
	Requested string `json:"requested,omitempty"`
	Due       string `json:"due,omitempty"`
}

// Counted tells whether the item counts among those listed, as it does in the
// checklist that it was made of.
func (it Item) Counted() bool {
	return clinical.ChecklistItem{Level: it.Level, Status: it.Status}.Counted()
}

// File is one file of the bundle. MANIFEST.JSON and SHA256.TXT are not
// listed: the one cannot name its own hash, the other names all.
type File struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// IsBundle tells whether a folder holds a bundle that this program wrote.
func IsBundle(dir string) bool {
	f, err := plainfile.Open(filepath.Join(dir, Name))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 256)
	n, _ := f.Read(head)
	return strings.Contains(string(head[:n]), `"schema": "medbundle.manifest/`)
}

// maxReplaced bounds the manifest of a bundle that is to be replaced, in bytes.
const maxReplaced = 128 << 20

// Foreign finds a file in a bundle's folder that its manifest does not list: its
// owner has put something beside the bundle. It is "" where there is none.
func Foreign(dir string) (string, error) {
	f, err := plainfile.Open(filepath.Join(dir, Name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	var m struct {
		Files []File `json:"files"`
	}
	if err := json.NewDecoder(io.LimitReader(f, maxReplaced)).Decode(&m); err != nil {
		return Name, nil // a file that only looks like a manifest is somebody's own
	}
	known := map[string]bool{Name: true, "SHA256.TXT": true}
	for _, x := range m.Files {
		known[x.Path] = true
	}
	foreign := ""
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if rel = filepath.ToSlash(rel); err == nil && !known[rel] {
			foreign = rel
			return fs.SkipAll
		}
		return err
	})
	return foreign, err
}

// RecordOf is a record as manifests and `list --json` show it. Of a record
// about another person nothing is told but that it is.
func RecordOf(rec *clinical.Record) Record {
	r := Record{
		ID: rec.ID, Kind: rec.Kind, Confidence: rec.Confidence, Title: rec.Title,
		Date: rec.Date.String(), DatePrecision: rec.Date.Precision(), Facility: rec.Facility, Author: rec.Author,
		Patient: patientOf(rec.Patient, rec.Match), Evidence: []Evidence{},
		Remarks: rec.Remarks, AlsoReceived: rec.AlsoReceivedAs, Files: []string{}, Within: rec.Within, OriginalPages: rec.OriginalPages,
	}
	for _, l := range rec.OriginalLines {
		r.OriginalLines = append(r.OriginalLines, Lines(l))
	}
	for _, e := range rec.Evidence {
		r.Evidence = append(r.Evidence, Evidence(e))
	}
	if s := rec.Study; s != nil {
		r.Study = &Study{UID: s.UID, Date: s.Date.String(), Description: s.Description, Accession: s.Accession, Series: []Series{}}
		for _, x := range s.Series {
			r.Study.Series = append(r.Study.Series, Series{UID: x.UID, Modality: x.Modality, Description: x.Description, Types: append([]string{}, x.Types...), Instances: x.Instances, Images: x.Images})
		}
	}
	if rec.Match == clinical.MatchConflict {
		r.Title, r.Facility, r.Author, r.Evidence, r.Study = "About another person", "", "", []Evidence{}, nil
		r.Patient = Patient{IDs: []string{}, Match: rec.Match}
	}
	return r
}

func patientOf(p clinical.Patient, m clinical.Match) Patient {
	return Patient{p.Name(), p.BirthDate.String(), p.Sex, append([]string{}, p.Numbers()...), m}
}

// InputOf is an input as manifests and `list --json` show it.
func InputOf(in clinical.Input) Input {
	return Input{
		Path: in.Path, Inside: in.Inside, Size: in.Size, SHA256: in.SHA256, Media: in.Media,
		Fate: in.Fate, Reason: in.Reason, Records: append([]string{}, in.Records...), Of: in.Of,
	}
}

// CaseOf is a case as manifests and `check --json` show it.
func CaseOf(c clinical.Case) Case {
	m := Case{
		Patient: patientOf(c.Patient, ""), Question: append([]string{}, c.Questions...),
		Recipient: c.Recipient, PreparedBy: c.PreparedBy, Relationship: c.Relationship, Opinion: c.Opinion, DecideBy: c.DecideBy.String(), Facts: []Fact{},
	}
	for _, f := range c.Facts {
		m.Facts = append(m.Facts, Fact{f.ID, f.Value, f.Stated, f.Why, f.Record, f.Page})
	}
	m.Stated, m.Listed = statedOf(c)
	if seen := c.CancerSeen; seen.Pack != "" {
		m.CancerSeen = &CancerSeen{seen.Pack, seen.Why, seen.Record, seen.Page}
	}
	return m
}

// ChecklistOf is a checklist as manifests and `check --json` show it.
func ChecklistOf(c clinical.ChecklistResult) Checklist {
	m := Checklist{c.Name, c.Version, []Item{}}
	for _, it := range c.Items {
		m.Items = append(m.Items, Item{
			ID: it.ID, Title: it.Title, Term: it.Term, Level: it.Level, Status: it.Status, Records: append([]string{}, it.Records...),
			Why: it.Why, Fix: it.Fix, Requested: it.Requested.String(), Due: it.Due.String(),
		})
	}
	return m
}
