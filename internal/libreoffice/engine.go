package libreoffice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

var (
	// ErrNotInstalled says that there is no LibreOffice on this machine.
	ErrNotInstalled = errors.New("LibreOffice is not installed")
	// ErrTimeout says that making the pages of a file took too long.
	ErrTimeout = errors.New("LibreOffice took too long over the file")
	// ErrFailed says that LibreOffice made no pages of a file.
	ErrFailed = errors.New("LibreOffice made no pages of the file")
)

// Options of an Engine.
type Options struct {
	// Program is where soffice is; "" looks for it.
	Program string
	// Work is a private folder for copies and for what is made of them. The
	// caller removes it.
	Work string
	// Timeout is for one file; 0 means a minute. The start of the program counts
	// to the first.
	Timeout time.Duration
	// sharedNetwork leaves the program the network of the system, so that a test
	// can see that it does not use it.
	sharedNetwork bool
}

// Engine makes PDF files. One call of Convert runs at a time.
type Engine struct {
	opt   Options
	mu    sync.Mutex
	setup func() (string, error)
}

// New returns an engine; nothing is looked for yet.
func New(opt Options) *Engine {
	if opt.Timeout <= 0 {
		opt.Timeout = time.Minute
	}
	return &Engine{opt: opt, setup: sync.OnceValues(func() (string, error) { return locate(opt.Program) })}
}

// File is one file to make a PDF of.
type File struct {
	// Path is where it is; Extension says what it is: ".docx".
	Path, Extension string
}

// Result is where the PDF of a file is, or why there is none.
type Result struct {
	PDF string
	Err error
}

// Of one call.
const (
	// maxFiles bounds the files that one run is given, for a command line is.
	maxFiles = 400
	// maxRuns bounds how often it is started again after a file that it fell over.
	maxRuns = 20
)

// Convert makes a PDF of each file, all in one run of the program; it is started
// again only after a file that it fell over, for those behind it. The error is
// ErrNotInstalled, ctx's, or one of the run.
func (e *Engine) Convert(ctx context.Context, files []File) ([]Result, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	program, err := e.setup()
	if err != nil {
		return nil, err
	}
	results := make([]Result, len(files))
	for from := 0; from < len(files); from += maxFiles {
		to := min(from+maxFiles, len(files))
		if err := e.batch(ctx, program, files[from:to], results[from:to]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// batch makes the files of one folder.
func (e *Engine) batch(ctx context.Context, program string, files []File, results []Result) error {
	d, err := e.newDesk()
	if err != nil {
		return fmt.Errorf("cannot write into the work folder: %w", err)
	}
	defer d.clear()
	for i, f := range files {
		if err := d.put(i, f); err != nil {
			results[i].Err = fmt.Errorf("%w: %w", ErrFailed, err)
		}
	}
	for run := range maxRuns {
		var open []int
		for i := range files {
			if results[i] == (Result{}) {
				open = append(open, i)
			}
		}
		if len(open) == 0 {
			return nil
		}
		ended := e.run(ctx, program, d, open)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		first := -1
		for _, i := range open {
			if pdf := d.result(i); pdf != "" {
				results[i].PDF = pdf
			} else if first < 0 {
				first = i
			}
		}
		switch {
		case first < 0:
			return nil
		case errors.Is(ended, errWalled) && run == 0:
			d.shared = true // it does not start without a network: the profile is left
		case ended == nil || run == maxRuns-1:
			for _, i := range open {
				if results[i] == (Result{}) {
					results[i].Err = ErrFailed
				}
			}
			return nil
		default:
			results[first].Err = ended
		}
	}
	return nil
}

// locate finds the program: on the path, or where installers put it.
func locate(program string) (string, error) {
	if program != "" {
		found, err := exec.LookPath(program)
		if err != nil {
			return "", ErrNotInstalled
		}
		return filepath.Abs(found)
	}
	for _, name := range []string{"soffice", "libreoffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return filepath.Abs(found)
		}
	}
	for _, path := range usualPlaces() {
		if found, err := exec.LookPath(path); err == nil && filepath.IsAbs(found) {
			return found, nil
		}
	}
	return "", ErrNotInstalled
}

func usualPlaces() (paths []string) {
	switch runtime.GOOS {
	case "darwin":
		return []string{"/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	case "windows":
		for _, name := range []string{"ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"} {
			paths = append(paths, filepath.Join(os.Getenv(name), "LibreOffice", "program", "soffice.com"))
		}
		return paths
	}
	return []string{"/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/opt/libreoffice/program/soffice"}
}
