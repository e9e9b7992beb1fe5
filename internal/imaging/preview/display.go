package preview

import (
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

const storage = "1.2.840.10008.5.1.4.1.1."

// The SOP classes whose pixels are Hounsfield units or counts (PS3.4 B.5).
var (
	tomographic = map[string]bool{storage + "2": true, storage + "2.1": true, storage + "2.2": true}
	counted     = map[string]bool{storage + "20": true, storage + "128": true, storage + "128.1": true, storage + "130": true}
)

// displayOf is how the reader of such a picture expects it, for what the header
// does not say: nuclear medicine dark on white, a CT in the window of its organ.
func displayOf(in *imaging.Instance, h *dataset.Header) pixels.Display {
	a := in.Pixel
	switch {
	case counted[in.SOPClass]:
		return pixels.Display{Counts: true, Dark: true}
	case !deep(a) && a.RescaleSlope == 1 && a.RescaleIntercept == 0 && !a.Signed && a.BitsStored == 8:
		return pixels.Display{Center: 128, Width: 256} // a screen's own greys
	case !deep(a):
		return pixels.Display{}
	}
	d := pixels.Display{Mend: true, Robust: true}
	if tomographic[in.SOPClass] && (a.RescaleIntercept < 0 || a.Signed) && !in.IsLocalizer() {
		d.Center, d.Width = organWindow(in, h.String(dataset.TagKernel))
	}
	return d
}

// deep says whether there are more values than a screen has greys, so that a window
// chooses among them.
func deep(a pixels.Attributes) bool { return a.BitsStored > 8 || a.FloatBits != 0 }

// organs are the usual windows of CT, in Hounsfield units, by what a body part, a
// description, or a kernel says. The first that fits counts.
var organs = []struct {
	words         []string
	center, width float64
}{
	{[]string{"lung", "lunge", "pulm", "poumon", "thin chest", "hrct"}, -600, 1500},
	{[]string{"bone", "knochen", "osteo", "osseux", "temporal", "b60", "b70", "br60", "br64", "hr60", "yb"}, 400, 1800},
	{[]string{"head", "brain", "skull", "schädel", "schaedel", "kopf", "crane", "cerebr", "neuro"}, 40, 80},
}

// organWindow is the usual window of a CT: soft tissue, unless something else is said.
func organWindow(in *imaging.Instance, kernel string) (center, width float64) {
	said := strings.ToLower(strings.Join([]string{in.BodyPart, in.SeriesDescription, in.ProtocolName, kernel}, " "))
	for _, o := range organs {
		if contains(said, o.words) {
			return o.center, o.width
		}
	}
	return 40, 400
}
