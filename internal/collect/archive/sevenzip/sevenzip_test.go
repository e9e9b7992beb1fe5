package sevenzip

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// archiveOf puts a header behind packed content.
func archiveOf(packed, header []byte) []byte {
	b := append([]byte(signature), 0, 4, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(packed)))
	b = binary.LittleEndian.AppendUint64(b, uint64(len(header)))
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
	binary.LittleEndian.PutUint32(b[8:], crc32.ChecksumIEEE(b[12:]))
	return append(append(b, packed...), header...)
}

// number writes n as 7z does, in nine bytes.
func number(n uint64) []byte {
	return binary.LittleEndian.AppendUint64([]byte{0xff}, n)
}

func join(parts ...any) (b []byte) {
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			b = append(b, byte(p))
		case []byte:
			b = append(b, p...)
		case string:
			b = append(b, p...)
		}
	}
	return b
}

// one is the header of an archive with one file a, packed by the coder that is
// given with its flags, to size bytes.
func one(coder []byte, packed, size uint64) []byte {
	return join(idHeader, idMainStreams,
		idPackInfo, 0, 1, idSize, number(packed), idEnd,
		idUnpackInfo, idFolder, 1, 0, 1, coder, idUnpackSizes, number(size), idEnd,
		idEnd,
		idFiles, 1, idNames, 5, 0, "a\x00\x00\x00", idEnd, idEnd)
}

func open(t testing.TB, b []byte, passwords ...string) (*Archive, error) {
	t.Helper()
	return Open(t.Context(), bytes.NewReader(b), int64(len(b)), Options{Passwords: passwords, MaxFiles: 1000})
}

func TestMadeByHand(t *testing.T) {
	a, err := open(t, archiveOf([]byte("hello"), one([]byte{1, 0}, 5, 5)))
	if err != nil || len(a.Files) != 1 || a.Files[0].Name != "a" || a.Files[0].Size != 5 {
		t.Fatalf("%+v %v", a, err)
	}
	r, err := a.Content(0)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(r); string(b) != "hello" || err != nil {
		t.Errorf("%q %v", b, err)
	}
}

// TestClaimsAreBounded: headers of a few bytes claim gigabytes. None are taken.
func TestClaimsAreBounded(t *testing.T) {
	many := number(1 << 32)
	lzmaCoder := func(dict uint32) []byte {
		return join([]byte{0x23}, methodLZMA, []byte{5, 0x5d}, binary.LittleEndian.AppendUint32(nil, dict))
	}
	for _, tc := range []struct {
		name   string
		header []byte
		want   error
	}{
		{"files", join(idHeader, idFiles, many, idEnd, idEnd), ErrDamaged},
		{"files that the limit forbids", join(idHeader, idFiles, number(2000), idNames, number(4001), make([]byte, 4001), idEnd, idEnd), ErrTooMany},
		{"packed streams", join(idHeader, idMainStreams, idPackInfo, 0, many, idSize), ErrDamaged},
		{"folders", join(idHeader, idMainStreams, idUnpackInfo, idFolder, many, 0), ErrDamaged},
		{"coders", join(idHeader, idMainStreams, idUnpackInfo, idFolder, 1, 0, many), ErrDamaged},
		{"inputs", join(idHeader, idMainStreams, idUnpackInfo, idFolder, 1, 0, 1, 0x11, 0, many, 1), ErrDamaged},
		{"files in a folder", join(idHeader, idMainStreams, idPackInfo, 0, 1, idSize, 5, idEnd,
			idUnpackInfo, idFolder, 1, 0, 1, 1, 0, idUnpackSizes, 5, idEnd, idSubStreams, idNumStreams, many), ErrDamaged},
		{"a size", one([]byte{1, 0}, 5, 1<<62), ErrDamaged},
		{"LZMA dictionary", one(lzmaCoder(1<<32-1), 5, 1<<40), ErrUnsupported},
		{"LZMA2 dictionary", one([]byte{0x21, 0x21, 1, 40}, 5, 1<<40), ErrUnsupported},
		{"a dictionary larger than the content", one(lzmaCoder(1<<32-1), 5, 100), ErrDamaged},
		{"rounds", one(join([]byte{0x24}, methodAES, []byte{1, 40}), 16, 16), ErrUnsupported},
		{"content beyond the end", one([]byte{1, 0}, 1<<40, 5), ErrDamaged},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before := allocated()
			a, err := open(t, archiveOf([]byte("\x00hell"), tc.header), "secret")
			if err == nil {
				var r io.Reader
				if r, err = a.Content(0); err == nil {
					_, err = io.Copy(io.Discard, r)
				}
			}
			if !errors.Is(err, tc.want) {
				t.Errorf("%v, want %v", err, tc.want)
			}
			if grown := allocated() - before; grown > 8<<20 {
				t.Errorf("%d bytes were taken", grown)
			}
		})
	}
}

// allocated is all memory that was ever taken, in bytes.
func allocated() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}

// TestCoderThatFeedsItself: bonds between coders may run in a circle.
func TestCoderThatFeedsItself(t *testing.T) {
	h := join(idHeader, idMainStreams, idPackInfo, 0, 1, idSize, 5, idEnd,
		idUnpackInfo, idFolder, 1, 0,
		2, 1, 0, 1, 0, // two coders that copy
		1, 1, // the input of the second takes the output of the second
		idUnpackSizes, 5, 5, idEnd, idEnd,
		idFiles, 1, idNames, 5, 0, "a\x00\x00\x00", idEnd, idEnd)
	a, err := open(t, archiveOf([]byte("hello"), h))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := a.Content(0); err == nil {
		if b, err := io.ReadAll(r); err != nil && !errors.Is(err, ErrDamaged) || len(b) > 5 {
			t.Errorf("%q %v", b, err)
		}
	} else if !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

// TestTimeEndsTheRounds: 2^24 rounds take seconds; the context ends them.
func TestTimeEndsTheRounds(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	b := archiveOf(make([]byte, 16), one(join([]byte{0x24}, methodAES, []byte{1, 24}), 16, 16))
	_, err := Open(ctx, bytes.NewReader(b), int64(len(b)), Options{Passwords: []string{"a", "b", "c"}})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// TestAnyOrder: files may be read in any order, and twice.
func TestAnyOrder(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "testdata", "lzma2.7z"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t, b)
	if err != nil {
		t.Fatal(err)
	}
	read := func(i int) string {
		r, err := a.Content(i)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var forward []string
	for i := range a.Files {
		forward = append(forward, read(i))
	}
	for i := len(a.Files) - 1; i >= 0; i-- {
		if read(i) != forward[i] {
			t.Errorf("%s differs when read again", a.Files[i].Name)
		}
	}
	if all := strings.Join(forward, ""); len(all) < 9000 {
		t.Errorf("only %d bytes were read", len(all))
	}
}

// FuzzHeader lets the header say anything: its checksum is made to fit.
func FuzzHeader(f *testing.F) {
	f.Add(one([]byte{1, 0}, 5, 5), []byte("hello"))
	f.Add(one([]byte{0x21, 0x21, 1, 24}, 9, 5), []byte("\x01\x00\x04hello\x00"))
	f.Add(one(join([]byte{0x24}, methodAES, []byte{1, 4}), 16, 16), make([]byte, 16))
	files, _ := filepath.Glob(filepath.Join("..", "testdata", "*.7z"))
	for _, name := range files {
		if b, err := os.ReadFile(name); err == nil && len(b) < 2000 {
			at := headerSize + binary.LittleEndian.Uint64(b[12:])
			f.Add(b[at:], b[headerSize:at])
		}
	}
	f.Fuzz(func(t *testing.T, header, packed []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		b := archiveOf(packed, header)
		a, err := Open(ctx, bytes.NewReader(b), int64(len(b)), Options{Passwords: []string{"secret"}, MaxFiles: 100})
		if err != nil {
			if known(err) != err {
				t.Errorf("foreign error %v", err)
			}
			return
		}
		for i := range a.Files[:min(len(a.Files), 5)] {
			r, err := a.Content(i)
			if err == nil {
				_, err = io.Copy(io.Discard, io.LimitReader(r, 1<<20))
			}
			if known(err) != err {
				t.Errorf("foreign error %v", err)
			}
		}
	})
}
