// Package nameless makes of a dossier one that does not tell whose it is: the
// scans, each file written anew (imaging/deidentify), and of everything else only
// the account, under numbers. What comes after it cannot pass on a name, because
// it has none.
package nameless

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/deidentify"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// ErrNothingLeft says that no file may go without a name.
var ErrNothingLeft = errors.New("without the name nothing would be left: there is no scan file that may go")

// Options of Make.
type Options struct {
	deidentify.Options
	// Secret is the user's, from which codes and UIDs are made; empty makes them
	// of the scan files themselves.
	Secret []byte
	// Work is a private folder, in which the files are written.
	Work string
	// Progress, which may be nil, is told after each file.
	Progress func(done, total int)
}

// maker makes one dossier of another.
type maker struct {
	Options
	from  *dossier.Dossier
	to    *dossier.Dossier
	rules deidentify.Rules
	names map[string]string                   // the neutral key of an input, by its own
	items map[*collect.Item]*collect.Item     // the neutral item of an item
	scans map[*collect.Item]*rewritten        // what became of scan files
	kept  map[*imaging.Instance]*collect.Item // the neutral item of an instance that was written
}

// rewritten is what became of one scan file: an instance, or why it is left out.
type rewritten struct {
	instance *imaging.Instance
	derived  *collect.Derived
	because  string
}

// Make makes the dossier. Scan files are written below Work; those that may not
// go, and all papers, are set aside. The errors are ErrNothingLeft, ctx's and those
// of the disk.
func Make(ctx context.Context, d *dossier.Dossier, o Options) (*dossier.Dossier, error) {
	m := &maker{
		Options: o, from: d, names: map[string]string{}, items: map[*collect.Item]*collect.Item{},
		scans: map[*collect.Item]*rewritten{}, kept: map[*imaging.Instance]*collect.Item{},
	}
	m.rules = deidentify.Rules{Options: o.Options, Key: m.key()}
	m.rules.Person = m.rules.Key.Person("")
	m.to = &dossier.Dossier{CaseFile: &collect.CaseFile{}, Deidentified: &dossier.Deidentified{
		Person: m.rules.Person, Dates: string(o.Dates), Codes: o.Codes(),
	}}
	for _, k := range o.Keep {
		m.to.Deidentified.Kept = append(m.to.Deidentified.Kept, string(k))
	}
	m.to.Case.Patient = called(m.rules.Person)
	m.number()
	if err := m.rewriteAll(ctx); err != nil {
		return nil, err
	}
	m.entries()
	if len(m.to.Entries) == 0 {
		return nil, ErrNothingLeft
	}
	m.settle()
	m.report()
	clinical.SortFindings(m.to.Findings)
	return m.to, nil
}

// key is the secret of the case.
func (m *maker) key() deidentify.Key {
	if len(m.Secret) > 0 {
		return deidentify.KeyOf(m.Secret)
	}
	var digests []string
	for _, it := range m.from.Items {
		if it.Instance != nil {
			digests = append(digests, it.SHA256)
		}
	}
	return deidentify.KeyOfFiles(digests)
}

// called is a person as far as anybody may know.
func called(code string) clinical.Patient {
	return clinical.Patient{Family: code, IDs: []string{code}}
}

// person is the code for the person whose scan it is: that of the case only where
// the header says so, for scans of two people must not become those of one.
func (m *maker) person(e *dossier.Entry) (code string, match clinical.Match) {
	if e.Match == clinical.MatchSame || e.Match == clinical.MatchProbable {
		return m.rules.Person, clinical.MatchSame
	}
	p := e.Patient
	return m.rules.Key.Person(strings.Join(append([]string{"unknown", p.Family, p.Given, p.BirthDate.String()}, p.IDs...), "\x00")), clinical.MatchUnknown
}

// number gives every input a number for a name: a path may tell whose it is.
func (m *maker) number() {
	for i, it := range m.from.Items {
		in := clinical.Input{Path: fmt.Sprintf("file %d", i+1), Inside: m.names[it.Inside], Size: it.Size, Media: it.Media}
		m.names[it.Key()] = in.Key()
		x := &collect.Item{Input: in}
		m.items[it] = x
		m.to.Items = append(m.to.Items, x)
	}
}

// rewriteAll writes the files of all scans that were packed, a few at a time.
func (m *maker) rewriteAll(ctx context.Context) error {
	var all []*collect.Item
	codes := map[*collect.Item]string{}
	for _, e := range m.from.Entries {
		if e.Packed && e.IsScan() && !ofTwoPeople(e) {
			all = append(all, e.Scans...)
			for _, it := range e.Scans {
				codes[it], _ = m.person(e)
			}
		}
	}
	results := make([]*rewritten, len(all))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	var mu sync.Mutex
	done := 0
	for i, it := range all {
		g.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			results[i], err = m.rewrite(it, codes[it], filepath.Join(m.Work, fmt.Sprintf("clean%07d", i)))
			if m.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				m.Progress(done, len(all))
			}
			return err
		})
	}
	err := g.Wait()
	for i, it := range all {
		m.scans[it] = results[i]
	}
	return err
}

// rewrite writes one file to the place local, or says why it is left out.
func (m *maker) rewrite(it *collect.Item, person, local string) (*rewritten, error) {
	src, err := plainfile.Open(it.Local)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", it.Key(), err)
	}
	defer src.Close()
	f, err := deidentify.Open(src, it.Size)
	if err != nil {
		return leftOutOr(err)
	}
	if why := f.LeftOut(); why != "" {
		return &rewritten{because: why}, nil
	}
	rules := m.rules
	rules.Person = person
	derived, err := write(local, func(w *digesting) error { return imaging.Deidentify(f, w, rules) })
	if err != nil {
		return leftOutOr(err)
	}
	in, err := m.read(it, derived)
	if err != nil {
		return leftOutOr(err)
	}
	return &rewritten{instance: in, derived: derived}, nil
}

// leftOutOr tells a file that is not as it should be from trouble with the run.
func leftOutOr(err error) (*rewritten, error) {
	for _, of := range []error{imaging.ErrNotDICOM, imaging.ErrTruncatedHeader, imaging.ErrMalformed} {
		if errors.Is(err, of) {
			return &rewritten{because: deidentify.BecauseDamaged}, nil
		}
	}
	return nil, err
}

// read reads the file that was written, as all that comes after will see it.
func (m *maker) read(it *collect.Item, derived *collect.Derived) (*imaging.Instance, error) {
	f, err := plainfile.Open(derived.Local)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in, err := imaging.Read(f, derived.Size, m.items[it].Key())
	if err != nil {
		return nil, err
	}
	// Two files that differed before do not become one.
	in.Path, in.Digest = derived.Local, it.SHA256
	if m.Dates == deidentify.DatesRemoved { // what stands there are dummies
		in.StudyDate, in.SeriesDate, in.AcquisitionDate, in.ContentDate = clinical.Date{}, clinical.Date{}, clinical.Date{}, clinical.Date{}
		in.StudyTime, in.ContentTime = "", ""
	}
	for _, text := range []*string{&in.ProtocolName, &in.SeriesDescription, &in.StudyDescription, &in.Institution} {
		if strings.TrimSpace(*text) == deidentify.Removed {
			*text = ""
		}
	}
	return in, nil
}

// ofTwoPeople tells whether the files of a scan name two people. Under one code
// nobody could tell them apart any more.
func ofTwoPeople(e *dossier.Entry) bool {
	for _, f := range e.Study.Problems {
		if f.Rule == imaging.RuleTwoPatients {
			return true
		}
	}
	return false
}
