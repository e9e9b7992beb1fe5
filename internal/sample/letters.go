package sample

import "github.com/medbundle/medbundle/internal/sample/paper"

// LockedPassword opens the one locked PDF of the folder.
const LockedPassword = "lantern-23-quay"

func dischargeSummary() []byte {
	p := paper.New(paper.Plain, foot, madeUp, paper.Letter, paper.LetterSideways)
	p.Crest(hospital.Of("Department of General Surgery, Ward 4 East"))
	p.Title("DISCHARGE SUMMARY")
	p.Fields(who([2]string{"Admitted", "March 23, 2026"}, [2]string{"Discharged", "March 30, 2026"},
		[2]string{"Attending", "Marguerite Fennimore, MD"}, [2]string{"Discharged to", "Home"})...)
	p.Heading("Discharge diagnosis")
	p.Para("Adenocarcinoma of the ascending colon. Iron deficiency anemia. High blood pressure. Underactive thyroid.")
	p.Heading("Reason for admission")
	p.Para("Planned operation for a tumor of the ascending colon that colonoscopy found on February 27, 2026. CT of March 9, 2026 showed no distant metastasis.")
	p.Heading("Hospital course")
	p.Para("On March 24, 2026 Dr. Fennimore performed a laparoscopic right hemicolectomy with a stapled ileotransverse anastomosis. For details see the separate operative report.",
		"Recovery followed the enhanced recovery pathway. The patient drank on the evening of the operation and walked on the next day. On the third day she felt sick and her belly was distended; this was treated as a slow bowel without a tube and settled within two days. One unit of red cells was given on March 25. There was no fever. The wounds were dry at discharge.",
		"The pathology of the specimen is pending and will be discussed at the tumor board.")
	p.Heading("Condition at discharge")
	p.Para("Eating light food, bowels open, pain controlled with tablets, walking unaided. Hemoglobin 10.2 g/dL.")
	p.Heading("Medicines at discharge")
	p.Table([]paper.Column{{Name: "Medicine", Share: 30}, {Name: "Dose", Share: 26}, {Name: "How often", Share: 28}, {Name: "Change", Share: 16}},
		[]string{"Lisinopril", "10 mg", "once a day", "as before"},
		[]string{"Levothyroxine", "75 micrograms", "once a day", "as before"},
		[]string{"Ferrous sulfate", "325 mg", "every other day", "new"},
		[]string{"Acetaminophen", "500 mg", "up to four times a day", "new"},
		[]string{"Enoxaparin", "40 mg under the skin", "once a day until April 20", "new"},
		[]string{"Ibuprofen", "", "", "stopped"})
	p.Heading("Follow-up")
	p.List("Surgical clinic on April 13, 2026 for the wounds and the pathology result.",
		"Referral to Sampleford Cancer Center for advice on chemotherapy.",
		"Come back at once for fever, vomiting, a swollen belly or bleeding.")
	p.Sign("M. Fennimore", "Marguerite Fennimore, MD, Colorectal Surgery", "Dictated and signed March 30, 2026")
	return p.PDF(nil)
}

func clinicLetter() []byte {
	p := paper.New(paper.Plain, foot, madeUp, paper.A4)
	p.Centred(centre)
	p.Para("28 October 2026")
	p.Para("Dr. Rosalind Pike, Mockingham Family Practice, 3 Placebo Street, Mockingham")
	p.Bold("Re: Tamsin Verity ASHGROVE, born 23 May 1964, MRN EX-0047311", "Medical oncology clinic letter")
	p.Para("Dear Dr. Pike,",
		"I saw Ms. Ashgrove in my clinic today, with her brother. You know that she had a right hemicolectomy in March for a cancer of the ascending colon (pT3 pN1b, mismatch repair proficient) and then four cycles of capecitabine and oxaliplatin, the last begun on 6 July 2026.")
	p.Heading("Since the last visit")
	p.Para("She feels well and has gained 2 kg. The tingling in her fingertips is fading and no longer wakes her; it is grade 1. Her bowels move twice a day. She works part time. ECOG performance status 0.")
	p.Heading("Examination and results")
	p.Para("Abdomen soft, scars well healed, liver not enlarged. CEA has risen to 9.4 ng/mL from 2.8 in July. The CT of 19 October shows a new lesion of 18 mm in liver segment VI and nothing else.")
	p.Heading("Assessment and plan")
	p.Para("This is probably a single metastasis. I have explained that it may be curable by an operation, alone or with drug treatment before or after it, and that opinions on the order differ. I have asked for an MRI of the liver and for RAS and BRAF testing of the specimen of March. Her case goes to our tumor board on 4 November.",
		"She asked about a second opinion. I support this and have asked our records office to help her with copies.")
	p.Para("Yours sincerely,")
	p.Sign("August Quill", "August Quill, MD, Medical Oncology")
	return p.PDF(nil)
}

func treatmentPlan() []byte {
	p := paper.New(paper.Clinic, foot, madeUp, paper.Letter)
	p.Banner(centre.Of("Tumor Board, Gastrointestinal Cancers"))
	p.Title("TREATMENT PLAN: tumor board recommendation")
	p.Fields(who([2]string{"Meeting", "November 4, 2026"}, [2]string{"Presented by", "August Quill, MD"},
		[2]string{"Diagnosis", "Colon cancer, C18.2"}, [2]string{"Performance status", "ECOG 0"})...)
	p.Heading("Question to the board")
	p.Para("New single liver lesion seven months after right hemicolectomy for stage IIIB colon cancer: biopsy, operation or drug treatment first?")
	p.Heading("Summary of the course")
	p.Table([]paper.Column{{Name: "Date", Share: 20}, {Name: "Event", Share: 80}},
		[]string{"2026-02-27", "Colonoscopy: tumor of the ascending colon, biopsy adenocarcinoma"},
		[]string{"2026-03-24", "Laparoscopic right hemicolectomy: pT3 pN1b (2/18) R0, G2, mismatch repair proficient"},
		[]string{"2026-05-04", "Adjuvant chemotherapy: capecitabine and oxaliplatin, 4 cycles, the last begun on 2026-07-06"},
		[]string{"2026-10-19", "CT: lesion of 18 mm in liver segment VI; CEA 9.4 ng/mL"})
	p.Heading("Present")
	p.Para("Medical oncology, colorectal surgery, liver surgery, radiology, pathology, radiation oncology, nurse navigator.")
	p.Heading("Recommendation")
	p.List("MRI of the liver with liver-specific contrast and CT of the chest within two weeks.",
		"RAS, BRAF and HER2 testing on block A4 of the specimen EXS26-03187.",
		"If the lesion stays single: resection of segment VI or ablation, without biopsy. The liver surgeon will see the patient.",
		"Drug treatment after the operation to be decided when the tests are known; three months of FOLFOX is one choice.",
		"If MRI shows more than one lesion: FOLFIRI with bevacizumab first, then present again.")
	p.Heading("Intent of treatment and open points")
	p.Para("Cure. Open: order of operation and drug treatment, remaining nerve damage from oxaliplatin, choice of resection or ablation. The patient wishes for a second opinion before she decides; the date held for an operation is December 8, 2026.")
	p.Sign("A. Quill", "August Quill, MD, chair of the meeting", "Released November 4, 2026")
	return p.PDF(nil)
}

// lockedLetter is a letter that opens only with its password.
func lockedLetter() []byte {
	p := paper.New(paper.Plain, foot, madeUp, paper.Letter)
	p.Centred(centre.Of("Liver Surgery"))
	p.Para("November 9, 2026")
	p.Bold("Re: Tamsin Verity ASHGROVE, born May 23, 1964, MRN EX-0047311", "Consultation note, liver surgery clinic")
	p.Para("Dear Dr. Quill,",
		"Thank you for sending Ms. Ashgrove to my clinic. She is fit and has no chronic liver disease. The lesion of 18 mm in segment VI lies near the surface, away from the large vessels, and can be removed laparoscopically with a small resection.",
		"I told her that ablation is a fair alternative at this size, and that I would wait for the MRI before choosing. She will let us know after her second opinion. December 8 is held for her.")
	p.Sign("B. Hollis", "Benedikt Hollis, MD, Liver Surgery")
	return p.PDF(paper.NewLock(LockedPassword))
}

// reminder names several kinds of paper and is none of them.
func reminder() []byte {
	p := paper.New(paper.Clinic, foot, madeUp, paper.Letter)
	p.Crest(centre.Of("Appointments"))
	p.Para("November 10, 2026")
	p.Title("Appointment reminder")
	p.Para("Dear Ms. Ashgrove,", "this is a reminder of your appointment:")
	p.Fields([2]string{"When", "Tuesday, November 24, 2026, 10:40 am"}, [2]string{"Where", "Building B, second floor"},
		[2]string{"With", "August Quill, MD"}, [2]string{"Bring", "Photo ID"})
	p.Para("Please arrive fifteen minutes early and bring your insurance card, your medication list and, if you have them, copies of your pathology report and of any CT scan from another hospital on disc.",
		"If you cannot come, please call 555-0172 at least one day before. Parking is free for two hours.")
	p.Para("Your appointments team")
	return p.PDF(nil)
}

// referral is the letter that the family doctor typed; the folder holds its scan.
const referral = `Mockingham Family Practice
3 Placebo Street, Mockingham
Tel. 555-0115

                                 9 October 2026

August Quill, MD
Sampleford Cancer Center


Re: Tamsin Verity ASHGROVE, born 23 May 1964
    EX-0047311

Dear Dr. Quill,

I saw Ms. Ashgrove on 8 October for her blood
pressure. She is well. At home it is between
118/70 and 132/80 on lisinopril 10 mg, and I have
left the dose as it is.

Her thyroid test of September is normal on 75
micrograms of levothyroxine. Iron stores have
recovered; she takes the iron every other day.

She mentioned that the numbness in her fingertips
is better. She has had her flu vaccination. There
is no new illness in the family; her father had a
cancer of the bowel at the age of 79.

She is waiting for the CT that you ordered and
worries about it. I would be grateful for a copy
of the report.

With kind regards,



Rosalind Pike, MD


` + madeUp
