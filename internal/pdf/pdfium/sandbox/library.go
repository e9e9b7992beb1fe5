package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"
)

const wasmPage = 64 << 10

// instanceWait bounds the wait for a fresh instance; only one is ever out, so
// there is nothing to wait for.
const instanceWait = 30 * time.Second

// Library is PDFium compiled and ready to be instantiated, once for each file
// so that nothing of one file is left when the next is read.
type Library struct {
	pool gopdfium.Pool
	// Cached tells whether compiled code is kept between processes.
	Cached bool
}

// Open compiles PDFium, or takes it from the cache folder; a folder
// that cannot be trusted or used is done without.
func Open(cacheDir string, memoryLimit int64) (lib *Library, err error) {
	defer recoverInto(&err, "starting PDFium")
	cacheErr := prepareCacheDir(cacheDir)
	if cacheErr == nil {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err == nil {
			if pool, err := newPool(memoryLimit, cache); err == nil {
				return &Library{pool: pool, Cached: true}, nil
			}
		}
	}
	pool, err := newPool(memoryLimit, nil)
	if err != nil {
		return nil, err
	}
	return &Library{pool: pool}, nil
}

// newPool gives WebAssembly no folder (go-pdfium's own default is "/"), no
// output, no randomness and three quarters of the memory.
func newPool(memoryLimit int64, cache wazero.CompilationCache) (gopdfium.Pool, error) {
	ctx := context.Background()
	if memoryOutsideHeap {
		ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(newLinearMemory))
	}
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(uint32(memoryLimit / 4 * 3 / wasmPage))
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
		RandomSource:  constantSource{},
	})
}

// constantSource stands in for randomness: PDFium seeds hash tables with it,
// and the same file is to give the same text.
type constantSource struct{}

func (constantSource) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 0x5a
	}
	return len(p), nil
}

// recoverInto turns a panic of a library into an error.
func recoverInto(err *error, doing string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrTrap, doing, r)
	}
}

// isTrap tells a failure of the sandbox, after which the instance is unusable,
// from an answer of PDFium.
func isTrap(err error) bool {
	var exit *sys.ExitError
	return errors.Is(err, ErrTrap) || errors.As(err, &exit) ||
		(err != nil && strings.Contains(err.Error(), "wasm error"))
}
