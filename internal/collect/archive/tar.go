package archive

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/medbundle/medbundle/internal/document"
)

func walkTar(w *walk) error { return walkTarStream(w, io.NewSectionReader(w, 0, w.Size)) }

func walkTarStream(w *walk, r io.Reader) error {
	tr := tar.NewReader(&guarded{w.ctx, r})
	for {
		h, err := tr.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return err
		}
		if h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader {
			if err := w.count(); err != nil {
				return err
			}
			continue
		}
		m := &Member{Name: cleanPath(guessEncoding([][]byte{[]byte(h.Name)}).decode([]byte(h.Name))), Kind: tarKind(h.Typeflag), Size: h.Size}
		m.open = func() (io.Reader, error) { return tr, nil }
		if err := w.member(m); err != nil {
			return err
		}
	}
}

func tarKind(flag byte) Kind {
	switch flag {
	case tar.TypeReg, tar.TypeCont, tar.TypeGNUSparse, '\x00':
		return File
	case tar.TypeLink, tar.TypeSymlink:
		return Link
	}
	return Device
}

// walkGzip reads one compressed file, or the tar archive that is in it.
func walkGzip(w *walk) error {
	zr, err := gzip.NewReader(bufio.NewReader(io.NewSectionReader(w, 0, w.Size)))
	if err != nil {
		return ErrDamaged
	}
	name := gzipName(w.Name, zr.Name)
	r := bufio.NewReaderSize(&guarded{w.ctx, zr}, 4096)
	if head, _ := r.Peek(512); document.IsTar(head) {
		return walkTarStream(w, r)
	}
	return w.member(&Member{Name: name, Size: -1, Packed: w.Size, open: func() (io.Reader, error) { return r, nil }})
}

// gzipName is the name of the file inside: the outer one without its ending,
// which is how people know it, or the one that stands inside (RFC 1952, 2.3.1).
func gzipName(outer, inner string) string {
	if stem, ok := cutSuffixFold(path.Base(outer), ".gz"); ok && path.Ext(stem) != "" {
		return cleanPath(stem)
	}
	if inner == "" {
		if stem, ok := cutSuffixFold(path.Base(outer), ".gz"); ok {
			return cleanPath(stem)
		}
		return cleanPath(path.Base(outer) + ".unpacked")
	}
	// The library reads the name as Latin-1, which the standard asks for and no
	// program writes.
	if raw, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(inner)); err == nil {
		inner = guessEncoding([][]byte{raw}).decode(raw)
	}
	return path.Base(cleanPath(inner))
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if n := len(s) - len(suffix); n > 0 && strings.EqualFold(s[n:], suffix) {
		return s[:n], true
	}
	return s, false
}
