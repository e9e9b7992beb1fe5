package main

import (
	"bufio"
	"context"
	"strings"

	"github.com/medbundle/medbundle/internal/keyring"
	"github.com/medbundle/medbundle/internal/plainfile"
	"github.com/medbundle/medbundle/internal/ui"
)

// maxPasswords bounds the lines of a password file.
const maxPasswords = 100

// readPasswords reads a file with one password a line, or a file's name, a tab
// and the password of that file. Passwords never stand on the command line,
// where other people of the machine could read them.
func readPasswords(path string, keys *keyring.Ring) error {
	if path == "" {
		return nil
	}
	f, err := plainfile.Open(path)
	if err != nil {
		return usagef("cannot read the password file %s: %w", path, err)
	}
	defer f.Close()
	n := 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if n == 0 {
			line = strings.TrimPrefix(line, "\uFEFF") // Windows' Notepad writes one
		}
		if line == "" {
			continue
		}
		n++
		if name, password, ok := strings.Cut(line, "\t"); ok && name != "" {
			keys.AddFor(strings.ReplaceAll(name, `\`, "/"), password)
			continue
		}
		keys.Add(line)
	}
	if err := lines.Err(); err != nil || n > maxPasswords {
		return usagef("%s is not a password file: it holds at most %d passwords, each on a line of its own", path, maxPasswords)
	}
	return nil
}

// asker asks at the terminal for the password of a locked file; nil where there
// is no terminal to ask at, or a program reads what is printed.
func (p *pipeline) asker(ctx context.Context) func(name string, tried int) string {
	if p.app.json || p.app.Secret == nil {
		return nil
	}
	return func(name string, tried int) (answer string) {
		prompt := "Password for " + ui.Safe(name) + " (nothing to skip it): "
		if tried > 0 {
			prompt = "That did not open it. " + prompt
		}
		p.progress.Pause(func() { answer = p.app.Secret(ctx, prompt) })
		return answer
	}
}
