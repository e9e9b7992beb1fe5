package sample

// LockedPassword opens the one locked PDF of the folder.
const LockedPassword = "lantern-23-quay"

func dischargeSummary() []byte {
	p := newPaper(letterStyle, foot, letterSheet, letterSideways)
	p.crest(hospital.of("Department of General Surgery, Ward 4 East"))
	p.title("DISCHARGE SUMMARY")
	p.fields(who([2]string{"Admitted", "March 23, 2026"}, [2]string{"Discharged", "March 30, 2026"},
		[2]string{"Attending", "Marguerite Fennimore, MD"}, [2]string{"Discharged to", "Home"})...)
	p.heading("Discharge diagnosis")
	p.para("Adenocarcinoma of the ascending colon. Iron deficiency anemia. High blood pressure. Underactive thyroid.")
	p.heading("Reason for admission")
	p.para("Planned operation for a tumor of the ascending colon that colonoscopy found on February 27, 2026. CT of March 9, 2026 showed no distant metastasis.")
	p.heading("Hospital course")
	p.para("On March 24, 2026 Dr. Fennimore performed a laparoscopic right hemicolectomy with a stapled ileotransverse anastomosis. For details see the separate operative report.",
		"Recovery followed the enhanced recovery pathway. The patient drank on the evening of the operation and walked on the next day. On the third day she felt sick and her belly was distended; this was treated as a slow bowel without a tube and settled within two days. One unit of red cells was given on March 25. There was no fever. The wounds were dry at discharge.",
		"The pathology of the specimen is pending and will be discussed at the tumor board.")
	p.heading("Condition at discharge")
	p.para("Eating light food, bowels open, pain controlled with tablets, walking unaided. Hemoglobin 10.2 g/dL.")
	p.heading("Medicines at discharge")
	p.table([]column{{"Medicine", 30}, {"Dose", 26}, {"How often", 28}, {"Change", 16}},
		[]string{"Lisinopril", "10 mg", "once a day", "as before"},
		[]string{"Levothyroxine", "75 micrograms", "once a day", "as before"},
		[]string{"Ferrous sulfate", "325 mg", "every other day", "new"},
		[]string{"Acetaminophen", "500 mg", "up to four times a day", "new"},
		[]string{"Enoxaparin", "40 mg under the skin", "once a day until April 20", "new"},
		[]string{"Ibuprofen", "", "", "stopped"})
	p.heading("Follow-up")
	p.list("Surgical clinic on April 13, 2026 for the wounds and the pathology result.",
		"Referral to Sampleford Cancer Center for advice on chemotherapy.",
		"Come back at once for fever, vomiting, a swollen belly or bleeding.")
	p.sign("M. Fennimore", "Marguerite Fennimore, MD, Colorectal Surgery", "Dictated and signed March 30, 2026")
	return p.pdf(nil)
}

func clinicLetter() []byte {
	p := newPaper(letterStyle, foot, a4Sheet)
	p.centred(centre)
	p.para("29 October 2026")
	p.para("Dr. Rosalind Pike, Mockingham Family Practice, 3 Placebo Street, Mockingham")
	p.lines(serifBold, 0, []string{"Re: Tamsin Verity ASHGROVE, born 23 May 1964, MRN EX-0047311", "Medical oncology clinic visit on 28 October 2026"})
	p.skip(80)
	p.para("Dear Dr. Pike,",
		"I saw Ms. Ashgrove in my clinic, with her brother. You know that she had a right hemicolectomy in March for a cancer of the ascending colon (pT3 pN1b, mismatch repair proficient) and then four cycles of capecitabine and oxaliplatin, the last begun on 6 July 2026.")
	p.heading("Since the last visit")
	p.para("She feels well and has gained 2 kg. The tingling in her fingertips is fading and no longer wakes her; it is grade 1. Her bowels move twice a day. She works part time. ECOG performance status 0.")
	p.heading("Examination and results")
	p.para("Abdomen soft, scars well healed, liver not enlarged. CEA has risen to 9.4 ng/mL from 2.8 in July. The CT of 19 October shows a new lesion of 18 mm in liver segment VI and nothing else.")
	p.heading("Assessment and plan")
	p.para("This is probably a single metastasis. I have explained that it may be curable by an operation, alone or with drug treatment before or after it, and that opinions on the order differ. I have asked for an MRI of the liver and for RAS and BRAF testing of the specimen of March. Her case goes to our tumor board on 4 November.",
		"She asked about a second opinion. I support this and have asked our records office to help her with copies.")
	p.para("Yours sincerely,")
	p.sign("August Quill", "August Quill, MD, Medical Oncology")
	return p.pdf(nil)
}

func treatmentPlan() []byte {
	p := newPaper(centreStyle, foot, letterSheet)
	p.banner(centre.of("Tumor Board, Gastrointestinal Cancers"))
	p.title("TREATMENT PLAN: tumor board recommendation")
	p.fields(who([2]string{"Meeting", "November 4, 2026"}, [2]string{"Presented by", "August Quill, MD"},
		[2]string{"Diagnosis", "Colon cancer, C18.2"}, [2]string{"Performance status", "ECOG 0"})...)
	p.heading("Question to the board")
	p.para("New single liver lesion seven months after right hemicolectomy for stage IIIB colon cancer: biopsy, operation or drug treatment first?")
	p.heading("Summary of the course")
	p.table([]column{{"Date", 20}, {"Event", 80}},
		[]string{"2026-02-27", "Colonoscopy: tumor of the ascending colon, biopsy adenocarcinoma"},
		[]string{"2026-03-24", "Laparoscopic right hemicolectomy: pT3 pN1b (2/18) R0, G2, mismatch repair proficient"},
		[]string{"2026-05-04", "Adjuvant chemotherapy: capecitabine and oxaliplatin, 4 cycles, the last begun on 2026-07-06"},
		[]string{"2026-10-19", "CT: lesion of 18 mm in liver segment VI; CEA 9.4 ng/mL"})
	p.heading("Present")
	p.para("Medical oncology, colorectal surgery, liver surgery, radiology, pathology, radiation oncology, nurse navigator.")
	p.heading("Recommendation")
	p.list("MRI of the liver with liver-specific contrast and CT of the chest within two weeks.",
		"RAS, BRAF and HER2 testing on block A4 of the specimen EXS26-03187.",
		"If the lesion stays single: resection of segment VI or ablation, without biopsy. The liver surgeon will see the patient.",
		"Drug treatment after the operation to be decided when the tests are known; three months of FOLFOX is one choice.",
		"If MRI shows more than one lesion: FOLFIRI with bevacizumab first, then present again.")
	p.heading("Intent of treatment and open points")
	p.para("Cure. Open: order of operation and drug treatment, remaining nerve damage from oxaliplatin, choice of resection or ablation. The patient wishes for a second opinion before she decides; the date held for an operation is December 8, 2026.")
	p.sign("A. Quill", "August Quill, MD, chair of the meeting", "Released November 4, 2026")
	return p.pdf(nil)
}

// lockedLetter is a letter that opens only with its password.
func lockedLetter() []byte {
	p := newPaper(letterStyle, foot, letterSheet)
	p.centred(centre.of("Liver Surgery"))
	p.para("November 9, 2026")
	p.lines(serifBold, 0, []string{"Re: Tamsin Verity ASHGROVE, born May 23, 1964, MRN EX-0047311", "Consultation note, liver surgery clinic"})
	p.skip(80)
	p.para("Dear Dr. Quill,",
		"Thank you for sending Ms. Ashgrove to my clinic. She is fit and has no chronic liver disease. The lesion of 18 mm in segment VI lies near the surface, away from the large vessels, and can be removed laparoscopically with a small resection.",
		"I told her that ablation is a fair alternative at this size, and that I would wait for the MRI before choosing. She will let us know after her second opinion. December 8 is held for her.")
	p.sign("B. Hollis", "Benedikt Hollis, MD, Liver Surgery")
	return p.pdf(newPDFLock(LockedPassword))
}

// reminder names several kinds of paper and is none of them.
func reminder() []byte {
	p := newPaper(centreStyle, foot, letterSheet)
	p.crest(centre.of("Appointments"))
	p.para("November 10, 2026")
	p.title("Appointment reminder")
	p.para("Dear Ms. Ashgrove,", "this is a reminder of your appointment:")
	p.fields([2]string{"When", "Tuesday, November 24, 2026, 10:40 am"}, [2]string{"Where", "Building B, second floor"},
		[2]string{"With", "August Quill, MD"}, [2]string{"Bring", "Photo ID"})
	p.para("Please arrive fifteen minutes early and bring your insurance card, your medication list and, if you have them, copies of your pathology report and of any CT scan from another hospital on disc.",
		"If you cannot come, please call 555-0172 at least one day before. Parking is free for two hours.")
	p.para("Your appointments team")
	return p.pdf(nil)
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
