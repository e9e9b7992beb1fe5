//go:build unix

package main

import (
	"errors"
	"syscall"
)

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isEPIPE(err error) bool { return errors.Is(err, syscall.EPIPE) }
