package compound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

func sample() (file, small, large []byte) {
	small, large = []byte("a small stream"), bytes.Repeat([]byte("0123456789"), 2000)
	return Write(map[string][]byte{"Small": small, "Large": large, "Inner/Deep/x": small, "Inner/y": large}), small, large
}

func TestOpen(t *testing.T) {
	data, small, large := sample()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	deep := f.Root.Storage("inner").Storage("DEEP")
	for _, c := range []struct{ got, want []byte }{
		{f.Root.Stream("small"), small}, {f.Root.Stream("Large"), large},
		{deep.Stream("x"), small}, {f.Root.Storage("Inner").Stream("y"), large},
		{f.Root.Stream("none"), nil}, {f.Root.Storage("none").Stream("x"), nil},
	} {
		if !bytes.Equal(c.got, c.want) {
			t.Errorf("%.40q, want %.40q", c.got, c.want)
		}
	}
	if !f.Root.Has("SMALL") || f.Root.Has("Inner") || len(f.Root.Streams()) != 2 {
		t.Errorf("the root holds %q", f.Root.Streams())
	}
}

// A large file needs a list of the sectors of its allocation table.
func TestWriteLarge(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789abcdef"), 600_000)
	f, err := Open(Write(map[string][]byte{"In/Large": large, "In/Small": []byte("x")}))
	if err != nil || !bytes.Equal(f.Root.Storage("In").Stream("Large"), large) {
		t.Fatalf("%v", err)
	}
	inner, err := Open(f.Root.Storage("In").Bytes(20<<20, nil))
	if err != nil || !bytes.Equal(inner.Root.Stream("Large"), large) || string(inner.Root.Stream("Small")) != "x" {
		t.Fatalf("inner: %v", err)
	}
	if f.Root.Storage("In").Bytes(1000, nil) != nil {
		t.Error("more than the limit was joined")
	}
}

// What a crafted file claims costs no more than the file is long, and what can
// still be read is.
func TestCrafted(t *testing.T) {
	whole, _, large := sample()
	edit := func(at int, v uint32) []byte {
		b := bytes.Clone(whole)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	fat := 512 + 512*int(binary.LittleEndian.Uint32(whole[76:]))
	loop := bytes.Clone(whole)
	for i := range 128 {
		binary.LittleEndian.PutUint32(loop[fat+4*i:], uint32(i))
	}
	for name, c := range map[string]struct {
		data []byte
		err  error
	}{
		"no file":                      {[]byte("hello"), ErrDamaged},
		"only a header":                {whole[:512], ErrDamaged},
		"the directory is nowhere":     {edit(48, 0x00ffffff), ErrDamaged},
		"every sector is its own next": {loop, nil},
		"table chain to itself":        {edit(68, 0), nil},
		"a billion table sectors":      {edit(44, 1<<30), nil},
		"small streams are nowhere":    {edit(60, 0x00ffffff), nil},
		"cut":                          {whole[:len(whole)-600], nil},
	} {
		f, err := Open(c.data)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && len(f.Root.Stream("Large")) > len(large) {
			t.Errorf("%s: a stream of %d bytes", name, len(f.Root.Stream("Large")))
		}
	}
}

func FuzzOpen(f *testing.F) {
	data, _, _ := sample()
	f.Add(data)
	f.Add(data[:1024])
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Open(b)
		if err != nil {
			return
		}
		var walk func(s *Storage)
		walk = func(s *Storage) {
			for _, name := range s.Streams() {
				if n := len(s.Stream(name)); n > len(b) {
					t.Fatalf("a stream of %d bytes in a file of %d", n, len(b))
				}
			}
			for _, x := range s.Storages {
				walk(x)
			}
		}
		walk(c.Root)
	})
}
