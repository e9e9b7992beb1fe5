package cos

import (
	"bytes"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func TestMended(t *testing.T) {
	text := bytes.Repeat([]byte("0 0 9 9 re f\n"), 500)
	whole := Deflate(text)
	d := &Document{}
	deflated := func(raw []byte) Stream {
		return Stream{Dict: Dict{"Filter": Array{Name("FlateDecode")}}, Raw: raw, FilterPipeline: []types.PDFFilter{{Name: "FlateDecode"}}}
	}
	if got := d.Mended(deflated(whole)); !bytes.Equal(got, whole) {
		t.Error("whole data is not returned as it is")
	}
	cut := d.Mended(deflated(whole[:len(whole)-6]))
	got, err := Decode(deflated(cut), 1<<20)
	if err != nil || len(got) == 0 || !bytes.HasPrefix(text, got) {
		t.Errorf("cut data unpacks to %d bytes: %v", len(got), err)
	}
	if got, err := Decode(deflated(d.Mended(deflated([]byte("junk")))), 10); err != nil || len(got) != 0 {
		t.Errorf("junk unpacks to %q: %v", got, err)
	}
	other := Stream{Dict: Dict{"Filter": Name("DCTDecode")}, Raw: []byte("junk")}
	if string(d.Mended(other)) != "junk" {
		t.Error("data of another kind is touched")
	}
}

func TestSpell(t *testing.T) {
	for want, o := range map[string]Object{
		"<</A [1 -2.5 true null]/B <</C /D#20#23#28>>>>": Dict{"B": Dict{"C": Name("D #(")}, "A": Array{Integer(1), Real(-2.5), Boolean(true), nil}},
		"(a\\(b\\\\)":           Literal("a\\(b\\\\"),
		"<00ff>":                Hex("00FF"),
		"<410a>":                Literal("A\n"),
		"0.000001":              Real(0.000001),
		"[7 0 R null]":          Array{Ref{ObjectNumber: 3}, Ref{ObjectNumber: 9}},
		"100000000000000000000": Real(1e20),
	} {
		got := string(Spell(nil, o, func(r Ref) int { return map[Integer]int{3: 7}[r.ObjectNumber] }))
		if got != want {
			t.Errorf("%v is spelt %s, want %s", o, got, want)
		}
	}
}
