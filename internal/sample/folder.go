package sample

// item is a file of the folder and what a fair reader makes of it.
type item struct {
	File
	truth
}

// folder makes everything that the patient has, in the order of the list.
func folder() ([]item, error) {
	scan, err := scannedLetter()
	if err != nil {
		return nil, err
	}
	photo, err := photoOfReport()
	if err != nil {
		return nil, err
	}
	portal, err := portalDownload()
	if err != nil {
		return nil, err
	}
	scans, err := disc()
	if err != nil {
		return nil, err
	}
	pathology := pathologyReport()
	items := []item{
		{File{"Pathology report.pdf", pathology}, hers("pathology_report", "2026-03-24", "two pages", "reported nine days after the sample")},
		{File{"Pathology report (1).pdf", pathology}, hers("pathology_report", "2026-03-24", "byte-identical duplicate").twin("Pathology report.pdf")},
		{File{"CT report Oct.pdf", ctReport()}, hers("imaging_report", "2026-10-19", "MediaBox that does not begin at 0 0", "reported a day after the exam")},
		{File{"discharge.pdf", dischargeSummary()}, hers("discharge_summary", "2026-03-30", "second page stored sideways with /Rotate 90", "speaks of an operative report that the folder lacks")},
		{File{"Dr Quill letter.pdf", clinicLetter()}, hers("clinic_note", "2026-10-28")},
		{File{"tumor board.pdf", treatmentPlan()}, hers("treatment_plan", "2026-11-04", "table of earlier dates")},
		{File{"labs.pdf", labReport()}, hers("lab_result", "2026-10-27", "landscape page", "four days of sampling in one table", "printed a day later")},
		{File{"surgeon (locked).pdf", lockedLetter()}, hers("clinic_note", "2026-11-09", "encrypted AES-256").locked(LockedPassword)},
		{File{"Appointment reminder.pdf", reminder()}, hers("other", "2026-11-10", "names several kinds of record without being one")},
		{File{"ultrasound.pdf", strangersReport()}, stranger("imaging_report", "2026-08-13", "another patient with a similar name")},
		{File{"Scan_20261012.pdf", scan}, hers("clinic_note", "2026-10-09", "image only", "turned by half a degree", "the name holds the day of scanning").picture()},
		{File{"photos/IMG_4127.JPG", photo}, hers("imaging_report", "2026-03-19", "phone photograph", "EXIF orientation 6", "EXIF place").picture()},
		{File{"my medicines.txt", medicineNote()}, hers("medication_list", "2026-11-02")},
		{File{"HealthSummary_Nov_05_2026.zip", portal}, hers("archive", "2026-11-05", "zip", "C-CDA document with stylesheet and metadata beside it").holding("IHE_XDM/Tamsin1/DOC0001.XML")},
		{File{"case.yaml", caseFile()}, hers("junk", "", "what the patient wrote for the second doctor")},
		{File{".DS_Store", junk("\x00\x00\x00\x01Bud1")}, hers("junk", "")},
		{File{"photos/Thumbs.db", junk("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")}, hers("junk", "")},
		{File{"~$letter.docx", junk("\x06Tamsin")}, hers("junk", "")},
	}
	for _, f := range scans {
		items = append(items, item{File: f})
	}
	return items, nil
}

// junk is a small system file: its first bytes and nothing.
func junk(head string) []byte {
	b := make([]byte, 512)
	copy(b, head)
	return b
}
