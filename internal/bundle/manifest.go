package bundle

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
)

// ManifestSchema names the format of MANIFEST.JSON; docs/format.md specifies it.
const ManifestSchema = "medbundle.manifest/1"

// Manifest is a bundle's own account of itself.
type Manifest struct {
	Schema    string             `json:"schema"`
	Tool      ManifestTool       `json:"tool"`
	Created   string             `json:"created"`
	Case      ManifestCase       `json:"case"`
	Packet    ManifestPacket     `json:"packet"`
	Inputs    []ManifestInput    `json:"inputs"`
	Totals    ManifestTotals     `json:"totals"`
	Records   []ManifestRecord   `json:"records"`
	Checklist ManifestChecklist  `json:"checklist"`
	Findings  []clinical.Finding `json:"findings"`
	Files     []ManifestFile     `json:"files"`
}

// ManifestTool is the program that wrote the bundle.
type ManifestTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// ManifestPatient is what is known of a patient. Of a record about another
// person only the verdict is written.
type ManifestPatient struct {
	Name      string         `json:"name"`
	BirthDate string         `json:"birth_date"`
	Sex       string         `json:"sex,omitempty"`
	IDs       []string       `json:"ids"`
	Match     clinical.Match `json:"match,omitempty"`
}

// ManifestCase is the case as stated and as the papers agree.
type ManifestCase struct {
	Patient    ManifestPatient `json:"patient"`
	Question   []string        `json:"question"`
	Recipient  string          `json:"recipient"`
	PreparedBy string          `json:"prepared_by"`
	DecideBy   string          `json:"decide_by,omitempty"`
	Facts      []ManifestFact  `json:"facts"`
}

// ManifestFact is one fact of the history.
type ManifestFact struct {
	ID     clinical.FactID `json:"id"`
	Value  bool            `json:"value"`
	Stated bool            `json:"stated"`
	Why    string          `json:"why"`
	Record string          `json:"record,omitempty"`
}

// ManifestPacket describes BUNDLE.PDF.
type ManifestPacket struct {
	File  string `json:"file"`
	Pages int    `json:"pages"`
}

// ManifestInput is one file found, and its fate.
type ManifestInput struct {
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
}

// ManifestTotals counts inputs, all and by fate. The fates add up to Inputs.
type ManifestTotals struct {
	Inputs int                   `json:"inputs"`
	Fates  map[clinical.Fate]int `json:"fates"`
}

// ManifestRecord is one record of the packet, or one that was set aside.
type ManifestRecord struct {
	ID            string              `json:"id"`
	Kind          clinical.Kind       `json:"kind"`
	Confidence    clinical.Confidence `json:"confidence"`
	Title         string              `json:"title"`
	Date          string              `json:"date"`
	DatePrecision clinical.Precision  `json:"date_precision"`
	Facility      string              `json:"facility"`
	Patient       ManifestPatient     `json:"patient"`
	Evidence      []ManifestEvidence  `json:"evidence"`
	Remarks       []string            `json:"remarks,omitempty"`
	AlsoReceived  []string            `json:"also_received_as,omitempty"`
	Files         []string            `json:"files"`
	Pages         *ManifestPages      `json:"pages,omitempty"`
	Study         *ManifestStudy      `json:"study,omitempty"`
}

// ManifestEvidence is one reason for what is said about a record.
type ManifestEvidence struct {
	Claim  clinical.Claim `json:"claim"`
	Source string         `json:"source"`
	Text   string         `json:"text"`
	Page   int            `json:"page,omitempty"`
}

// ManifestPages is a run of pages of the packet, from 1.
type ManifestPages struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// ManifestStudy is a DICOM study.
type ManifestStudy struct {
	UID         string           `json:"uid"`
	Date        string           `json:"date"`
	Description string           `json:"description"`
	Accession   string           `json:"accession,omitempty"`
	Series      []ManifestSeries `json:"series"`
}

// ManifestSeries is a DICOM series.
type ManifestSeries struct {
	UID         string `json:"uid"`
	Modality    string `json:"modality"`
	Description string `json:"description"`
	Instances   int    `json:"instances"`
	// Folder is where its instances lie in the bundle.
	Folder string `json:"folder,omitempty"`
}

// ManifestChecklist is the checklist as it stands.
type ManifestChecklist struct {
	Name    string         `json:"name"`
	Version string         `json:"version"`
	Items   []ManifestItem `json:"items"`
}

// ManifestItem is one item of the checklist.
type ManifestItem struct {
	ID      string              `json:"id"`
	Title   string              `json:"title"`
	Level   string              `json:"level"`
	Status  clinical.ItemStatus `json:"status"`
	Records []string            `json:"records"`
	Why     string              `json:"why"`
	Fix     string              `json:"fix"`
}

// ManifestFile is one file of the bundle. MANIFEST.JSON and SHA256.TXT are not
// listed: the one cannot name its own hash, the other names all.
type ManifestFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// manifest makes the account of the plan; files come when they are written.
func (p *Plan) manifest(files []ManifestFile) Manifest {
	d := p.dossier
	m := Manifest{
		Schema: ManifestSchema, Tool: ManifestTool{p.opt.Tool, p.opt.Version},
		Created: p.opt.Created.UTC().Format(time.RFC3339),
		Case:    CaseOf(d.Case), Packet: ManifestPacket{PacketName, p.Layout.Total()},
		Inputs: []ManifestInput{}, Records: []ManifestRecord{}, Findings: []clinical.Finding{}, Files: files,
		Checklist: ChecklistOf(p.Checklist),
	}
	inputs := d.Inputs()
	m.Totals = ManifestTotals{len(inputs), clinical.CountFates(inputs)}
	for _, it := range d.Items {
		in := InputOf(it.Input)
		in.File = p.places[it]
		m.Inputs = append(m.Inputs, in)
	}
	for _, e := range d.Entries {
		m.Records = append(m.Records, p.record(e))
	}
	m.Findings = append(m.Findings, p.Findings...)
	return m
}

func (p *Plan) record(e *dossier.Entry) ManifestRecord {
	r := RecordOf(&e.Record)
	r.Files = append(r.Files, p.files[e]...)
	if pr := p.Layout.Pages(e.ID); e.Packed && pr.First > 0 {
		r.Pages = &ManifestPages{pr.First, pr.Last}
	}
	if r.Study != nil && len(r.Files) > 0 {
		at := 0
		for i := range r.Study.Series {
			r.Study.Series[i].Folder = r.Files[at][:len(r.Files[at])-len("/IM000001")]
			at += r.Study.Series[i].Instances
		}
	}
	return r
}

// RecordOf is a record as manifests and `list --json` show it. Of a record
// about another person nothing is told but that it is.
func RecordOf(rec *clinical.Record) ManifestRecord {
	r := ManifestRecord{
		ID: rec.ID, Kind: rec.Kind, Confidence: rec.Confidence, Title: rec.Title,
		Date: rec.Date.String(), DatePrecision: rec.Date.Precision(), Facility: rec.Facility,
		Patient: patientOf(rec.Patient, rec.Match), Evidence: []ManifestEvidence{},
		Remarks: rec.Remarks, AlsoReceived: rec.AlsoReceivedAs, Files: []string{},
	}
	for _, e := range rec.Evidence {
		r.Evidence = append(r.Evidence, ManifestEvidence(e))
	}
	if s := rec.Study; s != nil {
		r.Study = &ManifestStudy{UID: s.UID, Date: s.Date.String(), Description: s.Description, Accession: s.Accession, Series: []ManifestSeries{}}
		for _, x := range s.Series {
			r.Study.Series = append(r.Study.Series, ManifestSeries{UID: x.UID, Modality: x.Modality, Description: x.Description, Instances: x.Instances})
		}
	}
	if rec.Match == clinical.MatchConflict {
		r.Title, r.Facility, r.Evidence, r.Study = "About another person", "", []ManifestEvidence{}, nil
		r.Patient = ManifestPatient{IDs: []string{}, Match: rec.Match}
	}
	return r
}

func patientOf(p clinical.Patient, m clinical.Match) ManifestPatient {
	return ManifestPatient{p.Name(), p.BirthDate.String(), p.Sex, append([]string{}, p.IDs...), m}
}

// InputOf is an input as manifests and `list --json` show it.
func InputOf(in clinical.Input) ManifestInput {
	return ManifestInput{
		Path: in.Path, Inside: in.Inside, Size: in.Size, SHA256: in.SHA256, Media: in.Media,
		Fate: in.Fate, Reason: in.Reason, Records: append([]string{}, in.Records...), Of: in.Of,
	}
}

// CaseOf is a case as manifests and `check --json` show it.
func CaseOf(c clinical.Case) ManifestCase {
	m := ManifestCase{
		Patient: patientOf(c.Patient, ""), Question: append([]string{}, c.Questions...),
		Recipient: c.Recipient, PreparedBy: c.PreparedBy, DecideBy: c.DecideBy.String(), Facts: []ManifestFact{},
	}
	for _, f := range c.Facts {
		m.Facts = append(m.Facts, ManifestFact{f.ID, f.Value, f.Stated, f.Why, f.Record})
	}
	return m
}

// ChecklistOf is a checklist as manifests and `check --json` show it.
func ChecklistOf(c clinical.ChecklistResult) ManifestChecklist {
	m := ManifestChecklist{c.Name, c.Version, []ManifestItem{}}
	for _, it := range c.Items {
		m.Items = append(m.Items, ManifestItem{it.ID, it.Title, it.Level, it.Status, append([]string{}, it.Records...), it.Why, it.Fix})
	}
	return m
}

// Encode writes v as the indented JSON that bundles and --json use: UTF-8, two
// spaces, no HTML escapes, one line end at the end.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
