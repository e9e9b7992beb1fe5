package paper

import "fmt"

// Scan is a PDF of one US Letter page that holds nothing but a picture of w by
// h pixels, one bit each, eight to a byte, white 1.
func Scan(w, h int, bits []byte) []byte {
	f := &writer{}
	catalog, tree := f.reserve(), f.reserve()
	picture := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1", w, h), bits)
	content := f.stream("", []byte("q 612 0 0 792 0 0 cm /Im0 Do Q\n"))
	leaf := f.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /Im0 %d 0 R >> >> /Contents %d 0 R >>",
		tree, picture, content)
	f.set(tree, "<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", leaf)
	f.set(catalog, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	return f.finish("1.4", catalog)
}
