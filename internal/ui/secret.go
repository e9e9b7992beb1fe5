package ui

import (
	"context"
	"fmt"
	"os"

	"golang.org/x/term"
)

// secret asks at the terminal and reads the answer without showing it. Where ctx
// ends first, it gives the terminal back as it was: what is typed is seen again.
func secret(ctx context.Context, question string) string {
	in := int(os.Stdin.Fd())
	before, err := term.GetState(in)
	if err != nil {
		return ""
	}
	fmt.Fprint(os.Stderr, question)
	defer fmt.Fprintln(os.Stderr)
	answer := make(chan string, 1)
	go func() {
		b, err := term.ReadPassword(in)
		if err != nil {
			b = nil
		}
		answer <- string(b)
	}()
	select {
	case a := <-answer:
		return a
	case <-ctx.Done():
		_ = term.Restore(in, before) // the program ends; there is nothing better to do
		return ""
	}
}
