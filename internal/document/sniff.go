package document

import "io"

// Sniff tells the media type of size bytes of r from their content; name breaks
// ties between kinds of plain text only.
func Sniff(r io.ReaderAt, size int64, name string) string {
	if size == 0 {
		return "inode/x-empty"
	}
	return "application/octet-stream"
}
