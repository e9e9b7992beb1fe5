package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/ui"
)

// letterWithOperation is a folder with one letter.
func letterWithOperation(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := "HILLSIDE ONCOLOGY\n\nRe: Jane Alice Doe, born 03/14/1971\nDate: 03/01/2026\n\nDear Dr. Grey,\nI saw Ms. Doe in clinic. In January 2026 she underwent a lumpectomy of the\n" +
		"left breast for breast cancer. She has recovered well. On examination the wound has healed.\nAssessment and plan: I will see her again.\nYours sincerely, Dr. A. White\n"
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// atTerminal runs the program where somebody answers: each question by the words
// that it holds, the others by Enter.
func atTerminal(answers map[string]string, interrupted bool, args ...string) (status int, asked, out, errText string) {
	var o, e, q bytes.Buffer
	s := ui.Streams{In: &bytes.Buffer{}, Out: &o, Err: &e, Width: 100, Ask: func(ctx context.Context, question string) (string, error) {
		q.WriteString(question + "\n")
		for words, answer := range answers {
			if strings.Contains(question, words) {
				return answer, nil
			}
		}
		if interrupted {
			return "", context.Canceled
		}
		return "", ctx.Err()
	}}
	status = run(args, s, withoutHelpers)
	return status, q.String(), o.String(), e.String()
}

func TestInitAsksAtATerminal(t *testing.T) {
	dir := letterWithOperation(t)
	status, asked, out, errText := atTerminal(map[string]string{
		"Are you the patient": "yes", "Who gets": "Lakeside", "most important question": "Shall I wait?", "radiotherapy": "no",
	}, false, "init", dir)
	if status != exitDone || !strings.Contains(out, "Next: medbundle check "+dir) {
		t.Fatalf("status %d\n%s%s", status, out, errText)
	}
	for _, want := range []string{"[DOE, Jane Alice]", "[1971-03-14]", "[breast]", "(a biopsy under anaesthetic counts)? [yes]", "radiotherapy? [yes / no]"} {
		if !strings.Contains(asked, want) {
			t.Errorf("not asked: %q in\n%s", want, asked)
		}
	}
	if !strings.Contains(errText, "describes an operation: “In January 2026") {
		t.Errorf("the evidence is not shown: %s", errText)
	}
	c, err := collect.ReadCaseFile(filepath.Join(dir, collect.CaseFileName))
	if err != nil {
		t.Fatal(err)
	}
	if !c.Facts[clinical.FactSurgery] || c.Recipient != "Lakeside" || c.Cancer != "breast" || len(c.Questions) != 1 || c.Relationship != "self" {
		t.Errorf("%+v", c)
	}
	if v, said := c.Facts[clinical.FactRadiotherapy]; v || !said {
		t.Error("the answer no was lost")
	}
	if status, _, errText := call("check", dir); status != exitIncomplete || errText != "" {
		t.Errorf("check: status %d, %s", status, errText)
	}
}

func TestInitAsksNobodyForPrograms(t *testing.T) {
	for _, flag := range []string{"--yes", "--json"} {
		dir := letterWithOperation(t)
		if status, asked, _, errText := atTerminal(nil, false, "init", dir, flag); status != exitDone || asked != "" {
			t.Errorf("%s: status %d, asked %q\n%s", flag, status, asked, errText)
		}
	}
}

func TestInitInterruptedWritesNothing(t *testing.T) {
	dir := letterWithOperation(t)
	status, _, _, errText := atTerminal(nil, true, "init", dir)
	if status != exitInterrupted {
		t.Errorf("status %d: %s", status, errText)
	}
	if left, err := os.ReadDir(dir); len(left) != 1 || err != nil {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestInitRefusesAPlaceThatCannotBeWritten(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("permissions do not hold for this user")
	}
	dir := letterWithOperation(t)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(dir, 0o700) }()
	if status, _, errText := call("init", dir); status != exitFailed || !strings.Contains(errText, "cannot be written to") || !errors.Is(placeForCase(dir), os.ErrPermission) {
		t.Errorf("status %d: %s", status, errText)
	}
}
