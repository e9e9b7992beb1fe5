package mail

import (
	"bytes"
	"encoding/binary"
	"io"
	"net/mail"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

func isSigned(media, name string) bool {
	return media == "application/pkcs7-mime" || media == "application/x-pkcs7-mime" || strings.EqualFold(name, "smime.p7m")
}

// signed opens an S/MIME envelope that is signed but not encrypted, and reads
// the message inside (RFC 8551, 3.5.2). The signature is not checked.
func (m *message) signed(body io.Reader, media, name string, depth int) said {
	data, err := io.ReadAll(io.LimitReader(body, int64(m.parts.Room())+1))
	inner := signedContent(data)
	if inner == nil {
		// Whatever its type says, nobody can read it here.
		m.sealed = m.sealed || depth == 0
		m.broken = m.broken || err != nil
		m.parts.Add(rendition.Part{Name: name, Media: media, Data: data})
		return said{}
	}
	msg, err := mail.ReadMessage(bytes.NewReader(inner))
	if err != nil {
		m.parts.Add(rendition.Part{Name: "signed content", Data: inner})
		return said{}
	}
	return m.part(msg.Header.Get, msg.Body, depth+1)
}

// oidData is 1.2.840.113549.1.7.1, the content type of what is signed.
var oidData = []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01")

// oidSigned is 1.2.840.113549.1.7.2.
var oidSigned = []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")

// signedContent is the content of CMS SignedData (RFC 5652, 5); nil where data
// is something else.
func signedContent(data []byte) []byte {
	head := data[:min(len(data), 64)]
	if !bytes.Contains(head, oidSigned) {
		return nil
	}
	i := bytes.Index(data[:min(len(data), 4096)], oidData)
	if i < 0 {
		return nil
	}
	content, _, ok := element(data[i+len(oidData):], 0xa0)
	if !ok {
		return nil
	}
	return octets(content, 0)
}

// element reads one BER element with that tag (X.690, 8.1); of one without a
// length (8.1.3.6) the content goes on to the end of the data.
func element(b []byte, tag byte) (content, rest []byte, ok bool) {
	if len(b) < 2 || b[0] != tag {
		return nil, nil, false
	}
	n := int(b[1])
	b = b[2:]
	switch {
	case n == 0x80:
		return b, nil, true
	case n > 0x84 || n > 0x80 && len(b) < n-0x80:
		return nil, nil, false
	case n > 0x80:
		var wide [8]byte
		k := n - 0x80
		copy(wide[8-k:], b[:k])
		b = b[k:]
		n = int(binary.BigEndian.Uint64(wide[:]))
	}
	if n > len(b) { // cut: what is there counts
		return b, nil, true
	}
	return b[:n], b[n:], true
}

// octets joins an octet string, which may be written in pieces (8.7).
func octets(b []byte, depth int) []byte {
	if content, _, ok := element(b, 0x04); ok {
		return content
	}
	pieces, _, ok := element(b, 0x24)
	if !ok || depth > 4 {
		return nil
	}
	var out []byte
	for {
		piece, rest, ok := element(pieces, 0x04)
		if !ok {
			return out
		}
		out = append(out, piece...)
		pieces = rest
	}
}
