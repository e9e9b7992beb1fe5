package main

import (
	"errors"
	"syscall"
)

// ERROR_NO_DATA is what Windows says when the reader of a pipe is gone.
func isEPIPE(err error) bool { return errors.Is(err, syscall.Errno(232)) }
