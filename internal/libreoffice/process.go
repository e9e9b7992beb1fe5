package libreoffice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// errWalled says that the program ended without having made anything while it
// had no network.
var errWalled = errors.New("it made nothing without a network")

// look is how often progress is looked at.
const look = 200 * time.Millisecond

// run starts the program once over the open files. What it says is dropped:
// nothing of a paper may end up in a message. The error is nil where it came to
// its end, whatever it made.
func (e *Engine) run(ctx context.Context, program string, d *desk, open []int) error {
	args := []string{
		"-env:UserInstallation=" + fileURL(filepath.Join(d.dir, "profile")),
		"--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
		"--convert-to", "pdf", "--outdir", filepath.Join(d.dir, "out"),
	}
	for _, i := range open {
		args = append(args, d.input(i))
	}
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = environment(d.dir), d.dir
	walled := isolate(cmd, !d.shared)
	err := cmd.Start()
	if err != nil && walled { // the system does not let us
		walled = false
		cmd = exec.Command(program, args...)
		cmd.Env, cmd.Dir = environment(d.dir), d.dir
		isolate(cmd, false)
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFailed, err)
	}
	before := d.made()
	limit(cmd)
	err = e.watch(ctx, cmd, d)
	if walled && err == nil && d.made() == before {
		return errWalled
	}
	return err
}

// watch waits for the program, and kills it with all that it has started when
// ctx ends or when it has made nothing for as long as one file may take.
func (e *Engine) watch(ctx context.Context, cmd *exec.Cmd, d *desk) error {
	done := make(chan error, 1)
	go func() {
		done <- cmd.Wait()
		close(done)
	}()
	ticks := time.NewTicker(look)
	defer ticks.Stop()
	made, since := d.made(), time.Now()
	for {
		select {
		case err := <-done:
			kill(cmd) // what it may have left behind
			if err != nil {
				return ErrFailed
			}
			return nil
		case <-ctx.Done():
			kill(cmd)
			drain(done)
			return ctx.Err()
		case <-ticks.C:
			if n := d.made(); n != made {
				made, since = n, time.Now()
			}
			if time.Since(since) > e.opt.Timeout {
				kill(cmd)
				drain(done)
				return ErrTimeout
			}
		}
	}
}

// drain waits until the program is gone; that it did not end well is known.
func drain(done <-chan error) {
	for range done {
	}
}

// environment is what the program needs: a home in which there is nothing, and
// where it is found with its parts.
func environment(dir string) []string {
	tmp := filepath.Join(dir, "tmp")
	env := []string{
		"HOME=" + tmp, "TMPDIR=" + tmp, "TEMP=" + tmp, "TMP=" + tmp, "XDG_CONFIG_HOME=" + tmp, "XDG_CACHE_HOME=" + tmp, "XDG_RUNTIME_DIR=" + tmp,
		"LC_ALL=C.UTF-8", "TZ=UTC", "SAL_USE_VCLPLUGIN=svp", "SAL_DISABLE_OPENCL=1", "SAL_DISABLE_SKIA=1", "SAL_LOG=", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9",
		"USERPROFILE=" + tmp, "APPDATA=" + tmp, "LOCALAPPDATA=" + tmp,
	}
	names := []string{"PATH"}
	if runtime.GOOS == "windows" {
		names = append(names, "SystemRoot", "SystemDrive", "windir")
	}
	for _, name := range names {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}
