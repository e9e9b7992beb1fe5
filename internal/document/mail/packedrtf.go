package mail

import "encoding/binary"

// rtfStart is what the dictionary of packed RTF begins with (MS-OXRTFCP 2.1.2.1).
const rtfStart = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// Of packed RTF.
const (
	rtfPacked, rtfPlain = 0x75465a4c, 0x414c454d
	rtfWindow           = 4096
	maxRTF              = 16 << 20 // unpacked
)

// unpackRTF unpacks the text of a message (MS-OXRTFCP 3.1). What breaks off is
// returned as far as it goes.
func unpackRTF(b []byte) []byte {
	if len(b) < 16 {
		return nil
	}
	kind, body := binary.LittleEndian.Uint32(b[8:]), b[16:]
	if kind == rtfPlain {
		return body[:min(len(body), maxRTF)]
	}
	if kind != rtfPacked {
		return nil
	}
	var window [rtfWindow]byte
	at := copy(window[:], rtfStart)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % rtfWindow
	}
	for len(body) > 0 && len(out) < maxRTF {
		control := body[0]
		body = body[1:]
		for bit := range 8 {
			if control>>bit&1 == 0 {
				if len(body) == 0 {
					return out
				}
				put(body[0])
				body = body[1:]
				continue
			}
			if len(body) < 2 {
				return out
			}
			ref := int(binary.BigEndian.Uint16(body))
			body = body[2:]
			from := ref >> 4
			if from == at { // the end
				return out
			}
			for i := range ref&0xf + 2 {
				put(window[(from+i)%rtfWindow])
			}
		}
	}
	return out
}
