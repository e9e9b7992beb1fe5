package dossier

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/joints"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// joinPhotos makes one record of photos in a row that show the pages of one
// paper: where a person says so, where the pages count themselves, or where the
// names of the files do. Nothing else joins photos; two letters shown as one are
// worse than one shown as two.
func (d *Dossier) joinPhotos(c *collect.CaseFile) {
	byKey := map[string]*Entry{}
	for _, e := range d.Entries {
		if e.isPhoto() {
			byKey[c.Beside(e.Item.Key())] = e
		}
	}
	gone := map[*Entry]bool{}
	for _, e := range d.Entries {
		for _, name := range e.word.With {
			next := byKey[path.Join(path.Dir(c.Beside(e.Item.Key())), name)]
			if next == nil || next == e || gone[next] || gone[e] || !e.isPhoto() {
				d.find(clinical.Finding{Rule: "case-file", Severity: clinical.SeverityWarning, Path: e.Item.Key(),
					Message: fmt.Sprintf("The case file says that the pages of %s follow, but that is no picture beside this one, or belongs to another paper already", name),
					Fix:     "Name the pictures of the further pages under `with`, in their order."})
				continue
			}
			e.More = append(e.More, next.Item)
			gone[next] = true
		}
	}
	d.joinRows(gone)
	d.Entries = slices.DeleteFunc(d.Entries, func(e *Entry) bool { return gone[e] })
	for _, e := range d.Entries {
		e.join()
	}
}

// joinRows joins photos that lie in a row in one folder.
func (d *Dossier) joinRows(gone map[*Entry]bool) {
	var row []*Entry
	for _, e := range d.Entries {
		if e.isPhoto() && !gone[e] && len(e.More) == 0 && e.word.Kind == "" && e.word.Title == "" && e.word.Date == "" {
			row = append(row, e)
		}
	}
	slices.SortStableFunc(row, func(a, b *Entry) int { return strings.Compare(photoOrder(a.Item), photoOrder(b.Item)) })
	var head *Entry
	last := 0 // the page of head's paper that came last
	for _, e := range row {
		n, _ := e.photoPage()
		if head != nil && last > 0 && n == last+1 && head.follows(e) {
			head.More = append(head.More, e.Item)
			gone[e] = true
			last = n
			continue
		}
		head, last = e, n
	}
}

// follows tells whether another photo may show a further page of the paper.
func (e *Entry) follows(next *Entry) bool {
	_, of := e.photoPage()
	_, ofNext := next.photoPage()
	if of != ofNext || folder(e.Item) != folder(next.Item) || photoStem(e.Item) != photoStem(next.Item) {
		return false
	}
	for _, a := range classify.Identity(e.Item.Document.Pages) {
		for _, b := range classify.Identity(next.Item.Document.Pages) {
			if classify.Compare(a.Patient, b.Patient) == clinical.MatchConflict {
				return false
			}
		}
	}
	return true
}

// isPhoto tells whether the entry is one picture of one page.
func (e *Entry) isPhoto() bool {
	return e.Item != nil && strings.HasPrefix(e.Item.Media, "image/") && e.Item.Document != nil &&
		e.Item.Document.Source != nil && len(e.Item.Document.Pages) == 1 && !e.word.LeaveOut
}

// photoPage is which page of a paper a photo shows, and of how many where that
// is told: by the page itself, else by the name of the file; 0 for neither.
func (e *Entry) photoPage() (n, of int) {
	if n, of, ok := joints.PageNumber(e.Item.Document.Pages[0]); ok {
		return n, of
	}
	m := pageName.FindStringSubmatch(stem(e.Item))
	if m == nil {
		return 0, 0
	}
	n, _ = strconv.Atoi(m[2])
	return n, 0
}

// pageName matches names that count pages: "letter page 2", "Befund_S2", "report p02".
var pageName = regexp.MustCompile(`(?i)^(.*?)(?:^|[-_ .(])[-_ .(]*(?:page|pg|p|seite|s|bl|blatt|pagina|pag|strona|str)[-_ .]*0*([1-9][0-9]?)\)?$`)

// photoStem is what the names of the photos of one paper share: a name that
// counts pages without its number, the camera's prefix of one that counts photos.
func photoStem(it *collect.Item) string {
	s := stem(it)
	if m := pageName.FindStringSubmatch(s); m != nil && m[1] != "" {
		return strings.ToLower(m[1])
	}
	return strings.ToLower(strings.TrimRight(s, "0123456789"))
}

func stem(it *collect.Item) string { return strings.TrimSuffix(it.Base(), path.Ext(it.Base())) }

func folder(it *collect.Item) string { return it.Inside + "!/" + path.Dir(it.Path) }

// photoOrder sorts photos by folder, and in it as people count: 9 before 10.
func photoOrder(it *collect.Item) string {
	return folder(it) + "/" + digits.ReplaceAllStringFunc(strings.ToLower(stem(it)), func(n string) string {
		return strings.Repeat("0", max(0, 20-len(n))) + n
	})
}

var digits = regexp.MustCompile(`[0-9]+`)

// join makes one document of the pages of all files of the entry.
func (e *Entry) join() {
	if len(e.More) == 0 {
		return
	}
	doc := *e.Item.Document
	doc.Pages, doc.Sizes = slices.Clone(doc.Pages), slices.Clone(doc.Sizes)
	doc.Recognized = slices.Clone(doc.Recognized)
	doc.Troubles = nil // each file tells its own
	for _, it := range e.More {
		for _, r := range it.Document.Recognized {
			r.Page += len(doc.Pages)
			doc.Recognized = append(doc.Recognized, r)
		}
		doc.Pages = append(doc.Pages, it.Document.Pages...)
		doc.Sizes = append(doc.Sizes, it.Document.Sizes...)
		doc.NoText = doc.NoText && it.Document.NoText
	}
	e.joined = &doc
}
