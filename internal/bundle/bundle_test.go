package bundle

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

func TestLegalPath(t *testing.T) {
	for p, want := range map[string]bool{
		"BUNDLE.PDF": true, "MANIFEST.JSON": true, "DICOMDIR": true, "RECORDS/PATH0001.PDF": true,
		"DICOM/PT000001/ST000001/SE000001/IM000001": true,
		"records/PATH0001.PDF":                      false, "RECORDS/PATH00001.PDF": false, "RECORDS/PATH0001.JPEG": false,
		"../X": false, "/X": false, "": false, "A/": false, "A//B": false, "A B": false, "OTHER.JSON": false,
		"A/B/C/D/E/F/G/H": true, "A/B/C/D/E/F/G/H/I": false, "Ä": false,
	} {
		if got := LegalPath(p); got != want {
			t.Errorf("LegalPath(%q) = %v", p, got)
		}
	}
}

func TestRecordNamesAreLegalWhateverTheInputIsCalled(t *testing.T) {
	n := recordNames{}
	for _, in := range []clinical.Input{
		{Path: "Ärztebrief.pdf", Media: "application/pdf"}, {Path: "x.jpeg", Media: "image/jpeg"},
		{Path: "no extension", Media: "application/octet-stream"}, {Path: "a.日本", Media: "application/octet-stream"},
		{Path: "a.t-o-o-long", Media: "application/octet-stream"}, {Path: "a.HEIC", Media: "image/heic"},
	} {
		for _, k := range clinical.Kinds() {
			if p := n.next(k, in); !LegalPath(p) {
				t.Errorf("%s as %s gets the name %s", in.Path, k, p)
			}
		}
	}
	if got := n.next(clinical.PathologyReport, clinical.Input{Media: "application/pdf"}); got != "RECORDS/PATH0007.PDF" {
		t.Errorf("got %s", got)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

const bundleHead = "{\n  \"schema\": \"medbundle.manifest/1\"\n}\n"

func TestARecordAboutAnotherPersonTellsNothing(t *testing.T) {
	rec := &clinical.Record{
		ID: "R009", Kind: clinical.ImagingReport, Title: "CT of Marie Rivers", Facility: "Clinic", Match: clinical.MatchConflict,
		Patient:  clinical.Patient{Family: "Rivers", Given: "Marie", IDs: []string{"778"}, BirthDate: clinical.Date{Year: 1948, Month: 7, Day: 2}},
		Evidence: []clinical.Evidence{{Claim: clinical.ClaimPatient, Text: "Rivers"}}, Study: &clinical.Study{UID: "1.2.3"},
	}
	b, err := manifest.Encode(manifest.RecordOf(rec))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Rivers", "RIVERS", "1948", "778", "Clinic", "1.2.3"} {
		if strings.Contains(string(b), secret) {
			t.Errorf("%q stands in %s", secret, b)
		}
	}
}

func TestVerifyIsNotFooledByWhatIsNoBundle(t *testing.T) {
	dir := t.TempDir()
	if _, err := Verify(t.Context(), dir); !errors.Is(err, ErrNoBundle) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Verify(t.Context(), filepath.Join(dir, "nowhere")); err == nil {
		t.Error("no folder")
	}
	for _, text := range []string{"", "null", "[]", "{", `{"schema": "medbundle.manifest/2"}`, `{"schema": "medbundle.manifest/1", "extra": 1}`, `{"schema": "medbundle.manifest/1"}`} {
		write(t, filepath.Join(dir, manifest.Name), text)
		if problems, err := Verify(t.Context(), dir); err != nil || len(problems) == 0 {
			t.Errorf("manifest %q: %v, %v", text, problems, err)
		}
	}
}

// TestVerifyDoesNotWaitAndDoesNotSwallow: what somebody put in the place of a
// file must not stop verify, nor lead it out of the bundle, nor fill memory.
func TestVerifyDoesNotWaitAndDoesNotSwallow(t *testing.T) {
	whole := func(dir string) {
		write(t, filepath.Join(dir, manifest.Name), bundleHead)
		write(t, filepath.Join(dir, SumsName), "x")
	}
	for _, name := range []string{manifest.Name, SumsName} {
		for trick, put := range map[string]func(path string) error{
			"a pipe":        func(p string) error { return exec.Command("mkfifo", p).Run() },
			"a link":        func(p string) error { return os.Symlink("/dev/zero", p) },
			"a sparse file": func(p string) error { return sparse(p, 20<<30) },
		} {
			dir := t.TempDir()
			whole(dir)
			os.Remove(filepath.Join(dir, name))
			if put(filepath.Join(dir, name)) != nil {
				continue // not on this system
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			problems, err := Verify(t.Context(), dir)
			runtime.ReadMemStats(&after)
			if err == nil && len(problems) == 0 {
				t.Errorf("%s as %s is called whole", trick, name)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%s as %s: %d MB were taken", trick, name, used>>20)
			}
		}
	}
}

func sparse(path string, size int64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Truncate(size)
}

func TestVerifyTakesTheManifestAsItIsWritten(t *testing.T) {
	for _, text := range []string{
		`{"schema": "medbundle.manifest/1", "Schema": "medbundle.manifest/1"}`,
		bundleHead + "garbage", bundleHead + "{}",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, manifest.Name), text)
		problems, err := Verify(t.Context(), dir)
		if err != nil || !hasProblem(problems, "manifest", manifest.Name) {
			t.Errorf("%q: %v, %v", text, problems, err)
		}
	}
}

func TestVerifyCountsBeforeItDecodes(t *testing.T) {
	dir := t.TempDir()
	text := `{"schema": "medbundle.manifest/1","inputs":[{}` + strings.Repeat(",{}", maxEntries+1) + `]}`
	write(t, filepath.Join(dir, manifest.Name), text)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	problems, err := Verify(t.Context(), dir)
	runtime.ReadMemStats(&after)
	if err != nil || !hasProblem(problems, "manifest", manifest.Name) {
		t.Errorf("%v, %v", problems, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
		t.Errorf("%d MB were taken", used>>20)
	}
}

func hasProblem(ps []Problem, rule, path string) bool {
	for _, p := range ps {
		if p.Rule == rule && p.Path == path {
			return true
		}
	}
	return false
}

func FuzzVerifyManifest(f *testing.F) {
	f.Add([]byte(bundleHead))
	f.Add([]byte(`{"schema":"medbundle.manifest/1","files":[{"path":"../../etc/passwd","size":1,"sha256":""}],"inputs":[{"path":"x","fate":"pages"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, manifest.Name), b, 0o600); err != nil {
			t.Fatal(err)
		}
		if problems, err := Verify(t.Context(), dir); err == nil && len(problems) == 0 {
			t.Errorf("a folder with nothing but this manifest is called whole: %q", b)
		}
	})
}
