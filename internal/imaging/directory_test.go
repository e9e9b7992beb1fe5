package imaging

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// fileSet writes instances as a file-set, as a bundle does, and returns its
// folder, its entries and what was invented.
func fileSet(t *testing.T, ins []*Instance) (string, []Entry, []Invention) {
	t.Helper()
	dir := t.TempDir()
	var entries []Entry
	patients := map[string]int{}
	for s, study := range Group(ins) {
		for n, series := range study.Series {
			for i, in := range series.Instances {
				key := in.PatientKey()
				if patients[key] == 0 {
					patients[key] = len(patients) + 1
				}
				id := []string{"DICOM", fmt.Sprintf("PT%06d", patients[key]), fmt.Sprintf("ST%06d", s+1),
					fmt.Sprintf("SE%06d", n+1), fmt.Sprintf("IM%06d", i+1)}
				entries = append(entries, Entry{in, id})
				copyInstance(t, in, filepath.Join(append([]string{dir}, id...)...))
			}
		}
	}
	var out bytes.Buffer
	inventions, err := WriteDirectory(&out, "MEDBUNDLE", entries)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if _, err := WriteDirectory(&again, "MEDBUNDLE", entries); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the second run differs: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "DICOMDIR"), out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, entries, inventions
}

func copyInstance(t *testing.T, in *Instance, to string) {
	t.Helper()
	b, err := os.ReadFile(in.Path)
	if err != nil {
		t.Fatal(err)
	}
	if in.NeedsMeta() {
		prefix, err := MetaPrefix(in)
		if err != nil {
			t.Fatal(err)
		}
		b = append(prefix, b[in.DataOffset:]...)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// judgeDirectory hands a file-set to the outside judges that are installed.
func judgeDirectory(t *testing.T, dir string, want int) {
	t.Helper()
	path := filepath.Join(dir, "DICOMDIR")
	if _, err := exec.LookPath("dciodvfy"); err == nil {
		out, _ := exec.Command("dciodvfy", path).CombinedOutput()
		for _, line := range strings.Split(string(out), "\n") {
			if strings.HasPrefix(line, "Error") {
				t.Errorf("dciodvfy: %s", line)
			}
		}
	}
	if _, err := exec.LookPath("dcdirdmp"); err == nil {
		if out, err := exec.Command("dcdirdmp", path).CombinedOutput(); err != nil || bytes.Contains(out, []byte("Error")) {
			t.Errorf("dcdirdmp: %v %s", err, out)
		}
	}
	if _, err := exec.LookPath("dcmdump"); err == nil {
		if out, err := exec.Command("dcmdump", path).CombinedOutput(); err != nil || bytes.Contains(out, []byte("W:")) || bytes.Contains(out, []byte("E:")) {
			t.Errorf("dcmdump: %v", err)
		}
	}
	if exec.Command("/usr/bin/python3", "-c", "import pydicom").Run() == nil {
		out, err := exec.Command("/usr/bin/python3", "-W", "ignore", "-c", `
import sys
from pydicom.fileset import FileSet
fs = FileSet(sys.argv[1])
n = 0
for i in fs:
    i.load(); n += 1
print(n)`, path).CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != fmt.Sprint(want) {
			t.Errorf("pydicom loads %s of %d: %v", out, want, err)
		}
	}
}

// TestDirectoryOfAwkwardFiles puts every readable top-level file of pydicom's
// collection into one file-set.
func TestDirectoryOfAwkwardFiles(t *testing.T) {
	var ins []*Instance
	for _, path := range corpus(t, "dicom-pydicom", "dicom-dicomparser") {
		if in, err := readFile(t, path); err == nil && !in.IsDirectory() {
			ins = append(ins, in)
		}
	}
	dir, entries, inventions := fileSet(t, ins)
	t.Logf("%d instances, %d inventions", len(entries), len(inventions))
	judgeDirectory(t, dir, len(entries))
	readBack(t, dir, entries)
	for _, i := range inventions {
		if i.Value == "" || i.FileID == "" || i.Attribute == "" || i.Reason == "" {
			t.Errorf("an invention without account: %+v", i)
		}
	}
}

func readBack(t *testing.T, dir string, entries []Entry) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "DICOMDIR"))
	if err != nil {
		t.Fatal(err)
	}
	refs, err := ReadDirectory(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(refs) != len(entries) {
		t.Fatalf("%d references of %d, %v", len(refs), len(entries), err)
	}
	byID := map[string]Reference{}
	for _, r := range refs {
		byID[strings.Join(r.FileID, "/")] = r
	}
	for _, e := range entries {
		r := byID[strings.Join(e.FileID, "/")]
		want := Reference{e.FileID, e.Instance.sopClass(), e.Instance.sopInstance(), e.Instance.TransferSyntax, e.Instance.RecordType(), "", false}
		if !reflect.DeepEqual(r, want) {
			t.Errorf("%s: %+v, want %+v", e.Instance.Name, r, want)
		}
	}
}

func TestDirectoryOfCase(t *testing.T) {
	var ins []*Instance
	for _, path := range corpus(t, "case-breast/input/CD_StMary") {
		if in, err := readFile(t, path); err == nil && !in.IsDirectory() {
			ins = append(ins, in)
		}
	}
	dir, entries, inventions := fileSet(t, ins)
	t.Logf("%d instances, inventions %v", len(entries), inventions)
	judgeDirectory(t, dir, len(entries))
	readBack(t, dir, entries)
	for _, s := range Group(ins) {
		sum := s.Summary()
		t.Logf("%s %s %q %d series %d instances %v %v", sum.Date, sum.Patient.Name(), sum.Description, len(sum.Series), sum.Instances(), sum.Modalities(), s.Problems)
	}
}
