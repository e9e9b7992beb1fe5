package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// textual tells the kinds of text apart; ext is the lower-case extension of the
// name. What is not text is "application/octet-stream".
func textual(head []byte, ext string) string {
	if !isText(head) {
		return mediaBinary
	}
	s := strings.TrimSpace(strings.TrimPrefix(rendition.Decode(head), "\ufeff"))
	switch {
	case strings.HasPrefix(s, "<"):
		if m := markup(s); m != "" {
			return m
		}
	case strings.HasPrefix(s, "{"), strings.HasPrefix(s, "["):
		if m := jsonKind(s, len(head) == headBytes); m != "" {
			return m
		}
	case isAppleECG(s):
		return mediaApple
	case strings.HasPrefix(s, "#!"):
		return "text/x-shellscript"
	case isEmail(s, ext):
		return mediaEmail
	}
	if m := textByName[ext]; m != "" {
		return m
	}
	return mediaText
}

var textByName = map[string]string{
	".csv": mediaCSV, ".tsv": mediaCSV, ".md": mediaMarkdown, ".markdown": mediaMarkdown,
	".js": "text/javascript", ".css": "text/css", ".sh": "text/x-shellscript",
	".bat": "text/x-msdos-batch", ".cmd": "text/x-msdos-batch", ".vbs": "text/vbscript", ".ics": "text/calendar", ".vcf": "text/vcard",
}

// isText tells whether bytes read as text: no zero bytes outside UTF-16, and
// hardly any control characters.
func isText(head []byte) bool {
	if bytes.IndexByte(head, 0) >= 0 && !rendition.IsUTF16(head) {
		return false
	}
	bad, all := 0, 0
	for _, r := range rendition.Decode(head) {
		all++
		switch {
		case r == '\n', r == '\t', r == '\f', r == 0x1b:
		case r < 0x20, r == utf8.RuneError, r >= 0x7f && r < 0xa0:
			bad++
		}
	}
	return all > 0 && bad*50 <= all
}

// markup tells HTML, C-CDA and other XML by the root element. The C-CDA document
// of Apple Health holds what the telephone and the watch measured.
func markup(s string) string {
	isXML := strings.HasPrefix(s, "<?xml")
	root, attrs := rootElement(s)
	local := root[strings.LastIndex(root, ":")+1:]
	switch {
	case local == "HealthData", local == "ClinicalDocument" && strings.Contains(s[:min(len(s), 4096)], `"Health Export CDA"`):
		return mediaApple
	case local == "gpx":
		return mediaGPX
	case local == "ClinicalDocument":
		return mediaCDA
	case (local == "stylesheet" || local == "transform") && strings.Contains(attrs, "XSL/Transform"):
		return mediaXSL
	case strings.Contains(attrs, "http://hl7.org/fhir"):
		return mediaFHIRXML
	case local == "svg":
		return "image/svg+xml"
	case htmlRoots[strings.ToLower(local)]:
		return mediaHTML
	case isXML, local != "" && strings.Contains(attrs, "xmlns"):
		return mediaXML
	case local != "" && strings.Contains(s, "</"+root+">"):
		return mediaXML
	}
	return ""
}

var htmlRoots = map[string]bool{
	"html": true, "head": true, "body": true, "title": true, "meta": true, "table": true, "div": true, "p": true,
	"script": true, "style": true, "h1": true, "h2": true, "h3": true, "center": true, "font": true, "br": true, "form": true, "frameset": true,
}

// rootElement finds the first start tag after declarations and comments, and
// returns its name and the text of its attributes. A document type of HTML
// counts as a root.
func rootElement(s string) (name, attrs string) {
	for {
		s = strings.TrimSpace(s)
		var end string
		switch {
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case len(s) > 13 && strings.EqualFold(s[:14], "<!doctype html"):
			return "html", ""
		case strings.HasPrefix(s, "<!"):
			end = ">"
			if b := strings.IndexByte(s, '['); b >= 0 && b < strings.IndexByte(s, '>') {
				end = "]>"
			}
		case strings.HasPrefix(s, "<"):
			tag, _, _ := strings.Cut(s[1:], ">")
			name, attrs = tag, ""
			if i := strings.IndexAny(tag, " \t\r\n/"); i >= 0 {
				name, attrs = tag[:i], tag[i:]
			}
			return name, attrs
		default:
			return "", ""
		}
		_, rest, found := strings.Cut(s, end)
		if !found {
			return "", ""
		}
		s = rest
	}
}

// jsonKind tells FHIR by a "resourceType" at the top level of the object, or of
// the first object of a list. cut says that s is only the beginning of the file.
func jsonKind(s string, cut bool) string {
	if rest, ok := strings.CutPrefix(s, "["); ok && strings.HasPrefix(strings.TrimSpace(rest), "{") && jsonKind(strings.TrimSpace(rest), cut) == mediaFHIR {
		return mediaFHIR
	}
	d := json.NewDecoder(strings.NewReader(s))
	depth, key := 0, false
	for {
		t, err := d.Token()
		if err != nil {
			if cut && depth > 0 && !isSyntax(err) {
				if strings.Contains(s, `"resourceType"`) {
					return mediaFHIR
				}
				return mediaJSON
			}
			return ""
		}
		switch v := t.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
				key = depth == 1 && v == '{'
				continue
			}
			if depth--; depth == 0 {
				return mediaJSON
			}
			key = depth == 1
		case string:
			if depth == 1 && key && v == "resourceType" {
				return mediaFHIR
			}
			key = depth == 1 && !key
		default:
			key = depth == 1
		}
	}
}

func isSyntax(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) && !strings.Contains(err.Error(), "unexpected end")
}

// isAppleECG tells a recording of a watch: a table of millions of numbers below
// lines that say whose it is and how often it was measured.
func isAppleECG(s string) bool {
	head := s[:min(len(s), 2048)]
	if strings.Contains(head, "\nSample Rate,") && strings.Contains(head, "\nRecorded Date,") {
		return true
	}
	lines := strings.Split(head, "\n") // in other languages the words are others
	return len(lines) > 12 && appleWatch.MatchString(head) && strings.Count(lines[0], ",") == 1
}

var appleWatch = regexp.MustCompile(`\n[^,\n]{1,40},"?Watch\d{1,2},\d{1,2}"?\n[^,\n]{1,40},\d{3} `)

var emailHeaders = []string{"received:", "return-path:", "mime-version:", "message-id:", "delivered-to:", "dkim-signature:", "content-type:"}

// isEmail tells an e-mail by the headers that only a mail program writes.
func isEmail(s, ext string) bool {
	n := 0
	for i, l := range strings.SplitN(s, "\n", 60) {
		if i == 59 || strings.TrimSpace(l) == "" {
			break
		}
		for _, h := range emailHeaders {
			if len(l) > len(h) && strings.EqualFold(l[:len(h)], h) {
				n++
			}
		}
	}
	return n >= 2 || n == 1 && ext == ".eml"
}
