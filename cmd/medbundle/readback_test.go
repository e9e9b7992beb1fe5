package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// The tests of this file read finished bundles back with programs that nobody
// here wrote (qpdf, poppler) and with a schema validator.

const caseBreast = "../../../shared/data/case-breast/input"

// bundles are those that the outside judges look at: the demo, and the case of
// the shared data where it is there.
func bundles(t *testing.T) map[string]string {
	_, demoDir := demoBundle(t)
	out := map[string]string{"demo": demoDir, "tidy": tidyBundle(t)}
	if _, err := os.Stat(caseBreast); err == nil {
		out["case-breast"] = realBundle(t)
	}
	return out
}

// realBundle is the bundle of the shared data's case, made once beside the demo's.
func realBundle(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(demo.dir, "case-breast")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if status, _, errText := call("build", caseBreast, "-o", dir, "--as-of", demoDay); status != exitIncomplete {
		t.Fatalf("case-breast: status %d: %s", status, errText)
	}
	return dir
}

func TestTheManifestIsOfItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../docs/manifest.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, dir := range bundles(t) {
		f, err := os.Open(filepath.Join(dir, manifest.Name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// The schema must be able to fail.
		doc.(map[string]any)["inputs"].([]any)[0].(map[string]any)["fate"] = "lost"
		if schema.Validate(doc) == nil {
			t.Error("the schema lets an unknown fate pass")
		}
	}
}

// packetFacts is BUNDLE.PDF as qpdf and pdftotext see it.
type packetFacts struct {
	pages     int
	width     []float64
	outline   map[int][]string // page to titles
	links     []linkFact
	labels    bool
	text      []string
	dir       string
	indexFrom int
	indexTo   int
	frontTo   int
	words     map[int]*bboxPage
}

type linkFact struct {
	from, to   int
	yMin, yMax float64 // from the top of the page, in points
}

type qpdfOutline struct {
	Dest  int           `json:"destpageposfrom1"`
	Title string        `json:"title"`
	Kids  []qpdfOutline `json:"kids"`
}

type qpdfDoc struct {
	Pages []struct {
		Object string `json:"object"`
	} `json:"pages"`
	Labels []struct {
		Index int `json:"index"`
		Label struct {
			S  string `json:"/S"`
			St int    `json:"/St"`
		} `json:"label"`
	} `json:"pagelabels"`
	Outlines []qpdfOutline `json:"outlines"`
	// Objects holds a header and then the objects, by "obj:5 0 R".
	Objects []json.RawMessage `json:"qpdf"`
	byRef   map[string]qpdfObject
}

type qpdfObject struct {
	Value json.RawMessage `json:"value"`
}

type qpdfDict struct {
	Annots   json.RawMessage `json:"/Annots"`
	MediaBox []float64       `json:"/MediaBox"`
	Subtype  string          `json:"/Subtype"`
	Dest     []any           `json:"/Dest"`
	Rect     []float64       `json:"/Rect"`
}

func readPacket(t *testing.T, dir string) *packetFacts {
	t.Helper()
	for _, tool := range []string{"qpdf", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	file := filepath.Join(dir, bundle.PacketName)
	if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil || strings.Contains(string(out), "WARNING") {
		t.Fatalf("qpdf --check: %v\n%s", err, out)
	}
	out, err := exec.Command("qpdf", "--json", "--json-key=pages", "--json-key=pagelabels", "--json-key=outlines", "--json-key=qpdf", file).Output()
	if err != nil {
		t.Fatalf("qpdf --json: %v", err)
	}
	var doc qpdfDoc
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(doc.Objects[1], &doc.byRef); err != nil {
		t.Fatal(err)
	}
	p := &packetFacts{pages: len(doc.Pages), outline: map[int][]string{}, dir: dir}
	p.labels = len(doc.Labels) == 1 && doc.Labels[0].Index == 0 && doc.Labels[0].Label.S == "/D" && doc.Labels[0].Label.St == 1
	p.walkOutline(doc.Outlines)
	p.findIndex(doc.Outlines)
	p.readPages(t, doc)
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	p.text = strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	return p
}

func (p *packetFacts) walkOutline(os []qpdfOutline) {
	for _, o := range os {
		p.outline[o.Dest] = append(p.outline[o.Dest], o.Title)
		p.walkOutline(o.Kids)
	}
}

// findIndex finds the pages of the index, and the last of the front pages that are no
// record's.
func (p *packetFacts) findIndex(os []qpdfOutline) {
	for i, o := range os {
		to := p.pages
		if i+1 < len(os) {
			to = os[i+1].Dest - 1
		}
		switch o.Title {
		case "Index":
			p.indexFrom, p.indexTo = o.Dest, to
		case "What is missing":
			p.frontTo = to
		}
	}
}

func (p *packetFacts) readPages(t *testing.T, doc qpdfDoc) {
	t.Helper()
	number := map[string]int{}
	for i, pg := range doc.Pages {
		number[pg.Object] = i + 1
	}
	object := func(ref string) (d qpdfDict) {
		json.Unmarshal(doc.byRef["obj:"+ref].Value, &d)
		return d
	}
	for i, pg := range doc.Pages {
		d := object(pg.Object)
		if len(d.MediaBox) != 4 {
			t.Fatalf("page %d has no MediaBox of its own", i+1)
		}
		p.width = append(p.width, d.MediaBox[2]-d.MediaBox[0])
		var refs []string
		if json.Unmarshal(d.Annots, &refs) != nil && len(d.Annots) > 0 {
			var ref string
			json.Unmarshal(d.Annots, &ref)
			json.Unmarshal(doc.byRef["obj:"+ref].Value, &refs)
		}
		for _, ref := range refs {
			a := object(ref)
			if a.Subtype != "/Link" || len(a.Dest) == 0 || len(a.Rect) != 4 {
				t.Errorf("page %d: annotation %s is not a link inside the packet", i+1, ref)
				continue
			}
			to, _ := a.Dest[0].(string)
			p.links = append(p.links, linkFact{i + 1, number[to], d.MediaBox[3] - a.Rect[3], d.MediaBox[3] - a.Rect[1]})
		}
	}
}

// footNumber is the number at the foot. Where a paper ends just above it, the words of
// the two lines may come mixed. Captions of pictures count images and slices.
var footNumber = regexp.MustCompile(`(?:(?:image|slice|frame)\s+)?(\d+)\s+of\s+(\d+)`)

// TestThePacketAgreesWithItself: index row = link = bookmark = label = foot =
// manifest, read back with other programs.
func TestThePacketAgreesWithItself(t *testing.T) {
	for name, dir := range bundles(t) {
		t.Run(name, func(t *testing.T) {
			p, m := readPacket(t, dir), readManifest(t, dir)
			p.agrees(t, m)
			p.holdsQuotes(t, m)
			p.holdsTimeline(t, m)
			if (name == "demo" || name == "case-breast") && (len(m.Case.Stated) == 0 || len(m.Case.Listed) == 0) {
				t.Error("nothing is quoted, or no medicine is listed")
			}
		})
	}
}

// agrees holds the packet against its manifest and against itself.
func (p *packetFacts) agrees(t *testing.T, m manifest.Manifest) {
	t.Helper()
	if p.pages != m.Packet.Pages || len(p.text) != p.pages {
		t.Fatalf("%d pages, the manifest says %d, pdftotext sees %d", p.pages, m.Packet.Pages, len(p.text))
	}
	if !p.labels {
		t.Error("the page labels do not count from 1")
	}
	for i, text := range p.text {
		var said []string
		for _, got := range footNumber.FindAllStringSubmatch(text, -1) {
			if got[2] == strconv.Itoa(p.pages) && got[0][0] >= '0' && got[0][0] <= '9' {
				said = append(said, got[1])
			}
		}
		if !slices.Equal(said, []string{strconv.Itoa(i + 1)}) {
			t.Errorf("page %d: the foot says %q of %d", i+1, said, p.pages)
		}
	}
	for _, l := range p.links {
		if l.to == 0 {
			t.Errorf("a link on page %d leads nowhere", l.from)
		}
	}
	p.holdsRecords(t, m)
}

func (p *packetFacts) holdsRecords(t *testing.T, m manifest.Manifest) {
	t.Helper()
	owner := map[int]string{}
	for _, r := range m.Records {
		if r.Pages == nil && len(r.AppendixPages) == 0 {
			if len(r.Files) > 0 {
				t.Errorf("%s has files and no page", r.ID)
			}
			continue
		}
		runs := [][]int{r.AppendixPages, nil}
		if r.Pages != nil {
			for n := r.Pages.First; n <= r.Pages.Last; n++ {
				runs[1] = append(runs[1], n)
			}
		}
		for _, run := range runs {
			if len(run) == 0 {
				continue
			}
			for _, n := range run {
				if owner[n] != "" {
					t.Errorf("page %d belongs to %s and %s", n, owner[n], r.ID)
				}
				owner[n] = r.ID
			}
			if len(p.outline[run[0]]) == 0 {
				t.Errorf("%s: no bookmark leads to page %d", r.ID, run[0])
			}
			p.hasIndexRow(t, r.ID, run[0])
		}
	}
	for n := p.frontTo + 1; n <= p.pages; n++ {
		if owner[n] == "" {
			t.Errorf("page %d after the front pages belongs to no record", n)
		}
	}
}
