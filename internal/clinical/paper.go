package clinical

// Paper is a record together with what was read of it, as the rules of a
// checklist see it.
type Paper struct {
	*Record
	// Pages are the texts of its pages, in order; none for a scan.
	Pages []PageText
	Codes []Code
	// Language is the language of its text, as in "de"; "" where it cannot be told.
	Language string
	// Mentions are what the text says happened, and Plans what it says is going to,
	// each with its day.
	Mentions, Plans []Mention
	// Path is the file that it was read from, as `medbundle list` prints it; of a
	// scan the first.
	Path string
}

// PageText is what was read of one page.
type PageText struct {
	// Number counts the pages of the file from 1.
	Number int
	Text   string
}

// Mention is one place at which a paper says that something was done: an
// operation, a stay, drug treatment, radiotherapy, a scan, a report. What is
// planned, offered, denied or told of a relative is none.
type Mention struct {
	// Fact is what it proves.
	Fact FactID
	// What names it in the paper's own words: "left mastectomy", "CT chest".
	What string
	// Modality is the DICOM modality of a scan that is mentioned: "CT".
	Modality string
	// Date is when it was, as far as the sentence says.
	Date Date
	// First and Last are the days from which and until which it went on, as far as
	// the paper says: of a stay, or of a course of treatment.
	First, Last Date
	// Quote is the sentence, and Page the page of the file that holds it, from 1.
	Quote string
	Page  int
}
