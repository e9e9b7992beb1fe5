package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// prober stands in for the engine: every probe finds the same.
type prober struct {
	probe *pdfium.Probe
	err   error
}

func (p prober) Probe(context.Context, string, string, []string) (*pdfium.Probe, error) {
	return p.probe, p.err
}

func fileOf(t testing.TB, name string, data []byte) File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return File{Path: path, Name: name}
}

// rules writes troubles as "rule severity", in order.
func rules(ts []Trouble) string {
	var out []string
	for _, t := range ts {
		out = append(out, t.Rule+" "+string(t.Severity))
	}
	return strings.Join(out, ", ")
}

func TestReadRefuses(t *testing.T) {
	pdfBytes := []byte("%PDF-1.7\n%%EOF")
	login := "<html><title>Sign in</title><body>Your session has expired.</body></html>"
	cases := []struct {
		name   string
		data   string
		prober prober
		rule   string
	}{
		{"empty.pdf", "", prober{}, RuleEmpty},
		{"a.pdf", string(pdfBytes), prober{probe: &pdfium.Probe{Locked: true}}, RuleLocked},
		{"a.pdf", string(pdfBytes), prober{probe: &pdfium.Probe{Problem: "no pages"}}, RuleDamaged},
		{"a.pdf", string(pdfBytes), prober{err: fmt.Errorf("a.pdf: %w", pdfium.ErrTimeout)}, RuleTimeout},
		{"a.pdf", string(pdfBytes), prober{err: fmt.Errorf("a.pdf: %w", pdfium.ErrMemory)}, RuleTooLarge},
		{"a.pdf", string(pdfBytes), prober{err: fmt.Errorf("a.pdf: %w", pdfium.ErrCrash)}, RuleDamaged},
		{"download.pdf", login, prober{}, RuleMisnamed},
		{"download.pdf", "<html><body>" + strings.Repeat("word ", 300) + "<input type=password></body></html>", prober{}, RuleMisnamed},
		{"download.pdf", "not available", prober{}, RuleMisnamed},
		{"photo.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", prober{}, RuleUnsupported},
		{"a.exe", "MZ\x90\x00", prober{}, RuleUnsupported},
		{"a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", prober{}, RuleDamaged},
		{"a.docx", "PK\x03\x04broken", prober{}, RuleUnsupported},
		{"a.txt", " \n\t\n ", prober{}, RuleEmpty},
		{"a.json", `{"resourceType":1}`, prober{}, RuleDamaged},
		{"a.bin", "\x01\x02\x03", prober{}, RuleUnsupported},
	}
	for _, c := range cases {
		r := &Reader{Engine: c.prober}
		doc, err := r.Read(context.Background(), fileOf(t, c.name, []byte(c.data)))
		var trouble *Trouble
		if doc != nil || !errors.As(err, &trouble) {
			t.Errorf("%s %.30q: %v, %v", c.name, c.data, doc, err)
			continue
		}
		if trouble.Rule != c.rule || trouble.Severity != clinical.SeverityError || trouble.Fix == "" && c.rule != RuleUnsupported || !strings.HasPrefix(trouble.Error(), c.name+": ") {
			t.Errorf("%s %.30q: %+v, want rule %s", c.name, c.data, trouble, c.rule)
		}
	}
}

func TestReadPDF(t *testing.T) {
	sizes := []pdf.PageSize{{Width: 595, Height: 842}, {Width: 595, Height: 842}}
	text := []pdfium.Page{{Text: "Operative note"}, {ImageOnly: true}}
	scan := []pdfium.Page{{ImageOnly: true}, {ImageOnly: true}}
	cases := []struct {
		name  string
		probe pdfium.Probe
		want  string
		pages bool
	}{
		{"clean", pdfium.Probe{Pages: text[:1], Assemblable: true, Opened: true, Check: pdf.CheckResult{Pages: sizes[:1]}}, "", true},
		{"a picture page", pdfium.Probe{Pages: text, Assemblable: true, Opened: true, Check: pdf.CheckResult{Pages: sizes}}, "no-text info", true},
		{"scan", pdfium.Probe{Pages: scan, Assemblable: true, Opened: true, Check: pdf.CheckResult{Pages: sizes}}, "no-text warning", true},
		{"opened only", pdfium.Probe{Pages: text[:1], Opened: true, Problem: "the page tree is broken"}, "damaged error", false},
		{"everything", pdfium.Probe{Pages: text[:1], Assemblable: true, Opened: true, TextCut: true, Check: pdf.CheckResult{Pages: sizes[:1], Repairs: []string{"corrupt page 1 with blank page"}, Signed: true, Scripts: true, HasAttachments: true, Unshown: 2}},
			"repaired warning, signed info, scripts-removed info, cut warning, cut info, unsupported warning", true},
	}
	for _, c := range cases {
		c.probe.Password = "pw"
		doc, err := (&Reader{Engine: prober{probe: &c.probe}}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7")))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := rules(doc.Troubles); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if (doc.Source != nil) != c.pages || c.pages && (len(doc.Sizes) != len(doc.Pages) || doc.Source.Password != "pw") || doc.NoText != (c.name == "scan") {
			t.Errorf("%s: source %v, sizes %v, no text %v", c.name, doc.Source, doc.Sizes, doc.NoText)
		}
	}
}

func TestReadPlainAndPictures(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	page := "<html><title>Befund</title><body><h1>CT</h1><p>" + strings.Repeat("Kein Nachweis. ", 40) + "</p></body></html>"
	cases := []struct {
		name, data, media, want string
		drawn                   bool
	}{
		{"list.txt", "Letrozole 2.5 mg", mediaText, "", true},
		{"t.csv", "a,b\n" + strings.Repeat("1,2\n", 600), mediaCSV, "cut warning", true},
		{"result.pdf", page, mediaHTML, "misnamed warning", true},
		{"result.htm", "<p>Sign in</p>", mediaHTML, "", true},
		{"photo.png", picture.String(), "image/png", "no-text info", false},
		{"photo.pdf", picture.String(), "image/png", "misnamed info, no-text info", false},
	}
	for _, c := range cases {
		doc, err := (&Reader{}).Read(context.Background(), fileOf(t, c.name, []byte(c.data)))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if doc.Media != c.media || rules(doc.Troubles) != c.want {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, doc.Media, rules(doc.Troubles), c.media, c.want)
		}
		if (len(doc.Blocks) > 0) != c.drawn || (doc.Source != nil) == c.drawn || c.drawn && doc.Note == "" || len(doc.Pages) == 0 {
			t.Errorf("%s: %d blocks, source %v, note %q", c.name, len(doc.Blocks), doc.Source, doc.Note)
		}
	}
}

func TestReadRunErrors(t *testing.T) {
	var trouble *Trouble
	_, err := (&Reader{}).Read(context.Background(), File{Path: "/nowhere/at/all", Name: "scan.pdf"})
	if err == nil || errors.As(err, &trouble) || !strings.HasPrefix(err.Error(), "scan.pdf: ") || strings.Contains(err.Error(), "nowhere") {
		t.Errorf("missing file: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = (&Reader{}).Read(ctx, fileOf(t, "a.txt", []byte("x"))); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	unavailable := prober{err: fmt.Errorf("a.pdf: %w", pdfium.ErrUnavailable)}
	if _, err = (&Reader{Engine: unavailable}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7"))); err == nil || errors.As(err, &trouble) {
		t.Errorf("no engine: %v", err)
	}
}

// panicking stands for any library that gives up in the worst way.
type panicking struct{}

func (panicking) Probe(context.Context, string, string, []string) (*pdfium.Probe, error) {
	panic("index out of range")
}

func TestReadRecovers(t *testing.T) {
	_, err := (&Reader{Engine: panicking{}}).Read(context.Background(), fileOf(t, "a.pdf", []byte("%PDF-1.7")))
	var trouble *Trouble
	if !errors.As(err, &trouble) || trouble.Rule != RuleDamaged {
		t.Errorf("%v", err)
	}
}
