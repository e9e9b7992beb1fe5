package document

import (
	"archive/tar"
	"bytes"
	"strings"
	"testing"
)

func tarOf(t *testing.T, format tar.Format) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: "a.txt", Size: 5, Format: format}); err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("hello"))
	w.Close()
	return b.String()
}

// oldTar is an archive of before POSIX, which has no mark.
func oldTar(t *testing.T) string {
	b := []byte(tarOf(t, tar.FormatUSTAR))
	copy(b[257:265], make([]byte, 8))
	sum := 0
	for i, c := range b[:512] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int(c)
	}
	copy(b[148:156], []byte{'0', byte('0' + sum>>12&7), byte('0' + sum>>9&7), byte('0' + sum>>6&7), byte('0' + sum>>3&7), byte('0' + sum&7), 0, ' '})
	return string(b)
}

func TestSniffContainers(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("\x00", n) }
	koly := "koly\x00\x00\x00\x04" + zeros(504)
	pe := []byte("MZ" + zeros(0x3fe))
	pe[60], pe[0x86], pe[0x98+17], pe[0x98+21] = 0x80, 1, 2, 2 // one section, of 512 bytes, at 512
	copy(pe[0x80:], "PE\x00\x00")
	program := string(pe)
	for _, c := range []struct{ what, in, want string }{
		{"tar", tarOf(t, tar.FormatUSTAR), "application/x-tar"},
		{"tar of GNU", tarOf(t, tar.FormatGNU), "application/x-tar"},
		{"tar of old", oldTar(t), "application/x-tar"},
		{"a text of that size", strings.Repeat("a text ", 200), "text/plain"},
		{"gzip", "\x1f\x8b\x08\x00\x00", "application/gzip"},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"},
		{"disc image", zeros(32768) + "\x01CD001\x01" + zeros(2041), "application/x-iso9660-image"},
		{"disc image in UDF", zeros(32768) + "\x00BEA01\x01" + zeros(2041), "application/x-udf-image"},
		{"disk image of a Mac", "x\x01" + zeros(700) + koly, "application/x-apple-diskimage"},
		{"the same, packed with bzip2", "BZh91AY" + zeros(700) + koly, "application/x-apple-diskimage"},
		{"bzip2", "BZh91AY" + zeros(700), "application/x-bzip2"},
		{"RAR", "Rar!\x1a\x07\x01\x00", "application/vnd.rar"},
		{"program", program, "application/x-dosexec"},
		{"program that carries RAR", program + "Rar!\x1a\x07\x00", "application/x-self-extracting"},
		{"program that carries 7z", program + "7z\xbc\xaf\x27\x1c\x00\x04", "application/x-self-extracting"},
		{"program that carries a zip", program + string(zipOf(t, "a.txt")), "application/x-self-extracting"},
		{"program that knows RAR", strings.Replace(program, zeros(16)+"\x00", "Rar!\x1a\x07\x00"+zeros(10), 1), "application/x-dosexec"},
	} {
		if got := sniff([]byte(c.in), "x"); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
