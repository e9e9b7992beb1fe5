package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

func zipOf(t *testing.T, headers ...*zip.FileHeader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range headers {
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(letter))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNamesInZips(t *testing.T) {
	sjis, _ := japanese.ShiftJIS.NewEncoder().String("検査結果.txt")
	german, _ := charmap.Windows1252.NewEncoder().String("Müller.txt")
	field := binary.LittleEndian.AppendUint32([]byte{0x75, 0x70, 14, 0, 1}, crc32.ChecksumIEEE([]byte("plain.txt")))
	field = append(field, "plän.txt"...)
	stale := append([]byte(nil), field...)
	stale[5] ^= 1 // the name was changed by a program that did not know the field
	for _, tc := range []struct {
		h    zip.FileHeader
		want string
	}{
		{zip.FileHeader{Name: sjis, NonUTF8: true}, "検査結果.txt"},
		{zip.FileHeader{Name: german, NonUTF8: true}, "Müller.txt"},
		{zip.FileHeader{Name: "Müller.txt"}, "Müller.txt"},
		{zip.FileHeader{Name: "M\u0308uller.txt", NonUTF8: true}, "M\u0308uller.txt"},
		{zip.FileHeader{Name: "plain.txt", Extra: field}, "plän.txt"},
		{zip.FileHeader{Name: "plain.txt", Extra: stale}, "plain.txt"},
	} {
		got, err := unpack(of(zipOf(t, &tc.h), "a.zip"))
		if _, ok := got[tc.want]; !ok || err != nil || len(got) != 1 {
			t.Errorf("%q: %v %v", tc.want, got, err)
		}
	}
}

// TestZipDirectoryIsCounted: a directory may list more than it claims.
func TestZipDirectoryIsCounted(t *testing.T) {
	var hs []*zip.FileHeader
	for i := range 3000 {
		hs = append(hs, &zip.FileHeader{Name: strings.Repeat("a", i%7)})
	}
	b := zipOf(t, hs...)
	end := len(b) - 22
	length, offset := binary.LittleEndian.Uint32(b[end+12:]), binary.LittleEndian.Uint32(b[end+16:])
	for how, change := range map[string]func([]byte) []byte{
		"its count": func(b []byte) []byte {
			binary.LittleEndian.PutUint16(b[end+8:], 1)
			binary.LittleEndian.PutUint16(b[end+10:], 1)
			return b
		},
		"its length": func(b []byte) []byte { binary.LittleEndian.PutUint32(b[end+12:], length-46*2990); return b },
		"its place":  func(b []byte) []byte { binary.LittleEndian.PutUint32(b[end+16:], offset+5); return b },
		"a second end": func(b []byte) []byte {
			return append(b, "PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff"...)
		},
	} {
		if got, err := unpack(of(change(bytes.Clone(b)), "a.zip")); !errors.Is(err, ErrTooMany) || len(got) != 0 {
			t.Errorf("%s: %v, %d members", how, err, len(got))
		}
	}
}

func TestLinksDevicesAndSparseFilesInTar(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range []*tar.Header{
		{Name: "../../slip.txt", Size: 5, Mode: 0o644, Typeflag: tar.TypeReg},
		{Name: "hard", Linkname: "/etc/passwd", Typeflag: tar.TypeLink},
		{Name: "soft", Linkname: "../../etc", Typeflag: tar.TypeSymlink},
		{Name: "soft/inside.txt", Size: 5, Typeflag: tar.TypeReg},
		{Name: "null", Typeflag: tar.TypeChar}, {Name: "pipe", Typeflag: tar.TypeFifo},
		{Name: "dir/", Typeflag: tar.TypeDir},
	} {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			w.Write([]byte("hello"))
		}
	}
	w.Close()
	got, err := unpack(of(b.Bytes(), "a.tar"))
	want := map[string]string{"slip.txt": "hello", "hard": "(link)", "soft": "(link)", "soft/inside.txt": "hello", "null": "(device)", "pipe": "(device)"}
	if err != nil || len(got) != len(want) {
		t.Errorf("%v %v", got, err)
	}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s: %q, want %q", k, got[k], v)
		}
	}
}

// TestSparseTar: a few hundred bytes claim a file of eight gigabytes. It may be
// read, but nothing of that size is made at once.
func TestSparseTar(t *testing.T) {
	h := make([]byte, 512)
	copy(h, "huge.bin")
	copy(h[100:], "0000644\x000000000\x000000000\x0000000000000\x0000000000000\x00")
	h[156] = 'S' // old GNU sparse
	copy(h[257:], "ustar  \x00")
	copy(h[386:], "100000000000000000000000") // an empty piece, at the end
	copy(h[386:], "00100000000\x0000000000000\x00")
	copy(h[483:], "100000000000")
	sum := int64(0)
	copy(h[148:], "        ")
	for _, c := range h {
		sum += int64(c)
	}
	copy(h[148:], []byte{'0', byte('0' + sum>>12&7), byte('0' + sum>>9&7), byte('0' + sum>>6&7), byte('0' + sum>>3&7), byte('0' + sum&7), 0, ' '})
	b := append(h, make([]byte, 1024)...)
	before := allocated()
	read := int64(0)
	err := Walk(t.Context(), of(b, "a.tar"), Options{}, func(m *Member) error {
		r, err := m.Open()
		if err == nil {
			read, err = io.CopyN(io.Discard, r, 10<<20)
		}
		return err
	})
	if grown := allocated() - before; grown > 8<<20 {
		t.Errorf("%d bytes were taken for %d read", grown, read)
	}
	if err != nil && !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

// allocated is all memory that was ever taken, in bytes.
func allocated() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}

func TestNamesInGzip(t *testing.T) {
	for _, tc := range []struct{ outer, inner, want string }{
		{"letter.pdf.gz", "tmp1234", "letter.pdf"},
		{"letter.GZ", "", "letter"},
		{"download", "", "download.unpacked"},
		{"download.gz", "../../Brief.pdf", "Brief.pdf"},
		{"download.gz", "M\xc3\xbcller.pdf", "Müller.pdf"}, // UTF-8, as programs write it
	} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Name = strings.Map(func(r rune) rune { return r }, latin1(tc.inner))
		w.Write([]byte(letter))
		w.Close()
		got, err := unpack(Source{bytes.NewReader(b.Bytes()), int64(b.Len()), tc.outer, "application/gzip"})
		if got[tc.want] != letter || err != nil {
			t.Errorf("%s %q: %v %v", tc.outer, tc.inner, got, err)
		}
	}
}

// latin1 makes a string of which every byte is one letter.
func latin1(s string) string {
	out, _ := charmap.ISO8859_1.NewDecoder().String(s)
	return out
}
