package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/document/hl7v2"
)

// The media types that Read can do more with than say that it cannot.
const (
	mediaEmpty    = "inode/x-empty"
	mediaPDF      = "application/pdf"
	mediaDICOM    = "application/dicom"
	mediaZip      = "application/zip"
	mediaDOCX     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	mediaXLSX     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaPPTX     = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	mediaODT      = "application/vnd.oasis.opendocument.text"
	mediaODS      = "application/vnd.oasis.opendocument.spreadsheet"
	mediaODP      = "application/vnd.oasis.opendocument.presentation"
	mediaODG      = "application/vnd.oasis.opendocument.graphics"
	mediaDOC      = "application/msword"
	mediaXLS      = "application/vnd.ms-excel"
	mediaPPT      = "application/vnd.ms-powerpoint"
	mediaLocked   = "application/x-ms-office-encrypted"
	mediaRTF      = "application/rtf"
	mediaHTML     = "text/html"
	mediaCDA      = "application/hl7-cda+xml"
	mediaFHIR     = "application/fhir+json"
	mediaFHIRXML  = "application/fhir+xml"
	mediaApple    = "application/x-apple-health"
	mediaGPX      = "application/gpx+xml"
	mediaER7      = "application/hl7-v2+er7"
	mediaJSON     = "application/json"
	mediaXML      = "text/xml"
	mediaXSL      = "text/xsl"
	mediaEmail    = "message/rfc822"
	mediaMSG      = "application/vnd.ms-outlook"
	mediaCSV      = "text/csv"
	mediaMarkdown = "text/markdown"
	mediaText     = "text/plain"
	mediaHEIC     = "image/heic"
	mediaJ2K      = "image/x-jp2-codestream"
	mediaBinary   = "application/octet-stream"
)

// headBytes is how much of a file's beginning is looked at.
const headBytes = 64 << 10

// Sniff tells the media type of size bytes of r from their content; name breaks
// ties between kinds of plain text only. What cannot be told, or read, is
// "application/octet-stream"; nothing at all is "inode/x-empty".
func Sniff(r io.ReaderAt, size int64, name string) string {
	if size <= 0 {
		return mediaEmpty
	}
	head := make([]byte, min(size, headBytes))
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) || n == 0 {
		return mediaBinary
	}
	head = head[:n]
	for _, f := range []func([]byte) string{dicom, magic, boxes} {
		switch m := f(head); m {
		case "":
		case mediaMZ:
			return selfExtracting(r, size)
		case mediaBzip2:
			if isDMG(r, size) { // its first block may be packed that way
				return mediaDMG
			}
			return m
		default:
			return m
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped(r, size, head)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compoundType(r, size)
	case hasPDFHeader(head):
		return mediaPDF
	}
	if m := container(r, size); m != "" {
		return m
	}
	if hl7v2.Sniff(head) {
		return mediaER7
	}
	return textual(head, strings.ToLower(path.Ext(name)))
}

// hasPDFHeader looks for "%PDF-1." within the first 1,024 bytes, as readers do
// (ISO 32000-1, annex H, note 13).
func hasPDFHeader(head []byte) bool {
	head = head[:min(len(head), 1032)]
	i := bytes.Index(head, []byte("%PDF-"))
	return i >= 0 && i <= 1024 && i+5 < len(head) && head[i+5] >= '0' && head[i+5] <= '9'
}

type signature struct{ magic, media string }

// signatures are told by the first bytes alone.
var signatures = []signature{
	{"\xff\xd8\xff", "image/jpeg"},
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"}, {"II+\x00", "image/tiff"}, {"MM\x00+", "image/tiff"},
	{"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
	{"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"}, {"\xff\x4f\xff\x51", mediaJ2K},
	{"\x00\x00\x01\x00", "image/x-icon"},
	{"8BPS", "image/vnd.adobe.photoshop"},
	{`{\rtf`, mediaRTF},
	{"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{"Rar!\x1a\x07", "application/vnd.rar"},
	{"\x1f\x8b", "application/gzip"}, {"BZh", mediaBzip2}, {"\xfd7zXZ\x00", "application/x-xz"},
	{"MSCF", "application/vnd.ms-cab-compressed"},
	{"MZ", mediaMZ}, {"\x7fELF", "application/x-elf"},
	{"\xfe\xed\xfa\xce", "application/x-mach-binary"}, {"\xfe\xed\xfa\xcf", "application/x-mach-binary"},
	{"\xce\xfa\xed\xfe", "application/x-mach-binary"}, {"\xcf\xfa\xed\xfe", "application/x-mach-binary"},
	{"\xca\xfe\xba\xbe", "application/java-vm"},
	{"SQLite format 3\x00", "application/x-sqlite3"},
	{"\x00\x01\x00\x00Standard Jet DB", "application/x-msaccess"}, {"\x00\x01\x00\x00Standard ACE DB", "application/x-msaccess"},
	{"\x4c\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"},
	{"ITSF", "application/vnd.ms-htmlhelp"}, {"?_\x03\x00", "application/winhlp"},
	{"\x00\x00\x00\x01Bud1", "application/x-apple-dsstore"}, {"\x00\x05\x16\x07", "application/applefile"},
	{"bplist", "application/x-bplist"},
	{"%!PS", "application/postscript"},
	{"ID3", "audio/mpeg"}, {"OggS", "application/ogg"},
}

func magic(head []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.media
		}
	}
	if len(head) > 14 && bytes.HasPrefix(head, []byte("BM")) && bmpHeader(head) {
		return "image/bmp"
	}
	if IsTar(head) {
		return mediaTar
	}
	return ""
}

// bmpHeader tells a bitmap from a text that begins with "BM".
func bmpHeader(head []byte) bool {
	return len(head) >= 18 && binary.LittleEndian.Uint32(head[6:]) == 0 &&
		binary.LittleEndian.Uint32(head[14:]) >= 12 && binary.LittleEndian.Uint32(head[14:]) <= 124
}

// boxes tells the formats whose first bytes are a length: RIFF and ISO base
// media (ISO/IEC 14496-12, 4.3).
func boxes(head []byte) string {
	if len(head) < 12 {
		return ""
	}
	kind := string(head[8:12])
	switch {
	case bytes.HasPrefix(head, []byte("RIFF")):
		return map[string]string{"WEBP": "image/webp", "AVI ": "video/x-msvideo", "WAVE": "audio/x-wav"}[kind]
	case string(head[4:8]) != "ftyp":
		return ""
	case strings.HasPrefix(kind, "avif"), strings.HasPrefix(kind, "avis"):
		return "image/avif"
	case strings.HasPrefix(kind, "hei"), strings.HasPrefix(kind, "hev"), strings.HasPrefix(kind, "mif1"), strings.HasPrefix(kind, "msf1"):
		return mediaHEIC
	case strings.HasPrefix(kind, "qt"):
		return "video/quicktime"
	}
	return "video/mp4"
}
