package document

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// The media types around files that hold other files.
const (
	mediaTar   = "application/x-tar"
	mediaISO   = "application/x-iso9660-image"
	mediaUDF   = "application/x-udf-image"
	mediaDMG   = "application/x-apple-diskimage"
	mediaSFX   = "application/x-self-extracting"
	mediaMZ    = "application/x-dosexec"
	mediaBzip2 = "application/x-bzip2"
)

const (
	isoAt     = 16 * 2048 // ECMA-119, 6.2.1: the first volume descriptor
	tarHeader = 512
)

// container tells images of discs, whose marks stand deep inside or at the end.
func container(r io.ReaderAt, size int64) string {
	switch {
	case isDMG(r, size):
		return mediaDMG
	case hasBytes(r, isoAt+1, size, "CD001"):
		return mediaISO
	case hasBytes(r, isoAt+1, size, "BEA01"), hasBytes(r, isoAt+1, size, "NSR0"):
		return mediaUDF
	}
	return ""
}

// isDMG tells an Apple disk image by its last 512 bytes.
func isDMG(r io.ReaderAt, size int64) bool {
	return size >= 512 && hasBytes(r, size-512, size, "koly\x00\x00\x00\x04")
}

func hasBytes(r io.ReaderAt, at, size int64, want string) bool {
	if size < at+int64(len(want)) {
		return false
	}
	b := make([]byte, len(want))
	_, err := r.ReadAt(b, at)
	return err == nil && string(b) == want
}

// IsTar tells a tar archive by its first header, which head begins with: the
// mark of POSIX, or, in older ones, a checksum that is right.
func IsTar(head []byte) bool {
	if len(head) < tarHeader {
		return false
	}
	if string(head[257:262]) == "ustar" {
		return true
	}
	field := strings.TrimSpace(strings.TrimRight(string(head[148:156]), "\x00 "))
	want, err := strconv.ParseInt(field, 8, 64)
	if err != nil || head[0] == 0 {
		return false
	}
	var sum int64
	for i, b := range head[:tarHeader] {
		if i >= 148 && i < 156 {
			b = ' '
		}
		sum += int64(b)
	}
	return sum == want
}

// selfExtracting tells a program for Windows that carries an archive behind
// itself from other programs: a directory of a zip at its end, or the mark of
// RAR or 7z somewhere in its first megabytes.
func selfExtracting(r io.ReaderAt, size int64) string {
	tail := make([]byte, min(size, 65557))
	if n, _ := r.ReadAt(tail, size-int64(len(tail))); n == len(tail) {
		if i := bytes.LastIndex(tail, []byte("PK\x05\x06")); i >= 0 && i+22 <= len(tail) && hasEntries(r, size) {
			return mediaSFX
		}
	}
	const look = 2 << 20
	body := make([]byte, min(size, look))
	n, _ := r.ReadAt(body, 0)
	for _, mark := range []string{"Rar!\x1a\x07\x00", "Rar!\x1a\x07\x01\x00", "7z\xbc\xaf\x27\x1c\x00"} {
		// Programs that unpack such archives carry the mark in their code too,
		// but never at an archive's place behind their last section.
		if i := bytes.LastIndex(body[:n], []byte(mark)); i > 0 && int64(i) >= overlay(body[:n]) && overlay(body[:n]) > 0 {
			return mediaSFX
		}
	}
	return mediaMZ
}

func hasEntries(r io.ReaderAt, size int64) bool {
	return bytes.HasPrefix(directory(r, size), []byte("PK\x01\x02"))
}

// overlay is where the last section of a program ends in its file (PE/COFF
// specification, 4), or 0.
func overlay(b []byte) (end int64) {
	le := func(at, n int64) (v int64) {
		for i := n - 1; i >= 0; i-- {
			if at < 0 || at+i >= int64(len(b)) {
				return 0
			}
			v = v<<8 | int64(b[at+i])
		}
		return v
	}
	pe := le(60, 4)
	if le(pe, 4) != 0x4550 {
		return 0
	}
	table := pe + 24 + le(pe+20, 2)
	for i := range min(le(pe+6, 2), 96) {
		section := table + 40*i
		end = max(end, le(section+20, 4)+le(section+16, 4))
	}
	return end
}
