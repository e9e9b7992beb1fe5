package pdfium

import (
	"time"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// The conversation: the parent says hello, the child answers greeting; then,
// for each request, the child answers with one report per stage. Passwords and
// paths travel here and nowhere else: not in arguments, not in the environment.

const protocolVersion = 1

type hello struct {
	Version     int
	CacheDir    string
	MemoryLimit int64
}

type greeting struct {
	Version int
	// Problem says why PDFium could not be started; pdf.Check works without it.
	Problem string
	// Cached tells whether compiled code is kept between processes.
	Cached bool
}

type operation string

const (
	opProbe  operation = "probe"
	opRender operation = "render"
	opRescue operation = "rescue"
	opGrids  operation = "grids"
	opParts  operation = "parts"
)

type request struct {
	Op   operation
	Path string
	Name string

	Passwords []string // tried in order, after the empty one
	SkipCheck bool
	SkipRead  bool
	CheckTime time.Duration

	Password string // for a picture: the one that Probe found
	Page     int    // counted from 1
	DPI      float64

	Rung Rung
	Out  string // a file that is not there yet; for parts, an empty folder

	Pages   []int     // for grids, counted from 1
	Heights []float64 // of each page, only so many points from the top; 0 for all
}

// report is the child's answer; exactly one of its parts is set. The answer to
// some requests is many reports.
type report struct {
	// Alive says that the work goes on.
	Alive   bool
	Rescued *rescueReport
	Grid    *gridReport
	Parts   *Parts
	Check   *checkReport
	Read    *sandbox.Reading
	Picture *pictureReport
	// Failure says in words why the request could not be served at all.
	Failure failure
	Detail  string
	// Retire asks the parent to let this child go: its memory has grown.
	Retire bool
}

type failure string

const (
	failNone     failure = ""
	failOpen     failure = "open"      // the operating system refused the file
	failLocked   failure = "locked"    // no password fits
	failPage     failure = "page"      // not a PDF that PDFium opens, or no such page
	failTooLarge failure = "too-large" // the picture would be too large
	failLibrary  failure = "library"   // PDFium could not be started
	failTrap     failure = "trap"      // PDFium crashed inside WebAssembly
	failRefused  failure = "refused"   // PDFium opens the file but cannot write it anew
	failWrite    failure = "write"     // the new file could not be written
)

// checkReport is what pdf.Check said, with the password that served.
type checkReport struct {
	OK       bool
	Locked   bool
	TimedOut bool
	Swamped  bool
	Problem  string
	Password string
	Result   pdf.CheckResult
}

// pictureReport is followed by one blob frame of Width*Height RGBA pixels.
type pictureReport struct{ Width, Height int }

// rescueReport says that the new file is whole.
type rescueReport struct {
	Pages int
	Lost  []int
}

// gridReport is one page seen from far away; one without cells could not be
// drawn. Last marks the last of a request.
type gridReport struct {
	Page          int
	Width, Height float64 // of the page, in points
	Cells         []byte
	Last          bool
}
