package imaging

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
	"github.com/medbundle/medbundle/internal/imaging/sopclass"
)

// RuleCaptures tells of a study that holds nothing but screen captures.
const RuleCaptures = "scan-captures-only"

// Is says what the instance is, in plain words with the standard term beside it:
// "CT scan (CT)", "localizer (CT)", "radiotherapy plan (RT Plan)".
func (in *Instance) Is() string {
	class := sopclass.Of(in.SOPClass)
	switch {
	case in.isVideo() && !strings.HasPrefix(class.Plain, "video"):
		return "video (" + orElse(in.Modality, "multi-frame") + ")"
	case class.Plain != "":
		return class.String()
	case in.IsLocalizer():
		return "localizer (" + orElse(in.Modality, "LOCALIZER") + ")"
	case !in.HasPixels && in.RecordType() == "PRIVATE":
		return "file of its maker's own kind (private SOP class)"
	case in.Modality == "":
		return ""
	}
	plain := calm(ModalityTitle(in.Modality))
	if plain == in.Modality || strings.Contains(plain, "(") {
		return plain
	}
	return plain + " (" + in.Modality + ")"
}

// calm begins a title with a small letter, where its first word is no abbreviation.
func calm(title string) string {
	if len(title) > 1 && title[1] >= 'a' && title[1] <= 'z' {
		return strings.ToLower(title[:1]) + title[1:]
	}
	return title
}

func (in *Instance) isVideo() bool { return sopclass.Video(in.SOPClass, in.TransferSyntax) }

// IsLocalizer tells of a picture on which the slices of a scan were planned (PS3.3
// C.8.2.1.1.1 and C.8.3.1.1.1).
func (in *Instance) IsLocalizer() bool {
	return slices.ContainsFunc(in.ImageType, func(v string) bool {
		v = strings.ToUpper(v)
		return v == "LOCALIZER" || v == "SCOUT" || v == "TOPOGRAM"
	})
}

// IsReport tells whether the instance is a structured report or a note of key
// images, which package sr reads.
func (in *Instance) IsReport() bool {
	t := in.RecordType()
	return t == "SR DOCUMENT" || t == "KEY OBJECT DOC"
}

// isCapture tells of a picture of a screen, or of paper, that some program took
// in: it has not the measures of a scan.
func (in *Instance) isCapture() bool {
	class := sopclass.Of(in.SOPClass)
	return class.Plain == sopclass.Capture || class.Plain == "" && (in.Modality == "SC" || in.Modality == "OT")
}

// types lists what the instances of the series are, each once, in their order.
func (s *Series) types() (out []string) {
	for _, in := range s.Instances {
		if is := in.Is(); is != "" && !slices.Contains(out, is) {
			out = append(out, is)
		}
	}
	return out
}

// capturesOnly finds a study that poses as a scan and holds pictures of screens.
func capturesOnly(s *Study) []clinical.Finding {
	if !s.CapturesOnly() {
		return nil
	}
	return []clinical.Finding{{
		Rule: RuleCaptures, Severity: clinical.SeverityWarning, Path: s.first().where(),
		Message: "This scan holds only screen captures (Secondary Capture), not the original images.",
		Fix:     "Ask the radiology department for the original images in DICOM format; nothing can be measured on screen captures.",
	}}
}

// CapturesOnly tells whether there are pictures, and all are screen captures.
func (s *Study) CapturesOnly() bool {
	pictures := 0
	for _, in := range s.instances() {
		if n := in.pictures(); n > 0 {
			pictures += n
			if !in.isCapture() {
				return false
			}
		}
	}
	return pictures > 0
}

// Undrawable says what the instance is, where it holds pictures of a kind that is
// never drawn: "video, 120 frames"; "" where it may be drawn.
func (in *Instance) Undrawable() string {
	switch {
	case in.pictures() == 0:
		return ""
	case in.isVideo() && in.Pixel.Frames > 1:
		return fmt.Sprintf("video, %d frames", in.Pixel.Frames)
	case in.isVideo():
		return "video"
	}
	if format := pixels.Refused(in.TransferSyntax); format != "" {
		return "picture in the format " + format
	}
	return ""
}
