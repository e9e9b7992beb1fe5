package deidentify

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

var (
	testKey    = KeyOf([]byte("a secret of the tests"))
	testWriter = Writer{"2.25.1", "MEDBUNDLE"}
)

// corpus are the real DICOM files beside the repository; the test skips without.
func corpus(t *testing.T) (files []string) {
	t.Helper()
	for _, dir := range []string{"dicom-pydicom", "dicom-dicomparser"} {
		root := filepath.Join("../../../../shared/data", dir)
		if _, err := os.Stat(root); err != nil {
			t.Skip("the shared data is not here")
		}
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// rewrite de-identifies a file by the rules, whatever is in its pixels; nil where
// it is refused.
func rewrite(t *testing.T, b []byte, rules Rules) []byte {
	t.Helper()
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil
	}
	var out, again bytes.Buffer
	if err := f.Write(&out, rules, testWriter); err != nil {
		return nil
	}
	if err := f.Write(&again, rules, testWriter); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Fatalf("the second time it is not the same: %v", err)
	}
	return out.Bytes()
}

// TestCorpusIsClean holds every real file, written anew, against what dcmtk
// reads of the one that it was: no value that had to go is anywhere in it, and the
// pixel data is the same.
func TestCorpusIsClean(t *testing.T) {
	for _, tool := range []string{"dcm2json", "dcmdump", "dciodvfy"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	for round, o := range []Options{{Dates: DatesRemoved}, {Dates: DatesShifted, Keep: []Keep{KeepDevice, KeepInstitution, KeepPatient}}} {
		rules := Rules{Options: o, Key: testKey, Person: testKey.Person("")}
		written, refused := 0, 0
		for i, path := range corpus(t) {
			if round > 0 && i%6 != 0 {
				continue
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out := rewrite(t, b, rules)
			if out == nil {
				refused++
				t.Logf("refused: %s: %v", path, refusal(b, rules))
				continue
			}
			written++
			holdAgainst(t, path, b, out, rules)
		}
		t.Logf("%s: %d written anew, %d refused", o.Dates, written, refused)
		if written < 100/(1+5*round) {
			t.Errorf("only %d files were written anew", written)
		}
	}
}

func refusal(b []byte, rules Rules) error {
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	return f.Write(&bytes.Buffer{}, rules, testWriter)
}

// readJSON is what dcmtk reads of a file (PS3.18 F); nil where it cannot.
func readJSON(t *testing.T, path string) map[string]any {
	t.Helper()
	out, err := exec.Command("dcm2json", "-q", path).Output()
	if err != nil {
		return nil
	}
	var ds map[string]any
	if err := json.Unmarshal(out, &ds); err != nil {
		return nil
	}
	return ds
}

// values lists the texts of the elements of a data set and of its items.
func values(ds map[string]any, visit func(tag uint32, vr, value string)) {
	for key, x := range ds {
		tag, err := strconv.ParseUint(key, 16, 32)
		el, ok := x.(map[string]any)
		if err != nil || !ok {
			continue
		}
		vr, _ := el["vr"].(string)
		list, _ := el["Value"].([]any)
		for _, v := range list {
			switch v := v.(type) {
			case string:
				visit(uint32(tag), vr, v)
			case map[string]any:
				if vr != "PN" {
					values(v, visit)
					continue
				}
				for _, group := range v {
					if s, ok := group.(string); ok {
						visit(uint32(tag), vr, s)
					}
				}
			}
		}
	}
}

func holdAgainst(t *testing.T, path string, before, after []byte, rules Rules) {
	t.Helper()
	name := filepath.Base(path)
	file := filepath.Join(t.TempDir(), "out.dcm")
	if err := os.WriteFile(file, after, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("dcmdump", "-q", file).CombinedOutput(); err != nil && exec.Command("dcmdump", "-q", path).Run() == nil {
		t.Errorf("%s: dcmdump no longer reads it: %v\n%s", name, err, out)
	}
	if pixelHash(t, before) != pixelHash(t, after) {
		t.Errorf("%s: the pixel data is not the same", name)
	}
	for _, e := range newErrors(path, file) {
		if f, err := Open(bytes.NewReader(before), int64(len(before))); err == nil && (f.deflated || f.LeftOut() == BecauseText) {
			break // dciodvfy cannot inflate; reports are never packed, and would not be whole
		}
		t.Errorf("%s: dciodvfy finds what it did not find before: %s", name, e)
	}
	old, clean := readJSON(t, path), readJSON(t, file)
	if old == nil || clean == nil {
		return
	}
	kept := map[string]bool{}
	values(clean, func(tag uint32, vr, value string) {
		if row, listed := e11()[tag]; !listed || keptBy(rules, row) {
			kept[strings.TrimSpace(value)] = true
		}
	})
	for value, tag := range mustGo(old, rules) {
		if bytes.Contains(after, []byte(value)) && !excused(value, tag, kept) {
			t.Errorf("%s: %q of (%04X,%04X) is still there", name, value, tag>>16, tag&0xFFFF)
		}
	}
}

// excused tells where a value that had to go may be found all the same: a few
// digits are in every number; an attribute that the table keeps holds the same
// word by its own right; and our own statements speak of a Patient. A person's
// name or number is never excused by the second.
func excused(value string, tag uint32, kept map[string]bool) bool {
	if len(value) < 8 && strings.Trim(value, "0123456789.") == "" || strings.Contains(basicCode.meaning+keeps[1].code.meaning, value) {
		return true
	}
	if dictionaryVR(tag) == "PN" || identifying[tag] {
		return false
	}
	for k := range kept {
		if strings.HasPrefix(k, value) {
			return true
		}
	}
	return false
}

// newErrors are those that dciodvfy finds in the file after and not in the one before.
func newErrors(before, after string) (out []string) {
	errors := func(path string) map[string]bool {
		text, _ := exec.Command("dciodvfy", path).CombinedOutput() // its status tells only that there are some
		found := map[string]bool{}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "Error") {
				found[strings.TrimSpace(quoted.ReplaceAllString(line, "<>"))] = true
			}
		}
		return found
	}
	old := errors(before)
	for e := range errors(after) {
		if !old[e] {
			out = append(out, e)
		}
	}
	return out
}

// quoted are what dciodvfy quotes: values, which are others now.
var quoted = regexp.MustCompile(`<[0-9.]*>`)

func keptBy(rules Rules, r row) bool {
	for _, k := range keeps {
		if rules.Has(k.keep) && r.options[k.letter] == 'K' {
			return true
		}
	}
	return false
}

// mustGo are the values of elements that may not stay, of four letters or more,
// as the table has it and not the editor.
func mustGo(ds map[string]any, rules Rules) map[string]uint32 {
	gone := map[string]uint32{}
	values(ds, func(tag uint32, vr, value string) {
		row, listed := e11()[tag]
		value = strings.TrimSpace(value)
		goes := listed || tag>>16%2 == 1 || vr == "PN"
		if keptBy(rules, row) {
			goes = false
		}
		if rules.Dates == DatesShifted && vr == "TM" || strings.HasPrefix(value, standardRoot) {
			goes = false
		}
		if goes && len(value) >= 4 {
			gone[value] = tag
			if vr == "PN" {
				for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '^' || r == '=' || r == ' ' }) {
					if len(part) >= 4 {
						gone[part] = tag
					}
				}
			}
		}
	})
	return gone
}

// pixelHash is the hash of the value of the pixel data, inflated where it is.
func pixelHash(t *testing.T, b []byte) string {
	t.Helper()
	h, err := dataset.Read(bytes.NewReader(b), int64(len(b)), dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case !h.Pixels.Present:
		return "none"
	case h.Deflated:
		p, err := h.Inflate(bytes.NewReader(b), int64(len(b)), h.Pixels.Offset, h.Pixels.Length)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%x", sha256.Sum256(p))
	case h.Pixels.Length >= 0:
		return fmt.Sprintf("%x", sha256.Sum256(b[h.Pixels.Offset:min(int64(len(b)), h.Pixels.Offset+h.Pixels.Length)]))
	}
	p := b[h.Pixels.Offset:]
	if end := bytes.LastIndex(p, []byte{0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0}); end >= 0 {
		p = p[:end]
	}
	return fmt.Sprintf("%x", sha256.Sum256(p))
}
