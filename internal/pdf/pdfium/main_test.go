package pdfium

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// testEnv makes the worker in this test binary misbehave; the program itself
// knows nothing of it.
const testEnv = "MEDBUNDLE_WORKER_TEST"

func TestMain(m *testing.M) {
	misbehave(os.Getenv(testEnv))
	RunWorkerIfAsked()
	if os.Getenv(testEnv) == "parent" {
		parentUntilKilled()
	}
	os.Exit(m.Run())
}

// badName is the only file that a misbehaving worker misbehaves on.
const badName = "bad.pdf"

// misbehave installs what a test asked for, to happen on badName: before the
// request is served, or in the place of pdf.Check.
func misbehave(how string) {
	if act := requestActs[how]; act != nil {
		onRequest = func(req request) {
			if req.Name == badName {
				act()
			}
		}
	}
	if act := checkActs[how]; act != nil {
		honest := pdfCheck
		pdfCheck = func(ctx context.Context, src pdf.Source) (pdf.CheckResult, error) {
			if src.Name != badName {
				return honest(ctx, src)
			}
			return act(ctx)
		}
	}
}

var requestActs = map[string]func(){
	"hang":      func() { select {} },
	"crash":     func() { panic("crash asked for by a test") },
	"alloc":     devour,
	"chatter":   func() { fmt.Println("a library that prints") },
	"exit":      func() { os.Exit(0) },
	"gibberish": func() { _ = writeFrame(workerOut, frame{frameJSON, []byte("{")}) },
	"unasked":   func() { _ = writeFrame(workerOut, frame{frameBlob, []byte("pixels")}) },
	"wasm-loop": func() { sandbox.WithoutCollector(loopForever) },
}

var checkActs = map[string]func(context.Context) (pdf.CheckResult, error){
	"check-hang":  func(context.Context) (pdf.CheckResult, error) { select {} },
	"check-slow":  func(ctx context.Context) (pdf.CheckResult, error) { <-ctx.Done(); return pdf.CheckResult{}, ctx.Err() },
	"check-panic": func(context.Context) (pdf.CheckResult, error) { panic("a nil map") },
	"check-crash": func(context.Context) (pdf.CheckResult, error) {
		go panic("a panic that no border recovers")
		select {}
	},
	"check-alloc": func(context.Context) (pdf.CheckResult, error) { devour(); return pdf.CheckResult{}, nil },
	"check-huge": func(context.Context) (pdf.CheckResult, error) {
		return pdf.CheckResult{Repairs: []string{string(make([]byte, hugeSize))}}, nil
	},
	"check-stack": func(context.Context) (pdf.CheckResult, error) { return descend(0), nil },
	"check-two-pages": func(context.Context) (pdf.CheckResult, error) {
		return pdf.CheckResult{Pages: make([]pdf.PageSize, 2)}, nil
	},
	"check-one-page": func(context.Context) (pdf.CheckResult, error) {
		return pdf.CheckResult{Pages: []pdf.PageSize{{Width: 612, Height: 792}}, Repairs: []string{"a\nrepair"}}, nil
	},
	"check-nan": func(context.Context) (pdf.CheckResult, error) {
		return pdf.CheckResult{Pages: []pdf.PageSize{{Width: math.NaN(), Height: 1}}}, nil
	},
	"check-locked": func(context.Context) (pdf.CheckResult, error) { return pdf.CheckResult{}, pdf.ErrLocked },
}

var hugeSize = uint64(64 << 30)

// workerOut is the worker's stdout before RunWorkerIfAsked takes it away.
var workerOut = os.Stdout

// loopForever runs (loop br 0) in WebAssembly, as a file that drives PDFium
// round in circles would.
func loopForever() {
	endless := []byte{
		0, 'a', 's', 'm', 1, 0, 0, 0,
		1, 4, 1, 0x60, 0, 0, // type: no parameters, no results
		3, 2, 1, 0, // function 0 has it
		7, 5, 1, 1, 'f', 0, 0, // export "f"
		10, 9, 1, 7, 0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b, // loop, br 0, end, end
	}
	ctx := context.Background()
	module, err := wazero.NewRuntime(ctx).Instantiate(ctx, endless)
	if err != nil {
		panic(err)
	}
	_, _ = module.ExportedFunction("f").Call(ctx)
}

func descend(n int) pdf.CheckResult {
	var pad [1 << 12]byte
	pad[n%len(pad)] = 1
	r := descend(n + int(pad[0]))
	r.Signed = pad[1] == 1
	return r
}

var devoured [][]byte

func devour() {
	for {
		block := make([]byte, 8<<20)
		for i := range block {
			block[i] = 1
		}
		devoured = append(devoured, block)
		time.Sleep(time.Millisecond)
	}
}

// parentUntilKilled starts a child that hangs, prints its process id, and
// waits to be killed.
func parentUntilKilled() {
	os.Unsetenv(testEnv)
	c, err := startChild(context.Background(), Options{CacheDir: os.Getenv("TEST_CACHE")}.withDefaults(), []string{testEnv + "=" + os.Getenv("TEST_HOW")})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	if err := c.say(request{Op: opProbe, Name: badName}); err != nil {
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(c.cmd.Process.Pid)
	select {}
}

// testEngine shares one cache of compiled code between all tests of a run.
func testEngine(t testing.TB, opt Options, how string) *Engine {
	t.Helper()
	if opt.CacheDir == "" {
		opt.CacheDir = sharedCache(t)
	}
	e := New(opt)
	if how != "" {
		e.env = []string{testEnv + "=" + how}
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// sharedCache is the user's own cache folder where there is one, so that a
// second run of the tests starts warm.
func sharedCache(t testing.TB) string {
	if dir := sandbox.DefaultCacheDir(); dir != "" {
		return dir
	}
	return t.TempDir()
}

// mustProbe probes data under the name f.pdf, on which no worker misbehaves.
func mustProbe(t testing.TB, e *Engine, data []byte, passwords ...string) *Probe {
	t.Helper()
	p, err := e.Probe(context.Background(), writeFile(t, "f.pdf", data), "f.pdf", passwords)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func probeBad(t testing.TB, e *Engine, data []byte) (*Probe, error) {
	t.Helper()
	return e.Probe(context.Background(), writeFile(t, "f.pdf", data), badName, nil)
}
