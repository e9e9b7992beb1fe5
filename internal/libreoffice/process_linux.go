package libreoffice

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// isolate makes the program the leader of a group, so that all that it starts
// can be killed, and gives it a network of its own in which there is nothing.
// It tells whether it asked the system for that.
func isolate(cmd *exec.Cmd, walled bool) bool {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if walled {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
	return walled
}

// Of one run.
const (
	maxMemory  = 6 << 30 // of addresses, most of which are never used
	maxWritten = 1 << 30 // into one file
)

// limit bounds memory and what is written; the children of the program inherit
// that. A failure to set it leaves the time.
func limit(cmd *exec.Cmd) {
	for resource, n := range map[int]uint64{unix.RLIMIT_AS: maxMemory, unix.RLIMIT_FSIZE: maxWritten, unix.RLIMIT_CORE: 0} {
		_ = unix.Prlimit(cmd.Process.Pid, resource, &unix.Rlimit{Cur: n, Max: n}, nil)
	}
}
