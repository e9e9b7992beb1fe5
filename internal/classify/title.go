package classify

import (
	"path"
	"strings"
)

// TitleFromName makes a human title from a file name.
func TitleFromName(p string) string {
	b := path.Base(strings.ReplaceAll(p, "\\", "/"))
	return strings.TrimSuffix(b, path.Ext(b))
}
