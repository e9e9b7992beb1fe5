package pdfium

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// A frame is one message on the pipe: a kind byte, a four-byte big-endian
// length, and so many bytes. Both sides bound what they accept.
type frameKind byte

const (
	frameJSON frameKind = 'J'
	frameBlob frameKind = 'B'
)

const (
	maxRequestFrame  = 1 << 20
	maxResponseFrame = 64 << 20
	maxBlobFrame     = 4 * sandbox.MaxPixels
)

// frameLimits is the longest payload of each kind, in bytes.
type frameLimits struct{ json, blob uint32 }

func (l frameLimits) of(k frameKind) (uint32, bool) {
	switch k {
	case frameJSON:
		return l.json, true
	case frameBlob:
		return l.blob, l.blob > 0
	}
	return 0, false
}

type frame struct {
	kind    frameKind
	payload []byte
}

// readFrame reads one frame. The buffer grows with what really arrives, so a
// length that lies costs nothing. io.EOF means that no frame had begun.
func readFrame(r io.Reader, limits frameLimits) (frame, error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	kind, size := frameKind(head[0]), binary.BigEndian.Uint32(head[1:])
	limit, known := limits.of(kind)
	if !known {
		return frame{}, fmt.Errorf("frame of unknown kind %#x", head[0])
	}
	if size > limit {
		return frame{}, fmt.Errorf("frame of %d bytes, over the limit of %d", size, limit)
	}
	var buf bytes.Buffer
	n, err := io.CopyN(&buf, r, int64(size))
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return frame{}, fmt.Errorf("frame cut after %d of %d bytes: %w", n, size, err)
	}
	return frame{kind: kind, payload: buf.Bytes()}, nil
}

func writeFrame(w io.Writer, f frame) error {
	head := [5]byte{0: byte(f.kind)}
	binary.BigEndian.PutUint32(head[1:], uint32(len(f.payload)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(f.payload)
	return err
}

// encode makes a frame of v, refusing what the other side would refuse.
func encode(v any, limit int) (frame, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return frame{}, err
	}
	if buf.Len() > limit {
		return frame{}, fmt.Errorf("message of %d bytes, over the limit of %d", buf.Len(), limit)
	}
	return frame{kind: frameJSON, payload: buf.Bytes()}, nil
}
