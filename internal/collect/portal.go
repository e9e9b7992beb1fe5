package collect

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/xdm"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// takeLists reads the lists of files of portal downloads and discs
// (METADATA.XML) and holds what is there against them, as IHE asks of whoever
// imports a medium (ITI TF-2, 3.32.4.1.3): what is named and not there, and what
// is not as long or not the same as when it was written, is a finding. What a
// list says of a document counts where the document has no coded header.
func (inv *Inventory) takeLists(from int) {
	var at map[string]*Item
	for _, it := range inv.Items[from:] {
		if it.Settled() || it.Local == "" || !strings.EqualFold(it.Base(), "METADATA.XML") || it.Size > xdm.MaxBytes {
			continue
		}
		data, err := it.beginning(xdm.MaxBytes)
		if err != nil {
			continue // the reader of documents will say so
		}
		docs, whole, ok := xdm.Parse(data)
		if !ok {
			continue
		}
		it.settle(clinical.FateIgnored, "the list of files of a portal download")
		if !whole {
			inv.find(document.RuleDamaged, clinical.SeverityWarning, it, "The list of files of this download is damaged: it cannot be told whether all of them are here", "Download it again.")
		}
		if at == nil {
			at = inv.byPlace()
		}
		for _, d := range docs {
			inv.holdAgainst(it, d, at)
		}
	}
}

// byPlace finds items by container and path, in whatever case they are written.
func (inv *Inventory) byPlace() map[string]*Item {
	at := map[string]*Item{}
	for _, it := range inv.Items {
		at[placeKey(it.Inside, it.Path)] = it
	}
	return at
}

func placeKey(inside, p string) string { return inside + "!/" + strings.ToUpper(p) }

func (inv *Inventory) holdAgainst(list *Item, d xdm.Document, at map[string]*Item) {
	where := d.Path(path.Dir(list.Path))
	if where == "" {
		return
	}
	it := at[placeKey(list.Inside, where)]
	if it == nil {
		what := path.Base(where)
		if d.Title != "" {
			what += " (" + shortTitle(d.Title) + ")"
		}
		inv.find("missing-file", clinical.SeverityWarning, list, "The list of files of this download names "+what+", which is not here",
			"Download it again, and put in all of it, unpacked or as it came.")
		return
	}
	if it.Local == "" {
		return // why it did not come out is said already
	}
	if it.Said.IsZero() {
		it.Said = saidOf(d)
	}
	changed := d.Size >= 0 && d.Size != it.Size
	if !changed && d.SHA1 != "" {
		sum, err := it.sha1()
		changed = err == nil && sum != d.SHA1
	}
	if changed {
		inv.find("changed-file", clinical.SeverityWarning, it, "This file is not what the list of its download says: it was changed or damaged after it was written",
			"Download it again, and compare.")
	}
}

func shortTitle(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}

// saidOf is what a list says that helps to file a document. Whose it is, is told
// from its own pages: a list names one patient for all.
func saidOf(d xdm.Document) document.Said {
	said := document.Said{Title: d.Title, Facility: d.Facility, Author: d.Author, Date: d.Service}
	for _, c := range []clinical.Code{d.Type, d.Class} {
		if c.Value != "" {
			said.Codes = append(said.Codes, c)
		}
	}
	return said
}

// beginning reads at most n bytes of the file.
func (it *Item) beginning(n int64) ([]byte, error) {
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, n))
}

// sha1 is the checksum that lists of files hold.
func (it *Item) sha1() (string, error) {
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha1.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("%s: %w", it.Key(), cause(err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
