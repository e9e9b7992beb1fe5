package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPacketPagesLookLikeTheirSource draws each source page and its packet page
// with poppler and compares them above the band. MEDBUNDLE_CORPUS names more
// folders of PDF files.
func TestPacketPagesLookLikeTheirSource(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed")
	}
	for _, path := range corpus(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src := Source{Name: filepath.Base(path), Path: path, Format: FormatPDF}
			r, err := Check(t.Context(), src)
			if err != nil {
				t.Skip(err)
			}
			if r.Encrypted && strings.Contains(path, "password") || r.Unshown > 0 {
				t.Skipf("%+v", r)
			}
			tolerance := 12
			if r.Forms || linked(path) {
				tolerance = 30 // viewers draw the borders of links and fields
			}
			compare(t, src, min(len(r.Pages), 4), tolerance)
		})
	}
}

func linked(path string) bool {
	s, err := ReadBack(context.Background(), path)
	return err == nil && len(s.Links) > 0
}

func corpus(t *testing.T) []string {
	var out []string
	for _, dir := range append(filepath.SplitList(os.Getenv("MEDBUNDLE_CORPUS")), sharedData(t)) {
		filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && strings.EqualFold(filepath.Ext(path), ".pdf") {
				out = append(out, path)
			}
			return nil
		})
	}
	return out
}

func compare(t *testing.T, src Source, pages, tolerance int) {
	dir := t.TempDir()
	packet := filepath.Join(dir, "packet.pdf")
	f, err := os.Create(packet)
	if err != nil {
		t.Fatal(err)
	}
	a := NewAssembler(f, pages, Info{})
	var numbers []int
	for i := range pages {
		numbers = append(numbers, i+1)
	}
	if _, _, err := a.Append(t.Context(), src, AppendOptions{Band: true, Pages: numbers}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	f.Close()
	was, _ := render(t, src.Path, dir+"/was", pages)
	is, complaints := render(t, packet, dir+"/is", pages)
	if len(was) != len(is) {
		t.Fatalf("%d pages drawn of the source, %d of the packet", len(was), len(is))
	}
	for i := range was {
		if d := difference(was[i], is[i]); d > tolerance {
			t.Errorf("page %d differs by %d of 255 %s", i+1, d, complaints)
		}
	}
}

// grey is a drawn page.
type grey struct {
	width, height int
	pix           []byte
}

func render(t *testing.T, path, prefix string, pages int) (out []grey, complaints string) {
	text, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", "36", "-gray", "-cropbox", "-l", fmt.Sprint(pages), path, prefix).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftoppm: %v %s", err, text)
	}
	files, _ := filepath.Glob(prefix + "-*.pgm")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var g grey
		var top int
		fmt.Sscanf(string(b[:min(len(b), 40)]), "P5\n%d %d\n%d\n", &g.width, &g.height, &top)
		g.pix = b[len(b)-g.width*g.height:]
		out = append(out, g)
	}
	return out, string(bytes.TrimSpace(text))
}

// difference compares means over a 16 by 16 grid of the source's page, the
// largest of which it returns.
func difference(was, is grey) int {
	const n = 16
	worst := 0
	for row := range n {
		for column := range n {
			d := was.mean(was, row, column, n) - is.mean(was, row, column, n)
			worst = max(worst, d, -d)
		}
	}
	return worst
}

func (g grey) mean(grid grey, row, column, n int) int {
	sum, count := 0, 0
	for y := grid.height * row / n; y < min(grid.height*(row+1)/n, g.height); y++ {
		for x := grid.width * column / n; x < min(grid.width*(column+1)/n, g.width); x++ {
			sum += int(g.pix[y*g.width+x])
			count++
		}
	}
	if count == 0 {
		return 255
	}
	return sum / count
}
