package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A filled field, a stamp with a matrix, a mark in one of two states: each
// appearance is a square painted where its rectangle is, though the page's own
// content leaves another coordinate system behind.
func TestShownAnnotationsBecomePartOfThePage(t *testing.T) {
	square := func(colour string) string {
		return stream("/Type/XObject/Subtype/Form/BBox[0 0 10 10]", colour+" rg 0 0 10 10 re f")
	}
	turned := stream("/Subtype/Form/BBox[0 0 10 10]/Matrix[0 2 -2 0 7 7]", "1 0 0 rg 0 0 10 10 re f")
	unnamed := stream("/BBox[0 0 10 10]", "1 0 0 rg 0 0 10 10 re f")
	for _, c := range []struct{ name, annotation, want string }{
		{"field", "/Subtype/Widget/AP<</N 6 0 R>>", red},
		{"stamp with a matrix", "/Subtype/Stamp/AP<</N 8 0 R>>", red},
		{"appearance that is not called a form", "/Subtype/Stamp/AP<</N 9 0 R>>", red},
		{"state that is on", "/Subtype/Widget/AS/Yes/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>", red},
		{"state without an appearance", "/Subtype/Widget/AS/Off/AP<</N<</Yes 6 0 R>>>>", white},
		{"no state, the field's value", "/Subtype/Widget/V/Yes/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>", red},
		{"no state, the value above", "/Subtype/Widget/Parent<</V/Yes>>/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>", red},
		{"no state, no value", "/Subtype/Widget/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>", green},
		{"state that is not there", "/Subtype/Widget/AS/Maybe/AP<</N<</Yes 6 0 R/Off 7 0 R>>>>", green},
		{"hidden", "/Subtype/Stamp/F 2/AP<</N 6 0 R>>", white},
		{"not to be viewed", "/Subtype/Stamp/F 32/AP<</N 6 0 R>>", white},
		{"printed too", "/Subtype/Stamp/F 4/AP<</N 6 0 R>>", red},
		{"popup", "/Subtype/Popup/AP<</N 6 0 R>>", white},
		{"on a hidden layer", "/Subtype/Stamp/OC 10 0 R/AP<</N 6 0 R>>", white},
		{"on a shown layer", "/Subtype/Stamp/OC 11 0 R/AP<</N 6 0 R>>", red},
		{"on no layer that is shown", "/Subtype/Stamp/OC<</Type/OCMD/OCGs[10 0 R]>>/AP<</N 6 0 R>>", white},
		{"without an appearance", "/Subtype/Stamp", white},
	} {
		for _, rotate := range []int{0, 90} {
			t.Run(fmt.Sprintf("%s %d", c.name, rotate), func(t *testing.T) {
				t.Parallel()
				data := madePage("/OCProperties<</OCGs[10 0 R 11 0 R]/D<</OFF[10 0 R]>>>>",
					fmt.Sprintf("/MediaBox[0 0 200 200]/Annots[5 0 R]/Rotate %d", rotate), "0.5 0 0 -0.5 30 40 cm",
					"<</Type/Annot/Rect[100 140 60 100]"+c.annotation+">>",
					square("1 0 0"), square("0 1 0"), turned, unnamed, "<</Type/OCG/Name(off)>>", "<</Type/OCG/Name(on)>>")
				p := paint(t, assemble(t, Source{Name: "made", Data: data}, 1, 0, AppendOptions{}))
				x, y := 80, 120
				if rotate == 90 {
					x, y = 120, 120
				}
				if got := p.at(x, y); got != c.want {
					t.Errorf("at %d,%d is %s, want %s", x, y, got, c.want)
				}
				for _, xy := range [][2]int{{x - 23, y}, {x + 23, y}, {x, y - 23}, {x, y + 23}} {
					if got := p.at(xy[0], xy[1]); got != white {
						t.Errorf("beside it, at %v, is %s", xy, got)
					}
				}
			})
		}
	}
}

// Layers of several sources, with one name between them, keep each its state.
func TestHiddenLayersStayHidden(t *testing.T) {
	content := "/OC /L BDC 1 0 0 rg 0 0 200 200 re f EMC"
	for _, c := range []struct{ name, group, config, want string }{
		{"shown", "", "", red},
		{"off", "", "/OFF[5 0 R]", white},
		{"base off", "", "/BaseState/OFF", white},
		{"base off, on", "", "/BaseState/OFF/ON[5 0 R]", red},
		{"intent that is not asked for", "/Intent/Design", "/OFF[5 0 R]", red},
		{"usage decides", "/Usage<</View<</ViewState/OFF>>>>", "/AS[<</Event/View/Category[/View]/OCGs[5 0 R]>>]", white},
		{"usage for printing does not", "/Usage<</View<</ViewState/OFF>>>>", "/AS[<</Event/Print/Category[/View]/OCGs[5 0 R]>>]", red},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			data := madePage("/OCProperties<</OCGs[5 0 R]/D<<"+c.config+">>>>",
				"/MediaBox[0 0 200 200]/Resources<</Properties<</L 5 0 R>>>>", content, "<</Type/OCG/Name(layer)"+c.group+">>")
			other := madePage("/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
				"/MediaBox[0 0 200 200]/Resources<</Properties<</L 5 0 R>>>>", content, "<</Type/OCG/Name(layer)>>")
			var b bytes.Buffer
			a := NewAssembler(&b, 2, Info{})
			for _, d := range [][]byte{data, other} {
				if _, _, err := a.Append(t.Context(), Source{Name: "made", Data: d}, AppendOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			if err := a.Close(nil); err != nil {
				t.Fatal(err)
			}
			if got := paint(t, b.Bytes()).at(100, 100); got != c.want {
				t.Errorf("the layer is %s, want %s", got, c.want)
			}
		})
	}
}

// active is a source that tries to do everything that a packet must not.
func active() []byte {
	return madePage(`/OpenAction<</S/JavaScript/JS(app.alert\(1\))>>/AA<</WC 5 0 R>>/AcroForm<</Fields[8 0 R]>>`+
		`/Names<</JavaScript<</Names[(a) 5 0 R]>>/EmbeddedFiles<</Names[(secret.exe) 6 0 R]>>>>/Metadata 9 0 R`,
		`/MediaBox[0 0 200 200]/AA<</O 5 0 R>>/Annots[8 0 R 12 0 R 13 0 R]/Metadata 9 0 R/PieceInfo<</X<</Private 9 0 R>>>>`+
			`/Resources<</XObject<</F 10 0 R/P 3 0 R>>/ExtGState<</G 5 0 R>>>>`, "/F Do",
		"<</S/JavaScript/JS(app.alert)>>",
		"<</Type/Filespec/F(secret.exe)/EF<</F 7 0 R>>>>",
		stream("/Type/EmbeddedFile", "MZsecret"),
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Maria)/Rect[0 0 9 9]/AA<</K 5 0 R>>/A 5 0 R/AP<</N 11 0 R>>>>",
		stream("/Type/Metadata", "private words"),
		stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Metadata 9 0 R/PieceInfo<</X 9 0 R>>/Ref<</F 6 0 R/Page 0>>/Resources<</XObject<</Self 10 0 R>>>>", "0 0 9 9 re f"),
		stream("/Subtype/Form/BBox[0 0 9 9]/F(/etc/passwd)", "0 0 9 9 re f"),
		"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.org/)>>>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 6 0 R>>")
}

func TestNothingThatActsTravels(t *testing.T) {
	r, err := Check(t.Context(), Source{Name: "made", Data: active()})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Scripts || !r.Forms || !r.HasAttachments || r.Signed || r.Encrypted {
		t.Errorf("Check saw %+v", r)
	}
	packet := assemble(t, Source{Name: "made", Data: active()}, 1, 0, AppendOptions{})
	plain := unpacked(t, packet)
	for _, forbidden := range []string{"JavaScript", "/JS", "/AA", "AcroForm", "Embedded", "Filespec", "/URI", "secret", "private", "/A ", "passwd", "/Ref", "PieceInfo", "FileAttachment", "Widget"} {
		if strings.Contains(plain, forbidden) {
			t.Errorf("the packet holds %s", forbidden)
		}
	}
	if !strings.Contains(plain, "Subtype /Form") {
		t.Error("the form that the page draws is missing")
	}
}

// unpacked is the file as qpdf spells it out.
func unpacked(t *testing.T, packet []byte) string {
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is not installed")
	}
	path := filepath.Join(t.TempDir(), "packet.pdf")
	if err := os.WriteFile(path, packet, 0o600); err != nil {
		t.Fatal(err)
	}
	return judge(t, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", path, "-")
}

func TestTheSameSourceTwiceIsStoredOnce(t *testing.T) {
	noise := make([]byte, 40000)
	for i := range noise {
		noise[i] = byte(i * i >> 3)
	}
	data := madePage("", "/MediaBox[0 0 200 200]/Resources<</XObject<</I 5 0 R>>>>", "q 100 0 0 100 0 0 cm /I Do Q",
		stream("/Type/XObject/Subtype/Image/Width 200/Height 200/BitsPerComponent 8/ColorSpace/DeviceGray", string(noise)))
	var b bytes.Buffer
	a := NewAssembler(&b, 10, Info{})
	for range 10 {
		if _, _, err := a.Append(t.Context(), Source{Name: "made", Data: data}, AppendOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), noise); n != 1 {
		t.Errorf("the picture is stored %d times", n)
	}
}

func TestOwnLinksLeadToPacketPages(t *testing.T) {
	data := madePage("", "/MediaBox[0 0 200 200]/Annots[5 0 R 6 0 R 7 0 R 8 0 R]", "",
		"<</Type/Annot/Subtype/Link/Rect[10 20 30 40]/A<</S/URI/URI(mb:3)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[10 50 30 70]/A<</S/URI/URI(https://example.org)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[10 50 30 70]/A<</S/URI/URI(mb:99)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[10 80 30 90]/Dest[3 0 R/Fit]>>")
	packet := filepath.Join(t.TempDir(), "packet.pdf")
	f, err := os.Create(packet)
	if err != nil {
		t.Fatal(err)
	}
	a := NewAssembler(f, 3, Info{Title: "Tytuł", Author: "A (b)", Language: "en", Created: time.Unix(0, 0)})
	for range 3 {
		if _, _, err := a.Append(t.Context(), Source{Name: "front", Data: data}, AppendOptions{OwnLinks: true}); err != nil {
			t.Fatal(err)
		}
	}
	outline := []Bookmark{
		{Title: "Deckblatt", Page: 1},
		{Title: "Übersicht ⟂ 概要", Page: 2, Open: true, Children: []Bookmark{{Title: "one (1)", Page: 2}, {Title: "two", Page: 3, Children: []Bookmark{{Title: "deep", Page: 1}}}}},
	}
	if err := a.Close(outline); err != nil {
		t.Fatal(err)
	}
	f.Close()
	judge(t, "qpdf", "--check", packet)
	s, err := ReadBack(t.Context(), packet)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Links) != 3 || s.Links[2] != (Link{From: 3, Rect: [4]float64{10, 20, 30, 40}, To: 3}) {
		t.Errorf("links are %+v", s.Links)
	}
	want := []OutlineEntry{{"Deckblatt", 1, 1}, {"Übersicht ⟂ 概要", 2, 1}, {"one (1)", 2, 2}, {"two", 3, 2}, {"deep", 1, 3}}
	if fmt.Sprint(s.Outline) != fmt.Sprint(want) {
		t.Errorf("the outline is %v, want %v", s.Outline, want)
	}
	if fmt.Sprint(s.Labels) != "[1 2 3]" {
		t.Errorf("labels are %v", s.Labels)
	}
}

// TestLinksOfAFootStandOverIt holds links of feet where their words are, on pages that
// lie in every way.
func TestLinksOfAFootStandOverIt(t *testing.T) {
	var turns []int
	var pages [][]byte
	for _, turn := range []int{0, 90, 180, 270} {
		turns = append(turns, turn)
		pages = append(pages, madePage("", fmt.Sprintf("/MediaBox[0 0 200 300]/Rotate %d", turn), ""))
	}
	feet := madePage("", fmt.Sprintf("/MediaBox[0 0 200 %v]/Annots[5 0 R]", FootBand), "", "<</Type/Annot/Subtype/Link/Rect[120 2 180 12]/A<</S/URI/URI(mb:1)>>>>")
	for i, data := range pages {
		packet := filepath.Join(t.TempDir(), "packet.pdf")
		f, err := os.Create(packet)
		if err != nil {
			t.Fatal(err)
		}
		a := NewAssembler(f, 1, Info{Title: "x", Language: "en", Created: time.Unix(0, 0)})
		if err := a.SetFeet(Source{Name: "feet", Data: feet}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := a.Append(t.Context(), Source{Name: "paper", Data: data}, AppendOptions{Band: true}); err != nil {
			t.Fatal(err)
		}
		if err := a.Close(nil); err != nil {
			t.Fatal(err)
		}
		f.Close()
		judge(t, "qpdf", "--check", packet)
		s, err := ReadBack(t.Context(), packet)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Links) != 1 || s.Links[0].To != 1 {
			t.Fatalf("turned by %d: links are %+v", turns[i], s.Links)
		}
		r := s.Links[0].Rect
		w, h := r[2]-r[0], r[3]-r[1]
		if turns[i]%180 != 0 {
			w, h = h, w
		}
		if scale := w / 60; h < 9.9*scale || h > 10.1*scale || scale < 0.9 || scale > 1.6 {
			t.Errorf("turned by %d: a link of 60 × 10 is %v × %v", turns[i], w, h)
		}
		low := map[int]bool{0: r[3] < 0, 90: r[0] > 200, 180: r[1] > 300, 270: r[2] < 0}[turns[i]]
		if !low {
			t.Errorf("turned by %d: the link %v is not in the band below the page", turns[i], r)
		}
	}
}

func TestMistakesOfTheCallerAreErrors(t *testing.T) {
	src := Source{Name: "made.pdf", Data: madePage("", "/MediaBox[0 0 200 200]", "")}
	for name, run := range map[string]func(a *Assembler) error{
		"too few pages":  func(a *Assembler) error { return a.Close(nil) },
		"too many pages": func(a *Assembler) error { return appendTo(t, a, src, 3, AppendOptions{}) },
		"no such page":   func(a *Assembler) error { return appendTo(t, a, src, 1, AppendOptions{Pages: []int{2}}) },
		"feet of another number": func(a *Assembler) error {
			return a.SetFeet(Source{Name: "feet", Data: feet(3, 100)})
		},
		"feet after pages": func(a *Assembler) error {
			appendTo(t, a, src, 1, AppendOptions{})
			return a.SetFeet(Source{Name: "feet", Data: feet(2, 100)})
		},
		"bookmark to nowhere": func(a *Assembler) error {
			appendTo(t, a, src, 2, AppendOptions{})
			return a.Close([]Bookmark{{Title: "x", Page: 3}})
		},
		"closed twice": func(a *Assembler) error {
			appendTo(t, a, src, 2, AppendOptions{})
			a.Close(nil)
			return a.Close(nil)
		},
		"full disk": func(a *Assembler) error {
			full := NewAssembler(failing{}, 2, Info{})
			if err := appendTo(t, full, src, 2, AppendOptions{}); err != nil {
				return err
			}
			return full.Close(nil)
		},
	} {
		if err := run(NewAssembler(&bytes.Buffer{}, 2, Info{})); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func appendTo(t *testing.T, a *Assembler, src Source, times int, opt AppendOptions) (err error) {
	for range times {
		if _, _, err = a.Append(t.Context(), src, opt); err != nil {
			return err
		}
	}
	return nil
}
