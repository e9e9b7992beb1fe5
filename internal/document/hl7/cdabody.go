package hl7

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// unstructured reads what stands in the place of a structured body. Plain text
// is narrative; all else is a file of its own.
func (n *narrative) unstructured(x *xmltree.Node) {
	media := strings.ToLower(strings.TrimSpace(x.Attr("mediaType")))
	ref := strings.TrimSpace(x.First("reference").Attr("value"))
	switch {
	case x.Attr("representation") != "B64" && ref == "" && (media == "" || media == "text/plain" || media == "text/x-hl7-text+xml"):
		n.text(x)
	case x.Words() == "" && ref != "":
		n.doc.Body = &Body{Media: media, Reference: ref}
	default:
		data, whole := encapsulated(x)
		n.doc.Body = &Body{Media: media, Data: data, Damaged: !whole}
	}
}

// encapsulated is the content of a value of encapsulated data (HL7 V3 data
// types, ED), and whether all of it could be decoded.
func encapsulated(x *xmltree.Node) (data []byte, whole bool) {
	if x == nil {
		return nil, false
	}
	var raw strings.Builder
	for _, c := range x.Children {
		if c.Name == "" {
			raw.WriteString(c.Text)
		}
	}
	if x.Attr("representation") != "B64" {
		return []byte(strings.TrimSpace(raw.String())), true
	}
	data, whole = unbase64(raw.String())
	if packed := x.Attr("compression"); packed != "" {
		out, err := unpack(data, packed)
		return out, whole && err == nil
	}
	return data, whole
}

// unbase64 decodes as far as it goes. White space and missing padding are no
// fault; both alphabets of RFC 4648 are known.
func unbase64(s string) (data []byte, whole bool) {
	clean := make([]byte, 0, len(s))
	whole = true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ', c == '\n', c == '\r', c == '\t', c == '=':
		case c == '-':
			clean = append(clean, '+')
		case c == '_':
			clean = append(clean, '/')
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		default:
			whole = false
		}
	}
	if len(clean)%4 == 1 {
		clean, whole = clean[:len(clean)-1], false
	}
	data, err := base64.RawStdEncoding.DecodeString(string(clean))
	return data, whole && err == nil && len(data) > 0
}

// unpack undoes the compressions of HL7 V3 (CompressionAlgorithm).
func unpack(data []byte, how string) ([]byte, error) {
	var r io.Reader
	var err error
	switch how {
	case "DF":
		r = flate.NewReader(bytes.NewReader(data))
	case "ZL":
		r, err = zlib.NewReader(bytes.NewReader(data))
	case "GZ":
		r, err = gzip.NewReader(bytes.NewReader(data))
	default:
		return nil, fmt.Errorf("%w: packed in an unknown way", ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, rendition.MaxFile+1))
	if len(out) > rendition.MaxFile {
		return nil, ErrTooLarge
	}
	return out, err
}

// media takes the pictures and files that the entries of a section hold
// (observationMedia; CDA R2, 4.3.6.4).
func (n *narrative) media(s *xmltree.Node) {
	var names []string
	for _, e := range s.Elements("entry") {
		e.Walk(func(x *xmltree.Node) bool {
			if x.Name != "observationMedia" {
				return true
			}
			v := x.First("value")
			data, whole := encapsulated(v)
			switch {
			case v.Attr("representation") != "B64" || len(data) == 0:
				n.pictures++
			case !n.room(len(data)):
				n.b.MarkCut()
			default:
				name := partName(x.Attr("ID"), v.Attr("mediaType"), len(n.doc.Parts)+1)
				n.doc.Parts = append(n.doc.Parts, rendition.Part{Name: name, Media: v.Attr("mediaType"), Data: data})
				if !whole {
					name += " (damaged)"
				}
				names = append(names, name)
			}
			return false
		})
	}
	if len(names) > 0 {
		n.aside("To this section belong, as records of their own: " + strings.Join(names, ", ") + ".")
	}
}

func (n *narrative) room(size int) bool {
	if len(n.doc.Parts) >= rendition.MaxParts || n.bytes+size > rendition.MaxPartBytes {
		return false
	}
	n.bytes += size
	return true
}

// partName is what a picture is called: by its id, else by its number.
func partName(id, media string, number int) string {
	if id == "" || len(id) > 60 {
		id = fmt.Sprintf("picture %d", number)
	}
	_, ending, _ := strings.Cut(strings.ToLower(media), "/")
	if i := strings.IndexAny(ending, "+; "); i >= 0 {
		ending = ending[:i]
	}
	switch {
	case ending == "jpeg":
		return id + ".jpg"
	case ending != "" && len(ending) <= 5 && strings.Trim(ending, "abcdefghijklmnopqrstuvwxyz0123456789") == "":
		return id + "." + ending
	}
	return id
}
