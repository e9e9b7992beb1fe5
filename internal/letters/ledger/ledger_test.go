package ledger

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func twoLetters() Ledger {
	return Ledger{Schema: Schema, Date: clinical.Date{Year: 2026, Month: 11, Day: 30}, Country: "US", Letters: []Letter{
		{Name: "LETTER01", To: "Hillside Hospital", Items: []string{"operative_report"}, Law: "us", Due: clinical.Date{Year: 2026, Month: 12, Day: 30}, Files: []string{"LETTER01.TXT", "LETTER01.PDF"}},
		{Name: "LETTER02", Items: []string{"imaging_study"}, Files: []string{"LETTER02.TXT"}},
	}}
}

func TestLedgerRoundTrip(t *testing.T) {
	dir := t.TempDir()
	if IsFolder(dir) {
		t.Error("an empty folder is no folder of letters")
	}
	want := twoLetters()
	if err := want.Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := Read(dir)
	if err != nil || !reflect.DeepEqual(*got, want) || !IsFolder(dir) {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, to := range map[string]string{"LETTER01": "Hillside Hospital", "letter01": "Hillside Hospital", "a/b/Letter01.pdf": "Hillside Hospital", "LETTER01.TXT": "Hillside Hospital"} {
		if l, ok := got.Find(name); !ok || l.To != to {
			t.Errorf("%s: %+v", name, l)
		}
	}
	if _, ok := got.Find("LETTER03"); ok {
		t.Error("a letter that is not there was found")
	}
	if name, err := Foreign(dir); name != "" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "signed.pdf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if name, err := Foreign(dir); name != "signed.pdf" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
}

func TestLedgersThatAreRefused(t *testing.T) {
	for _, in := range []string{
		"", "{}", "[]", `{"schema": "medbundle.letters/2"}`, `{"schema": "medbundle.letters/1", "more": 1}`,
		`{"schema": "medbundle.letters/1", "letters": [{"name": "../LETTER01"}]}`,
		`{"schema": "medbundle.letters/1", "letters": [{"name": "LETTER01", "files": ["../../x"]}]}`,
		`{"schema": "medbundle.letters/1", "date": "yesterday"}`, strings.Repeat(" ", maxSize+1),
	} {
		if l, err := Parse([]byte(in)); err == nil {
			t.Errorf("%.60q: %+v", in, l)
		}
	}
}

// FuzzParse holds that a ledger names nothing but letters, whoever wrote it.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"schema": "medbundle.letters/1", "date": "2026-11-30", "letters": [{"name": "LETTER01", "to": "H", "items": ["a"], "files": ["LETTER01.TXT"]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := Parse(b)
		if err != nil {
			return
		}
		for _, x := range l.Letters {
			for _, name := range append([]string{x.Name}, x.Files...) {
				if name != filepath.Base(name) || !strings.HasPrefix(name, "LETTER") {
					t.Fatalf("%q", name)
				}
			}
		}
	})
}
