package office

import (
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// destinations whose text is no part of the page. Every starred one that is not
// in rtfStarred is skipped too, as the format asks of readers.
var rtfSkipped = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "themedata": true,
	"colorschememapping": true, "datastore": true, "listtable": true, "listoverridetable": true, "revtbl": true,
	"rsidtbl": true, "generator": true, "xmlnstbl": true, "latentstyles": true, "filetbl": true, "bkmkstart": true,
	"bkmkend": true, "annotation": true, "atnid": true, "atnauthor": true, "nonshppict": true, "fontemb": true,
	"pgdsctbl": true, "mmathPr": true, "xe": true, "tc": true, "sn": true, "sv": true, "ud": true, "comment": true,
	"author": true, "operator": true, "company": true, "keywords": true, "subject": true, "doccomm": true,
}

var rtfStarred = map[string]bool{"fldinst": true, "pntext": true, "shppict": true, "shpinst": true, "shptxt": true}

var rtfText = map[string]string{
	"tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// word acts on one control word.
func (d *rtf) word(name string, arg int, given, starred bool) {
	d.flush()
	if s, ok := rtfText[name]; ok {
		d.text(s)
		return
	}
	if name == "bin" {
		n := min(max(arg, 0), len(d.in)-d.pos)
		if d.group.dest == "pict" {
			d.picture.data = append(d.picture.data, d.in[d.pos:d.pos+n]...)
		}
		d.pos += n
		return
	}
	if d.destination(name, starred) || d.group.dest == "skip" {
		return
	}
	if d.group.dest == "pict" {
		d.picture.word(name)
		return
	}
	switch name {
	case "par", "sect", "line", "page", "cell", "nestcell", "row", "nestrow", "pard", "intbl", "outlinelevel", "ilvl", "trowd":
		if d.group.dest != "fonttbl" && d.group.dest != "title" {
			d.layout(name, arg)
		}
	case "u":
		d.unicode(arg)
	case "uc":
		d.group.skipChars = min(max(arg, 0), 16)
	case "v", "deleted":
		d.tracked = d.tracked || name == "deleted" && (!given || arg != 0)
		d.group.hidden = !given || arg != 0
	case "super", "nosupersub", "sub":
		d.flush()
		d.group.raised = name == "super" && (!given || arg != 0)
	case "plain":
		d.group.hidden, d.group.raised = false, false
	default:
		d.encoding(name, arg)
	}
}

// destination turns the group into a destination if name opens one.
func (d *rtf) destination(name string, starred bool) bool {
	if d.group.dest == "skip" && name != "title" {
		return false
	}
	switch name {
	case "fonttbl", "title":
		d.group.dest = name
	case "fldinst":
		d.group.dest = "instr"
	case "fldrslt":
		if isPageNumber(d.group.instr) || len(d.stack) > 0 && isPageNumber(d.stack[len(d.stack)-1].instr) {
			d.group.dest = "skip"
		}
	case "listtext", "pntext":
		d.group.dest = "label"
	case "footer", "footerl", "footerr", "footerf":
		d.paragraph()
		d.group.dest, d.b = "foot", d.foot
	case "header", "headerl", "headerr", "headerf":
		d.group.dest = "head"
	case "pict":
		d.group.dest, d.picture = "pict", picture{}
	case "object":
		d.objects++
		d.group.dest = "skip"
	default:
		if !rtfSkipped[name] && (!starred || rtfStarred[name]) {
			return false
		}
		d.group.dest = "skip"
	}
	return true
}

// layout acts on the words that make paragraphs and tables.
func (d *rtf) layout(name string, arg int) {
	switch name {
	case "par", "sect":
		d.paragraph()
	case "line":
		d.target().Break()
	case "page":
		d.paragraph()
		d.endTable()
		d.b.Add(rendition.Block{Kind: rendition.PageBreak})
	case "pard":
		d.inTab = false
		d.para = rendition.Block{}
	case "intbl", "trowd":
		d.inTab = true
	case "outlinelevel":
		if arg >= 0 && arg < 9 {
			d.para.Kind, d.para.Level = rendition.Heading, min(arg+1, 6)
		}
	case "ilvl":
		d.para.Level = min(max(arg, 0), 8) + 1
	case "cell", "nestcell":
		d.endCell()
	case "row", "nestrow":
		d.row, d.inTab = false, false
		d.cell = nil
	}
}

// target is the builder that takes text now, with a block open in it.
func (d *rtf) target() *rendition.Builder {
	if d.inTab && d.group.dest != "foot" {
		if d.cell == nil {
			d.cell = d.b.Cell()
		}
		return d.cell
	}
	if !d.begun {
		d.endTable()
		d.b.Open(d.para)
		d.begun = true
	}
	return d.b
}

func (d *rtf) paragraph() {
	if d.inTab && d.cell != nil && d.group.dest != "foot" {
		d.cell.Close()
		return
	}
	d.b.Close()
	d.begun = false
	d.para.Text, d.para.Numbered = "", false
	if d.para.Kind == rendition.ListItem {
		d.para.Kind = rendition.Paragraph
	}
}

func (d *rtf) endCell() {
	if d.begun { // text that came before \intbl
		d.paragraph()
	}
	if d.grid == nil {
		d.grid = &rendition.Grid{}
	}
	if !d.row {
		d.grid.Row()
		d.row = true
	}
	text := ""
	if d.cell != nil {
		text = d.b.CellText(d.cell)
	}
	d.grid.Cell(text, 1, 1)
	d.cell, d.inTab = nil, true
}

func (d *rtf) endTable() {
	if d.cell != nil { // a cell that was never closed
		d.endCell()
	}
	if d.grid == nil {
		return
	}
	d.b.Table(d.grid, false)
	d.grid, d.row = nil, false
}

func (d *rtf) unicode(arg int) {
	r := rune(arg)
	if r < 0 {
		r += 65536
	}
	d.ignore = 0
	if r >= 0xf020 && r <= 0xf0ff { // a symbol font
		r = '•'
	}
	d.text(string(r))
	d.ignore = d.group.skipChars
}

// encoding acts on the words that choose a code page.
func (d *rtf) encoding(name string, arg int) {
	switch name {
	case "ansicpg", "mac", "pc", "pca":
		d.codepage = codepageOf(name, arg)
		d.group.codepage = d.codepage
	case "f":
		if d.group.dest == "fonttbl" {
			d.font = arg
		} else if cp := d.fonts[arg]; cp != "" {
			d.group.codepage = cp
		} else if d.codepage != "" {
			d.group.codepage = d.codepage
		}
	case "fcharset":
		if cp := charsets[arg]; cp != "" && d.group.dest == "fonttbl" && len(d.fonts) < 10_000 {
			d.fonts[d.font] = cp
		}
	}
}

var charsets = map[int]string{
	77: "macintosh", 128: "shift_jis", 129: "euc-kr", 134: "gbk", 136: "big5", 161: "windows-1253", 162: "windows-1254",
	163: "windows-1258", 177: "windows-1255", 178: "windows-1256", 186: "windows-1257", 204: "windows-1251",
	222: "windows-874", 238: "windows-1250",
}

// pages are the Windows code pages by their number, as charset labels.
var pages = map[int]string{
	437: "ibm437", 850: "ibm850", 852: "ibm852", 866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk",
	949: "euc-kr", 950: "big5", 1200: "utf-16le", 1250: "windows-1250", 1251: "windows-1251", 1252: "windows-1252", 1253: "windows-1253",
	1254: "windows-1254", 1255: "windows-1255", 1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258",
	10000: "macintosh", 10007: "x-mac-cyrillic", 20866: "koi8-r", 28591: "iso-8859-1", 28592: "iso-8859-2", 28595: "iso-8859-5",
	28605: "iso-8859-15", 50220: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030", 65001: "utf-8",
}

// Codepage is the charset label of a Windows code page; "" where it is not known.
func Codepage(n int) string { return pages[n] }

func codepageOf(name string, arg int) string {
	switch {
	case name == "mac":
		return "macintosh"
	case name == "pc":
		arg = 437
	case name == "pca":
		arg = 850
	}
	if cp := pages[arg]; cp != "" {
		return cp
	}
	return "windows-1252"
}

// dosPages are the code pages that web browsers do not know.
var dosPages = map[string]*charmap.Charmap{
	"ibm437": charmap.CodePage437, "ibm850": charmap.CodePage850, "ibm852": charmap.CodePage852,
}

func decodeCodepage(b []byte, label string) string {
	enc, _ := charset.Lookup(label)
	if m := dosPages[label]; m != nil {
		enc = m
	}
	if enc != nil {
		if out, err := enc.NewDecoder().Bytes(b); err == nil {
			return string(out)
		}
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}
