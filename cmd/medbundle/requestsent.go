package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/collect/casenotes"
	"github.com/medbundle/medbundle/internal/letters"
	"github.com/medbundle/medbundle/internal/letters/ledger"
	"github.com/medbundle/medbundle/internal/ui"
)

type sentDoc struct {
	Schema   string             `json:"schema"`
	CaseFile string             `json:"case_file"`
	Written  int                `json:"written"`
	Requests []clinical.Request `json:"requests"`
	// Skipped are letters that name no hospital.
	Skipped []string `json:"skipped"`
}

// markSent writes down in the case file that letters were sent, as the ledger
// beside them tells what they ask for. The papers are not read again.
func (a *app) markSent(args []string, o requestOptions) error {
	names := slices.DeleteFunc(slices.Clone(o.markSent), func(n string) bool { return n == allLetters })
	var sources []string
	for _, arg := range args {
		if letterArg.MatchString(arg) {
			names = append(names, arg)
		} else {
			sources = append(sources, arg)
		}
	}
	led, err := ledger.Read(o.out)
	if errors.Is(err, fs.ErrNotExist) {
		return hinted{usagef("there are no letters in %s", o.out), "write them first with `medbundle request`, or name their folder with -o"}
	} else if err != nil {
		return usageError{err}
	}
	on, err := a.dayOf("--on", o.on)
	if err != nil {
		return err
	}
	requests, skipped, err := sentRequests(led, names, on, o.to)
	if err != nil {
		return err
	}
	path, err := a.casePath(sources)
	if err != nil {
		return err
	}
	n, err := casenotes.AddRequests(path, requests)
	if err != nil {
		return fmt.Errorf("nothing was written down: %w", err)
	}
	if a.json {
		return a.writeJSON(sentDoc{"medbundle.sent/1", path, n, append([]clinical.Request{}, requests...), append([]string{}, skipped...)})
	}
	for _, r := range requests {
		fmt.Fprintf(a.Out, "Sent on %s to %s; the answer is due by %s.\n", r.Sent.Human(), ui.Safe(r.To), r.Due.Human())
	}
	for _, name := range skipped {
		fmt.Fprintf(a.Out, "%s names no hospital and was not written down; name it: --mark-sent=%s --to NAME\n", name, name)
	}
	_, err = fmt.Fprintf(a.Out, "%s: %d written down%s.\n", filepath.Base(path), n, map[bool]string{true: ", the others stand there already"}[n < len(requests)])
	return err
}

// sentRequests are the requests of the letters named, or of all. Letters with a
// line to fill are sent to to; without it they are skipped, or wrong if named.
func sentRequests(led *ledger.Ledger, names []string, on clinical.Date, to string) (out []clinical.Request, skipped []string, err error) {
	chosen := led.Letters
	if len(names) > 0 {
		chosen = nil
		for _, n := range names {
			l, ok := led.Find(n)
			if !ok {
				return nil, nil, hinted{usagef("there is no letter %s", n), "there are " + strings.Join(letterNames(led), ", ")}
			}
			chosen = append(chosen, l)
		}
	}
	for _, l := range chosen {
		if l.To == "" {
			l.To = strings.TrimSpace(to)
		}
		switch {
		case l.To == "" && len(names) > 0:
			return nil, nil, hinted{usagef("%s names no hospital", l.Name), "add --to NAME: the hospital that you wrote into it"}
		case l.To == "":
			skipped = append(skipped, l.Name)
		default:
			out = append(out, clinical.Request{To: l.To, Sent: on, Items: l.Items, Due: letters.Law(l.Law).Due(on)})
		}
	}
	return out, skipped, nil
}

func letterNames(led *ledger.Ledger) []string {
	var out []string
	for _, l := range led.Letters {
		out = append(out, l.Name)
	}
	return out
}

// dayOf is the day of a flag, or today.
func (a *app) dayOf(flag, s string) (clinical.Date, error) {
	if s != "" {
		return wholeDay(flag, s)
	}
	now, err := a.createdAt(a.asOf)
	return clinical.DateOf(now), err
}

// casePath is the case file to write to where the papers are not read: the one
// named, else case.yaml in the only source, which must be a folder.
func (a *app) casePath(sources []string) (string, error) {
	if a.caseFile != "" {
		return a.caseFile, nil
	}
	sources = orHere(sources)
	if info, err := os.Stat(sources[0]); len(sources) != 1 || err != nil || !info.IsDir() {
		return "", hinted{usagef("where is case.yaml?"), "name the one folder of the papers, or the file with --case"}
	}
	return filepath.Join(sources[0], collect.CaseFileName), nil
}
