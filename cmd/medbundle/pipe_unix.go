//go:build unix

package main

import (
	"errors"
	"syscall"
)

func isEPIPE(err error) bool { return errors.Is(err, syscall.EPIPE) }
