package sandbox

import (
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// How much text is kept, in bytes of UTF-8 for a document and in characters
// for a page. A page of a report has some 3,000 characters; what is over the
// bounds is a list or an attack, and Probe.TextCut says so.
const (
	maxDocumentText = 16 << 20
	maxPageChars    = 200_000
)

// text reads a loaded page, in the order of its content stream, normalised.
func (d *document) text(page references.FPDF_PAGE) (text string, cut bool, err error) {
	loaded, err := d.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{
		Page: requests.Page{ByReference: &page},
	})
	if err != nil {
		return "", false, err
	}
	defer func() { _, _ = d.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}) }()
	chars, err := d.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil || chars.Count <= 0 {
		return "", false, err
	}
	count := min(chars.Count, maxPageChars)
	got, err := d.instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: loaded.TextPage, Count: count})
	if err != nil {
		return "", false, err
	}
	return normalise(got.Text), count < chars.Count, nil
}

// lineHyphen is what PDFium puts in place of a hyphen, hard or soft, between
// the last letter of a line and the first of the next; it leaves out the line
// end itself.
const lineHyphen = '\uFFFE'

const softHyphen = '\u00ad'

// normalise turns PDFium's text into lines that end in \n: words cut at the end
// of a line are joined, ligatures are spelt out, and NUL and
// other control characters are dropped.
func normalise(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case r == softHyphen:
			i += lineEndAt(runes, i+1)
		case r == lineHyphen:
			if !cutWord(runes, i) {
				b.WriteByte('-')
			}
		case spelt[r] != "":
			b.WriteString(spelt[r])
		case r == '\n' || r == '\t' || !unicode.IsControl(r) && r != '\uFFFF' && r != '\uFEFF':
			b.WriteRune(r)
		}
	}
	return trimLines(b.String())
}

// spelt has the Latin ligatures of the block Alphabetic Presentation Forms.
var spelt = map[rune]string{
	'\uFB00': "ff", '\uFB01': "fi", '\uFB02': "fl", '\uFB03': "ffi",
	'\uFB04': "ffl", '\uFB05': "st", '\uFB06': "st",
}

// lineEndAt counts the runes of a line end at i, with the spaces around it; 0
// where the line goes on.
func lineEndAt(runes []rune, i int) int {
	n := i
	for n < len(runes) && runes[n] == ' ' {
		n++
	}
	if n == len(runes) || runes[n] != '\n' {
		return 0
	}
	for n++; n < len(runes) && runes[n] == ' '; n++ {
	}
	return n - i
}

// cutWord tells whether the hyphen at i only cut a word: between two lower-case
// letters it did ("carci-noma"), elsewhere it is part of the word
// ("HER2-positive", "T-Stadium", "Dubin-Johnson").
func cutWord(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i-1]) && unicode.IsLower(runes[i+1])
}

// trimLines drops the spaces that PDFium leaves at the ends of lines, and the
// empty lines at both ends of the page.
func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
