//go:build unix && !linux

package libreoffice

import (
	"os/exec"
	"syscall"
)

// isolate makes the program the leader of a group, so that all that it starts
// can be killed. Its network cannot be taken away here.
func isolate(cmd *exec.Cmd, _ bool) bool {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return false
}

func limit(*exec.Cmd) {}
