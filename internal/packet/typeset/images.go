package typeset

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

var jpegOptions = fpdf.ImageOptions{ImageType: "jpg"}

// picture reads and registers a JPEG and returns its name. The same bytes are stored
// once: fpdf would write one name twice.
func (p *pen) picture(read func() ([]byte, error)) string {
	jpeg, err := read()
	if err != nil {
		p.SetError(err)
		return ""
	}
	key := sha256.Sum256(jpeg)
	if name, ok := p.images[key]; ok {
		return name
	}
	order := len(p.images)
	name := "picture" + strconv.Itoa(order)
	p.images[key] = name
	if info := p.RegisterImageOptionsReader(name, jpegOptions, bytes.NewReader(jpeg)); info != nil {
		if err := settle(info, order); err != nil {
			p.SetError(err)
		}
	}
	return name
}

// settle gives an image its place in the file. fpdf writes images in the order
// of their widths, and equally wide ones in the order of a map, which differs
// from run to run. A width that is a millionth larger for each image, which is
// cut off where it is written, makes the order certain. The type's only way in
// is its gob encoding.
func settle(info *fpdf.ImageInfoType, order int) error {
	var (
		data, smask, pal []byte
		n, bits          int
		w, h, scale, dpi float64
		space, filter    string
		parms            string
		trns             []int
	)
	fields := []any{&data, &smask, &n, &w, &h, &space, &pal, &bits, &filter, &parms, &trns, &scale, &dpi}
	coded, err := info.GobEncode()
	if err != nil {
		return err
	}
	dec := gob.NewDecoder(bytes.NewReader(coded))
	for _, f := range fields {
		if err := dec.Decode(f); err != nil {
			return err
		}
	}
	w += float64(order) * 1e-6
	var buf bytes.Buffer
	enc := gob.NewEncoder(&buf)
	for _, f := range fields {
		if err := enc.Encode(f); err != nil {
			return err
		}
	}
	return info.GobDecode(buf.Bytes())
}
