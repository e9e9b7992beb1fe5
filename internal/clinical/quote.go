package clinical

// QuoteKind says what a quotation states.
type QuoteKind string

// What quotations state.
const (
	QuoteDiagnosis QuoteKind = "diagnosis"
	QuoteStage     QuoteKind = "stage"
	QuoteMarkers   QuoteKind = "markers"
	QuoteGrade     QuoteKind = "grade"
)

// Quote is what a record states of the illness, copied word for word: only runs of
// spaces and line breaks are written as one space, and "…" stands where a sentence
// goes on. Nothing is concluded from it.
type Quote struct {
	What QuoteKind
	Text string
	// Record is where it stands, on Page of its file, from 1.
	Record string
	Page   int
	// Recognized tells that the page was read from its picture (OCR): letters may
	// be misread.
	Recognized bool
	// Differs tells that another record states another thing of the same kind, and
	// that both are shown.
	Differs bool
}
