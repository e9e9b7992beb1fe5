package casenotes

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

var (
	aDay     = clinical.Date{Year: 2026, Month: 11, Day: 30}
	twoSent  = []clinical.Request{{To: "St. \"Mary\": Hospital", Sent: aDay, Items: []string{"operative_report", "breast.mri"}, Due: clinical.Date{Year: 2026, Month: 12, Day: 30}}, {To: "Ä", Sent: aDay, Items: []string{"imaging_study"}}}
	sentLine = `{to: "St. \"Mary\": Hospital", sent: 2026-11-30, items: [operative_report, breast.mri], due: 2026-12-30}`
	nextLine = `{to: "Ä", sent: 2026-11-30, items: [imaging_study]}`
)

func TestRequestsKeepWhatAPersonWrote(t *testing.T) {
	for name, c := range map[string]struct{ old, want string }{
		"nothing":        {"", "requests:\n  - " + sentLine + "\n  - " + nextLine + "\n"},
		"no requests":    {"# mine\nrecipient: X  # him", "# mine\nrecipient: X  # him\nrequests:\n  - " + sentLine + "\n  - " + nextLine + "\n"},
		"empty":          {"requests:   # none yet\nrecipient: X\n", "requests:   # none yet\n  - " + sentLine + "\n  - " + nextLine + "\nrecipient: X\n"},
		"empty brackets": {"requests: [] # none\n", "requests: [" + sentLine + ", " + nextLine + "] # none\n"},
		"brackets":       {"requests: [{to: A, sent: 2026-01-02, items: [x]}]\r\n", "requests: [" + sentLine + ", " + nextLine + ", {to: A, sent: 2026-01-02, items: [x]}]\r\n"},
		"a list":         {"requests:\n# the first\n- to: A # by post\n  sent: 2026-01-02\n  items:\n    - x\nrecipient: X\n", "requests:\n- " + sentLine + "\n- " + nextLine + "\n# the first\n- to: A # by post\n  sent: 2026-01-02\n  items:\n    - x\nrecipient: X\n"},
	} {
		path := filepath.Join(t.TempDir(), collect.CaseFileName)
		if c.old != "" {
			if err := os.WriteFile(path, []byte(c.old), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		n, err := AddRequests(path, twoSent)
		got, _ := os.ReadFile(path)
		if err != nil || n != 2 || string(got) != c.want {
			t.Errorf("%s: %d, %v\n%s\nwant\n%s", name, n, err, got, c.want)
			continue
		}
		n, err = AddRequests(path, twoSent)
		again, _ := os.ReadFile(path)
		if err != nil || n != 0 || !bytes.Equal(got, again) {
			t.Errorf("%s: the second time %d, %v", name, n, err)
		}
	}
}

func TestMarkAnswered(t *testing.T) {
	const old = "requests:\n  - to: A # by post\n    sent: 2026-01-02\n    items: [x]\n  - {to: B, sent: 2026-01-02, items: [x]}\n  - {to: C, sent: 2026-01-02, items: [x], answered: 2026-02-02}\nrecipient: X # him\n"
	path := filepath.Join(t.TempDir(), collect.CaseFileName)
	if err := os.WriteFile(path, []byte(old), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := MarkAnswered(path, []int{1, 0, 1}, aDay); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	want := strings.Replace(strings.Replace(old, "- to: A", "- answered: 2026-11-30\n    to: A", 1), "{to: B", "{answered: 2026-11-30, to: B", 1)
	if string(got) != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	c, err := collect.ReadCaseFile(path)
	if err != nil || c.Requests[0].Answered != aDay || c.Requests[1].Answered != aDay {
		t.Errorf("%+v, %v", c, err)
	}
	for _, which := range [][]int{{2}, {3}, {-1}, {0}} {
		if err := MarkAnswered(path, which, aDay); err == nil {
			t.Errorf("%v was answered again, or is not there", which)
		}
	}
	if again, _ := os.ReadFile(path); !bytes.Equal(again, got) {
		t.Error("a refused change was written")
	}
}

// FuzzRequests holds that an edit either refuses or adds what was meant and
// keeps every line that stood there.
func FuzzRequests(f *testing.F) {
	for _, s := range []string{"", "requests: []", "requests:\n- to: A\n  items: [x]\n", "requests: &a [{to: \"b\"}]\nrecipient: X", "{requests: []}", "requests:\n  - |\n", "requests: !!seq\n  - {to: a}\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, old string) {
		before, err := collect.ParseCaseFile(strings.NewReader(old))
		if err != nil {
			return
		}
		path := filepath.Join(t.TempDir(), collect.CaseFileName)
		if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
			t.Fatal(err)
		}
		n, err := AddRequests(path, twoSent)
		got, _ := os.ReadFile(path)
		if err != nil {
			if string(got) != old {
				t.Fatalf("refused, but written: %q", got)
			}
			return
		}
		after, err := collect.ParseCaseFile(bytes.NewReader(got))
		if err != nil || len(after.Requests) != len(before.Requests)+n {
			t.Fatalf("%q became %q: %v", old, got, err)
		}
		after.Requests = after.Requests[n:]
		if !reflect.DeepEqual(after.Requests, before.Requests) && len(before.Requests) > 0 {
			t.Fatalf("%q became %q", old, got)
		}
	})
}
