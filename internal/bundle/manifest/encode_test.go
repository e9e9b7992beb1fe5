package manifest

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestEncodeIsCanonical: what was written is written the same after it was read
// back, whatever bytes the strings held. verify relies on that.
func TestEncodeIsCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"tex\xff":             "\"tex\ufffd\"\n",
		"tex\ufffd":           "\"tex\ufffd\"\n",
		`a\ufffd`:             `"a\\ufffd"` + "\n",
		"\\\xff\"\xfe<\u2028": "\"\\\\\ufffd\\\"\ufffd<\\u2028\"\n",
		"plain":               "\"plain\"\n",
	} {
		first, err := Encode(in)
		if err != nil || string(first) != want {
			t.Errorf("%q is written as %s (%v), want %s", in, first, err, want)
		}
		var back string
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatal(err)
		}
		if second, err := Encode(back); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%q is written as %s, and then as %s (%v)", in, first, second, err)
		}
	}
}
