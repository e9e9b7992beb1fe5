package bundle

import (
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/pdi"
)

// disc holds what the manifest says of the scans as a disc against the files.
func (v *verifier) disc() {
	instances := 0
	pictures := map[string]bool{}
	for f := range v.listed {
		if strings.HasPrefix(f, dicomFolder+"/") {
			instances++
		}
		if strings.HasPrefix(f, pdi.Folder+"/") && path.Ext(f) == ".JPG" {
			pictures[f] = true
		}
	}
	counted := 0
	if m := v.manifest.Media; m != nil {
		for _, t := range m.TransferSyntaxes {
			counted += t.Files
		}
	}
	if counted != instances {
		v.wrong("the transfer syntaxes count %d scan files, and there are %d", counted, instances)
	}
	if _, there := v.listed[pdi.Entry]; there != (instances > 0) {
		v.wrong("the pages of %s are there without scans, or not there with them", pdi.Folder)
	}
	for _, inv := range v.manifest.DicomdirInvented {
		if _, there := v.listed[inv.File]; !there {
			v.wrong("a value of the DICOMDIR is said of %s, which is not in the bundle", inv.File)
		}
	}
	for _, r := range v.manifest.Records {
		if r.Study == nil {
			continue
		}
		for _, p := range r.Study.Previews {
			if !pictures[p.File] {
				v.wrong("record %s has the preview %s, which is not there or another record's", r.ID, p.File)
			}
			delete(pictures, p.File)
		}
	}
	for f := range pictures {
		v.wrong("the picture %s is the preview of no record", f)
	}
}
