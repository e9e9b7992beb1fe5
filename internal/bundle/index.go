package bundle

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
var indexText string

var indexPage = template.Must(template.New("index").Parse(indexText))

// indexView is what INDEX.HTM shows, made from the manifest alone.
type indexView struct {
	Manifest *manifest.Manifest
	Patient  string
	Made     string
	Wanted   string
	DecideBy string
	Summary  string
	Missing  []indexItem
	Present  []indexItem
	Groups   []indexGroup
	LeftOut  []indexInput
	Doubts   []indexItem
	Others   int
	Scans    bool
	Disc     indexDisc
	Account  string
}

type indexItem struct {
	Title, Mark, Why string
	Page             int
}

type indexGroup struct {
	Title string
	Rows  []indexRow
}

type indexRow struct {
	Date, Title, Detail, From string
	Remarks                   string
	Page                      int
	Files                     []indexFile
}

// indexFile is a link, relative to INDEX.HTM.
type indexFile struct{ Link, Label string }

type indexInput struct {
	Name, Why string
	n         int // files that have no name
}

// writeIndex writes INDEX.HTM: the way in for a browser. All links are
// relative, nothing is loaded from elsewhere and there is no script.
func writeIndex(w io.Writer, m *manifest.Manifest) error {
	return indexPage.Execute(w, viewOf(m))
}

func viewOf(m *manifest.Manifest) indexView {
	v := indexView{Manifest: m, Patient: patientLine(m.Case.Patient, m.Deidentified != nil), Made: humanDay(m.Created), Wanted: m.Case.Opinion.Wanted(), DecideBy: humanDay(m.Case.DecideBy), Scans: hasScans(m)}
	pages := map[string]int{}
	for _, r := range m.Records {
		if r.Pages != nil {
			pages[r.ID] = r.Pages.First
		} else if len(r.AppendixPages) > 0 {
			pages[r.ID] = r.AppendixPages[0]
		}
	}
	v.items(pages)
	v.rows()
	v.doubts(pages)
	v.disc(pages)
	v.account()
	return v
}

func (v *indexView) items(pages map[string]int) {
	here, asked := 0, 0
	for _, it := range v.Manifest.Checklist.Items {
		x := indexItem{Title: it.Title, Mark: markOf(it.Status), Why: it.Why}
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
	v.Summary = HereLine(here, asked)
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

func (v *indexView) rows() {
	byGroup := map[clinical.Group][]indexRow{}
	var appendix []indexRow
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
			v.Groups = append(v.Groups, indexGroup{g.Title(), rows})
		}
	}
	if len(appendix) > 0 {
		v.Groups = append(v.Groups, indexGroup{clinical.AppendixTitle, appendix})
	}
}

func rowOf(r manifest.Record) indexRow {
	d, _ := clinical.ParseDate(r.Date) // written by this program
	rec := clinical.Record{Kind: r.Kind, Title: r.Title}
	lead, detail := rec.Name()
	row := indexRow{Date: d.Human(), Title: lead, Detail: detail, From: r.Facility}
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
		row.Files = []indexFile{{strings.Join(parts[:3], "/") + "/", count(len(r.Files), "DICOM file", "DICOM files")}}
	case r.Study == nil && len(r.Files) > 0 && strings.HasPrefix(r.Files[0], dicomFolder+"/"):
		row.Files = []indexFile{{r.Files[0], "original (DICOM file)"}}
	case len(r.Files) == 1:
		row.Files = []indexFile{{r.Files[0], "original"}}
	default: // photos of one letter, or one paper in two formats
		for i, f := range r.Files {
			row.Files = append(row.Files, indexFile{f, fmt.Sprintf("original %d", i+1)})
		}
	}
	row.Remarks = strings.Join(remarks, " · ")
	return row
}

// shownElsewhere are rules about papers that cannot be shown; those are listed
// as such.
var shownElsewhere = map[string]bool{
	document.RuleLocked: true, document.RuleDamaged: true, document.RuleEmpty: true, document.RuleMisnamed: true,
	document.RuleUnsupported: true, document.RuleTimeout: true, document.RuleTooLarge: true,
}

// doubts lists what is doubtful about records that stand in the packet.
func (v *indexView) doubts(pages map[string]int) {
	titles := map[string]string{}
	for _, r := range v.Manifest.Records {
		rec := clinical.Record{Kind: r.Kind, Title: r.Title}
		titles[r.ID], _ = rec.Name()
	}
	for _, f := range v.Manifest.Findings {
		if page := pages[f.Record]; page > 0 && f.Severity != clinical.SeverityInfo && !shownElsewhere[f.Rule] {
			v.Doubts = append(v.Doubts, indexItem{Title: titles[f.Record], Why: f.Message, Page: page})
		}
	}
}

// account lists what was set aside and says the totals in a sentence. Papers of
// other people are counted and not named.
func (v *indexView) account() {
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
			v.LeftOut = append(v.LeftOut, indexInput{Name: in.Path, Why: in.Reason})
		}
	}
	v.Account = AccountLine(m.Totals.Inputs, m.Totals.Fates)
}

// aside counts a file that was set aside and has no name by its reason.
func (v *indexView) aside(reason string) {
	i := slices.IndexFunc(v.LeftOut, func(x indexInput) bool { return x.Why == reason })
	if i < 0 {
		v.LeftOut = append(v.LeftOut, indexInput{Why: reason})
		i = len(v.LeftOut) - 1
	}
	v.LeftOut[i].n++
	v.LeftOut[i].Name = count(v.LeftOut[i].n, "file", "files")
}

// AccountLine says in a sentence what became of every file.
func AccountLine(inputs int, fates map[clinical.Fate]int) string {
	var parts []string
	for _, f := range clinical.Fates {
		if n := fates[f]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, fateWords(f, n)))
		}
	}
	return fmt.Sprintf("%s = %s", count(inputs, "file", "files"), strings.Join(parts, ", "))
}

// HereLine says how many of the listed items are here.
func HereLine(present, asked int) string {
	return fmt.Sprintf("%d of %s here", present, count(asked, "listed item is", "listed items are"))
}

func fateWords(f clinical.Fate, n int) string {
	one := map[clinical.Fate]string{
		clinical.FatePages: "as pages", clinical.FateFile: "as a file only", clinical.FateScan: "scan file",
		clinical.FateContainer: "archive that was opened", clinical.FateDuplicate: "duplicate",
		clinical.FateSetAside: "set aside", clinical.FateIgnored: "ignored (system files, viewers, logos)",
	}
	many := map[clinical.Fate]string{
		clinical.FateFile: "as files only", clinical.FateScan: "scan files",
		clinical.FateContainer: "archives that were opened", clinical.FateDuplicate: "duplicates",
	}
	if w, ok := many[f]; ok && n != 1 {
		return w
	}
	return one[f]
}

func patientLine(p manifest.Patient, nameless bool) string {
	if nameless {
		return "A person without a name (" + p.Name + ")"
	}
	s := p.Name
	if s == "" {
		s = "Name not stated"
	}
	if d, err := clinical.ParseDate(p.BirthDate); err == nil && !d.IsZero() {
		s += ", born " + d.Human()
	}
	return s
}

func humanDay(rfc3339 string) string {
	if len(rfc3339) < 10 {
		return ""
	}
	d, _ := clinical.ParseDate(rfc3339[:10]) // written by this program
	return d.Human()
}
