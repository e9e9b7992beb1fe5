package manifest

// Event is one thing that happened, or is planned, as the records state it.
type Event struct {
	// Lane is the kind of event: "scans", "operations".
	Lane string `json:"lane"`
	What string `json:"what"`
	// Short is What in a few words.
	Short string `json:"short"`
	// Quote is the sentence that tells of it, where one is quoted.
	Quote string `json:"quote,omitempty"`
	// From is the day, or the first of several, as precisely as it is stated; To is
	// the last of what went on (Lasting). Either is absent where it is not stated.
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Lasting bool   `json:"lasting,omitempty"`
	Planned bool   `json:"planned,omitempty"`
	// Sources are the places that tell of it, the best first.
	Sources []Source `json:"sources"`
}

// Source is a place that tells of an event.
type Source struct {
	// Record is absent where the patient wrote it.
	Record string `json:"record,omitempty"`
	// Page counts the pages of the record's file from 1, and is absent for a scan.
	// PacketPage is the page of the packet, where there is one.
	Page       int `json:"page,omitempty"`
	PacketPage int `json:"packet_page,omitempty"`
}
