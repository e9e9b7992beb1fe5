//go:build unix

package main

import (
	"errors"
	"os/signal"
	"syscall"
)

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// isEPIPE tells that the reader of a pipe has gone.
func isEPIPE(err error) bool { return errors.Is(err, syscall.EPIPE) }

// ignoreClosedPipe keeps the signal of a closed pipe from ending the program
// before it has cleared up after itself.
func ignoreClosedPipe() { signal.Ignore(syscall.SIGPIPE) }
