package deidentify

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"
)

// TestTableIsTheStandards holds the table against the one that it was made from.
func TestTableIsTheStandards(t *testing.T) {
	b, err := os.ReadFile("../../../../shared/facts/ps3.15-e1-1.json")
	if err != nil {
		t.Skip("the shared facts are not here")
	}
	var rows []map[string]string
	if err := json.Unmarshal(b, &rows); err != nil {
		t.Fatal(err)
	}
	options := map[string]byte{
		"rtnLongFullDatesOpt": 'f', "rtnLongModifDatesOpt": 'm', "rtnPatCharsOpt": 'p', "rtnDevIdOpt": 'd', "rtnInstIdOpt": 'i', "rtnUIDsOpt": 'u',
	}
	n := 0
	for _, r := range rows {
		tag, err := strconv.ParseUint(r["id"], 16, 32)
		if err != nil || tag>>16 == 0 {
			continue // rules of their own
		}
		n++
		got, ok := e11()[uint32(tag)]
		if !ok || got.basic != r["basicProfile"] {
			t.Errorf("%s %s: %q, the standard says %q", r["id"], r["name"], got.basic, r["basicProfile"])
		}
		for name, letter := range options {
			want := byte(0)
			if r[name] != "" {
				want = r[name][0]
			}
			if got.options[letter] != want {
				t.Errorf("%s %s: %s is %q, the standard says %q", r["id"], r["name"], name, got.options[letter], want)
			}
		}
	}
	if n != len(e11()) {
		t.Errorf("the table has %d rows, the standard's %d", len(e11()), n)
	}
}

// TestTable reads the embedded table whole: every action and option is one that
// there is, so that no row is passed over in silence.
func TestTable(t *testing.T) {
	actions := map[string]bool{"X": true, "Z": true, "D": true, "U": true, "X/Z": true, "X/D": true, "X/Z/D": true, "Z/D": true, "X/Z/U*": true}
	for tag, r := range e11() {
		if !actions[r.basic] {
			t.Errorf("%08X: %q", tag, r.basic)
		}
		for letter, value := range r.options {
			if value != 'K' && value != 'C' || dictionaryVR(tag) == "" {
				t.Errorf("%08X: %c%c", tag, letter, value)
			}
		}
	}
	if len(e11()) != 615 {
		t.Errorf("%d rows", len(e11()))
	}
}
