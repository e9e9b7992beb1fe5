package clinical

// MedicineLine is one medicine of a list in a record, copied. All of the line is in
// its columns, in the order in which it stands there; a line that cannot be divided
// surely is whole in Name.
type MedicineLine struct {
	Name, Dose, HowOften, From, To string
	// Ended tells that the record says that it is no longer taken.
	Ended bool
	// Record is where it stands, on Page of its file, from 1.
	Record string
	Page   int
	// Recognized tells that the page was read from its picture (OCR).
	Recognized bool
}
