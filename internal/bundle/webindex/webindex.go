// Package webindex writes INDEX.HTM, the way into a bundle for a browser, from the
// manifest alone: what is here and what is missing, the index with links into the
// packet, and what of the bundle a hospital's system can import and what it cannot (IHE
// ITI TF-2 3.32). All links are relative, nothing is loaded from elsewhere and there
// is no script.
package webindex

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

//go:embed index.tmpl.htm
var pageText string

var page = template.Must(template.Must(template.New("page").Parse(pageText)).Parse(timelineText))

// view is what INDEX.HTM shows, made from the manifest alone.
type view struct {
	Manifest *manifest.Manifest
	Patient  string
	Made     string
	Wanted   string
	DecideBy string
	Summary  string
	Stated   []quote
	Differ   bool // records state different stages
	Timeline chronology
	Missing  []item
	Present  []item
	Groups   []group
	LeftOut  []input
	Doubts   []item
	Others   int
	Scans    bool
	Disc     disc
	Account  string
}

type item struct {
	Title, Mark, Why string
	Page             int
}

type group struct {
	Title string
	Rows  []row
}

type row struct {
	Date, Title, Detail, From string
	Remarks                   string
	Page                      int
	Files                     []link
}

// link is a link, relative to INDEX.HTM.
type link struct{ Link, Label string }

type input struct {
	Name, Why string
	n         int // files that have no name
}

// Write writes INDEX.HTM.
func Write(w io.Writer, m *manifest.Manifest) error {
	return page.Execute(w, viewOf(m))
}

func viewOf(m *manifest.Manifest) view {
	v := view{Manifest: m, Patient: m.Case.Patient.Line(m.Deidentified != nil), Made: humanDay(m.Created), Wanted: m.Case.Opinion.Wanted(), DecideBy: humanDay(m.Case.DecideBy), Scans: m.HasScans()}
	pages := map[string]int{}
	for _, r := range m.Records {
		if r.Pages != nil {
			pages[r.ID] = r.Pages.First
		} else if len(r.AppendixPages) > 0 {
			pages[r.ID] = r.AppendixPages[0]
		}
	}
	v.stated()
	v.timeline()
	v.items(pages)
	v.rows()
	v.doubts(pages)
	v.disc(pages)
	v.account()
	return v
}

func (v *view) items(pages map[string]int) {
	here, asked := 0, 0
	for _, it := range v.Manifest.Checklist.Items {
		x := item{Title: it.Title, Mark: markOf(it.Status), Why: it.Why}
		if len(it.Records) > 0 {
			x.Page = pages[it.Records[0]]
		}
		switch {
		case it.Status == clinical.StatusWaived:
			v.Missing = append(v.Missing, x) // said, and not counted
			continue
		case !it.Counted():
			continue
		case it.Status.Here():
			here++
			v.Present = append(v.Present, x)
		default:
			v.Missing = append(v.Missing, x)
		}
		asked++
	}
	v.Summary = manifest.HereLine(here, asked)
}

// markOf is the word for a status, the same as in the packet and the terminal.
func markOf(s clinical.ItemStatus) string {
	switch s {
	case clinical.StatusPresent:
		return "here"
	case clinical.StatusDoubtful:
		return "not certain"
	case clinical.StatusUnusable:
		return "not usable"
	case clinical.StatusPartial:
		return "in part"
	case clinical.StatusRequested:
		return "asked for"
	case clinical.StatusSent:
		return "sent separately"
	case clinical.StatusOld:
		return "here, but old"
	}
	return string(s)
}

func (v *view) rows() {
	byGroup := map[clinical.Group][]row{}
	var appendix []row
	for _, r := range v.Manifest.Records {
		if r.Patient.Match == clinical.MatchConflict {
			v.Others++
			continue
		}
		if len(r.AppendixPages) > 0 {
			appendix = append(appendix, appendixRow(r))
		}
		if r.Pages == nil {
			continue
		}
		byGroup[r.Kind.Group()] = append(byGroup[r.Kind.Group()], rowOf(r))
	}
	for _, g := range clinical.Groups {
		if rows := byGroup[g]; len(rows) > 0 {
			v.Groups = append(v.Groups, group{g.Title(), rows})
		}
	}
	if len(appendix) > 0 {
		v.Groups = append(v.Groups, group{clinical.AppendixTitle, appendix})
	}
}

func rowOf(r manifest.Record) row {
	d, _ := clinical.ParseDate(r.Date) // written by this program
	rec := clinical.Record{Kind: r.Kind, Title: r.Title}
	lead, detail := rec.Name()
	row := row{Date: d.Human(), Title: lead, Detail: detail, From: r.Facility}
	if r.Pages != nil {
		row.Page = r.Pages.First
	}
	if row.Date == "" {
		row.Date = "no date"
	}
	remarks := append([]string{}, r.Remarks...)
	if len(r.AlsoReceived) > 0 {
		remarks = append(remarks, "also received as "+strings.Join(r.AlsoReceived, ", "))
	}
	switch {
	case r.Study != nil && len(r.Files) > 0:
		parts := strings.Split(r.Files[0], "/")
		row.Files = []link{{strings.Join(parts[:3], "/") + "/", manifest.Count(len(r.Files), "DICOM file", "DICOM files")}}
	case r.Study == nil && len(r.Files) > 0 && strings.HasPrefix(r.Files[0], "DICOM/"):
		row.Files = []link{{r.Files[0], "original (DICOM file)"}}
	case len(r.Files) == 1:
		row.Files = []link{{r.Files[0], "original"}}
	default: // photos of one letter, or one paper in two formats
		for i, f := range r.Files {
			row.Files = append(row.Files, link{f, fmt.Sprintf("original %d", i+1)})
		}
	}
	row.Remarks = strings.Join(remarks, " · ")
	return row
}

// appendixRow is the row for the pages of a record in the appendix.
func appendixRow(r manifest.Record) row {
	row := rowOf(r)
	row.Page = r.AppendixPages[0]
	if r.Pages != nil {
		row.Title, row.Detail = manifest.Count(len(r.AppendixPages), "page", "pages"), "of "+row.Title
		row.Date, row.From, row.Remarks = "", "", ""
	}
	return row
}

// shownElsewhere are rules about papers that cannot be shown; those are listed
// as such.
var shownElsewhere = map[string]bool{
	document.RuleLocked: true, document.RuleDamaged: true, document.RuleEmpty: true, document.RuleMisnamed: true,
	document.RuleUnsupported: true, document.RuleTimeout: true, document.RuleTooLarge: true,
}

// doubts lists what is doubtful about records that stand in the packet.
func (v *view) doubts(pages map[string]int) {
	titles := map[string]string{}
	for _, r := range v.Manifest.Records {
		rec := clinical.Record{Kind: r.Kind, Title: r.Title}
		titles[r.ID], _ = rec.Name()
	}
	for _, f := range v.Manifest.Findings {
		if page := pages[f.Record]; page > 0 && f.Severity != clinical.SeverityInfo && !shownElsewhere[f.Rule] {
			v.Doubts = append(v.Doubts, item{Title: titles[f.Record], Why: f.Message, Page: page})
		}
	}
}

// account lists what was set aside and says the totals in a sentence. Papers of
// other people are counted and not named.
func (v *view) account() {
	m := v.Manifest
	other := map[string]bool{}
	for _, r := range m.Records {
		other[r.ID] = r.Patient.Match == clinical.MatchConflict
	}
	for _, in := range m.Inputs {
		if m.Deidentified != nil && in.Fate == clinical.FateSetAside {
			v.aside(in.Reason)
			continue
		}
		ofOther := len(in.Records) > 0 && other[in.Records[0]]
		if !ofOther && (in.Fate == clinical.FateSetAside || in.Fate == clinical.FateFile) {
			v.LeftOut = append(v.LeftOut, input{Name: in.Path, Why: in.Reason})
		}
	}
	v.Account = manifest.AccountLine(m.Totals.Inputs, m.Totals.Fates)
}

// aside counts a file that was set aside and has no name by its reason.
func (v *view) aside(reason string) {
	i := slices.IndexFunc(v.LeftOut, func(x input) bool { return x.Why == reason })
	if i < 0 {
		v.LeftOut = append(v.LeftOut, input{Why: reason})
		i = len(v.LeftOut) - 1
	}
	v.LeftOut[i].n++
	v.LeftOut[i].Name = manifest.Count(v.LeftOut[i].n, "file", "files")
}

func humanDay(rfc3339 string) string {
	if len(rfc3339) < 10 {
		return ""
	}
	d, _ := clinical.ParseDate(rfc3339[:10]) // written by this program
	return d.Human()
}
