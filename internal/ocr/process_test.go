package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain makes the test binary stand in for tesseract where it is called by
// one of the names below.
func TestMain(m *testing.M) {
	behave, ok := impostors[strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")]
	if !ok {
		os.Exit(m.Run())
	}
	behave(strings.Join(os.Args[1:], " "))
	os.Exit(0)
}

const oneLanguage = "List of available languages (2):\neng\nosd\n"

var impostors = map[string]func(args string){
	"tess-mute":  func(string) {},
	"tess-fails": func(string) { os.Exit(1) },
	"tess-osd":   func(string) { fmt.Print("List of available languages (1):\nosd\n") },
	"tess-hangs": func(args string) { listOr(args, func() { time.Sleep(time.Hour) }) },
	"tess-dies":  func(args string) { listOr(args, func() { os.Exit(1) }) },
	"tess-floods": func(args string) {
		listOr(args, func() {
			for range 64 {
				if _, err := os.Stdout.Write(make([]byte, 1<<20)); err != nil {
					os.Exit(1)
				}
			}
		})
	},
	"tess-env": func(args string) {
		listOr(args, func() {
			wd, _ := os.Getwd()
			for _, kv := range append(os.Environ(), "WD="+wd) {
				fmt.Printf("5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t99\t%s\n", kv)
			}
		})
	},
}

func listOr(args string, f func()) {
	if args == "--list-langs" {
		fmt.Print(oneLanguage)
		return
	}
	f()
}

// impostor is an engine whose tesseract is this test binary.
func impostor(t *testing.T, name string, opt Options) *Engine {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	opt.Program = filepath.Join(t.TempDir(), name)
	if strings.HasSuffix(self, ".exe") {
		opt.Program += ".exe"
	}
	if err := os.Symlink(self, opt.Program); err != nil {
		t.Skip(err)
	}
	return New(opt)
}

// inked is a picture with something on it.
func inked(context.Context) (image.Image, error) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for i := range img.Pix {
		img.Pix[i] = 255
		if i/800 > 80 && i/800 < 90 && i%4 != 3 {
			img.Pix[i] = 0
		}
	}
	return img, nil
}

func TestFailures(t *testing.T) {
	cases := []struct {
		name string
		opt  Options
		want error
	}{
		{"tess-mute", Options{}, ErrUnusable},
		{"tess-fails", Options{}, ErrUnusable},
		{"tess-osd", Options{}, ErrUnusable},
		{"tess-hangs", Options{Timeout: 100 * time.Millisecond}, ErrTimeout},
		{"tess-dies", Options{}, ErrFailed},
		{"tess-floods", Options{}, ErrFailed},
	}
	for _, c := range cases {
		e := impostor(t, c.name, c.opt)
		if _, err := e.Page(context.Background(), "", inked); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	missing := New(Options{Program: filepath.Join(t.TempDir(), "no-such-program")})
	if _, err := missing.Page(context.Background(), "", inked); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("missing: %v", err)
	}
	trouble := errors.New("no such page")
	draw := func(context.Context) (image.Image, error) { return nil, trouble }
	if _, err := impostor(t, "tess-dies", Options{}).Page(context.Background(), "", draw); !errors.Is(err, trouble) {
		t.Errorf("a page that cannot be drawn: %v", err)
	}
}

func TestPageEndsWithTheContext(t *testing.T) {
	e := impostor(t, "tess-hangs", Options{Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	draw := func(ctx context.Context) (image.Image, error) { cancel(); return inked(ctx) }
	if _, err := e.Page(ctx, "", draw); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := e.Page(ctx, "", inked); !errors.Is(err, context.Canceled) {
		t.Errorf("a page whose turn never comes: %v", err)
	}
}

// TestEnvironment has tesseract tell what it was started with.
func TestEnvironment(t *testing.T) {
	t.Setenv("SOME_TOKEN", "secret")
	t.Setenv("TESSDATA_PREFIX", "/somewhere")
	work, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	e := impostor(t, "tess-env", Options{Work: work})
	in, err := e.setup()
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.run(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\tOMP_THREAD_LIMIT=1\n", "\tTESSDATA_PREFIX=/somewhere\n", "\tTMPDIR=" + work + "\n", "\tWD=" + work + "\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	for _, never := range []string{"SOME_TOKEN", "HOME=", "PATH="} {
		if strings.Contains(out, "\t"+never) {
			t.Errorf("%s reached tesseract", never)
		}
	}
}
