package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/fidelity"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/check/cross"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/keyring"
	"github.com/medbundle/medbundle/internal/libreoffice"
	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/ui"
)

// pipeline is the whole program in the order in which it works; every command
// is a prefix of it:
//
//	collect ─► sort ─► check ─► plan ─► write ─► verify ─► publish
//	└─ list ───┘        │        │                           │
//	└─ check ───────────┘        │                           │
//	└─ request, status ─┘        │                           │
//	└─ build --dry-run ──────────┘                           │
//	└─ build ────────────────────────────────────────────────┘
type pipeline struct {
	app      *app
	work     string
	engine   *pdfium.Engine
	reader   *document.Reader
	progress *ui.Progress
	now      time.Time // the date of a bundle; decides what is old and overdue
	// settled is what is wrong with the settings as far as they are known.
	settled error

	dossier   *dossier.Dossier
	checklist clinical.ChecklistResult
	findings  []clinical.Finding
	// noConsent is why no final bundle may be written; nil where one may.
	noConsent *clinical.Finding
	plan      *bundle.Plan
	manifest  *manifest.Manifest
}

// newPipeline makes the private work folder; close removes it.
func (a *app) newPipeline() (*pipeline, error) {
	now, err := a.createdAt(a.asOf)
	if err != nil {
		return nil, err
	}
	work, err := staging.NewWork()
	if err != nil {
		return nil, fmt.Errorf("cannot make a private work folder: %w", err)
	}
	engine := pdfium.New(pdfium.Options{})
	return &pipeline{
		app: a, work: work, engine: engine, reader: &document.Reader{Engine: engine, Work: work}, progress: a.NewProgress(), now: now,
	}, nil
}

func (p *pipeline) close() {
	p.progress.Done()
	p.engine.Close()
	os.RemoveAll(p.work)
}

func (p *pipeline) collect(ctx context.Context, sources []string, exclude ...string) (*collect.Inventory, error) {
	opt := collect.Options{
		Work: p.work, Exclude: exclude,
		Reader: p.reader, CaseFileKnown: p.configure,
		Progress: func(done, total int) { p.progress.Show("Reading the files", done, total) },
	}
	if p.app.caseFile != "" {
		c, err := collect.ReadCaseFile(p.app.caseFile)
		if err != nil {
			return nil, err
		}
		opt.CaseFile = c
	}
	keys := &keyring.Ring{Ask: p.asker(ctx)}
	if err := readPasswords(p.app.passwordFile, keys); err != nil {
		return nil, err
	}
	opt.Keys, p.reader.Keys = keys, keys
	// As far as is known where there is no case file.
	if err := p.chooseHelpers(); err != nil && !p.mayChange("ocr") {
		return nil, err
	}
	inv, err := collect.Gather(ctx, orHere(sources), opt)
	if err == nil && len(inv.Items) > manyItems && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(len(inv.Items))*itemBytes + fixedBytes)
	}
	if err == nil && p.settled != nil {
		return nil, p.settled
	}
	return inv, err
}

// manyItems are so many files that what is known of them is most of the memory. From
// there on garbage is collected before it outgrows what each file may cost, at the
// cost of some time.
const (
	manyItems  = 5000
	itemBytes  = 6 << 10
	fixedBytes = 90 << 20
)

// configure puts the settings of the case file into force.
func (p *pipeline) configure(c *collect.CaseFile) error {
	if err := p.app.applySettings(c.Settings, c.Path()); err != nil {
		return usageError{err}
	}
	return p.chooseHelpers()
}

// chooseHelpers are the programs of others that help to read, as the settings
// have it.
func (p *pipeline) chooseHelpers() error {
	p.reader.Converter, p.reader.Tidy = nil, p.app.settings.get("tidy") == "on"
	if p.app.settings.get("office") == "auto" {
		p.reader.Converter = libreoffice.New(libreoffice.Options{Work: p.work})
	}
	return p.chooseOCR()
}

// chooseOCR says how pages are read. Who wants all of them read does not want
// to learn from a finding that none was.
func (p *pipeline) chooseOCR() error {
	mode := p.app.settings.get("ocr")
	p.reader.OCR, p.reader.ForceOCR, p.settled = nil, mode == "force", nil
	if mode == "off" {
		return nil
	}
	engine := ocr.New(ocr.Options{Work: p.work})
	p.reader.OCR = engine
	if mode == "force" {
		if _, err := engine.Languages(); err != nil {
			p.settled = hinted{usagef("--ocr force cannot be done: %w", err), "install tesseract-ocr, and tesseract-ocr-deu and the like for the languages of the papers; or leave --ocr force away"}
		}
	}
	return p.settled
}

// mayChange tells that a case file, which is not read yet, may have another
// word on a setting.
func (p *pipeline) mayChange(key string) bool {
	return p.app.caseFile == "" && p.app.settings.env[key] == "" && p.app.settings.flags[key] == ""
}

// sort reads the sources and makes a dossier of them.
func (p *pipeline) sort(ctx context.Context, sources []string, exclude ...string) error {
	inv, err := p.collect(ctx, sources, exclude...)
	if err != nil {
		return err
	}
	p.dossier, err = dossier.Sort(ctx, inv)
	return err
}

// exactNames is the checklist of clinics abroad, where names must match the
// identity document letter by letter.
const exactNames = "intl"

func (p *pipeline) check() error {
	c, err := p.app.lists(p.dossier.Case)
	if err != nil {
		return err
	}
	p.dossier.AgeOn(clinical.DateOf(p.now))
	s := check.Subject{Case: p.dossier.Case, Papers: p.dossier.Papers(), Today: clinical.DateOf(p.now)}
	p.checklist, p.findings = check.Evaluate(c, s)
	p.findings = append(p.findings, cross.Findings(s.Case, s.Papers, s.Today, askedFor(p.checklist)...)...)
	if c.Name == exactNames {
		p.findings = append(p.findings, cross.Names(s.Case.Patient, s.Papers)...)
	}
	cancer, _ := p.app.cancer(p.dossier.Case)
	p.findings = append(p.findings, check.SuggestCancer(s, cancer)...)
	if f, missing := check.Consent(s); missing {
		p.findings, p.noConsent = append(p.findings, f), &f
	}
	return nil
}

// askedFor are the papers that a checklist misses: all of a kind, or that of one day.
func askedFor(c clinical.ChecklistResult) (out []cross.Asked) {
	for _, it := range c.Items {
		if !it.Status.Missing() {
			continue
		}
		a := cross.Asked{Kinds: it.Kinds}
		if _, day, ok := strings.Cut(it.ID, "@"); ok {
			day, _, _ = strings.Cut(day, "+")
			d, err := clinical.ParseDate(day)
			if err != nil {
				continue
			}
			a.Date = d
		}
		out = append(out, a)
	}
	return out
}

func (p *pipeline) makePlan(ctx context.Context, draft bool) (err error) {
	p.plan, err = bundle.NewPlan(ctx, p.dossier, p.checklist, p.findings, bundle.Options{
		Created: p.now, Draft: draft, Tool: toolName, Version: version, Pictures: p.app.settings.number("pictures"), Work: p.work,
		Fidelity: &fidelity.Check{Mode: fidelity.Mode(p.app.settings.get("check-pages")), Engine: p.engine, Ladder: p.reader},
	})
	return err
}

func (p *pipeline) write(ctx context.Context, stage *staging.Stage) (err error) {
	p.manifest, err = p.plan.Write(ctx, stage, func(done, total int) { p.progress.Show("Writing the bundle", done, total) })
	return err
}

// allFindings are those of the papers and of the checklist, as far as the
// pipeline went.
func (p *pipeline) allFindings() []clinical.Finding {
	if p.plan != nil {
		return p.plan.Findings
	}
	fs := append(append([]clinical.Finding{}, p.dossier.Findings...), p.findings...)
	clinical.SortFindings(fs)
	return fs
}

// status is the exit status that the findings ask for.
func (p *pipeline) status() int {
	for _, f := range p.allFindings() {
		if f.Severity == clinical.SeverityError {
			return exitIncomplete
		}
	}
	return exitDone
}
