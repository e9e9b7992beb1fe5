package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/bundle/staging"
	"github.com/medbundle/medbundle/internal/clinical"
)

type buildOptions struct {
	out     string
	dryRun  bool
	replace bool
	draft   bool
	namelessFlags
	// recipient is for whom this bundle is, where it is another than the case file says.
	recipient string
}

func (a *app) buildCmd() *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build [SOURCE...] -o OUT",
		Short: "Write the bundle",
		Long: `Read every file of the sources (folders, zips or single files; the current
folder if none is given), sort the papers and scans, hold them against the
checklist, and write one verified bundle as the folder OUT.

The bundle appears at OUT whole or not at all. The sources are only read. A
case.yaml at the root of the source, or --case FILE, says what you know about
the case; it is not needed.

Where somebody else prepares the bundle for the patient, the patient's consent
has to be among the papers, or nothing is written; --draft works without.

--deidentify takes the name out: the bundle holds the scans only, with their
headers cleaned, and no papers. Nobody looks at the pictures themselves.
` + exitTable(exitDone, exitFailed, exitUsage, exitIncomplete, exitInterrupted),
		Example: `  medbundle build ~/records -o ~/bundle
  medbundle build letters.zip /media/cdrom -o ~/bundle --as-of 2026-11-21
  medbundle build ~/records -o ~/bundle --dry-run`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			status, err := a.build(cmd.Context(), args, o)
			if err == nil && status != exitDone {
				err = statusError(status)
			}
			return err
		},
	}
	a.caseFlags(c)
	c.Flags().StringVarP(&o.out, "output", "o", "", "the folder to write; it must not exist, or be empty")
	c.Flags().BoolVar(&o.draft, "draft", false, "a bundle that says DRAFT on every page; it needs no consent of the patient")
	c.Flags().StringVar(&o.recipient, "recipient", "", "for whom this bundle is, on its cover: the same contents for another doctor (default: as case.yaml says)")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "plan everything and write nothing")
	c.Flags().BoolVar(&o.replace, "replace", false, "replace an earlier bundle at OUT")
	c.Flags().String("check-pages", "", "which pages to compare with the papers they were copied from: none, auto or all")
	c.Flags().Int("pictures", 0, "how many preview pictures one scan gets at most")
	c.Flags().String("tidy", "", "move blank pages and fax cover sheets to an appendix at the end of the packet: on or off")
	c.Flags().Lookup("tidy").NoOptDefVal = "on"
	o.flags(c)
	a.jsonFlag(c)
	return c
}

// caseFlags gives a command the flags of every command that reads a case.
func (a *app) caseFlags(c *cobra.Command) {
	c.Flags().StringVar(&a.caseFile, "case", "", "the case file (default: case.yaml at the root of the source)")
	c.Flags().String("cancer", "", "what this cancer needs besides: breast, lung … (medbundle checklist lists them)")
	c.Flags().String("checklist", "", "the checklist: a built-in name or a file")
	a.readingFlags(c)
}

// readingFlags gives a command the flags of every command that reads papers.
func (a *app) readingFlags(c *cobra.Command) {
	c.Flags().StringVar(&a.passwordFile, "password-file", "", "a file with passwords for locked files: one a line, or a file name, a tab and its password")
	c.Flags().StringVar(&a.asOf, "as-of", "", "the date of today, which a bundle bears: 2026-11-21 or 2026-11-21T10:00:00Z (default now)")
	c.Flags().String("office", "", "lay out Word, Excel and PowerPoint files with LibreOffice: auto (where it is installed) or off")
	c.Flags().String("ocr", "", "read scanned pages with tesseract: auto (where it is installed), force (also pages that have text) or off")
}

// build runs the whole pipeline and returns the exit status.
func (a *app) build(ctx context.Context, sources []string, o buildOptions) (int, error) {
	if o.out == "" && !o.dryRun {
		return 0, hinted{usagef("where should the bundle go?"), "add -o FOLDER, for instance -o ~/bundle"}
	}
	if strings.EqualFold(filepath.Ext(o.out), ".zip") {
		return 0, hinted{usagef("a bundle is a folder; a zip cannot be written yet"), "give the name of a folder, and zip it afterwards"}
	}
	takeOut, err := o.options()
	if err != nil {
		return 0, err
	}
	p, err := a.newPipeline()
	if err != nil {
		return 0, err
	}
	defer p.close()
	exclude := []string{}
	var stage *staging.Stage
	if !o.dryRun {
		if stage, err = a.newStage(o, sources); err != nil {
			return 0, err
		}
		defer func() { _ = stage.Discard() }() // what cannot be removed now, the next build removes
		exclude = append(exclude, realPath(o.out), stage.Dir)
	}
	if err := p.sort(ctx, sources, exclude...); err != nil {
		return 0, err
	}
	if r := strings.Join(strings.Fields(o.recipient), " "); r != "" {
		p.dossier.Case.Recipient = r
	}
	if err := p.check(); err != nil {
		return 0, err
	}
	if p.noConsent != nil && !o.draft && !o.dryRun {
		return exitIncomplete, a.refuse(p)
	}
	if takeOut != nil {
		if err := p.takeOutName(ctx, *takeOut); err != nil {
			return 0, err
		}
	}
	if err := p.makePlan(ctx, o.draft); err != nil {
		return 0, err
	}
	if !o.dryRun {
		if err := p.write(ctx, stage); err != nil {
			return 0, fmt.Errorf("the bundle %s was not written: %w", o.out, err)
		}
		if err := stage.Publish(); err != nil {
			return 0, err
		}
	}
	p.progress.Done()
	return p.status(), a.showBuild(p, o)
}

// refuse says that no final bundle is written without the patient's consent.
func (a *app) refuse(p *pipeline) error {
	p.progress.Done()
	if a.json {
		inputs := p.dossier.Inputs()
		return a.writeJSON(buildDoc{
			Schema: "medbundle.build/1", Exit: exitIncomplete, Refused: p.noConsent.Rule,
			Totals:    manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)},
			Checklist: manifest.ChecklistOf(p.checklist), Findings: findingDocs(p.allFindings()),
		})
	}
	return refused{hinted{fmt.Errorf("no bundle was written: %s", p.noConsent.Message), p.noConsent.Fix + " It cannot be waived. To build now, add --draft: every page then says DRAFT."}}
}

// newStage refuses a place that holds a source, or lies in an earlier bundle:
// neither may be replaced or spoilt. A source may hold the place.
func (a *app) newStage(o buildOptions, sources []string) (*staging.Stage, error) {
	out := realPath(o.out)
	for _, s := range orHere(sources) {
		if src := realPath(s); src == out || strings.HasPrefix(src, out+string(filepath.Separator)) {
			return nil, usagef("%s is, or lies in, the folder where the bundle should go", s)
		}
	}
	for dir := filepath.Dir(out); ; dir = filepath.Dir(dir) {
		if manifest.IsBundle(dir) {
			return nil, hinted{usagef("%s lies in an earlier bundle, which it would spoil", o.out), "choose a place beside it"}
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	stage, err := staging.New(out, o.replace)
	switch {
	case errors.Is(err, staging.ErrExists) && o.replace:
		return nil, hinted{usageError{err}, "choose another place with -o; --replace takes the place of an earlier bundle only, with nothing of yours in it"}
	case errors.Is(err, staging.ErrExists):
		return nil, usageError{err}
	}
	return stage, err
}

// orHere are the sources, or the current folder where none is given.
func orHere(sources []string) []string {
	if len(sources) == 0 {
		return []string{"."}
	}
	return sources
}

// realPath is an absolute path without links, as far as the path exists.
func realPath(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(realPath(parent), filepath.Base(abs))
	}
	return abs
}

// createdAt is the moment that the bundle bears: --as-of, SOURCE_DATE_EPOCH or now.
func (a *app) createdAt(asOf string) (time.Time, error) {
	if asOf != "" {
		if t, err := time.Parse(time.RFC3339, asOf); err == nil {
			return t.UTC(), nil
		}
		d, err := clinical.ParseDate(asOf)
		if err != nil || d.Precision() != clinical.PrecisionDay {
			return time.Time{}, usagef("--as-of: %q is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)", asOf)
		}
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC), nil
	}
	for _, kv := range a.env {
		if v, ok := strings.CutPrefix(kv, "SOURCE_DATE_EPOCH="); ok && v != "" {
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil {
				return time.Time{}, usagef("SOURCE_DATE_EPOCH: %q is not a number of seconds", v)
			}
			if t := time.Unix(n, 0).UTC(); t.Year() >= 1980 && t.Year() <= 2199 {
				return t, nil
			}
			return time.Time{}, usagef("SOURCE_DATE_EPOCH: %q is not a moment between 1980 and 2199", v)
		}
	}
	return time.Now().UTC().Truncate(time.Second), nil
}

type buildDoc struct {
	Schema string `json:"schema"`
	Bundle string `json:"bundle"`
	DryRun bool   `json:"dry_run"`
	Draft  bool   `json:"draft,omitempty"`
	// Refused is the rule that kept a final bundle from being written.
	Refused   string             `json:"refused,omitempty"`
	Exit      int                `json:"exit"`
	Pages     int                `json:"pages"`
	Totals    manifest.Totals    `json:"totals"`
	Checklist manifest.Checklist `json:"checklist"`
	Findings  []findingDoc       `json:"findings"`
}

func (a *app) showBuild(p *pipeline, o buildOptions) error {
	inputs := p.dossier.Inputs()
	totals := manifest.Totals{Inputs: len(inputs), Fates: clinical.CountFates(inputs)}
	out := o.out
	if out != "" {
		out = realPath(out)
	}
	if a.json {
		return a.writeJSON(buildDoc{
			Schema: "medbundle.build/1", Bundle: out, DryRun: o.dryRun, Draft: o.draft, Exit: p.status(), Pages: p.plan.Layout.Total(), Totals: totals,
			Checklist: manifest.ChecklistOf(p.checklist), Findings: findingDocs(p.allFindings()),
		})
	}
	if p.dossier.Deidentified == nil {
		a.showChecklistGaps(p.checklist)
	}
	a.showFindings(p.allFindings())
	fmt.Fprintf(a.Out, "\nEvery file has a place: %s.\n", manifest.AccountLine(totals.Inputs, totals.Fates))
	if o.dryRun {
		fmt.Fprintf(a.Out, "Nothing was written. The bundle would have %d pages and %s of originals.\n", p.plan.Layout.Total(), sizeWords(p.plan.Bytes()))
		if p.noConsent != nil && !o.draft {
			fmt.Fprintln(a.Out, "Without the patient's consent no final bundle will be written; --draft writes one that says DRAFT on every page.")
		}
		return nil
	}
	if o.draft {
		fmt.Fprintln(a.Out, "It is a draft, and says DRAFT on every page.")
	}
	if x := p.dossier.Deidentified; x != nil {
		fmt.Fprintf(a.Out, "The name was taken out of the scans (the person is called %s), and the papers were left out. Look at the pictures before you pass them on.\n", x.Person)
	}
	_, err := fmt.Fprintf(a.Out, "The bundle is in %s; start with %s (%d pages).\n", out, bundle.PacketName, p.plan.Layout.Total())
	return err
}

func sizeWords(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d kB", (n+1023)/1024)
}

// pathTaken tells whether a folder has something in it.
func pathTaken(path string) bool {
	entries, err := os.ReadDir(path)
	return err == nil && len(entries) > 0
}
