package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/ui"
)

// asProgram, when set, makes the test binary be the program itself, so that
// tests can start, kill and trace a real process.
const asProgram = "TEST_BINARY_IS_MEDBUNDLE"

func TestMain(m *testing.M) {
	pdfium.RunWorkerIfAsked()
	printIfAsked()
	measureIfAsked()
	assembleIfAsked()
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	if _, said := os.LookupEnv("MEDBUNDLE_OCR"); !said { // a script may say something else
		os.Setenv("MEDBUNDLE_OCR", "off") // for programs that tests start
	}
	os.Setenv("MEDBUNDLE_OFFICE", "off")
	testscript.Main(m, map[string]func(){"medbundle": main})
}

// TestScripts runs the manual: every script in testdata/script.
func TestScripts(t *testing.T) {
	home := scriptHome(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: false,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"longfile": longFile, "paper": paper, "picture": picture, "photo": photo, "webp": webp, "zipfolder": zipFolder, "compoundfile": compoundFile, "scan": scan,
			"overwrite": overwrite, "drophead": dropHead, "dicom": dicomFile,
		},
		Setup: func(e *testscript.Env) error {
			// One home for all scripts: PDFium is compiled once, in its cache.
			for _, name := range []string{"HOME", "LocalAppData", "AppData", "USERPROFILE"} {
				e.Setenv(name, home)
			}
			e.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("SOURCE_DATE_EPOCH", "1795219200") // 21 Nov 2026
			e.Setenv("NO_COLOR", "1")
			// The same with and without the programs of others; ocr.txtar and
			// office.txtar turn them on.
			e.Setenv("MEDBUNDLE_OCR", "off")
			e.Setenv("MEDBUNDLE_OFFICE", "off")
			// A path on which there is nothing but the program.
			if self, err := exec.LookPath("medbundle"); err == nil {
				e.Setenv("PROGRAMS", filepath.Dir(self))
			}
			return nil
		},
	})
}

// picture writes one of the program's own test pictures: picture NAME FILE.
func picture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: picture name file")
	}
	found, err := filepath.Glob(filepath.Join(pictures, "*", "testdata", args[0]))
	if err == nil && len(found) == 0 {
		found, err = filepath.Glob(filepath.Join(pictures, "testdata", args[0]))
	}
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("there is no picture %s", args[0])
	}
	data, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// pictures is where they are; scripts run elsewhere.
var pictures, _ = filepath.Abs("../../internal/pdf/picture")

// longFile is the script command `longfile NAME BYTES TEXT`: it writes a file of
// at least so many bytes that says the text again and again, a line each.
func longFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: longfile NAME BYTES TEXT")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := args[2] + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(line, size/len(line)+1)), 0o600))
}

// scriptHome is a home folder that holds nothing but PDFium's cache. The cache
// of the person who runs the tests serves where there is one, read and written
// as the program itself does.
func scriptHome(t *testing.T) string {
	t.Helper()
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return home
	}
	mine := filepath.Join(cache, "medbundle")
	if err := os.MkdirAll(filepath.Join(home, "cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	if os.MkdirAll(mine, 0o700) == nil {
		os.Symlink(mine, filepath.Join(home, "cache", "medbundle"))
	}
	return home
}

// demo is the made-up patient and its bundle, built once for all tests of this
// package. Tests must not change either.
var demo struct {
	once     sync.Once
	dir      string
	patient  string
	bundle   string
	status   int
	out, err bytes.Buffer
}

// withoutHelpers is the environment of runs in this process: what they find
// does not depend on what is installed.
var withoutHelpers = []string{"MEDBUNDLE_OCR=off", "MEDBUNDLE_OFFICE=off"}

const demoDay = "2026-11-21"

func demoBundle(t testing.TB) (patient, bundleDir string) {
	t.Helper()
	demo.once.Do(func() {
		dir, err := os.MkdirTemp("", "medbundle-test-")
		if err != nil {
			return
		}
		demo.dir = dir
		demo.patient, demo.bundle = filepath.Join(dir, "patient"), filepath.Join(dir, "bundle")
		s := ui.Streams{In: &bytes.Buffer{}, Out: &demo.out, Err: &demo.err, Width: 100}
		if run([]string{"demo", demo.patient}, s, withoutHelpers) != exitDone {
			return
		}
		demo.status = run([]string{"build", demo.patient, "-o", demo.bundle, "--as-of", demoDay}, s, withoutHelpers)
	})
	if _, err := os.Stat(filepath.Join(demo.bundle, "MANIFEST.JSON")); err != nil {
		t.Fatalf("the demo bundle was not built (status %d): %v\n%s%s", demo.status, err, demo.out.String(), demo.err.String())
	}
	return demo.patient, demo.bundle
}

// call runs the program in this process.
func call(args ...string) (status int, out, errText string) {
	var o, e bytes.Buffer
	s := ui.Streams{In: &bytes.Buffer{}, Out: &o, Err: &e, Width: 100}
	status = run(args, s, withoutHelpers)
	return status, o.String(), e.String()
}
