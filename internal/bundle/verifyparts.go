package bundle

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// directory holds the DICOMDIR against the files in DICOM/: each refers to the
// other, and to nothing else.
func (v *verifier) directory() {
	referred := map[string]bool{}
	if size, ok := v.onDisk[DirectoryName]; ok {
		f, err := plainfile.Open(filepath.Join(v.dir, DirectoryName))
		if err != nil {
			v.fault("dicomdir", DirectoryName, "cannot be read: %v", staging.Cause(err))
			return
		}
		defer f.Close()
		refs, err := imaging.ReadDirectory(f, size)
		if err != nil {
			v.fault("dicomdir", DirectoryName, "cannot be read: %v", err)
			return
		}
		for _, r := range refs {
			path := strings.Join(r.FileID, "/")
			referred[path] = true
			if _, ok := v.onDisk[path]; !ok {
				v.fault("dicomdir", DirectoryName, "refers to %s, which is not there", path)
			}
		}
	}
	for path := range v.listed {
		if strings.HasPrefix(path, dicomFolder+"/") && !referred[path] {
			v.fault("dicomdir", DirectoryName, "does not refer to %s", path)
		}
	}
}

// within holds the papers that lie among the files of a scan against the scan.
func (v *verifier) within(records map[string]*manifest.Record) {
	for _, r := range v.manifest.Records {
		var scan *manifest.Record
		if r.Within != "" {
			if scan = records[r.Within]; scan == nil || scan.Study == nil {
				v.wrong("record %s lies within %s, which is no scan", r.ID, r.Within)
				continue
			}
		}
		if r.Study != nil {
			continue
		}
		for _, f := range r.Files {
			if strings.HasPrefix(f, dicomFolder+"/") && (scan == nil || !slices.Contains(scan.Files, f)) {
				v.wrong("record %s names the file %s, which is not one of its scan", r.ID, f)
			}
		}
	}
}

// packet reads BUNDLE.PDF back and holds its pages, labels, bookmarks and links
// against the manifest.
func (v *verifier) packet(ctx context.Context) {
	s, err := pdf.ReadBack(ctx, filepath.Join(v.dir, PacketName))
	if err != nil {
		v.fault("packet", PacketName, "cannot be read: %v", err)
		return
	}
	if n := v.manifest.Packet.Pages; len(s.Pages) != n {
		v.fault("packet", PacketName, "has %d pages; the manifest says %d", len(s.Pages), n)
	}
	for i, label := range s.Labels {
		if want := strconv.Itoa(i + 1); label != want {
			v.fault("packet", PacketName, "page %d is labelled %q", i+1, label)
			break
		}
	}
	marks, links := map[int]bool{}, map[int]bool{}
	for _, o := range s.Outline {
		marks[o.Page] = true
	}
	for _, l := range s.Links {
		links[l.To] = true
		if l.To < 1 || l.To > len(s.Pages) {
			v.fault("packet", PacketName, "a link on page %d leads nowhere", l.From)
		}
	}
	v.frontParts(len(s.Pages), marks)
	v.recordPages(len(s.Pages), marks, links)
}

// frontParts holds the parts that stand before the records against the bookmarks.
func (v *verifier) frontParts(pages int, marks map[int]bool) {
	before := 1
	for _, x := range v.manifest.Packet.Front {
		switch {
		case x.Page < before || x.Page > pages:
			v.fault("packet", PacketName, "%q cannot begin on page %d", x.Title, x.Page)
			return
		case !marks[x.Page]:
			v.fault("packet", PacketName, "no bookmark leads to %q on page %d", x.Title, x.Page)
		}
		before = x.Page
	}
}

func (v *verifier) recordPages(pages int, marks, links map[int]bool) {
	for _, r := range v.manifest.Records {
		var firsts []int
		if r.Pages != nil && r.Pages.Last >= r.Pages.First && r.Pages.Last <= pages {
			firsts = append(firsts, r.Pages.First)
		}
		if len(r.AppendixPages) > 0 {
			firsts = append(firsts, r.AppendixPages[0])
		}
		for _, first := range firsts {
			switch {
			case first < 1 || first > pages:
				// reported with the account
			case !marks[first]:
				v.fault("packet", PacketName, "no bookmark leads to record %s on page %d", r.ID, first)
			case !links[first]:
				v.fault("packet", PacketName, "no link leads to record %s on page %d", r.ID, first)
			}
		}
	}
}
