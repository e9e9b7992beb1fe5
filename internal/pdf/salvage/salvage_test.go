package salvage

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// made is a PDF without its end.
func made(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for _, o := range objects {
		b.WriteString(o + "\nendobj\n")
	}
	return b.Bytes()
}

func zipped(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

const (
	page1   = "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
	page2   = "4 0 obj\n<</Type /Page/Parent 2 0 R>>"
	tree    = "2 0 obj\n<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"
	catalog = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>"
)

func TestSalvage(t *testing.T) {
	inner := "1 0 2 32 <</Type/Catalog/Pages 2 0 R>>   <</Type/Pages/Kids[3 0 R]/Count 1>>"
	objstm := func(filter, data string) string {
		return fmt.Sprintf("9 0 obj\n<</Type/ObjStm/N 2/First 9%s/Length %d>>\nstream\n%s\nendstream", filter, len(data), data)
	}
	for _, c := range []struct {
		name string
		data []byte
		want []string // what the trailer and what is added must say; none for nothing to be found
	}{
		{"whole but for the table", made(catalog, tree, page1, page2), []string{"/Root 1 0 R", "1 4\n"}},
		{"the root is gone", made(tree, page1, page2), []string{"/Root 5 0 R", "/Count 2/Kids[3 0 R 4 0 R ]", "/Pages 6 0 R"}},
		{"only a page", made("7 1 obj\n<< /Type /Page >>"), []string{"/Root 8 0 R", "/Kids[7 1 R ]", "0000000009 00001 n"}},
		{"a page that is cut", []byte("%PDF-1.4\n3 0 obj\n<</Type/Page/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length 99>>\nstream\nBT"), []string{"/Kids[3 0 R ]", "BT\nendstream\nendobj"}},
		{"the newest counts", made(page1, catalog, tree, "3 0 obj\n<</Type/Page/Newest true>>"), []string{"/Root 1 0 R", fmt.Sprintf("%010d 00000 n", len(made(page1, catalog, tree)))}},
		{"junk first", append([]byte("junk\n"), made(page1)[9:]...), []string{"%PDF-1.7\njunk", "0000000014 00000 n"}},
		{"packed", made(objstm("/Filter/FlateDecode", zipped(inner)), page1), []string{"/Root 1 0 R", "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj"}},
		{"packed, not zipped", made(objstm("", inner), page1), []string{"/Root 1 0 R"}},
		{"packed and older than plain", made(catalog, tree, objstm("", "1 0 2 3  [] {}"), page1), []string{"/Root 1 0 R", "endobj\nxref"}},
		{"pages of a stream are text", made("3 0 obj\n<</Length 12>>\nstream\n/Type/Page\nendstream"), nil},
		{"a catalog without pages", made(catalog), nil},
		{"encrypted", append(made(catalog, tree, page1), "trailer<</Encrypt 8 0 R>>"...), nil},
		{"nothing", nil, nil},
		{"text", []byte("1 0 objects were found"), nil},
	} {
		got, err := Salvage(c.data)
		if (err == nil) != (c.want != nil) || err != nil && !errors.Is(err, ErrNothing) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(string(got), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, got)
			}
		}
	}
}

// What an object stream inflates to is bounded.
func TestBomb(t *testing.T) {
	bomb := zipped(strings.Repeat(" ", maxUnpacked+1000))
	var objects []string
	for i := range 20 {
		objects = append(objects, fmt.Sprintf("%d 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode>>\nstream\n%s\nendstream", i+1, bomb))
	}
	left := int64(maxUnpacked)
	data := made(objects...)
	for _, o := range plain(data) {
		unpack(data[o.offset:], o.head, &left)
	}
	if left != 0 {
		t.Errorf("%d left", left)
	}
	if _, err := Salvage(data); !errors.Is(err, ErrNothing) {
		t.Error(err)
	}
}

func FuzzSalvage(f *testing.F) {
	f.Add(made(catalog, tree, page1, page2))
	f.Add(made(page1, "9 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode>>\nstream\n"+zipped("1 0 2 32 <</Type/Catalog>>")))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Salvage(data)
		if err != nil {
			return
		}
		if !bytes.Contains(got, data) || !bytes.HasSuffix(got, []byte("%%EOF\n")) {
			t.Error("what was there is not there any more")
		}
		again, err := Salvage(data)
		if err != nil || !bytes.Equal(got, again) {
			t.Error("not the same twice")
		}
	})
}
