package pdfium

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// maxInMemory is the size up to which a file is read whole: PDFium reads in
// small steps, and each would be a call into the system.
const maxInMemory = 128 << 20

// contents opens a file for both readers: from memory where it is small
// enough, so that both see the same bytes.
type contents struct {
	io.ReadSeeker
	data []byte // nil where the file is read from disk
	size int64
	file *os.File
}

func openContents(path string) (*contents, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	c := &contents{ReadSeeker: file, size: info.Size(), file: file}
	if c.size > maxInMemory {
		return c, nil
	}
	defer file.Close()
	return c, c.load(file)
}

func (c *contents) load(file *os.File) error {
	data, err := io.ReadAll(io.LimitReader(file, maxInMemory+1))
	if err != nil {
		return err
	}
	if int64(len(data)) > maxInMemory {
		return errors.New("the file grew while it was read")
	}
	c.data, c.size, c.file = data, int64(len(data)), nil
	c.ReadSeeker = bytes.NewReader(data)
	return nil
}

func (c *contents) close() {
	if c.file != nil {
		_ = c.file.Close()
	}
}
