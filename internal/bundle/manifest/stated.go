package manifest

import "github.com/medbundle/medbundle/internal/clinical"

// At is where something stands that was copied from a record.
type At struct {
	Record string `json:"record"`
	// Page counts the pages of the record's file from 1; PacketPage is the page of
	// the packet, where there is one.
	Page       int `json:"page"`
	PacketPage int `json:"packet_page,omitempty"`
	// Recognized tells that the page was read from its picture (OCR).
	Recognized bool `json:"ocr,omitempty"`
}

// Quote is a statement of the diagnosis, its stage, markers or grade.
type Quote struct {
	What clinical.QuoteKind `json:"what"`
	Text string             `json:"text"`
	// Differs tells that another record states another stage.
	Differs bool `json:"differs,omitempty"`
	At
}

// Medicine is one line of a list of medicines, in columns.
type Medicine struct {
	Name     string `json:"name"`
	Dose     string `json:"dose,omitempty"`
	HowOften string `json:"how_often,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	// Ended tells that the list says that it is no longer taken.
	Ended bool `json:"ended,omitempty"`
	At
}

// statedOf is what was copied from the records of a case.
func statedOf(c clinical.Case) (quotes []Quote, medicines []Medicine) {
	for _, q := range c.Stated {
		quotes = append(quotes, Quote{q.What, q.Text, q.Differs, At{Record: q.Record, Page: q.Page, Recognized: q.Recognized}})
	}
	for _, l := range c.Listed {
		medicines = append(medicines, Medicine{l.Name, l.Dose, l.HowOften, l.From, l.To, l.Ended, At{Record: l.Record, Page: l.Page, Recognized: l.Recognized}})
	}
	return quotes, medicines
}
