package imaging

import (
	"bytes"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

func TestWhatAnInstanceIs(t *testing.T) {
	for _, c := range []struct {
		edits map[uint32]string
		want  string
	}{
		{nil, "CT scan (CT)"},
		{map[uint32]string{dataset.TagModality: "MG"}, "mammogram (MG)"},
		{map[uint32]string{dataset.TagModality: "MR"}, "MRI scan (MR)"},
		{map[uint32]string{dataset.TagModality: "XX"}, "XX"},
		{map[uint32]string{dataset.TagImageType: `ORIGINAL\PRIMARY\LOCALIZER`}, "localizer (CT)"},
		{map[uint32]string{dataset.TagImageType: `DERIVED\SECONDARY\SCOUT`}, "localizer (CT)"},
		{map[uint32]string{dataset.TagSOPClass: directory.Storage + "481.5", dataset.TagModality: "RTPLAN"}, "radiotherapy plan (RT Plan)"},
		{map[uint32]string{dataset.TagSOPClass: directory.Storage + "7"}, "screen capture (Secondary Capture)"},
		{map[uint32]string{dataset.TagSOPClass: "1.2.3.4"}, "file of its maker's own kind (private SOP class)"},
	} {
		if got := made(t, 1, c.edits).Is(); got != c.want {
			t.Errorf("%v: %q, want %q", c.edits, got, c.want)
		}
	}
}

// pictured is an instance with pixels.
func pictured(class, modality, syntax string, frames int) *Instance {
	in := &Instance{Name: "x", SOPClass: class, Modality: modality, TransferSyntax: syntax, HasPixels: true, StudyUID: "1.2", SeriesUID: "1.2.3", SOPInstance: "1.2.3." + number(frames)}
	in.Pixel.Rows, in.Pixel.Columns, in.Pixel.Frames = 10, 10, frames
	return in
}

func TestWhatIsNotDrawn(t *testing.T) {
	ct := directory.Storage + "2"
	for _, c := range []struct {
		in       *Instance
		want     string
		pictures int
	}{
		{pictured(ct, "CT", dataset.ExplicitLE, 3), "", 3},
		{pictured(ct, "CT", "1.2.840.10008.1.2.4.90", 1), "", 1},
		{pictured(directory.Storage+"77.1.1.1", "ES", "1.2.840.10008.1.2.4.102", 120), "video, 120 frames", 1},
		{pictured(directory.Storage+"7.4", "US", "1.2.840.10008.1.2.4.103", 1), "video", 1},
		{pictured(ct, "CT", "1.2.840.10008.1.2.4.110", 1), "picture in the format JPEG XL", 1},
		{pictured(directory.Storage+"481.2", "RTDOSE", dataset.ExplicitLE, 9), "", 0},
	} {
		if got := c.in.Undrawable(); got != c.want || c.in.pictures() != c.pictures {
			t.Errorf("%s in %s: %q of %d pictures", c.in.SOPClass, c.in.TransferSyntax, got, c.in.pictures())
		}
	}
}

func TestScreenCapturesOnly(t *testing.T) {
	capture, ct := pictured(directory.Storage+"7", "CT", dataset.ExplicitLE, 1), pictured(directory.Storage+"2", "CT", dataset.ExplicitLE, 2)
	other := pictured("", "OT", dataset.ExplicitLE, 3)
	plan := made(t, 1, map[uint32]string{dataset.TagSOPClass: directory.Storage + "481.5", dataset.TagStudyUID: "1.2"})
	for _, c := range []struct {
		files []*Instance
		want  bool
	}{
		{[]*Instance{capture, other, plan}, true}, {[]*Instance{capture, ct}, false}, {[]*Instance{plan}, false},
	} {
		s := Group(c.files)[0]
		found := slices.ContainsFunc(s.Problems, func(f clinical.Finding) bool { return f.Rule == RuleCaptures })
		if s.CapturesOnly() != c.want || found != c.want {
			t.Errorf("%d files: %v, finding %v", len(c.files), s.CapturesOnly(), found)
		}
	}
}

// TestCopyDocument takes a wrapped document out without the byte that pads it.
func TestCopyDocument(t *testing.T) {
	for _, wrapped := range []string{"odd", "even"} {
		data := []byte("...." + wrapped)
		length := int64(len(wrapped))
		if length%2 == 1 {
			data, length = append(data, 0), length+1
		}
		in := &Instance{Size: int64(len(data)), Document: &EncapsulatedDocument{Offset: 4, Length: length}}
		var out bytes.Buffer
		if err := CopyDocument(&out, bytes.NewReader(data), in); err != nil || out.String() != wrapped {
			t.Errorf("%q, %v", out.String(), err)
		}
	}
}
