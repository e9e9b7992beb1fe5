package rendition

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits of one message.
const (
	maxMailDepth = 8
	maxMailParts = 500
)

// Email reads a message (RFC 5322, RFC 2045): who, when, what about, and its
// text. Attachments are named, not opened.
func Email(data []byte) (*Rendition, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	m := message{}
	m.part(msg.Header.Get, msg.Body, 0)
	b := NewBuilder()
	subject := header(msg.Header.Get("Subject"))
	b.Add(Block{Kind: Heading, Level: 1, Text: orWords(subject, "E-mail without a subject")})
	var rows [][]string
	for _, k := range []string{"From", "To", "Cc", "Date"} {
		if v := header(msg.Header.Get(k)); v != "" {
			rows = append(rows, []string{k + ":", v})
		}
	}
	if len(rows) > 0 {
		b.Add(Block{Kind: Table, Rows: rows})
	}
	for _, x := range m.body() {
		b.Add(x)
	}
	b.cut = b.cut || m.cut
	r := b.Rendition()
	r.Title = subject
	if len(m.attached) > 0 {
		r.Losses = append(r.Losses, "the files attached to the message are not drawn ("+strings.Join(m.attached, ", ")+")")
	}
	if m.broken {
		r.Damaged = "the message breaks off"
	}
	return r, nil
}

type message struct {
	text, page []Block // of text/plain and text/html parts
	attached   []string
	parts      int
	read       int // bytes of text
	cut        bool
	broken     bool
}

// body prefers what was written as text; many messages hold both.
func (m *message) body() []Block {
	if len(m.text) > 0 {
		return m.text
	}
	return m.page
}

func (m *message) part(get func(string) string, body io.Reader, depth int) {
	if m.parts++; m.parts > maxMailParts || depth > maxMailDepth {
		m.broken = true
		return
	}
	media, params, err := mime.ParseMediaType(get("Content-Type"))
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		m.multipart(multipart.NewReader(body, params["boundary"]), depth)
		return
	}
	disposition, dp, _ := mime.ParseMediaType(get("Content-Disposition"))
	name := dp["filename"]
	if name == "" {
		name = params["name"]
	}
	if disposition == "attachment" || media != "text/plain" && media != "text/html" {
		m.attach(header(name), media)
		return
	}
	data := m.words(transfer(get("Content-Transfer-Encoding"), body))
	if data = recode(data, params["charset"]); media == "text/html" {
		m.page = m.more(m.page, HTML(data))
	} else {
		m.text = m.more(m.text, PlainText(data))
	}
}

// words reads the text of a part, as much as is left of what is read of one
// message.
func (m *message) words(r io.Reader) []byte {
	data, err := io.ReadAll(io.LimitReader(r, int64(maxText-m.read)+1))
	m.broken = m.broken || err != nil
	if len(data) > maxText-m.read {
		data, m.cut = data[:maxText-m.read], true
	}
	m.read += len(data)
	return data
}

func (m *message) more(blocks []Block, r *Rendition) []Block {
	room := max(0, maxBlocks-len(blocks))
	m.cut = m.cut || r.Cut || len(r.Blocks) > room
	return append(blocks, r.Blocks[:min(len(r.Blocks), room)]...)
}

func (m *message) multipart(r *multipart.Reader, depth int) {
	for {
		p, err := r.NextRawPart()
		if err != nil {
			m.broken = m.broken || err != io.EOF
			return
		}
		if m.part(p.Header.Get, p, depth+1); m.broken {
			return
		}
	}
}

func (m *message) attach(name, media string) {
	m.attached = append(m.attached, orWords(strings.Join(strings.Fields(cleanLines(name, false)), " "), media))
}

func transfer(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

// recode turns text of a declared character set into UTF-8.
func recode(data []byte, label string) []byte {
	if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			return out
		}
	}
	return data
}

var words = mime.WordDecoder{CharsetReader: charset.NewReaderLabel}

func header(s string) string {
	if out, err := words.DecodeHeader(s); err == nil {
		s = out
	}
	return strings.Join(strings.Fields(cleanLines(s, false)), " ")
}

func orWords(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
