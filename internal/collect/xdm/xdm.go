// Package xdm reads METADATA.XML, the list of files of an IHE XDM medium or
// portal download (ITI TF-2, 3.32; the attributes: ITI TF-3, 4.2.3.2): an
// ebRIM 3.0 submission that says of every document where it lies, what it is
// and what its size and checksum were.
package xdm

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// Document is what the list says of one document. Every field may be empty.
type Document struct {
	// URI is where it lies, relative to the list, as written.
	URI string
	// SHA1 is its checksum, 40 hexadecimal digits in lower case; Size counts its
	// bytes, -1 where that is not said.
	SHA1 string
	Size int64
	// Title, Facility and Author are words for people.
	Title, Facility, Author string
	// Type and Class are what it is, coded; Service is when the care took place
	// that it tells of, Created when it was made.
	Type, Class      clinical.Code
	Service, Created clinical.Date
}

// The most bytes of a list that are read, and the most documents of it.
const (
	MaxBytes     = 16 << 20
	maxDocuments = 20_000
)

// Parse reads a list. ok tells whether data is one at all; of one that breaks
// off, what came before counts, and whole is false.
func Parse(data []byte) (docs []Document, whole, ok bool) {
	root, err := xmltree.Parse(data, xmltree.Limits{Bytes: MaxBytes, Depth: 60})
	if root == nil || root.Name != "SubmitObjectsRequest" && root.Name != "ProvideAndRegisterDocumentSetRequest" {
		return nil, false, false
	}
	root.Walk(func(x *xmltree.Node) bool {
		if x.Name != "ExtrinsicObject" {
			return true
		}
		if len(docs) < maxDocuments {
			docs = append(docs, document(x))
		}
		return false
	})
	return docs, err == nil && len(docs) < maxDocuments, true
}

// The schemes of classifications (ITI TF-3, table 4.2.5.2-1).
const (
	schemeType   = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983"
	schemeClass  = "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a"
	schemeAuthor = "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d"
)

func document(x *xmltree.Node) Document {
	d := Document{URI: uri(slot(x, "URI")), Size: -1, Title: name(x)}
	d.SHA1 = checksum(first(slot(x, "hash")))
	if n, err := strconv.ParseInt(first(slot(x, "size")), 10, 64); err == nil && n >= 0 {
		d.Size = n
	}
	d.Service = day(first(slot(x, "serviceStartTime")))
	if d.Service.IsZero() {
		d.Service = day(first(slot(x, "serviceStopTime")))
	}
	d.Created = day(first(slot(x, "creationTime")))
	for _, c := range x.Elements("Classification") {
		switch c.Attr("classificationScheme") {
		case schemeType:
			d.Type = code(c)
		case schemeClass:
			d.Class = code(c)
		case schemeAuthor:
			if d.Author == "" {
				d.Author = person(first(slot(c, "authorPerson")))
			}
			if d.Facility == "" {
				d.Facility, _, _ = strings.Cut(first(slot(c, "authorInstitution")), "^")
			}
		}
	}
	return d
}

func slot(x *xmltree.Node, name string) []string {
	var out []string
	for _, s := range x.Elements("Slot") {
		if s.Attr("name") != name {
			continue
		}
		for _, v := range s.First("ValueList").Elements("Value") {
			out = append(out, v.Words())
		}
	}
	return out
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// uri joins an address that was too long for one value: its pieces are led by
// "1|", "2|" and so on (ITI TF-3, 4.2.3.2.27).
func uri(values []string) string {
	if len(values) == 0 {
		return ""
	}
	pieces := slices.Clone(values)
	slices.SortStableFunc(pieces, func(a, b string) int { return piece(a) - piece(b) })
	var out strings.Builder
	for _, p := range pieces {
		if piece(p) > 0 {
			_, p, _ = strings.Cut(p, "|")
		}
		out.WriteString(p)
	}
	return out.String()
}

func piece(s string) int {
	n, _, ok := strings.Cut(s, "|")
	if k, err := strconv.Atoi(n); ok && err == nil && k > 0 && k < 1000 {
		return k
	}
	return 0
}

func name(x *xmltree.Node) string { return x.First("Name", "LocalizedString").Attr("value") }

func checksum(s string) string {
	s = strings.ToLower(s)
	if len(s) != 40 || strings.Trim(s, "0123456789abcdef") != "" {
		return ""
	}
	return s
}

// code reads a classification: its code, its system and its name.
func code(c *xmltree.Node) clinical.Code {
	system := first(slot(c, "codingScheme"))
	if system == "2.16.840.1.113883.6.1" || system == "urn:oid:2.16.840.1.113883.6.1" || strings.EqualFold(system, "LOINC") {
		system = "loinc"
	}
	return clinical.Code{System: system, Value: c.Attr("nodeRepresentation"), Name: name(c)}
}

// person reads a name of the data type XCN: "id^family^given^…".
func person(s string) string {
	f := strings.Split(s, "^")
	if len(f) < 2 {
		return strings.TrimSpace(s)
	}
	if len(f) < 3 {
		f = append(f, "")
	}
	return strings.TrimSpace(f[2] + " " + f[1])
}

// day is the date of a time YYYY[MM[DD[…]]].
func day(s string) clinical.Date {
	for i, c := range s {
		if c < '0' || c > '9' {
			s = s[:i]
			break
		}
	}
	var d clinical.Date
	switch {
	case len(s) >= 8:
		d.Day, _ = strconv.Atoi(s[6:8])
		fallthrough
	case len(s) >= 6:
		d.Month, _ = strconv.Atoi(s[4:6])
		fallthrough
	case len(s) >= 4:
		d.Year, _ = strconv.Atoi(s[:4])
	}
	if !d.Valid() {
		return clinical.Date{}
	}
	return d
}

// Path is where the document lies, seen from the root that the folder of the
// list is relative to; "" where that is nowhere inside.
func (d Document) Path(folder string) string {
	u := strings.ReplaceAll(strings.TrimSpace(d.URI), `\`, "/")
	if u == "" || strings.Contains(u, "://") || strings.HasPrefix(u, "/") {
		return ""
	}
	p := path.Join(folder, u)
	if p == ".." || strings.HasPrefix(p, "../") {
		return ""
	}
	return p
}
