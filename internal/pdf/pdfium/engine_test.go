package pdfium

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A child that dies before it said anything: the file is named, the kind of
// death is told, and the next file is read as if nothing had been.
func TestADeathIsToldApart(t *testing.T) {
	for how, want := range map[string]error{
		"hang": ErrTimeout, "wasm-loop": ErrTimeout, "crash": ErrCrash, "exit": ErrCrash,
		"alloc": ErrMemory, "gibberish": ErrCrash, "unasked": ErrCrash,
	} {
		limit := 10 * time.Minute
		if want == ErrTimeout {
			limit = time.Second
		}
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			e := testEngine(t, Options{Workers: 1, Timeout: limit, MemoryLimit: 512 << 20}, how)
			_, err := probeBad(t, e, newPDF().text("", "x").bytes())
			if !errors.Is(err, want) || !strings.HasPrefix(err.Error(), badName+": ") {
				t.Errorf("got %v, want %v", err, want)
			}
			e.opt.Timeout = 10 * time.Minute
			if p := mustProbe(t, e, newPDF().text("", "fine").bytes()); p.Pages[0].Text != "fine" {
				t.Errorf("the next file: %+v", p)
			}
		})
	}
}

// A child that dies in pdf.Check: another reads the text, and the file is not
// assemblable.
func TestADeathInCheckLeavesTheText(t *testing.T) {
	for how, problem := range map[string]string{
		"check-hang":  ErrTimeout.Error(),
		"check-slow":  ErrTimeout.Error(),
		"check-crash": ErrCrash.Error(),
		"check-alloc": ErrMemory.Error(),
		"check-huge":  ErrMemory.Error(),
		"check-stack": ErrCrash.Error(),
		"check-panic": "the reader failed: a nil map",
		"check-nan":   "a page has no size",
	} {
		limit := 10 * time.Minute
		if problem == ErrTimeout.Error() {
			limit = 10 * time.Second // what is left is for PDFium, which answers at once
		}
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			e := testEngine(t, Options{Timeout: limit, MemoryLimit: 512 << 20}, how)
			p, err := probeBad(t, e, newPDF().text("", "read anyway").bytes())
			if err != nil {
				t.Fatal(err)
			}
			if p.Assemblable || !p.Opened || p.Pages[0].Text != "read anyway" {
				t.Errorf("%+v", p)
			}
			if p.Problem != "Its pages cannot be copied: "+problem+"." {
				t.Errorf("problem %q", p.Problem)
			}
		})
	}
}

func TestCheckAndPDFiumTogether(t *testing.T) {
	file := newPDF().text("", "x").bytes()
	for how, c := range map[string]struct {
		assemblable bool
		problem     string
	}{
		"check-one-page":  {true, ""},
		"check-two-pages": {true, "Two readers disagree on the number of pages: one counts 2, the other 1."},
		"check-locked":    {false, "Its pages cannot be copied: it is protected in a way that cannot be read."},
	} {
		t.Run(how, func(t *testing.T) {
			p, err := probeBad(t, testEngine(t, Options{}, how), file)
			if err != nil || p.Assemblable != c.assemblable || p.Problem != c.problem || p.Locked {
				t.Errorf("%+v, %v", p, err)
			}
			if how == "check-one-page" && (len(p.Check.Repairs) != 1 || p.Check.Repairs[0] != "a repair") {
				t.Errorf("repairs %q", p.Check.Repairs)
			}
		})
	}
}

func TestWhatALibraryPrintsDoesNoHarm(t *testing.T) {
	p, err := probeBad(t, testEngine(t, Options{}, "chatter"), newPDF().text("", "x").bytes())
	if err != nil || !p.Opened {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestCancel(t *testing.T) {
	e := testEngine(t, Options{}, "hang")
	ctx, cancel := context.WithCancel(context.Background())
	path := writeFile(t, "f.pdf", newPDF().text("", "x").bytes())
	if _, err := e.Probe(ctx, path, "f.pdf", nil); err != nil { // the child is up
		t.Fatal(err)
	}
	pid := e.idle[0].cmd.Process
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := e.Probe(ctx, path, badName, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := pid.Signal(os.Kill); !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("the child is still there: %v", err)
	}
	if _, err := e.Probe(ctx, path, "f.pdf", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("with a cancelled context: %v", err)
	}
}

func TestChildrenAreReused(t *testing.T) {
	e := testEngine(t, Options{Workers: 2}, "")
	file := newPDF().text("", "x").bytes()
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if p, err := probeBad(t, e, file); err != nil || !p.Opened {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
	wg.Wait()
	if n := len(e.idle); n < 1 || n > 2 {
		t.Errorf("%d children for 2 workers", n)
	}
}

func TestClose(t *testing.T) {
	e := testEngine(t, Options{}, "")
	mustProbe(t, e, newPDF().text("", "x").bytes())
	child := e.idle[0]
	e.Close()
	select {
	case <-child.dead:
	default:
		t.Error("the child outlives Close")
	}
	if child.cmd.ProcessState.ExitCode() != 0 {
		t.Errorf("it ended with %v", child.cmd.ProcessState)
	}
	if _, err := probeBad(t, e, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// A worker that is asked to start workers has not called RunWorkerIfAsked
// first; it would start itself again and again.
func TestNoWorkerStartsWorkers(t *testing.T) {
	t.Setenv(workerEnv, "nonsense")
	if _, err := probeBad(t, testEngine(t, Options{}, ""), nil); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func TestChildEnvironment(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://user:password@proxy")
	t.Setenv("MEDBUNDLE_PASSWORD", "secret")
	for _, entry := range childEnvironment() {
		if strings.Contains(entry, "proxy") || strings.Contains(entry, "secret") {
			t.Errorf("the child is given %s", entry)
		}
	}
}

// A child ends when its parent was killed, whatever it is doing: waiting in
// Go, or in WebAssembly code that never yields.
func TestParentKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks into /proc")
	}
	for _, how := range []string{"hang", "wasm-loop"} {
		t.Run(how, func(t *testing.T) {
			parent := exec.Command(os.Args[0])
			parent.Env = append(os.Environ(), testEnv+"=parent", "TEST_HOW="+how, "TEST_CACHE="+sharedCache(t))
			out, err := parent.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := parent.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(out).ReadString('\n')
			pid, convErr := strconv.Atoi(strings.TrimSpace(line))
			time.Sleep(300 * time.Millisecond) // let it get to work
			if !running(pid) {
				t.Errorf("the child ended too early: %q", line)
			}
			_ = parent.Process.Kill()
			_ = parent.Wait()
			if err != nil || convErr != nil {
				t.Fatal(line, err, convErr)
			}
			for range 200 {
				if !running(pid) {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
			if child, err := os.FindProcess(pid); err == nil {
				_ = child.Kill()
			}
			t.Error("the child outlives its parent")
		})
	}
}

// running tells whether a process is there and not a zombie.
func running(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(after, "Z")
}
