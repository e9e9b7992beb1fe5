package mail

import (
	"encoding/binary"
	"fmt"
	"mime"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/net/html/charset"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/office"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Outlook reads a message as Outlook saves it (MS-OXMSG): who, when, what about,
// and its text. What is attached becomes parts, messages among it.
func Outlook(data []byte) (*rendition.Rendition, error) {
	f, err := compound.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	p := readProps(f.Root, topHeader)
	if len(p) == 0 {
		return nil, fmt.Errorf("%w: no properties inside", rendition.ErrDamaged)
	}
	m := message{}
	l := letter{subject: p.text(propSubject)}
	l.row("From", sender(p))
	l.row("To", p.text(propTo))
	l.row("Cc", p.text(propCc))
	l.row("Date", p.when())
	l.body = m.propsBody(p).blocks
	for _, s := range f.Root.Storages {
		if strings.HasPrefix(s.Name, "__attach_version1.0_#") {
			m.outlookAttached(s)
		}
	}
	if m.sealed && len(l.body) == 0 {
		return nil, rendition.ErrSealed
	}
	return m.draw(l), nil
}

// Sizes of the header before the fixed properties (MS-OXMSG 2.4.1).
const (
	topHeader, innerHeader, attachHeader = 32, 24, 8
	propsStream                          = "__properties_version1.0"
	valuePrefix                          = "__substg1.0_"
)

// readProps reads the properties of a storage: numbers and times stand in one
// stream, everything longer in a stream of its own (MS-OXMSG 2.4).
func readProps(s *compound.Storage, header int) props {
	out := props{}
	fixed := s.Stream(propsStream)
	for b := fixed[min(header, len(fixed)):]; len(b) >= 16; b = b[16:] {
		kind, id := binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:])
		if k := fixedSize(kind); kind != kindString8 && kind != kindUnicode && kind != kindBinary && kind != kindObject && k <= 8 {
			out[id] = prop{kind, b[8 : 8+k]}
		}
	}
	for _, name := range s.Streams() {
		hex, ok := strings.CutPrefix(name, valuePrefix)
		if !ok || len(hex) != 8 {
			continue
		}
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil && wanted[uint16(v>>16)] {
			out[uint16(v>>16)] = prop{uint16(v), s.Stream(name)}
		}
	}
	return out
}

// wanted are the long properties that are read; a crafted file may hold a
// hundred thousand others that all share their sectors.
var wanted = map[uint16]bool{
	propClass: true, propSubject: true, propHeaders: true, propSender: true, propSenderMail: true, propSenderSMTP: true,
	propTo: true, propCc: true, propBody: true, propRTF: true, propHTML: true, propDisplay: true, propData: true,
	propShortName: true, propLongName: true, propMime: true, propContentID: true,
}

func sender(p props) string {
	name, address := p.text(propSender), p.text(propSenderSMTP)
	if address == "" && strings.Contains(p.text(propSenderMail), "@") {
		address = p.text(propSenderMail)
	}
	switch {
	case address == "" || address == name:
		return name
	case name == "":
		return address
	}
	return name + " <" + address + ">"
}

// when is the day and time at which the message was sent, as the headers on its
// way say or else in UTC.
func (p props) when() string {
	for _, line := range strings.Split(p.lines(propHeaders), "\n") {
		if v, ok := strings.CutPrefix(line, "Date:"); ok {
			return header(v)
		}
	}
	for _, id := range []uint16{propSubmitted, propReceived} {
		if x := p[id]; x.kind == kindTime && len(x.data) == 8 {
			// In 100 nanoseconds since 1601.
			ticks := int64(binary.LittleEndian.Uint64(x.data))
			if t := time.Unix(ticks/1e7-11_644_473_600, 0).UTC(); t.Year() > 1980 && t.Year() < 2200 {
				return t.Format("Mon, 02 Jan 2006 15:04:05") + " UTC"
			}
		}
	}
	return ""
}

// propsBody is the text of a message: as text, else as a web page, else as RTF.
func (m *message) propsBody(p props) said {
	page := p[propHTML]
	html := page.data
	if page.kind == kindUnicode || page.kind == kindString8 {
		html = []byte(p.lines(propHTML))
	}
	m.pages = append(m.pages, html...)
	if text := p.lines(propBody); strings.TrimSpace(text) != "" {
		return m.say(rendition.PlainText(m.limited([]byte(text))), false)
	}
	if len(html) > 0 {
		return m.say(rendition.HTML(m.limited(html)), true)
	}
	if packed := p[propRTF].data; len(packed) > 0 {
		if r, err := office.RTF(m.limited(unpackRTF(packed))); err == nil {
			return m.say(r, false)
		}
		m.broken = true
	}
	return said{}
}

func (m *message) outlookAttached(s *compound.Storage) {
	p := readProps(s, attachHeader)
	name := p.text(propLongName)
	if name == "" {
		name = p.text(propShortName)
	}
	if name == "" {
		name = p.text(propDisplay)
	}
	part := rendition.Part{Name: name, Media: p.text(propMime), Data: p[propData].data}
	if inner := s.Storage(fmt.Sprintf("%s%04X%04X", valuePrefix, propData, kindObject)); inner != nil {
		part.Data = ownFile(inner, m.parts.Room())
		if inner.Has(propsStream) {
			part.Media = "application/vnd.ms-outlook"
			if part.Name = strings.TrimSuffix(fileName(name), ".eml"); !strings.HasSuffix(strings.ToLower(part.Name), ".msg") {
				part.Name += ".msg"
			}
		}
	}
	if len(part.Data) == 0 {
		return
	}
	low := strings.ToLower(part.Name)
	m.sealed = m.sealed || low == "smime.p7m" && signedContent(part.Data) == nil || strings.HasSuffix(low, ".rpmsg")
	if isSignature(part.Media, part.Name) {
		part.Aside = "the electronic signature of a message"
	}
	before := len(m.parts.List)
	m.parts.Add(part)
	if id := p.text(propContentID); id != "" && len(m.parts.List) > before {
		m.inline = append(m.inline, inlined{before, id})
	}
}

// ownFile makes a message inside a message a file of its own: the header of its
// properties is longer there (MS-OXMSG 2.4.1.1).
func ownFile(s *compound.Storage, limit int) []byte {
	return s.Bytes(limit, func(path string, data []byte) []byte {
		if path != propsStream || len(data) < innerHeader {
			return data
		}
		out := append([]byte{}, data[:innerHeader]...)
		out = append(out, make([]byte, topHeader-innerHeader)...)
		return append(out, data[innerHeader:]...)
	})
}

// decode turns bytes in the code page of the message into text.
func (p props) decode(b []byte) string {
	for _, id := range []uint16{propMessageCodepage, propCodepage} {
		if x := p[id]; len(x.data) == 4 {
			label := office.Codepage(int(binary.LittleEndian.Uint32(x.data)))
			if enc, _ := charset.Lookup(label); enc != nil && label != "" {
				if out, err := enc.NewDecoder().Bytes(b); err == nil {
					return string(out)
				}
			}
		}
	}
	return rendition.Decode(b)
}

func utf16LE(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

func encodeWord(s string) string { return mime.QEncoding.Encode("utf-8", s) }
