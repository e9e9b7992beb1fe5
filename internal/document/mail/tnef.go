package mail

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Attributes of a TNEF stream (MS-OXTNEF 2.1.3.2).
const (
	tnefSignature = 0x223e9f78
	tnefBody      = 0x0002800c
	tnefProps     = 0x00069003
	tnefNext      = 0x00069002 // attAttachRendData: another attachment begins
	tnefTitle     = 0x00018010
	tnefData      = 0x0006800f
	tnefAttach    = 0x00069005
)

// tnef opens winmail.dat, the way in which Outlook packs attachments that other
// programs cannot open. Not ok where it is none.
func (m *message) tnef(data []byte) (text said, ok bool) {
	if len(data) < 6 || binary.LittleEndian.Uint32(data) != tnefSignature {
		return said{}, false
	}
	var open *rendition.Part
	done := func() {
		if open != nil && len(open.Data) > 0 {
			m.parts.Add(*open)
		}
		open = nil
	}
	for b := data[6:]; len(b) >= 11; {
		id, n := binary.LittleEndian.Uint32(b[1:]), int64(binary.LittleEndian.Uint32(b[5:]))
		b = b[9:]
		if n > int64(len(b)) {
			m.broken = true
			n = int64(len(b))
		}
		value := b[:n]
		b = b[min(n+2, int64(len(b))):] // a checksum follows
		switch id {
		case tnefNext:
			done()
			open = &rendition.Part{}
		case tnefTitle:
			if open != nil && open.Name == "" {
				open.Name = oneLine(rendition.Decode(bytes.TrimRight(value, "\x00")))
			}
		case tnefData:
			if open != nil {
				open.Data = value
			}
		case tnefAttach:
			m.tnefAttached(open, value)
		case tnefBody:
			text = m.say(rendition.PlainText(m.limited(bytes.TrimRight(value, "\x00"))), false)
		case tnefProps:
			if s := m.propsBody(mapiProps(value)); len(text.blocks) == 0 {
				text = s
			}
		}
	}
	done()
	return text, true
}

// limited is as much of a text as is left of what is read of one message.
func (m *message) limited(b []byte) []byte {
	if room := max(maxText-m.read, 0); len(b) > room {
		b, m.cut = b[:room], true
	}
	m.read += len(b)
	return b
}

// tnefAttached takes the long name and the object of an attachment. An attached
// message is TNEF itself, behind the 16 bytes that say so.
func (m *message) tnefAttached(p *rendition.Part, value []byte) {
	if p == nil {
		return
	}
	props := mapiProps(value)
	if name := props.text(propLongName); name != "" {
		p.Name = name
	}
	p.Media = props.text(propMime)
	object := props[propData].data
	if len(p.Data) > 0 || len(object) <= 16 {
		return
	}
	if props[propData].kind != kindObject {
		p.Data = object
		return
	}
	object = object[16:]
	if len(object) >= 4 && binary.LittleEndian.Uint32(object) == tnefSignature && m.count < maxParts {
		m.count++
		p.Data, p.Media = asMessage(props.text(propDisplay), object), "message/rfc822"
		if p.Name == "" {
			p.Name = fileName(props.text(propDisplay))
		}
		return
	}
	p.Data = object
}

// asMessage puts a TNEF stream that stands for a message into one.
func asMessage(subject string, tnef []byte) []byte {
	head := "MIME-Version: 1.0\r\nSubject: " + encodeWord(subject) + "\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: binary\r\n\r\n"
	return append([]byte(head), tnef...)
}

// props are MAPI properties by their number (MS-OXPROPS).
type props map[uint16]prop

type prop struct {
	kind uint16
	data []byte
}

// Properties and kinds that are read (MS-OXPROPS 2, MS-OXCDATA 2.11.1).
const (
	propClass, propSubject, propSubmitted        = 0x001a, 0x0037, 0x0039
	propHeaders, propSender, propSenderMail      = 0x007d, 0x0c1a, 0x0c1f
	propSenderSMTP, propTo, propCc, propReceived = 0x5d01, 0x0e04, 0x0e03, 0x0e06
	propBody, propRTF, propHTML                  = 0x1000, 0x1009, 0x1013
	propDisplay, propData, propMethod            = 0x3001, 0x3701, 0x3705
	propShortName, propLongName, propMime        = 0x3704, 0x3707, 0x370e
	propContentID                                = 0x3712
	propCodepage, propMessageCodepage            = 0x3fde, 0x3ffd

	kindObject, kindString8, kindUnicode, kindTime, kindBinary = 0x000d, 0x001e, 0x001f, 0x0040, 0x0102
)

// mapiProps reads the properties inside a TNEF attribute (MS-OXTNEF 2.1.3.4).
// Where it breaks off, what stood before it counts.
func mapiProps(b []byte) props {
	out := props{}
	r := cursor{b: b}
	for range min(r.u32(), 10_000) {
		kind, id := r.u16(), r.u16()
		if id >= 0x8000 { // named: a set of names, and a number or a name
			r.skip(16)
			if r.u32() == 0 {
				r.skip(4)
			} else {
				r.skip(int64(r.u32()+3) &^ 3)
			}
		}
		n := uint32(1)
		variable := kind&0x0fff == kindString8 || kind&0x0fff == kindUnicode || kind&0x0fff == kindBinary || kind == kindObject
		if kind&0x1000 != 0 || variable {
			n = r.u32()
		}
		for i := range min(n, 100_000) {
			size := fixedSize(kind & 0x0fff)
			if variable {
				size = int64(r.u32())
			}
			data := r.take(size)
			r.skip((4 - size%4) % 4)
			if i == 0 {
				out[id] = prop{kind, data}
			}
			if r.ended {
				return out
			}
		}
	}
	return out
}

func fixedSize(kind uint16) int64 {
	switch kind {
	case 0x0005, 0x0006, 0x0007, 0x0014, kindTime:
		return 8
	case 0x0048:
		return 16
	}
	return 4
}

// cursor reads little-endian numbers; past the end all is zero.
type cursor struct {
	b     []byte
	ended bool
}

func (r *cursor) take(n int64) []byte {
	if n < 0 || n > int64(len(r.b)) {
		r.ended = true
		n = int64(len(r.b))
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *cursor) skip(n int64) { r.take(n) }

func (r *cursor) u16() uint16 {
	var x [2]byte
	copy(x[:], r.take(2))
	return binary.LittleEndian.Uint16(x[:])
}

func (r *cursor) u32() uint32 {
	var x [4]byte
	copy(x[:], r.take(4))
	return binary.LittleEndian.Uint32(x[:])
}

// text is a property as one line.
func (p props) text(id uint16) string { return oneLine(p.lines(id)) }

// lines is a property as text with its line breaks.
func (p props) lines(id uint16) string {
	x := p[id]
	switch x.kind {
	case kindUnicode:
		return strings.TrimRight(utf16LE(x.data), "\x00")
	case kindString8:
		return strings.TrimRight(p.decode(x.data), "\x00")
	}
	return ""
}
