package pdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"time"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

var errClosed = errors.New("the packet is closed")

// Close writes the outline, the page labels, the metadata and the rest of the
// file. It fails when the pages written are not as many as were announced, or
// when a bookmark points at no page.
func (a *Assembler) Close(outline []Bookmark) error {
	if a.err != nil {
		return a.err
	}
	a.err = a.finish(outline)
	if a.err == nil {
		a.err = errClosed
		return nil
	}
	return a.err
}

func (a *Assembler) finish(outline []Bookmark) error {
	if a.done != a.total {
		return fmt.Errorf("%d pages were written where %d were announced", a.done, a.total)
	}
	a.writePageTree()
	a.writeLinks()
	root, err := a.writeOutline(outline)
	if err != nil {
		return err
	}
	a.w.Stream(a.metadata, []byte("/Type/Metadata/Subtype/XML"), a.info.xmp())
	b := cos.SpellRef([]byte("<</Type/Catalog/Version/1.7/Pages "), a.pageRoot)
	b = append(b, "/PageLabels<</Nums[0<</S/D>>]>>/ViewerPreferences<</DisplayDocTitle true>>"...)
	if root != 0 {
		b = cos.SpellRef(append(b, "/PageMode/UseOutlines/Outlines "...), root)
	}
	b = cos.SpellRef(append(b, "/OpenAction["...), a.pageNumbers[0])
	b = cos.SpellNumber(append(b, "/FitH "...), a.sizes[0].Height)
	b = cos.SpellRef(append(b, "]/Metadata "...), a.metadata)
	if a.info.Language != "" {
		b = cos.SpellText(append(b, "/Lang "...), a.info.Language)
	}
	a.w.Object(a.catalog, append(a.groups.spell(b), ">>"...))
	info := a.w.Reserve()
	a.w.Object(info, a.info.dictionary())
	trailer := cos.SpellRef([]byte("/Root "), a.catalog)
	return a.w.Finish(cos.SpellRef(append(trailer, "/Info "...), info))
}

func (a *Assembler) writePageTree() {
	for i, node := range a.pageNodes {
		kids := a.pageNumbers[i*nodeWidth : min((i+1)*nodeWidth, a.total)]
		b := cos.SpellRef([]byte("<</Type/Pages/Parent "), a.pageRoot)
		b = spellRefs(fmt.Appendf(b, "/Count %d/Kids", len(kids)), kids)
		a.w.Object(node, append(b, ">>"...))
	}
	b := fmt.Appendf(nil, "<</Type/Pages/Count %d/Kids", a.total)
	a.w.Object(a.pageRoot, append(spellRefs(b, a.pageNodes), ">>"...))
}

// writeOutline writes the bookmarks (ISO 32000-1, 12.3.3); 0 where there are none.
func (a *Assembler) writeOutline(outline []Bookmark) (root int, err error) {
	if len(outline) == 0 {
		return 0, nil
	}
	root = a.w.Reserve()
	first, last, shown, err := a.writeBookmarks(outline, root)
	if err != nil {
		return 0, err
	}
	b := cos.SpellRef([]byte("<</Type/Outlines/First "), first)
	b = cos.SpellRef(append(b, "/Last "...), last)
	a.w.Object(root, fmt.Appendf(b, "/Count %d>>", shown))
	return root, nil
}

// writeBookmarks writes one level and all below it. shown is how many lines
// are seen when the level is open.
func (a *Assembler) writeBookmarks(level []Bookmark, parent int) (first, last, shown int, err error) {
	numbers := make([]int, len(level))
	for i := range level {
		numbers[i] = a.w.Reserve()
	}
	for i, mark := range level {
		if mark.Page < 1 || mark.Page > a.total {
			return 0, 0, 0, fmt.Errorf("bookmark %q points at page %d of %d", mark.Title, mark.Page, a.total)
		}
		b := cos.SpellText([]byte("<</Title "), mark.Title)
		b = cos.SpellRef(append(b, "/Parent "...), parent)
		if i > 0 {
			b = cos.SpellRef(append(b, "/Prev "...), numbers[i-1])
		}
		if i+1 < len(level) {
			b = cos.SpellRef(append(b, "/Next "...), numbers[i+1])
		}
		if len(mark.Children) > 0 {
			f, l, below, err := a.writeBookmarks(mark.Children, numbers[i])
			if err != nil {
				return 0, 0, 0, err
			}
			b = cos.SpellRef(append(b, "/First "...), f)
			b = cos.SpellRef(append(b, "/Last "...), l)
			if mark.Open {
				shown += below
			} else {
				below = -below
			}
			b = fmt.Appendf(b, "/Count %d", below)
		}
		b = a.spellDestination(append(b, "/Dest"...), mark.Page)
		a.w.Object(numbers[i], append(b, ">>"...))
		shown++
	}
	return numbers[0], numbers[len(numbers)-1], shown, nil
}

// dictionary is the document information dictionary (14.3.3).
func (i Info) dictionary() []byte {
	b := []byte("<<")
	for _, e := range []struct{ key, text string }{
		{"Title", i.Title}, {"Author", i.Author}, {"Subject", i.Subject}, {"Producer", i.Producer},
	} {
		if e.text != "" {
			b = cos.SpellText(append(b, "/"+e.key+" "...), e.text)
		}
	}
	if !i.Created.IsZero() {
		date := []byte(i.Created.UTC().Format("D:20060102150405Z"))
		b = cos.SpellBytes(append(b, "/CreationDate "...), date)
		b = cos.SpellBytes(append(b, "/ModDate "...), date)
	}
	return append(b, ">>"...)
}

// xmp is the same as an XMP packet (ISO 16684-1).
func (i Info) xmp() []byte {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	element := func(before, text, after string) {
		if text != "" {
			b.WriteString(before)
			_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
			b.WriteString(after + "\n")
		}
	}
	element(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, i.Title, `</rdf:li></rdf:Alt></dc:title>`)
	element(`<dc:creator><rdf:Seq><rdf:li>`, i.Author, `</rdf:li></rdf:Seq></dc:creator>`)
	element(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`, i.Subject, `</rdf:li></rdf:Alt></dc:description>`)
	element(`<dc:language><rdf:Bag><rdf:li>`, i.Language, `</rdf:li></rdf:Bag></dc:language>`)
	element(`<pdf:Producer>`, i.Producer, `</pdf:Producer>`)
	if !i.Created.IsZero() {
		element(`<xmp:CreateDate>`, i.Created.UTC().Format(time.RFC3339), `</xmp:CreateDate>`)
		element(`<xmp:ModifyDate>`, i.Created.UTC().Format(time.RFC3339), `</xmp:ModifyDate>`)
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}
