package pdfium

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// What is taken from pdf.Check at most.
const (
	maxRepairs     = 100
	maxRepairRunes = 300
)

// checkFile runs pdf.Check with the empty password and then the given ones.
func checkFile(file *contents, req request) checkReport {
	ctx, cancel := context.WithTimeout(context.Background(), req.CheckTime)
	defer cancel()
	for _, password := range append([]string{""}, req.Passwords...) {
		if ctx.Err() != nil {
			return reportCheck(req.Name, pdf.CheckResult{}, ctx.Err(), "")
		}
		src := pdf.Source{Name: req.Name, Path: req.Path, Password: password, Format: pdf.FormatPDF}
		if file.data != nil {
			src.Path, src.Data = "", file.data
		}
		result, err := checkSource(ctx, src)
		if errors.Is(err, pdf.ErrLocked) {
			continue
		}
		return reportCheck(req.Name, result, err, password)
	}
	return checkReport{Locked: true}
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
		return checkReport{TimedOut: errors.Is(err, context.DeadlineExceeded), Problem: reason(err, name)}
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
