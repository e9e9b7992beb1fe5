package pdfium

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/pdf"
)

// refused is a PDF that pdf.Check will not read, for it names an object of an
// impossible number, and that PDFium opens.
func refused(data []byte) []byte {
	return bytes.Replace(data, []byte("%%EOF"), []byte("99999999 0 obj\nnull\nendobj\n%%EOF"), 1)
}

// withField is a page with a filled field that has no appearance.
func withField(value string) []byte {
	p := newPDF()
	p.text("", "Name of the patient:")
	field := p.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (" + value + ") /DA (/Helv 12 Tf 0 g) /Rect [72 600 300 630] /F 4 >>")
	page := len(p.objects) - 2
	p.objects[page] = strings.TrimSuffix(p.objects[page], ">>") + " /Annots [" + field + "] >>"
	data := p.bytes()
	form := " /AcroForm << /Fields [" + field + "] /DA (/Helv 12 Tf 0 g) /DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> "
	return withCatalog(data, form)
}

// withCatalog adds entries to the catalog; the table of objects no longer
// fits and readers mend it.
func withCatalog(data []byte, entries string) []byte {
	return bytes.Replace(data, []byte("/Type /Catalog"), []byte("/Type /Catalog "+entries), 1)
}

var rungs = []Rung{Appearances, Import, Copy, Raster}

func TestEveryRungKeepsThePage(t *testing.T) {
	e := testEngine(t, Options{}, "")
	damaged := refused(newPDF().text("", "Histology: carcinoma").text("/Rotate 90", "second page").bytes())
	path := writeFile(t, "f.pdf", damaged)
	if p := mustProbe(t, e, damaged); p.Assemblable || !p.Opened {
		t.Fatalf("the test's file is not one that needs a rescue: %+v", p)
	}
	for _, rung := range rungs {
		out := filepath.Join(t.TempDir(), "out.pdf")
		got, err := e.Rescue(context.Background(), path, "f.pdf", "", rung, out)
		if err != nil {
			t.Errorf("%s: %v", rung, err)
			continue
		}
		if len(got.Check.Pages) != 2 || got.Check.Pages[1] != (pdf.PageSize{Width: 792, Height: 612}) || len(got.Lost) > 0 {
			t.Errorf("%s: %+v", rung, got)
		}
		if d := differences(t, e, path, out, 2); slices.Max(d) > 3 {
			t.Errorf("%s: pages differ by %v", rung, d)
		}
	}
}

// differences compares the first n pages of two files.
func differences(t testing.TB, e *Engine, a, b string, n int) (out []int) {
	t.Helper()
	var pairs []Pair
	for i := range n {
		pairs = append(pairs, Pair{File: PageFile{Path: a, Name: "a"}, Page: i + 1, TwinFile: PageFile{Path: b, Name: "b"}, Twin: i + 1})
	}
	got, err := e.Compare(context.Background(), pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got {
		if !c.Drawn {
			t.Errorf("page %d was not drawn", c.Page)
		}
		out = append(out, c.Difference)
	}
	return out
}

func TestAppearancesOfWhatHasNone(t *testing.T) {
	e := testEngine(t, Options{}, "")
	path := writeFile(t, "f.pdf", withField("WWWWWWWWWWWW"))
	p, err := e.Probe(context.Background(), path, "f.pdf", nil)
	if err != nil || p.Check.Unshown != 1 {
		t.Fatalf("the test's file should have one unshown field: %+v, %v", p, err)
	}
	out := filepath.Join(t.TempDir(), "out.pdf")
	got, err := e.Rescue(context.Background(), path, "f.pdf", "", Appearances, out)
	if err != nil || got.Check.Unshown != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	dark := func(img image.Image) (n int) {
		for y := 162; y < 192; y++ {
			for x := 72; x < 300; x++ {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
					n++
				}
			}
		}
		return n
	}
	// The assembler is what must draw the field into the page.
	packet := packed(t, out)
	img, err := e.Render(context.Background(), packet, "packet", "", 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	if n := dark(img); n < 200 {
		t.Errorf("the field is not drawn: %d dark pixels", n)
	}
	if d := differences(t, e, path, packet, 1); d[0] > 3 {
		t.Errorf("the page differs by %d", d[0])
	}
}

// A mark over words is seen in the packet where its corners are, whatever its
// rectangle says, on a page that inherits its size.
func TestAppearancesOfMarks(t *testing.T) {
	e := testEngine(t, Options{}, "")
	p := newPDF().text("", "marked in yellow")
	mark := p.add("<< /Type /Annot /Subtype /Highlight /Rect [300 90 380 120] /QuadPoints [72 720 272 720 72 690 272 690] /C [1 1 0] /F 4 >>")
	page := len(p.objects) - 2
	p.objects[page] = strings.Replace(p.objects[page], "/MediaBox [0 0 612 792]", "/Annots ["+mark+"]", 1)
	data := bytes.Replace(p.bytes(), []byte("/Type /Pages"), []byte("/Type /Pages /MediaBox [0 0 400 800]"), 1)
	path, out := writeFile(t, "f.pdf", data), filepath.Join(t.TempDir(), "out.pdf")
	got, err := e.Rescue(context.Background(), path, "f.pdf", "", Appearances, out)
	if err != nil || got.Check.Unshown != 0 || got.Check.Pages[0] != (pdf.PageSize{Width: 400, Height: 800}) {
		t.Fatalf("%+v, %v", got, err)
	}
	img, err := e.Render(context.Background(), packed(t, out), "packet", "", 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := img.At(262, 84).RGBA(); r < 0xf000 || g < 0xf000 || b > 0x1000 {
		t.Errorf("the mark is not yellow: %x %x %x", r, g, b)
	}
	if d := differences(t, e, path, packed(t, path), 1); d[0] <= Alike {
		t.Errorf("a lost mark makes a difference of %d only", d[0])
	}
}

// packed is a packet of the one page of a file.
func packed(t testing.TB, path string) string {
	t.Helper()
	packet := filepath.Join(t.TempDir(), "packet.pdf")
	f, err := os.Create(packet)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a := pdf.NewAssembler(f, 1, pdf.Info{})
	if _, _, err := a.Append(context.Background(), pdf.Source{Name: "f.pdf", Path: path}, pdf.AppendOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	return packet
}

func TestRasterOfColourAndGrey(t *testing.T) {
	e := testEngine(t, Options{}, "")
	p := newPDF().page("0.9 0.1 0.1 rg 100 100 300 300 re f", "", "").page("0.5 g 100 100 300 300 re f", "", "/MediaBox [-50 -50 450 450]")
	path := writeFile(t, "f.pdf", p.bytes())
	out := filepath.Join(t.TempDir(), "out.pdf")
	if _, err := e.Rescue(context.Background(), path, "f.pdf", "", Raster, out); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, space := range []string{"/DeviceRGB", "/DeviceGray"} {
		if bytes.Count(data, []byte(space)) != 1 {
			t.Errorf("%s stands %d times, want once", space, bytes.Count(data, []byte(space)))
		}
	}
	if d := differences(t, e, path, out, 2); slices.Max(d) > 3 {
		t.Errorf("pages differ by %v", d)
	}
	again := filepath.Join(t.TempDir(), "again.pdf")
	if _, err := e.Rescue(context.Background(), path, "f.pdf", "", Raster, again); err != nil {
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(again); !bytes.Equal(data, second) {
		t.Error("the same file came out with other bytes")
	}
}

// A page that PDFium cannot load is blank in the pictures, and named.
func TestRasterNamesLostPages(t *testing.T) {
	e := testEngine(t, Options{}, "")
	p := newPDF().text("", "one").text("", "two").text("", "three")
	p.kids[1] = "77 0 R"
	path := writeFile(t, "f.pdf", p.bytes())
	out := filepath.Join(t.TempDir(), "out.pdf")
	got, err := e.Rescue(context.Background(), path, "f.pdf", "", Raster, out)
	if err != nil || !slices.Equal(got.Lost, []int{2}) || len(got.Check.Pages) != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRescueRefuses(t *testing.T) {
	good := newPDF().text("", "x").bytes()
	cases := []struct {
		name string
		data []byte
		how  string
		want error
	}{
		{"no PDF", []byte("hello"), "", ErrNoPage},
		{"empty", nil, "", ErrNoPage},
		{badName, good, "crash", ErrCrash},
		{badName, good, "hang", ErrTimeout},
		{badName, good, "alloc", ErrMemory},
		{badName, good, "check-two-pages", ErrRefused},
		{badName, good, "check-crash", ErrCrash},
	}
	for _, c := range cases {
		opt := Options{Timeout: 30 * time.Second}
		if c.how == "hang" {
			opt.Timeout = 2 * time.Second
		}
		if c.how == "alloc" {
			opt.MemoryLimit = 400 << 20
		}
		e := testEngine(t, opt, c.how)
		out := filepath.Join(t.TempDir(), "out.pdf")
		_, err := e.Rescue(context.Background(), writeFile(t, "f.pdf", c.data), c.name, "", Import, out)
		if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), c.name+": ") {
			t.Errorf("%s %s: %v, want %v", c.name, c.how, err, c.want)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s %s: a file was left behind", c.name, c.how)
		}
	}
}

// What stands there already is neither written over nor removed.
func TestRescueWritesNewFilesOnly(t *testing.T) {
	e := testEngine(t, Options{}, "")
	path := writeFile(t, "f.pdf", newPDF().text("", "x").bytes())
	if _, err := e.Rescue(context.Background(), path, "f.pdf", "", Copy, filepath.Join(t.TempDir(), "no", "out.pdf")); err == nil || !strings.Contains(err.Error(), "cannot write") {
		t.Errorf("a folder that is not there: %v", err)
	}
	there := writeFile(t, "there.pdf", []byte("mine"))
	if _, err := e.Rescue(context.Background(), path, "f.pdf", "", Copy, there); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there: %v", err)
	}
	if data, err := os.ReadFile(there); string(data) != "mine" {
		t.Errorf("a file that was there is now %q, %v", data, err)
	}
	if _, err := e.Rescue(context.Background(), path, "f.pdf", "", "ladder", filepath.Join(t.TempDir(), "out.pdf")); !errors.Is(err, ErrRefused) {
		t.Errorf("an unknown rung: %v", err)
	}
}

func TestCompare(t *testing.T) {
	e := testEngine(t, Options{}, "")
	solid := func(grey string, more string) []byte {
		return newPDF().page(grey+" g 0 0 2000 2000 re f", "", more).bytes()
	}
	page := newPDF().text("", "Histology: carcinoma", "Size: 14 mm", "Margins: clear")
	less := newPDF().text("", "Histology: carcinoma")
	cases := []struct {
		name    string
		a, b    []byte
		drawn   bool
		from    int
		to      int
		differs bool
	}{
		{"the same", page.bytes(), page.bytes(), true, 0, 0, false},
		{"a longer foot", solid("0.5", ""), solid("0.5", "/MediaBox [0 -22 612 792]"), true, 0, 1, false},
		{"a shorter page", solid("0.5", ""), solid("0.5", "/MediaBox [0 0 612 700]"), true, 255, 255, true},
		{"turned", solid("0.5", ""), solid("0.5", "/Rotate 90"), true, 255, 255, true},
		{"a little lighter", solid("0.5", ""), solid("0.55", ""), true, 10, 15, false},
		{"much lighter", solid("0.4", ""), solid("0.6", ""), true, 45, 55, true},
		{"lines lost", page.bytes(), less.bytes(), true, 5, 255, false},
		{"blank", solid("0.2", ""), newPDF().page("", "", "").bytes(), true, 200, 255, true},
		{"a twin that is no PDF", page.bytes(), []byte("x"), true, 255, 255, true},
		{"nothing to compare", []byte("x"), page.bytes(), false, 0, 0, false},
	}
	for _, c := range cases {
		pair := Pair{File: PageFile{Path: writeFile(t, "a.pdf", c.a), Name: "a"}, Page: 1, TwinFile: PageFile{Path: writeFile(t, "b.pdf", c.b), Name: "b"}, Twin: 1}
		got, err := e.Compare(context.Background(), []Pair{pair})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		g := got[0]
		if g.Drawn != c.drawn || g.Difference < c.from || g.Difference > c.to || c.name != "lines lost" && g.Differs() != c.differs {
			t.Errorf("%s: drawn %t, difference %d", c.name, g.Drawn, g.Difference)
		}
	}
}

// A child that dies over one page leaves the others compared.
func TestCompareGoesOnAfterADeath(t *testing.T) {
	good := writeFile(t, "f.pdf", newPDF().text("", "x").bytes())
	e := testEngine(t, Options{}, "crash")
	pairs := []Pair{
		{File: PageFile{Path: good, Name: badName}, Page: 1, TwinFile: PageFile{Path: good, Name: "b"}, Twin: 1},
		{File: PageFile{Path: good, Name: "a"}, Page: 1, TwinFile: PageFile{Path: good, Name: "b"}, Twin: 1},
		{File: PageFile{Path: good, Name: "a"}, Page: 1, TwinFile: PageFile{Path: good, Name: badName}, Twin: 1},
	}
	got, err := e.Compare(context.Background(), pairs)
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Drawn || !got[1].Drawn || got[1].Differs() || !got[2].Differs() {
		t.Errorf("%+v", got)
	}
	if _, err := e.Compare(context.Background(), []Pair{{File: PageFile{Path: "nowhere", Name: "a.pdf"}}}); err == nil || !strings.HasPrefix(err.Error(), "a.pdf: ") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// A download that was cut short keeps the pages before the cut.
func TestSalvage(t *testing.T) {
	e := testEngine(t, Options{}, "")
	whole := newPDF().text("", "one").text("", "two").text("", "three").bytes()
	cut := whole[:bytes.Index(whole, []byte("(three)"))]
	cut = bytes.Replace(cut, []byte("/Type /Catalog"), []byte("/Type /Cat-log"), 1)
	if p := mustProbe(t, e, cut); p.Opened || p.Assemblable {
		t.Fatal("the test's file can be opened as it is")
	}
	path, out := writeFile(t, "cut.pdf", cut), filepath.Join(t.TempDir(), "out.pdf")
	if err := e.Salvage(context.Background(), path, "cut.pdf", out); err != nil {
		t.Fatal(err)
	}
	p, err := e.Probe(context.Background(), out, "cut.pdf", nil)
	if err != nil || !p.Assemblable || len(p.Pages) < 2 || p.Pages[0].Text != "one" || p.Pages[1].Text != "two" {
		t.Errorf("%+v, %v", p, err)
	}
	none := filepath.Join(t.TempDir(), "none.pdf")
	if err := e.Salvage(context.Background(), writeFile(t, "x.pdf", []byte("hello")), "x.pdf", none); !errors.Is(err, ErrRefused) {
		t.Errorf("nothing to salvage: %v", err)
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a file was left behind")
	}
}
