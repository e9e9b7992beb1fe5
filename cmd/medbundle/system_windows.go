package main

import (
	"errors"
	"syscall"
)

// ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.Errno(39))
}

// ERROR_NO_DATA is what Windows says when the reader of a pipe is gone.
func isEPIPE(err error) bool { return errors.Is(err, syscall.Errno(232)) }

// ignoreClosedPipe has nothing to do here: Windows sends no signal for that.
func ignoreClosedPipe() {}
