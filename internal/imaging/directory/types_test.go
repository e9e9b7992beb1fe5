package directory

import (
	"bufio"
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

func TestTypeOf(t *testing.T) {
	for _, c := range []struct {
		class  string
		pixels bool
		want   string
	}{
		{Storage + "2", true, "IMAGE"}, {Storage + "77.1.6", true, "IMAGE"}, {Storage + "81.1", true, "IMAGE"}, {Storage + "66.4", true, "IMAGE"},
		{Storage + "104.1", false, "ENCAP DOC"}, {Storage + "104.2", false, "ENCAP DOC"}, {Storage + "481.3", false, "RT STRUCTURE SET"},
		{Storage + "88.59", false, "KEY OBJECT DOC"}, {Storage + "88.67", false, "SR DOCUMENT"}, {Storage + "66.5", false, "SURFACE"},
		{"1.2.3.4", false, "PRIVATE"}, {"1.2.3.4", true, "IMAGE"}, {"", true, "IMAGE"}, {"", false, "PRIVATE"},
	} {
		if got := TypeOf(c.class, c.pixels); got != c.want {
			t.Errorf("%s: %s, want %s", c.class, got, c.want)
		}
	}
}

// TestEveryTypeHasItsKeys: a record of a type without keys would be empty.
func TestEveryTypeHasItsKeys(t *testing.T) {
	for class, typ := range recordTypes {
		if len(Keys[typ]) == 0 {
			t.Errorf("%s: the type %s has no keys", class, typ)
		}
	}
}

// TestTypesAgreeWithPydicom holds the types against pydicom's table of them.
func TestTypesAgreeWithPydicom(t *testing.T) {
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import pydicom.fileset").Run() != nil {
		t.Skip("pydicom is not installed")
	}
	out, err := exec.Command(python, "-c", `
from pydicom import fileset
for uid, kind in fileset._FOUR_LEVEL_SOP_CLASSES.items():
    print(uid, kind, sep="\t")`).Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); seen++ {
		class, want, _ := strings.Cut(lines.Text(), "\t")
		if got := TypeOf(class, false); got != want {
			t.Errorf("%s: %s, pydicom says %s", class, got, want)
		}
	}
	if seen < 40 {
		t.Errorf("only %d classes", seen)
	}
}
