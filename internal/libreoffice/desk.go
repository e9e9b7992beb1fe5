package libreoffice

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/plainfile"
)

// desk is the folder of one batch: copies of the files under numbers, the
// profile of the program, and what it makes.
type desk struct {
	dir    string
	names  map[int]string
	shared bool // the program gets the network of the system
}

func (e *Engine) newDesk() (*desk, error) {
	dir, err := os.MkdirTemp(e.opt.Work, "office-")
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	d := &desk{dir: dir, names: map[int]string{}, shared: e.opt.sharedNetwork}
	for _, name := range []string{"in", "out", "tmp", filepath.Join("profile", "user")} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			return nil, err
		}
	}
	return d, os.WriteFile(filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), []byte(profile()), 0o600)
}

// clear removes all but what was made.
func (d *desk) clear() {
	for _, name := range []string{"in", "tmp", "profile"} {
		os.RemoveAll(filepath.Join(d.dir, name))
	}
}

// put copies a file onto the desk: the program may write beside what it opens,
// and originals are never altered.
func (d *desk) put(i int, f File) error {
	in, err := plainfile.Open(f.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	name := fmt.Sprintf("%05d%s", i+1, f.Extension)
	out, err := os.OpenFile(filepath.Join(d.dir, "in", name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	d.names[i] = name
	return out.Close()
}

func (d *desk) input(i int) string { return filepath.Join(d.dir, "in", d.names[i]) }

func (d *desk) output(i int) string {
	return filepath.Join(d.dir, "out", strings.TrimSuffix(d.names[i], filepath.Ext(d.names[i]))+".pdf")
}

// result is the PDF of a file; "" where there is none, or one that breaks off.
func (d *desk) result(i int) string {
	path := d.output(i)
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	tail := make([]byte, 64)
	st, err := f.Stat()
	if err != nil || st.Size() < int64(len(tail)) {
		return ""
	}
	if _, err := f.ReadAt(tail, st.Size()-int64(len(tail))); err != nil || !strings.Contains(string(tail), "%%EOF") {
		return ""
	}
	return path
}

// made counts the finished PDF files.
func (d *desk) made() int {
	all, _ := os.ReadDir(filepath.Join(d.dir, "out"))
	return len(all)
}

// fileURL is a path as the program wants its profile named.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// settings are those of the profile, by the path of their group. What files
// bring along is not run, not followed and not computed anew.
var settings = []struct{ group, name, value string }{
	{"Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
	{"Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
	{"Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
	{"Office.Common/Misc", "FirstRun", "false"},
	{"Office.Common/Misc", "CrashReport", "false"},
	{"Office.Common/Misc", "CollectUsageInformation", "false"},
	{"Office.Common/Save/Document", "CreateBackup", "false"},
	{"Office.Common/Save/URL", "FileSystem", "true"},
	{"Office.Recovery/RecoveryInfo", "Enabled", "false"},
	{"Office.Recovery/AutoSave", "Enabled", "false"},
	{"Office.Writer/Content/Update", "Link", "0"},
	{"Office.Calc/Content/Update", "Link", "1"},
	{"Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"},
	{"Office.Calc/Formula/Load", "ODFRecalcMode", "1"},
	{"Inet/Settings", "ooInetProxyType", "2"},
	{"Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"},
	{"Inet/Settings", "ooInetHTTPProxyPort", "9"},
	{"Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"},
	{"Inet/Settings", "ooInetHTTPSProxyPort", "9"},
	{"Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"},
	{"Inet/Settings", "ooInetFTPProxyPort", "9"},
	{"Inet/Settings", "ooInetNoProxy", ""},
	{"Setup/L10N", "ooSetupSystemLocale", "en-GB"},
	{"Setup/Office", "ooSetupInstCompleted", "true"},
}

// profile is registrymodifications.xcu, which the program reads its settings from.
func profile() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` + "\n")
	for _, s := range settings {
		fmt.Fprintf(&b, `<item oor:path="/org.openoffice.%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>`+"\n", s.group, s.name, s.value)
	}
	b.WriteString("</oor:items>\n")
	return b.String()
}
