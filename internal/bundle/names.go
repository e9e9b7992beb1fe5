package bundle

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// The names of a bundle's parts, relative to its root.
const (
	PacketName    = "BUNDLE.PDF"
	SumsName      = "SHA256.TXT"
	IndexName     = "INDEX.HTM"
	ReadmeName    = "README.TXT"
	DirectoryName = "DICOMDIR"
	recordsFolder = "RECORDS"
	dicomFolder   = "DICOM"
)

// legalName is what ISO 9660 level 1 and PS3.10 section 8 let a path be made
// of. MANIFEST.JSON has a four-letter extension and is the one exception.
var legalName = regexp.MustCompile(`^([A-Z0-9_]{1,8}/){0,7}[A-Z0-9_]{1,8}(\.[A-Z0-9_]{1,3})?$`)

// LegalPath tells whether a path may stand in a bundle.
func LegalPath(p string) bool { return p == manifest.Name || legalName.MatchString(p) }

// extensions maps media types to the three letters that programs of every
// system open them by.
var extensions = map[string]string{
	"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG", "image/tiff": "TIF", "image/gif": "GIF",
	"image/bmp": "BMP", "image/heic": "HEI", "image/jp2": "JP2", "image/x-jp2-codestream": "J2K", "image/webp": "WEB", "text/plain": "TXT", "text/csv": "CSV", "text/html": "HTM", "text/xml": "XML", "text/markdown": "TXT",
	"application/hl7-cda+xml": "XML", "application/zip": "ZIP", "application/rtf": "RTF", "application/msword": "DOC",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOC",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       "XLS",
	"application/vnd.oasis.opendocument.text":                                 "ODT",
	"application/dicom": "DCM",
	"message/rfc822":    "EML",
}

// recordNames hands out names for RECORDS/: a four-letter kind and a number.
type recordNames map[clinical.Kind]int

func (n recordNames) next(k clinical.Kind, in clinical.Input) string {
	n[k]++
	ext, ok := extensions[in.Media]
	if !ok {
		ext = shortExt(in.Path)
	}
	return fmt.Sprintf("%s/%s%04d.%s", recordsFolder, k.Code(), n[k], ext)
}

// shortExt makes three legal letters of a file's own extension.
func shortExt(p string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(strings.TrimPrefix(path.Ext(p), ".")) {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
		if b.Len() == 3 {
			break
		}
	}
	if b.Len() == 0 {
		return "BIN"
	}
	return b.String()
}

// File IDs of DICOM instances (PS3.10 section 8.2).
func instanceID(study, series, instance int) []string {
	return []string{dicomFolder, "PT000001", fmt.Sprintf("ST%06d", study), fmt.Sprintf("SE%06d", series), fmt.Sprintf("IM%06d", instance)}
}
