package sandbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// DefaultCacheDir is where compiled PDFium is kept between runs; "" where the
// system names no cache folder. It holds no one's data, only machine code.
func DefaultCacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "medbundle", "wazero")
}

// prepareCacheDir makes dir, for this user alone, and refuses one that another
// user could write to: what is read from it is run.
func prepareCacheDir(dir string) error {
	if dir == "" {
		return errors.New("no cache folder")
	}
	if !filepath.IsAbs(dir) {
		return fmt.Errorf("cache folder %s is not an absolute path", dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("cache folder %s is not a folder of its own", dir)
	}
	if err := checkOwner(info); err != nil {
		return fmt.Errorf("cache folder %s %w", dir, err)
	}
	return checkAncestors(dir)
}

// checkAncestors refuses a folder above dir in which any user may rename
// others' folders: world-writable and not sticky.
func checkAncestors(dir string) error {
	for {
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil
		}
		dir = parent
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if openToAll(info) && info.Mode()&fs.ModeSticky == 0 {
			return fmt.Errorf("folder %s above the cache folder can be changed by any user", dir)
		}
	}
}
