package imaging

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
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

// judgeDirectory hands a file-set to the outside judges that are installed. Tolerated
// are parts of errors of dciodvfy.
func judgeDirectory(t *testing.T, dir string, want int, tolerated ...string) {
	t.Helper()
	path := filepath.Join(dir, "DICOMDIR")
	if _, err := exec.LookPath("dciodvfy"); err == nil {
		out, _ := exec.Command("dciodvfy", path).CombinedOutput()
		for _, line := range strings.Split(string(out), "\n") {
			if strings.HasPrefix(line, "Error") && !slices.ContainsFunc(tolerated, func(s string) bool { return strings.Contains(line, s) }) {
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

// TestDirectoryOfEveryRecordType puts a bare file of one class for each type of record
// into a file-set: every key that is demanded is invented, and each is listed.
func TestDirectoryOfEveryRecordType(t *testing.T) {
	var ins []*Instance
	types := map[string]bool{}
	for i, class := range []string{
		"2", "4.2", "9.1.1", "11.1", "66", "66.1", "66.2", "66.5", "66.6", "67", "68.1", "77.1.5.3", "78.1", "79.1", "88.33", "88.59",
		"90.1", "104.1", "131", "481.2", "481.3", "481.4", "481.5", "481.10",
	} {
		body := slice(i+1, map[uint32]string{dataset.TagSOPClass: directory.Storage + class, dataset.TagInstanceNumber: "", dataset.TagSeriesUID: fmt.Sprintf("1.2.3.0.%d", i)})
		name := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(name, body, 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := Read(bytes.NewReader(body), int64(len(body)), name)
		if err != nil {
			t.Fatal(err)
		}
		in.Path = name
		types[in.RecordType()] = true
		ins = append(ins, in)
	}
	dir, entries, inventions := fileSet(t, ins)
	judgeDirectory(t, dir, len(entries),
		"<SURFACE SCAN>", "<ASSESSMENT>", "<TRACT>", // younger than this judge
		"<ReferencedImageEvidenceSequence>", "<ReferencedSeriesSequence>", "<BlendingSequence>") // what a file refers to cannot be made up
	readBack(t, dir, entries)
	listed := map[string]bool{}
	for _, i := range inventions {
		listed[i.FileID+" "+i.Attribute] = true
	}
	for _, e := range entries {
		for _, k := range directory.Keys[e.Instance.RecordType()] {
			if k.Type == 1 && k.VR != "US" && k.VR != "UL" && !listed[strings.Join(e.FileID, "/")+" "+k.Name] {
				t.Errorf("%s: %s is not in the file, and not listed as made up", e.Instance.RecordType(), k.Name)
			}
		}
	}
	for typ := range directory.Keys {
		if !types[typ] && typ != "PRIVATE" {
			t.Errorf("no file of the type %s was tried", typ)
		}
	}
}

// TestBlending: a presentation state that lays studies over each other names them in its
// record (PS3.3 F.5.23).
func TestBlending(t *testing.T) {
	sequence := func(group, element uint16, items ...[]byte) []byte {
		var content []byte
		for _, item := range items {
			content = append(content, 0xFE, 0xFF, 0x00, 0xE0)
			content = append(binary.LittleEndian.AppendUint32(content, uint32(len(item))), item...)
		}
		b := binary.LittleEndian.AppendUint16(nil, group)
		b = append(binary.LittleEndian.AppendUint16(b, element), 'S', 'Q', 0, 0)
		return append(binary.LittleEndian.AppendUint32(b, uint32(len(content))), content...)
	}
	image := dataSet(map[uint32]string{dataset.TagRefSOPClassUID: directory.Storage + "2", dataset.TagRefSOPInstanceUID: "1.2.3.77"})
	series := append(sequence(0x0008, 0x1140, image), dataSet(map[uint32]string{dataset.TagSeriesUID: "1.2.3.70"})...)
	study := func(uid string) []byte {
		return append(sequence(0x0008, 0x1115, series), dataSet(map[uint32]string{dataset.TagStudyUID: uid})...)
	}
	body := append(slice(1, map[uint32]string{dataset.TagSOPClass: directory.Storage + "11.4"}), sequence(0x0070, 0x0402, study("1.2.3.7"), study("1.2.3.8"), study("no UID"), nil)...)
	in, err := Read(bytes.NewReader(body), int64(len(body)), "file")
	if err != nil {
		t.Fatal(err)
	}
	if in.Path = filepath.Join(t.TempDir(), "file"); os.WriteFile(in.Path, body, 0o600) != nil {
		t.Fatal("the file cannot be written")
	}
	dir, entries, _ := fileSet(t, []*Instance{in})
	judgeDirectory(t, dir, len(entries), "<ReferencedSeriesSequence> Module=<PresentationDirectoryRecord>")
	b, err := os.ReadFile(filepath.Join(dir, "DICOMDIR"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte("1.2.3.77")) || !bytes.Contains(b, []byte("1.2.3.70")) || bytes.Contains(b, []byte("no UID")) {
		t.Error("the record does not name what is laid over")
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
