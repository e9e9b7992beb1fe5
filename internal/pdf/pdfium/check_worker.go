package pdfium

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// What is taken from pdf.Check at most.
const (
	maxRepairs     = 100
	maxRepairRunes = 300
)

// checkFile runs pdf.Check with the empty password and, if the file is locked,
// with those of the given ones that may fit: PDFium tells faster which does.
func (w *worker) checkFile(file *contents, req request) checkReport {
	ctx, cancel := context.WithTimeout(context.Background(), req.CheckTime)
	defer cancel()
	passwords := []string{""}
	for i := 0; i < len(passwords); i++ {
		src := pdf.Source{Name: req.Name, Path: req.Path, Password: passwords[i], Format: pdf.FormatPDF}
		if file.data != nil {
			src.Path, src.Data = "", file.data
		}
		result, err := checkSource(ctx, src)
		if ctx.Err() != nil {
			return reportCheck(req.Name, pdf.CheckResult{}, ctx.Err(), "")
		}
		if !errors.Is(err, pdf.ErrLocked) {
			return reportCheck(req.Name, result, err, passwords[i])
		}
		if i == 0 {
			passwords = append(passwords, w.fitting(file, req.Passwords)...)
		}
	}
	return checkReport{Locked: true}
}

// fitting are the passwords worth trying: the one that opens the file for
// PDFium, or those of which PDFium does not know every spelling. All of them
// where PDFium cannot be asked.
func (w *worker) fitting(file *contents, passwords []string) (out []string) {
	if w.library == nil || len(passwords) == 0 {
		return passwords
	}
	var fits string
	var err error
	sandbox.WithoutCollector(func() { fits, err = w.library.Unlock(file, file.size, passwords) })
	switch {
	case err == nil:
		return []string{fits}
	case !errors.Is(err, sandbox.ErrLocked):
		return passwords
	}
	for _, p := range passwords {
		if strings.ContainsFunc(p, func(r rune) bool { return r > unicode.MaxASCII }) {
			out = append(out, p)
		}
	}
	return out
}

// pdfCheck is pdf.Check; a test puts a broken one in its place.
var pdfCheck = pdf.Check

func checkSource(ctx context.Context, src pdf.Source) (result pdf.CheckResult, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: the reader failed: %v", src.Name, r)
		}
	}()
	return pdfCheck(ctx, src)
}

func reportCheck(name string, result pdf.CheckResult, err error, password string) checkReport {
	if err == nil {
		err = plausible(result)
	}
	if err != nil {
		return checkReport{TimedOut: errors.Is(err, context.DeadlineExceeded), Swamped: errors.Is(err, pdf.ErrSwamped), Problem: reason(err, name)}
	}
	if len(result.Repairs) > maxRepairs {
		result.Repairs = result.Repairs[:maxRepairs]
	}
	for i, line := range result.Repairs {
		result.Repairs[i] = sandbox.OneLine(line, maxRepairRunes)
	}
	return checkReport{OK: true, Password: password, Result: result}
}

// reason gives err's words without the name of the file, which stands beside
// them wherever they are shown.
func reason(err error, name string) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return ErrTimeout.Error()
	}
	words := sandbox.OneLine(strings.TrimPrefix(err.Error(), name+": "), maxRepairRunes)
	if !errors.Is(err, pdf.ErrDamaged) {
		return words
	}
	if _, detail, found := strings.Cut(words, pdf.ErrDamaged.Error()+": "); found {
		return "it is damaged (" + detail + ")"
	}
	return "it is damaged"
}

func plausible(result pdf.CheckResult) error {
	if len(result.Pages) > sandbox.MaxPages {
		return fmt.Errorf("it has %d pages, more than the %d that are read", len(result.Pages), sandbox.MaxPages)
	}
	if slices.ContainsFunc(result.Pages, func(p pdf.PageSize) bool { return !finite(p.Width) || !finite(p.Height) }) {
		return errors.New("a page has no size")
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
