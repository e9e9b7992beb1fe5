package picture

import (
	"fmt"
	"strconv"
)

// Dictionary spells the dictionary of the image XObject (ISO 32000-1, 8.9.5),
// without its brackets and /Length.
func (i Image) Dictionary() []byte {
	b := fmt.Appendf(nil, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d", i.Width, i.Height, i.BitsPerComponent)
	switch i.ColorSpace {
	case "":
	case "Indexed":
		b = fmt.Appendf(b, "/ColorSpace[/Indexed/DeviceRGB %d<%x>]", len(i.Palette)/3-1, i.Palette)
	default:
		b = append(b, "/ColorSpace/"+i.ColorSpace...)
	}
	if i.Inverted {
		b = append(b, "/Decode[1 0 1 0 1 0 1 0]"...)
	}
	b = append(b, "/Filter/"+i.Filter...)
	if len(i.Parms) == 0 {
		return b
	}
	b = append(b, "/DecodeParms<<"...)
	for _, p := range i.Parms {
		b = append(b, "/"+p.Key+" "...)
		if p.Bool {
			b = strconv.AppendBool(b, p.Value != 0)
		} else {
			b = strconv.AppendInt(b, int64(p.Value), 10)
		}
	}
	return append(b, ">>"...)
}
