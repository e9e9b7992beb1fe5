package collect

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// packed reads a container that another program made.
func packed(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("archive", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, ".iso.gz") {
		zr, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = io.ReadAll(zr); err != nil {
			t.Fatal(err)
		}
	}
	return string(b)
}

func tarOf(t *testing.T, members ...member) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(m.text))
	}
	w.Close()
	return b.String()
}

func gzipOf(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// TestEveryMemberIsListedOnce holds each format, and formats inside each other,
// to one fate for every member.
func TestEveryMemberIsListedOnce(t *testing.T) {
	papers := []string{"letter.txt", "labs/results.txt"}
	for name, want := range map[string][]string{
		"lzma2.7z":      {"letter.txt", "labs/results.txt", "empty.txt", "link.txt", "Überweisung_mit_sehr_langem_Namen.txt"},
		"lzma.7z":       papers,
		"locked.7z":     papers,
		"zipcrypto.zip": papers,
		"aes256.zip":    papers,
		"ustar.tar":     append([]string{"link.txt"}, papers...),
		"pax.tar.gz":    {"letter.txt", "labs/results.txt", "empty.txt", "link.txt", "Überweisung_mit_sehr_langem_Namen.txt"},
		"letter.txt.gz": {"c.unpacked"},
		"plain.iso.gz":  {"LETTER.TXT", "RESULTS.TXT"},
		"rr.iso.gz":     {"letter.txt", "labs/results.txt", "empty.txt", "link.txt", "Überweisung_mit_sehr_langem_Namen.txt"},
		"joliet.iso.gz": {"letter.txt", "labs/results.txt", "empty.txt", "Überweisung_mit_sehr_langem_Namen.txt"},
	} {
		// Once as it is, once inside a zip inside a tar.
		dir := put(t, t.TempDir(), map[string]string{
			"c": packed(t, name), "outer.tar": tarOf(t, member{"in.zip", zipOf(t, member{"c", packed(t, name)})}),
		})
		inv, err := gather(t, Options{Keys: ring("secret")}, dir)
		if err != nil {
			t.Fatal(err)
		}
		got := fates(inv)
		if len(got) != len(inv.Items) || len(got) != 4+2*len(want) || len(inv.Findings) != 0 {
			t.Errorf("%s: %d items, %d keys, findings %v: %v", name, len(inv.Items), len(got), inv.Findings, got)
		}
		for _, outer := range []string{"c", "outer.tar!/in.zip!/c"} {
			if got[outer] != clinical.FateContainer {
				t.Errorf("%s: %s is %q", name, outer, got[outer])
			}
			for _, w := range want {
				if _, ok := got[outer+"!/"+w]; !ok {
					t.Errorf("%s: %s!/%s is not listed: %v", name, outer, w, got)
				}
			}
		}
		for _, it := range inv.Items {
			if link := it.Base() == "link.txt"; (it.Fate == clinical.FateIgnored) != link || !link && len(it.SHA256) != 64 || it.Settled() && it.Reason == "" {
				t.Errorf("%s: %s: %q, %s", name, it.Key(), it.Fate, it.Reason)
			}
		}
	}
}

func TestLockedContainers(t *testing.T) {
	for _, name := range []string{"zipcrypto.zip", "aes256.zip", "locked.7z", "lockedheader.7z"} {
		for _, passwords := range [][]string{nil, {"wrong"}} {
			dir := put(t, t.TempDir(), map[string]string{"c": packed(t, name), "a.txt": "a"})
			inv, err := gather(t, Options{Keys: ring(passwords...)}, dir)
			if err != nil {
				t.Fatal(err)
			}
			if it := inv.Items[1]; len(inv.Items) != 2 || it.Settled() || it.Trouble == nil || it.Trouble.Rule != "locked" || it.Trouble.Fix == "" ||
				strings.Contains(it.Trouble.Message, "none of those") != (passwords != nil) {
				t.Errorf("%s with %v: %+v", name, passwords, it.Trouble)
			}
		}
	}
}

// TestBombs: what unpacks to too much is set aside, and what lies beside it in
// a zip is not lost.
func TestBombs(t *testing.T) {
	bomb := strings.Repeat("\x00", 65<<20)
	limits := Limits{Bytes: 300 << 20, Members: 100, Depth: 3, Ratio: 100}
	for _, tc := range []struct {
		name, file string
		fate       map[string]clinical.Fate
		rule, path string
	}{
		{"zip", zipOf(t, member{"bomb.txt", bomb}, member{"letter.txt", "a letter"}),
			map[string]clinical.Fate{"c!/bomb.txt": clinical.FateSetAside, "c!/letter.txt": "", "c": clinical.FateContainer}, "too-large", "c!/bomb.txt"},
		{"tar.gz", gzipOf(tarOf(t, member{"first.txt", "first"}, member{"bomb.txt", bomb}, member{"letter.txt", "a letter"})),
			map[string]clinical.Fate{"c!/first.txt": "", "c!/bomb.txt": clinical.FateSetAside, "c": clinical.FateContainer}, "too-large", "c"},
		{"gz", gzipOf(bomb), map[string]clinical.Fate{"c": clinical.FateSetAside, "c!/c.unpacked": clinical.FateSetAside}, "too-large", "c!/c.unpacked"},
	} {
		dir := put(t, t.TempDir(), map[string]string{"c": tc.file})
		inv, err := gather(t, Options{Limits: limits}, dir)
		if err != nil {
			t.Fatal(err)
		}
		got := fates(inv)
		if len(got) != len(tc.fate) {
			t.Errorf("%s: %v", tc.name, got)
		}
		for k, f := range tc.fate {
			if g, ok := got[k]; !ok || g != f {
				t.Errorf("%s: %s is %q, want %q", tc.name, k, g, f)
			}
		}
		found := false
		for _, f := range inv.Findings {
			found = found || f.Rule == tc.rule && f.Path == tc.path && f.Fix != ""
		}
		if !found {
			t.Errorf("%s: no %s about %s: %v", tc.name, tc.rule, tc.path, inv.Findings)
		}
		for _, it := range inv.Items {
			if it.Fate == clinical.FateSetAside && it.Inside != "" && it.Local != "" {
				t.Errorf("%s: %s was left on the disk", tc.name, it.Key())
			}
		}
	}
}

// TestCutOffContainers: what came out before the cut is kept, and the cut is
// told.
func TestCutOffContainers(t *testing.T) {
	var stored bytes.Buffer
	w, _ := gzip.NewWriterLevel(&stored, gzip.NoCompression)
	io.WriteString(w, tarOf(t, member{"a.txt", "first"}, member{"b.txt", strings.Repeat("second ", 50_000)}))
	w.Close()
	whole := stored.String()
	dir := put(t, t.TempDir(), map[string]string{"c.tgz": whole[:len(whole)/2]})
	inv, err := gather(t, Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	got := fates(inv)
	if got["c.tgz"] != clinical.FateContainer || got["c.tgz!/a.txt"] != "" || got["c.tgz!/b.txt"] != clinical.FateSetAside {
		t.Errorf("%v", got)
	}
	rules := map[string]bool{}
	for _, f := range inv.Findings {
		rules[f.Path+" "+f.Rule] = true
	}
	if len(rules) != 2 || !rules["c.tgz damaged"] || !rules["c.tgz!/b.txt damaged"] {
		t.Errorf("%v", inv.Findings)
	}
}

// TestNothingCameOut: a container goes along as it is, with one finding.
func TestNothingCameOut(t *testing.T) {
	for name, rule := range map[string]string{"ppmd.7z": "unsupported", "deflate64.zip": "unsupported"} {
		inv, err := gather(t, Options{}, put(t, t.TempDir(), map[string]string{"c": packed(t, name)}))
		if err != nil {
			t.Fatal(err)
		}
		if it := inv.Items[0]; it.Settled() || it.Trouble == nil || it.Trouble.Rule != rule || len(inv.Findings) != 0 {
			t.Errorf("%s: %q %+v %v", name, it.Fate, it.Trouble, inv.Findings)
		}
		for _, it := range inv.Items[1:] {
			if it.Fate != clinical.FateSetAside {
				t.Errorf("%s: %s: %q", name, it.Key(), it.Fate)
			}
		}
	}
}

func TestManyOfOneName(t *testing.T) {
	u := newUnpacker(&Inventory{}, Options{})
	seen := map[string]bool{}
	for range 50_000 { // takes minutes if every copy tries all numbers
		p := u.unique("a.zip", "scan.txt")
		if seen[p] {
			t.Fatalf("%s twice", p)
		}
		seen[p] = true
	}
	if !seen["scan (50000).txt"] {
		t.Error("numbers were left out")
	}
}

func TestSystemFilesInContainers(t *testing.T) {
	files := []string{
		"__MACOSX/._letter.txt", "._letter.txt", ".Trashes/501/old.txt", ".Spotlight-V100/Store/x.txt", "$RECYCLE.BIN/S-1/$R1.txt",
		"System Volume Information/tracking.log", "sub/.fseventsd/0001", "jre/lib/rt.jar", "VIEWER/run.exe", "sub/.DS_Store",
	}
	var ms []member
	onDisk := map[string]string{"t.txt": "a text"}
	for i, f := range files {
		text := strings.Repeat("x", i+1)
		if strings.HasSuffix(f, ".jar") {
			text = zipOf(t, member{"A.class", "\xca\xfe\xba\xbe"})
		}
		ms = append(ms, member{f, text})
		onDisk["disk/"+f] = text + " on disk"
	}
	onDisk["c.zip"], onDisk["c.tar"] = zipOf(t, ms...), tarOf(t, ms...)
	inv, err := gather(t, Options{}, put(t, t.TempDir(), onDisk))
	if err != nil {
		t.Fatal(err)
	}
	if len(inv.Items) != 3+3*len(files) {
		t.Errorf("%d items, want %d: %v", len(inv.Items), 3+3*len(files), fates(inv))
	}
	for _, it := range inv.Items {
		want := clinical.FateIgnored
		switch it.Key() {
		case "t.txt":
			want = ""
		case "c.zip", "c.tar":
			want = clinical.FateContainer
		}
		if it.Fate != want {
			t.Errorf("%s: %q (%s)", it.Key(), it.Fate, it.Reason)
		}
	}
}

// TestClosedContainers: what cannot be opened here says so and goes along.
func TestClosedContainers(t *testing.T) {
	pe := make([]byte, 0x400)
	copy(pe, "MZ")
	pe[60] = 0x80
	copy(pe[0x80:], "PE\x00\x00")
	pe[0x86], pe[0x94] = 1, 0 // one section, no optional header
	pe[0x98+17] = 2           // 512 bytes of it
	pe[0x98+21] = 2           // from 512 on
	sfx := string(pe) + "Rar!\x1a\x07\x00" + strings.Repeat("x", 50)
	dicomdir := strings.Repeat("\x00", 128) + "DICM" + strings.Repeat("\x00", 64)
	dir := put(t, t.TempDir(), map[string]string{
		"a.rar": "Rar!\x1a\x07\x01\x00xxxx", "b.dmg": strings.Repeat("x", 600) + "koly\x00\x00\x00\x04" + strings.Repeat("\x00", 504),
		"c.exe": sfx, "d.exe": string(pe) + zipOf(t, member{"a.txt", "a"}), "e.exe": string(pe),
		"CD/DICOMDIR": dicomdir, "CD/setup.exe": sfx + "y",
	})
	inv, err := gather(t, Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range inv.Items {
		switch it.Key() {
		case "e.exe", "CD/setup.exe", "CD/DICOMDIR":
			if it.Fate != clinical.FateIgnored {
				t.Errorf("%s (%s): %q", it.Key(), it.Media, it.Fate)
			}
		default:
			if it.Settled() || it.Trouble == nil || it.Trouble.Rule != "unsupported" || it.Trouble.Fix == "" {
				t.Errorf("%s (%s): %q %+v", it.Key(), it.Media, it.Fate, it.Trouble)
			}
		}
	}
}
