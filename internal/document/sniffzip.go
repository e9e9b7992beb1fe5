package document

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// maxDirectory bounds how much of a zip's directory is looked at, in bytes. An
// office file has a directory of a few thousand.
const maxDirectory = 4 << 20

// zipped tells office files from other zips by the names in the directory.
func zipped(r io.ReaderAt, size int64, head []byte) string {
	if m := odfType(head); m != "" {
		return m
	}
	dir := directory(r, size)
	for _, x := range []signature{
		{"word/document.xml", mediaDOCX},
		{"xl/workbook.xml", mediaXLSX}, {"xl/workbook.bin", mediaXLSX},
		{"ppt/presentation.xml", mediaPPTX},
	} {
		if hasEntry(dir, x.magic) && hasEntry(dir, "[Content_Types].xml") {
			return x.media
		}
	}
	return mediaZip
}

// odfLetters are what the names of the kinds of OpenDocument are made of. What
// else stands there was damaged, or put there to be printed.
const odfLetters = "abcdefghijklmnopqrstuvwxyz-"

// odfType reads the "mimetype" member that OpenDocument files begin with
// (ODF 1.2 Part 3, 3.3).
func odfType(head []byte) string {
	if len(head) < 38 || string(head[30:38]) != "mimetype" {
		return ""
	}
	from := 38 + int(binary.LittleEndian.Uint16(head[28:]))
	n := int(binary.LittleEndian.Uint32(head[18:]))
	if n > 100 || from+n > len(head) {
		return ""
	}
	m := string(head[from : from+n])
	if kind, ok := strings.CutPrefix(m, "application/vnd.oasis.opendocument."); !ok || strings.Trim(kind, odfLetters) != "" {
		return ""
	}
	return strings.TrimSuffix(m, "-template")
}

// directory is the central directory of a zip (APPNOTE 4.3.12), or nil.
func directory(r io.ReaderAt, size int64) []byte {
	n := min(size, 65557)
	tail := make([]byte, n)
	if k, _ := r.ReadAt(tail, size-n); int64(k) != n {
		return nil
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || i+22 > len(tail) {
		return nil
	}
	length := int64(binary.LittleEndian.Uint32(tail[i+12:]))
	end := size - n + int64(i)
	if length > maxDirectory || length > end {
		return nil
	}
	dir := make([]byte, length)
	if k, _ := r.ReadAt(dir, end-length); int64(k) != length {
		return nil
	}
	return dir
}

// hasEntry tells whether a directory has an entry with exactly that name.
func hasEntry(dir []byte, name string) bool {
	for len(dir) >= 46 && bytes.HasPrefix(dir, []byte("PK\x01\x02")) {
		n := int(binary.LittleEndian.Uint16(dir[28:]))
		next := 46 + n + int(binary.LittleEndian.Uint16(dir[30:])) + int(binary.LittleEndian.Uint16(dir[32:]))
		if next > len(dir) {
			return false
		}
		if string(dir[46:46+n]) == name {
			return true
		}
		dir = dir[next:]
	}
	return false
}
