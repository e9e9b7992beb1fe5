package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// bulk is a folder of made-up papers, large enough to measure with: typed
// reports with embedded fonts, scans in JPEG, faxes in CCITT G4. The same
// numbers make the same bytes.
type bulk struct {
	Name string
	// Reports have ReportPages pages each, and so on.
	Reports, ReportPages int
	Scans, ScanPages     int
	Faxes, FaxPages      int
}

// bulkVersion is counted up when the same numbers make other bytes.
const bulkVersion = 1

// bulkPaper is one file of the folder.
type bulkPaper struct {
	Name          string
	Pages         int
	Width, Height float64 // of every page, in points
}

// bulkFolder is a folder that was made.
type bulkFolder struct {
	Dir    string // holds the papers and nothing else
	Papers []bulkPaper
	Pages  int
	Bytes  int64
}

// folder makes the papers, or finds them where an earlier run made them: in the
// folder for temporary files, by their version.
func (b bulk) folder(t testing.TB) bulkFolder {
	t.Helper()
	home := filepath.Join(os.TempDir(), fmt.Sprintf("medbundle-bulk-%s-v%d", b.Name, bulkVersion))
	if _, err := os.Stat(home); err != nil {
		b.print(t, home)
	}
	f, err := readBulk(home)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d papers, %d pages, %d MB in %s", b.Name, len(f.Papers), f.Pages, f.Bytes/1e6, f.Dir)
	return f
}

// asPress, when set, makes the test binary print a folder into the place named by
// its first argument, and do nothing else.
const asPress = "TEST_BINARY_PRINTS"

// print makes the folder in a process of its own: what a process has used at
// most counts for every process that it starts.
func (b bulk) print(t testing.TB, home string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, home)
	cmd.Env = append(os.Environ(), asPress+"="+string(numbers))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func printIfAsked() {
	numbers := os.Getenv(asPress)
	if numbers == "" {
		return
	}
	var b bulk
	err := json.Unmarshal([]byte(numbers), &b)
	if err == nil {
		err = b.write(os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func readBulk(home string) (f bulkFolder, err error) {
	text, err := os.ReadFile(filepath.Join(home, "papers.json"))
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(text, &f.Papers); err != nil {
		return f, err
	}
	f.Dir = filepath.Join(home, "papers")
	for _, p := range f.Papers {
		info, err := os.Stat(filepath.Join(f.Dir, p.Name))
		if err != nil {
			return f, err
		}
		f.Pages, f.Bytes = f.Pages+p.Pages, f.Bytes+info.Size()
	}
	return f, nil
}

// write makes the folder under another name first, so that it is there whole or
// not at all.
func (b bulk) write(home string) error {
	part, err := os.MkdirTemp(os.TempDir(), "medbundle-bulk-part-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	if err := os.Mkdir(filepath.Join(part, "papers"), 0o700); err != nil {
		return err
	}
	papers, err := b.papers(filepath.Join(part, "papers"))
	if err != nil {
		return err
	}
	text, err := json.Marshal(papers)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(part, "papers.json"), text, 0o600); err != nil {
		return err
	}
	return os.Rename(part, home)
}

func (b bulk) papers(dir string) (out []bulkPaper, err error) {
	press, err := newPress()
	if err != nil {
		return nil, err
	}
	put := func(p bulkPaper, data []byte) error {
		out = append(out, p)
		return os.WriteFile(filepath.Join(dir, p.Name), data, 0o600)
	}
	for i := range b.Reports {
		p := bulkPaper{fmt.Sprintf("report-%03d.pdf", i+1), b.ReportPages, a4Width, a4Height}
		data, err := press.report(i, b.ReportPages)
		if err == nil {
			err = put(p, data)
		}
		if err != nil {
			return nil, err
		}
	}
	for i := range b.Scans {
		p := bulkPaper{fmt.Sprintf("scan-%03d.pdf", i+1), b.ScanPages, scanWidth * 72 / scanDPI, scanHeight * 72 / scanDPI}
		data, err := press.scan(i, b.ScanPages)
		if err == nil {
			err = put(p, data)
		}
		if err != nil {
			return nil, err
		}
	}
	for i := range b.Faxes {
		p := bulkPaper{fmt.Sprintf("fax-%03d.pdf", i+1), b.FaxPages, faxPageWidth, faxPageHeight}
		data, err := press.fax(i, b.FaxPages)
		if err == nil {
			err = put(p, data)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
