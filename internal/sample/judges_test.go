package sample

import (
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Outside judges: other people's programs must find the files sound. A judge
// that is not installed is skipped.

func judge(t *testing.T, name string) string {
	t.Helper()
	p, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed")
	}
	return p
}

// onDisk writes the folder for a judge.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := store(dir, allFiles(t)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func pdfs(t *testing.T) []string {
	var names []string
	for _, f := range allFiles(t) {
		if path.Ext(f.Path) == ".pdf" {
			names = append(names, f.Path)
		}
	}
	return names
}

func TestJudgeQpdf(t *testing.T) {
	qpdf, dir := judge(t, "qpdf"), onDisk(t)
	for _, name := range pdfs(t) {
		out, err := exec.Command(qpdf, "--password="+LockedPassword, "--check", filepath.Join(dir, name)).CombinedOutput()
		if err != nil || strings.Contains(string(out), "WARNING") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	locked := filepath.Join(dir, "surgeon (locked).pdf")
	for _, password := range []string{"", "23051964"} {
		if out, err := exec.Command(qpdf, "--password="+password, "--check", locked).CombinedOutput(); err == nil {
			t.Errorf("opens with password %q\n%s", password, out)
		}
	}
}

func TestJudgePdftotext(t *testing.T) {
	pdftotext, dir := judge(t, "pdftotext"), onDisk(t)
	for _, name := range pdfs(t) {
		out, err := exec.Command(pdftotext, "-upw", LockedPassword, filepath.Join(dir, name), "-").Output()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		family := map[string]string{"ultrasound.pdf": "ASHGRAVE", "Scan_20261012.pdf": "\f"}[name]
		if family == "" {
			family = "ASHGROVE"
		}
		if !strings.Contains(string(out), family) || strings.Contains(name, "Scan") && strings.TrimSpace(string(out)) != "" {
			t.Errorf("%s reads\n%s", name, out)
		}
	}
}

func TestJudgeDciodvfy(t *testing.T) {
	dciodvfy, dir := judge(t, "dciodvfy"), onDisk(t)
	for _, f := range allFiles(t) {
		if !strings.HasPrefix(f.Path, discFolder+"DICOM") {
			continue
		}
		out, err := exec.Command(dciodvfy, filepath.Join(dir, filepath.FromSlash(f.Path))).CombinedOutput()
		if err != nil || strings.Contains(string(out), "Error") {
			t.Errorf("%s: %v\n%s", f.Path, err, out)
		}
	}
}

func TestJudgePydicom(t *testing.T) {
	dir := onDisk(t)
	python := "/usr/bin/python3"
	if exec.Command(python, "-c", "import pydicom").Run() != nil {
		t.Skip("pydicom is not installed")
	}
	script := `import sys
from pydicom.fileset import FileSet
fs = FileSet(sys.argv[1])
print(len(fs), sorted({str(i.load().PatientName) for i in fs}))`
	out, err := exec.Command(python, "-c", script, filepath.Join(dir, filepath.FromSlash(discFolder), "DICOMDIR")).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "31 ['ASHGROVE^TAMSIN^VERITY']" {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestViewerIsHarmless: what poses as a program is none.
func TestViewerIsHarmless(t *testing.T) {
	for _, f := range allFiles(t) {
		if e := path.Ext(f.Path); e != ".EXE" && e != ".DLL" {
			continue
		}
		// Windows finds the real header through the four bytes at 60; they are 0.
		if string(f.Data[:2]) != "MZ" || string(f.Data[60:64]) != "\x00\x00\x00\x00" {
			t.Errorf("%s: % x", f.Path, f.Data[:64])
		}
	}
}
