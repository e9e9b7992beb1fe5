package pdfium

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// startTime bounds starting a child, with PDFium compiled for the first time
// on a slow and busy machine.
const startTime = 3 * time.Minute

// closeTime is how long a child may take to end after its stdin was closed.
const closeTime = 2 * time.Second

// child is the parent's end of one worker process. One goroutine uses it at a
// time.
type child struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	frames chan answer
	gone   chan struct{} // closed by end: no one wants more frames
	dead   chan struct{} // closed when the process is gone
	once   sync.Once
	stderr *tail
	spent  bool // dead, or not to be used again
	cached bool
}

// answer is one frame from the child, or the end of its stdout.
type answer struct {
	frame frame
	err   error
}

func startChild(ctx context.Context, opt Options, env []string) (*child, error) {
	if os.Getenv(workerEnv) != "" {
		return nil, fmt.Errorf("%w: RunWorkerIfAsked was not called first", ErrUnavailable)
	}
	c, err := spawn(env)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err := c.greet(ctx, opt); err != nil {
		c.end(0)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return c, nil
}

func spawn(env []string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(childEnvironment(), env...)
	cmd.WaitDelay = closeTime
	c := &child{cmd: cmd, frames: make(chan answer), gone: make(chan struct{}), dead: make(chan struct{}), stderr: &tail{}}
	cmd.Stderr = c.stderr
	if c.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		c.listen(stdout)
		_ = cmd.Wait() // how it ended stands in ProcessState
		close(c.dead)
	}()
	return c, nil
}

// childEnvironment is what a process needs to run at all, and nothing of the
// user's: no proxies, no tokens.
func childEnvironment() []string {
	env := []string{workerEnv + "=" + workerValue}
	names := []string{"TMPDIR"}
	if runtime.GOOS == "windows" {
		names = []string{"SystemRoot", "SystemDrive", "windir", "TEMP", "TMP", "USERPROFILE", "LocalAppData"}
	}
	for _, name := range names {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// listen passes frames on until the child's stdout ends or no one wants them.
func (c *child) listen(stdout io.Reader) {
	for {
		f, err := readFrame(stdout, frameLimits{json: maxResponseFrame, blob: maxBlobFrame})
		select {
		case c.frames <- answer{f, err}:
		case <-c.gone:
			return
		}
		if err != nil {
			return
		}
	}
}

func (c *child) greet(ctx context.Context, opt Options) error {
	if err := c.say(hello{Version: protocolVersion, CacheDir: opt.CacheDir, MemoryLimit: opt.MemoryLimit}); err != nil {
		return err
	}
	var got greeting
	if err := c.hear(ctx, startTime, &got); err != nil {
		return err
	}
	if got.Version != protocolVersion {
		return fmt.Errorf("the child speaks protocol %d", got.Version)
	}
	c.cached = got.Cached
	return nil
}

func (c *child) say(v any) error {
	f, err := encode(v, maxRequestFrame)
	if err != nil {
		return err
	}
	if err := writeFrame(c.stdin, f); err != nil {
		return c.broken(ErrCrash)
	}
	return nil
}

// report waits for the next report of the child.
func (c *child) report(ctx context.Context, limit time.Duration) (report, error) {
	var rep report
	err := c.hear(ctx, limit, &rep)
	if rep.Retire {
		c.spent = true
	}
	return rep, err
}

func (c *child) hear(ctx context.Context, limit time.Duration, v any) error {
	f, err := c.next(ctx, limit)
	if err != nil {
		return err
	}
	if f.kind != frameJSON || json.Unmarshal(f.payload, v) != nil {
		return c.broken(ErrCrash)
	}
	return nil
}

// next waits for one frame. Whatever goes wrong, the child is dead afterwards:
// what it is doing cannot be called off in another way.
func (c *child) next(ctx context.Context, limit time.Duration) (frame, error) {
	clock := time.NewTimer(limit)
	defer clock.Stop()
	select {
	case got := <-c.frames:
		if got.err != nil {
			return frame{}, c.broken(ErrCrash)
		}
		return got.frame, nil
	case <-clock.C:
		return frame{}, c.broken(ErrTimeout)
	case <-ctx.Done():
		return frame{}, c.broken(ctx.Err())
	}
}

// broken ends the child and says why: err, unless the child left word that it
// ran out of memory.
func (c *child) broken(err error) error {
	c.spent = true
	if !errors.Is(err, ErrCrash) {
		c.end(0)
		return err
	}
	c.end(closeTime) // it may be about to leave an exit code
	if c.outOfMemory() {
		return ErrMemory
	}
	return err
}

func (c *child) outOfMemory() bool {
	if state := c.cmd.ProcessState; state != nil && state.ExitCode() == exitMemory {
		return true
	}
	said := c.stderr.String()
	return slices.ContainsFunc(outOfMemoryWords, func(words string) bool { return strings.Contains(said, words) })
}

// outOfMemoryWords are how the Go runtime, and the race detector under it, take
// leave when the system gives no more memory.
var outOfMemoryWords = []string{"out of memory", "cannot allocate memory", "failed to allocate", "failed to commit"}

// end closes the child's stdin, which asks it to end, and kills it if it has
// not ended after grace. It returns when the process is gone.
func (c *child) end(grace time.Duration) {
	c.once.Do(func() { close(c.gone) })
	_ = c.stdin.Close()
	clock := time.NewTimer(grace)
	defer clock.Stop()
	select {
	case <-c.dead:
		return
	case <-clock.C:
	}
	_ = c.cmd.Process.Kill()
	<-c.dead
}

// tail keeps the last bytes of what a child says on stderr. They are never
// shown: a library's words may quote the file.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const maxTail = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if over := len(t.text) - maxTail; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
