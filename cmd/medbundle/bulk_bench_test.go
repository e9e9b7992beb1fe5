package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"testing"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet"
	"github.com/medbundle/medbundle/internal/pdf"
)

// The folders by which the program is measured.
var (
	// thePapers are 200 files, 3,900 pages, 450 MB.
	thePapers = bulk{Name: "papers", Reports: 100, ReportPages: 25, Scans: 80, ScanPages: 15, Faxes: 20, FaxPages: 10}
	// oneBook is what a hospital prints when asked for everything.
	oneBook = bulk{Name: "book", Reports: 1, ReportPages: 2200}
	// oneDump is a scanned chart in one file.
	oneDump = bulk{Name: "dump", Scans: 1, ScanPages: 600}
	// portalLetters are what a portal gives, one letter at a time.
	portalLetters = bulk{Name: "letters", Reports: 500, ReportPages: 1}
)

// asAssembler, when set, makes the test binary assemble the folder that it names
// into the file named by its first argument, and do nothing else.
const asAssembler = "TEST_BINARY_ASSEMBLES"

// assembleIfAsked writes the packet of a folder, all pages known beforehand: what
// `qpdf --empty --pages` does, and running feet, index, links and bookmarks.
func assembleIfAsked() {
	home := os.Getenv(asAssembler)
	if home == "" {
		return
	}
	if err := assemble(home, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func assemble(home, out string) error {
	if name := os.Getenv("TEST_BINARY_PROFILE"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	papers, err := readBulk(home)
	if err != nil {
		return err
	}
	p := packet.Packet{Created: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), Tool: "medbundle"}
	for i, x := range papers.Papers {
		p.Documents = append(p.Documents, packet.Document{
			Record:   &clinical.Record{ID: fmt.Sprintf("R%03d", i+1), Kind: clinical.PathologyReport, Title: x.Name},
			Source:   pdf.Source{Name: x.Name, Path: filepath.Join(papers.Dir, x.Name), Format: pdf.FormatPDF},
			Sizes:    slices.Repeat([]pdf.PageSize{{Width: x.Width, Height: x.Height}}, x.Pages),
			Original: x.Name,
		})
	}
	l, err := packet.Lay(p)
	if err != nil {
		return err
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 256<<10)
	if err := l.Write(context.Background(), w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// BenchmarkBulkAssemble puts the packet of a large folder together, beside
// qpdf merging the same files in the same run, in turns. Times are those of the
// processor; the ratio is that of the medians.
func BenchmarkBulkAssemble(b *testing.B) {
	for _, folder := range []bulk{thePapers, oneBook, oneDump, portalLetters} {
		b.Run(folder.Name, func(b *testing.B) { benchAssemble(b, folder.folder(b)) })
	}
}

func benchAssemble(b *testing.B, papers bulkFolder) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		b.Skip("qpdf is not here")
	}
	merge := []string{"--empty", "--pages"}
	for _, p := range papers.Papers {
		merge = append(merge, filepath.Join(papers.Dir, p.Name))
	}
	merge = append(merge, "--", "out.pdf")
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	b.Setenv(asAssembler, filepath.Dir(papers.Dir))
	var ours, theirs []cost
	for b.Loop() {
		dir := b.TempDir()
		theirs = append(theirs, measure(b, dir, qpdf, merge...))
		ours = append(ours, measure(b, dir, self, "packet.pdf"))
		os.RemoveAll(dir)
	}
	own, qs := median(ours), median(theirs)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(own.cpu.Seconds(), "cpu-s")
	b.ReportMetric(qs.cpu.Seconds(), "qpdf-cpu-s")
	b.ReportMetric(own.cpu.Seconds()/qs.cpu.Seconds(), "times-qpdf")
	b.ReportMetric(own.wall.Seconds()/qs.wall.Seconds(), "times-qpdf-wall")
	b.ReportMetric(own.peakMB, "peak-MB")
	b.ReportMetric(qs.peakMB, "qpdf-peak-MB")
}

// median is the middle of each measure on its own, and the highest peak.
func median(all []cost) (m cost) {
	middle := func(of func(cost) time.Duration) time.Duration {
		var xs []time.Duration
		for _, c := range all {
			xs = append(xs, of(c))
		}
		slices.Sort(xs)
		return xs[len(xs)/2]
	}
	m.cpu = middle(func(c cost) time.Duration { return c.cpu })
	m.wall = middle(func(c cost) time.Duration { return c.wall })
	for _, c := range all {
		m.peakMB = max(m.peakMB, c.peakMB)
	}
	return m
}

// BenchmarkBulkBuild builds a bundle of a large folder: everything that `build`
// does by itself, text of every page, proof of the bundle and all.
func BenchmarkBulkBuild(b *testing.B) {
	for _, folder := range []bulk{thePapers, oneBook, oneDump, portalLetters} {
		b.Run(folder.Name, func(b *testing.B) { benchBuild(b, folder.folder(b)) })
	}
}

func benchBuild(b *testing.B, papers bulkFolder) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	var costs []cost
	for b.Loop() {
		dir := b.TempDir()
		costs = append(costs, measure(b, dir, self, "build", papers.Dir, "-o", "out", "--as-of", demoDay, "--ocr", "off"))
		os.RemoveAll(dir)
	}
	m := median(costs)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(m.cpu.Microseconds())/1000/float64(papers.Pages), "cpu-ms/page")
	b.ReportMetric(m.cpu.Seconds(), "cpu-s")
	b.ReportMetric(m.wall.Seconds(), "wall-s")
	b.ReportMetric(m.peakMB, "peak-MB")
}

// BenchmarkBulkVerify proves the bundle of the large folder, beside `sha256sum
// -c`, in turns.
func BenchmarkBulkVerify(b *testing.B) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		b.Skip("sha256sum is not here")
	}
	papers := thePapers.folder(b)
	dir := filepath.Join(b.TempDir(), "out")
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	measure(b, papers.Dir, self, "build", papers.Dir, "-o", dir, "--as-of", demoDay, "--ocr", "off")
	var ours, theirs []cost
	for b.Loop() {
		ours = append(ours, measure(b, dir, self, "verify", dir))
		theirs = append(theirs, measure(b, dir, "sha256sum", "-c", "--quiet", "SHA256.TXT"))
	}
	own, sums := median(ours), median(theirs)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(own.cpu.Seconds(), "cpu-s")
	b.ReportMetric(own.cpu.Seconds()/sums.cpu.Seconds(), "times-sha256sum")
	b.ReportMetric(own.wall.Seconds()/sums.wall.Seconds(), "times-sha256sum-wall")
	b.ReportMetric(own.peakMB, "peak-MB")
}
