//go:build unix

package sandbox

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// checkOwner wants a folder that this user owns and no one else may write to.
func checkOwner(info fs.FileInfo) error {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return errors.New("does not tell its owner")
	}
	if int(stat.Uid) != os.Geteuid() {
		return errors.New("belongs to another user")
	}
	if info.Mode().Perm()&0o022 != 0 {
		return errors.New("can be written to by other users")
	}
	return nil
}

func openToAll(info fs.FileInfo) bool { return info.Mode().Perm()&0o002 != 0 }
