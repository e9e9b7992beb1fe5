package sample

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/medbundle/medbundle/internal/sample/phantom"
)

// truth is what a fair reader makes of a file of the folder. Its categories
// are coarser than kinds of records; "archive", "junk" and "imaging_dicom" are
// beside them.
type truth struct {
	Path      string     `json:"path"`
	Category  string     `json:"category"`
	Date      string     `json:"doc_date"`
	Patient   string     `json:"patient"`
	Belongs   bool       `json:"belongs_to_patient"`
	Traps     []string   `json:"traps"`
	TextLayer bool       `json:"text_layer"`
	Duplicate string     `json:"duplicate_of,omitempty"`
	Encrypted bool       `json:"encrypted,omitempty"`
	Password  string     `json:"password,omitempty"`
	Contains  []contents `json:"contains,omitempty"`
	Bytes     int        `json:"bytes,omitempty"`
	SHA256    string     `json:"sha256,omitempty"`
}

type contents struct {
	Path     string `json:"path"`
	Category string `json:"category"`
}

func hers(category, date string, traps ...string) truth {
	return truth{Category: category, Date: date, Patient: Patient().Name(), Belongs: true, Traps: append([]string{}, traps...), TextLayer: true}
}

func stranger(category, date string, traps ...string) truth {
	t := hers(category, date, traps...)
	t.Patient, t.Belongs = "ASHGRAVE, Tamara", false
	return t
}

func (t truth) twin(of string) truth { t.Duplicate = of; return t }
func (t truth) picture() truth       { t.TextLayer = false; return t }

func (t truth) locked(password string) truth {
	t.Encrypted, t.Password = true, password
	return t
}

func (t truth) holding(path string) truth {
	t.Contains = []contents{{path, "ccda_summary"}}
	return t
}

// studyTruth is one study on the disc.
type studyTruth struct {
	Patient   string        `json:"patient"`
	Study     string        `json:"study"`
	Date      string        `json:"date"`
	Accession string        `json:"accession"`
	Series    []seriesTruth `json:"series"`
}

type seriesTruth struct {
	Description string `json:"description"`
	Modality    string `json:"modality"`
	Instances   int    `json:"instances"`
}

// folderTruth is what is true of the whole folder.
type folderTruth struct {
	Folder        string            `json:"folder"`
	ReferenceDate string            `json:"reference_date"`
	Patient       map[string]string `json:"patient"`
	Diagnosis     string            `json:"diagnosis"`
	FilesOnDisk   int               `json:"files_on_disk"`
	Bytes         int               `json:"bytes"`
	Files         []truth           `json:"files"`
	Studies       []studyTruth      `json:"dicom_studies"`
	Missing       []string          `json:"missing"`
}

// Truth says, as JSON, what each file of the folder is: its category, date and
// patient, its twin, the traps in it, and the studies on the disc. Tests score
// a manifest against it.
func Truth() ([]byte, error) {
	items, err := folder()
	if err != nil {
		return nil, err
	}
	p := Patient()
	all := folderTruth{
		Folder: "demo", ReferenceDate: "2026-11-21", Diagnosis: "adenocarcinoma of the ascending colon, 2026",
		Patient: map[string]string{"name": p.Name(), "dob": p.BirthDate.String(), "sex": p.Sex, "mrn": p.IDs[0]},
		Studies: []studyTruth{abdomenCT.truth(phantom.Slices), chestFilm.truth(1)},
		Missing: []string{"operative_note"},
	}
	for _, it := range items {
		all.FilesOnDisk++
		all.Bytes += len(it.Data)
		if it.Category == "" {
			continue // a file of the disc, which has one row for all
		}
		t := it.truth
		t.Path, t.Bytes, t.SHA256 = it.File.Path, len(it.Data), fmt.Sprintf("%x", sha256.Sum256(it.Data))
		all.Files = append(all.Files, t)
	}
	disc := hers("imaging_dicom", abdomenCT.day(), "DICOMDIR", "viewer program and autorun", "no file extensions")
	disc.Path, disc.TextLayer = discFolder, false
	all.Files = append(all.Files, disc)
	return json.MarshalIndent(all, "", " ")
}

func (s study) day() string { return s.date[:4] + "-" + s.date[4:6] + "-" + s.date[6:] }

func (s study) truth(instances int) studyTruth {
	return studyTruth{Patient().Name(), s.description, s.day(), s.accession, []seriesTruth{{s.series, s.modality, instances}}}
}
