package ocr

import (
	"image"
	"image/draw"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// printedColumns draws lines whose cells, between tabs, begin at the given places.
func printedColumns(t testing.TB, lines []string, at ...int) *image.Gray {
	t.Helper()
	data, err := os.ReadFile("../packet/typeset/fonts/NotoSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 28, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, 1500, 50*len(lines)+200))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: face}
	for i, l := range lines {
		for j, cell := range strings.Split(l, "\t") {
			d.Dot = fixed.P(at[j], 100+50*(i+1))
			d.DrawString(cell)
		}
	}
	return img
}

// TestRowsStayTogether reads a form, a table of values and a letter in two
// columns: the cells of a row stand on a line, columns of prose do not.
func TestRowsStayTogether(t *testing.T) {
	e := installed(t, "eng")
	form := []string{"Patient name:\tJane DOE", "Date of birth:\t14 March 1971", "Procedure:\tLeft lumpectomy", "Date of surgery:\t19 March 2026", "Surgeon:\tDr. Alan Hill", "Anesthesia:\tGeneral", "Blood loss:\tMinimal", "Complications:\tNone"}
	got := readImage(t, e, "eng", printedColumns(t, form, 100, 900)).Text
	for _, want := range form {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("form: no %q in\n%s", want, got)
		}
	}
	values := []string{"Test\tResult\tUnit\tReference", "Hemoglobin\t12.9\tg/dL\t12.0 - 16.0", "Leukocytes\t6.1\tG/L\t4.0 - 10.0", "Platelets\t231\tG/L\t150 - 400", "Creatinine\t0.82\tmg/dL\t0.50 - 0.90", "Sodium\t139\tmmol/L\t135 - 145", "Potassium\t4.2\tmmol/L\t3.5 - 5.1", "Bilirubin\t0.6\tmg/dL\t0.1 - 1.2"}
	got = readImage(t, e, "eng", printedColumns(t, values, 100, 560, 860, 1150)).Text
	for _, want := range values {
		if !strings.Contains(strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(want, " ", "")) {
			t.Errorf("table: no %q in\n%s", want, got)
		}
	}
	letter := []string{
		"The patient was taken to the operating\tShe was discharged home in good",
		"room and placed in the supine position.\tcondition with written instructions for",
		"The wound was closed with sutures and\tthe care of the wound. A visit to the",
		"the specimen was sent to pathology for\toffice is planned for next week. Please",
		"a careful examination of all margins.\tcall us at once if there is any fever.",
	}
	got = readImage(t, e, "eng", printedColumns(t, letter, 100, 800)).Text
	for _, want := range []string{"operating room and placed", "in good condition with written", "sutures and the specimen"} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("letter: no %q in\n%s", want, got)
		}
	}
}

// TestRowsOfBlocks covers blocks that only look like a table.
func TestRowsOfBlocks(t *testing.T) {
	at := func(block, text string, left, top int) []word {
		var out []word
		for _, s := range strings.Fields(text) {
			out = append(out, word{text: s, confidence: 90, left: left, top: top, width: 10 * len(s), height: 14, line: [3]string{block, "1", text}})
			left += 10*len(s) + 8
		}
		return out
	}
	prose := "the wound was closed and the specimen was sent away"
	cases := map[string]struct {
		in   [][]word
		want string
	}{
		"labels": {[][]word{at("1", "Name:", 0, 0), at("1", "Born:", 0, 30), at("2", "Jane", 300, 1), at("2", "1971", 300, 31)}, "Name:\tJane\nBorn:\t1971\n"},
		"a value of two lines": {[][]word{at("1", "Name:", 0, 0), at("1", "Note:", 0, 30), at("2", "Jane", 300, 0), at("2", "well", 300, 30), at("2", "again", 300, 60), at("3", "End", 0, 90)},
			"Name:\tJane\nNote:\twell\nagain\n\nEnd\n"},
		"prose": {[][]word{at("1", prose, 0, 0), at("1", prose, 0, 30), at("2", prose, 800, 0), at("2", prose, 800, 30)},
			strings.Repeat(prose+"\n", 2) + "\n" + strings.Repeat(prose+"\n", 2)},
		"a margin of its own step": {[][]word{at("1", "Dr. Hill", 0, 8), at("1", "Dr. Grey", 0, 24), at("2", prose, 300, 0), at("2", prose, 300, 32)},
			"Dr. Hill\nDr. Grey\n\n" + strings.Repeat(prose+"\n", 2)},
	}
	for name, c := range cases {
		if got := plainText(rows(c.in)); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
