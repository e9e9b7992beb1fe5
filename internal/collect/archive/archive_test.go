package archive

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

const letter = "Dear Dr. Grey, thank you for seeing Jane Doe.\n"

func results() string {
	var b strings.Builder
	for i := 1; i <= 400; i++ {
		fmt.Fprintf(&b, "Haemoglobin %d 12.%d g/dl\n", i, i%10)
	}
	return b.String()
}

var mediaOf = map[string]string{
	".zip": "application/zip", ".7z": "application/x-7z-compressed", ".tar": "application/x-tar",
	".gz": "application/gzip", ".iso": "application/x-iso9660-image",
}

// source opens a file of testdata; images of discs are compressed there.
func source(t testing.TB, name string) Source {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
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
		name = strings.TrimSuffix(name, ".gz")
	}
	return of(b, name)
}

func of(b []byte, name string) Source {
	return Source{ReaderAt: bytes.NewReader(b), Size: int64(len(b)), Name: name, Media: mediaOf[path.Ext(name)]}
}

// unpack is everything in a container: content by name, or why there is none.
func unpack(src Source, passwords ...string) (map[string]string, error) {
	got := map[string]string{}
	err := Walk(context.Background(), src, Options{Passwords: passwords, MaxMembers: 1000}, func(m *Member) error {
		text := map[Kind]string{Link: "(link)", Device: "(device)"}[m.Kind]
		if m.Kind == File {
			r, err := m.Open()
			var b []byte
			if err == nil {
				b, err = io.ReadAll(io.LimitReader(r, 1<<20))
			}
			if text = string(b); err != nil {
				text = "(" + err.Error() + ")"
			}
		}
		got[m.Name] = text
		return nil
	})
	return got, err
}

func TestWhatOtherProgramsPacked(t *testing.T) {
	both := map[string]string{"letter.txt": letter, "labs/results.txt": results()}
	const long = "Überweisung_mit_sehr_langem_Namen.txt"
	all := map[string]string{"letter.txt": letter, "labs/results.txt": results(), "empty.txt": "", "link.txt": "(link)", long: letter}
	labs := map[string]string{"labs/results.txt": results()}
	for _, tc := range []struct {
		name, password string
		want           map[string]string
	}{
		{"zipcrypto.zip", "secret", both},
		{"aes256.zip", "secret", both},
		{"aes128.zip", "secret", map[string]string{"letter.txt": letter}},
		{"bzip2.zip", "", labs},
		{"lzma.zip", "", labs},
		{"deflate64.zip", "", map[string]string{"labs/results.txt": "(" + ErrUnsupported.Error() + ")"}},
		{"lzma2.7z", "", all},
		{"lzma.7z", "", both}, {"bzip2.7z", "", both}, {"deflate.7z", "", both}, {"copy.7z", "", both}, {"delta.7z", "", both},
		{"ppmd.7z", "", map[string]string{"letter.txt": "(" + ErrUnsupported.Error() + ")", "labs/results.txt": "(" + ErrUnsupported.Error() + ")"}},
		{"locked.7z", "secret", both}, {"lockedheader.7z", "secret", both},
		{"ustar.tar", "", map[string]string{"letter.txt": letter, "labs/results.txt": results(), "link.txt": "(link)"}},
		{"pax.tar.gz", "", all},
		{"letter.txt.gz", "", map[string]string{"letter.txt": letter}},
		{"plain.iso.gz", "", map[string]string{"LETTER.TXT": letter, "RESULTS.TXT": results()}},
		{"rr.iso.gz", "", all},
		{"joliet.iso.gz", "", map[string]string{"letter.txt": letter, "labs/results.txt": results(), "empty.txt": "", long: letter}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := unpack(source(t, tc.name), "wrong", tc.password, "wrong too")
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(got, tc.want) {
				for k, v := range got {
					t.Errorf("%s: %.60q, want %.60q", k, v, tc.want[k])
				}
				t.Errorf("%d members, want %d", len(got), len(tc.want))
			}
		})
	}
}

func TestLocked(t *testing.T) {
	for _, name := range []string{"zipcrypto.zip", "aes256.zip", "aes128.zip", "locked.7z", "lockedheader.7z"} {
		for _, passwords := range [][]string{nil, {""}, {"wrong", "Secret", "sécret"}} {
			if got, err := unpack(source(t, name), passwords...); !errors.Is(err, ErrLocked) || len(got) != 0 {
				t.Errorf("%s with %q: %v, %d members", name, passwords, err, len(got))
			}
		}
	}
}

// TestCutOff cuts every container at many places. What comes out of it is an
// error or a whole member, never a part of one.
func TestCutOff(t *testing.T) {
	whole := map[string]bool{letter: true, results(): true, "": true, "(link)": true}
	for _, name := range allTestdata(t) {
		src := source(t, name)
		b := make([]byte, src.Size)
		src.ReadAt(b, 0)
		for i := range 40 {
			cut := b[:len(b)*i/40]
			got, err := unpack(of(cut, src.Name), "secret")
			for k, v := range got {
				if !whole[v] && !strings.HasPrefix(v, "("+ErrDamaged.Error()) && !strings.HasPrefix(v, "("+ErrUnsupported.Error()) {
					t.Errorf("%s cut at %d: %s is %.60q (%v)", name, len(cut), k, v, err)
				}
			}
		}
	}
}

func allTestdata(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	var names []string
	for _, f := range files {
		if !strings.HasSuffix(f, ".md") {
			names = append(names, filepath.Base(f))
		}
	}
	return names
}

func TestVisitEndsTheWalk(t *testing.T) {
	stop := errors.New("enough")
	for _, name := range []string{"aes128.zip", "lzma2.7z", "ustar.tar", "letter.txt.gz", "rr.iso.gz"} {
		n := 0
		err := Walk(context.Background(), source(t, name), Options{Passwords: []string{"secret"}}, func(*Member) error {
			n++
			return stop
		})
		if err != stop || n != 1 {
			t.Errorf("%s: %v after %d", name, err, n)
		}
	}
}

func TestTimeAndNumberAreBounded(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, name := range []string{"zipcrypto.zip", "lzma2.7z", "locked.7z", "ustar.tar", "pax.tar.gz", "rr.iso.gz"} {
		visit := func(m *Member) error { return nil }
		if err := Walk(ended, source(t, name), Options{Passwords: []string{"secret"}}, visit); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if err := Walk(context.Background(), source(t, name), Options{Passwords: []string{"secret"}, MaxMembers: 1}, visit); !errors.Is(err, ErrTooMany) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPanicsStayInside(t *testing.T) {
	err := Walk(context.Background(), source(t, "ustar.tar"), Options{}, func(*Member) error { panic("boom") })
	if !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	g := &guarded{context.Background(), readerFunc(func([]byte) (int, error) { panic("boom") })}
	if _, err := g.Read(nil); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// fuzz holds the laws that any bytes must keep.
func fuzz(f *testing.F, ext string) {
	for _, name := range allTestdata(f) {
		src := source(f, name)
		if path.Ext(src.Name) != ext || src.Size > 20_000 {
			continue
		}
		b := make([]byte, src.Size)
		src.ReadAt(b, 0)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, total := context.Background(), int64(0)
		err := Walk(ctx, of(b, "a"+ext), Options{Passwords: []string{"secret", ""}, MaxMembers: 50}, func(m *Member) error {
			if !utf8.ValidString(m.Name) || !filepath.IsLocal(filepath.FromSlash(m.Name)) || strings.ContainsAny(m.Name, "\\\n\x00\x1b") {
				t.Errorf("name %q", m.Name)
			}
			if m.Kind != File {
				return nil
			}
			r, err := m.Open()
			if err != nil {
				return checkError(err)
			}
			n, err := io.Copy(io.Discard, io.LimitReader(r, 1<<20))
			if total += n; total > 4<<20 {
				return io.EOF
			}
			return checkError(err)
		})
		if err != nil && err != io.EOF && told(err) != err {
			t.Errorf("foreign error %v", err)
		}
	})
}

func checkError(err error) error {
	if told(err) != err {
		return fmt.Errorf("foreign error %w", err)
	}
	return nil
}

func FuzzZip(f *testing.F)      { fuzz(f, ".zip") }
func FuzzTar(f *testing.F)      { fuzz(f, ".tar") }
func FuzzGzip(f *testing.F)     { fuzz(f, ".gz") }
func FuzzSevenZip(f *testing.F) { fuzz(f, ".7z") }
