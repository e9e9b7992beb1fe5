package clinical

// ItemStatus is how a checklist item stands.
type ItemStatus string

// The ways in which an item of a checklist may stand.
const (
	StatusPresent ItemStatus = "present"
	// StatusOld: there, but older than the checklist likes. It counts as here.
	StatusOld ItemStatus = "old"
	// StatusUnusable: there, but locked, unreadable, preliminary, or a part of it only.
	StatusUnusable ItemStatus = "unusable"
	// StatusDoubtful: a paper may be it, but that is not certain.
	StatusDoubtful ItemStatus = "doubtful"
	// StatusPartial: some of several are here, as one operation report for two operations.
	StatusPartial ItemStatus = "partial"
	StatusMissing ItemStatus = "missing"
	// StatusRequested: missing, and asked for.
	StatusRequested ItemStatus = "requested"
	// StatusSent: it travels apart from the bundle, as slides and blocks do.
	StatusSent ItemStatus = "sent-separately"
	// StatusWaived: missing, and a person says why the case goes without it.
	StatusWaived   ItemStatus = "waived"
	StatusNotAsked ItemStatus = "not-applicable"
)

// Here tells whether the item counts among those that are here.
func (s ItemStatus) Here() bool { return s == StatusPresent || s == StatusOld || s == StatusSent }

// Counted tells whether the item counts at all.
func (s ItemStatus) Counted() bool { return s != StatusNotAsked && s != StatusWaived }

// Missing tells whether nothing of the item is here.
func (s ItemStatus) Missing() bool { return s == StatusMissing || s == StatusRequested }

// Wanting tells whether the item needs something to be done.
func (s ItemStatus) Wanting() bool {
	return s.Missing() || s == StatusDoubtful || s == StatusUnusable || s == StatusPartial
}

// ChecklistItem is one item of a checklist as it stands for a case.
type ChecklistItem struct {
	ID string
	// Title is in plain words, Term the field's standard term.
	Title, Term string
	Level       string // "required", "recommended", "optional"
	// Kinds are the kinds of records that the item asks for.
	Kinds   []Kind
	Status  ItemStatus
	Records []string
	// Why says why the item has this status or is asked for; Fix says what to do.
	Why, Fix string
	// Proven tells that a fact of the patient's history asks for it, which Why names.
	Proven bool
	// Requested is when it was asked for, and Due by when an answer is owed; no
	// date where it was not, or where nobody said.
	Requested, Due Date
}

// Counted tells whether the item counts among those listed. An optional item
// that nobody has is not held against a case.
func (it ChecklistItem) Counted() bool {
	return it.Status.Counted() && !(it.Level == "optional" && it.Status == StatusMissing)
}

// Wanting tells whether the item needs something to be done.
func (it ChecklistItem) Wanting() bool { return it.Counted() && it.Status.Wanting() }

// Missing tells whether nothing is here of an item that counts.
func (it ChecklistItem) Missing() bool { return it.Counted() && it.Status.Missing() }

// ChecklistResult is a checklist as it stands for a case.
type ChecklistResult struct {
	Name    string
	Version string
	Items   []ChecklistItem
}

// Counts returns how many items are here and how many apply.
func (c ChecklistResult) Counts() (present, applicable int) {
	for _, it := range c.Items {
		if !it.Counted() {
			continue
		}
		applicable++
		if it.Status.Here() {
			present++
		}
	}
	return present, applicable
}
