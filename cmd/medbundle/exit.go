package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/ui"
)

// The exit statuses, in one table. Scripts rely on them.
const (
	exitDone        = 0   // done, and nothing is missing
	exitFailed      = 1   // the command could not do its work
	exitUsage       = 2   // wrong usage or settings
	exitIncomplete  = 3   // done, but records are missing or findings of error severity
	exitNotWhole    = 4   // a bundle is not whole
	exitInterrupted = 130 // interrupted
)

// exitTable is how help texts show the statuses that a command can end with.
func exitTable(codes ...int) string {
	words := map[int]string{
		exitDone:        "done",
		exitFailed:      "failed: the reason is printed",
		exitUsage:       "wrong usage or settings",
		exitIncomplete:  "done, but records are missing or something needs you",
		exitNotWhole:    "the bundle is not whole",
		exitInterrupted: "interrupted",
	}
	var b strings.Builder
	b.WriteString("\nExit status:\n")
	for _, c := range codes {
		fmt.Fprintf(&b, "  %3d  %s\n", c, words[c])
	}
	return strings.TrimRight(b.String(), "\n")
}

// statusError ends the program with a status and without a message: what there
// is to say was said.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// usageError is a mistake in how the program was called or set up.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// hinted carries what to do next beside an error.
type hinted struct {
	err  error
	hint string
}

func (e hinted) Error() string { return e.err.Error() }
func (e hinted) Unwrap() error { return e.err }

// finish prints an error, if there is something to print, and returns the exit
// status.
func finish(s ui.Streams, err error) int {
	var st statusError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &st):
		return int(st)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.Err, "medbundle: interrupted; no bundle was written")
		return exitInterrupted
	}
	fmt.Fprintf(s.Err, "medbundle: %s\n", ui.Safe(err.Error()))
	if h := hintFor(err); h != "" {
		fmt.Fprintf(s.Err, "hint: %s\n", h)
	}
	var r refused
	if errors.As(err, &r) {
		return exitIncomplete
	}
	var u usageError
	var c *collect.CaseFileError
	if errors.As(err, &u) || errors.As(err, &c) {
		return exitUsage
	}
	return exitFailed
}

// refused is a bundle that may not be written as the case stands.
type refused struct{ error }

func (e refused) Unwrap() error { return e.error }

func hintFor(err error) string {
	var h hinted
	switch {
	case errors.As(err, &h):
		return h.hint
	case errors.Is(err, staging.ErrExists):
		return "choose another place with -o, or add --replace to replace an earlier bundle"
	case errors.Is(err, bundle.ErrNoBundle):
		return "give the folder that holds BUNDLE.PDF and MANIFEST.JSON"
	case isDiskFull(err):
		return "free some space there, or choose another place with -o"
	case errors.Is(err, fs.ErrPermission):
		return "check the permissions of that folder, or choose another place"
	case errors.Is(err, fs.ErrNotExist):
		return "check the spelling of the path"
	}
	return ""
}
