package libreoffice

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain makes the test binary stand in for soffice where it is called by one
// of the names below.
func TestMain(m *testing.M) {
	behave, ok := impostors[strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")]
	if !ok {
		os.Exit(m.Run())
	}
	out, inputs := arguments()
	for _, in := range inputs {
		data, err := os.ReadFile(in)
		if err != nil {
			os.Exit(3)
		}
		behave(string(data), filepath.Join(out, strings.TrimSuffix(filepath.Base(in), filepath.Ext(in))+".pdf"))
	}
	os.Exit(0)
}

func arguments() (out string, inputs []string) {
	for i, a := range os.Args {
		if a == "--outdir" {
			return os.Args[i+1], os.Args[i+2:]
		}
	}
	return "", nil
}

// write makes what looks like a PDF.
func write(path, text string) {
	if os.WriteFile(path, []byte("%PDF-1.7 "+text+strings.Repeat(" ", 64)+"%%EOF"), 0o600) != nil {
		os.Exit(4)
	}
}

var impostors = map[string]func(text, pdf string){
	// It hangs on one file, dies on another, and leaves a third alone.
	"office-moody": func(text, pdf string) {
		switch text {
		case "hang":
			time.Sleep(time.Hour)
		case "die":
			os.Exit(1)
		case "cut":
			os.WriteFile(pdf, []byte("%PDF-1.7 half of"), 0o600)
		case "skip":
		default:
			write(pdf, text)
		}
	},
	"office-env": func(_, pdf string) {
		wd, _ := os.Getwd()
		write(pdf, strings.Join(append(os.Environ(), "WD="+wd, "ARGS="+strings.Join(os.Args, " ")), "\n"))
	},
}

// impostor is an engine whose soffice is this test binary.
func impostor(t *testing.T, name string, opt Options) *Engine {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	opt.Program, opt.Work = filepath.Join(t.TempDir(), name), t.TempDir()
	if strings.HasSuffix(self, ".exe") {
		opt.Program += ".exe"
	}
	if err := os.Symlink(self, opt.Program); err != nil {
		t.Skip(err)
	}
	return New(opt)
}

func filesOf(t *testing.T, texts ...string) (files []File) {
	t.Helper()
	dir := t.TempDir()
	for i, s := range texts {
		path := filepath.Join(dir, string(rune('a'+i))+".docx")
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, File{path, ".docx"})
	}
	return files
}

// A file that the program falls over takes no other with it.
func TestTroublesomeFiles(t *testing.T) {
	e := impostor(t, "office-moody", Options{Timeout: 2 * time.Second})
	texts := []string{"one", "die", "two", "hang", "skip", "three", "cut"}
	results, err := e.Convert(context.Background(), filesOf(t, texts...))
	if err != nil {
		t.Fatal(err)
	}
	want := []error{nil, ErrFailed, nil, ErrTimeout, ErrFailed, nil, ErrFailed}
	for i, r := range results {
		if !errors.Is(r.Err, want[i]) || (r.PDF != "") != (want[i] == nil) {
			t.Errorf("%s: %v, want %v", texts[i], r, want[i])
			continue
		}
		if r.PDF == "" {
			continue
		}
		if data, _ := os.ReadFile(r.PDF); !strings.Contains(string(data), texts[i]) {
			t.Errorf("%s: the PDF holds %.40q", texts[i], data)
		}
	}
}

// The program learns nothing of the machine, not even the name of a file.
func TestSurroundings(t *testing.T) {
	t.Setenv("SECRET_OF_THE_USER", "x")
	e := impostor(t, "office-env", Options{})
	files := filesOf(t, "x")
	results, err := e.Convert(context.Background(), files)
	if err != nil || results[0].Err != nil {
		t.Fatal(err, results)
	}
	said, err := os.ReadFile(results[0].PDF)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"SECRET_OF_THE_USER", filepath.Dir(files[0].Path)} {
		if bytes.Contains(said, []byte(bad)) {
			t.Errorf("it was told %s", bad)
		}
	}
	for _, good := range []string{"HOME=" + filepath.Dir(filepath.Dir(results[0].PDF)), "-env:UserInstallation=file:///", "00001.docx", "--headless"} {
		if !bytes.Contains(said, []byte(good)) {
			t.Errorf("it was not told %s: %s", good, said)
		}
	}
	left, err := os.ReadDir(filepath.Dir(filepath.Dir(results[0].PDF)))
	if err != nil || len(left) != 1 || left[0].Name() != "out" {
		t.Errorf("beside the pages there is %v", left)
	}
}

func TestConvertEnds(t *testing.T) {
	e := impostor(t, "office-moody", Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if _, err := e.Convert(ctx, filesOf(t, "hang")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	missing := New(Options{Program: filepath.Join(t.TempDir(), "no-such-program"), Work: t.TempDir()})
	if _, err := missing.Convert(context.Background(), filesOf(t, "x")); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("missing: %v", err)
	}
}

// office is an engine with the LibreOffice of this machine.
func office(t *testing.T, opt Options) *Engine {
	t.Helper()
	if testing.Short() {
		t.Skip("LibreOffice takes seconds to start")
	}
	opt.Work = t.TempDir()
	e := New(opt)
	if _, err := e.setup(); err != nil {
		t.Skip(err)
	}
	return e
}

func pack(t *testing.T, files ...string) string {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// What a file asks for from elsewhere is not fetched: neither a picture nor a
// text from a server, nor a file of this machine.
func TestNothingIsFetched(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	asked := make(chan string, 100)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			b := make([]byte, 200)
			n, _ := c.Read(b)
			c.Close()
			asked <- string(b[:n])
		}
	}()
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("TOPSECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	here := "http://" + l.Addr().String()
	const ns = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"`
	odt := `<?xml version="1.0"?><office:document ` + ns + `><office:body><office:text><text:p>Hello<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="` + here + `/odt.png"/></draw:frame></text:p>` +
		`<text:section text:name="a"><text:section-source xlink:href="file://` + secret + `"/><text:p>old</text:p></text:section>` +
		`<text:section text:name="b"><text:section-source xlink:href="` + here + `/odt.txt"/><text:p>old</text:p></text:section></office:text></office:body></office:document>`
	docx := pack(t, "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="`+here+`/docx.png" TargetMode="External"/></Relationships>`,
		"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body><w:p><w:r><w:t>Hello</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="r1"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "`+here+`/field.png" \d </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>`)
	rtf := `{\rtf1 Hello {\field{\*\fldinst INCLUDEPICTURE "` + here + `/rtf.png" }{\fldrslt x}}\par}`
	files := filesOf(t, odt, docx, rtf)
	files[0].Extension, files[2].Extension = ".fodt", ".rtf"
	e := office(t, Options{sharedNetwork: true, Timeout: 2 * time.Minute})
	results, err := e.Convert(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if r.Err != nil {
			t.Errorf("file %d: %v", i, r.Err)
		}
	}
	if reader, err := exec.LookPath("pdftotext"); err == nil && results[0].PDF != "" {
		text, err := exec.Command(reader, results[0].PDF, "-").Output()
		if err != nil || !bytes.Contains(text, []byte("Hello")) || bytes.Contains(text, []byte("TOPSECRET")) {
			t.Errorf("the page says %q (%v)", text, err)
		}
	}
	select {
	case a := <-asked:
		t.Errorf("it asked the network: %q", a)
	default:
	}
}
