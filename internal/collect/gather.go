package collect

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/archive"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/keyring"
)

// Options of Gather.
type Options struct {
	// Work is a private folder for the members of containers. The caller removes
	// it.
	Work string
	// CaseFile is the case file to use; nil looks for case.yaml at the root of
	// the first source.
	CaseFile *CaseFile
	// CaseFileKnown is told of the case file before any paper is read, and may
	// end the run; nil where nobody wants to know.
	CaseFileKnown func(*CaseFile) error
	// Reader reads documents.
	Reader *document.Reader
	// Exclude lists paths that are not part of the case, such as the bundle
	// that is being written.
	Exclude []string
	// Limits bound what containers may unpack to; zero values mean DefaultLimits.
	Limits Limits
	// Keys holds the passwords for locked containers, and takes those that the
	// case file states; nil holds none.
	Keys *keyring.Ring
	// Progress is told after each file; it may be nil.
	Progress func(done, total int)
}

// ErrNothing tells that the sources hold no file at all.
var ErrNothing = errors.New("there is no file")

// Gather finds, hashes and reads every file of the sources. Trouble with a file
// is a finding; an error means that the case could not be read at all.
func Gather(ctx context.Context, sources []string, opt Options) (*Inventory, error) {
	inv := &Inventory{CaseFile: opt.CaseFile}
	w := &walker{inv: inv, exclude: map[string]bool{}, seen: map[string]bool{}, taken: map[string]bool{}, own: map[string]string{}}
	for _, p := range opt.Exclude {
		if abs, err := filepath.Abs(p); err == nil {
			w.exclude[abs] = true
		}
	}
	if err := w.walk(ctx, sources); err != nil {
		return nil, err
	}
	if len(inv.Items) == 0 {
		return nil, fmt.Errorf("%w in %s", ErrNothing, strings.Join(sources, ", "))
	}
	if err := inv.takeCaseFile(opt); err != nil {
		return nil, err
	}
	unpack := newUnpacker(inv, opt)
	for from := 0; from < len(inv.Items); {
		if err := inv.identify(ctx, unpack, from); err != nil {
			return nil, err
		}
		if err := inv.takeCaseFile(opt); err != nil { // it may lie in a zip that is a source
			return nil, err
		}
		inv.takeLists(from)
		inv.settleSystemFiles()
		inv.findTwins()
		batch := inv.Items[from:]
		from = len(inv.Items)
		if err := inv.read(ctx, opt, batch); err != nil {
			return nil, err
		}
		unpack.takeParts(batch)
	}
	return inv, inv.readReports(ctx)
}

// takeCaseFile reads case.yaml at the root of a source, unless there is one
// already, and settles its item either way. Two of them are a mistake: nobody
// could tell which one counts.
func (inv *Inventory) takeCaseFile(opt Options) error {
	if opt.CaseFile != nil || inv.CaseFile != nil && inv.CaseFile.path != "" {
		return inv.settleCaseFile(opt)
	}
	var found *Item
	for _, it := range inv.Items {
		if it.Local == "" || it.Settled() || !inv.atRoot(it) || !isCaseFile(it.Base()) {
			continue
		}
		if found != nil {
			return &CaseFileError{it.Key(), fmt.Errorf("there is another case file, %s: say with --case which one counts", found.Key())}
		}
		found = it
	}
	inv.CaseFile = &CaseFile{}
	if found == nil {
		return nil
	}
	c, err := ReadCaseFile(found.Local)
	if err != nil {
		return err
	}
	c.prefix = strings.TrimSuffix(found.Key(), found.Base())
	inv.CaseFile = c
	return inv.settleCaseFile(opt)
}

// settleCaseFile settles the item of the case file that is in force and tells
// the caller of it.
func (inv *Inventory) settleCaseFile(opt Options) error {
	path, _ := filepath.Abs(inv.CaseFile.path)
	for _, it := range inv.Items {
		if abs, _ := filepath.Abs(it.Local); it.Local != "" && abs == path {
			if it.Settled() {
				return nil // told already
			}
			it.settle(clinical.FateIgnored, "the case file: what you wrote about the case")
		}
	}
	inv.CaseFile.giveKeys(opt.Keys)
	if opt.CaseFileKnown != nil {
		return opt.CaseFileKnown(inv.CaseFile)
	}
	return nil
}

// atRoot tells whether an item lies at the root of a source: of a folder, or of
// a container that was itself given as a source.
func (inv *Inventory) atRoot(it *Item) bool {
	if it.Inside != "" {
		return slices.Contains(inv.files, it.Inside) && path.Dir(it.Path) == "."
	}
	return slices.Contains(inv.folders, path.Dir(it.Path))
}

// isCaseFile knows the case file by either ending.
func isCaseFile(name string) bool {
	return strings.EqualFold(name, CaseFileName) || strings.EqualFold(name, "case.yml")
}

// identify hashes and sniffs the files from the given one on, and opens
// containers until no new member turns up.
func (inv *Inventory) identify(ctx context.Context, unpack *unpacker, from int) error {
	for from < len(inv.Items) {
		batch := inv.Items[from:]
		from = len(inv.Items)
		err := each(ctx, batch, func(it *Item) error {
			if it.Local == "" {
				return nil
			}
			if err := it.hashAndSniff(); err != nil {
				unpack.mu.Lock()
				defer unpack.mu.Unlock()
				unreadable(inv, it, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, it := range batch {
			if it.Settled() || archive.Noun(it.Media) == "" {
				continue
			}
			if why := it.systemFile(); why != "" { // a jar is a zip too
				it.settle(clinical.FateIgnored, why)
				continue
			}
			if err := unpack.open(ctx, it); err != nil {
				return err
			}
		}
	}
	return nil
}

// read hands every unsettled file of a batch to the reader of its format, in
// parallel. The result does not depend on the order in which they finish.
func (inv *Inventory) read(ctx context.Context, opt Options, batch []*Item) error {
	var open []*Item
	for _, it := range batch {
		if !it.Settled() && it.Trouble == nil {
			open = append(open, it)
		}
	}
	files := make([]document.File, len(open))
	for i, it := range open {
		files[i] = document.File{Path: it.Local, Name: it.Key(), Media: it.Media, Size: it.Size}
	}
	if err := opt.Reader.Prepare(ctx, files); err != nil {
		return err
	}
	var mu sync.Mutex
	done := 0
	return each(ctx, open, func(it *Item) error {
		if err := it.read(ctx, opt); err != nil {
			return err
		}
		if opt.Progress != nil {
			mu.Lock()
			done++
			opt.Progress(done, len(open))
			mu.Unlock()
		}
		return nil
	})
}

// read reads one file. Trouble with the file is the item's; the error is one of
// the run, such as a PDF engine that cannot be started.
func (it *Item) read(ctx context.Context, opt Options) error {
	if it.Media == mediaDICOM {
		it.readInstance()
		return it.readWrapped(ctx, opt)
	}
	doc, err := opt.Reader.Read(ctx, document.File{Path: it.Local, Name: it.Key(), Media: it.Media, Size: it.Size})
	var t *document.Trouble
	switch {
	case err == nil:
		it.Document = doc
	case errors.As(err, &t):
		it.Trouble = t
	default:
		return err
	}
	return nil
}

// each runs f for every item on all processors and stops early when one of them
// fails or ctx ends.
func each(ctx context.Context, items []*Item, f func(*Item) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(2, runtime.NumCPU()))
	for _, it := range items {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return f(it)
		})
	}
	return g.Wait()
}
