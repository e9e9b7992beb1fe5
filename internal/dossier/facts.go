package dossier

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier/evidence"
)

// tell reads what the papers that go in tell of the history. It runs in parallel;
// nothing depends on the order.
func (d *Dossier) tell(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, e := range d.Entries {
		if !e.Packed || e.IsScan() || e.Document() == nil || e.AllMoved() {
			continue
		}
		g.Go(func() error {
			e.tale = classify.Tell(e.ownPages(), classify.Told{Kind: e.Kind, Date: e.Date, Birth: d.Case.Patient.BirthDate, Order: e.order, Outside: e.endsOutside()})
			for i := range e.tale.Mentions {
				e.tale.Mentions[i].Page = e.filePage(e.tale.Mentions[i].Page)
			}
			for i := range e.tale.Plans {
				e.tale.Plans[i].Page = e.filePage(e.tale.Plans[i].Page)
			}
			for i := range e.tale.Signs {
				e.tale.Signs[i].Page = e.filePage(e.tale.Signs[i].Page)
			}
			for i := range e.tale.Quotes {
				e.tale.Quotes[i].Page = e.filePage(e.tale.Quotes[i].Page)
			}
			e.medicines = e.listed()
			return ctx.Err()
		})
	}
	return g.Wait()
}

// facts adds to what was stated what the papers prove; see evidence.Add.
func (d *Dossier) facts() {
	var papers []evidence.Paper
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		p := evidence.Paper{Record: &e.Record, Tale: e.tale, Outside: e.endsOutside(), Recognized: e.fromPictures()}
		if e.Item != nil {
			p.File = e.Item.Base()
		}
		if doc := e.Document(); doc != nil {
			p.Pages = len(doc.Pages)
		}
		papers = append(papers, p)
	}
	evidence.Add(&d.Case, papers)
	evidence.AddStated(&d.Case, papers)
	d.addMedicines()
}

// AgeOn adds what follows from the day; see evidence.AddAge.
func (d *Dossier) AgeOn(today clinical.Date) { evidence.AddAge(&d.Case, today) }
