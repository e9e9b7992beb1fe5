package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/dossier/nameless"
	"github.com/medbundle/medbundle/internal/imaging/deidentify"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// namelessFlags are the flags by which the name is taken out of a bundle.
type namelessFlags struct {
	on               bool
	dates, keep, key string
}

func (n *namelessFlags) flags(c *cobra.Command) {
	c.Flags().BoolVar(&n.on, "deidentify", false, "take the name out: scans only, with cleaned headers (DICOM PS3.15 basic profile)")
	c.Flags().StringVar(&n.dates, "deidentify-dates", "", "what becomes of the dates of scans: remove or shift (all by the same number of days; default remove)")
	c.Flags().StringVar(&n.keep, "deidentify-keep", "", "what stays all the same: full-dates, patient-characteristics, device, institution, uids; with commas between")
	c.Flags().StringVar(&n.key, "deidentify-key", "", "a file with a secret of yours; with the same one, later bundles get the same codes and UIDs")
}

// The bounds of a secret in bytes: a short one could be guessed.
const (
	minSecret = 16
	maxSecret = 1 << 20
)

// options are what the flags ask for; nil where the name stays.
func (n *namelessFlags) options() (*nameless.Options, error) {
	if !n.on {
		if n.dates != "" || n.keep != "" || n.key != "" {
			return nil, usagef("--deidentify-dates, --deidentify-keep and --deidentify-key mean nothing without --deidentify")
		}
		return nil, nil
	}
	dates := n.dates
	if dates == "" {
		dates = string(deidentify.DatesRemoved)
	}
	o, err := deidentify.ParseOptions(dates, n.keep)
	if err != nil {
		return nil, usagef("--deidentify-%w", err)
	}
	out := &nameless.Options{Options: o}
	if n.key != "" {
		if out.Secret, err = readSecret(n.key); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readSecret(path string) ([]byte, error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, usagef("cannot read the key file %s: %w", path, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	switch {
	case err != nil:
		return nil, usagef("cannot read the key file %s: %w", path, err)
	case len(b) < minSecret || len(b) > maxSecret:
		return nil, hinted{usagef("%s is no key file: it must hold from %d bytes to 1 MB", path, minSecret), "make one, for instance: head -c 32 /dev/urandom > key"}
	}
	return b, nil
}

// takeOutName goes on with a dossier that holds no name; what the checklist and
// the papers said is not told any more.
func (p *pipeline) takeOutName(ctx context.Context, o nameless.Options) error {
	o.Work = p.work
	o.Progress = func(done, total int) { p.progress.Show("Taking the name out", done, total) }
	d, err := nameless.Make(ctx, p.dossier, o)
	if errors.Is(err, nameless.ErrNothingLeft) {
		return hinted{err, "--deidentify is for scans (CT, MRI, PET, X-ray); leave it away for a bundle of papers"}
	}
	if err != nil {
		return err
	}
	p.dossier, p.checklist, p.findings = d, clinical.ChecklistResult{}, nil
	return nil
}
