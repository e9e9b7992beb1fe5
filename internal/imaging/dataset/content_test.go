package dataset

import (
	"bytes"
	"strings"
	"testing"
)

// content is a report with n items, which say "item".
func content(n int) *file {
	f := newFile(ExplicitLE).element(TagCharacterSet, "CS", []byte("ISO_IR 100")).identity().declare(TagContent, "SQ", undefined)
	for range n {
		f.declare(TagItem, "", undefined).element(TagValueType, "CS", []byte("TEXT")).element(TagTextValue, "UT", []byte("item")).declare(TagItemEnd, "", 0)
	}
	return f.declare(TagSequenceEnd, "", 0)
}

func readContent(t *testing.T, b []byte, o Options) *Header {
	t.Helper()
	h, err := Read(bytes.NewReader(b), int64(len(b)), o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestContentOnDemand: the content of a report is kept where it is asked for only.
func TestContentOnDemand(t *testing.T) {
	b := content(3).b
	if h := readContent(t, b, Options{}); len(h.Items(TagContent)) != 0 || h.String(TagModality) != "CT" {
		t.Errorf("%d items were kept", len(h.Items(TagContent)))
	}
	h := readContent(t, b, Options{Content: true})
	if items := h.Items(TagContent); len(items) != 3 || items[2].String(TagTextValue) != "item" || h.ContentCut {
		t.Errorf("%d items, cut %v", len(items), h.ContentCut)
	}
}

func TestContentBounds(t *testing.T) {
	h := readContent(t, content(maxItems+5).b, Options{Content: true})
	if n := len(h.Items(TagContent)); n != maxItems || !h.ContentCut {
		t.Errorf("%d items, cut %v", n, h.ContentCut)
	}
	long := func(n int) []byte {
		return newFile(ExplicitLE).identity().element(TagTextValue, "UT", []byte(strings.Repeat("x", n))).b
	}
	if h := readContent(t, long(maxValue), Options{Content: true}); len(h.String(TagTextValue)) != maxValue || h.ContentCut {
		t.Errorf("a text of %d bytes was cut", maxValue)
	}
	if h := readContent(t, long(maxValue+2), Options{Content: true}); h.String(TagTextValue) != "" || !h.ContentCut {
		t.Error("a longer text was kept, or nobody is told that it was not")
	}
}

// TestCharsetOfAnItem: an item may have a character set of its own (PS3.5 6.1.2.3).
func TestCharsetOfAnItem(t *testing.T) {
	f := newFile(ExplicitLE).element(TagCharacterSet, "CS", []byte("ISO_IR 192")).identity().declare(TagContent, "SQ", undefined)
	for _, set := range []string{"ISO 2022 IR 13\\ISO 2022 IR 87 ", ""} {
		f.declare(TagItem, "", undefined)
		if set != "" {
			f.element(TagCharacterSet, "CS", []byte(set)).element(TagPersonNameValue, "PN", []byte("\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J"))
			f.declare(TagContent, "SQ", undefined).declare(TagItem, "", undefined).element(TagPersonNameValue, "PN", []byte("\xd4\xcf\xc0\xde")).
				declare(TagItemEnd, "", 0).declare(TagSequenceEnd, "", 0)
		} else {
			f.element(TagPersonNameValue, "PN", []byte("山田 "))
		}
		f.declare(TagItemEnd, "", 0)
	}
	items := readContent(t, f.declare(TagSequenceEnd, "", 0).b, Options{Content: true}).Items(TagContent)
	if got := items[0].String(TagPersonNameValue); got != "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎" {
		t.Errorf("%q", got)
	}
	if got := items[0].First(TagContent).String(TagPersonNameValue); got != "ﾔﾏﾀﾞ" {
		t.Errorf("an item inside has not the set of the one around it: %q", got)
	}
	if got := items[1].String(TagPersonNameValue); got != "山田" {
		t.Errorf("%q", got)
	}
}
