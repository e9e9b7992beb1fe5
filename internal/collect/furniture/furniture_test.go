package furniture

import (
	"errors"
	"strings"
	"testing"
)

func file(path, media, text string) File {
	return File{Path: path, Media: media, Size: int64(len(text)), Head: func() ([]byte, error) { return []byte(text), nil }}
}

func TestOf(t *testing.T) {
	m := Places{}
	m.Add(file("get/IHE_XDM/Jane1/METADATA.XML", "application/xml", ""))
	m.Add(file("cd/DICOMDIR", mediaDICOM, ""))
	page := "<html><p>" + strings.Repeat("No sign of disease. ", 20) + "</p></html>"
	listed := file("get/HTML/SKIN.JPG", "image/jpeg", "x")
	listed.Listed = true
	for _, c := range []struct {
		file  File
		known bool
	}{
		{file("get/INDEX.HTM", "text/html", "<html>Open <a href=HTML/A.HTM>it</a></html>"), true},
		{file("get/INDEX.HTM", "text/html", page), false},
		{file("get/README.TXT", "text/plain", "Double click INDEX.HTM"), true},
		{file("get/README.TXT", "text/plain", "What I take every morning"), false},
		{file("README.TXT", "text/plain", "Double click INDEX.HTM"), false},
		{file("get/HTML/CT.HTM", "text/html", page), false},
		{file("get/HTML/MENU.HTM", "text/html", "<html>CT</html>"), true},
		{file("get/HTML/REPORT.PDF", "application/pdf", "%PDF"), false},
		{file("get/STYLE/LOGO.PNG", "image/png", "x"), true},
		{listed, false},
		{file("cd/VIEWER/HELP.HTM", "text/html", page), true},
		{file("cd/DICOM/IM1", mediaDICOM, ""), false},
		{file("cd/DICOMDIR", mediaDICOM, ""), true},
		{file("anywhere/style.xsl", "text/xsl", ""), true},
	} {
		if why := m.Of(c.file); (why != "") != c.known {
			t.Errorf("%s: %q", c.file.Path, why)
		}
	}
}

// TestNamesInAnyScript: a letter may be longer as a capital.
func TestNamesInAnyScript(t *testing.T) {
	m := Places{}
	name := strings.Repeat("ɐ", 40)
	m.Add(file(name+"/ihe_xdm/a", "text/plain", ""))
	if _, ok := m["!/"+name]; !ok || len(m) != 1 {
		t.Errorf("%v", m)
	}
}

func TestWhatCannotBeReadIsKept(t *testing.T) {
	m := Places{}
	m.Add(file("IHE_XDM/a", "text/plain", ""))
	f := file("README.TXT", "text/plain", "")
	f.Head = func() ([]byte, error) { return nil, errors.New("gone") }
	if why := m.Of(f); why != "" {
		t.Error(why)
	}
}

func TestSystem(t *testing.T) {
	for path, known := range map[string]bool{
		".DS_Store": true, "__MACOSX/a.pdf": true, "AUTORUN.INF": true, "a/setup.exe": true, "~$letter.docx": true, "letter.docx": false, "viewer/report.pdf": false,
	} {
		if why := System(file(path, "application/octet-stream", "x")); (why != "") != known {
			t.Errorf("%s: %q", path, why)
		}
	}
}
