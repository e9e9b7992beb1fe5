package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// attach takes a part that is no text of the message.
func (m *message) attach(get func(string) string, body io.Reader, media, name, disposition string) said {
	data, err := io.ReadAll(io.LimitReader(body, int64(m.parts.Room())+1))
	m.broken = m.broken || err != nil && len(data) == 0
	switch {
	case media == "application/ms-tnef" || strings.EqualFold(name, "winmail.dat"):
		if s, ok := m.tnef(data); ok {
			return s
		}
	case media == "message/rfc822":
		name = messageName(data, name)
	case strings.HasPrefix(media, "message/"), media == "application/pgp-encrypted":
		// What a mail server says of the delivery.
		m.parts.Add(rendition.Part{Name: name, Media: media, Data: data, Aside: "a mail server's note on the delivery"})
		return said{}
	}
	if len(data) == 0 && name == "" {
		return said{}
	}
	p := rendition.Part{Name: name, Media: media, Data: data}
	if isSignature(media, name) {
		p.Aside = "the electronic signature of a message"
	}
	before := len(m.parts.List)
	m.parts.Add(p)
	id := strings.Trim(strings.TrimSpace(get("Content-Id")), "<>")
	if len(m.parts.List) > before && strings.HasPrefix(media, "image/") && (disposition == "inline" || id != "") {
		m.inline = append(m.inline, inlined{before, id})
	}
	return said{}
}

const smallPicture = "a small picture in a message, such as a logo"

// settleInline marks the small pictures that stand in the text of the message.
func (m *message) settleInline() {
	for _, x := range m.inline {
		p := &m.parts.List[x.part]
		referred := x.id != "" && bytes.Contains(m.pages, []byte("cid:"+x.id))
		if (referred || x.id == "") && rendition.Adorns(p.Data) {
			p.Aside = smallPicture
		}
	}
}

func isSignature(media, name string) bool {
	return strings.HasSuffix(media, "pkcs7-signature") || media == "application/pgp-signature" || strings.EqualFold(name, "smime.p7s")
}

// messageName calls an attached message by what it is about.
func messageName(data []byte, name string) string {
	if name != "" {
		return name
	}
	if msg, err := mail.ReadMessage(bytes.NewReader(data)); err == nil {
		name = header(msg.Header.Get("Subject"))
	}
	return fileName(name)
}

// fileName is a subject as a name of a file.
func fileName(subject string) string {
	subject = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, subject)
	if r := []rune(subject); len(r) > 80 {
		subject = string(r[:80])
	}
	if strings.Trim(subject, ". ") == "" {
		subject = "message"
	}
	return subject + ".eml"
}

func transfer(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &alphabet{r: r})
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

// alphabet passes only what belongs to base64, as RFC 2045, 6.8 asks of readers.
// After the padding there is nothing.
type alphabet struct {
	r     io.Reader
	ended bool
}

func (a *alphabet) Read(p []byte) (int, error) {
	for {
		n, err := a.r.Read(p)
		k := 0
		for _, c := range p[:n] {
			letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
			if letter && !a.ended || c == '=' {
				p[k] = c
				k++
			}
			a.ended = a.ended || c == '='
		}
		if k > 0 || err != nil {
			return k, err
		}
	}
}

// recode turns text of a declared character set into UTF-8. Where none is
// declared, or a wrong one, rendition.Decode tells it.
func recode(data []byte, label string) []byte {
	if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			return out
		}
	}
	return data
}

var words = mime.WordDecoder{CharsetReader: charset.NewReaderLabel}

// header decodes the words of a header (RFC 2047), or the bytes that were put
// there as they are.
func header(s string) string {
	if out, err := words.DecodeHeader(s); err == nil {
		s = out
	}
	return oneLine(rendition.Decode([]byte(s)))
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f && r <= 0xa0 }), " ")
}
