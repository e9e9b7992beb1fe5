package document

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
)

var pictureFormats = map[string]pdf.Format{
	"image/jpeg": pdf.FormatJPEG, "image/png": pdf.FormatPNG, "image/tiff": pdf.FormatTIFF,
	"image/gif": pdf.FormatGIF, "image/bmp": pdf.FormatBMP, "image/webp": pdf.FormatWebP,
	"image/jp2": pdf.FormatJP2, mediaJ2K: pdf.FormatJP2, mediaHEIC: pdf.FormatHEIC,
}

const (
	saveAsJPEG = "Open the picture and save it as JPEG or PNG, then add that."
	copyAgain  = "Copy the picture again from where it came, or take a new photo of the paper."
)

// readPicture checks a picture, whose pages the packet copies. The date that a
// camera wrote into it is not taken: it is when the paper was photographed.
func (r *Reader) readPicture(ctx context.Context, f File) (*Document, error) {
	src := pdf.Source{Name: f.Name, Path: f.Path, Format: pictureFormats[f.Media]}
	var notes []Trouble
	if src.Format == pdf.FormatHEIC {
		photo, err := pdf.PhotoFrom(ctx, src)
		if err != nil {
			return nil, f.pictureFailed(ctx, err)
		}
		if src, err = r.keepPhoto(src, photo); err != nil {
			return nil, err
		}
		notes = f.leftOut(photo.Others, photo.Moving)
	}
	result, err := pdf.Check(ctx, src)
	if err != nil || len(result.Pages) == 0 {
		return nil, f.pictureFailed(ctx, err)
	}
	if result.Moving {
		notes = append(notes, *f.trouble(RuleCut, clinical.SeverityInfo, "The picture moves; its first frame is in the packet.",
			"Open the file to see the others. It goes along whole."))
	}
	if result.CutShort {
		notes = append(notes, *f.trouble(RuleDamaged, clinical.SeverityError, "The picture is damaged: the end of its file is missing. What is left of it is in the packet.", copyAgain))
	}
	doc := &Document{Source: &src, Sizes: result.Pages, Pages: make([]string, len(result.Pages)), NoText: true, Troubles: notes}
	if err := r.readPhoto(ctx, f, doc); err != nil {
		return nil, err
	}
	if err := r.lookAtPhoto(ctx, f, doc); err != nil {
		return nil, err
	}
	if doc.NoText {
		doc.Troubles = append(doc.Troubles, *f.noText(clinical.SeverityInfo, "The file is a picture: no text could be read from it.", doc))
	}
	doc.Troubles = append(append(doc.Troubles, f.foreign(doc)...), f.turned(doc)...)
	return doc, nil
}

// pictureFailed says why a picture cannot become pages.
func (f File) pictureFailed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !errors.Is(err, pdf.ErrDamaged):
		return f.trouble(RuleUnsupported, clinical.SeverityError, "The picture could not be read: it is too large, or stored in a way that is not known here.", saveAsJPEG)
	}
	return f.trouble(RuleDamaged, clinical.SeverityError, "The picture is damaged and cannot be shown.", copyAgain)
}

// keepPhoto puts a photo that was made a JPEG into the work folder, so that it
// is not decoded again for reading and for the packet.
func (r *Reader) keepPhoto(src pdf.Source, photo pdf.Photo) (pdf.Source, error) {
	if r.Work == "" {
		return src, nil
	}
	file, err := os.CreateTemp(r.Work, "photo-*.jpg")
	if err == nil {
		_, err = file.Write(photo.JPEG)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return src, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	return pdf.Source{Name: src.Name, Path: file.Name(), Format: pdf.FormatJPEG}, nil
}

// leftOut says what of a file of several pictures is not in the packet.
func (f File) leftOut(others int, moving bool) (ts []Trouble) {
	const along = "Open the file to see the rest. It goes along whole."
	switch {
	case others == 1:
		ts = append(ts, *f.trouble(RuleCut, clinical.SeverityInfo, "The file holds 2 pictures; the one that it names as its main one is in the packet.", along))
	case others > 1:
		ts = append(ts, *f.trouble(RuleCut, clinical.SeverityInfo,
			fmt.Sprintf("The file holds %d pictures; the one that it names as its main one is in the packet.", others+1), along))
	case moving:
		ts = append(ts, *f.trouble(RuleCut, clinical.SeverityInfo, "The file holds a film or a series beside the photo; the photo is in the packet.", along))
	}
	return ts
}
