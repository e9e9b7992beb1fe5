package cos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/log"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// ErrLocked says that neither the password given nor the empty one opens the file.
var ErrLocked = errors.New("needs a password")

// Document is an open file: its objects, held in memory.
type Document struct {
	ctx *model.Context
	// Repairs are the reader's own words for what it mended, in the order of
	// the objects.
	Repairs []string
	// Encrypted tells that the file was encrypted; what is read is decrypted.
	Encrypted bool
	pages     []*Page
	// whole has the first byte of deflated data that was unpacked to its end.
	whole map[*byte]bool
}

// reading lets one file be read at a time: the library reports what it mends
// to loggers that the whole process shares.
var reading sync.Mutex

// repairs takes the library's reports while reading is held.
var repairs repairLog

// The statistics logger is set because the library then reads objects in the
// order of their numbers, so that repairs come out the same every time.
func init() {
	api.DisableConfigDir()
	log.SetCLILogger(&repairs)
	log.SetStatsLogger(silence{})
}

// Open reads all objects of the PDF of size bytes in rs. It tries password as
// the user's and as the owner's, and the empty password. Permission bits do not
// stop it: it reads for the person whose record it is.
func Open(ctx context.Context, rs io.ReadSeeker, size int64, password string) (doc *Document, err error) {
	defer recovered(&err)
	loose, err := affordable(ctx, rs, size)
	if err != nil {
		return nil, err
	}
	doc, err = read(ctx, newMeter(rs, size, loose), size, loose, "")
	for _, spelt := range spellings(password) {
		if errors.Is(err, ErrLocked) {
			doc, err = read(ctx, newMeter(rs, size, loose), size, loose, spelt)
		}
	}
	if err != nil {
		return nil, err
	}
	if doc.pages, err = doc.walkPages(); err != nil {
		return nil, err
	}
	return doc, nil
}

// affordable refuses a file that would cost more to read than a document of
// its size can need, and counts the objects that stand in it one by one.
func affordable(ctx context.Context, rs io.ReadSeeker, size int64) (loose int, err error) {
	s, err := look(rs)
	if err != nil {
		return 0, err
	}
	if s.loose > maxAdrift && s.adrift(rs, size) {
		return 0, errObjects
	}
	return s.loose, s.checkTables(ctx, rs)
}

// recovered turns a panic of the library into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the reader stumbled: %.200v", r)
	}
}

func read(ctx context.Context, rs *meter, size int64, loose int, password string) (doc *Document, err error) {
	defer recovered(&err)
	reading.Lock()
	defer reading.Unlock()
	repairs.taken()
	if _, err := rs.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	x, err := pdfcpu.ReadWithContext(ctx, rs, configuration(size, loose, password))
	if rs.spent() { // the library may take that for a damaged object and go on
		return nil, errReading
	}
	if errors.Is(err, pdfcpu.ErrWrongPassword) || errors.Is(err, pdfcpu.ErrOwnerPasswordRequired) || notSpellable(err) {
		return nil, ErrLocked
	}
	if err != nil {
		return nil, err
	}
	doc = &Document{ctx: x, Encrypted: x.Encrypt != nil}
	if err := doc.checkObjectStreams(); err != nil {
		return nil, err
	}
	doc.Objects(func(int, Object) bool { return ctx.Err() == nil }) // unpacks what is packed
	doc.Repairs = repairs.taken()
	return doc, ctx.Err()
}

// configuration sets the reader's limits. The command VALIDATE is the one that
// lets encrypted files in.
func configuration(size int64, loose int, password string) *model.Configuration {
	conf := model.NewDefaultConfiguration()
	conf.Cmd = model.VALIDATE
	conf.Offline = true
	conf.ValidationMode = model.ValidationRelaxed
	conf.UserPW, conf.OwnerPW = password, password
	conf.Limits.MaxStreamBytes = size + 1
	conf.Limits.MaxDecodeBytes = maxObjectStreams
	conf.Limits.MaxObjectCount = maxObjects
	conf.Limits.MaxXRefEntries = maxObjects
	conf.Limits.MaxObjectStreamCount = packedCount(loose)
	conf.Limits.MaxObjectStreamFirst = 2 << 20
	return conf
}

type silence struct{}

func (silence) Printf(string, ...any) {}
func (silence) Println(...any)        {}
func (silence) Fatalf(string, ...any) {}
func (silence) Fatalln(...any)        {}

// repairLog keeps the library's lines about repairs, each once.
type repairLog struct {
	silence
	mu    sync.Mutex
	lines []string
}

const maxRepairs = 50

// taken empties the log.
func (l *repairLog) taken() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines
	l.lines = nil
	return lines
}

func (l *repairLog) Println(args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	line := strings.TrimPrefix(strings.TrimSpace(fmt.Sprint(args...)), "pdfcpu ")
	if line != "" && len(l.lines) < maxRepairs && !slices.Contains(l.lines, line) {
		l.lines = append(l.lines, line)
	}
}

func (l *repairLog) Printf(format string, args ...any) { l.Println(fmt.Sprintf(format, args...)) }

// Catalog is the root of the document (7.7.2); empty when there is none.
func (d *Document) Catalog() Dict {
	if d.ctx.Root == nil {
		return nil
	}
	return d.Dict(*d.ctx.Root)
}

// Objects calls f for every object of the file in the order of their numbers,
// until f returns false.
func (d *Document) Objects(f func(number int, o Object) bool) {
	numbers := make([]int, 0, len(d.ctx.Table))
	for n := range d.ctx.Table {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	for _, n := range numbers {
		if o := d.Resolve(Ref{ObjectNumber: Integer(n)}); o != nil && !f(n, o) {
			return
		}
	}
}
