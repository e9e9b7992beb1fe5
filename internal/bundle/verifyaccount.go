package bundle

import (
	"slices"
	"sort"
	"time"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// account holds the manifest against itself: what it counts, what it refers to,
// and what it says of the same thing in two places.
func (v *verifier) account() {
	v.header()
	v.nameless()
	records := v.records()
	v.inputs(records)
	v.stated(records)
	v.timeline(records)
	v.totals()
	v.disc()
	for _, f := range v.manifest.Findings {
		if f.Record != "" && records[f.Record] == nil {
			v.wrong("a finding names the record %s, which there is not", f.Record)
		}
	}
}

func (v *verifier) wrong(format string, args ...any) {
	v.fault("account", manifest.Name, format, args...)
}

func (v *verifier) header() {
	m := v.manifest
	if _, err := time.Parse(time.RFC3339, m.Created); err != nil {
		v.wrong("created is %q, which is no moment", m.Created)
	}
	if m.Tool.Name == "" || m.Tool.Version == "" {
		v.wrong("it does not say which program wrote it")
	}
	if !sort.SliceIsSorted(m.Files, func(i, j int) bool { return m.Files[i].Path < m.Files[j].Path }) {
		v.wrong("the files are not in order")
	}
}

// records holds every record against the list of files and against the others.
func (v *verifier) records() map[string]*manifest.Record {
	m := v.manifest
	byID := map[string]*manifest.Record{}
	owner := map[int]string{}
	for i := range m.Records {
		r := &m.Records[i]
		if byID[r.ID] != nil {
			v.wrong("the record %s stands twice", r.ID)
		}
		byID[r.ID] = r
		if !r.Kind.Valid() {
			v.wrong("record %s is of the kind %q, which there is not", r.ID, r.Kind)
		}
		for _, f := range r.Files {
			if _, ok := v.listed[f]; !ok {
				v.wrong("record %s names the file %s, which is not in the bundle", r.ID, f)
			}
		}
		if r.Pages != nil {
			v.ownPages(r, owner)
		}
		for _, l := range r.TextLayers {
			if !owns(r, l) {
				v.wrong("record %s has text over the pages %d to %d, which are not its own", r.ID, l.First, l.Last)
			}
		}
		if len(r.Files) > 0 && r.Pages == nil && len(r.AppendixPages) == 0 {
			v.wrong("record %s has files and no page", r.ID)
		}
		if r.Study != nil && instances(r.Study) != len(r.Files) {
			v.wrong("record %s counts %d instances and names %d files", r.ID, instances(r.Study), len(r.Files))
		}
	}
	v.within(byID)
	v.appendix(owner)
	return byID
}

func (v *verifier) ownPages(r *manifest.Record, owner map[int]string) {
	if r.Pages.First < 1 || r.Pages.Last < r.Pages.First || r.Pages.Last > v.manifest.Packet.Pages {
		v.wrong("record %s has the pages %d to %d, which there are not", r.ID, r.Pages.First, r.Pages.Last)
		return
	}
	for n := r.Pages.First; n <= r.Pages.Last; n++ {
		if owner[n] != "" {
			v.wrong("page %d belongs to the records %s and %s", n, owner[n], r.ID)
			return
		}
		owner[n] = r.ID
	}
}

func instances(s *manifest.Study) int {
	n := 0
	for _, x := range s.Series {
		n += x.Instances
	}
	return n
}

// inputs holds every input against records, files and the other inputs.
func (v *verifier) inputs(records map[string]*manifest.Record) {
	keys := map[string]bool{}
	for _, in := range v.manifest.Inputs {
		key := clinical.Input{Path: in.Path, Inside: in.Inside}.Key()
		if keys[key] {
			v.wrong("the input %s stands twice", key)
		}
		keys[key] = true
	}
	for _, in := range v.manifest.Inputs {
		for _, id := range in.Records {
			if records[id] == nil {
				v.wrong("input %s names the record %s, which there is not", in.Path, id)
			}
		}
		for _, other := range []string{in.Inside, in.Of} {
			if other != "" && !keys[other] {
				v.wrong("input %s refers to the input %s, which there is not", in.Path, other)
			}
		}
		if (in.Fate == clinical.FateDuplicate) != (in.Of != "") {
			v.wrong("input %s: a duplicate, and nothing else, names its twin", in.Path)
		}
		v.copyOf(in)
		v.partsOf(in, records)
	}
}

// partsOf holds the records of one file against each other: no page and no line of
// it is in two.
func (v *verifier) partsOf(in manifest.Input, records map[string]*manifest.Record) {
	var pages, lines []run
	for _, id := range in.Records {
		r := records[id]
		if r == nil || in.Fate == clinical.FateDuplicate {
			continue // it stands for another file of the record
		}
		own := make([]run, 0, len(r.OriginalLines))
		for _, l := range r.OriginalLines {
			own = append(own, run{l.First, l.Last, id})
		}
		v.rising(id, own)
		lines = append(lines, own...)
		own = nil
		for _, n := range r.OriginalPages {
			own = append(own, run{n, n, id})
		}
		v.rising(id, own)
		pages = append(pages, own...)
	}
	for _, all := range [][]run{pages, lines} {
		slices.SortStableFunc(all, func(a, b run) int { return a.first - b.first })
		for i := 1; i < len(all); i++ {
			if all[i].first <= all[i-1].last {
				v.wrong("the records %s and %s hold the same part of %s", all[i-1].record, all[i].record, in.Path)
				return
			}
		}
	}
}

// run is a run of pages or lines of a record.
type run struct {
	first, last int
	record      string
}

// rising tells where the runs of one record are none, or do not rise.
func (v *verifier) rising(id string, own []run) {
	last := 0
	for _, r := range own {
		if r.first <= last || r.last < r.first {
			v.wrong("record %s names parts of its file that do not rise", id)
			return
		}
		last = r.last
	}
}

// copyOf holds an input against its copy. That of a scan may differ in the bytes
// before its data set, or in its header, if the manifest says how.
func (v *verifier) copyOf(in manifest.Input) {
	packed := in.Fate == clinical.FatePages || in.Fate == clinical.FateFile || in.Fate == clinical.FateScan
	if packed && in.File == "" {
		v.wrong("input %s was packed and names no file", in.Path)
	}
	if in.File == "" {
		return
	}
	f, ok := v.listed[in.File]
	switch {
	case !ok:
		v.wrong("input %s names the file %s, which is not in the bundle", in.Path, in.File)
	case (f.SHA256 == in.SHA256) != (in.Changed == ""):
		v.wrong("input %s and its copy %s are the same or not, and the manifest says the opposite", in.Path, in.File)
	case in.Changed != "" && in.Fate != clinical.FateScan, in.Changed == manifest.PreambleBlanked && f.Size != in.Size,
		(in.Changed == manifest.Deidentified) != (v.manifest.Deidentified != nil),
		in.Changed != "" && in.Changed != manifest.MetaHeader && in.Changed != manifest.PreambleBlanked && in.Changed != manifest.Deidentified:
		v.wrong("input %s: its copy cannot be changed in the way %q", in.Path, in.Changed)
	}
}

// totals adds up the inputs.
func (v *verifier) totals() {
	m := v.manifest
	counted := map[clinical.Fate]int{}
	for _, in := range m.Inputs {
		counted[in.Fate]++
		if !slices.Contains(clinical.Fates, in.Fate) {
			v.wrong("input %s has the fate %q, which there is not", in.Path, in.Fate)
		}
	}
	sum := 0
	for f, n := range m.Totals.Fates {
		sum += n
		if counted[f] != n {
			v.wrong("%d inputs have the fate %s; the totals say %d", counted[f], f, n)
		}
	}
	if sum != len(m.Inputs) || m.Totals.Inputs != len(m.Inputs) {
		v.wrong("the totals do not add up: %d inputs, %d with a fate, %d counted", len(m.Inputs), sum, m.Totals.Inputs)
	}
}
