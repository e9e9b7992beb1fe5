package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
)

// dated is a file of a patient's folder with its true date of service.
type dated struct {
	Path, Category string
	Date           string `json:"doc_date"`
}

// dateTable prints how many of the patient folder's papers with a true date get
// exactly that day, read once by themselves. It needs pdftotext for the PDFs and
// leaves out what has no text; nothing is printed where the folder is not there.
func dateTable(out, wrong io.Writer, data string) {
	dir := filepath.Join(data, "case-breast")
	b, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		return
	}
	var truth struct{ Files []dated }
	if err := json.Unmarshal(b, &truth); err != nil {
		fmt.Fprintln(out, "truth.json:", err)
		return
	}
	right, n := 0, 0
	for _, f := range truth.Files {
		if f.Date == "" || f.Category == "combined" {
			continue
		}
		pages := textOf(filepath.Join(dir, "input", f.Path))
		if pages == nil {
			continue
		}
		n++
		if v := classify.Document(classify.Subject{Path: f.Path, Pages: pages}); v.Date.String() == f.Date {
			right++
		} else if wrong != nil {
			fmt.Fprintf(wrong, "%s: %s, not %s\n", f.Path, f.Date, v.Date)
		}
	}
	fmt.Fprintf(out, "\nDate of service, exact day, case-breast: %d of %d papers with text and a true date.\n", right, n)
}

// textOf is the text of a file's pages as pdftotext sees it; nil for none.
func textOf(path string) []string {
	if strings.HasSuffix(path, ".txt") {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		return []string{string(b)}
	}
	if !strings.HasSuffix(path, ".pdf") {
		return nil
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil || strings.TrimSpace(string(text)) == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(string(text), "\f"), "\f")
}
