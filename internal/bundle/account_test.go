package bundle

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// soundManifest is a manifest whose account is right.
func soundManifest() manifest.Manifest {
	sum := strings.Repeat("a", 64)
	return manifest.Manifest{
		Schema: manifest.Schema, Tool: manifest.Tool{Name: "x", Version: "1"}, Created: "2026-11-21T00:00:00Z",
		Packet: manifest.Packet{File: PacketName, Pages: 9},
		Inputs: []manifest.Input{
			{Path: "a.pdf", Size: 1, SHA256: sum, Fate: clinical.FatePages, Records: []string{"R001"}, File: "RECORDS/PATH0001.PDF"},
			{Path: "b.pdf", Size: 1, SHA256: sum, Fate: clinical.FateDuplicate, Of: "a.pdf", Records: []string{"R001"}},
			{Path: "im1", Size: 1, SHA256: sum, Fate: clinical.FateScan, Records: []string{"R002"}, File: "DICOM/IM1"},
		},
		Totals: manifest.Totals{Inputs: 3, Fates: map[clinical.Fate]int{clinical.FatePages: 1, clinical.FateDuplicate: 1, clinical.FateScan: 1}},
		Records: []manifest.Record{
			{ID: "R001", Kind: clinical.PathologyReport, Files: []string{"RECORDS/PATH0001.PDF"}, Pages: &manifest.Pages{First: 5, Last: 6}},
			{ID: "R002", Kind: clinical.ImagingStudy, Files: []string{"DICOM/IM1"}, Pages: &manifest.Pages{First: 4, Last: 4},
				Study: &manifest.Study{Series: []manifest.Series{{Instances: 1}}, Previews: []manifest.Preview{{File: "IHE_PDI/ST000001/IM000001.JPG"}}}},
			{ID: "R003", Kind: clinical.Other, Pages: &manifest.Pages{First: 7, Last: 7}, AppendixPages: []int{8}, TextLayers: []manifest.Pages{{First: 8, Last: 8}}},
			{ID: "R004", Kind: clinical.Other, AppendixPages: []int{9}},
		},
		Media:            &manifest.Media{TransferSyntaxes: []manifest.TransferSyntax{{UID: "1.2.840.10008.1.2.1", Files: 1}}},
		DicomdirInvented: []manifest.Invention{{File: "DICOM/IM1", Attribute: "StudyID"}},
		Files: []manifest.File{
			{Path: "DICOM/IM1", Size: 1, SHA256: sum}, {Path: "IHE_PDI/INDEX.HTM"}, {Path: "IHE_PDI/ST000001/IM000001.JPG"},
			{Path: "RECORDS/PATH0001.PDF", Size: 1, SHA256: sum},
		},
	}
}

func accountOf(m manifest.Manifest) []Problem {
	v := &verifier{manifest: m, listed: map[string]manifest.File{}}
	for _, f := range m.Files {
		v.listed[f.Path] = f
	}
	v.account()
	return v.problems
}

// lines are runs of lines, two numbers each.
func lines(n ...int) (out []manifest.Lines) {
	for i := 0; i+1 < len(n); i += 2 {
		out = append(out, manifest.Lines{First: n[i], Last: n[i+1]})
	}
	return out
}

// shareFile lets the first file hold the records R001 and R003, which are these parts
// of it.
func shareFile(m *manifest.Manifest, pagesA, pagesB []int, linesA, linesB []manifest.Lines) {
	m.Inputs[0].Records = []string{"R001", "R003"}
	m.Records[0].OriginalPages, m.Records[2].OriginalPages = pagesA, pagesB
	m.Records[0].OriginalLines, m.Records[2].OriginalLines = linesA, linesB
}

func TestPartsOfAFileThatAreApart(t *testing.T) {
	for _, share := range []func(m *manifest.Manifest){
		func(m *manifest.Manifest) { shareFile(m, []int{1, 3}, []int{2, 4}, nil, nil) },
		func(m *manifest.Manifest) { shareFile(m, nil, nil, lines(1, 4, 9, 12), lines(5, 8)) },
	} {
		m := soundManifest()
		if share(&m); len(accountOf(m)) != 0 {
			t.Errorf("%v", accountOf(m))
		}
	}
}

// TestTheAccountIsHeldAgainstItself spoils one thing at a time.
func TestTheAccountIsHeldAgainstItself(t *testing.T) {
	if ps := accountOf(soundManifest()); len(ps) != 0 {
		t.Fatalf("a sound manifest: %v", ps)
	}
	for name, spoil := range map[string]func(m *manifest.Manifest){
		"no moment":                  func(m *manifest.Manifest) { m.Created = "yesterday" },
		"no tool":                    func(m *manifest.Manifest) { m.Tool.Name = "" },
		"files out of order":         func(m *manifest.Manifest) { m.Files[0], m.Files[1] = m.Files[1], m.Files[0] },
		"an unknown fate counted":    func(m *manifest.Manifest) { m.Totals.Fates["lost"] = 5 },
		"an unknown fate":            func(m *manifest.Manifest) { m.Inputs[0].Fate = "lost" },
		"a total too high":           func(m *manifest.Manifest) { m.Totals.Inputs++ },
		"an input twice":             func(m *manifest.Manifest) { m.Inputs[1].Path = "a.pdf" },
		"a dangling twin":            func(m *manifest.Manifest) { m.Inputs[1].Of = "nowhere.pdf" },
		"a dangling container":       func(m *manifest.Manifest) { m.Inputs[0].Inside = "nowhere.zip" },
		"a duplicate without a twin": func(m *manifest.Manifest) { m.Inputs[1].Of = "" },
		"a twin without a duplicate": func(m *manifest.Manifest) { m.Inputs[0].Of = "b.pdf" },
		"packed without a file":      func(m *manifest.Manifest) { m.Inputs[0].File = "" },
		"a file that is not there":   func(m *manifest.Manifest) { m.Inputs[0].File = "RECORDS/PATH0009.PDF" },
		"another hash than its copy": func(m *manifest.Manifest) { m.Inputs[0].SHA256 = strings.Repeat("b", 64) },
		"a scan unlike its copy":     func(m *manifest.Manifest) { m.Inputs[2].SHA256 = strings.Repeat("b", 64) },
		"changed, and is the same":   func(m *manifest.Manifest) { m.Inputs[2].Changed = manifest.MetaHeader },
		"a preamble that grew": func(m *manifest.Manifest) {
			m.Inputs[2].Changed, m.Inputs[2].SHA256, m.Inputs[2].Size = manifest.PreambleBlanked, strings.Repeat("b", 64), 2
		},
		"a paper with a new header": func(m *manifest.Manifest) {
			m.Inputs[0].Changed, m.Inputs[0].SHA256 = manifest.MetaHeader, strings.Repeat("b", 64)
		},
		"an unknown record":        func(m *manifest.Manifest) { m.Inputs[0].Records = []string{"R009"} },
		"a record twice":           func(m *manifest.Manifest) { m.Records[1].ID = "R001" },
		"a kind that there is not": func(m *manifest.Manifest) { m.Records[0].Kind = "letter" },
		"a record's file missing":  func(m *manifest.Manifest) { m.Records[0].Files = []string{"RECORDS/X.PDF"} },
		"files without a page":     func(m *manifest.Manifest) { m.Records[0].Pages = nil },
		"pages beyond the packet":  func(m *manifest.Manifest) { m.Records[0].Pages.Last = 10 },
		"a page of two records":    func(m *manifest.Manifest) { m.Records[0].Pages.First = 4 },
		"a page of nobody":         func(m *manifest.Manifest) { m.Records[3].AppendixPages = nil },
		"an appendix page twice":   func(m *manifest.Manifest) { m.Records[3].AppendixPages = []int{8} },
		"an appendix page too far": func(m *manifest.Manifest) { m.Records[3].AppendixPages = []int{10} },
		"an appendix with a hole":  func(m *manifest.Manifest) { m.Records[2].AppendixPages = []int{8, 10}; m.Packet.Pages = 10 },
		"an appendix too early": func(m *manifest.Manifest) {
			m.Records[2].Pages.First, m.Records[2].Pages.Last, m.Records[2].AppendixPages = 8, 8, []int{7}
		},
		"a page of a file twice":    func(m *manifest.Manifest) { shareFile(m, []int{1, 2}, []int{2}, nil, nil) },
		"pages that do not rise":    func(m *manifest.Manifest) { shareFile(m, []int{2, 1}, []int{3}, nil, nil) },
		"a line of a file twice":    func(m *manifest.Manifest) { shareFile(m, nil, nil, lines(1, 4, 9, 12), lines(5, 9)) },
		"lines that do not rise":    func(m *manifest.Manifest) { shareFile(m, nil, nil, lines(5, 9, 1, 2), lines(10, 10)) },
		"lines that are none":       func(m *manifest.Manifest) { shareFile(m, nil, nil, lines(5, 4), lines(10, 10)) },
		"text over others' pages":   func(m *manifest.Manifest) { m.Records[2].TextLayers[0].Last = 9 },
		"instances that are not":    func(m *manifest.Manifest) { m.Records[1].Study.Series[0].Instances = 2 },
		"a scan file not counted":   func(m *manifest.Manifest) { m.Media = nil },
		"a value said of no file":   func(m *manifest.Manifest) { m.DicomdirInvented[0].File = "DICOM/IM2" },
		"a preview of nobody":       func(m *manifest.Manifest) { m.Records[1].Study.Previews = nil },
		"a preview that is not":     func(m *manifest.Manifest) { m.Files = append(m.Files[:2], m.Files[3]) },
		"no pages for the scans":    func(m *manifest.Manifest) { m.Files = append(m.Files[:1], m.Files[2:]...) },
		"a finding about no record": func(m *manifest.Manifest) { m.Findings = []clinical.Finding{{Rule: "x", Record: "R009"}} },
	} {
		m := soundManifest()
		spoil(&m)
		if ps := accountOf(m); len(ps) == 0 {
			t.Errorf("%s: nothing was found", name)
		}
	}
}
