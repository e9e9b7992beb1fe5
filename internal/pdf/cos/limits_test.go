package cos

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// file is a PDF of objects 1 to n; table 'x' ends it with a table, 'n' with
// none. The last object is the catalog's page.
func file(table byte, bodies ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	all := append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}, bodies...)
	offsets := make([]int, len(all))
	for i, body := range all {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	if table == 'n' {
		b.WriteString("trailer<</Root 1 0 R>>")
		return b.Bytes()
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(all)+1, start)
	return b.Bytes()
}

func streamOf(dict string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// withTable ends a file with the stream as its table, said to be at the place
// that key names.
func withTable(dict string, data []byte) []byte {
	b := file('n')
	at := len(b)
	b = fmt.Appendf(b, "\n9 0 obj\n%s\nendobj\n", streamOf(dict, data))
	return fmt.Appendf(b, "startxref\n%d\n%%%%EOF", at)
}

// allocated is what f allocates, in MB, all told.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

func repeated(n int, body string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = body
	}
	return out
}

func TestFilesThatCostTooMuchAreRefused(t *testing.T) {
	const table = "/Type/XRef/Size 300000/W[1 2 1]/Root 1 0 R/Filter"
	bomb := Deflate(make([]byte, 40<<20))
	bare := []byte("%PDF-1.4\n")
	for i := range maxLoose + 1 {
		bare = fmt.Appendf(bare, "%d 0 obj<<>>endobj\n", i+1)
	}
	// An old table whose offsets all lead to one large stream.
	shared := file('x', append([]string{streamOf("", make([]byte, 1<<20))}, repeated(2000, "<<>>")...)...)
	place := bytes.Index(shared, []byte("\n4 0 obj")) + 1
	for n := 5; n < 2000; n++ {
		entry := fmt.Appendf(nil, "%010d 00000 n \n", bytes.Index(shared, fmt.Appendf(nil, "\n%d 0 obj", n))+1)
		shared = bytes.Replace(shared, entry, fmt.Appendf(nil, "%010d 00000 n \n", place), 1)
	}
	hybrid := file('x', streamOf(table+"/FlateDecode", bomb))
	place = bytes.Index(hybrid, []byte("\n4 0 obj")) + 1
	saves := file('x')
	for range maxCandidates {
		saves = fmt.Appendf(saves, "\n<</Prev %d>>", len(saves))
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a million and a half bare objects": {bare, errObjects},
		"objects without a table":           {file('n', repeated(maxAdrift, "<<>>")...), errObjects},
		"a table that inflates":             {withTable(table+"/FlateDecode", bomb), errTables},
		"a table that inflates twice":       {withTable(table+"[/FlateDecode/FlateDecode]", Deflate(bomb)), errTables},
		"a table of no type":                {withTable("/Filter[/FlateDecode]", bomb), errTables},
		"a table in a hybrid file":          {bytes.Replace(hybrid, []byte("/Root 1 0 R>>"), fmt.Appendf(nil, "/Root 1 0 R/XRefStm %d>>", place), 1), errTables},
		"a table before, in disguise":       {bytes.Replace(hybrid, []byte("/Root 1 0 R>>"), fmt.Appendf(nil, "/Root 1 0 R/#50re#76%%\n+%d>>", place), 1), errTables},
		"an offset far from its key":        {bytes.Replace(hybrid, []byte("/Root 1 0 R>>"), fmt.Appendf(nil, "/Root 1 0 R/Prev%s%d>>", strings.Repeat(" ", 9000), place), 1), errTables},
		"junk in front":                     {append([]byte("junk\n"), withTable(table+"/FlateDecode", bomb)...), errTables},
		"thousands of tables":               {saves, errTables},
		"objects over each other":           {shared, errReading},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			mb := allocated(func() { _, err = Open(t.Context(), bytes.NewReader(c.data), int64(len(c.data)), "") })
			if !errors.Is(err, c.want) {
				t.Errorf("the error is %v, not %v", err, c.want)
			}
			if mb > 120 {
				t.Errorf("refusing it took %d MB", mb)
			}
		})
	}
}

// A scanned document of two thousand pages and 200 MB, with a tagged structure,
// is an ordinary file: saved fifty times, and without its table too.
func TestLargeOrdinaryFilesAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a large file")
	}
	whole, table := scanned(2000, 100<<10)
	size := len(whole)
	for range 50 {
		before := bytes.LastIndex(whole, []byte("\nxref\n")) + 1
		at := len(whole) + 1
		whole = append(whole, "\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n"...)
		start := len(whole)
		whole = fmt.Appendf(whole, "xref\n3 1\n%010d 00000 n \ntrailer<</Size 20003/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF", at, before, start)
	}
	adrift := append(whole[:table:table], "trailer<</Root 1 0 R>>"...)
	if size < 200e6 {
		t.Fatalf("the file has %d bytes", size)
	}
	for name, data := range map[string][]byte{"whole": whole, "without its table": adrift} {
		doc, err := Open(t.Context(), bytes.NewReader(data), int64(len(data)), "")
		if err != nil || len(doc.Pages()) != 2000 {
			t.Fatalf("%s: %v", name, err)
		}
		if repaired := len(doc.Repairs) > 0; repaired != (name != "whole") {
			t.Errorf("%s: repairs %q", name, doc.Repairs)
		}
	}
}

// scanned is a document of pages with one picture each and ten objects, and
// where its table begins.
func scanned(pages, picture int) (data []byte, table int) {
	noise := make([]byte, picture)
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise)
	data = append(make([]byte, 0, pages*(picture+2000)), "%PDF-1.7\n"...)
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, len(data))
		data = fmt.Appendf(data, "%d 0 obj\n", len(offsets))
		data = append(fmt.Appendf(data, format, args...), "\nendobj\n"...)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 3+10*i)
	}
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages)
	for range pages {
		n := len(offsets) + 1
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>", n+1, n+2)
		object("%s", streamOf("/Filter/FlateDecode", Deflate([]byte("595 0 0 842 0 0 cm /I Do"))))
		object("<</Type/XObject/Subtype/Image/Width 9/Height 9/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream", picture, noise)
		for range 7 {
			object("<</S/P/P 1 0 R/K 3/Pg %d 0 R>>", n)
		}
	}
	table = len(data)
	data = fmt.Appendf(data, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		data = fmt.Appendf(data, "%010d 00000 n \n", o)
	}
	return fmt.Appendf(data, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(offsets)+1, table), table
}

// FuzzLook: nothing stumbles over the bytes before the library reads them, and
// no file reads as more than its limits.
func FuzzLook(f *testing.F) {
	f.Add(file('x', "<<>>"))
	f.Add(withTable("/Type/XRef/Size 9/W[1 2 1]/Filter/FlateDecode", Deflate(make([]byte, 36))))
	f.Add([]byte("%PDF-1.4\n<</Prev %\n+12/#58RefStm 3 0 R>>startxref\n0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := look(bytes.NewReader(data))
		if err != nil {
			return
		}
		if s.loose > bytes.Count(data, []byte("obj")) {
			t.Errorf("%d objects", s.loose)
		}
		_ = s.checkTables(t.Context(), bytes.NewReader(data))
		s.adrift(bytes.NewReader(data), int64(len(data)))
	})
}

// A file with more objects than any reader is to take is told from one that
// this reader alone refuses.
func TestSwamped(t *testing.T) {
	for n, want := range map[int]error{maxLoose + 10: errObjects, maxAnyone + 10: ErrSwamped} {
		data := append(file('n'), bytes.Repeat([]byte("\n7 0 obj<<>>endobj"), n)...)
		_, err := Open(t.Context(), bytes.NewReader(data), int64(len(data)), "")
		if !errors.Is(err, want) {
			t.Errorf("%d objects: %v", n, err)
		}
	}
}
