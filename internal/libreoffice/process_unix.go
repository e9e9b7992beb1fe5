//go:build unix

package libreoffice

import (
	"os/exec"
	"syscall"
)

// kill ends the program and all that it has started.
func kill(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
