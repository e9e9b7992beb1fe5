package cos

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// album is a file of so many pages, each with a stream of the given data. Its
// object streams are long ones.
func album(t testing.TB, pages int, data func(i int) []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	catalog, tree := w.Reserve(), w.Reserve()
	var kids strings.Builder
	random := rand.New(rand.NewPCG(3, 4))
	for i := range pages {
		page := w.Reserve()
		fmt.Fprintf(&kids, "%d 0 R ", page)
		content := w.Once([]byte("/Type/XObject/Subtype/Image"), data(i), true)
		w.Object(page, fmt.Appendf(nil, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d 9]/Contents %d 0 R/Note<%x>>>", tree, 10+i, content, noise(random)))
	}
	w.Object(tree, fmt.Appendf(nil, "<</Type/Pages/Count %d/Kids[%s]>>", pages, kids.String()))
	w.Object(catalog, fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R>>", tree))
	if err := w.Finish(fmt.Appendf(nil, "/Root %d 0 R", catalog)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func noise(random *rand.Rand) []byte {
	b := make([]byte, 8000)
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

func TestSkeletonKeepsPagesAndLetsPicturesGo(t *testing.T) {
	trap := "/Length 99999>>\nstream\n"
	file := album(t, 60, func(i int) []byte {
		return []byte(strings.Repeat(fmt.Sprintf("%d %s", i, trap), i*200))
	})
	s, err := Skeleton(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), s, int64(len(file)), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Pages()) != 60 || len(d.Repairs) != 0 {
		t.Fatalf("%d pages, repairs %q", len(d.Pages()), d.Repairs)
	}
	for i, p := range d.Pages() {
		stream, _ := d.Stream(p.Dict["Contents"])
		want := i * 200 * len(fmt.Sprintf("%d %s", i, trap))
		if want >= longStream {
			want = 1
		}
		if p.Box.X1 != float64(10+i) || len(stream.Raw) != want {
			t.Errorf("page %d is %v wide and holds %d bytes, want %d", i+1, p.Box.X1, len(stream.Raw), want)
		}
	}
}

func TestSkeletonReadsAlikeInAnySteps(t *testing.T) {
	file := album(t, 5, func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 100_000) })
	s, err := Skeleton(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(s)
	if err != nil || len(whole) != len(file) || bytes.Count(whole, []byte("/Length 000001>>")) != 5 {
		t.Fatalf("%d bytes of %d, %v", len(whole), len(file), err)
	}
	if _, err := s.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if slow, err := io.ReadAll(iotest.OneByteReader(s)); err != nil || !bytes.Equal(slow, whole) {
		t.Errorf("byte by byte it reads otherwise: %v", err)
	}
}

func FuzzSkeleton(f *testing.F) {
	f.Add(album(f, 2, func(i int) []byte { return make([]byte, 20_000) }))
	f.Add([]byte("/Length 99999>>\nstream\n/Length 9223372036854775807>>\nstream\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Skeleton(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(s); err != nil || len(got) != len(b) {
			t.Errorf("%d bytes of %d, %v", len(got), len(b), err)
		}
	})
}
