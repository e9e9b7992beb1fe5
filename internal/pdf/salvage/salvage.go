// Package salvage puts a PDF together again whose end is gone, as a download
// leaves it that was cut short: with the end go the table of objects and, in
// most files, the root of the page tree, and no reader opens what is left. It
// looks for objects byte by byte and knows nothing else of PDF; what it writes
// must be read with the same suspicion as any file.
package salvage

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// ErrNothing: there is no page to be found, or the file is encrypted and the
// key to it went with its end.
var ErrNothing = errors.New("no page can be found in it")

// Bounds on what one file may hold.
const (
	maxObjects = 500_000
	maxNumber  = 8388607 // ISO 32000-1, Annex C
	maxHead    = 64 << 10
)

var (
	objectHead  = regexp.MustCompile(`(\d{1,7})[ \t\r\n\f]{1,8}(\d{1,5})[ \t\r\n\f]{1,8}obj\b`)
	isCatalog   = regexp.MustCompile(`/Type\s*/Catalog\b`)
	isPages     = regexp.MustCompile(`/Type\s*/Pages\b`)
	isPage      = regexp.MustCompile(`/Type\s*/Page\b`)
	isPacked    = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	isEncrypted = regexp.MustCompile(`/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<`)
	rootPages   = regexp.MustCompile(`/Pages\s+(\d{1,7})\s+\d{1,5}\s+R`)
)

// object is one object that was found: plain, at an offset, or taken from an
// object stream.
type object struct {
	number, generation int
	offset             int
	head               []byte // what its dictionary begins with
	body               []byte // of one that was packed
}

// Salvage returns a file that begins with the bytes of data and has a table of
// the objects that were found, and a page tree where its own is gone. The
// newest object of a number counts. The error is ErrNothing.
func Salvage(data []byte) ([]byte, error) {
	if isEncrypted.Match(data) {
		return nil, ErrNothing
	}
	found := plain(data)
	found = append(found, packed(data, found)...)
	root := root(found)
	if root == 0 {
		root, found = regrow(found)
	}
	if root == 0 {
		return nil, ErrNothing
	}
	return write(data, found, root), nil
}

// plain finds the objects that stand in the file as they are, the newest of
// each number, in the order of the file.
func plain(data []byte) (out []object) {
	heads := objectHead.FindAllSubmatchIndex(data, maxObjects)
	newest := map[int]int{}
	for i, m := range heads {
		if n := number(data[m[2]:m[3]]); n > 0 && n <= maxNumber {
			newest[n] = i
		}
	}
	for i, m := range heads {
		n := number(data[m[2]:m[3]])
		if at, ok := newest[n]; !ok || at != i {
			continue
		}
		end := len(data)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		head := data[m[1]:min(end, m[1]+maxHead)]
		if at := bytes.Index(head, []byte("stream")); at >= 0 {
			head = head[:at]
		}
		out = append(out, object{number: n, generation: number(data[m[4]:m[5]]), offset: m[0], head: head})
	}
	return out
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits)) // at most seven digits
	return n
}

// root is the catalog whose page tree was found, 0 for none.
func root(found []object) int {
	trees := map[int]bool{}
	for _, o := range found {
		if isPages.Match(o.head) {
			trees[o.number] = true
		}
	}
	for _, o := range slices.Backward(found) {
		if m := rootPages.FindSubmatch(o.head); m != nil && isCatalog.Match(o.head) && trees[number(m[1])] {
			return o.number
		}
	}
	return 0
}

// regrow makes a catalog and a page tree of all pages, in the order in which
// they stand in the file.
func regrow(found []object) (root int, all []object) {
	var kids []byte
	last, pages := 0, 0
	for _, o := range found {
		last = max(last, o.number)
		if isPage.Match(o.head) {
			kids = fmt.Appendf(kids, "%d %d R ", o.number, o.generation)
			pages++
		}
	}
	if pages == 0 || last+2 > maxNumber {
		return 0, found
	}
	return last + 1, append(found,
		object{number: last + 1, body: fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R>>", last+2)},
		object{number: last + 2, body: fmt.Appendf(nil, "<</Type/Pages/Count %d/Kids[%s]>>", pages, kids)})
}

// write adds what was made, and the table of objects (7.5.4), to data.
func write(data []byte, found []object, root int) []byte {
	out := bytes.NewBuffer(make([]byte, 0, len(data)+1024))
	shift := 0
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		shift, _ = out.WriteString("%PDF-1.7\n")
	}
	out.Write(data)
	out.WriteString("\nendstream\nendobj\n") // of the object in which the file ends
	last := 0
	for i := range found {
		o := &found[i]
		last = max(last, o.number)
		if o.offset += shift; o.body != nil {
			o.offset, o.generation = out.Len(), 0
			fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", o.number, o.body)
		}
	}
	slices.SortFunc(found, func(a, b object) int { return a.number - b.number })
	start := out.Len()
	out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for from := 0; from < len(found); {
		to := from + 1
		for to < len(found) && found[to].number == found[to-1].number+1 {
			to++
		}
		fmt.Fprintf(out, "%d %d\n", found[from].number, to-from)
		for _, o := range found[from:to] {
			fmt.Fprintf(out, "%010d %05d n \n", o.offset, o.generation)
		}
		from = to
	}
	fmt.Fprintf(out, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", last+1, root, start)
	return out.Bytes()
}
