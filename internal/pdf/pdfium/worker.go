package pdfium

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// workerEnv is how an Engine asks this binary to be a worker. It is an
// environment variable and not a flag because the binary may be a test binary.
const (
	workerEnv   = "MEDBUNDLE_WORKER"
	workerValue = "pdf"
)

// Exit codes of a worker, which the parent turns into errors.
const (
	exitMemory   = 86
	exitProtocol = 87
)

// onRequest lets a test make a worker misbehave; only _test.go files set it.
var onRequest = func(request) {}

// RunWorkerIfAsked serves as a worker on stdin and stdout, and does not return,
// in a process that an Engine started; in any other process it returns at once.
// It must be the first line of main, and of TestMain in packages that use an
// Engine.
func RunWorkerIfAsked() {
	if os.Getenv(workerEnv) != workerValue {
		return
	}
	out := os.Stdout
	// What a library prints must not land between two frames.
	os.Stdout = os.Stderr
	err := serve(os.Stdin, out)
	if err != nil {
		fmt.Fprintln(os.Stderr, "worker:", err)
		os.Exit(exitProtocol)
	}
	os.Exit(0)
}

// worker is one child's state.
type worker struct {
	out     io.Writer
	library *sandbox.Library
	problem string // why there is no library
	limit   int64
	idle    int64 // memory in use before the first file
}

func serve(in io.Reader, out io.Writer) error {
	// WebAssembly code cannot be preempted; the goroutines that watch stdin
	// and memory need a thread of their own beside it.
	if runtime.GOMAXPROCS(0) < 3 {
		runtime.GOMAXPROCS(3)
	}
	var hi hello
	if err := receive(in, &hi); err != nil {
		return err
	}
	if hi.Version != protocolVersion {
		return fmt.Errorf("protocol %d, want %d", hi.Version, protocolVersion)
	}
	w := &worker{out: out, limit: hi.MemoryLimit}
	limitSelf(hi.MemoryLimit)
	requests := readRequests(in)
	w.start(hi)
	if err := w.send(greeting{Version: protocolVersion, Problem: w.problem, Cached: w.library != nil && w.library.Cached}); err != nil {
		return err
	}
	for req := range requests {
		if err := w.handle(req); err != nil {
			return err
		}
	}
	return nil
}

// readRequests reads ahead so that the end of stdin is seen while a file is
// being read: it means that the parent is gone, and so must the child be.
func readRequests(in io.Reader) <-chan request {
	requests := make(chan request)
	go func() {
		for {
			var req request
			err := receive(in, &req)
			if errors.Is(err, io.EOF) {
				os.Exit(0)
			}
			if err != nil {
				os.Exit(exitProtocol)
			}
			requests <- req
		}
	}()
	return requests
}

func receive(in io.Reader, v any) error {
	f, err := readFrame(in, frameLimits{json: maxRequestFrame})
	if err != nil {
		return err
	}
	return json.Unmarshal(f.payload, v)
}

func (w *worker) send(v any) error {
	f, err := encode(v, maxResponseFrame)
	if err != nil {
		return err
	}
	return writeFrame(w.out, f)
}

func (w *worker) start(hi hello) {
	lib, err := sandbox.Open(hi.CacheDir, hi.MemoryLimit)
	if err != nil {
		w.problem = err.Error()
		return
	}
	w.library = lib
	debug.FreeOSMemory() // what compiling or loading left behind
	w.idle = sandbox.MemoryInUse()
}

func (w *worker) handle(req request) error {
	onRequest(req)
	defer w.makeRoom()
	switch req.Op {
	case opProbe:
		return w.probe(req)
	case opRender:
		return w.render(req)
	case opRescue:
		return w.rescue(req)
	case opGrids:
		return w.grids(req)
	case opParts:
		return w.parts(req)
	}
	return fmt.Errorf("unknown operation %q", req.Op)
}

// litter is how much may lie about in memory between two stages of work.
const litter = 32 << 20

// makeRoom gives memory back to the system, unless it is not worth it: that
// takes longer than reading a letter.
func (w *worker) makeRoom() {
	if sandbox.MemoryInUse() > w.idle+litter {
		debug.FreeOSMemory()
	}
}

// retire tells whether what stays in memory between files has grown too much.
func (w *worker) retire() bool {
	if sandbox.MemoryInUse() <= w.limit/2 {
		return false
	}
	debug.FreeOSMemory()
	return sandbox.MemoryInUse() > w.limit/2
}
