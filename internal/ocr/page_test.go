package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// printed draws lines of text in black on a white page, as a printer would.
func printed(t testing.TB, lines []string) *image.Gray {
	t.Helper()
	data, err := os.ReadFile("../packet/typeset/fonts/NotoSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	const size, step, margin = 36, 56, 120
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	width := 0
	for _, l := range lines {
		width = max(width, font.MeasureString(face, l).Ceil())
	}
	img := image.NewGray(image.Rect(0, 0, width+2*margin, step*len(lines)+2*margin))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: face}
	for i, l := range lines {
		d.Dot = fixed.P(margin, margin+step*(i+1))
		d.DrawString(l)
	}
	return img
}

var report = map[string][]string{
	"eng": {
		"OPERATIVE REPORT", "", "Patient: DOE, Jane        Date of birth: 14 March 1971",
		"Date of service: 2026-03-19", "",
		"The patient was taken to the operating room and placed in the supine",
		"position. The wound was closed with sutures and the specimen was sent",
		"to pathology. There were no complications and the blood loss was small.",
		"She was discharged home in good condition with instructions for care.",
	},
	"deu": {
		"ENTLASSUNGSBRIEF", "", "Sehr geehrte Frau Kollegin,",
		"wir berichten über unsere gemeinsame Patientin, die sich vom 3. bis zum",
		"9. März 2026 in unserer stationären Behandlung befand. Die Operation",
		"wurde am 4. März durchgeführt und verlief ohne Komplikationen. Bei der",
		"Entlassung war die Wunde reizlos und die Patientin nicht beeinträchtigt.",
		"Wir bitten um eine Kontrolle der Laborwerte nach zwei Wochen.",
	},
	"pol": {
		"KARTA INFORMACYJNA", "", "Pacjentka przyjęta do oddziału chirurgii w celu leczenia operacyjnego",
		"z powodu raka piersi lewej. W badaniu stwierdzono zmianę o średnicy 18 mm.",
		"Zabieg przebiegł bez powikłań. Rana goi się prawidłowo. Wypisana do domu",
		"w stanie ogólnym dobrym z zaleceniem kontroli w poradni za 7 dni. Nie",
		"stwierdzono przerzutów w węzłach chłonnych i na zdjęciu płuc.",
	},
	"fra": {
		"COMPTE RENDU OPÉRATOIRE", "", "La patiente a été opérée le 12 mars 2026 dans le service de chirurgie",
		"pour une tumeur du sein gauche. Le geste a été réalisé sous anesthésie",
		"générale avec une exérèse en marges saines. Les suites sont simples et",
		"la patiente est sortie le lendemain avec des soins par une infirmière.",
	},
	"spa": {
		"INFORME DE ALTA", "", "La paciente fue ingresada el 12 de marzo de 2026 para una intervención",
		"quirúrgica por un tumor en la mama izquierda. La evolución fue buena y",
		"sin complicaciones, por lo que se decide el alta con control en consultas.",
		"En la exploración no se observan signos de infección en la herida.",
	},
	"ita": {
		"LETTERA DI DIMISSIONE", "", "La paziente è stata ricoverata il 12 marzo 2026 per un intervento alla",
		"mammella sinistra. Il decorso della degenza è stato regolare e non si sono",
		"osservate complicanze. Si dimette con una terapia per il dolore e con il",
		"controllo della ferita che è programmato nel nostro ambulatorio.",
	},
	"nld": {
		"ONTSLAGBRIEF", "", "Op 12 maart 2026 werd mevrouw opgenomen voor een operatie van de linker",
		"borst. Het verloop was zonder complicaties en de wond is niet ontstoken.",
		"Bij ontslag werd zij naar huis gestuurd met een recept voor pijnstilling en",
		"een afspraak op de polikliniek. Er zijn geen aanwijzingen voor metastasen.",
	},
}

func joined(lines []string) string { return strings.Join(lines, " ") }

// recall is how many in 100 of the words of want stand in got.
func recall(want, got string) int {
	have := map[string]bool{}
	for _, w := range strings.Fields(got) {
		have[w] = true
	}
	words, hits := strings.Fields(want), 0
	for _, w := range words {
		if have[w] {
			hits++
		}
	}
	return 100 * hits / max(len(words), 1)
}

// installed is an engine, where tesseract is here and reads these languages.
func installed(t testing.TB, languages ...string) *Engine {
	t.Helper()
	e := New(Options{Work: t.TempDir()})
	have, err := e.Languages()
	if errors.Is(err, ErrNotInstalled) {
		t.Skip("tesseract is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range languages {
		if !strings.Contains(strings.Join(have, " "), l) {
			t.Skipf("tesseract does not read %s here", l)
		}
	}
	return e
}

func readImage(t testing.TB, e *Engine, language string, img image.Image) Reading {
	t.Helper()
	got, err := e.Page(context.Background(), language, func(context.Context) (image.Image, error) { return img, nil })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestReadsEveryLanguage(t *testing.T) {
	for _, language := range preferred {
		t.Run(language, func(t *testing.T) {
			e := installed(t, language, "eng")
			got := readImage(t, e, "", printed(t, report[language]))
			t.Log(got.Language, got.Confidence, got.Top, recall(strings.Join(report[language], " "), got.Text))
			if got.Language != language || got.Turn != 0 {
				t.Errorf("read as %s, turned by %d", got.Language, got.Turn)
			}
			if r := recall(strings.Join(report[language], " "), got.Text); r < 95 || got.Confidence < 85 {
				t.Errorf("%d %% of the words, confidence %d:\n%s", r, got.Confidence, got.Text)
			}
		})
	}
}

// TestTellsWhatIsMissing reads pages in languages that are not installed.
func TestTellsWhatIsMissing(t *testing.T) {
	e := installed(t, "eng")
	in, err := e.setup()
	if err != nil {
		t.Fatal(err)
	}
	in.languages = []string{"eng"}
	pages := map[string][]string{
		"[rus ukr bul srp]": {
			"ВЫПИСНОЙ ЭПИКРИЗ", "", "Пациентка поступила в отделение хирургии для планового лечения",
			"по поводу рака левой молочной железы. Операция прошла без осложнений.",
			"Рана заживает первичным натяжением. Выписана домой в хорошем состоянии",
			"под наблюдение врача по месту жительства. Контроль через семь дней.",
		},
		"[ell]": {
			"ΕΝΗΜΕΡΩΤΙΚΟ ΣΗΜΕΙΩΜΑ", "", "Η ασθενής εισήχθη στη χειρουργική κλινική για προγραμματισμένη",
			"επέμβαση λόγω καρκίνου του αριστερού μαστού. Η επέμβαση έγινε χωρίς",
			"επιπλοκές και η ασθενής εξήλθε σε καλή κατάσταση με οδηγίες για το",
			"τραύμα και επανεξέταση στα εξωτερικά ιατρεία μετά από επτά ημέρες.",
		},
		"[deu]": report["deu"], "[pol]": report["pol"], "[]": report["eng"],
	}
	for want, lines := range pages {
		r := &reader{in: in, engine: e, page: newRaster(printed(t, lines))}
		got, err := r.read(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		if !in.osd && len(want) > 5 {
			continue
		}
		if fmt.Sprint(got.Missing) != want {
			t.Errorf("missing %v, want %s: %.200q", got.Missing, want, got.Text)
		}
	}
}

// TestReadsAPageAnyWayUp turns a page, slants it and makes it faint.
func TestReadsAPageAnyWayUp(t *testing.T) {
	e := installed(t, "eng")
	page := newRaster(printed(t, report["eng"]))
	cases := []struct {
		name string
		page *raster
		turn int
	}{
		{"upright", page, 0},
		{"on its right side", page.turned(90), 270},
		{"upside down", page.turned(180), 180},
		{"on its left side", page.turned(270), 90},
		{"slanted", page.leaned(10), 0},
		{"slanted the other way", page.leaned(-24), 0},
		{"slanted and upside down", page.turned(180).leaned(9), 180},
		{"slanted on its side", page.turned(90).leaned(9), 270},
		{"half the size", page.shrunk(2), 0},
		{"faint", mapped(page, func(v byte) byte { return 200 + v/5 }), 0},
		{"white on black", mapped(page, func(v byte) byte { return 255 - v }), 0},
	}
	in, err := e.setup()
	if err != nil {
		t.Fatal(err)
	}
	blind := in
	blind.osd = false // every direction has to be tried
	for _, in := range []installation{in, blind} {
		for _, c := range cases {
			if !in.osd && c.turn == 0 {
				continue
			}
			r := &reader{in: in, engine: e, page: c.page}
			got, err := r.read(context.Background(), "eng")
			if err != nil {
				t.Fatal(err)
			}
			hits := recall(strings.Join(report["eng"], " "), got.Text)
			t.Log(c.name, in.osd, got.Confidence, hits)
			if hits < 90 || got.Turn != c.turn {
				t.Errorf("%s: %d %% of the words, confidence %d, turned by %d instead of %d:\n%s", c.name, hits, got.Confidence, got.Turn, c.turn, got.Text)
			}
		}
	}
}

// TestKeepsSilentWhereThereIsNoText covers pages that hold nothing to read, or
// nothing that can be trusted.
func TestKeepsSilentWhereThereIsNoText(t *testing.T) {
	e := installed(t, "eng")
	page := newRaster(printed(t, report["eng"]))
	stripes := mapped(page, func(byte) byte { return 255 })
	for i := range stripes.pix {
		if i/stripes.width%37 < 9 || i%stripes.width%53 < 7 {
			stripes.pix[i] = 0
		}
	}
	scrawl := *page.shrunk(6)
	for name, p := range map[string]*raster{"stripes": stripes, "too small to read": &scrawl, "a dot": {width: 1, height: 1, pix: []byte{0}}} {
		if got := readImage(t, e, "", p.image()); got.Text != "" || got.Confidence != 0 {
			t.Errorf("%s: confidence %d: %q", name, got.Confidence, got.Text)
		}
	}
}

func mapped(r *raster, f func(byte) byte) *raster {
	out := &raster{width: r.width, height: r.height, pix: make([]byte, len(r.pix))}
	for i, v := range r.pix {
		out.pix[i] = f(v)
	}
	return out
}

// image is the page as the image package knows it.
func (r *raster) image() image.Image {
	return &image.Gray{Pix: r.pix, Stride: r.width, Rect: image.Rect(0, 0, r.width, r.height)}
}

// TestReadsTheSameTwice also reads pages beside each other.
func TestReadsTheSameTwice(t *testing.T) {
	e := installed(t, "eng", "deu")
	pages := []image.Image{printed(t, report["eng"]), printed(t, report["deu"])}
	var first [2]Reading
	for i, p := range pages {
		first[i] = readImage(t, e, "", p)
	}
	done := make(chan Reading, 4)
	for i := range 4 {
		go func() {
			r, _ := e.Page(context.Background(), "", func(context.Context) (image.Image, error) { return pages[i%2], nil })
			done <- r
		}()
	}
	for range 4 {
		if got := <-done; !reflect.DeepEqual(got, first[0]) && !reflect.DeepEqual(got, first[1]) {
			t.Errorf("another reading: %+v", got)
		}
	}
}
