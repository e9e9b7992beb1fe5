package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// cost is what a process and the children it waited for used.
type cost struct {
	wall, cpu time.Duration
	peakMB    float64 // of the largest process; 0 where the system does not tell
}

func measure(b *testing.B, dir, name string, args ...string) cost {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	start := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peakMB: peakMB(cmd.ProcessState)}
	if err != nil && cmd.ProcessState.ExitCode() != exitIncomplete {
		b.Fatalf("%s %v: %v", name, args, err)
	}
	return c
}

// BenchmarkDemoBuild builds the made-up patient's bundle in a process of its
// own, PDFium's cache being warm after the first. It reports the processor time
// of the process and its children and the memory of the largest of them.
func BenchmarkDemoBuild(b *testing.B) {
	patient, _ := demoBundle(b)
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	var cpu time.Duration
	peak := 0.0
	n := 0
	for b.Loop() {
		c := measure(b, b.TempDir(), self, "build", patient, "-o", fmt.Sprintf("out%d", n), "--as-of", demoDay)
		cpu += c.cpu
		peak = max(peak, c.peakMB)
		n++
	}
	b.ReportMetric(cpu.Seconds()/float64(n), "cpu-s/op")
	b.ReportMetric(peak, "peak-MB")
}

// BenchmarkVerify proves a bundle, beside what `sha256sum -c` takes for the
// hashes alone, in the same run.
func BenchmarkVerify(b *testing.B) {
	_, dir := demoBundle(b)
	if _, err := os.Stat(caseBreast); err == nil {
		dir = filepath.Join(b.TempDir(), "case-breast")
		if status, _, errText := call("build", caseBreast, "-o", dir, "--as-of", demoDay); status != exitIncomplete {
			b.Fatalf("status %d: %s", status, errText)
		}
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := exec.LookPath("sha256sum"); err != nil {
		b.Skip("sha256sum is not here")
	}
	var ours, theirs time.Duration
	for b.Loop() {
		ours += measure(b, dir, self, "verify", dir).wall
		theirs += measure(b, dir, "sha256sum", "-c", "--quiet", "SHA256.TXT").wall
	}
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "times-sha256sum")
}

// BenchmarkScannedPages lists case-breast with tesseract and without, and
// reports what its three scanned pages cost, one for one.
func BenchmarkScannedPages(b *testing.B) {
	if _, err := os.Stat(caseBreast); err != nil {
		b.Skip("the shared data is not here")
	}
	if _, err := exec.LookPath("tesseract"); err != nil {
		b.Skip("tesseract is not here")
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	const pages = 3
	dir, err := filepath.Abs(caseBreast)
	if err != nil {
		b.Fatal(err)
	}
	var read, unread cost
	for b.Loop() {
		with, without := measure(b, dir, self, "list", ".", "--ocr", "auto"), measure(b, dir, self, "list", ".", "--ocr", "off")
		read.cpu, read.wall, read.peakMB = read.cpu+with.cpu, read.wall+with.wall, max(read.peakMB, with.peakMB)
		unread.cpu, unread.wall = unread.cpu+without.cpu, unread.wall+without.wall
	}
	n := float64(b.N * pages)
	b.ReportMetric((read.cpu-unread.cpu).Seconds()/n, "cpu-s/page")
	b.ReportMetric((read.wall-unread.wall).Seconds()/n, "wall-s/page")
	b.ReportMetric(read.peakMB, "peak-MB")
}
