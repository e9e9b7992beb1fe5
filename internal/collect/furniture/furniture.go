// Package furniture knows what lies in folders, on discs and in portal downloads
// beside the records: system files, programs, start pages, style sheets and
// viewers. Folders named like a viewer's are not skipped: every file is judged by
// its own content and name.
package furniture

import (
	"path"
	"regexp"
	"strings"
)

// File is what is known of a file before it is read.
type File struct {
	// Path is relative to the source, or to the container that Inside names.
	Path, Inside string
	Media        string
	Size         int64
	// Listed tells that the list of files of its download calls it a document.
	Listed bool
	// Head reads the first 64 KB of the file.
	Head func() ([]byte, error)
}

func (f File) ext() string { return strings.TrimPrefix(strings.ToLower(path.Ext(f.Path)), ".") }

const mediaDICOM = "application/dicom"

// place is a folder that is laid out in a known way.
type place struct{ disc, portal bool }

// System tells what operating systems leave behind, and programs; "" where the
// file is neither.
func System(f File) string {
	base := strings.ToLower(path.Base(f.Path))
	switch {
	case base == ".ds_store" || base == ".localized" || base == ".apdisk" || base == "icon\r" || strings.HasPrefix(base, "._") && f.Size < 1<<20:
		return "a system file of macOS"
	case base == "thumbs.db" || base == "ehthumbs.db" || base == "desktop.ini":
		return "a system file of Windows"
	case strings.HasPrefix(base, "~$") && f.Size < 4096:
		return "a lock file that Word leaves while a letter is open"
	case strings.HasPrefix(base, ".~lock."):
		return "a lock file that LibreOffice leaves while a letter is open"
	case base == "autorun.inf":
		return "starts a program from a disc; never run"
	}
	if why := inSystemFolder(f.Path); why != "" {
		return why
	}
	switch f.Media {
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
	switch f.ext() {
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

// Places are the roots of hospital discs (they hold a DICOMDIR) and of portal
// downloads (they hold IHE_XDM), by container and folder.
type Places map[string]place

// Add takes note of what a file says of the folder that it lies in.
func (m Places) Add(f File) {
	note := func(dir string, disc, portal bool) {
		key := f.Inside + "!/" + dir
		p := m[key]
		m[key] = place{p.disc || disc, p.portal || portal}
	}
	if strings.EqualFold(path.Base(f.Path), "DICOMDIR") && f.Media == mediaDICOM {
		note(path.Dir(f.Path), true, false)
	}
	if i := strings.Index("/"+strings.Map(upper, f.Path)+"/", "/IHE_XDM/"); i >= 0 {
		dir := "."
		if i > 0 {
			dir = f.Path[:i-1]
		}
		note(dir, false, true)
	}
}

// upper makes capitals of plain letters only, so that no text grows by it.
func upper(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// Of recognises what a disc or a portal download carries beside its
// records: start pages, style sheets, lists and viewer settings.
func (m Places) Of(f File) string {
	base := strings.ToUpper(path.Base(f.Path))
	at, rel := m.around(f)
	if f.Media == mediaDICOM && base != "DICOMDIR" {
		return "" // a scan counts wherever it lies
	}
	switch {
	case base == "DICOMDIR" && f.Media == mediaDICOM:
		return "the old disc's table of contents; the bundle has a new one"
	case f.Media == "text/xsl":
		return "a style sheet of a portal download"
	case (at.disc || at.portal) && f.isStartPage(rel):
		return "the start page of a disc or portal download"
	case at.portal && (strings.HasPrefix(rel, "HTML/") || strings.HasPrefix(rel, "STYLE/")) && f.isOrnament():
		return "a page or picture of the portal's own viewer"
	case at.disc && strings.HasPrefix(rel, "IHE_PDI/") && strings.HasPrefix(f.Media, "image/"):
		return "a picture copy of a scan that is on the same disc"
	case at.disc && (inViewer(rel) || f.Media == "application/x-self-extracting"):
		return "part of the disc's viewer program"
	case at.disc && furnitureExt[f.ext()] && !strings.Contains(rel, "REPORT"):
		return "part of the disc's viewer program"
	}
	return ""
}

// around finds the outermost place that the file lies in, and its path below
// that, in upper case: a portal download repeats its folders inside HTML/.
func (m Places) around(f File) (at place, rel string) {
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		if p, ok := m[f.Inside+"!/"+dir]; ok {
			at, rel = p, strings.ToUpper(strings.TrimPrefix(f.Path, strings.TrimPrefix(dir+"/", "./")))
		}
		if dir == "." || dir == "/" {
			return at, rel
		}
	}
}

// isOrnament tells what only makes a portal's own pages look well. A page that
// shows a document is none: whether it says more than the document itself is
// found out when both are read.
func (f File) isOrnament() bool {
	if f.Listed {
		return false
	}
	switch {
	case f.Media == "text/html":
		head, err := f.Head()
		return err == nil && countWords(head) < fewWords
	case furnitureExt[f.ext()], f.Media == "text/css", f.Media == "text/javascript":
		return true
	}
	return strings.HasPrefix(f.Media, "image/") || strings.HasPrefix(f.Media, "font/")
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

// isStartPage tells a page that says how to use a disc or download from a
// patient's own notes of the same name: by what it says.
func (f File) isStartPage(rel string) bool {
	if !startPage.MatchString(rel) {
		return false
	}
	head, err := f.Head()
	if err != nil {
		return false
	}
	page := strings.Contains(rel, ".HTM")
	return howToUse.Match(head) || page && countWords(head) < fewWords
}

// fewWords is below what a page has that shows a document.
const fewWords = 40

func countWords(page []byte) int {
	return len(strings.Fields(tags.ReplaceAllString(string(page), " ")))
}

var (
	tags     = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>|<[^>]*>`)
	howToUse = regexp.MustCompile(`(?i)INDEX\.HTM|IHE_XDM|IHE_PDI|DICOM|README|viewer|autorun|double.?click|this (disc|disk|cd|dvd|medium|download)|web ?browser|software`)
)
