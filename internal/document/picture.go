package document

import (
	"context"
	"errors"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
)

var pictureFormats = map[string]pdf.Format{
	"image/jpeg": pdf.FormatJPEG, "image/png": pdf.FormatPNG, "image/tiff": pdf.FormatTIFF,
	"image/gif": pdf.FormatGIF, "image/bmp": pdf.FormatBMP, "image/webp": pdf.FormatWebP,
}

// readPicture checks a picture, whose pages the packet copies. The date that a
// camera wrote into it is not taken: it is when the paper was photographed.
func (r *Reader) readPicture(ctx context.Context, f File) (*Document, error) {
	src := pdf.Source{Name: f.Name, Path: f.Path, Format: pictureFormats[f.Media]}
	result, err := pdf.Check(ctx, src)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !errors.Is(err, pdf.ErrDamaged):
		return nil, f.trouble(RuleUnsupported, clinical.SeverityError, "The picture could not be read.",
			"Open the picture and save it as JPEG or PNG, then add that.")
	case err != nil || len(result.Pages) == 0:
		return nil, f.trouble(RuleDamaged, clinical.SeverityError, "The picture is damaged and cannot be shown.",
			"Copy the picture again from where it came, or take a new photo of the paper.")
	}
	doc := &Document{Source: &src, Sizes: result.Pages, Pages: make([]string, len(result.Pages)), NoText: true}
	if err := r.readPhoto(ctx, f, doc); err != nil {
		return nil, err
	}
	if doc.NoText {
		doc.Troubles = append(doc.Troubles, *f.noText(clinical.SeverityInfo, "The file is a picture: no text could be read from it.", doc))
	}
	doc.Troubles = append(append(doc.Troubles, f.foreign(doc)...), f.turned(doc)...)
	return doc, nil
}
