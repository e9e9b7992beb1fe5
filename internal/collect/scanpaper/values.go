package scanpaper

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

// value is what an item says, in words.
func (w *writer) value(it *sr.Item) string {
	switch it.Type {
	case "TEXT", "UIDREF":
		return lineEnds(it.Text)
	case "CODE":
		return it.Code.Says()
	case "NUM":
		return numbers(it)
	case "DATE":
		return day(it.Text)
	case "TIME":
		return clock(it.Text)
	case "DATETIME":
		return moment(it.Text)
	case "PNAME":
		return imaging.NameInOrder(it.Text)
	case "COMPOSITE", "IMAGE", "WAVEFORM":
		return strings.Join(w.places.sayAll(it.References, w.in), "; ")
	case "SCOORD", "SCOORD3D":
		return shaped(it.Shape)
	case "TCOORD":
		return "a time in the recording" + inBrackets(it.Shape)
	case "":
		return w.pointer(it)
	}
	return "a value of the type " + it.Type + ", which is not shown here"
}

// pointer names the item that this one points to. Nothing is followed, so that no
// two of them can lead in a circle.
func (w *writer) pointer(it *sr.Item) string {
	target := w.report.At(it.Target)
	switch {
	case it.Target == nil:
		return ""
	case target == nil:
		return "see an item that is not in the report"
	case target.Name.Says() == "":
		return "see the item without a name (" + strings.ToLower(target.Type) + ")"
	}
	if v := w.value(target); target.Type != "" && target.Type != "CONTAINER" && len(v) < longText {
		return "see “" + target.Name.Says() + ": " + v + "”"
	}
	return "see “" + target.Name.Says() + "”"
}

// numbers writes numeric values with their units: "3 cm".
func numbers(it *sr.Item) string {
	var out []string
	for _, n := range it.Numbers {
		if s := strings.TrimSpace(n.Value + " " + unit(n.Unit)); s != "" {
			out = append(out, s)
		}
	}
	if q := it.Qualifier.Says(); q != "" {
		out = append(out, "("+q+")")
	}
	if len(out) == 0 {
		return "no value"
	}
	return strings.Join(out, ", ")
}

// unit is the symbol of a unit of UCUM, and the name of any other. That of a plain
// number says nothing.
func unit(c sr.Code) string {
	switch {
	case c.Value == "1" && c.Scheme == "UCUM":
		return ""
	case strings.HasPrefix(c.Scheme, "UCUM") && !strings.Contains(c.Value, "{") && c.Value != "":
		return c.Value
	}
	return c.Says()
}

// shapes are plain words for graphic types (PS3.3 C.10.5.1.2 and C.18.9.1.2).
var shapes = map[string]string{
	"POINT": "a point", "MULTIPOINT": "points", "POLYLINE": "an outline", "POLYGON": "an outline",
	"CIRCLE": "a circle", "ELLIPSE": "an ellipse", "ELLIPSOID": "an ellipsoid",
}

func shaped(kind string) string {
	if s := shapes[kind]; s != "" {
		return "marked by " + s
	}
	return "marked" + inBrackets(kind)
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// day writes a DA value for people; what is none stays as it is.
func day(s string) string {
	if len(s) == 8 {
		if d, err := clinical.ParseDate(s[:4] + "-" + s[4:6] + "-" + s[6:]); err == nil && d.Valid() {
			return d.Human()
		}
	}
	return s
}

// clock writes a TM value for people: "18:47".
func clock(s string) string {
	whole, _, _ := strings.Cut(s, ".")
	for _, c := range whole {
		if c < '0' || c > '9' {
			return s
		}
	}
	switch {
	case len(whole) == 6 && whole[4:] != "00":
		return whole[:2] + ":" + whole[2:4] + ":" + whole[4:]
	case len(whole) == 4 || len(whole) == 6:
		return whole[:2] + ":" + whole[2:4]
	}
	return s
}

// moment writes a DT value for people, without the fraction and the offset from UTC.
func moment(s string) string {
	at := len(s)
	if i := strings.IndexAny(s, "+-."); i > 0 {
		at = i
	}
	switch plain := s[:at]; {
	case len(plain) < 8:
		return s
	case len(plain) == 8:
		return day(plain)
	default:
		return day(plain[:8]) + ", " + clock(plain[8:])
	}
}

// lineEnds makes all ends of lines alike.
func lineEnds(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\n\r", "\n", "\r", "\n").Replace(s))
}
