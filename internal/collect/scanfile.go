package collect

import (
	"context"
	"errors"
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/scanpaper"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/plainfile"
)

const mediaDICOM = "application/dicom"

func (it *Item) readInstance() {
	f, err := plainfile.Open(it.Local)
	if err == nil {
		defer f.Close()
		it.Instance, err = imaging.Read(f, it.Size, it.Key())
	}
	if err != nil {
		it.Instance = nil
		it.Trouble = &document.Trouble{
			Rule: "damaged-scan", Severity: clinical.SeverityError,
			Message: fmt.Sprintf("This scan file could not be read: %v", err),
			Fix:     "Copy it from the disc again, or ask the radiology department for a new copy of the scan.",
		}
		return
	}
	if it.Instance.IsDirectory() {
		it.Instance = nil
		it.readListing()
		it.settle(clinical.FateIgnored, "a disc's table of contents; the bundle has a new one")
		return
	}
	it.Instance.Path, it.Instance.Digest = it.Local, it.SHA256
}

// readWrapped reads the paper that a scan file wraps (Encapsulated PDF or CDA).
func (it *Item) readWrapped(ctx context.Context, opt Options) error {
	if it.Instance == nil || !scanpaper.Wraps(it.Instance) {
		return nil
	}
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return it.takeInside(nil, scanpaper.Unread(it.Instance, err))
	}
	defer f.Close()
	it.Said = scanpaper.Said(it.Instance)
	doc, err := scanpaper.Unwrap(ctx, f, it.Instance, opt.Work, opt.Reader)
	return it.takeInside(doc, err)
}

// takeInside takes what was read of a scan file besides its header. A trouble
// concerns the paper alone: the file is part of its scan all the same.
func (it *Item) takeInside(doc *document.Document, err error) error {
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

// readReports writes out the structured reports among the scan files. They name
// images, so that all scan files must be known before.
func (inv *Inventory) readReports(ctx context.Context) error {
	places := scanpaper.Places{}
	var reports []*Item
	for _, it := range inv.Items {
		if it.Instance == nil {
			continue
		}
		if uid := it.Instance.SOPInstance; places[uid] == nil {
			places[uid] = it.Instance
		}
		if !it.Settled() && it.Instance.IsReport() {
			reports = append(reports, it)
		}
	}
	return each(ctx, reports, func(it *Item) error {
		f, err := plainfile.Open(it.Local)
		if err != nil {
			return it.takeInside(nil, scanpaper.Unread(it.Instance, err))
		}
		defer f.Close()
		doc, err := scanpaper.Report(f, it.Instance, places)
		if err != nil {
			return it.takeInside(nil, scanpaper.Unread(it.Instance, err))
		}
		return it.takeInside(doc, nil)
	})
}
