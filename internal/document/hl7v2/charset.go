package hl7v2

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// charsets are the values of HL7 table 0211 in the names of the web.
var charsets = map[string]string{
	"8859/1": "iso-8859-1", "8859/2": "iso-8859-2", "8859/3": "iso-8859-3", "8859/4": "iso-8859-4", "8859/5": "iso-8859-5", "8859/6": "iso-8859-6",
	"8859/7": "iso-8859-7", "8859/8": "iso-8859-8", "8859/9": "windows-1254", "8859/15": "iso-8859-15", "ISO IR87": "iso-2022-jp", "ISO IR159": "iso-2022-jp",
	"ISO IR14": "shift_jis", "GB 18030-2000": "gb18030", "KS X 1001": "euc-kr", "BIG-5": "big5", "CNS 11643-1992": "big5",
	"UNICODE UTF-8": "utf-8", "UTF-8": "utf-8", "UTF8": "utf-8",
}

// decode turns a file into UTF-8, by MSH-18 of its first message where the bytes
// are not UTF-8 already. What it does not name is told from the bytes.
func decode(data []byte) string {
	head := data[:min(len(data), 4096)]
	label := ""
	if i := bytes.Index(head, []byte("MSH")); i >= 0 && i+4 < len(head) {
		line, _, _ := bytes.Cut(head[i:], []byte("\r"))
		line, _, _ = bytes.Cut(line, []byte("\n"))
		if f := fieldsOf(string(line)); len(f) > 17 {
			first, _, _ := strings.Cut(f[17], "~")
			label = charsets[strings.ToUpper(strings.TrimSpace(first))]
		}
	}
	return text(data, label)
}

func fieldsOf(line string) []string {
	if len(line) < 4 {
		return nil
	}
	return strings.Split(line, line[3:4])
}

func text(data []byte, label string) string {
	if label != "" && label != "utf-8" {
		if enc, _ := charset.Lookup(label); enc != nil {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				return string(out)
			}
		}
	}
	return rendition.Decode(data)
}
