package clinical

// Case is one patient and one question for the second doctor, as stated and as
// the papers agree.
type Case struct {
	Patient Patient
	// Cancer names the list of what this cancer needs: "breast"; "" if nobody said.
	Cancer string
	// CancerSeen is the one that the papers name, where they name one.
	CancerSeen CancerSeen
	// Stated is what the records state of the diagnosis, its stage, markers and
	// grade, word for word, what a reader wants first at the front.
	Stated []Quote
	// Listed are the medicines that lists in the records name, in the order of the
	// records.
	Listed    []MedicineLine
	Questions []string
	Recipient string
	// RecipientLanguage is the language that the clinic works in, as in "en"; "" if
	// nobody said.
	RecipientLanguage string
	// PreparedBy is who made the bundle, and Relationship what that person is to
	// the patient: "daughter". Who says "self" or "records staff" acts for nobody.
	PreparedBy, Relationship string
	// DecideBy is the day by which a decision is needed; zero if not stated.
	DecideBy Date
	Opinion  Opinion
	Facts    []Fact
	// Symptoms is the patient's own note on how things are now.
	Symptoms  string
	Medicines []Medicine
	Allergies []string
	// NoKnownAllergies is said expressly: no list is not the same as none.
	NoKnownAllergies bool
	// Reach is how to reach the patient, without a name, and Language what to speak
	// with the patient.
	Reach    Contact
	Language string
	Contacts []Contact
	Booked   []Booking
	// Words are what a person says about items of the checklist, by item id.
	Words     map[string]ItemWord
	Shipments []Shipment
	Requests  []Request
}

// CancerSeen is the cancer that papers name. It suggests a list; only a person
// decides it.
type CancerSeen struct {
	// Pack names the list of what this cancer needs: "breast".
	Pack string
	// Why is the evidence in a sentence, in Record on Page of its document, from 1.
	Why    string
	Record string
	Page   int
}

// Opinion says what is wanted of the second doctor.
type Opinion string

// What may be wanted; "" where nobody said.
const (
	OpinionOnly     Opinion = "opinion"  // an opinion only
	OpinionTransfer Opinion = "transfer" // to take over the treatment
)

// Wanted says it in words; "" where nobody said.
func (o Opinion) Wanted() string {
	switch o {
	case OpinionOnly:
		return "opinion only, no transfer of care"
	case OpinionTransfer:
		return "transfer of care wanted"
	}
	return ""
}

// Medicine is one line of a medicines list, as a person wrote it. Doses are
// copied, never computed.
type Medicine struct {
	Name     string `yaml:"name" json:"name"`
	Dose     string `yaml:"dose" json:"dose,omitempty"`
	HowOften string `yaml:"how_often" json:"how_often,omitempty"`
	Started  Date   `yaml:"started" json:"started,omitzero"`
	Stopped  Date   `yaml:"stopped" json:"stopped,omitzero"`
	// Ongoing says expressly that it is still taken.
	Ongoing bool   `yaml:"ongoing" json:"ongoing,omitempty"`
	Why     string `yaml:"why" json:"why,omitempty"`
}

// Contact is a doctor, hospital or relative, and how to reach them.
type Contact struct {
	Name string `yaml:"name" json:"name"`
	// Role is "treating oncologist", "family doctor", "daughter".
	Role    string `yaml:"role" json:"role,omitempty"`
	Phone   string `yaml:"phone" json:"phone,omitempty"`
	Email   string `yaml:"email" json:"email,omitempty"`
	Fax     string `yaml:"fax" json:"fax,omitempty"`
	Address string `yaml:"address" json:"address,omitempty"`
	// Records tells that requests for records of this hospital go here.
	Records bool `yaml:"records" json:"records,omitempty"`
}

// Booking is a date that is already fixed, which nobody should cancel for the
// sake of a second opinion.
type Booking struct {
	Date  Date   `yaml:"date" json:"date"`
	What  string `yaml:"what" json:"what"`
	Where string `yaml:"where" json:"where,omitempty"`
}

// ItemWord is a person's word on one item of the checklist.
type ItemWord struct {
	// Waived says why the case goes without the item.
	Waived string `yaml:"waived" json:"waived,omitempty"`
	// DoesNotApply says why the item is not for this patient.
	DoesNotApply string `yaml:"does_not_apply" json:"does_not_apply,omitempty"`
}

// Shipment is something that travels apart from the bundle: glass slides and
// paraffin blocks.
type Shipment struct {
	// Item is the id of the checklist item: "pathology_material".
	Item string `yaml:"item" json:"item"`
	// What is sent: "12 glass slides, 2 blocks".
	What        string   `yaml:"what" json:"what"`
	Lab         string   `yaml:"lab" json:"lab,omitempty"`
	CaseNumbers []string `yaml:"case_numbers" json:"case_numbers,omitempty"`
	To          string   `yaml:"to" json:"to,omitempty"`
	Sent        Date     `yaml:"sent" json:"sent,omitzero"`
	Carrier     string   `yaml:"carrier" json:"carrier,omitempty"`
	Tracking    string   `yaml:"tracking" json:"tracking,omitempty"`
	ReturnBy    Date     `yaml:"return_by" json:"return_by,omitzero"`
	Returned    Date     `yaml:"returned" json:"returned,omitzero"`
}

// Request is a letter that asked somebody for records.
type Request struct {
	To   string `yaml:"to" json:"to"`
	Sent Date   `yaml:"sent" json:"sent"`
	// Items are ids of checklist items that were asked for.
	Items []string `yaml:"items" json:"items"`
	// Due is the day by which an answer is owed, by law or as agreed.
	Due      Date `yaml:"due" json:"due,omitzero"`
	Answered Date `yaml:"answered" json:"answered,omitzero"`
}
