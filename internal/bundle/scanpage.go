package bundle

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/preview"
	"github.com/medbundle/medbundle/internal/packet"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// scan gives a study its pages: the series, previews and problems.
func (p *Plan) scan(ctx context.Context, e *dossier.Entry, reports []string) (packet.Scan, error) {
	files := p.files[e]
	s := packet.Scan{Record: &e.Record, Folder: path.Dir(path.Dir(files[0])), Reports: reports, LeftOut: p.dossier.Deidentified != nil}
	for i, sum := range e.Record.Study.Series {
		s.Series = append(s.Series, packet.ScanSeries{
			Number: sum.Number, Description: sum.Description, Modality: sum.Modality, Types: sum.Types, Extent: sum.Extent,
			Images: sum.Images, Folder: fmt.Sprintf("%s/SE%06d", s.Folder, i+1),
		})
	}
	for _, x := range p.dossier.Entries {
		if x.Packed && x.Within == e.ID && !slices.Contains(reports, x.ID) {
			s.Papers = append(s.Papers, x.ID)
		}
	}
	for _, f := range e.Study.Problems {
		s.Problems = append(s.Problems, f.Message)
	}
	pictures, err := p.previews(ctx, e)
	s.Pictures = pictures
	return s, err
}

// previews draws the key images of a study. A picture that cannot be drawn is a
// finding; the file travels all the same.
func (p *Plan) previews(ctx context.Context, e *dossier.Entry) ([]packet.Picture, error) {
	var keys []preview.KeyImage
	for _, k := range preview.Choose(e.Study, p.opt.Pictures) {
		if k.Instance.Undrawable() == "" || len(keys) == 0 || keys[len(keys)-1].Instance != k.Instance {
			keys = append(keys, k)
		}
	}
	drawn := make([]drawnPicture, len(keys))
	troubles := make([]error, len(keys))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(2)
	for i, k := range keys {
		if k.Instance.Undrawable() != "" {
			troubles[i] = errors.New("it is a " + k.Instance.Undrawable())
			continue
		}
		g.Go(func() error {
			drawn[i], troubles[i] = draw(gctx, k)
			if err := gctx.Err(); err != nil || troubles[i] != nil {
				return err
			}
			var err error
			drawn[i].shown.JPEG, err = p.spool.Keep(drawn[i].jpeg)
			drawn[i].jpeg = nil
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var out []packet.Picture
	for i, pic := range drawn {
		if troubles[i] != nil {
			if i > 0 && troubles[i-1] != nil && keys[i-1].Instance == keys[i].Instance {
				continue // another frame of the same file
			}
			out = append(out, tile(keys[i]))
			p.Findings = append(p.Findings, clinical.Finding{
				Rule: "not-drawn", Severity: clinical.SeverityInfo, Record: e.ID, Path: keys[i].Instance.Name,
				Message: "This scan image has no preview: " + troubles[i].Error(),
				Fix:     "Nothing is lost: the file is on the disc part of the bundle and opens in a DICOM viewer.",
			})
			continue
		}
		out = append(out, pic.shown)
	}
	return out, nil
}

// tile stands for a picture that cannot be drawn.
func tile(k preview.KeyImage) packet.Picture {
	is := k.Instance.Undrawable()
	if is == "" {
		is = "picture that could not be drawn"
	}
	return packet.Picture{Instead: is, Caption: k.Instance.SeriesDescription}
}

// previewSide is the longer side of a preview in pixels.
const previewSide = 512

// drawnPicture is a preview that is not in the spool yet.
type drawnPicture struct {
	shown packet.Picture
	jpeg  []byte
}

func draw(ctx context.Context, k preview.KeyImage) (d drawnPicture, err error) {
	pic, err := preview.Draw(ctx, openInstance, k, previewSide)
	if err != nil {
		return d, err
	}
	return drawnPicture{packet.Picture{
		Width: pic.Width, Height: pic.Height, Caption: pic.Caption, WidthUM: pic.WidthUM,
		Left: pic.Left, Right: pic.Right, Top: pic.Top, Bottom: pic.Bottom,
	}, pic.JPEG}, nil
}

func openInstance(in *imaging.Instance) (preview.File, error) { return plainfile.Open(in.Path) }
