package pdfium

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadFrame(t *testing.T) {
	limits := frameLimits{json: 10, blob: 20}
	for name, c := range map[string]struct {
		in   string
		kind frameKind
		out  string
		err  string
	}{
		"json":           {"J\x00\x00\x00\x02{}", frameJSON, "{}", ""},
		"blob":           {"B\x00\x00\x00\x03abc", frameBlob, "abc", ""},
		"empty":          {"J\x00\x00\x00\x00", frameJSON, "", ""},
		"at the limit":   {"J\x00\x00\x00\x0a0123456789", frameJSON, "0123456789", ""},
		"over the limit": {"J\x00\x00\x00\x0b0123456789a", 0, "", "over the limit of 10"},
		"huge":           {"B\xff\xff\xff\xff", 0, "", "over the limit of 20"},
		"unknown":        {"X\x00\x00\x00\x00", 0, "", "unknown kind"},
		"cut":            {"J\x00\x00\x00\x05ab", 0, "", "cut after 2 of 5"},
		"cut at once":    {"J\x00\x00\x00\x05", 0, "", "cut after 0 of 5"},
		"half a head":    {"J\x00", 0, "", io.ErrUnexpectedEOF.Error()},
		"nothing":        {"", 0, "", io.EOF.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readFrame(strings.NewReader(c.in), limits)
			if c.err == "" && (err != nil || got.kind != c.kind || string(got.payload) != c.out) {
				t.Errorf("got %q, %v", got, err)
			}
			if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("error %v, want %q", err, c.err)
			}
		})
	}
}

func TestOnlyTheEndBetweenFramesIsEOF(t *testing.T) {
	limits := frameLimits{json: 10}
	if _, err := readFrame(strings.NewReader(""), limits); !errors.Is(err, io.EOF) {
		t.Errorf("before a frame: %v", err)
	}
	for _, in := range []string{"J", "J\x00\x00\x00\x05", "J\x00\x00\x00\x05ab"} {
		if _, err := readFrame(strings.NewReader(in), limits); errors.Is(err, io.EOF) {
			t.Errorf("%q: a broken frame passes for the end", in)
		}
	}
}

// A side without blobs in its limits takes none.
func TestRequestsCarryNoBlobs(t *testing.T) {
	var v request
	if err := receive(strings.NewReader("B\x00\x00\x00\x00"), &v); err == nil {
		t.Error("a blob was taken for a request")
	}
}

func TestEncodeRefusesWhatTheOtherSideWould(t *testing.T) {
	if _, err := encode(request{Name: strings.Repeat("x", 100)}, 100); err == nil {
		t.Error("over the limit and not refused")
	}
}

func FuzzReadFrame(f *testing.F) {
	f.Add([]byte("J\x00\x00\x00\x02{}"))
	f.Add([]byte("B\x00\x00\x00\x03abcJ\x00\x00\x00\x00"))
	f.Add([]byte("J\xff\xff\xff\xff"))
	limits := frameLimits{json: 64, blob: 128}
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bytes.NewReader(in)
		for {
			before := r.Len()
			got, err := readFrame(r, limits)
			if err != nil {
				return
			}
			if limit, ok := limits.of(got.kind); !ok || uint32(len(got.payload)) > limit {
				t.Fatalf("frame %q over its limit", got.payload)
			}
			var again bytes.Buffer
			if err := writeFrame(&again, got); err != nil {
				t.Fatal(err)
			}
			at := len(in) - before
			if !bytes.Equal(again.Bytes(), in[at:len(in)-r.Len()]) {
				t.Fatal("written again, the frame is another")
			}
			if n := binary.BigEndian.Uint32(again.Bytes()[1:]); int(n) != len(got.payload) {
				t.Fatalf("length %d for %d bytes", n, len(got.payload))
			}
		}
	})
}
