package main

import (
	"encoding/xml"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle"
)

type bboxPage struct {
	Words []struct {
		XMin float64 `xml:"xMin,attr"`
		YMin float64 `xml:"yMin,attr"`
		YMax float64 `xml:"yMax,attr"`
		Text string  `xml:",chardata"`
	} `xml:"body>doc>page>word"`
}

// hasIndexRow finds the row of a run of pages in the index: a link to its first,
// with that number printed at the right end of the same row.
func (p *packetFacts) hasIndexRow(t *testing.T, record string, first int) {
	t.Helper()
	for _, l := range p.links {
		if l.to != first || l.from < p.indexFrom || l.from > p.indexTo {
			continue
		}
		for _, w := range p.boxes(t, l.from).Words {
			middle := (w.YMin + w.YMax) / 2
			if w.Text == strconv.Itoa(first) && middle > l.yMin && middle < l.yMax && w.XMin > p.width[l.from-1]-90 {
				return
			}
		}
	}
	t.Errorf("%s: no index row leads to page %d and says so", record, first)
}

// boxes are the words of a page with where they stand, read once.
func (p *packetFacts) boxes(t *testing.T, number int) *bboxPage {
	t.Helper()
	if page := p.words[number]; page != nil {
		return page
	}
	n := strconv.Itoa(number)
	out, err := exec.Command("pdftotext", "-bbox", "-f", n, "-l", n, filepath.Join(p.dir, bundle.PacketName), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	page := &bboxPage{}
	dec := xml.NewDecoder(strings.NewReader(string(out)))
	dec.Strict = false
	if err := dec.Decode(page); err != nil {
		t.Fatalf("pdftotext -bbox: %v", err)
	}
	if p.words == nil {
		p.words = map[int]*bboxPage{}
	}
	p.words[number] = page
	return page
}
