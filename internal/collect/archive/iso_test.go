package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
)

// isoOf is an image whose sectors from 18 on are dirs and files; the root's
// records stand in sector 18.
func isoOf(sectors ...[]byte) []byte {
	b := make([]byte, (18+len(sectors))*isoSector)
	d := b[16*isoSector:]
	copy(d, "\x01CD001\x01")
	binary.LittleEndian.PutUint16(d[128:], isoSector)
	copy(d[156:], record("\x00", 18, isoSector, isoDirectory))
	copy(b[17*isoSector:], "\xffCD001\x01")
	for i, s := range sectors {
		copy(b[(18+i)*isoSector:], s)
	}
	return b
}

func record(name string, block, size uint32, flags byte) []byte {
	n := 33 + len(name) + (len(name)+1)%2
	b := make([]byte, n)
	b[0] = byte(n)
	binary.LittleEndian.PutUint32(b[2:], block)
	binary.LittleEndian.PutUint32(b[10:], size)
	b[25], b[32] = flags, byte(len(name))
	copy(b[33:], name)
	return b
}

func folderOf(self uint32, records ...[]byte) []byte {
	all := [][]byte{record("\x00", self, isoSector, isoDirectory), record("\x01", 18, isoSector, isoDirectory)}
	return bytes.Join(append(all, records...), nil)
}

func TestHostileImages(t *testing.T) {
	text := []byte(letter)
	n := uint32(len(text))
	for _, tc := range []struct {
		name string
		img  []byte
		want map[string]string
	}{
		{"cycle", isoOf(folderOf(18, record("A", 19, isoSector, isoDirectory), record("X.TXT;1", 20, n, 0)),
			folderOf(19, record("UP", 18, isoSector, isoDirectory), record("SELF", 19, isoSector, isoDirectory), record("Y.;1", 20, n, 0)), text),
			map[string]string{"X.TXT": letter, "A/Y": letter}},
		{"extent beyond the end", isoOf(folderOf(18, record("FAR.TXT;1", 1<<31, n, 0), record("LONG.TXT;1", 19, 1<<31, 0), record("OK.TXT;1", 19, n, 0)), text),
			map[string]string{"FAR.TXT": "(" + ErrDamaged.Error() + ")", "LONG.TXT": "(" + ErrDamaged.Error() + ")", "OK.TXT": letter}},
		{"names that lead out", isoOf(folderOf(18, record("..", 19, n, 0), record("../../X", 19, n, 0), record(`A\B`, 19, n, 0)), text),
			map[string]string{"_": letter, ".._.._X": letter, "A_B": letter}},
		{"several parts", isoOf(folderOf(18, record("BIG.TXT;1", 19, n, isoMore), record("BIG.TXT;1", 20, n, 0)), text, text),
			map[string]string{"BIG.TXT": letter + letter}},
		{"interleaved", isoOf(folderOf(18, interleaved(record("I.TXT;1", 19, n, 0))), text),
			map[string]string{"I.TXT": "(" + ErrUnsupported.Error() + ")"}},
	} {
		got, err := unpack(of(tc.img, "a.iso"))
		if err != nil || len(got) != len(tc.want) {
			t.Errorf("%s: %v %v", tc.name, got, err)
		}
		for k, v := range tc.want {
			if got[k] != v {
				t.Errorf("%s: %s is %.60q, want %.60q", tc.name, k, got[k], v)
			}
		}
	}
}

func interleaved(r []byte) []byte { r[26] = 1; return r }

func TestImagesWithoutSense(t *testing.T) {
	deep := [][]byte{}
	for i := range uint32(100) {
		deep = append(deep, folderOf(18+i, record("D", 19+i, isoSector, isoDirectory)))
	}
	for name, img := range map[string][]byte{
		"no descriptor": make([]byte, 100*isoSector), "deep": isoOf(deep...),
		"folder beyond the end": isoOf(folderOf(18, record("D", 99, isoSector, isoDirectory))),
		"record cut off":        isoOf([]byte("\x22\x00")),
		"odd block size":        func() []byte { b := isoOf(nil); b[16*isoSector+128] = 3; return b }(),
	} {
		if got, err := unpack(of(img, "a.iso")); !errors.Is(err, ErrDamaged) || len(got) != 0 {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

// TestManyFoldersInOnePlace: records without end lead to one folder.
func TestManyFoldersInOnePlace(t *testing.T) {
	var rs [][]byte
	for range 50 {
		rs = append(rs, record("D", 18, isoSector, isoDirectory))
	}
	if got, err := unpack(of(isoOf(folderOf(18, rs...)), "a.iso")); err != nil || len(got) != 0 {
		t.Errorf("%v %v", got, err)
	}
}

func FuzzISO(f *testing.F) {
	for _, name := range []string{"plain.iso.gz", "rr.iso.gz", "joliet.iso.gz"} {
		src := source(f, name)
		b := make([]byte, 24*isoSector)
		src.ReadAt(b, isoFirst*isoSector)
		f.Add(b)
	}
	f.Add(isoOf(folderOf(18, record("A", 18, isoSector, isoDirectory)))[isoFirst*isoSector:])
	f.Fuzz(func(t *testing.T, b []byte) {
		img := append(make([]byte, isoFirst*isoSector), b...)
		err := Walk(t.Context(), of(img, "a.iso"), Options{MaxMembers: 200}, func(m *Member) error {
			if strings.Contains(m.Name, "..") && strings.HasPrefix(m.Name, "../") {
				t.Errorf("name %q", m.Name)
			}
			if m.Kind != File {
				return nil
			}
			r, err := m.Open()
			if err != nil {
				return checkError(err)
			}
			n, err := io.Copy(io.Discard, r)
			if n > int64(maxISOExtents)*int64(len(img)) {
				t.Errorf("%d bytes from an image of %d", n, len(img))
			}
			return checkError(err)
		})
		if told(err) != err {
			t.Errorf("foreign error %v", err)
		}
	})
}
