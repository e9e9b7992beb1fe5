package webindex

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/timeline/chart"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

//go:embed timeline.tmpl.htm
var timelineText string

// chronology is what happened when: a picture, and the same as a table.
type chronology struct {
	Picture  *picture
	Rows     []event
	Numbered bool
	Legend   string
}

type event struct {
	No                int
	When, What, Quote string
	// Places are links to the pages that tell of it, and to the files of its scan.
	Places []link
}

// picture is a drawing in points.
type picture struct {
	Width, Height, Axis, Left, Right string
	Words                            string
	Lines                            []segment
	Names, Ticks                     []label
	Breaks                           []string
	Marks                            []mark
}

type segment struct{ X1, Y1, X2, Y2 string }

type label struct{ X, Y, Text string }

type mark struct {
	Path   string // of what is no circle
	X, Y   string // of a circle
	R      string
	Class  string
	Vague  string
	Label  label
	Under  [4]string // a box under the label
	Href   string
	Spoken string
}

// wider is by how much the font of a browser may be wider than ours, in percent.
const wider = 112

// pictureWidth is the width of the drawing.
const pictureWidth = 540 * typeset.Point

func (v *view) timeline() {
	events := make([]timeline.Event, 0, len(v.Manifest.Timeline))
	for _, m := range v.Manifest.Timeline {
		lane, _ := timeline.LaneOf(m.Lane) // written by this program, as are the days
		from, _ := clinical.ParseDate(m.From)
		to, _ := clinical.ParseDate(m.To)
		events = append(events, timeline.Event{Lane: lane, What: m.What, Short: m.Short, Quote: m.Quote, From: from, To: to, Lasting: m.Lasting, Planned: m.Planned})
	}
	folders := map[string]string{}
	for _, r := range v.Manifest.Records {
		if parts := strings.Split(strings.Join(r.Files[:min(1, len(r.Files))], ""), "/"); r.Study != nil && len(parts) > 3 {
			folders[r.ID] = strings.Join(parts[:3], "/") + "/"
		}
	}
	t := &v.Timeline
	for i := range events {
		e := &events[i]
		x := event{No: i + 1, When: e.When(), What: e.Words(), Quote: e.Quote}
		if x.When == "" {
			x.When = "not stated"
		}
		var pages []int
		for _, s := range v.Manifest.Timeline[i].Sources {
			if n := s.PacketPage; n > 0 && !slices.Contains(pages, n) {
				pages = append(pages, n)
				x.Places = append(x.Places, link{packetLink(n), fmt.Sprint("page ", n)})
			}
			if f := folders[s.Record]; f != "" {
				x.Places = append(x.Places, link{f, "DICOM files"})
			}
		}
		t.Rows = append(t.Rows, x)
	}
	face := typeset.NoteStyle.Face
	c, ok := chart.Draw(events, v.eventPage, pictureWidth, func(s string) typeset.Length { return face.Width(s, 7200) * wider / 100 })
	if ok {
		t.Numbered, t.Legend = c.Numbered, c.Legend(events)
		t.Picture = v.draw(&c, events)
	}
}

// eventPage is the first page of the packet that tells of an event.
func (v *view) eventPage(i int) int {
	for _, s := range v.Manifest.Timeline[i].Sources {
		if s.PacketPage > 0 {
			return s.PacketPage
		}
	}
	return 0
}

func (v *view) draw(c *chart.Chart, events []timeline.Event) *picture {
	p := &picture{Width: pt(c.Width), Height: pt(c.Height), Axis: pt(c.Axis), Left: pt(c.Left), Right: pt(c.Width)}
	for i, r := range c.Lanes {
		p.Names = append(p.Names, label{"0", pt(r.Base), r.Lane.Title()})
		if i < len(c.Lanes)-1 {
			p.Lines = append(p.Lines, segment{"0", pt(r.Bottom), pt(c.Width), pt(r.Bottom)})
		}
	}
	for _, t := range c.Ticks {
		p.Lines = append(p.Lines, segment{pt(t.X), "0", pt(t.X), pt(c.Axis)})
		if t.Label != "" {
			p.Ticks = append(p.Ticks, label{pt(t.LabelX), pt(c.Axis + 10*typeset.Point), t.Label})
		}
	}
	for _, x := range c.Breaks {
		p.Breaks = append(p.Breaks, fmt.Sprintf("M%s %sL%s %sM%s %sL%s %s", pt(x-4000), pt(c.Axis+4000), pt(x), pt(c.Axis-4000), pt(x), pt(c.Axis+4000), pt(x+4000), pt(c.Axis-4000)))
	}
	for i := range c.Marks {
		p.Marks = append(p.Marks, v.mark(&c.Marks[i], &events[c.Marks[i].Event]))
	}
	p.Words = fmt.Sprintf("A picture of %s with a date, by kind and time. The table below says the same.", manifest.Count(len(c.Marks), "event", "events"))
	return p
}

func (v *view) mark(m *chart.Mark, e *timeline.Event) mark {
	x := mark{Class: "m", Spoken: e.When() + ": " + e.Words()}
	if m.Planned {
		x.Class = "m planned"
	}
	if page := v.eventPage(m.Event); page > 0 {
		x.Href = packetLink(page)
	}
	if m.VagueW > 0 {
		l, r, y := m.VagueX, m.VagueX+m.VagueW, m.Y
		x.Vague = fmt.Sprintf("M%s %sV%sM%s %sV%sM%s %sH%s", pt(l), pt(y-2000), pt(y+2000), pt(r), pt(y-2000), pt(y+2000), pt(l), pt(y), pt(r))
	}
	if m.Shape == chart.Circle {
		x.X, x.Y, x.R, x.Class = pt(m.X), pt(m.Y), pt(chart.Radius), x.Class+" ring"
	} else {
		for i, q := range m.Outline() {
			x.Path += map[bool]string{true: "M", false: "L"}[i == 0] + pt(q.X) + " " + pt(q.Y)
		}
		x.Path += "Z"
	}
	if m.Label != "" {
		x.Label = label{pt(m.LabelX), pt(m.LabelY), m.Label}
		x.Under = [4]string{pt(m.LabelX - 1000), pt(m.LabelY - 6500), pt(m.LabelW), pt(8 * typeset.Point)}
	}
	if m.Group > 1 {
		x.Href = "#timeline"
	}
	return x
}

// pt writes a length in points.
func pt(l typeset.Length) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", l.Points()), "0"), ".")
}

func packetLink(page int) string { return fmt.Sprintf("BUNDLE.PDF#page=%d", page) }
