package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// made is a PDF written by hand, object by object; object 1 is the catalog.
func made(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, body := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

// madePage is a PDF of one page; more objects count from 4.
func madePage(catalog, page, content string, more ...string) []byte {
	return made(append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalog + ">>",
		"<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + ">>",
		stream("", content),
	}, more...)...)
}

// feet is a PDF of n feet, light blue, with text.
func feet(n int, width float64) []byte {
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 %g %g]/Resources<</Font<</F 3 0 R>>>>>>", n, kids.String(), width, FootBand),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	for i := range n {
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 5+2*i),
			stream("", fmt.Sprintf("0 1 1 rg 0 0 %g %g re f 0 g BT /F 9 Tf 20 8 Td (foot %d of %d) Tj ET", width, FootBand, i+1, n)))
	}
	return made(objects...)
}
