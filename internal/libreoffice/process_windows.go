package libreoffice

import (
	"os/exec"
	"strconv"
)

// isolate leaves the program as it is: its network cannot be taken away here.
func isolate(*exec.Cmd, bool) bool { return false }

func limit(*exec.Cmd) {}

// kill ends the program and all that it has started.
func kill(cmd *exec.Cmd) {
	_ = exec.Command("taskkill", "/F", "/T", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
	_ = cmd.Process.Kill()
}
