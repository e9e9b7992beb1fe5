package mail

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/mail"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Limits of one message.
const (
	maxDepth = 8
	maxParts = 1000
	maxText  = 8 << 20 // of all text, in bytes
)

// Message reads a message (RFC 5322, RFC 2045): who, when, what about, and its
// text. What is attached becomes parts; so do the messages of a mailbox (RFC
// 4155). The error is rendition.ErrSealed where it is encrypted.
func Message(data []byte) (*rendition.Rendition, error) {
	if bytes.HasPrefix(data, []byte("From ")) {
		if all := splitMailbox(data); len(all) > 1 {
			return mailbox(all), nil
		}
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rendition.ErrDamaged, err)
	}
	m := message{}
	body := m.part(msg.Header.Get, msg.Body, 0)
	if m.sealed && len(body.blocks) == 0 {
		return nil, rendition.ErrSealed
	}
	l := letter{subject: header(msg.Header.Get("Subject"))}
	for _, k := range []string{"From", "To", "Cc", "Date"} {
		l.row(k, header(msg.Header.Get(k)))
	}
	l.body = body.blocks
	return m.draw(l), nil
}

// draw is the message with its blocks, its parts and what is amiss with it.
func (m *message) draw(l letter) *rendition.Rendition {
	r := l.draw(m.cut)
	m.settleInline()
	r.Parts = m.parts.List
	r.Losses = append(r.Losses, m.parts.Losses()...)
	if m.sealed {
		r.Losses = append(r.Losses, "what is encrypted in it can be opened only by the mailbox that it was sent to")
	}
	if m.broken {
		r.Damaged = "the message breaks off"
	}
	return r
}

type message struct {
	parts  rendition.Parts
	inline []inlined
	pages  []byte // the source of its web pages, to find the pictures that they show
	count  int
	read   int // bytes of text
	cut    bool
	broken bool
	sealed bool // something in it is encrypted
}

// inlined is a part that stands in the text of the message.
type inlined struct {
	part int // its place in the list
	id   string
}

// said is the text of one part of a message.
type said struct {
	blocks []rendition.Block
	page   bool // it was written as a web page
	words  int
}

func (m *message) part(get func(string) string, body io.Reader, depth int) said {
	if m.count++; m.count > maxParts || depth > maxDepth {
		m.broken = true
		return said{}
	}
	media, params := contentType(get("Content-Type"))
	m.sealed = m.sealed || isSealed(media, params)
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		return m.multipart(media, multipart.NewReader(body, params["boundary"]), depth)
	}
	disposition, name := named(get, params)
	body = transfer(get("Content-Transfer-Encoding"), body)
	if isSigned(media, name) {
		return m.signed(body, media, name, depth)
	}
	if disposition == "attachment" || media != "text/plain" && media != "text/html" || name != "" {
		return m.attach(get, body, media, name, disposition)
	}
	data := recode(m.words(body), params["charset"])
	if media == "text/html" {
		m.pages = append(m.pages, data...)
		return m.say(rendition.HTML(data), true)
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("-----BEGIN PGP MESSAGE-----")) {
		m.sealed = true
		return said{}
	}
	return m.say(rendition.PlainText(data), false)
}

func (m *message) say(r *rendition.Rendition, page bool) said {
	m.cut = m.cut || r.Cut
	for _, p := range r.Parts { // pictures that stand in the text itself
		m.parts.Add(p)
	}
	return said{blocks: r.Blocks, page: page, words: len(strings.Fields(rendition.Text(r.Blocks)))}
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

// multipart reads the parts of a part. Of alternatives one is taken, of all
// others every one.
func (m *message) multipart(media string, r *multipart.Reader, depth int) said {
	var all []said
	for {
		p, err := r.NextRawPart()
		if err != nil {
			m.broken = m.broken || err != io.EOF
			break
		}
		if s := m.part(p.Header.Get, p, depth+1); len(s.blocks) > 0 {
			all = append(all, s)
		}
		if m.count > maxParts {
			break
		}
	}
	if media == "multipart/alternative" {
		return choose(all)
	}
	var out said
	for _, s := range all {
		out.blocks = append(out.blocks, s.blocks...)
		out.words += s.words
		out.page = out.page || s.page
	}
	return out
}

// choose prefers what was written as text, unless that only says that the
// message is a web page.
func choose(all []said) said {
	var best said
	for _, s := range all {
		switch {
		case len(best.blocks) == 0,
			best.page && !s.page && 2*s.words > best.words,
			!best.page && s.page && s.words > 2*best.words:
			best = s
		}
	}
	return best
}

// isSealed tells what only the receiver can open: S/MIME (RFC 8551, 3.2.2) and
// OpenPGP (RFC 3156).
func isSealed(media string, params map[string]string) bool {
	switch media {
	case "multipart/encrypted":
		return true
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return strings.HasPrefix(params["smime-type"], "env") || strings.HasPrefix(params["smime-type"], "authenv")
	}
	return false
}
