package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func zipped(b []byte) string {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(b)
	z.Close()
	return out.String()
}

func TestHostileFilesAreRefused(t *testing.T) {
	bomb := zipped(make([]byte, 200<<20))
	deep := strings.Repeat("[", 100000) + strings.Repeat("]", 100000)
	chain := []string{}
	for i := range 2000 {
		chain = append(chain, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N %d 0 R>>>>", 6+i), ""))
	}
	packed := stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb)
	for name, data := range map[string][]byte{
		"empty":                  {},
		"text":                   []byte("hello"),
		"a login page":           []byte("<!DOCTYPE html><html><body>Sign in</body></html>"),
		"header alone":           []byte("%PDF-1.7\n"),
		"huge object number":     []byte("%PDF-1.4\n2147483647 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\ntrailer<</Root 2147483647 0 R/Size 2147483647>>\nstartxref\n9\n%%EOF"),
		"huge, over two lines":   []byte("%PDF-1.4\n99999999\n0\nobj<<>>endobj\ntrailer<</Root 1 0 R>>"),
		"no pages":               made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"),
		"catalog that is a loop": made("1 0 R"),
		"page tree loop":         made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>"),
		"resources too deep":     madePage("", "/Resources<</XObject<</N 5 0 R>>>>", "", chain...),
		"truncated":              madePage("", "/MediaBox[0 0 9 9]", strings.Repeat("x", 4000))[:2000],
		"object stream bombs":    objectStreams(packed, 4),
		"arrays too deep":        made("<</Type/Catalog/Pages "+deep+">>", "<<>>"),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Check(t.Context(), Source{Name: "bad.pdf", Data: data})
			if !errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), "bad.pdf: ") {
				t.Errorf("the error is %v", err)
			}
			a := NewAssembler(&bytes.Buffer{}, 1, Info{})
			if _, _, err := a.Append(t.Context(), Source{Name: "bad.pdf", Data: data}, AppendOptions{}); err == nil {
				t.Error("Check refuses it, Append does not")
			}
		})
	}
}

// objectStreams is a PDF with a cross-reference stream over n copies of an
// object stream.
func objectStreams(body string, n int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var table []byte
	entry := func(kind, offset, index int) {
		table = append(table, byte(kind), byte(offset>>24), byte(offset>>16), byte(offset>>8), byte(offset), byte(index))
	}
	entry(0, 0, 255)
	for i := range n {
		entry(1, b.Len(), 0)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	for i := range n {
		entry(2, i+1, 0)
	}
	entry(1, b.Len(), 0)
	start := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF", 2*n+1,
		stream(fmt.Sprintf("/Type/XRef/W[1 4 1]/Root %d 0 R/Size %d", n+1, 2*n+2), string(table)), start)
	return b.Bytes()
}

// Odd files that a reader can still show.
func TestOddFilesAreRead(t *testing.T) {
	for name, data := range map[string][]byte{
		"no media box":            madePage("", "", "0 0 9 9 re f"),
		"no contents":             made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R>>"),
		"contents nowhere":        made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Contents[9 0 R null 7 (x)]>>"),
		"resources of nonsense":   madePage("", "/Resources<</Font 7/XObject(x)/ExtGState[1]>>", ""),
		"resources nowhere":       madePage("", "/Resources 99 0 R", ""),
		"content of nonsense":     madePage("", "", "\xff\x00)))>>]] q <</ /#zz (("),
		"annotations of nonsense": madePage("", "/Annots[1 0 R 2 0 R null 5 (x) 3 0 R]", ""),
		"appearance in a circle": madePage("", "/Annots[5 0 R]", "",
			"<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 6 0 R>>>>", stream("/BBox[0 0 9 9]/Resources<</XObject<</A 6 0 R/B 7 0 R>>>>", ""), "[6 0 R 7 0 R]"),
		"page tree lost":       made("<</Type/Catalog>>", "<<>>", "<</Type/Page/MediaBox[0 0 50 50]>>"),
		"wrong count":          made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 77/Kids[3 0 R]>>", "<</Type/Page>>"),
		"crop box elsewhere":   madePage("", "/MediaBox[0 0 100 100]/CropBox[500 500 600 600]", ""),
		"self reference":       madePage("", "/Resources<</XObject<</X 5 0 R>>>>", "", "5 0 R"),
		"names with odd bytes": madePage("", "/Resources<</Font<</F#20#28#7f 5 0 R>>>>", "", "<</Type/Font/Subtype/Type1/BaseFont/A#42>>"),
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Check(t.Context(), Source{Name: "odd.pdf", Data: data})
			if err != nil || len(r.Pages) != 1 {
				t.Fatalf("%v, %d pages", err, len(r.Pages))
			}
			packet := assemble(t, Source{Name: "odd.pdf", Data: data}, 1, 0, AppendOptions{Band: true})
			path := filepath.Join(t.TempDir(), "p.pdf")
			if err := os.WriteFile(path, packet, 0o600); err != nil {
				t.Fatal(err)
			}
			if out := judge(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
				t.Error(out)
			}
			if s, err := ReadBack(t.Context(), path); err != nil || len(s.Pages) != 1 {
				t.Errorf("read back: %v", err)
			}
		})
	}
}

func TestContextEndsReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Check(ctx, Source{Name: "made.pdf", Data: madePage("", "", "")})
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrDamaged) {
		t.Errorf("the error is %v", err)
	}
}

// A bundle comes from anywhere: its packet is read within the same limits.
func TestReadBackIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "BUNDLE.PDF")
	bare := []byte("%PDF-1.4\n")
	for i := range 60_000 {
		bare = fmt.Appendf(bare, "%d 0 obj<<>>endobj\n", i+1)
	}
	if err := os.WriteFile(path, append(bare, "trailer<</Root 1 0 R>>"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadBack(t.Context(), path); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "more objects") {
		t.Errorf("the error is %v", err)
	}
	if err := os.WriteFile(path, madePage("", "", ""), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadBack(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// qpdf locks one file in every way that readers know.
func TestLockedFiles(t *testing.T) {
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is not installed")
	}
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.pdf")
	data := madePage("", "/MediaBox[0 0 200 200]/Resources<</XObject<</F 5 0 R>>/ColorSpace<</C[/Indexed/DeviceRGB 1 (\\377\\000\\000\\000\\377\\000)]>>>>", "/F Do",
		stream("/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</ColorSpace<</C[/Indexed/DeviceRGB 1 (\\377\\000\\000\\000\\377\\000)]>>>>", "/C cs 0 sc 0 0 100 200 re f 1 sc 100 0 100 200 re f"))
	if err := os.WriteFile(plain, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, how := range map[string][]string{
		"RC4 40":         {"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"},
		"RC4 128":        {"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--print=none", "--modify=none", "--extract=n", "--"},
		"AES 128":        {"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--print=none", "--modify=none", "--extract=n", "--"},
		"AES 256":        {"--encrypt", "", "owner", "256", "--print=none", "--modify=none", "--extract=n", "--"},
		"user password":  {"--encrypt", "Geheimnis", "owner", "256", "--"},
		"owner password": {"--encrypt", "other", "Geheimnis", "256", "--"},
	} {
		for _, objects := range []string{"disable", "generate"} {
			t.Run(name+" "+objects, func(t *testing.T) {
				path := filepath.Join(dir, strings.ReplaceAll(name, " ", "")+objects+".pdf")
				judge(t, "qpdf", append(append([]string{"--object-streams=" + objects, plain}, how...), path)...)
				src := Source{Name: "locked.pdf", Path: path, Format: FormatPDF}
				_, err := Check(t.Context(), src)
				if strings.Contains(name, "password") != errors.Is(err, ErrLocked) {
					t.Fatalf("without a password: %v", err)
				}
				src.Password = "Geheimnis"
				r, err := Check(t.Context(), src)
				if err != nil || !r.Encrypted {
					t.Fatalf("with its password: %v %+v", err, r)
				}
				p := paint(t, assemble(t, src, 1, 0, AppendOptions{}))
				if left, right := p.at(50, 100), p.at(150, 100); left != red || right != green {
					t.Errorf("its colours are %s and %s", left, right)
				}
			})
		}
	}
}

// FuzzCheck holds the law that what Check takes, Append takes, with the same
// pages, and that the packet can be read.
func FuzzCheck(f *testing.F) {
	f.Add(madePage("", "/MediaBox[0 0 200 200]", "0 0 9 9 re f"))
	f.Add(active())
	f.Add(madePage("/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>", "/Resources<</Properties<</L 5 0 R>>>>", "/OC /L BDC", "<</Type/OCG/Name(x)>>"))
	f.Add(objectStreams(stream("/Type/ObjStm/N 1/First 4", "5 0 <</Type/Catalog/Pages 9 0 R>>"), 2))
	f.Add(feet(3, 500))
	f.Fuzz(func(t *testing.T, data []byte) {
		src := Source{Name: "fuzzed.pdf", Data: data}
		r, err := Check(t.Context(), src)
		if err != nil {
			return
		}
		var b, again bytes.Buffer
		for _, w := range []*bytes.Buffer{&b, &again} {
			a := NewAssembler(w, len(r.Pages), Info{})
			if _, _, err := a.Append(t.Context(), src, AppendOptions{Band: true}); err != nil {
				t.Fatalf("Check took it, Append did not: %v", err)
			}
			if err := a.Close(nil); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Error("two packets of the same bytes differ")
		}
		back, err := Check(t.Context(), Source{Name: "packet.pdf", Data: b.Bytes()})
		if err != nil || len(back.Pages) != len(r.Pages) {
			t.Fatalf("the packet reads as %d pages of %d: %v", len(back.Pages), len(r.Pages), err)
		}
	})
}
