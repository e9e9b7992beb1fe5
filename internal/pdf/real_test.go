package pdf

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sharedData is the folder of real files beside the repository.
func sharedData(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/data beside the repository")
	}
	return dir
}

var formats = map[string]Format{
	".pdf": FormatPDF, ".jpg": FormatJPEG, ".jpeg": FormatJPEG, ".png": FormatPNG, ".tif": FormatTIFF,
	".tiff": FormatTIFF, ".gif": FormatGIF, ".bmp": FormatBMP, ".webp": FormatWebP,
	".jp2": FormatJP2, ".heic": FormatHEIC,
}

// realSources are the files of sharedData that can become pages.
func realSources(t *testing.T) []Source {
	var out []Source
	err := filepath.WalkDir(sharedData(t), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if f, ok := formats[strings.ToLower(filepath.Ext(path))]; ok {
			out = append(out, Source{Name: filepath.Base(path), Path: path, Format: f})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// judge runs an outside program that must say nothing bad of the file.
func judge(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Logf("%s is not installed", program)
		return ""
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%.2000s", program, err, out)
	}
	return string(out)
}

func TestRealFilesBecomeOnePacket(t *testing.T) {
	var total int
	var good []Source
	for _, src := range realSources(t) {
		r, err := Check(t.Context(), src)
		if errors.Is(err, ErrLocked) {
			src.Password = "kanbanery"
			r, err = Check(t.Context(), src)
			if errors.Is(err, ErrLocked) {
				src.Password = "openpassword"
				r, err = Check(t.Context(), src)
			}
		}
		if err != nil {
			if !strings.Contains(err.Error(), src.Name) {
				t.Errorf("the error does not name %s: %v", src.Name, err)
			}
			t.Logf("refused: %v", err)
			continue
		}
		t.Logf("%s: %d pages %+v", src.Name, len(r.Pages), r)
		total += len(r.Pages)
		good = append(good, src)
	}
	build := func() []byte {
		var b bytes.Buffer
		a := NewAssembler(&b, total, Info{Title: "Łódź", Language: "en"})
		if err := a.SetFeet(Source{Name: "feet", Data: feet(total, 595.28)}); err != nil {
			t.Fatal(err)
		}
		var marks []Bookmark
		for _, src := range good {
			first, _, err := a.Append(t.Context(), src, AppendOptions{Band: true})
			if err != nil {
				t.Fatalf("Check took it, Append did not: %v", err)
			}
			marks = append(marks, Bookmark{Title: src.Name, Page: first})
		}
		if err := a.Close(marks); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	packet := build()
	if !bytes.Equal(packet, build()) {
		t.Error("two packets of the same files differ")
	}
	path := filepath.Join(t.TempDir(), "packet.pdf")
	if keep := os.Getenv("MEDBUNDLE_KEEP"); keep != "" {
		path = keep
	}
	if err := os.WriteFile(path, packet, 0o600); err != nil {
		t.Fatal(err)
	}
	out := judge(t, "qpdf", "--check", path)
	if strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	s, err := ReadBack(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Pages) != total || len(s.Outline) != len(good) {
		t.Errorf("read back %d pages and %d bookmarks, want %d and %d", len(s.Pages), len(s.Outline), total, len(good))
	}
}
