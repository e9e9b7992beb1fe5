package main

import (
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// discs are folders of made-up CT slices, large enough to measure with. The same
// numbers make the same bytes.
type discs struct {
	Name           string
	Slices, Square int
}

var (
	// oneLargeDisc is a day of CT: 1 GB in 2,000 slices of 512 by 512.
	oneLargeDisc = discs{"large", 2000, 512}
	// manySmall are 20,000 instances, as a perfusion or a PET disc has.
	manySmall = discs{"small", 20000, 32}
)

// folder makes the slices, or finds them where an earlier run made them.
func (d discs) folder(b *testing.B) string {
	b.Helper()
	home := filepath.Join(os.TempDir(), fmt.Sprintf("medbundle-disc-%s-v1", d.Name))
	if _, err := os.Stat(home); err == nil {
		return home
	}
	part, err := os.MkdirTemp(os.TempDir(), "medbundle-disc-part-")
	if err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(part)
	noise := make([]byte, 2*d.Square*d.Square+2*d.Slices)
	r := rand.New(rand.NewSource(1))
	for i := 0; i < len(noise); i += 2 { // 12 bits
		noise[i], noise[i+1] = byte(r.Intn(256)), byte(r.Intn(16))
	}
	for i := range d.Slices {
		dir := filepath.Join(part, "DICOM", "PAT00001", "STU00001", fmt.Sprintf("SER%05d", i/500+1))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			b.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("IMG%05d", i+1))
		if err := os.WriteFile(name, d.slice(i, noise), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	if err := os.Rename(part, home); err != nil {
		b.Fatal(err)
	}
	return home
}

func (d discs) slice(i int, noise []byte) []byte {
	uid := fmt.Sprintf("1.2.826.0.1.3680043.8.498.%d", i+1)
	t := &trap{dataset.Meta("1.2.840.10008.5.1.4.1.1.2", uid, syntaxExplicit, "1.2.3", "BENCH")}
	text := t.text
	text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2")
	text(0x00080018, "UI", uid)
	text(0x00080020, "DA", "20260212")
	text(0x00080030, "TM", "101500")
	text(0x00080050, "SH", "A1")
	text(0x00080060, "CS", "CT")
	text(0x00080080, "LO", "Examplewood")
	text(0x00080090, "PN", "")
	text(0x00081030, "LO", "CT chest")
	text(0x0008103E, "LO", fmt.Sprintf("axial %d", i/500+1))
	text(0x00100010, "PN", "EXAMPLE^JANE")
	text(0x00100020, "LO", "P1")
	text(0x00100030, "DA", "19600202")
	text(0x00100040, "CS", "F")
	text(0x00180050, "DS", "1.0")
	text(0x0020000D, "UI", "1.2.826.0.1.3680043.8.498.900")
	text(0x0020000E, "UI", fmt.Sprintf("1.2.826.0.1.3680043.8.498.900.%d", i/500+1))
	text(0x00200010, "SH", "1")
	text(0x00200011, "IS", fmt.Sprint(i/500+1))
	text(0x00200013, "IS", fmt.Sprint(i%500+1))
	text(0x00200032, "DS", fmt.Sprintf(`0\0\%d`, i%500))
	text(0x00200037, "DS", `1\0\0\0\1\0`)
	t.number(0x00280002, 1)
	text(0x00280004, "CS", "MONOCHROME2")
	t.number(0x00280010, d.Square)
	t.number(0x00280011, d.Square)
	text(0x00280030, "DS", `0.7\0.7`)
	t.number(0x00280100, 16).number(0x00280101, 12).number(0x00280102, 11).number(0x00280103, 0)
	text(0x00281050, "DS", "2048")
	text(0x00281051, "DS", "4096")
	return t.pixels(noise[2*i : 2*i+2*d.Square*d.Square])
}

// BenchmarkDiscBuild builds a bundle of a disc, beside what a clerk would run one
// after the other: cp -r, sha256sum over all files, dcmmkdir. In turns, in the same run.
func BenchmarkDiscBuild(b *testing.B) {
	for _, d := range []discs{oneLargeDisc, manySmall} {
		b.Run(d.Name, func(b *testing.B) { d.bench(b) })
	}
}

func (d discs) bench(b *testing.B) {
	for _, tool := range []string{"cp", "sha256sum", "dcmmkdir"} {
		if _, err := exec.LookPath(tool); err != nil {
			b.Skipf("%s is not here", tool)
		}
	}
	src := d.folder(b)
	var files []string
	err := filepath.WalkDir(filepath.Join(src, "DICOM"), func(p string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(src, p)
			files = append(files, rel)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	sort.Strings(files)
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	var ours, clerk, dir []cost
	for b.Loop() {
		home := b.TempDir()
		ours = append(ours, measure(b, home, self, "build", src, "-o", "out", "--as-of", demoDay))
		os.RemoveAll(filepath.Join(home, "out"))
		all := measure(b, home, "cp", "-r", filepath.Join(src, "DICOM"), "DICOM")
		list := filepath.Join(home, "list")
		writeList(b, list, files)
		all = all.then(measure(b, home, "sh", "-c", "xargs sha256sum < list > SHA256.TXT"))
		mkdir := measure(b, home, "dcmmkdir", "+r", "+id", ".", "+D", "DICOMDIR", "DICOM")
		dir = append(dir, mkdir)
		clerk = append(clerk, all.then(mkdir))
		os.RemoveAll(home)
	}
	own, them, mk := median(ours), median(clerk), median(dir)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(own.wall.Seconds(), "wall-s")
	b.ReportMetric(own.cpu.Seconds(), "cpu-s")
	b.ReportMetric(own.peakMB, "peak-MB")
	b.ReportMetric(them.wall.Seconds(), "clerk-wall-s")
	b.ReportMetric(own.wall.Seconds()/them.wall.Seconds(), "times-clerk-wall")
	b.ReportMetric(own.cpu.Seconds()/them.cpu.Seconds(), "times-clerk-cpu")
	b.ReportMetric(own.wall.Seconds()/mk.wall.Seconds(), "times-dcmmkdir-wall")
	b.ReportMetric(own.cpu.Seconds()/mk.cpu.Seconds(), "times-dcmmkdir-cpu")
}

// then is what two processes cost that run one after the other.
func (c cost) then(next cost) cost {
	return cost{c.wall + next.wall, c.cpu + next.cpu, max(c.peakMB, next.peakMB)}
}

func writeList(b *testing.B, path string, files []string) {
	b.Helper()
	text := ""
	for _, f := range files {
		text += f + "\n"
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
}
