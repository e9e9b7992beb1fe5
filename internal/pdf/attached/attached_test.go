package attached

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// made is a PDF of one empty page, written object by object; the catalog is
// object 1 and objects count on from 4.
func made(catalog, page string, objects ...string) []byte {
	objects = append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalog + ">>",
		"<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]" + page + ">>",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, body := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func zipped(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(data)) // a bytes.Buffer takes everything
	_ = z.Close()
	return b.String()
}

// found lists what is inside data as `name=bytes`, or `name!reason`.
func found(t testing.TB, data []byte, limits Limits) string {
	t.Helper()
	doc, err := cos.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	err = Find(context.Background(), doc, limits, func(f File) error {
		s := f.Name + "=" + string(f.Data)
		if f.Err != nil {
			s += "!" + f.Err.Error()
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

func TestFind(t *testing.T) {
	const spec = "<</Type/Filespec/F(a.txt)/EF<</F 5 0 R>>>>"
	hello := stream("/Type/EmbeddedFile", "hello")
	var numbers strings.Builder
	for i := range 1000 {
		fmt.Fprint(&numbers, i*i, " ")
	}
	half := zipped(numbers.String())
	for name, c := range map[string]struct {
		catalog, page string
		objects       []string
		want          string
	}{
		"nothing":    {"", "", nil, ""},
		"name tree":  {"/Names<</EmbeddedFiles<</Names[(listed) 4 0 R]>>>>", "", []string{spec, hello}, "a.txt=hello"},
		"with kids":  {"/Names<</EmbeddedFiles<</Kids[6 0 R 6 0 R]>>>>", "", []string{spec, hello, "<</Names[(b) 4 0 R]/Kids[6 0 R]>>"}, "a.txt=hello"},
		"associated": {"/AF[4 0 R]", "", []string{spec, hello}, "a.txt=hello"},
		"clip":       {"", "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>]", []string{spec, hello}, "a.txt=hello"},
		"portfolio":  {"/Collection<</View/T>>/Names<</EmbeddedFiles<</Names[(x) 4 0 R]>>>>", "", []string{spec, stream("/Filter/FlateDecode", zipped("deep"))}, "a.txt=deep"},
		"each once":  {"/AF[4 0 R]/Names<</EmbeddedFiles<</Names[(x) 4 0 R(y) 4 0 R]>>>>", "/AF[4 0 R]", []string{spec, hello}, "a.txt=hello"},
		"removed":    {"", "", []string{spec, hello}, ""},
		"nameless":   {"/AF[4 0 R]", "", []string{"<</EF<</F 5 0 R>>>>", hello}, "=hello"},
		"listed name": {"/Names<</EmbeddedFiles<</Names[(C:\\\\scans\\\\b.txt) 4 0 R]>>>>", "",
			[]string{"<</EF<</F 5 0 R>>>>", hello}, "b.txt=hello"},
		"half a letter": {"/AF[4 0 R]", "", []string{"<</F(a.txt)/UF<FEFF004D00FC006C006C00650072002E00700064006600>/EF<</F 5 0 R>>>>", hello}, "Müller.pdf=hello"},
		"little end":    {"/AF[4 0 R]", "", []string{"<</F(a.txt)/UF<FFFE4D00FC006C006C00650072002E00700064006600>/EF<</F 5 0 R>>>>", hello}, "Müller.pdf=hello"},
		"umlaut":        {"/AF[4 0 R]", "", []string{"<</F(a.txt)/UF<FEFF004D00FC006C006C00650072002E007000640066>/EF<</F 5 0 R>>>>", hello}, "Müller.pdf=hello"},
		"path":          {"/AF[4 0 R]", "", []string{"<</UF(../../etc/passwd)/EF<</F 5 0 R>>>>", hello}, "passwd=hello"},
		"elsewhere":     {"/AF[4 0 R]", "", []string{"<</F(a.txt)/EF<</F 9 0 R>>>>", hello}, "a.txt=!" + ErrElsewhere.Error()},
		"only a path":   {"/AF[4 0 R]", "", []string{"<</F(a.txt)>>", hello}, ""},
		"a web page":    {"/AF[4 0 R]", "", []string{"<</FS/URL/F(https://example.org/a)>>", hello}, ""},
		"unknown":       {"/AF[4 0 R]", "", []string{spec, stream("/Filter/Magic", "hello")}, "a.txt=!" + ErrDamaged.Error()},
		"broken off":    {"/AF[4 0 R]", "", []string{spec, stream("/Filter/FlateDecode/Params<</Size 6000>>", half[:len(half)/2])}, ""},
	} {
		got := found(t, made(c.catalog, c.page, c.objects...), DefaultLimits)
		if name == "broken off" {
			if !strings.HasPrefix(got, "a.txt=0 1 4 9 16 25") || !strings.HasSuffix(got, "!"+ErrDamaged.Error()) {
				t.Errorf("%s: %.200s", name, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s: %.200q, want %q", name, got, c.want)
		}
	}
}

// Files that are too many or too large end the search, and the last word says so.
func TestLimits(t *testing.T) {
	spec := func(n int) string { return fmt.Sprintf("<</F(%d)/EF<</F %d 0 R>>>>", n, n+1) }
	data := made("/AF[4 0 R 6 0 R 8 0 R]", "",
		spec(4), stream("", "one"), spec(6), stream("/Filter/FlateDecode", zipped(strings.Repeat("x", 5000))), spec(8), stream("", "two"))
	for _, c := range []struct {
		limits Limits
		want   string
	}{
		{Limits{Files: 1, Bytes: 1 << 20}, "4=one, =!" + ErrTooMany.Error()},
		{Limits{Files: 9, Bytes: 3000}, "4=one, 6=!" + ErrTooLarge.Error()},
		{Limits{Files: 9, Bytes: 5003}, "4=one, 6=" + strings.Repeat("x", 5000) + ", 8=!" + ErrTooLarge.Error()},
		{Limits{Files: 3, Bytes: 5006}, "4=one, 6=" + strings.Repeat("x", 5000) + ", 8=two"},
	} {
		if got := found(t, data, c.limits); got != c.want {
			t.Errorf("%+v: %.100s", c.limits, got)
		}
	}
}

// An error of the caller ends the search and comes back.
func TestCallerEnds(t *testing.T) {
	data := made("/AF[4 0 R 4 0 R]", "", "<</EF<</F 5 0 R>>>>", stream("", "x"))
	doc, err := cos.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := Find(context.Background(), doc, DefaultLimits, func(File) error { return os.ErrClosed }); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
}

func TestBase(t *testing.T) {
	long := strings.Repeat("ä", 400) + ".pdf"
	for in, want := range map[string]string{
		"a.pdf": "a.pdf", "/x/a.pdf": "a.pdf", `C:\x\a.pdf`: "a.pdf", "..": "", "x/..": "", "": "", "/": "",
		"a\x00b\n.pdf": "ab.pdf", " a ": "a", "a\u202egpj.exe": "agpj.exe", "dir/": "dir", "\xff.pdf": ".pdf",
	} {
		if got := Base(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := []rune(Base(long)); len(got) != maxName || !strings.HasSuffix(string(got), ".pdf") {
		t.Errorf("%d runes: %s", len(got), string(got))
	}
}

func FuzzFind(f *testing.F) {
	f.Add(made("/Collection<<>>/Names<</EmbeddedFiles<</Kids[6 0 R]>>>>", "/Annots[<</FS 4 0 R>>]", "<</F(a)/UF<FEFF0041>/EF<</F 5 0 R>>>>",
		stream("/Filter/FlateDecode/Params<</Size 9>>", zipped("hello")), "<</Names[(b) 4 0 R]/Kids[6 0 R]>>"))
	f.Add(made("/AF[4 0 R[4 0 R]]", "/AF 4 0 R", "<</EF<</F 5 0 R/UF 9 0 R>>/RF 4 0 R>>", stream("/Filter[/ASCIIHexDecode/LZWDecode]", "80 0B>")))
	limits := Limits{Files: 20, Bytes: 1 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := cos.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "")
		if err != nil {
			return
		}
		files, bytes := 0, 0
		err = Find(context.Background(), doc, limits, func(f File) error {
			if f.Name != Base(f.Name) || len([]rune(f.Name)) > maxName {
				t.Errorf("the name is %q", f.Name)
			}
			files, bytes = files+1, bytes+len(f.Data)
			return nil
		})
		if err != nil && strings.Contains(err.Error(), "stumbled") {
			t.Error(err)
		}
		if files > limits.Files+1 || int64(bytes) > limits.Bytes {
			t.Errorf("%d files of %d bytes", files, bytes)
		}
	})
}
