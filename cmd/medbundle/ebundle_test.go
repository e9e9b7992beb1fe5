package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// The tests of this file hold finished packets against the rules for electronic
// bundles of courts; docs/packet.md lists the rules and which test proves each.

// longPapers are as many pages as a portal exports for a long illness.
var longPapers = bulk{Name: "pages", Reports: 110, ReportPages: 20}

// TestALongPacketAgreesWithItself: the same arithmetic over some 2,200 pages.
func TestALongPacketAgreesWithItself(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes 2,200 pages")
	}
	dir := filepath.Join(t.TempDir(), "bundle")
	folder := longPapers.folder(t)
	if status, _, errText := call("build", folder.Dir, "-o", dir, "--as-of", demoDay, "--ocr", "off"); status != exitIncomplete {
		t.Fatalf("status %d: %s", status, errText)
	}
	p, m := readPacket(t, dir), readManifest(t, dir)
	if p.pages < folder.Pages || folder.Pages < 2200 {
		t.Fatalf("%d pages of %d", p.pages, folder.Pages)
	}
	p.agrees(t, m)
}

var pageInBookmark = regexp.MustCompile(`\(page (\d+)\)$`)

// TestBookmarksNameTheirPage: every document has a bookmark with a short description
// and its page number, and every section one.
func TestBookmarksNameTheirPage(t *testing.T) {
	for name, dir := range bundles(t) {
		t.Run(name, func(t *testing.T) {
			p, m := readPacket(t, dir), readManifest(t, dir)
			for page, titles := range p.outline {
				for _, title := range titles {
					if got := pageInBookmark.FindStringSubmatch(title); got != nil && got[1] != fmt.Sprint(page) {
						t.Errorf("the bookmark %q leads to page %d", title, page)
					}
					if n := len([]rune(title)); n == 0 || n > 340 {
						t.Errorf("the bookmark %q has %d letters", title, n)
					}
				}
			}
			for _, r := range m.Records {
				if r.Pages != nil && !strings.Contains(strings.Join(p.outline[r.Pages.First], "\n"), fmt.Sprintf("(page %d)", r.Pages.First)) {
					t.Errorf("%s: no bookmark names page %d: %q", r.ID, r.Pages.First, p.outline[r.Pages.First])
				}
			}
			for _, part := range m.Packet.Front {
				if len(p.outline[part.Page]) == 0 {
					t.Errorf("%s: no bookmark leads to page %d", part.Title, part.Page)
				}
			}
		})
	}
}

// pdfView is how a packet opens and what protects it, as qpdf reads it.
type pdfView struct {
	Catalog struct {
		PageMode   string `json:"/PageMode"`
		OpenAction []any  `json:"/OpenAction"`
		Lang       string `json:"/Lang"`
		Metadata   string `json:"/Metadata"`
		Viewer     struct {
			Title bool `json:"/DisplayDocTitle"`
		} `json:"/ViewerPreferences"`
	}
	Encrypted bool
	// Zooms are what links and bookmarks do to the reader's zoom, with how many do.
	Zooms map[string]int
}

func viewOf(t *testing.T, dir string) (v pdfView) {
	t.Helper()
	out, err := exec.Command("qpdf", "--json", "--json-key=qpdf", "--json-key=encrypt", filepath.Join(dir, bundle.PacketName)).Output()
	if err != nil {
		t.Skipf("qpdf: %v", err)
	}
	var doc struct {
		Encrypt struct {
			Encrypted bool `json:"encrypted"`
		} `json:"encrypt"`
		Objects []map[string]json.RawMessage `json:"qpdf"`
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	v.Encrypted, v.Zooms = doc.Encrypt.Encrypted, map[string]int{}
	for _, raw := range doc.Objects[1] {
		var object struct {
			Value json.RawMessage `json:"value"`
		}
		json.Unmarshal(raw, &object)
		var kind struct {
			Type string `json:"/Type"`
			Dest []any  `json:"/Dest"`
		}
		if json.Unmarshal(object.Value, &kind) != nil {
			continue
		}
		if kind.Type == "/Catalog" {
			json.Unmarshal(object.Value, &v.Catalog)
		}
		if len(kind.Dest) > 1 {
			v.Zooms[fmt.Sprint(kind.Dest[1], kind.Dest[len(kind.Dest)-1])]++
		}
	}
	return v
}

// TestThePacketOpensToBeRead: fit to the width with the outline open, in a stated
// language and under its title; links leave the zoom alone; nothing is locked.
func TestThePacketOpensToBeRead(t *testing.T) {
	for name, dir := range bundles(t) {
		v := viewOf(t, dir)
		c := v.Catalog
		if c.PageMode != "/UseOutlines" || len(c.OpenAction) < 2 || c.OpenAction[1] != "/FitH" {
			t.Errorf("%s: it opens with %s and %v", name, c.PageMode, c.OpenAction)
		}
		if c.Lang != "u:en" || c.Metadata == "" || !c.Viewer.Title {
			t.Errorf("%s: %+v", name, c)
		}
		if len(v.Zooms) != 1 || v.Zooms["/XYZ<nil>"] == 0 {
			t.Errorf("%s: links and bookmarks set the zoom: %v", name, v.Zooms)
		}
		if v.Encrypted {
			t.Errorf("%s: it is locked", name)
		}
	}
}

// TestPagesWithoutTextAreSaid: every page of the packet can be searched, or its record
// is said not to have been read.
func TestPagesWithoutTextAreSaid(t *testing.T) {
	silent := 0
	for name, dir := range bundles(t) {
		p, m := readPacket(t, dir), readManifest(t, dir)
		for _, r := range m.Records {
			if r.Pages == nil || r.Study != nil {
				continue
			}
			for n := r.Pages.First; n <= r.Pages.Last; n++ {
				lines := strings.Split(strings.TrimSpace(p.text[n-1]), "\n")
				if strings.TrimSpace(strings.Join(lines[:len(lines)-1], "")) != "" {
					continue
				}
				silent++
				if !saysUnread(r, m) {
					t.Errorf("%s: page %d (%s) has no text, and nothing says so: %v", name, n, r.ID, r.Remarks)
				}
			}
		}
	}
	t.Logf("%d pages without text", silent)
}

func saysUnread(r manifest.Record, m manifest.Manifest) bool {
	said := strings.Join(r.Remarks, "; ")
	for _, f := range m.Findings {
		if f.Record == r.ID {
			said += "; " + f.Rule + " " + f.Message
		}
	}
	return strings.Contains(said, "no text") || strings.Contains(said, "not read") || strings.Contains(said, "blank") || strings.Contains(said, "without text")
}

// TestNoPageIsUpsideDown: whatever has text reads from left to right on the page that
// a reader sees. It is held on a folder of pages that lie in every way.
func TestNoPageIsUpsideDown(t *testing.T) {
	src := t.TempDir()
	for _, rotate := range []int{0, 90, 180, 270} {
		for _, box := range []string{"0 0 595 842", "0 0 842 595", "0 0 842 1191", "0 0 200 140"} {
			// The words are turned against the page's rotation, as a scanner's driver does.
			name := fmt.Sprintf("turned %d %s.pdf", rotate, strings.ReplaceAll(box, " ", "_"))
			if err := os.WriteFile(filepath.Join(src, name), turnedPaper(rotate, box), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), "bundle")
	if status, _, errText := call("build", src, "-o", dir, "--as-of", demoDay, "--ocr", "off"); status != exitIncomplete {
		t.Fatalf("status %d: %s", status, errText)
	}
	p, m := readPacket(t, dir), readManifest(t, dir)
	p.agrees(t, m)
	for _, r := range m.Records {
		if r.Pages == nil {
			continue
		}
		out, err := exec.Command("pdftotext", "-bbox-layout", "-f", fmt.Sprint(r.Pages.First), "-l", fmt.Sprint(r.Pages.First), filepath.Join(dir, bundle.PacketName), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		words := wordBox.FindAllStringSubmatch(string(out), -1)
		at := map[string][2]float64{}
		for _, w := range words {
			var x, y float64
			fmt.Sscan(w[1], &x)
			fmt.Sscan(w[2], &y)
			at[w[3]] = [2]float64{x, y}
		}
		first, second, below := at["Alpha"], at["Bravo"], at["Charlie"]
		if first == second || second[0] <= first[0] || below[1] <= first[1] {
			t.Errorf("%s (page %d): Alpha at %v, Bravo at %v, Charlie at %v", r.Title, r.Pages.First, first, second, below)
		}
	}
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>`)

// turnedPaper is a letter on a page that is rotated, with words that stand upright
// once it is.
func turnedPaper(rotate int, box string) []byte {
	var w, h float64
	fmt.Sscanf(box, "0 0 %g %g", &w, &h)
	matrix := map[int]string{0: "1 0 0 1 0 0", 90: fmt.Sprintf("0 1 -1 0 %g 0", w), 180: fmt.Sprintf("-1 0 0 -1 %g %g", w, h), 270: fmt.Sprintf("0 -1 1 0 0 %g", h)}[rotate]
	seen := h
	if rotate%180 != 0 {
		seen = w
	}
	content := fmt.Sprintf("q %s cm BT /F 12 Tf 20 %g Td (Alpha Bravo) Tj 0 -20 Td (Charlie) Tj 0 -20 Td (Clinic letter of 3 March 2026, Jane Example) Tj ET Q", matrix, seen-40)
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", box, rotate),
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	out := "%PDF-1.7\n"
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, len(out))
		out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := len(out)
	out += fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		out += fmt.Sprintf("%010d 00000 n \n", o)
	}
	return []byte(out + fmt.Sprintf("trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start))
}
