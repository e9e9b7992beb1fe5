package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// maxOutput bounds what tesseract may say of one page, in bytes: a page full of
// small print gives a tenth of it.
const maxOutput = 8 << 20

// run starts tesseract once and returns what it prints. What it says on stderr
// is dropped: the caller knows what was asked, and nothing of a paper may end
// up in a message.
func (e *Engine) run(ctx context.Context, in installation, stdin io.Reader, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, in.program, args...)
	cmd.Stdin = stdin
	cmd.Env = environment(e.opt.Work)
	cmd.Dir = e.opt.Work
	cmd.WaitDelay = 2 * time.Second
	var out bounded
	cmd.Stdout = &out
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrFailed, err)
	}
	return out.kept.String(), nil
}

// environment is what tesseract needs: one thread, for pages are read beside
// each other and its own threads cost twice the processor time; where its data
// is, if the user says so; and where temporary files may go.
func environment(work string) []string {
	env := []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"}
	names := []string{"TESSDATA_PREFIX"}
	if runtime.GOOS == "windows" {
		names = append(names, "SystemRoot", "SystemDrive", "windir")
	}
	if work == "" {
		names = append(names, "TMPDIR", "TEMP", "TMP")
	} else {
		env = append(env, "TMPDIR="+work, "TEMP="+work, "TMP="+work)
	}
	for _, name := range names {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// locate finds the program: on the path or, on Windows, where its installer
// puts it without saying so to the path.
func locate(program string) (string, error) {
	if program == "" {
		program = "tesseract"
	}
	found, err := exec.LookPath(program)
	if err == nil {
		return filepath.Abs(found)
	}
	if runtime.GOOS == "windows" {
		for _, name := range []string{"ProgramFiles", "ProgramW6432", "LocalAppData"} {
			for _, below := range []string{"", "Programs"} {
				path := filepath.Join(os.Getenv(name), below, "Tesseract-OCR", "tesseract.exe")
				if found, err := exec.LookPath(path); err == nil && filepath.IsAbs(found) {
					return found, nil
				}
			}
		}
	}
	return "", err
}

// bounded keeps output up to maxOutput and refuses what is beyond, which ends
// the program that writes it.
type bounded struct{ kept bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.kept.Len()+len(p) > maxOutput {
		return 0, errors.New("it says too much")
	}
	return b.kept.Write(p)
}
