package rendition

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// HTML reads a web page: headings, paragraphs, lists and tables. Scripts, styles
// and what the page hides are left out; nothing is fetched.
func HTML(data []byte) *Rendition {
	data, cut := head(data, maxPage)
	if end := tagsEnd(data, maxTags); end < len(data) {
		data, cut = data[:end], true
	}
	if enc, name, _ := charset.DetermineEncoding(data, "text/html"); name == "windows-1252" || name == "utf-8" {
		data = []byte(Decode(data))
	} else if out, err := enc.NewDecoder().Bytes(data); err == nil {
		data = out
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil { // nested more deeply than the parser allows
		return flatHTML(data, cut)
	}
	p := page{b: NewBuilder()}
	p.b.cut = cut
	p.node(root)
	r := p.b.Rendition()
	r.Title, r.Language = strings.Join(strings.Fields(p.title), " "), p.language
	r.Parts, r.Losses = p.inside.List, append(r.Losses, p.inside.Losses()...)
	if p.pictures > 0 {
		r.Losses = append(r.Losses, PicturesNotDrawn(p.pictures))
	}
	if p.hidden > 0 {
		r.Losses = append(r.Losses, "parts that the page hides are left out")
	}
	return r
}

// tagsEnd is where the first n tags of data end. The parser takes some 250
// bytes for each, however short it is.
func tagsEnd(data []byte, n int) int {
	at := 0
	for range n {
		next := bytes.IndexByte(data[at:], '<')
		if next < 0 {
			return len(data)
		}
		at += next + 1
	}
	if next := bytes.IndexByte(data[at:], '<'); next >= 0 {
		return at + next
	}
	return len(data)
}

type page struct {
	b               *Builder
	title, language string
	pictures        int // that lie elsewhere
	inside          Parts
	hidden          int
	lists           []int // the open lists: the last number, or -1 with bullets
}

func (p *page) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.b.Inline(n.Data)
		return
	case html.ElementNode:
		if p.skip(n) {
			return
		}
		p.element(n)
		return
	}
	p.children(n)
}

func (p *page) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
}

// skip leaves out what a reader of the page does not see.
func (p *page) skip(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Canvas, atom.Datalist:
		return true
	case atom.Title:
		if p.title == "" && n.FirstChild != nil && n.Parent != nil && n.Parent.DataAtom == atom.Head {
			p.title = n.FirstChild.Data
		}
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	if has(n, "hidden") || strings.Contains(style, "display:none") {
		p.hidden++
		return true
	}
	return false
}

func (p *page) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		p.language = attr(n, "lang")
		p.children(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.block(n, Block{Kind: Heading, Level: int(n.Data[1] - '0')})
	case atom.Br:
		p.b.Break()
	case atom.Hr:
		p.b.Close()
	case atom.Sup:
		p.b.Power(rawText(n))
		p.children(n)
	case atom.Img, atom.Svg:
		p.picture(n)
	case atom.Input:
		p.input(n)
	case atom.Ul, atom.Ol, atom.Menu:
		p.list(n)
	case atom.Li:
		p.item(n)
	case atom.Pre, atom.Textarea:
		p.b.Add(Block{Kind: Preformatted, Text: rawText(n)})
	case atom.Table:
		p.table(n)
	default:
		if isBlock(n.DataAtom) {
			p.block(n, Block{})
			return
		}
		p.children(n)
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside,
		atom.Address, atom.Blockquote, atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Form, atom.Legend, atom.Figure,
		atom.Figcaption, atom.Details, atom.Summary, atom.Center, atom.Body, atom.Caption, atom.Tr, atom.Td, atom.Th,
		atom.Option, atom.Noscript:
		return true
	}
	return false
}

func (p *page) block(n *html.Node, x Block) {
	p.b.Open(x)
	p.children(n)
	p.b.Close()
}

func (p *page) picture(n *html.Node) {
	if !p.embedded(attr(n, "src")) {
		p.pictures++
	}
	if alt := strings.TrimSpace(attr(n, "alt")); alt != "" {
		p.b.Inline(" [picture: " + alt + "] ")
	}
}

// embedded takes out a picture that stands in the page itself (RFC 2397).
func (p *page) embedded(src string) bool {
	rest, ok := strings.CutPrefix(src, "data:image/")
	if !ok {
		return false
	}
	kind, data, ok := strings.Cut(rest, ";base64,")
	if !ok || len(kind) > 20 || strings.HasPrefix(kind, "svg") {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), ""))
	if err != nil || len(raw) == 0 {
		return false
	}
	x := Part{Name: "picture " + strconv.Itoa(len(p.inside.List)+1) + "." + kind, Media: "image/" + kind, Data: raw, Shown: true}
	if Adorns(raw) {
		x.Aside = SmallPicture
	}
	p.inside.Add(x)
	return true
}

// input shows what a form field says.
func (p *page) input(n *html.Node) {
	switch strings.ToLower(attr(n, "type")) {
	case "hidden", "password":
	case "checkbox", "radio":
		if has(n, "checked") {
			p.b.Inline(" [x] ")
		} else {
			p.b.Inline(" [ ] ")
		}
	default:
		p.b.Inline(" " + attr(n, "value") + " ")
	}
}

func (p *page) list(n *html.Node) {
	last := -1
	if n.DataAtom == atom.Ol {
		last = 0
		if start, err := strconv.Atoi(attr(n, "start")); err == nil {
			last = start - 1
		}
	}
	p.b.Close()
	p.lists = append(p.lists, last)
	p.children(n)
	p.lists = p.lists[:len(p.lists)-1]
	p.b.Close()
}

func (p *page) item(n *html.Node) {
	x := Block{Kind: ListItem, Level: max(1, len(p.lists))}
	if k := len(p.lists) - 1; k >= 0 && p.lists[k] >= 0 {
		p.lists[k]++
		x.Numbered, x.Text = true, strconv.Itoa(p.lists[k])+"."
	}
	p.block(n, x)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// flatHTML reads the text alone, for pages that cannot be parsed.
func flatHTML(data []byte, cut bool) *Rendition {
	b := NewBuilder()
	b.cut = cut
	z := html.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(maxCell)
	raw := false
	for {
		t := z.Next()
		if t == html.ErrorToken {
			return b.Rendition()
		}
		switch name, _ := z.TagName(); {
		case t == html.StartTagToken && (string(name) == "script" || string(name) == "style"):
			raw = true
		case t == html.TextToken && !raw:
			b.Inline(html.UnescapeString(string(z.Raw())))
		case t == html.StartTagToken && isBlock(atom.Lookup(name)), t == html.EndTagToken:
			raw = false
			b.Close()
		}
	}
}
