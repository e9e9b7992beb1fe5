package hl7v2

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Read reads one file. The error is hl7.ErrDamaged where there is no message,
// and hl7.ErrTooLarge beyond the limits.
func Read(data []byte) (*hl7.Document, error) {
	list, err := split(decode(data))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: no message inside", hl7.ErrDamaged)
	}
	x := &reading{doc: &hl7.Document{}, b: rendition.NewBuilder()}
	x.header(list)
	x.top()
	for _, m := range list {
		x.message(m)
	}
	x.doc.Blocks = x.b.Blocks()
	if x.doc.Cut = x.b.Cut(); x.doc.Cut {
		x.doc.Losses = append(x.doc.Losses, "the end is cut, for the text is very long")
	}
	for _, l := range []struct {
		n      int
		phrase string
	}{{x.lost, "files inside could not be taken out (%d)"}, {x.others, "lines that only computers need are not drawn (%d)"}} {
		if l.n > 0 {
			x.doc.Losses = append(x.doc.Losses, fmt.Sprintf(l.phrase, l.n))
		}
	}
	return x.doc, nil
}

// reading is one file as its messages are met.
type reading struct {
	doc    *hl7.Document
	b      *rendition.Builder
	about  clinical.Patient // of the message that is being drawn
	order  segment          // the OBR, or TXA, that results stand under
	rows   [][]string       // results that are not drawn yet
	prose  []string         // lines of a report that are not drawn yet
	title  string           // of the report
	bytes  int              // of all parts
	lost   int
	others int // segments of no interest
}

// header says what the file is: by its first message, and by its only order.
func (x *reading) header(list []message) {
	d := x.doc
	var titles []string
	for _, m := range list {
		for _, s := range m.segments {
			switch s.name {
			case "MSH":
				if d.Facility == "" {
					d.Facility = facility(s)
				}
			case "PID":
				if d.Patient.IsZero() {
					d.Patient = patient(s)
				}
			case "OBR", "TXA":
				x.addCodes(s)
				if t := title(s); t != "" && !slices.Contains(titles, t) {
					titles = append(titles, t)
				}
				if when := date(s); when.String() > d.Date.String() {
					d.Date = when
				}
				if d.Author == "" {
					d.Author = author(s)
				}
			case "OBX":
				if when := hl7Date(s.get(14, 1)); d.Date.IsZero() && !when.IsZero() {
					d.Date = when
				}
			}
		}
	}
	if d.Title = "Results (HL7 message)"; len(titles) > 0 && len(titles) <= 3 {
		d.Title = strings.Join(titles, ", ")
	}
	if d.Date.IsZero() && len(list[0].segments) > 0 {
		d.Date = hl7Date(list[0].segments[0].get(7, 1))
	}
}

// addCodes notes the LOINC codes of an order or document.
func (x *reading) addCodes(s segment) {
	for _, c := range codesOf(s) {
		x.doc.AddCode(c)
	}
}

func codesOf(s segment) (out []clinical.Code) {
	n := 4
	if s.name == "TXA" {
		n = 2
	}
	f := s.raw(n)
	for i := 1; i <= 4; i += 3 {
		code, system := s.part(f, i), strings.ToUpper(s.part(f, i+2))
		if system == "LN" || system == "LOINC" || system == "" && loinc(code) {
			out = append(out, clinical.Code{System: "loinc", Value: code, Name: s.part(f, i+1)})
		}
	}
	return out
}

// loinc tells a code with the check digit of LOINC.
func loinc(code string) bool {
	i := strings.IndexByte(code, '-')
	return i > 2 && i == len(code)-2 && strings.Trim(code, "0123456789-") == "" && strings.Count(code, "-") == 1
}

func (x *reading) top() {
	d := x.doc
	x.b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: d.Title})
	x.table([][2]string{
		{"Patient:", d.Patient.Name()}, {"Date of birth:", d.Patient.BirthDate.Human()}, {"Record numbers:", strings.Join(d.Patient.IDs, ", ")},
		{"Date:", d.Date.Human()}, {"Facility:", d.Facility}, {"Doctor:", d.Author},
	})
	x.about = d.Patient
}

func (x *reading) table(pairs [][2]string) {
	var rows [][]string
	for _, r := range pairs {
		if r[1] != "" {
			rows = append(rows, r[:])
		}
	}
	if len(rows) > 0 {
		x.b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
	}
}

// message draws one message.
func (x *reading) message(m message) {
	x.order = segment{}
	for _, s := range m.segments {
		switch s.name {
		case "PID":
			x.person(s)
		case "OBR", "TXA":
			x.flush()
			x.begin(s)
		case "OBX":
			x.observation(s)
		case "NTE":
			x.note(s)
		case "AL1", "DG1", "SPM", "RXE", "RXA", "RXO":
			x.flush()
			x.line(s)
		case "MSH", "EVN", "PV1", "ORC", "PD1", "NK1", "SFT", "PV2", "TQ1", "DSC", "PRD", "UAC", "CTD":
		default:
			x.others++
		}
	}
	x.flush()
}

// person says whom a message is about where it is another than before.
func (x *reading) person(s segment) {
	p := patient(s)
	if p.Name() == x.about.Name() && p.BirthDate == x.about.BirthDate {
		return
	}
	x.about = p
	x.table([][2]string{{"Patient:", p.Name()}, {"Date of birth:", p.BirthDate.Human()}, {"Record numbers:", strings.Join(p.IDs, ", ")}})
}

// begin draws the head of an order's results, or of a document.
func (x *reading) begin(s segment) {
	x.order, x.title = s, title(s)
	heading := x.title
	if when := date(s); !when.IsZero() {
		heading = join(", ", heading, when.Human())
	}
	x.b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: orElse(heading, "Result")})
	if s.name == "TXA" {
		x.table([][2]string{{"Author:", author(s)}, {"State:", join(", ", documentStates[s.get(17, 1)], documentStates[s.get(19, 1)])}, {"Number:", s.get(12, 1)}})
		return
	}
	x.table([][2]string{
		{"Ordered by:", person(s, 16)}, {"Read by:", person(s, 32)}, {"Specimen:", specimen(s)}, {"Asked:", join("; ", s.get(13, 1), coded(s, 31))},
		{"State:", resultStates[s.get(25, 1)]}, {"Number:", orElse(s.get(3, 1), s.get(2, 1))}, {"Reported:", hl7Date(s.get(22, 1)).Human()},
	})
}

// observation takes one OBX (HL7 v2.5.1, 7.4.2).
func (x *reading) observation(s segment) {
	name := join(" ", coded(s, 3), paren(s.get(4, 1)))
	if s.get(4, 1) != "" && len(s.get(4, 1)) <= 3 { // a set's number
		name = coded(s, 3)
	}
	kind := s.get(2, 1)
	if kind == "ED" || kind == "RP" {
		x.file(s, name, kind)
		return
	}
	var values []string
	for _, v := range s.repeats(5) {
		values = append(values, value(s, v, kind))
	}
	switch said := strings.Join(values, "\n"); {
	case kind == "TX", kind == "FT", kind == "ST" && len(said) > 200:
		if len(x.rows) > 0 {
			x.flush()
		}
		if name != "" && name != x.title && (len(x.prose) == 0 || x.prose[0] != "\x00"+name) {
			x.flush()
			x.prose = append(x.prose, "\x00"+name)
		}
		x.prose = append(x.prose, said)
	default:
		if len(x.prose) > 0 {
			x.flush()
		}
		when := hl7Date(s.get(14, 1))
		day := ""
		if when != date(x.order) {
			day = when.Human()
		}
		x.rows = append(x.rows, []string{name, said, orElse(s.get(6, 2), s.get(6, 1)), s.plain(s.raw(7)), flags(s), stateOf(s.get(11, 1)), day, ""})
	}
}

// note adds a comment to the result before it, else as a paragraph.
func (x *reading) note(s segment) {
	said := ""
	for _, v := range s.repeats(3) {
		said = join("\n", said, strings.TrimSpace(s.plain(v)))
	}
	if n := len(x.rows); n > 0 {
		x.rows[n-1][7] = join("\n", x.rows[n-1][7], said)
		return
	}
	x.prose = append(x.prose, said)
}

// flush draws the results, or the text, that were gathered.
func (x *reading) flush() {
	if len(x.rows) > 0 {
		rows := append([][]string{{"Test", "Result", "Unit", "Reference", "Flag", "State", "Date", "Comment"}}, x.rows...)
		x.b.Add(rendition.Block{Kind: rendition.Table, Rows: filled(rows), Header: true})
	}
	if len(x.prose) > 0 && strings.HasPrefix(x.prose[0], "\x00") {
		x.b.Add(rendition.Block{Kind: rendition.Heading, Level: 3, Text: x.prose[0][1:]})
		x.prose = x.prose[1:]
	}
	if len(x.prose) > 0 {
		for _, b := range rendition.PlainText([]byte(strings.Join(x.prose, "\n"))).Blocks {
			x.b.Add(b)
		}
	}
	x.rows, x.prose = nil, nil
}

// line draws a segment that stands for itself: an allergy, a diagnosis.
func (x *reading) line(s segment) {
	names := map[string]string{"AL1": "Allergy", "DG1": "Diagnosis", "SPM": "Specimen", "RXE": "Medicine", "RXA": "Medicine given", "RXO": "Medicine ordered"}
	var out []string
	for i := 1; i < len(s.fields); i++ {
		if v := coded(s, i); v != "" && !isNumber(v) {
			out = append(out, v)
		}
	}
	x.b.Add(rendition.Block{Text: names[s.name] + ": " + strings.Join(out, ", ")})
}

// file takes a file out of an OBX: data that is encapsulated (ED), or a pointer
// to data elsewhere (RP), which is not followed.
func (x *reading) file(s segment, name, kind string) {
	x.flush()
	if kind == "RP" {
		x.doc.Elsewhere++
		x.b.Add(rendition.Block{Text: join(": ", name, "a file that is not in this message")})
		return
	}
	for _, v := range s.repeats(5) {
		parts := strings.Split(v, string(s.d.component))
		if len(parts) < 5 {
			x.lost++
			continue
		}
		data, err := payload(parts[3], strings.Join(parts[4:], string(s.d.component)), s)
		if err != nil || len(data) == 0 || len(x.doc.Papers) >= rendition.MaxParts || x.bytes+len(data) > rendition.MaxPartBytes {
			x.lost++
			continue
		}
		x.bytes += len(data)
		title := orElse(x.title, name)
		if title == "" {
			title = x.doc.Title
		}
		media, end := mediaOf(parts[1], parts[2], data)
		x.doc.Papers = append(x.doc.Papers, hl7.Paper{
			Part: rendition.Part{Name: fileName(title) + end, Media: media, Data: data},
			Said: hl7.Said{Title: title, Facility: x.doc.Facility, Author: author(x.order), Codes: codesOf(x.order), Patient: x.about, Date: dateOr(date(x.order), x.doc.Date)},
		})
		x.b.Add(rendition.Block{Text: join(": ", orElse(name, title), "a file of its own ("+media+")")})
	}
}

func dateOr(d, instead clinical.Date) clinical.Date {
	if d.IsZero() {
		return instead
	}
	return d
}

// payload decodes what ED-4 says of ED-5.
func payload(encoding, data string, s segment) ([]byte, error) {
	switch strings.ToLower(encoding) {
	case "base64":
		data = strings.NewReplacer("\n", "", "\r", "", " ", "", string(s.d.escape)+".br"+string(s.d.escape), "").Replace(data)
		out, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			out, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(data, "="))
		}
		return out, err
	case "hex":
		return hex.DecodeString(strings.Join(strings.Fields(data), ""))
	}
	return []byte(s.plain(data)), nil
}

// mediaOf names the kind of a file: from what it is, else from what is said.
func mediaOf(kind, sub string, data []byte) (media, end string) {
	for _, k := range []struct{ magic, media, end string }{
		{"%PDF-", "application/pdf", ".pdf"}, {`{\rtf`, "application/rtf", ".rtf"}, {"\xff\xd8\xff", "image/jpeg", ".jpg"},
		{"\x89PNG", "image/png", ".png"}, {"II*\x00", "image/tiff", ".tif"}, {"MM\x00*", "image/tiff", ".tif"},
	} {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return k.media, k.end
		}
	}
	said := strings.ToLower(kind + "/" + sub)
	for _, k := range []struct{ word, media, end string }{
		{"html", "text/html", ".html"}, {"xml", "text/xml", ".xml"}, {"text", "text/plain", ".txt"}, {"plain", "text/plain", ".txt"}, {"pdf", "application/pdf", ".pdf"},
	} {
		if strings.HasSuffix(said, k.word) {
			return k.media, k.end
		}
	}
	return strings.Trim(said, "/"), ""
}
