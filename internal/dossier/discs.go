package dossier

import (
	"fmt"
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// Rules about a disc's table of contents (DICOMDIR, PS3.3 F).
const (
	RuleDiscMissing  = "disc-missing"
	RuleDiscUnlisted = "disc-unlisted"
)

// places are the files that are here, by where they lie and by what they are.
type places struct {
	byPath map[string]*collect.Item
	bySOP  map[string]*collect.Item
	scans  []*collect.Item
}

// place is a path as discs compare it: letters of one size, without the version
// and the dot that ISO 9660 hangs on, and without the ending that copying adds.
func place(inside, p string) string {
	p, _, _ = strings.Cut(strings.ToUpper(p), ";")
	return inside + "\x00" + strings.TrimSuffix(strings.TrimSuffix(p, "."), ".DCM")
}

func (d *Dossier) places() places {
	ps := places{byPath: map[string]*collect.Item{}, bySOP: map[string]*collect.Item{}}
	for _, it := range d.Items {
		ps.byPath[place(it.Inside, it.Path)] = it
		if it.Instance != nil {
			ps.bySOP[it.Instance.SOPInstance] = it
			ps.scans = append(ps.scans, it)
		}
	}
	return ps
}

// reportDiscs holds the tables of contents of discs against the scan files that
// are here: those that are listed and absent, and those beside them that no
// table lists.
func (d *Dossier) reportDiscs() {
	var ps places
	for _, it := range d.Items {
		if len(it.Listing) == 0 || it.Fate == clinical.FateDuplicate || d.CaseFile.Word(it.Key()).LeaveOut {
			continue
		}
		if ps.byPath == nil {
			ps = d.places()
		}
		disc := disc{it: it, dir: path.Dir(it.Path), tops: map[string]bool{}, listed: map[string]bool{}, records: map[string]map[string]bool{}, gaps: map[string]bool{}}
		disc.read(ps)
		disc.beside(ps)
		disc.report(d)
	}
}

// disc is a table of contents as it is held against the files.
type disc struct {
	it      *collect.Item
	dir     string
	tops    map[string]bool            // the folders and files at its root that it names
	listed  map[string]bool            // places and SOP instances that it lists
	records map[string]map[string]bool // the records of the files that are here, by their folders

	count    int
	missing  []string        // file ids
	gaps     map[string]bool // the folders in which they would lie
	unlisted []*collect.Item
}

// read looks up every reference. One that leads out of the disc is not followed.
func (c *disc) read(ps places) {
	for _, ref := range c.it.Listing {
		if ref.Unsafe {
			continue
		}
		c.count++
		at := place(c.it.Inside, path.Join(c.dir, path.Join(ref.FileID...)))
		c.tops[place(c.it.Inside, path.Join(c.dir, ref.FileID[0]))] = true
		c.listed[at], c.listed[ref.SOPInstance] = true, true
		found := ps.byPath[at]
		if found == nil && ref.SOPInstance != "" {
			found = ps.bySOP[ref.SOPInstance] // copied to another place
		}
		if found == nil {
			c.missing = append(c.missing, strings.Join(ref.FileID, "/"))
			c.gaps[path.Dir(at)] = true
			continue
		}
		if c.records[path.Dir(at)] == nil {
			c.records[path.Dir(at)] = map[string]bool{}
		}
		for _, r := range found.Records {
			c.records[path.Dir(at)][r] = true
		}
	}
}

// beside lists scan files below the folders that the table names, and not in it.
func (c *disc) beside(ps places) {
	root := place(c.it.Inside, c.dir) + "/"
	if c.dir == "." {
		root = place(c.it.Inside, "")
	}
	for _, it := range ps.scans {
		at := place(it.Inside, it.Path)
		rest, ok := strings.CutPrefix(at, root)
		top, _, _ := strings.Cut(rest, "/")
		if ok && c.tops[root+top] && !c.listed[at] && !c.listed[it.Instance.SOPInstance] {
			c.unlisted = append(c.unlisted, it)
		}
	}
}

// maxNamed is how many files of a disc a finding names.
const maxNamed = 5

// record is the scan of which files are missing: the one that all files of
// their folders belong to, or "".
func (c *disc) record() string {
	found := map[string]bool{}
	for dir := range c.gaps {
		if len(c.records[dir]) != 1 {
			return ""
		}
		for r := range c.records[dir] {
			found[r] = true
		}
	}
	if len(found) != 1 {
		return ""
	}
	for r := range found {
		return r
	}
	return ""
}

func (c *disc) report(d *Dossier) {
	if n := len(c.missing); n > 0 {
		names := strings.Join(c.missing[:min(n, maxNamed)], ", ")
		if n > maxNamed {
			names += fmt.Sprintf(" and %d more", n-maxNamed)
		}
		d.find(clinical.Finding{
			Rule: RuleDiscMissing, Severity: clinical.SeverityWarning, Record: c.record(), Path: c.it.Key(),
			Message: fmt.Sprintf("This disc's table of contents lists %s; %s not here: %s",
				files(c.count), map[bool]string{true: "1 of them is", false: fmt.Sprintf("%d of them are", n)}[n == 1], names),
			Fix: "Copy the whole disc again, with all its folders; if it cannot be read, ask the hospital for a new one.",
		})
	}
	if n := len(c.unlisted); n > 0 {
		d.find(clinical.Finding{
			Rule: RuleDiscUnlisted, Severity: clinical.SeverityInfo, Path: c.unlisted[0].Key(),
			Message: fmt.Sprintf("%s on this disc that its table of contents (%s) does not list; all go into the bundle",
				map[bool]string{true: "There is 1 scan file", false: fmt.Sprintf("There are %d scan files", n)}[n == 1], path.Base(c.it.Path)),
		})
	}
}

func files(n int) string {
	if n == 1 {
		return "1 scan file"
	}
	return fmt.Sprintf("%d scan files", n)
}
