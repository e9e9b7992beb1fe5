package packet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// TestLook writes what the package draws into the folder $PACKET_LOOK, for
// somebody to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("PACKET_LOOK")
	if dir == "" {
		t.Skip("PACKET_LOOK names no folder")
	}
	packets := timelines(t)
	packets["demo"], packets["stress"], packets["empty"] = demo(t), stress(t), Packet{}
	for name, p := range packets {
		l := lay(t, p)
		front, err := typeset.Paint(l.front)
		if err != nil {
			t.Fatal(err)
		}
		feet, err := l.feet()
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, name+"-front.pdf"), front)
		put(t, filepath.Join(dir, name+"-feet.pdf"), feet)
	}
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
