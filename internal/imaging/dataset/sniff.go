package dataset

import (
	"bytes"
)

// Transfer syntaxes that decide how a data set is laid out (PS3.5 A).
const (
	ImplicitLE = "1.2.840.10008.1.2"
	ExplicitLE = "1.2.840.10008.1.2.1"
	DeflatedLE = "1.2.840.10008.1.2.1.99"
	ExplicitBE = "1.2.840.10008.1.2.2"
)

// Encoding is how the elements of a data set are laid out.
type Encoding struct{ explicit, big bool }

// EncodingOf is how the elements of a file in the transfer syntax are laid out;
// everything compressed is Explicit VR Little Endian (PS3.5 A.4).
func EncodingOf(transferSyntax string) Encoding {
	switch transferSyntax {
	case ImplicitLE:
		return Encoding{}
	case ExplicitBE:
		return Encoding{explicit: true, big: true}
	}
	return Encoding{explicit: true}
}

// TransferSyntax is the uncompressed transfer syntax of the layout.
func (e Encoding) TransferSyntax() string {
	switch {
	case e.big:
		return ExplicitBE
	case e.explicit:
		return ExplicitLE
	}
	return ImplicitLE
}

// Sniff tells from the first bytes of a file, 132 or more, whether it is
// DICOM: "DICM" follows a preamble (PS3.10 7.1), or the file begins with a data
// set whose first two elements are what group 0002 or 0008 begins with.
func Sniff(head []byte) bool {
	if hasMagic(head) {
		return true
	}
	_, ok := bareEncoding(head)
	return ok
}

func hasMagic(head []byte) bool { return len(head) >= 132 && string(head[128:132]) == "DICM" }

// bareEncoding tells how a data set without a preamble is laid out. It asks for
// two sound elements in ascending order, so that text and other formats fail.
func bareEncoding(head []byte) (Encoding, bool) {
	if len(head) < 32 {
		return Encoding{}, false
	}
	for _, e := range []Encoding{{explicit: true}, {explicit: true, big: true}, {}} {
		first, n, ok := soundElement(head, e)
		if !ok || (first>>16 != 0x0002 && first>>16 != 0x0008) || first&0xFFFF > 0x1030 {
			continue
		}
		if n+16 > len(head) {
			if n < 1024 && len(head) < 4096 {
				continue
			}
			return e, true
		}
		second, _, ok := soundElement(head[n:], e)
		if ok && second > first && second>>16 <= 0x0010 {
			return e, true
		}
	}
	return Encoding{}, false
}

// soundElement reads the element at the start of b and tells whether its VR
// and length are those of an identifying element: short, and of even length.
func soundElement(b []byte, e Encoding) (tag uint32, size int, ok bool) {
	if len(b) < 12 {
		return 0, 0, false
	}
	bo := order(e.big)
	tag = uint32(bo.Uint16(b))<<16 | uint32(bo.Uint16(b[2:]))
	length, header := bo.Uint32(b[4:]), 8
	if e.explicit {
		switch v := vrOf(b[4:]); {
		case !v.known():
			return 0, 0, false
		case v.long():
			length, header = bo.Uint32(b[8:]), 12
		default:
			length = uint32(bo.Uint16(b[6:]))
		}
	} else if _, listed := wanted[tag]; !listed && tag&0xFFFF > 0x0018 {
		return 0, 0, false
	}
	if tag&0xFFFF == 0 && length != 4 {
		return 0, 0, false
	}
	return tag, header + int(length), length <= 128 && length%2 == 0
}

// inferEncoding tells from the first element of a data set how it is laid out,
// whatever the meta header says; ok is false where the bytes do not tell.
func inferEncoding(b []byte) (e Encoding, ok bool) {
	if len(b) < 8 {
		return Encoding{}, false
	}
	// Group numbers of a first element are small, so that the high byte is 0.
	e.big = b[0] == 0 && b[1] != 0
	e.explicit = vrOf(b[4:]).known()
	return e, e.explicit || !e.big
}

// ExecutablePreamble names what the 128 bytes before "DICM" make of the file
// for a program that does not know DICOM (CVE-2019-11687). A TIFF header is a
// use that the standard foresees (PS3.10 7.1) and is not named. "" for nothing.
func ExecutablePreamble(preamble []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"MZ", "PE"}, {"\x7fELF", "ELF"}, {"#!", "script"}, {"PK\x03\x04", "ZIP"}, {"%PDF", "PDF"},
		{"\xfe\xed\xfa\xce", "Mach-O"}, {"\xfe\xed\xfa\xcf", "Mach-O"}, {"\xce\xfa\xed\xfe", "Mach-O"},
		{"\xcf\xfa\xed\xfe", "Mach-O"}, {"\xca\xfe\xba\xbe", "Mach-O"},
	} {
		if bytes.HasPrefix(preamble, []byte(m.magic)) {
			return m.name
		}
	}
	if text := bytes.ToLower(bytes.TrimLeft(preamble, " \t\r\n")); bytes.HasPrefix(text, []byte("<")) {
		return "HTML"
	}
	return ""
}
