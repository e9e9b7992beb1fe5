package mail

import (
	"bytes"
	"fmt"

	"net/mail"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// letter is a message as it is drawn.
type letter struct {
	subject string
	rows    [][]string
	body    []rendition.Block
}

func (l *letter) row(name, value string) {
	if value != "" {
		l.rows = append(l.rows, []string{name + ":", value})
	}
}

func (l *letter) draw(cut bool) *rendition.Rendition {
	b := rendition.NewBuilder()
	title := l.subject
	if title == "" {
		title = "E-mail without a subject"
	}
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: title})
	if len(l.rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Table, Rows: l.rows})
	}
	for _, x := range l.body {
		if b.Full() {
			break
		}
		b.Add(x)
	}
	if cut {
		b.MarkCut()
	}
	r := b.Rendition()
	r.Title = l.subject
	return r
}

// splitMailbox divides a mailbox at the lines that begin with "From " after an
// empty line (RFC 4155).
func splitMailbox(data []byte) [][]byte {
	var out [][]byte
	mark := []byte("\nFrom ")
	start := 0
	for at := 0; ; {
		i := bytes.Index(data[at:], mark)
		if i < 0 {
			break
		}
		at += i + 1
		before := bytes.TrimRight(data[:at], "\r\n")
		if gap := data[len(before):at]; bytes.Count(gap, []byte("\n")) >= 2 {
			out = append(out, data[start:at])
			start = at
		}
	}
	return append(out, data[start:])
}

// mailbox lists the messages of a mailbox and makes each a part.
func mailbox(all [][]byte) *rendition.Rendition {
	var parts rendition.Parts
	rows := [][]string{{"From", "Date", "Subject"}}
	for _, raw := range all {
		_, raw, _ = bytes.Cut(raw, []byte("\n"))
		subject := ""
		if msg, err := mail.ReadMessage(bytes.NewReader(raw)); err == nil {
			h := msg.Header
			subject = header(h.Get("Subject"))
			rows = append(rows, []string{header(h.Get("From")), header(h.Get("Date")), subject})
		}
		parts.Add(rendition.Part{Name: fileName(subject), Media: "message/rfc822", Data: raw})
	}
	b := rendition.NewBuilder()
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: fmt.Sprintf("A mailbox of %d messages", len(all))})
	if len(rows) > 1 {
		b.Add(rendition.Block{Kind: rendition.Table, Rows: rows, Header: true})
	}
	r := b.Rendition()
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	return r
}
