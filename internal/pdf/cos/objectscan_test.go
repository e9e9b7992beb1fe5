package cos

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// scans counts in both ways, and says what each came to.
func scans(data []byte) (quick, careful string) {
	how := func(careful bool) string {
		s := &prescan{numbers: newNumberScan(), careful: careful}
		if err := s.count(data, 0, true); err != nil {
			return err.Error()
		}
		return fmt.Sprint(s.loose)
	}
	return how(false), how(true)
}

func TestLookingBackSeesWhatReadingForwardSees(t *testing.T) {
	pieces := []string{"obj", "o", "b", "j", " ", "\n", "0", "1", "12", "8388607", "8388608", "99999999999999999999", "x", "endobj", " 0 obj", "\x00", "o b\x00j", "5 abcd 0 obj", "\xff"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if quick, careful := scans([]byte(b.String())); quick != careful {
			t.Fatalf("%q: looking back says %s, reading forward %s", b.String(), quick, careful)
		}
	}
}

func TestLookingBackOverWindows(t *testing.T) {
	for shift := range 24 {
		data := append(bytes.Repeat([]byte("x"), scanWindow-shift), "17 0 obj endobj 18 0 obj"...)
		for _, careful := range []bool{false, true} {
			if s, err := lookOnce(bytes.NewReader(data), careful); err != nil || s.loose != 2 {
				t.Errorf("%d before the window's end, careful %t: %v", shift, careful, err)
			}
		}
	}
}

// What hides behind white space or digits without end is found all the same.
func TestFarBack(t *testing.T) {
	far := scanReach + scanWindow
	for name, data := range map[string]string{
		"a number too large": "x 2147483647 0" + strings.Repeat(" ", far) + "obj",
		"zeros":              "x 2147483647" + strings.Repeat("\x00", far) + "0 obj",
		"digits":             "x 2147483647 " + strings.Repeat("0", far) + " obj",
		"in the number":      "x 2147483647" + strings.Repeat("0", far) + " 0 obj",
	} {
		if _, err := look(strings.NewReader(data)); !errors.Is(err, errNumber) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := look(strings.NewReader("x 17 " + strings.Repeat(" ", far) + "0 obj 18 0 obj")); err != nil || s.loose != 2 {
		t.Errorf("%v, %+v", err, s)
	}
}

func FuzzObjectScan(f *testing.F) {
	f.Add([]byte("1 0 obj<</Type/Catalog>>endobj 2 0 obj"))
	f.Add([]byte("2147483647 0 o\x00b j"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if quick, careful := scans(b); quick != careful {
			t.Errorf("looking back says %s, reading forward %s", quick, careful)
		}
	})
}
