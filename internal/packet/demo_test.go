package packet

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
	"github.com/medbundle/medbundle/internal/pdf"
)

var created = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// fakePages draws a document with the given page sizes in points.
func fakePages(t testing.TB, title string, sizes ...pdf.PageSize) pdf.Source {
	t.Helper()
	var pages []*typeset.Page
	for i, sz := range sizes {
		pg := &typeset.Page{Width: typeset.Length(sz.Width * 1000), Height: typeset.Length(sz.Height * 1000)}
		pg.Write(20*typeset.Point, 40*typeset.Point, fmt.Sprintf("%s, its page %d", title, i+1), typeset.BodyStyle)
		pages = append(pages, pg)
	}
	data, err := typeset.Paint(pages)
	if err != nil {
		t.Fatal(err)
	}
	return pdf.Source{Name: title, Data: data, Format: pdf.FormatPDF}
}

var a4 = pdf.PageSize{Width: 595.28, Height: 841.89}

// builder makes packets for tests.
type builder struct {
	t testing.TB
	p Packet
	n int
}

func (b *builder) record(kind clinical.Kind, title, date, facility string) *clinical.Record {
	b.n++
	d, err := clinical.ParseDate(date)
	if err != nil {
		b.t.Fatal(err)
	}
	return &clinical.Record{ID: fmt.Sprintf("R%03d", b.n), Kind: kind, Confidence: clinical.Certain, Title: title, Date: d, Facility: facility}
}

func (b *builder) document(kind clinical.Kind, title, date, facility, original string, sizes ...pdf.PageSize) *clinical.Record {
	r := b.record(kind, title, date, facility)
	b.p.Documents = append(b.p.Documents, Document{Record: r, Source: fakePages(b.t, original, sizes...), Sizes: sizes,
		File: "RECORDS/" + kind.Code() + "0001.PDF", Original: original})
	return r
}

// fakeImage is a JPEG that looks a little like a slice.
func fakeImage(t testing.TB, w, h, k int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := (2*x-w)*100/w, (2*y-h)*140/h
			v := 0
			if d := dx*dx + dy*dy; d < 8000 {
				v = 60 + (x*k+y*3)%40 + (8000-d)/80
			}
			img.SetGray(x, y, color.Gray{Y: uint8(v)})
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// demo is a packet as a patient would send it.
func demo(t testing.TB) Packet {
	b := &builder{t: t}
	b.p = Packet{
		Created: created, Tool: "medbundle test",
		Case: clinical.Case{
			Patient: clinical.Patient{Family: "Rivera", Given: "Maria Elena", Sex: "F",
				BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}, IDs: []string{"40218876"}},
			Questions: []string{"Is breast-conserving surgery as safe for me as mastectomy?",
				"Should radiotherapy follow, given the margins?", "Is there a trial I should know about?"},
			Recipient: "Breast Unit, Lakeside Cancer Centre", PreparedBy: "the patient",
			DecideBy: clinical.Date{Year: 2026, Month: 12, Day: 10}, Opinion: clinical.OpinionOnly,
			Symptoms: "Tired since the operation; I walk twenty minutes a day.\n\nNo pain at rest, and none in the arm.",
			Medicines: []clinical.Medicine{
				{Name: "Ibuprofen", Dose: "400 mg", HowOften: "when needed", Stopped: clinical.Date{Year: 2026, Month: 3, Day: 1}},
				{Name: "Letrozole", Dose: "2.5 mg", HowOften: "once a day", Started: clinical.Date{Year: 2026, Month: 4}, Ongoing: true, Why: "hormone treatment"},
				{Name: "Vitamin D"},
			},
			Allergies: []string{"Penicillin (rash, as a child)"},
			Contacts: []clinical.Contact{
				{Name: "Dr. A. White", Role: "treating oncologist", Phone: "+1 555 0172", Email: "white@example.org", Fax: "+1 555 0173"},
				{Name: "St Mary Regional Hospital", Role: "records office", Address: "1 Sample Road\nExampleton", Records: true},
			},
			Booked: []clinical.Booking{
				{Date: clinical.Date{Year: 2026, Month: 12, Day: 14}, What: "Start of chemotherapy", Where: "Hillside Oncology Associates"},
				{Date: clinical.Date{Year: 2026, Month: 11, Day: 1}, What: "Port placed"},
			},
		},
		Inputs: 79, Totals: map[clinical.Fate]int{clinical.FatePages: 17, clinical.FateFile: 2, clinical.FateScan: 48,
			clinical.FateContainer: 1, clinical.FateDuplicate: 2, clinical.FateSetAside: 3, clinical.FateIgnored: 6},
		LeftOut: []LeftOut{
			{What: "letters about other people", Why: "the name and birth date on them differ from the patient's", Count: 2},
			{What: "scan0013.pdf", Why: "the file is empty (0 bytes)"},
		},
	}
	path := b.document(clinical.PathologyReport, "Pathology report, left breast, needle core biopsy", "2026-02-01", "Eastern Health Laboratory", "Pathology core biopsy.pdf", a4, a4)
	path.Remarks = []string{"received twice"}
	mri := b.record(clinical.ImagingStudy, "MRI breast, both sides", "2026-02-12", "St Mary Regional Hospital")
	rep := b.document(clinical.ImagingReport, "Mammogram, ultrasound, biopsy", "2026-02-04", "St Mary Regional Hospital", "breast us + bx report.pdf", a4, a4, a4)
	rep.AlsoReceivedAs = []string{"CD_StMary/REPORT.PDF"}
	mg := b.record(clinical.ImagingStudy, "", "2026-01-28", "St Mary Regional Hospital")
	op := b.document(clinical.OperativeReport, "Segmental mastectomy", "2026-03-19", "St Mary Regional Hospital", "scan0012.pdf", pdf.PageSize{Width: 612, Height: 792}, pdf.PageSize{Width: 792, Height: 612})
	op.Remarks = []string{"scanned, no text"}
	op.AlsoReceivedAs = []string{"scan0012 (1).pdf"}
	b.document(clinical.SystemicSummary, "Chemotherapy record", "2026-03-10", "Hillside Oncology Associates", "Chemo flowsheet - copy.pdf", a4)
	letter := b.document(clinical.OncologyNote, "Oncology follow-up letter", "2026-09-30", "Hillside Oncology Associates", "Letter from Dr.pdf", a4)
	letter.Confidence = clinical.Unsure
	locked := b.document(clinical.OncologyNote, "consult_secure.pdf", "", "", "consult_secure.pdf", a4)
	locked.Remarks, locked.Unreadable = []string{"locked: a page here says why"}, true
	meds := b.document(clinical.MedicationList, "my meds list", "", "", "my meds list.txt", a4)
	meds.Remarks = []string{"plain rendition of a text file"}

	pics := func(n, w, h int) (out []typeset.Picture) {
		for i := range n {
			out = append(out, typeset.Picture{JPEG: typesettest.Held(fakeImage(t, w, h, i+1)), Width: w, Height: h,
				Caption: fmt.Sprintf("slice %d of 45 · window 512/256", 5+10*i), Left: "R", Right: "L", Top: "A", Bottom: "P"})
		}
		return out
	}
	mg.Study = &clinical.Study{Description: "Mammogram, left", Accession: "A2188"}
	b.p.Scans = []Scan{
		{Record: mri, Folder: "DICOM/PT000001/ST000001", Series: []ScanSeries{
			{Number: "1", Description: "Axial T1, 3.0 mm", Modality: "MR", Images: 45, Folder: "DICOM/PT000001/ST000001/SE000001"},
			{Number: "2", Description: "Localiser", Modality: "MR", Images: 3, Folder: "DICOM/PT000001/ST000001/SE000002"},
		}, Pictures: pics(6, 256, 200), Problems: []string{"Slices 12 to 15 of series 1 are missing."}},
		{Record: mg, Folder: "DICOM/PT000001/ST000002", Series: []ScanSeries{{Number: "1", Description: "L CC", Modality: "MG", Images: 1, Folder: "DICOM/PT000001/ST000002/SE000001"}},
			Pictures: pics(1, 200, 260), Reports: []string{rep.ID}},
	}
	b.p.Checklist = clinical.ChecklistResult{Name: "second opinion", Version: "1", Items: []clinical.ChecklistItem{
		{ID: "pathology", Title: "Pathology report", Level: "required", Status: clinical.StatusPresent, Records: []string{path.ID}},
		{ID: "operation", Title: "Operation report", Level: "required", Status: clinical.StatusPresent, Records: []string{op.ID}},
		{ID: "discharge", Title: "Discharge summary", Level: "required", Status: clinical.StatusMissing, Why: "a hospital stay is mentioned in the operation report", Fix: "Ask the records department of St Mary Regional Hospital for it."},
		{ID: "plan", Title: "Treatment plan", Level: "required", Status: clinical.StatusMissing, Why: "a second doctor asks what was planned", Fix: "Ask your oncologist for the tumour board letter."},
		{ID: "labs", Title: "Blood tests", Level: "recommended", Status: clinical.StatusDoubtful, Why: "the newest is of 22 Apr 2026", Fix: "Ask for the last results."},
		{ID: "scans", Title: "Scans on disc", Level: "required", Status: clinical.StatusPresent, Records: []string{mri.ID, mg.ID}},
		{ID: "genes", Title: "Gene tests on the tumour", Level: "optional", Status: clinical.StatusMissing},
		{ID: "proxy", Title: "Consent for a relative to act", Level: "required", Status: clinical.StatusNotAsked, Why: "nobody acts for the patient"},
	}}
	b.p.Findings = []clinical.Finding{
		{Rule: "locked", Severity: clinical.SeverityWarning, Record: locked.ID, Message: "It is locked with a password.", Fix: "Ask the sender for the password, then build again with --password.", Private: "SECRET PERSON"},
		{Rule: "no-text", Severity: clinical.SeverityInfo, Record: op.ID, Message: "no text"},
	}
	return b.p
}

func lay(t testing.TB, p Packet) *Layout {
	t.Helper()
	l, err := Lay(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
