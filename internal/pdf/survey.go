package pdf

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Survey is what a finished packet says about itself, read from its bytes.
type Survey struct {
	// Pages are the sizes of the pages upright, the band included.
	Pages []PageSize
	// Labels are the page labels, one for each page.
	Labels  []string
	Outline []OutlineEntry
	Links   []Link
}

// OutlineEntry is one line of the outline in reading order. Level counts from
// 1. Page is 0 where the line leads to no page.
type OutlineEntry struct {
	Title string
	Page  int
	Level int
}

// Link is a link from one page of the packet to another; To is 0 where it
// leads to none. Rect is left, bottom, right, top in user space.
type Link struct {
	From int
	Rect [4]float64
	To   int
}

// maxOutline bounds the lines of an outline that are read.
const maxOutline = 1_000_000

// readBackTime is beyond what the largest packet takes, by far.
const readBackTime = 5 * time.Minute

// ReadBack reads the finished file at path, for verification. It reads with
// the library's reader and shares no code with the Assembler's writer. The file
// may be anybody's: it is read within the limits of every other PDF, and in
// bounded time.
func ReadBack(ctx context.Context, path string) (survey *Survey, err error) {
	bounded, cancel := context.WithTimeout(ctx, readBackTime)
	defer cancel()
	o, err := openBones(bounded, path)
	if err != nil && bounded.Err() != nil && ctx.Err() == nil {
		err = refused(path, errors.New("reading it takes too long"))
	}
	if err != nil {
		return nil, err
	}
	defer o.close()
	defer func() {
		if p := recover(); p != nil {
			err = refused(path, stumbled(p))
		}
	}()
	r := surveyor{doc: o.doc, numbers: map[int]int{}, seen: map[int]bool{}}
	r.pages()
	r.labels()
	r.outline(o.doc.Dict(o.doc.Catalog()["Outlines"])["First"], 1)
	return &r.survey, nil
}

// openBones opens a packet without the data of its pictures.
func openBones(ctx context.Context, path string) (*opened, error) {
	o := &opened{name: path, close: func() {}}
	r, size, err := o.reader(Source{Name: path, Path: path})
	if err != nil {
		return nil, err
	}
	if size > maxFile {
		err = fmt.Errorf("it is larger than %d MB", maxFile>>20)
	}
	if err == nil {
		r, err = cos.Skeleton(r, size)
	}
	if err == nil {
		o.doc, err = cos.Open(ctx, r, size, "")
	}
	if err != nil {
		o.close()
		return nil, refused(path, err)
	}
	return o, nil
}

type surveyor struct {
	doc     *cos.Document
	survey  Survey
	numbers map[int]int // page numbers by object number
	seen    map[int]bool
}

func (r *surveyor) pages() {
	for i, p := range r.doc.Pages() {
		r.numbers[p.Number] = i + 1
		w, h := p.Size()
		r.survey.Pages = append(r.survey.Pages, PageSize{w, h})
	}
	for i, p := range r.doc.Pages() {
		for _, annotation := range annotations(r.doc, p) {
			if r.doc.Name(annotation["Subtype"]) != "Link" {
				continue
			}
			rect, _ := r.doc.Rect(annotation["Rect"])
			r.survey.Links = append(r.survey.Links, Link{From: i + 1, Rect: [4]float64{rect.X0, rect.Y0, rect.X1, rect.Y1}, To: r.target(annotation)})
		}
	}
}

// target is the page that a destination, or the destination of a GoTo action,
// names (12.3.2); 0 for none.
func (r *surveyor) target(d cos.Dict) int {
	dest := d["Dest"]
	if action := r.doc.Dict(d["A"]); dest == nil && r.doc.Name(action["S"]) == "GoTo" {
		dest = action["D"]
	}
	a := r.doc.Array(dest)
	if len(a) == 0 {
		return 0
	}
	if ref, ok := a[0].(cos.Ref); ok {
		return r.numbers[int(ref.ObjectNumber)]
	}
	return 0
}

// outline reads a level of the outline and those below it.
func (r *surveyor) outline(first cos.Object, level int) {
	for o := first; o != nil && len(r.survey.Outline) < maxOutline && level <= 100; {
		ref, ok := o.(cos.Ref)
		if !ok || r.seen[int(ref.ObjectNumber)] {
			return
		}
		r.seen[int(ref.ObjectNumber)] = true
		line := r.doc.Dict(ref)
		r.survey.Outline = append(r.survey.Outline, OutlineEntry{Title: r.doc.Text(line["Title"]), Page: r.target(line), Level: level})
		r.outline(line["First"], level+1)
		o = line["Next"]
	}
}

// labels reads the page labels (12.4.2) where their number tree is one node.
// Of the numbering styles only decimal numbers are spelt.
func (r *surveyor) labels() {
	nums := r.doc.Array(r.doc.Dict(r.doc.Catalog()["PageLabels"])["Nums"])
	style, prefix, start, from := "", "", 1, 0
	for i := range r.survey.Pages {
		for len(nums) >= 2 && r.doc.Int(nums[0], -1) <= i {
			label := r.doc.Dict(nums[1])
			style, prefix = r.doc.Name(label["S"]), r.doc.Text(label["P"])
			start, from = r.doc.Int(label["St"], 1), r.doc.Int(nums[0], 0)
			nums = nums[2:]
		}
		number := ""
		if style == "D" {
			number = strconv.Itoa(start + i - from)
		}
		r.survey.Labels = append(r.survey.Labels, prefix+number)
	}
}
