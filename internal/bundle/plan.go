package bundle

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/medbundle/medbundle/internal/bundle/fidelity"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/repeats"
	"github.com/medbundle/medbundle/internal/bundle/spool"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/packet"
)

// Options of NewPlan.
type Options struct {
	// Created is the date and time that the bundle bears.
	Created time.Time
	// Draft makes a bundle that says on every page that it is not final.
	Draft bool
	// Tool and Version name the program.
	Tool, Version string
	// Pictures bounds the previews of one study; 0 means 12.
	Pictures int
	// Work is a private folder of the run, in which previews are kept until they are
	// written.
	Work string
	// Fidelity holds the written pages against the papers; nil does not.
	Fidelity *fidelity.Check
}

// Copy is one original on its way into the bundle, byte for byte.
type Copy struct {
	// Path is its place in the bundle.
	Path string
	// Local is where the bytes are; Size and SHA256 are what they were when
	// they were first read.
	Local  string
	Size   int64
	SHA256 string
	// Prefix takes the place of the first Skip bytes of the original, and Changed
	// says why: manifest.MetaHeader for an instance that could not be referenced
	// by a DICOMDIR without one, manifest.PreambleBlanked for one whose preamble
	// hides a program. manifest.Deidentified says that the copy is of a file that
	// was made of the original.
	Prefix  []byte
	Skip    int64
	Changed string
	// Name is how the user knows the file.
	Name string
}

// Plan is every file and page that the bundle will hold, before one is written.
type Plan struct {
	Copies    []Copy
	Packet    packet.Packet
	Layout    *packet.Layout
	Directory []imaging.Entry
	Findings  []clinical.Finding
	Checklist clinical.ChecklistResult

	opt      Options
	dossier  *dossier.Dossier
	files    map[*dossier.Entry][]string
	places   map[*collect.Item]string
	remade   map[*dossier.Entry]*document.Document // papers whose pages did not look like the original
	invented []manifest.Invention                  // values of the DICOMDIR
	spool    *spool.Spool                          // the previews
	number   int                                   // of the record being composed, in the packet
	repeats  repeats.Repeats
}

// NewPlan lays out the bundle of a case. Findings are those of the checklist;
// the plan adds the dossier's and its own. Nothing is written.
func NewPlan(ctx context.Context, d *dossier.Dossier, res clinical.ChecklistResult, findings []clinical.Finding, opt Options) (*Plan, error) {
	if opt.Pictures == 0 {
		opt.Pictures = 12
	}
	p := &Plan{
		Checklist: res, opt: opt, dossier: d,
		files: map[*dossier.Entry][]string{}, places: map[*collect.Item]string{},
		remade: map[*dossier.Entry]*document.Document{}, spool: spool.New(opt.Work),
	}
	p.Findings = append(append(p.Findings, d.Findings...), findings...)
	if err := p.placeScans(); err != nil {
		return nil, err
	}
	p.placeRecords()
	if err := p.checkNames(); err != nil {
		return nil, err
	}
	if err := p.compose(ctx); err != nil {
		return nil, err
	}
	clinical.SortFindings(p.Findings)
	return p, nil
}

// placeRecords gives every document that travels a name in RECORDS/.
func (p *Plan) placeRecords() {
	names := recordNames{}
	for _, e := range p.dossier.Entries {
		if e.Packed && e.Item != nil && e.Item.Size > 0 {
			if p.places[e.Item] == "" { // else another record of the same file was first, or it is a file of a scan
				p.place(e.Item, names.next(p.leads(e).Kind, e.Item.Input))
			}
			p.files[e] = []string{p.places[e.Item]}
			for _, twin := range slices.Concat(e.More, e.Twins) {
				p.place(twin, names.next(e.Kind, twin.Input))
				p.files[e] = append(p.files[e], p.places[twin])
			}
		}
	}
	for _, it := range p.dossier.Loose {
		p.place(it, names.next(clinical.ImagingStudy, it.Input))
	}
}

// leads is the record that a file is named for: of a text of several the first that
// travels, else the first in the packet.
func (p *Plan) leads(e *dossier.Entry) *dossier.Entry {
	if e.OriginalLines == nil {
		return e
	}
	for _, x := range p.dossier.Entries {
		if x.Packed && x.Item == e.Item && x.OriginalLines[0].First < e.OriginalLines[0].First {
			e = x
		}
	}
	return e
}

func (p *Plan) place(it *collect.Item, path string) {
	p.places[it] = path
	c := Copy{Path: path, Local: it.Local, Size: it.Size, SHA256: it.SHA256, Name: it.Key()}
	if x := it.Derived; x != nil {
		c.Local, c.Size, c.SHA256, c.Changed = x.Local, x.Size, x.SHA256, manifest.Deidentified
	}
	p.Copies = append(p.Copies, c)
}

// placeScans gives every instance its file ID, and a meta header where the
// file has none.
func (p *Plan) placeScans() error {
	study := 0
	for _, e := range p.dossier.Entries {
		if !e.Packed || !e.IsScan() {
			continue
		}
		study++
		scans := e.Scans
		for si, series := range e.Study.Series {
			for ii, in := range series.Instances {
				it := scans[0]
				scans = scans[1:]
				id := instanceID(study, si+1, ii+1)
				p.place(it, joinID(id))
				p.files[e] = append(p.files[e], joinID(id))
				p.Directory = append(p.Directory, imaging.Entry{Instance: in, FileID: id})
				if err := p.Copies[len(p.Copies)-1].head(in); err != nil {
					return fmt.Errorf("%s: %w", it.Key(), err)
				}
			}
		}
	}
	return nil
}

// head gives the copy of an instance the first bytes that it has in the bundle.
func (c *Copy) head(in *imaging.Instance) (err error) {
	if in.NeedsMeta() {
		c.Skip, c.Changed = in.DataOffset, manifest.MetaHeader
		c.Prefix, err = imaging.MetaPrefix(in)
	} else if blank := imaging.BlankPreamble(in); blank != nil {
		c.Prefix, c.Skip, c.Changed = blank, int64(len(blank)), manifest.PreambleBlanked
	}
	return err
}

func joinID(id []string) string {
	s := id[0]
	for _, x := range id[1:] {
		s += "/" + x
	}
	return s
}

// checkNames holds every planned name against the rules for media and against
// all others, before anything is written.
func (p *Plan) checkNames() error {
	seen := map[string]bool{}
	for _, c := range p.Copies {
		if !LegalPath(c.Path) {
			return fmt.Errorf("%s would get the name %s, which no disc can carry", c.Name, c.Path)
		}
		if seen[c.Path] {
			return fmt.Errorf("two files would get the name %s", c.Path)
		}
		seen[c.Path] = true
	}
	sort.SliceStable(p.Copies, func(i, j int) bool { return p.Copies[i].Path < p.Copies[j].Path })
	return nil
}

// Bytes is how much the originals of the bundle weigh.
func (p *Plan) Bytes() int64 {
	var n int64
	for _, c := range p.Copies {
		n += c.Size - c.Skip + int64(len(c.Prefix))
	}
	return n
}
