package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters"
	"github.com/medbundle/medbundle/internal/letters/text"
)

type requestOptions struct {
	out, country, deliver, to, returnBy string
	template, slides, show              string
	force, dryRun, all                  bool
	markSent                            []string
	on                                  string
}

func (a *app) requestCmd() *cobra.Command {
	var o requestOptions
	c := &cobra.Command{
		Use:   "request [SOURCE...]",
		Short: "Write the letters that ask for what is missing",
		Long: `Hold the papers against the checklist as check does, and write a letter to each
hospital for what is missing: which documents, of which dates, in which form, and
by which day the law of the country wants them sent. Each letter is written as
text and as PDF into the folder -o. The letters are not legal advice: read each
before you sign it.

When the letters are in the post, --mark-sent writes that down in case.yaml, for
all of them or those named (LETTER01), and ` + "`medbundle status`" + ` says which answers
are late.
` + exitTable(exitDone, exitFailed, exitUsage, exitInterrupted),
		Example: `  medbundle request ~/records --country US -o ~/letters
  medbundle request ~/records -o ~/letters --mark-sent LETTER01 --on 2026-11-30
  medbundle request --show-template us > mine.tmpl
  medbundle request ~/records --country US --template mine.tmpl`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.show != "":
				return a.showTemplate(o.show)
			case len(o.markSent) > 0:
				return a.markSent(args, o)
			}
			return a.request(cmd.Context(), args, o)
		},
	}
	a.caseFlags(c)
	a.requestFlags(c, &o)
	a.jsonFlag(c)
	return c
}

func (a *app) requestFlags(c *cobra.Command, o *requestOptions) {
	c.Flags().StringVarP(&o.out, "output", "o", "requests", "the folder for the letters; it must not exist, or be empty")
	c.Flags().BoolVar(&o.force, "force", false, "replace earlier letters there")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what the letters would ask for, and write nothing")
	c.Flags().StringVar(&o.country, "country", "", "where the records are asked for: US, UK, IN, DE or another; decides the law that is named (default: country in case.yaml)")
	c.Flags().StringVar(&o.deliver, "deliver", "me", "where the records go: me, or doctor (straight to the recipient in case.yaml)")
	c.Flags().StringVar(&o.to, "to", "", "the hospital to ask for what no paper says where it is")
	c.Flags().BoolVar(&o.all, "all", false, "ask for optional items, too")
	c.Flags().StringVar(&o.returnBy, "return-by", "", "the day by which slides and blocks go back (default three months from today)")
	c.Flags().StringVar(&o.template, "template", "", "a file with the text of the letters, in place of the built-in one")
	c.Flags().StringVar(&o.slides, "slides-template", "", "a file with the text of letters about slides and blocks")
	c.Flags().StringVar(&o.show, "show-template", "", "print a built-in text to start your own from: "+strings.Join(text.Names(), ", "))
	c.Flags().StringSliceVar(&o.markSent, "mark-sent", nil, "write down in case.yaml that letters were sent: all of the folder -o, or those named")
	c.Flags().Lookup("mark-sent").NoOptDefVal = allLetters
	c.Flags().StringVar(&o.on, "on", "", "with --mark-sent: the day on which they were sent (default today)")
}

// allLetters is what --mark-sent says without a name.
const allLetters = "all"

func (a *app) showTemplate(name string) error {
	src, err := text.Source(strings.ToLower(name))
	if err != nil {
		return usageError{err}
	}
	_, err = fmt.Fprint(a.Out, src)
	return err
}

// request plans and writes the letters.
func (a *app) request(ctx context.Context, args []string, o requestOptions) error {
	if i := slices.IndexFunc(args, letterArg.MatchString); i >= 0 {
		return hinted{usagef("%s is the name of a letter", args[i]), "add --mark-sent to write down that it was sent"}
	}
	t, err := a.readTemplates(o)
	if err != nil {
		return err
	}
	out := realPath(o.out)
	p, err := a.newPipeline()
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.sort(ctx, args, out); err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	p.progress.Done()
	s, err := p.lettersSubject(o)
	if err != nil {
		return err
	}
	plan := letters.New(s)
	done := ""
	if !o.dryRun && len(plan.Letters) > 0 {
		if err := writeLetters(s, plan, t, o.out, o.force); err != nil {
			return err
		}
		done = out
	}
	if a.json {
		return a.writeJSON(requestDocOf(s, plan, done))
	}
	return a.showRequest(s, plan, done, args, o)
}

// letterArg is a letter among the arguments: "LETTER01", "letters/LETTER01.PDF".
var letterArg = regexp.MustCompile(`(?i)(^|[/\\])letter\d{2,4}(\.(txt|pdf))?$`)

// lettersSubject is the case as its letters see it.
func (p *pipeline) lettersSubject(o requestOptions) (letters.Subject, error) {
	c := p.dossier.CaseFile
	s := letters.Subject{
		Case: p.dossier.Case, Checklist: p.checklist, Papers: p.dossier.Papers(), FormerNames: c.Patient.Aliases, RecordNumbers: c.Patient.IDs,
		Phone: c.Patient.Phone, Email: c.Patient.Email, Address: c.Patient.Address, Today: clinical.DateOf(p.now),
		Options: letters.Options{To: o.to, All: o.all},
	}
	var err error
	if s.Country, err = p.country(o.country); err != nil {
		return s, err
	}
	switch o.deliver {
	case "me":
	case "doctor":
		if s.ToDoctor = true; s.Case.Recipient == "" {
			return s, hinted{usagef("--deliver doctor: nobody is named to whom the records should go"), "write the second doctor as `recipient:` into case.yaml, and the address as one of `contacts:`"}
		}
	default:
		return s, usagef("--deliver: %q is neither me nor doctor", o.deliver)
	}
	s.ReturnBy, err = wholeDay("--return-by", o.returnBy)
	return s, err
}

// country is where records are asked for: the flag's word, or the case file's.
func (p *pipeline) country(flag string) (letters.Country, error) {
	c, err := letters.ParseCountry(flag)
	if err != nil {
		return "", usagef("--country: %w", err)
	}
	if flag != "" {
		return c, nil
	}
	if c, err = letters.ParseCountry(p.dossier.CaseFile.Country); err != nil {
		return "", usagef("%s: country: %w", p.dossier.CaseFile.Path(), err)
	}
	return c, nil
}

// wholeDay reads the day of a flag; "" is none.
func wholeDay(flag, s string) (clinical.Date, error) {
	d, err := clinical.ParseDate(s)
	if err != nil || s != "" && d.Precision() != clinical.PrecisionDay {
		return d, usagef("%s: %q is not a day: write it as 2026-11-30", flag, s)
	}
	return d, nil
}
