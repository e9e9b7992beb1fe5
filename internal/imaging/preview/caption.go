package preview

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

func nameOf(s *imaging.Series) string {
	switch {
	case s.Description != "":
		return s.Description
	case s.Number != "":
		return "series " + s.Number
	}
	return imaging.ModalityTitle(s.Modality)
}

// sliced are modalities whose pictures are slices of the body where they say where
// they lie.
var sliced = map[string]bool{"CT": true, "MR": true, "PT": true}

// caption says which picture of which series it is and how its greys were chosen:
// "AX T2 · slice 112 of 240 · W 400 L 40".
func (k KeyImage) caption(window string) string {
	var parts []string
	if name := nameOf(k.Series); name != "" {
		parts = append(parts, name)
	}
	noun := "image"
	if sliced[k.Instance.Modality] && len(k.Instance.Orientation) == 6 {
		noun = "slice"
	}
	switch {
	case k.Scan != nil:
		parts = append(parts, k.Scan.words())
	case k.Of > 1:
		parts = append(parts, fmt.Sprintf("%s %d of %d", noun, k.Position, k.Of))
	case k.Instance.Pictures() == 1:
		parts = append(parts, "1 "+noun)
	}
	if n := k.Instance.Pictures(); n > 1 && loops[k.Instance.Modality] {
		parts = append(parts, fmt.Sprintf("frame %d of a film of %d", k.Frame+1, n))
	}
	if window != "" && k.Scan == nil {
		parts = append(parts, window)
	}
	return strings.Join(parts, " · ")
}

// windowText says how the grey values of a picture were chosen.
func windowText(r *pixels.Rendered, counts bool) string {
	text := fmt.Sprintf("W\u00a0%s L\u00a0%s", short(r.WindowWidth), short(r.WindowCenter))
	switch {
	case counts:
		return "dark is high uptake"
	case r.Origin == pixels.FileWindow:
		return text
	case r.Origin == pixels.UsualWindow:
		return text + " (usual)"
	}
	return ""
}

func short(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}
