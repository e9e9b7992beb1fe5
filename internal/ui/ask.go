package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
)

// longestLine bounds an answer, in bytes.
const longestLine = 64 << 10

// ask asks at the terminal and reads one line.
func ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(os.Stderr, question)
	type answer struct {
		line string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := ReadLine(os.Stdin)
		got <- answer{line, err}
	}()
	select {
	case a := <-got:
		if a.err != nil {
			fmt.Fprintln(os.Stderr)
		}
		return a.line, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// ReadLine reads up to the end of a line and no byte further, so that somebody
// else can read on. io.EOF tells that there is nothing left.
func ReadLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1)
	for len(line) < longestLine {
		n, err := r.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return strings.TrimSuffix(string(line), "\r"), nil
		case n == 1:
			line = append(line, b[0])
		case err != nil && len(line) > 0:
			return strings.TrimSuffix(string(line), "\r"), nil
		case err != nil:
			return "", err
		}
	}
	return string(line), nil
}
