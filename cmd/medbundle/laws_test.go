package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

func readManifest(t testing.TB, dir string) manifest.Manifest {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, manifest.Name))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest.Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// tree maps every file below dir to its hash, mode and time of change.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		m[filepath.ToSlash(rel)] = fmt.Sprintf("%x %v %v", sha256.Sum256(b), info.Mode(), info.ModTime().UnixNano())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// contents is tree without modes and times.
func contents(t testing.TB, dir string) map[string]string {
	m := tree(t, dir)
	for k, v := range m {
		m[k] = v[:64]
	}
	return m
}

func sameTree(t *testing.T, want, got map[string]string, what string) {
	t.Helper()
	for p := range want {
		if got[p] != want[p] {
			t.Errorf("%s: %s differs", what, p)
		}
	}
	for p := range got {
		if _, ok := want[p]; !ok {
			t.Errorf("%s: %s is new", what, p)
		}
	}
}

func copyTree(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// problemsOf verifies dir through the command line, as its reader would.
func problemsOf(t *testing.T, dir string) (int, []bundle.Problem) {
	t.Helper()
	status, out, errText := call("verify", "--json", dir)
	var doc verifyDoc
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("verify printed no JSON (status %d): %v %s", status, err, errText)
	}
	return status, doc.Problems
}

func names(problems []bundle.Problem, path string) bool {
	for _, p := range problems {
		if p.Path == path {
			return true
		}
	}
	return false
}

func TestLawAWrittenBundleVerifies(t *testing.T) {
	_, dir := demoBundle(t)
	if status, problems := problemsOf(t, dir); status != exitDone || len(problems) != 0 {
		t.Fatalf("status %d, problems %v", status, problems)
	}
}

// sampled picks files of every sort, but not every one of many slices.
func sampled(t *testing.T, dir string) []string {
	var out []string
	slices := 0
	for p := range tree(t, dir) {
		if strings.HasPrefix(p, "DICOM/") {
			if slices++; slices > 3 {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

func TestLawAnyByteFlippedIsNamed(t *testing.T) {
	_, dir := demoBundle(t)
	dir = copyTree(t, dir)
	for _, path := range sampled(t, dir) {
		full := filepath.Join(dir, filepath.FromSlash(path))
		good, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{0, len(good) / 3, len(good) / 2, len(good) - 2, len(good) - 1} {
			bad := append([]byte{}, good...)
			bad[at] ^= 0x01
			if err := os.WriteFile(full, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			status, problems := problemsOf(t, dir)
			if status != exitNotWhole || !names(problems, path) {
				t.Errorf("byte %d of %s flipped: status %d, problems %v", at, path, status, problems)
			}
		}
		if err := os.WriteFile(full, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLawAnyFileRemovedIsNamed(t *testing.T) {
	_, dir := demoBundle(t)
	dir = copyTree(t, dir)
	for _, path := range sampled(t, dir) {
		full := filepath.Join(dir, filepath.FromSlash(path))
		away := filepath.Join(t.TempDir(), "away")
		if err := os.Rename(full, away); err != nil {
			t.Fatal(err)
		}
		if status, problems := problemsOf(t, dir); status != exitNotWhole || !names(problems, path) {
			t.Errorf("%s removed: status %d, problems %v", path, status, problems)
		}
		if err := os.Rename(away, full); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLawAnythingAddedIsNamed(t *testing.T) {
	_, dir := demoBundle(t)
	for _, path := range []string{"NEW.TXT", "RECORDS/NEW.PDF", "DICOM/NEW", "DICOM/PT000001/NEW", ".hidden", "NEW/FILE.TXT"} {
		dir := copyTree(t, dir)
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, problems := problemsOf(t, dir); status != exitNotWhole || !names(problems, path) {
			t.Errorf("%s added: status %d, problems %v", path, status, problems)
		}
	}
	dir = copyTree(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "EMPTY"), 0o700); err != nil {
		t.Fatal(err)
	}
	if status, problems := problemsOf(t, dir); status != exitNotWhole || !names(problems, "EMPTY") {
		t.Errorf("an empty folder added: status %d, problems %v", status, problems)
	}
}

func TestLawTheSameInputGivesTheSameBytes(t *testing.T) {
	patient, dir := demoBundle(t)
	again := filepath.Join(t.TempDir(), "somewhere else")
	if status, _, errText := call("build", patient, "-o", again, "--as-of", demoDay); status != demo.status {
		t.Fatalf("status %d, first %d: %s", status, demo.status, errText)
	}
	sameTree(t, contents(t, dir), contents(t, again), "second build")
}

// TestLawTheSameScansGiveTheSameBytes builds twice with tesseract reading, and
// holds what the manifest says of text over pages against what poppler finds.
func TestLawTheSameScansGiveTheSameBytes(t *testing.T) {
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed")
	}
	patient, _ := demoBundle(t)
	first, again := filepath.Join(t.TempDir(), "first"), filepath.Join(t.TempDir(), "again")
	for _, dir := range []string{first, again} {
		if status, _, errText := call("build", patient, "-o", dir, "--as-of", demoDay, "--ocr", "auto"); status != demo.status {
			t.Fatalf("status %d, without reading %d: %s", status, demo.status, errText)
		}
	}
	sameTree(t, contents(t, first), contents(t, again), "second build")
	layers := 0
	for _, r := range readManifest(t, first).Records {
		for _, l := range r.TextLayers {
			layers++
			if _, err := exec.LookPath("pdftotext"); err != nil {
				continue
			}
			out, err := exec.Command("pdftotext", "-f", fmt.Sprint(l.First), "-l", fmt.Sprint(l.First), filepath.Join(first, "BUNDLE.PDF"), "-").Output()
			if err != nil || len(strings.Fields(string(out))) < 60 {
				t.Errorf("page %d has no text over it (%v): %q", l.First, err, out)
			}
		}
	}
	if layers != 2 {
		t.Errorf("%d runs of pages with text over them, want the scan and the photo", layers)
	}
}

func TestLawInputsAreOnlyRead(t *testing.T) {
	patient, _ := demoBundle(t)
	patient = copyTree(t, patient)
	before := tree(t, patient)
	for _, args := range [][]string{
		{"list", patient}, {"check", patient}, {"build", patient, "-o", filepath.Join(t.TempDir(), "b")},
	} {
		if status, _, errText := call(args...); status != exitDone && status != exitIncomplete {
			t.Fatalf("%v: status %d: %s", args, status, errText)
		}
	}
	sameTree(t, before, tree(t, patient), "inputs")
}

func TestLawEveryInputHasOneFate(t *testing.T) {
	patient, dir := demoBundle(t)
	m := readManifest(t, dir)
	onDisk := tree(t, patient)
	seen := map[string]int{}
	counted := map[clinical.Fate]int{}
	for _, in := range m.Inputs {
		counted[in.Fate]++
		seen[in.Inside+"!/"+in.Path]++
		if in.Reason == "" {
			t.Errorf("%s has no reason", in.Path)
		}
	}
	for p := range onDisk {
		if seen["!/"+p] != 1 {
			t.Errorf("%s stands %d times in the manifest", p, seen["!/"+p])
		}
	}
	for key, n := range seen {
		if n != 1 {
			t.Errorf("%s stands %d times in the manifest", key, n)
		}
	}
	sum := 0
	for _, f := range clinical.Fates {
		sum += counted[f]
		if counted[f] != m.Totals.Fates[f] {
			t.Errorf("%d inputs are %s; the totals say %d", counted[f], f, m.Totals.Fates[f])
		}
	}
	if sum != m.Totals.Inputs || sum != len(m.Inputs) {
		t.Errorf("%d fates, %d inputs, totals say %d", sum, len(m.Inputs), m.Totals.Inputs)
	}
}

// TestLawAKilledBuildLeavesNothing kills a real build at moments spread over the
// time that a whole one takes. What stands at OUT afterwards is nothing, or a
// whole bundle.
func TestLawAKilledBuildLeavesNothing(t *testing.T) {
	patient, _ := demoBundle(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	start := func() (*exec.Cmd, string) {
		out := filepath.Join(t.TempDir(), "out")
		cmd := exec.Command(self, "build", patient, "-o", out, "--as-of", demoDay)
		cmd.Env = append(os.Environ(), asProgram+"=1", "TMPDIR="+t.TempDir())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd, out
	}
	began := time.Now()
	cmd, out := start()
	cmd.Wait()
	whole := time.Since(began)
	if cmd.ProcessState.ExitCode() != exitIncomplete {
		t.Fatalf("a build that nobody kills ends with %v", cmd.ProcessState)
	}
	if status, problems := problemsOf(t, out); status != exitDone {
		t.Fatalf("a build that nobody kills leaves %v", problems)
	}
	const moments = 14
	killed := 0
	for i := range moments {
		cmd, out := start()
		time.Sleep(whole * time.Duration(i) / (moments - 3)) // some after the end, for a loaded machine
		cmd.Process.Kill()
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitDone && code != exitIncomplete {
			killed++
		}
		if _, err := os.Lstat(out); err != nil {
			continue
		}
		if status, problems := problemsOf(t, out); status != exitDone {
			t.Errorf("killed at moment %d of %d: a bundle that is not whole: %v", i, moments, problems)
		}
	}
	if killed < moments/3 {
		t.Errorf("only %d of %d builds were killed before they were done", killed, moments)
	}
}

func TestLawTheNextBuildClearsUpAfterAKilledOne(t *testing.T) {
	patient, _ := demoBundle(t)
	parent := t.TempDir()
	left := filepath.Join(parent, ".out.partial-999999999-1")
	if err := os.MkdirAll(filepath.Join(left, "RECORDS"), 0o700); err != nil {
		t.Fatal(err)
	}
	status, _, errText := call("build", patient, "-o", filepath.Join(parent, "out"), "--as-of", demoDay)
	if status != demo.status {
		t.Fatalf("status %d: %s", status, errText)
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != "out" {
		t.Errorf("left beside the bundle: %v", entries)
	}
}

func TestLawFilesArePrivate(t *testing.T) {
	_, dir := demoBundle(t)
	if os.PathSeparator != '/' {
		t.Skip("Windows keeps permissions in another way")
	}
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			t.Fatal(err)
		}
		info, err := d.Info()
		if err != nil {
			t.Fatal(err)
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", p, info.Mode().Perm())
		}
		return nil
	})
}
