package pdi

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// written is a site as files.
func written(t *testing.T, site Site) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := Write(func(p string, fill func(io.Writer) error) error {
		var b bytes.Buffer
		if files[p] != "" {
			t.Errorf("%s is written twice", p)
		}
		err := fill(&b)
		files[p] = b.String()
		return err
	}, site)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func held(jpeg string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(jpeg), nil }
}

func madeSite() Site {
	jane := Patient{Key: "1", Name: `EXAMPLE, Jane <b> & "Co"`, Number: "MRN 1", Born: "2 Feb 1960", Sex: "F"}
	return Site{Draft: true, Studies: []Study{
		{Patient: jane, Title: "MRI scan: breast <script>", Date: "12 Feb 2026", Facility: "Examplewood & Sons", Accession: "A1", Folder: "DICOM/PT000001/ST000001",
			Series:   []Series{{Number: "1", Title: "axial", Modality: "MRI scan (MR)", Files: 30, Images: 30, Folder: "DICOM/PT000001/ST000001/SE000001"}},
			Pictures: []Picture{{JPEG: held("jpeg one"), Width: 512, Height: 400, WidthUM: 384_400, Caption: "axial · image 15 of 30", Left: "R", Right: "L", Top: "A", Bottom: "PF"}, {Instead: "video, 120 frames", Caption: "loop"}, {JPEG: held("jpeg two"), Width: 9, Height: 9}}},
		{Title: "Radiotherapy plan", Date: "no date", Folder: "DICOM/PT000001/ST000002", Series: []Series{{Files: 1}}},
		{Patient: jane, Title: "CT scan", Date: "1 Jan 2026", Folder: "DICOM/PT000001/ST000003", Series: slices.Repeat([]Series{{Title: "s", Files: 2, Images: 1}}, 15)},
	}}
}

// basic are the elements of XHTML Basic 1.1 that may stand in a page.
var basic = strings.Fields(`html head title meta link style base body h1 h2 h3 h4 h5 h6 p div span br a img ul ol li dl dt dd
	table caption tr th td strong em abbr acronym address blockquote cite code dfn kbd pre q samp var b big hr i small sub sup tt object param`)

func TestPagesAreXHTMLBasic(t *testing.T) {
	legal := regexp.MustCompile(`^IHE_PDI/(ST\d{6}/)?[A-Z0-9_]{1,8}\.(HTM|JPG)$`)
	files := written(t, madeSite())
	for name, text := range files {
		if !legal.MatchString(name) {
			t.Errorf("the name %s", name)
		}
		if path.Ext(name) != ".HTM" {
			continue
		}
		dec := xml.NewDecoder(strings.NewReader(text))
		for {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains(basic, start.Name.Local) {
				t.Errorf("%s: <%s> is no element of XHTML Basic", name, start.Name.Local)
			}
			for _, a := range start.Attr {
				if k := a.Name.Local; k == "src" || k == "href" {
					if _, there := files[path.Join(Folder, a.Value)]; !there {
						t.Errorf("%s leads to %s, which is not there", name, a.Value)
					}
				}
				if start.Name.Local == "img" && a.Name.Local == "alt" && a.Value == "" {
					t.Errorf("%s: a picture without words", name)
				}
			}
		}
	}
	if len(files) != 6 || files["IHE_PDI/ST000001/IM000003.JPG"] != "jpeg two" {
		t.Errorf("%d files", len(files))
	}
}

func TestPagesSayWhatIsThere(t *testing.T) {
	files := written(t, madeSite())
	for name, wants := range map[string][]string{
		Entry: {"DRAFT", "EXAMPLE, Jane &lt;b&gt;", `<a href="ST000001.HTM">MRI scan: breast &lt;script&gt;</a>`, "Examplewood &amp; Sons", "not for diagnosis", `<td class="num">30</td>`,
			"Series 1: axial, MRI scan (MR), 30 images", "No name in the files", "no pictures", "s, 1 image", "<li>and 3 more</li>"},
		"IHE_PDI/ST000001.HTM": {"accession A1", "axial · image 15 of 30", "left edge: patient&#39;s right; right edge: patient&#39;s left; top edge: patient&#39;s front; bottom edge: patient&#39;s back and foot",
			`<span class="l">R</span><span class="r">L</span><span class="t">A</span><span class="b">PF</span>`, "patient number MRN 1 · born 2 Feb 1960 · sex F",
			`src="ST000001/IM000001.JPG"`, `width="512" height="400"`, "video, 120 frames; open it with a viewer", "image 15 of 30 · 38 cm wide"},
		"IHE_PDI/ST000002.HTM": {"There is no preview of this study."},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
}
