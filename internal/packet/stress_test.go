package packet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
	"github.com/medbundle/medbundle/internal/pdf"
)

// stress is a packet with too much of everything: 500 documents, titles of 120
// characters, a name of 60, scripts that the fonts lack, tiny and huge pages.
func stress(t testing.TB) Packet {
	b := &builder{t: t}
	title := strings.Repeat("Sentinel lymph node and axillary dissection report ", 3)[:120]
	unbroken := strings.Repeat("Histopathologischersonderbefund", 4)[:120]
	kinds := clinical.Kinds()
	sizes := []pdf.PageSize{a4, {Width: 72, Height: 72}, {Width: 1190.55, Height: 841.89}, {Width: 5000, Height: 3000}, {Width: 150, Height: 400}}
	src := fakePages(t, "page", a4)
	for i := range 500 {
		r := b.record(kinds[i*len(kinds)/500], title, "2026-03-14", "The Very Long Name of the University Teaching Hospital of North Eastern Province")
		switch i % 7 {
		case 1:
			r.Title, r.Facility = unbroken, unbroken
		case 2:
			r.Title, r.Facility = "病理报告", "北京大学人民医院"
		case 3:
			r.Title, r.Date = "تقرير التشريح المرضي", clinical.Date{}
		case 4:
			r.Title = "Ołówek Żółć ПАТОЛОГИЯ Ευρώπη Nguyễn 😀 " + title
			r.AlsoReceivedAs = []string{unbroken + ".pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"}
		}
		b.p.Documents = append(b.p.Documents, Document{Record: r, Source: src, Sizes: sizes[i%5 : i%5+1], Original: "folder/" + unbroken + ".pdf"})
	}
	b.p.Created = created
	b.p.Case = clinical.Case{
		Patient: clinical.Patient{Family: strings.Repeat("Wolfeschlegelstein", 2)[:30], Given: "Maximiliane Alexandrina Theod",
			BirthDate: clinical.Date{Year: 1950, Month: 12, Day: 30}, Sex: "O", IDs: []string{unbroken, "2", "3", "4", "5", "6"}},
		Recipient: title + title + title, PreparedBy: title,
	}
	stressStatement(&b.p.Case, title, unbroken)
	for i := range 60 {
		b.p.Case.Questions = append(b.p.Case.Questions, fmt.Sprintf("%d. %s", i+1, strings.Repeat(title+" ", 1+i%16)))
	}
	for i := range 20 {
		b.p.Checklist.Items = append(b.p.Checklist.Items, clinical.ChecklistItem{Title: title, Level: []string{"required", "recommended", "optional"}[i%3],
			Status: []clinical.ItemStatus{clinical.StatusMissing, clinical.StatusPresent, clinical.StatusDoubtful, clinical.StatusNotAsked}[i%4],
			Why:    title + unbroken, Fix: title, Records: []string{"R001", "R100", "R200", "R300", "R400", "R500", "R033"}})
		b.p.LeftOut = append(b.p.LeftOut, LeftOut{What: unbroken + ".pdf", Why: title, Count: i})
		b.p.Findings = append(b.p.Findings, clinical.Finding{Severity: clinical.SeverityError, Record: fmt.Sprintf("R%03d", i+1), Message: title, Fix: unbroken})
		r := b.record(clinical.ImagingStudy, title, "2026-01-02", unbroken)
		sc := Scan{Record: r, Folder: "DICOM/PT000001/ST000001", Reports: []string{"R001", "R002"}, Problems: []string{title + title, unbroken}}
		for n := range 1 + 4*i {
			sc.Series = append(sc.Series, ScanSeries{Number: fmt.Sprint(n), Description: title, Modality: "MR", Images: 100000, Folder: "DICOM/PT000001/ST000001/SE000001"})
		}
		for range i {
			sc.Pictures = append(sc.Pictures, stressPicture(t, i, title))
		}
		b.p.Scans = append(b.p.Scans, sc)
	}
	return b.p
}

// stressStatement is as much as a case file may say, and longer words.
func stressStatement(c *clinical.Case, title, unbroken string) {
	c.Symptoms = strings.Repeat(unbroken+" "+title+"\n\n", 12) + strings.Repeat(title+" ", 40) + "病理报告 تقرير"
	c.Reach, c.Language = clinical.Contact{Phone: unbroken, Address: title}, "العربية"
	day := clinical.Date{Year: 2026, Month: 12, Day: 30}
	for i := range 200 {
		c.Medicines = append(c.Medicines, clinical.Medicine{Name: unbroken, Dose: title, HowOften: unbroken, Started: day, Stopped: day, Why: strings.Repeat(title, 1+i%8)})
	}
	for range 60 {
		c.Allergies = append(c.Allergies, title, unbroken, "青霉素")
		c.Contacts = append(c.Contacts, clinical.Contact{Name: unbroken, Role: title, Phone: unbroken, Email: unbroken, Fax: title, Address: strings.Repeat(title+"\n", 9), Records: true})
		c.Booked = append(c.Booked, clinical.Booking{Date: day, What: unbroken + title, Where: title})
	}
}

func stressPicture(t testing.TB, i int, caption string) typeset.Picture {
	shapes := [][2]int{{64, 640}, {640, 64}, {}, {128, 128}}
	w, h := shapes[i%4][0], shapes[i%4][1]
	p := typeset.Picture{Caption: caption, Left: "RAH", Right: "LPF", Top: "A", Bottom: "PFR"}
	if w > 0 {
		p.JPEG, p.Width, p.Height = typesettest.Held(fakeImage(t, w, h, i)), w, h
	}
	return p
}
