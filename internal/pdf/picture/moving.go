package picture

import (
	"bytes"
	"encoding/binary"
)

// gifFrames counts the pictures of a GIF file (GIF89a, 17 to 26), up to 2.
func gifFrames(b []byte) (n int) {
	table := func(flags byte) int {
		if flags&0x80 == 0 {
			return 0
		}
		return 3 << (flags&7 + 1)
	}
	if len(b) < 13 {
		return 0
	}
	at := 13 + table(b[10])
	for at < len(b) && n < 2 {
		switch {
		case b[at] == 0x21: // an extension
			at += 2
		case b[at] == 0x2C && at+10 < len(b):
			n++
			at += 11 + table(b[at+9])
		default:
			return n
		}
		for at < len(b) && b[at] != 0 {
			at += 1 + int(b[at])
		}
		at++
	}
	return n
}

// stillWebP is the first frame of an animated WebP as a file of its own, and
// whether data is one (WebP Container Specification, "Animation").
func stillWebP(data []byte) (still []byte, moving bool) {
	if len(data) < 30 || string(data[12:16]) != "VP8X" || data[20]&2 == 0 {
		return data, false
	}
	for rest := data[12:]; len(rest) >= 8; {
		size := int64(binary.LittleEndian.Uint32(rest[4:]))
		if size > int64(len(rest)-8) {
			break
		}
		if body := rest[8 : 8+size]; string(rest[:4]) == "ANMF" && size > 24 {
			return webpOf(body), true
		}
		rest = rest[min(8+size+size&1, int64(len(rest))):]
	}
	return data, true
}

// webpOf makes a file of a frame: its size, and the picture with its alpha.
func webpOf(frame []byte) []byte {
	var b bytes.Buffer
	b.WriteString("RIFF\x00\x00\x00\x00WEBP")
	if bytes.HasPrefix(frame[16:], []byte("ALPH")) {
		b.WriteString("VP8X\x0a\x00\x00\x00\x10\x00\x00\x00")
		b.Write(frame[6:12])
	}
	b.Write(frame[16:])
	out := b.Bytes()
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
