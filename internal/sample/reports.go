package sample

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/sample/paper"
)

const foot = "ASHGROVE, Tamsin Verity · born 23 May 1964 · MRN EX-0047311"

// who is the box at the top of a report.
func who(more ...[2]string) [][2]string {
	return append([][2]string{
		{"Patient", "ASHGROVE, Tamsin Verity"}, {"MRN", "EX-0047311"},
		{"Date of birth", "05/23/1964"}, {"Sex", "Female"},
	}, more...)
}

func pathologyReport() []byte {
	p := paper.New(paper.Report, foot, madeUp, paper.Letter)
	p.Centred(hospital.Of("Department of Pathology"))
	p.Title("SURGICAL PATHOLOGY REPORT")
	p.Fields(who([2]string{"Accession no.", "EXS26-03187"}, [2]string{"Collected", "March 24, 2026"},
		[2]string{"Received", "March 24, 2026"}, [2]string{"Reported", "April 2, 2026"},
		[2]string{"Surgeon", "Marguerite Fennimore, MD"}, [2]string{"Status", "Final"})...)
	p.Heading("FINAL DIAGNOSIS")
	p.Para("Right colon, terminal ileum and appendix, right hemicolectomy:")
	p.List("Invasive adenocarcinoma of the ascending colon, moderately differentiated (G2), 4.3 cm, growing through the muscularis propria into the pericolic fat.",
		"Metastatic carcinoma in two of eighteen regional lymph nodes (2/18). No tumor deposits.",
		"Proximal, distal and radial margins free of tumor; the closest (radial) margin is at 14 mm.",
		"Lymphovascular invasion present. Perineural invasion not identified.",
		"Appendix and terminal ileum without significant abnormality.")
	p.Para("Pathologic stage (AJCC, 8th edition): pT3 pN1b, stage IIIB if no distant metastasis.")
	p.Heading("CLINICAL HISTORY")
	p.Para("61-year-old woman with iron deficiency anemia. Colonoscopy on February 27, 2026 found an ulcerated mass of the ascending colon; the biopsy showed adenocarcinoma.")
	p.Heading("SPECIMEN RECEIVED")
	p.Para("A. Right colon with terminal ileum and appendix, fresh, oriented with a suture at the ileal end.")
	p.Heading("GROSS DESCRIPTION")
	p.Para("The specimen, labeled with the patient's name and record number, consists of 24.5 cm of right colon, 8.0 cm of terminal ileum and an appendix of 6.1 cm. The serosa is smooth except for a puckered area over the tumor, which is inked blue. On opening, an ulcerated tumor with rolled edges measures 4.3 x 3.6 x 1.4 cm and lies 9.2 cm from the distal margin. The cut surface is firm and grey-white and extends into the fat for 5 mm.",
		"Eighteen lymph nodes, up to 1.6 cm, are found in the mesentery. Blocks: A1 proximal margin, A2 distal margin, A3 to A6 tumor with deepest invasion, A7 appendix, A8 to A15 lymph nodes.")
	p.Heading("SYNOPTIC SUMMARY")
	p.Table([]paper.Column{{Name: "Item", Share: 38}, {Name: "Finding", Share: 62}},
		[]string{"Procedure", "Right hemicolectomy"}, []string{"Tumor site", "Ascending colon"},
		[]string{"Histologic type and grade", "Adenocarcinoma, G2 (moderately differentiated)"},
		[]string{"Tumor size", "4.3 cm in its greatest dimension"}, []string{"Depth of invasion", "Pericolic tissue (pT3)"},
		[]string{"Margins", "Free; radial 14 mm"}, []string{"Lymph nodes", "2 involved of 18 examined (pN1b)"},
		[]string{"Tumor budding", "Low (3 buds in one hotspot field)"}, []string{"Lymphovascular invasion", "Present, small vessel"})
	p.Heading("IMMUNOHISTOCHEMISTRY")
	p.Table([]paper.Column{{Name: "Mismatch repair protein", Share: 40}, {Name: "Result on block A4", Share: 60}},
		[]string{"MLH1", "Nuclear staining kept"}, []string{"MSH2", "Nuclear staining kept"},
		[]string{"MSH6", "Nuclear staining kept"}, []string{"PMS2", "Nuclear staining kept"})
	p.Para("Interpretation: mismatch repair proficient. RAS and BRAF testing has not been requested on this specimen.")
	p.Sign("I. Thornbury", "Ignatius Thornbury, MD, Pathologist", "Electronically signed April 2, 2026, 16:20")
	return p.PDF(nil)
}

func ctReport() []byte {
	p := paper.New(paper.Imaging, foot, madeUp, paper.A4Offset)
	p.Banner(hospital.Of("Department of Radiology"))
	p.Title("CT ABDOMEN WITH CONTRAST")
	p.Fields(who([2]string{"Exam date", "2026-10-19"}, [2]string{"Accession no.", abdomenCT.accession},
		[2]string{"Reported", "2026-10-20"}, [2]string{"Referred by", "August Quill, MD"})...)
	p.Heading("Clinical information")
	p.Para("Colon cancer, right hemicolectomy in March 2026, adjuvant chemotherapy ended in July. Rising CEA. Recurrence?")
	p.Heading("Technique")
	p.Para("Axial images of the abdomen in the portal venous phase after 90 ml of intravenous contrast, slices of 7.5 mm. No oral contrast.")
	p.Heading("Comparison")
	p.Para("CT of chest, abdomen and pelvis of 2026-03-09 (images not on this disc).")
	p.Heading("Findings")
	p.Para("Liver: normal size and outline. New hypodense lesion in segment VI with a thin enhancing rim, 18 mm across (series 3, images 16 to 18). No other focal lesion. Portal and hepatic veins open. Gallbladder unremarkable.",
		"Spleen, pancreas and adrenal glands: normal. Kidneys: normal enhancement, no obstruction.",
		"Bowel: state after right hemicolectomy; the anastomosis with its staple line lies in the right upper abdomen and is not thickened. No obstruction. No free fluid or free air.",
		"Lymph nodes: none enlarged. Vessels: small calcified plaque of the infrarenal aorta.",
		"Lung bases: clear. Skeleton: degenerative change of the lumbar spine, no suspicious lesion.")
	p.Heading("Impression")
	p.List("New 18 mm lesion in liver segment VI, suspicious for a metastasis. MRI of the liver with liver-specific contrast is suggested.",
		"No sign of recurrence at the anastomosis. No enlarged lymph nodes.")
	p.Sign("Olwen Tarn", "Olwen Tarn, MD, Radiologist", "Final report, signed 2026-10-20 08:47")
	return p.PDF(nil)
}

// labReport is a table over time on a page that lies on its long side.
func labReport() []byte {
	p := paper.New(paper.Laboratory, foot, madeUp, paper.LetterWide)
	p.Crest(hospital.Of("Clinical Laboratory"))
	p.Title("LABORATORY RESULTS: cumulative report")
	p.Fields(who([2]string{"Latest sample", "October 27, 2026, 08:05"}, [2]string{"Printed", "October 28, 2026"})...)
	cols := []paper.Column{{Name: "Test", Share: 22}, {Name: "Unit", Share: 11}, {Name: "Reference range", Share: 15}}
	for _, d := range labDays {
		cols = append(cols, paper.Column{Name: d, Share: 13})
	}
	var rows [][]string
	for _, a := range assays {
		rows = append(rows, append([]string{a.name, a.unit, a.normal}, a.values[:]...))
	}
	p.Table(cols, rows...)
	p.Para("Values in bold are outside the reference range. CEA by immunoassay; values of different methods must not be compared.")
	return p.PDF(nil)
}

// strangersReport is about somebody else, whose name looks alike.
func strangersReport() []byte {
	p := paper.New(paper.Imaging, "ASHGRAVE, Tamara · born 2 November 1958 · MRN EX-0051894", madeUp, paper.A4)
	p.Banner(hospital.Of("Department of Radiology"))
	p.Title("ULTRASOUND OF THE ABDOMEN")
	p.Fields([2]string{"Patient", "ASHGRAVE, Tamara"}, [2]string{"MRN", "EX-0051894"}, [2]string{"Date of birth", "11/02/1958"}, [2]string{"Sex", "Female"},
		[2]string{"Exam date", "2026-08-13"}, [2]string{"Referred by", "Silas Wick, MD"})
	p.Heading("Clinical information")
	p.Para("Pain under the right ribs after meals.")
	p.Heading("Findings")
	p.Para("Gallbladder with several stones of up to 9 mm that move with position; wall not thickened. Bile ducts not widened. Liver of normal echo pattern without focal lesion. Kidneys and spleen normal.")
	p.Heading("Impression")
	p.Para("Gallstones without sign of inflammation.")
	p.Sign("P. Sedge", "Petra Sedge, MD, Radiologist", "Final report, signed 2026-08-13 15:02")
	return p.PDF(nil)
}

// chestReport is the paper in the photo.
func chestReport() string {
	return fmt.Sprintf(`Patient:  ASHGROVE, Tamsin Verity
Born:     23 May 1964        MRN: EX-0047311
Exam:     Chest X-ray, PA    Date: 19 Mar 2026
Accession no.: %s

CLINICAL INFORMATION
Before an operation on the bowel.

FINDINGS
The heart is of normal size. The lungs are clear,
without consolidation or nodule. No pleural
effusion. No pneumothorax. The mediastinum is
not widened. Bones without suspicious lesion.

IMPRESSION
No active disease of heart or lungs.


Petra Sedge, MD, Radiologist
Signed 19 Mar 2026, 11:40`, chestFilm.accession)
}
