package dataset

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// file builds a DICOM file out of raw pieces.
type file struct{ b []byte }

func newFile(transferSyntax string) *file {
	return &file{Meta("1.2.840.10008.5.1.4.1.1.2", "1.2.3.4", transferSyntax, "1.2.3", "TEST")}
}

func (f *file) raw(b ...byte) *file { f.b = append(f.b, b...); return f }

func (f *file) element(tag uint32, vr string, value []byte) *file {
	s := &scanner{out: f.b}
	s.emit(tag, vrNamed(vr), uint32(len(value)), value)
	f.b = s.out
	return f
}

// declare writes an element header with a length and no value.
func (f *file) declare(tag uint32, vr string, length uint32) *file {
	s := &scanner{out: f.b}
	v := vr2(vr)
	s.emit(tag, v, length, nil)
	f.b = s.out
	return f
}

func vr2(s string) vr {
	if s == "" {
		return 0
	}
	return vrNamed(s)
}

func (f *file) identity() *file {
	return f.element(TagSOPClass, "UI", []byte("1.2.840.10008.5.1.4.1.1.2\x00")).
		element(TagSOPInstance, "UI", []byte("1.2.3.4\x00")).element(TagModality, "CS", []byte("CT"))
}

func (f *file) deflated(data []byte) *file {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, flate.BestSpeed)
	w.Write(data)
	w.Close()
	return f.raw(out.Bytes()...)
}

func nested(levels int, closed bool) []byte {
	f := newFile(ExplicitLE).identity()
	for range levels {
		f.declare(TagConceptName, "SQ", undefined).declare(TagItem, "", undefined)
	}
	if closed {
		for range levels {
			f.declare(TagItemEnd, "", 0).declare(TagSequenceEnd, "", 0)
		}
	}
	return f.b
}

// hostile is a crafted file, and how it is refused; nil where it may be read.
type hostile struct {
	data    []byte
	refused error
}

// hostileFiles are made after what kills DICOM libraries.
var hostileFiles = sync.OnceValue(func() map[string]hostile {
	zeros := make([]byte, 1<<20)
	small := newFile(ExplicitLE).identity()
	implicit := newFile(ImplicitLE)
	implicit.raw(0x28, 0, 0x10, 0, 0xF0, 0xFF, 0xFF, 0xFF)
	bigItems := newFile(ExplicitLE).identity().declare(TagPixelData, "OB", undefined)
	for range 100_000 {
		bigItems.raw(0x34, 0x12, 0x78, 0x56, 0, 0, 0, 0)
	}
	elements := bytes.Repeat((&file{}).element(TagModality, "CS", nil).b, 8<<20)
	return map[string]hostile{
		"500 levels":              {nested(500, false), ErrMalformed},
		"4000 levels":             {nested(4000, false), ErrMalformed},
		"300k levels closed":      {nested(300_000, true), ErrMalformed},
		"64 levels closed":        {nested(64, true), nil},
		"implicit levels":         {append(newFile(ImplicitLE).b, bytes.Repeat([]byte{0x40, 0, 0x43, 0xA0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255}, 100_000)...), ErrMalformed},
		"UN levels":               {append(newFile(ExplicitLE).identity().declare(0x00091001, "UN", undefined).b, bytes.Repeat([]byte{0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255, 0x09, 0, 1, 0x10, 255, 255, 255, 255}, 100_000)...), ErrMalformed},
		"OB length FFFFFFFE":      {newFile(ExplicitLE).identity().declare(0x00091001, "OB", 0xFFFFFFFE).b, nil},
		"UT length FFFFFFFE":      {newFile(ExplicitLE).identity().declare(0x00404000, "UT", 0xFFFFFFFE).b, nil},
		"pixels length FFFFFFFE":  {newFile(ExplicitLE).identity().declare(TagPixelData, "OW", 0xFFFFFFFE).b, nil},
		"sequence FFFFFFFE":       {newFile(ExplicitLE).identity().declare(TagConceptName, "SQ", 0xFFFFFFFE).b, nil},
		"implicit rows FFFFFFF0":  {implicit.b, nil},
		"bomb of bytes":           {newFile(DeflatedLE).deflated(append((&file{}).identity().declare(0x00091001, "OB", 0x7FFFFFFE).b, make([]byte, 160<<20)...)).b, nil},
		"bomb of elements":        {newFile(DeflatedLE).deflated(elements).b, ErrMalformed},
		"not deflated":            {append(newFile(DeflatedLE).b, (&file{}).identity().b...), nil},
		"290k wanted elements":    {append(newFile(ExplicitLE).b, elements[:290_000*8]...), nil},
		"zeros":                   {zeros, ErrNotDICOM},
		"DICM and zeros":          {append(append(make([]byte, 128), "DICM"...), zeros...), nil},
		"text":                    {[]byte(strings.Repeat("The quick brown fox. ", 5000)), ErrNotDICOM},
		"empty":                   {nil, ErrNotDICOM},
		"garbage items":           {bigItems.b, nil},
		"sequence of no items":    {newFile(ExplicitLE).identity().element(TagConceptName, "SQ", []byte("not an item at all, 24b.")).b, nil},
		"unknown transfer syntax": {newFile("1.2.3.4.5").identity().b, nil},
		"HTJ2K":                   {newFile("1.2.840.10008.1.2.4.201").identity().b, nil},
		"empty transfer syntax":   {newFile("").identity().b, nil},
		"Thai":                    {newFile(ExplicitLE).element(TagCharacterSet, "CS", []byte("ISO_IR 166")).identity().element(TagPatientName, "PN", []byte{0xCA, 0xC1}).b, nil},
		"charset as UN":           {newFile(ExplicitLE).element(TagCharacterSet, "UN", []byte("ISO_IR 100")).identity().b, nil},
		"rows as UN, and empty":   {small.element(TagRows, "UN", []byte{1}).element(TagColumns, "US", nil).element(TagFrames, "IS", []byte("-5")).b, nil},
		"long string in short VR": {newFile(ExplicitLE).identity().element(TagStudyDescription, "LO", bytes.Repeat([]byte("x"), 65000)).b, nil},
		"odd VRs":                 {newFile(ExplicitLE).identity().element(0x00091001, "SV", make([]byte, 8)).element(0x00091002, "OV", make([]byte, 8)).element(TagPatientID, "LO", []byte("ok")).b, nil},
	}
})

// TestHostileFiles reads each crafted file within 1 s and 200 MB, and does not
// let it end the process.
func TestHostileFiles(t *testing.T) {
	for name, f := range hostileFiles() {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			h, err := Read(bytes.NewReader(f.data), int64(len(f.data)), Options{Tables: true})
			elapsed := time.Since(start)
			runtime.ReadMemStats(&after)
			if f.refused != nil && !errors.Is(err, f.refused) {
				t.Errorf("error %v, want %v", err, f.refused)
			}
			if f.refused == nil && err != nil && !errors.Is(err, ErrTruncatedHeader) && !errors.Is(err, ErrMalformed) {
				t.Errorf("error %v", err)
			}
			if name == "odd VRs" && (err != nil || h.String(TagPatientID) != "ok") {
				t.Errorf("what follows odd VRs was not read: %v", err)
			}
			if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; allocated > 200 {
				t.Errorf("%d MB were allocated", allocated)
			}
			t.Logf("%v, %d MB allocated, error %v", elapsed.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, err)
		})
	}
}

// TestCutFiles cuts a sound file everywhere: each piece is refused, or known to be cut.
func TestCutFiles(t *testing.T) {
	f := newFile(ExplicitLE).identity().
		declare(TagConceptName, "SQ", undefined).declare(TagItem, "", undefined).
		element(TagCodeValue, "SH", []byte("121")).
		declare(TagItemEnd, "", 0).declare(TagSequenceEnd, "", 0).
		element(TagPatientID, "LO", []byte("P1")).element(TagPixelData, "OW", make([]byte, 64))
	whole := map[int]bool{len(f.b): true}
	starts := 0
	for n := range f.b {
		h, err := Read(bytes.NewReader(f.b[:n]), int64(n), Options{})
		if err == nil && !h.Truncated && !whole[n] {
			starts++ // the cut may fall between two elements
		}
	}
	if starts != 13 {
		t.Errorf("%d cuts went unnoticed; there are 8 seams in the meta header and 5 after it", starts)
	}
	if h, err := Read(bytes.NewReader(f.b), int64(len(f.b)), Options{}); err != nil || h.Truncated || h.First(TagConceptName).String(TagCodeValue) != "121" {
		t.Errorf("the whole file: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, h := range hostileFiles() {
		if len(h.data) < 10_000 {
			f.Add(h.data)
		}
	}
	f.Add((&file{}).identity().b)
	if b, err := os.ReadFile("../../../../shared/data/dicom-pydicom/charset_files/chrH32.dcm"); err == nil && len(b) < 1<<16 {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Read(bytes.NewReader(data), int64(len(data)), Options{Tables: true})
		if err != nil {
			return
		}
		for tag := range wanted {
			h.Strings(tag)
			h.Ints(tag)
			h.Floats(tag)
			h.Words(tag)
			h.Items(tag)
		}
		if h.Pixels.Present && h.Pixels.Length > 0 && h.Pixels.Offset < 0 {
			t.Error("pixels before the file")
		}
	})
}

// TestSniff holds what is taken for DICOM to what begins as DICOM does.
func TestSniff(t *testing.T) {
	bare := (&file{}).element(TagImageType, "CS", []byte("ORIGINAL\\PRIMARY")).identity()
	big := []byte{0, 8, 0, 5, 'C', 'S', 0, 10}
	big = append(big, "ISO_IR 100"...)
	big = append(big, 0, 8, 0, 0x12, 'D', 'A', 0, 8)
	big = append(big, "20150529"...)
	implicit := binary.LittleEndian.AppendUint32([]byte{8, 0, 5, 0}, 10)
	implicit = append(implicit, "ISO_IR 100"...)
	implicit = append(implicit, 8, 0, 0x16, 0, 4, 0, 0, 0)
	implicit = append(implicit, "1.2\x00"...)
	for name, c := range map[string]struct {
		head []byte
		want bool
	}{
		"preamble":    {newFile(ExplicitLE).b, true},
		"bare":        {bare.b, true},
		"big endian":  {append(big, make([]byte, 100)...), true},
		"implicit":    {append(implicit, make([]byte, 100)...), true},
		"zeros":       {make([]byte, 200), false},
		"text":        {[]byte(strings.Repeat("some text ", 20)), false},
		"PDF":         {[]byte("%PDF-1.7\n" + strings.Repeat("x", 200)), false},
		"ZIP":         {append([]byte("PK\x03\x04\x14\x00"), make([]byte, 200)...), false},
		"JPEG":        {append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), make([]byte, 200)...), false},
		"icon":        {append([]byte{0, 0, 1, 0, 1, 0, 16, 16}, make([]byte, 200)...), false},
		"short":       {[]byte("DICM"), false},
		"magic at 0":  {append([]byte("DICM"), make([]byte, 200)...), false},
		"eights":      {bytes.Repeat([]byte{8, 0}, 100), false},
		"Photoshop 8": {append([]byte("8BPS\x00\x01"), make([]byte, 200)...), false},
	} {
		if got := Sniff(c.head); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTimes(t *testing.T) {
	for s, want := range map[string]bool{"10": true, "1015": true, "101530": true, "101530.123456": true, "235960": true,
		"": false, "1": false, "24": false, "1060": false, "10153": false, "1015.5": false, "10153x": false} {
		if validTM(s) != want {
			t.Errorf("%q", s)
		}
	}
}
