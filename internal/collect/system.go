package collect

import (
	"path"
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// settleSystemFiles gives the fate "ignored" to files that are no records: what
// operating systems leave behind, programs, and the furniture of discs and
// portal downloads. Folders named like a viewer's are not skipped: every file
// is judged by its own content and name.
func (inv *Inventory) settleSystemFiles() {
	places := inv.places()
	for _, it := range inv.Items {
		if it.Settled() {
			continue
		}
		if why := it.systemFile(); why != "" {
			it.settle(clinical.FateIgnored, why)
		} else if why := it.furniture(places); why != "" {
			it.settle(clinical.FateIgnored, why)
		}
	}
}

func (it *Item) systemFile() string {
	base := strings.ToLower(it.Base())
	switch {
	case base == ".ds_store" || base == ".localized" || base == ".apdisk" || base == "icon\r" || strings.HasPrefix(base, "._") && it.Size < 1<<20:
		return "a system file of macOS"
	case base == "thumbs.db" || base == "ehthumbs.db" || base == "desktop.ini":
		return "a system file of Windows"
	case strings.HasPrefix(base, "~$") && it.Size < 4096:
		return "a lock file that Word leaves while a letter is open"
	case strings.HasPrefix(base, ".~lock."):
		return "a lock file that LibreOffice leaves while a letter is open"
	case base == "autorun.inf":
		return "starts a program from a disc; never run"
	}
	if why := inSystemFolder(it.Path); why != "" {
		return why
	}
	switch it.Media {
	case "application/x-self-extracting":
		return "" // it may hold records; what to do with it is said in a finding
	case "application/x-dosexec", "application/x-elf", "application/x-mach-binary", "application/java-archive", "application/java-vm":
		return "a program; never run and not passed on"
	case "application/x-apple-health":
		return "device data of Apple Health, no record"
	case "application/gpx+xml":
		return "a track of a walk or ride, no record"
	case "application/x-apple-dsstore", "application/applefile":
		return "a system file of macOS"
	}
	switch it.Ext() {
	case "exe", "dll", "ocx", "hta", "cmd", "bat", "command", "lnk", "msi", "scr", "vbs", "ps1", "jar", "class", "so", "dylib":
		return "a program; never run and not passed on"
	}
	return ""
}

// inSystemFolder tells what operating systems keep on every disc that they can
// write on, and what people do not see there.
func inSystemFolder(p string) string {
	for _, part := range strings.Split(path.Dir(p), "/") {
		if why := systemFolders[strings.ToLower(part)]; why != "" {
			return why
		}
	}
	return ""
}

var systemFolders = map[string]string{
	"__macosx": "a system file of macOS", ".trashes": "in the waste bin of macOS", ".spotlight-v100": "a system file of macOS",
	".fseventsd": "a system file of macOS", ".temporaryitems": "a system file of macOS", ".documentrevisions-v100": "a system file of macOS",
	".appledouble": "a system file of macOS", "$recycle.bin": "in the waste bin of Windows", "recycler": "in the waste bin of Windows",
	"system volume information": "a system file of Windows", "@eadir": "a system file of a network disc",
}

// place is a folder that is laid out in a known way.
type place struct{ disc, portal bool }

// places finds the roots of hospital discs (they hold a DICOMDIR) and of portal
// downloads (they hold IHE_XDM), by container and folder.
func (inv *Inventory) places() map[string]place {
	m := map[string]place{}
	for _, it := range inv.Items {
		if strings.EqualFold(it.Base(), "DICOMDIR") && it.Media == mediaDICOM {
			key := it.Inside + "!/" + path.Dir(it.Path)
			p := m[key]
			p.disc = true
			m[key] = p
		}
		if i := strings.Index("/"+strings.ToUpper(it.Path)+"/", "/IHE_XDM/"); i >= 0 {
			dir := "."
			if i > 0 {
				dir = it.Path[:i-1]
			}
			key := it.Inside + "!/" + dir
			p := m[key]
			p.portal = true
			m[key] = p
		}
	}
	return m
}

// furniture recognises what a disc or a portal download carries beside its
// records: start pages, style sheets, lists and viewer settings.
func (it *Item) furniture(places map[string]place) string {
	base := strings.ToUpper(it.Base())
	at, rel := it.place(places)
	if it.Media == mediaDICOM && base != "DICOMDIR" {
		return "" // a scan counts wherever it lies
	}
	switch {
	case base == "DICOMDIR" && it.Media == mediaDICOM:
		return "the old disc's table of contents; the bundle has a new one"
	case it.Media == "text/xsl":
		return "a style sheet of a portal download"
	case (at.disc || at.portal) && it.isStartPage(rel):
		return "the start page of a disc or portal download"
	case at.portal && (strings.HasPrefix(rel, "HTML/") || strings.HasPrefix(rel, "STYLE/")) && it.isOrnament():
		return "a page or picture of the portal's own viewer"
	case at.disc && strings.HasPrefix(rel, "IHE_PDI/") && strings.HasPrefix(it.Media, "image/"):
		return "a picture copy of a scan that is on the same disc"
	case at.disc && (inViewer(rel) || it.Media == "application/x-self-extracting"):
		return "part of the disc's viewer program"
	case at.disc && furnitureExt[it.Ext()] && !strings.Contains(rel, "REPORT"):
		return "part of the disc's viewer program"
	}
	return ""
}

// place finds the outermost place that the item lies in, and its path below
// that, in upper case: a portal download repeats its folders inside HTML/.
func (it *Item) place(places map[string]place) (at place, rel string) {
	for dir := path.Dir(it.Path); ; dir = path.Dir(dir) {
		if p, ok := places[it.Inside+"!/"+dir]; ok {
			at, rel = p, strings.ToUpper(strings.TrimPrefix(it.Path, strings.TrimPrefix(dir+"/", "./")))
		}
		if dir == "." || dir == "/" {
			return at, rel
		}
	}
}

// isOrnament tells what only makes a portal's own pages look well. A page that
// shows a document is none: whether it says more than the document itself is
// found out when both are read.
func (it *Item) isOrnament() bool {
	if !it.Said.IsZero() { // the list of files calls it a document
		return false
	}
	switch {
	case it.Media == "text/html":
		head, err := it.beginning(64 << 10)
		return err == nil && countWords(head) < fewWords
	case furnitureExt[it.Ext()], it.Media == "text/css", it.Media == "text/javascript":
		return true
	}
	return strings.HasPrefix(it.Media, "image/") || strings.HasPrefix(it.Media, "font/")
}

// startPage matches the pages that say how to use a disc or download.
var startPage = regexp.MustCompile(`^(?:HTML/)?(INDEX\.HTML?|README[^/]*\.(TXT|HTML?))$`)

// inViewer tells whether a path below a disc's root lies in a viewer's folder
// that never holds records.
func inViewer(rel string) bool {
	top, _, nested := strings.Cut(rel, "/")
	return nested && viewerDirs[top]
}

var viewerDirs = map[string]bool{
	"VIEWER": true, "JRE": true, "PLUGINS": true, "HELP": true, "MANUAL": true, "LOCALE": true, "BIN": true,
	"CONFIG": true, "EXPRESS": true, "XTR_CONT": true, "WEBVIEW": true, "WEASIS": true, "RESOURCES": true,
}

var furnitureExt = map[string]bool{
	"ico": true, "lst": true, "js": true, "css": true, "gif": true, "inf": true, "ini": true, "cfg": true,
	"mdb": true, "dat": true, "sh": true, "xsl": true, "xslt": true, "dtd": true, "properties": true,
}
