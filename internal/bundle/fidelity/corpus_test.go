package fidelity

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

func TestMain(m *testing.M) {
	pdfium.RunWorkerIfAsked()
	os.Exit(m.Run())
}

// corpusEnv switches TestCorpus on, which takes many minutes.
const corpusEnv = "MEDBUNDLE_TEST_CORPUS"

const mutations = 1300

// TestCorpus reads every PDF of the shared data and of the module cache, and
// mutations of them, as `build` does, and prints the table of docs/benchmarks.md.
// It fails where a page differs without a finding, where a reader crashes, and
// where less than 99 % of what any other program opens becomes pages.
func TestCorpus(t *testing.T) {
	if os.Getenv(corpusEnv) == "" {
		t.Skip(corpusEnv + " is not set")
	}
	files := corpusFiles(t)
	if len(files) == 0 {
		t.Skip("no PDFs here")
	}
	engine := pdfium.New(pdfium.Options{Workers: 2})
	c := &corpus{t: t, engine: engine, work: t.TempDir(), count: map[string]int{}}
	g := errgroup.Group{}
	g.SetLimit(2)
	for i, f := range files {
		g.Go(func() error { return c.file(fmt.Sprintf("%04d", i), f, "") })
	}
	for i := range mutations {
		g.Go(func() error {
			f := files[i*len(files)/mutations]
			return c.file(fmt.Sprintf("m%03d", i), f, mutate(i, c.path(fmt.Sprintf("m%03d.pdf", i)), f))
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	engine.Close()
	peak := largestChild()
	c.engine = pdfium.New(pdfium.Options{Workers: 2})
	defer c.engine.Close()
	for _, f := range c.failed {
		c.doubt(f)
	}
	c.report(len(files), peak)
}

// corpusFiles are all different PDFs of up to 30 MB.
func corpusFiles(t *testing.T) (out []string) {
	cache, _ := exec.Command("go", "env", "GOMODCACHE").Output()
	seen := map[[sha256.Size]byte]bool{}
	for _, root := range []string{filepath.Join("..", "..", "..", "..", "shared", "data"), strings.TrimSpace(string(cache))} {
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.EqualFold(filepath.Ext(path), ".pdf") {
				return nil
			}
			data, err := os.ReadFile(path)
			if key := sha256.Sum256(data); err == nil && len(data) <= 30<<20 && !seen[key] {
				seen[key] = true
				out = append(out, path)
			}
			return nil
		})
	}
	sort.Strings(out)
	return out
}

// mutate writes a damaged copy of a file: cut off, with bytes changed, or with
// a piece missing.
func mutate(i int, to, from string) string {
	data, err := os.ReadFile(from)
	if err != nil || len(data) < 100 {
		return ""
	}
	r := rand.New(rand.NewPCG(uint64(i), 1))
	at := r.IntN(len(data))
	switch i % 3 {
	case 0:
		data = data[:len(data)/4+at*3/4]
	case 1:
		for range 20 {
			data[r.IntN(len(data))] ^= byte(1 + r.IntN(255))
		}
	case 2:
		data = append(bytes.Clone(data[:at]), data[min(len(data), at+1+len(data)/20):]...)
	}
	if os.WriteFile(to, data, 0o600) != nil {
		return ""
	}
	return to
}

type corpus struct {
	t      *testing.T
	engine *pdfium.Engine
	work   string

	mu      sync.Mutex
	count   map[string]int
	slowest time.Duration
	slow    string
	failed  []failure
}

// failure is a file that did not become pages.
type failure struct{ set, name, path, why string }

// doubt asks the other programs about a file that did not become pages.
func (c *corpus) doubt(f failure) {
	who := others(f.path, c.work)
	if p, err := c.engine.Probe(context.Background(), f.path, f.name, nil); err == nil && p.Opened {
		who += " pdfium"
	}
	if who == "" {
		c.add("%s: opened by no program", f.set)
		return
	}
	c.add("%s: NOT PAGES", f.set)
	c.t.Logf("not pages, but %s open it: %s %s: %s", who, f.set, f.name, f.why)
}

func (c *corpus) path(name string) string { return filepath.Join(c.work, name) }

func (c *corpus) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count[fmt.Sprintf(format, args...)]++
}

// file reads one file, or its mutation where there is one.
func (c *corpus) file(id, name, mutation string) error {
	set, path := "as found", name
	if mutation != "" {
		set, path = "mutated", mutation
	}
	work := c.path(id)
	if err := os.Mkdir(work, 0o700); err != nil {
		return err
	}
	defer os.RemoveAll(work)
	start := time.Now()
	reader := &document.Reader{Engine: c.engine, Work: work}
	f := document.File{Path: path, Name: name, Media: "application/pdf"}
	doc, err := reader.Read(context.Background(), f)
	c.took(time.Since(start), set+" "+name)
	var trouble *document.Trouble
	switch {
	case errors.As(err, &trouble) && trouble.Rule == document.RuleLocked:
		c.add("%s: locked", set)
		return nil
	case err != nil && trouble == nil:
		return err
	case err != nil || doc.Source == nil:
		c.mu.Lock()
		c.failed = append(c.failed, failure{set, name, path, fmt.Sprint(err)})
		c.mu.Unlock()
		return nil
	}
	how := string(doc.Rung)
	if how == "" {
		how = "as it is"
	}
	c.add("%s: pages", set)
	c.add("%s: pages, %s", set, how)
	return c.look(work, set, name, f, reader, doc)
}

// look packs the document and compares its first pages, over the rounds that
// a build takes.
func (c *corpus) look(work, set, name string, f document.File, reader *document.Reader, doc *document.Document) error {
	const some = 10
	if doc.Original == nil || len(doc.Sizes) > 400 {
		return nil
	}
	check := &Check{Mode: All, Engine: few{c.engine, some}, Ladder: reader}
	papers := []Paper{{Record: "R", Name: f.Name, Document: doc, First: 1}}
	for round := 0; ; round++ {
		packet := filepath.Join(work, "packet.pdf")
		if err := pack(packet, papers[0].Document); err != nil {
			c.t.Errorf("%s %s: read, but not packed: %v", set, name, err)
			return nil
		}
		outcomes, err := check.Round(context.Background(), packet, papers)
		if err != nil {
			return err
		}
		if len(outcomes) == 0 {
			c.add("%s: compared", set)
			return nil
		}
		if round == 0 {
			c.add("%s: compared, differs at first", set)
		}
		if o := outcomes[0]; o.Document != nil {
			papers[0].Document = o.Document
		}
		if o := outcomes[0]; o.Finding != nil {
			c.add("%s: compared, differs at first, %s after %s", set, o.Finding.Rule, papers[0].Document.Rung)
			c.t.Logf("%s %s: %s (%s)", set, name, o.Finding.Message, papers[0].Document.Rung)
		}
	}
}

// few compares the first pages only.
type few struct {
	Comparer
	n int
}

func (f few) Compare(ctx context.Context, pairs []pdfium.Pair) ([]pdfium.Comparison, error) {
	got, err := f.Comparer.Compare(ctx, pairs[:min(len(pairs), f.n)])
	for _, p := range pairs[len(got):] {
		got = append(got, pdfium.Comparison{Pair: p})
	}
	return got, err
}

func pack(path string, doc *document.Document) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	a := pdf.NewAssembler(f, len(doc.Sizes), pdf.Info{})
	if _, _, err := a.Append(context.Background(), *doc.Source, pdf.AppendOptions{Band: true}); err != nil {
		return err
	}
	return a.Close(nil)
}

// others are the other programs that open a file.
func others(path, work string) string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var who []string
	os.Remove(filepath.Join(work, "mu.png"))
	// qpdf writes anything anew, with no page if need be: its count decides.
	if n, _ := exec.CommandContext(ctx, "qpdf", "--show-npages", path).Output(); strings.Trim(string(n), "0\n") != "" {
		who = append(who, "qpdf")
	}
	if exec.CommandContext(ctx, "mutool", "draw", "-q", "-r", "20", "-o", filepath.Join(work, "mu.png"), path, "1").Run() == nil {
		if _, err := os.Stat(filepath.Join(work, "mu.png")); err == nil {
			who = append(who, "mutool")
		}
	}
	return strings.Join(who, " ")
}

func (c *corpus) took(d time.Duration, name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > c.slowest {
		c.slowest, c.slow = d, name
	}
}

func (c *corpus) report(files int, peak int64) {
	c.t.Logf("%d files, %d mutations", files, mutations)
	var lines []string
	for k, n := range c.count {
		lines = append(lines, fmt.Sprintf("%5d  %s", n, k))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[7:], b[7:]) })
	c.t.Log("\n" + strings.Join(lines, "\n"))
	c.t.Logf("slowest: %v, %s", c.slowest, c.slow)
	c.t.Logf("largest process: %d MB", peak>>20)
	pages := c.count["as found: pages"] + c.count["mutated: pages"]
	not := c.count["as found: NOT PAGES"] + c.count["mutated: NOT PAGES"]
	if not*100 > pages+not {
		c.t.Errorf("%d of %d did not become pages", not, pages+not)
	}
}
