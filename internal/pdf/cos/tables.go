package cos

import (
	"compress/zlib"
	"context"
	"io"
	"sort"
	"strings"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// The library unpacks whatever stream stands where a table is said to be, up
// to 512 MB and before it looks at it. So each of these places is looked at
// here first, with the library's own parser, and unpacked without being kept.

// checkTables refuses a file whose cross-reference streams (7.5.8) unpack to
// more than its objects can need.
func (s *prescan) checkTables(ctx context.Context, rs io.ReadSeeker) error {
	places := map[int64]bool{}
	for n := range s.tables {
		places[n] = true
		if s.header > 0 {
			places[n+s.header] = true
		}
	}
	sorted := make([]int64, 0, len(places))
	for n := range places {
		sorted = append(sorted, n)
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	left := int64(maxTables)
	for _, n := range sorted {
		if err := ctx.Err(); err != nil {
			return err
		}
		size, err := tableSize(ctx, rs, n)
		if left -= size; err == nil && left < 0 {
			err = errTables
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// The sizes at which the beginning of a table is read, in bytes. The longest
// lists, of subsections, are some ten thousand bytes.
var headSizes = []int64{1 << 14, 1 << 18, 4 << 20}

// tableSize is what the stream at offset unpacks to, 0 where the library will
// find no stream there. It unpacks no more than is allowed.
func tableSize(ctx context.Context, rs io.ReadSeeker, offset int64) (int64, error) {
	for _, limit := range headSizes {
		if _, err := rs.Seek(offset, io.SeekStart); err != nil {
			return 0, nil
		}
		head, err := io.ReadAll(io.LimitReader(rs, limit))
		if err != nil {
			return 0, err
		}
		dict, data, found := streamIn(ctx, string(head))
		if found {
			return unpackedSize(rs, dict, offset+int64(data))
		}
		if int64(len(head)) < limit || dict != nil && data < 0 {
			return 0, nil
		}
	}
	return 0, errTables
}

// streamIn reads the dictionary of a stream object at the beginning of text and
// finds where its data begins. found is false where text is not, or not yet,
// such an object; data is -1 where it cannot become one.
func streamIn(ctx context.Context, text string) (dict types.Dict, data int, found bool) {
	rest := text
	if _, _, err := model.ParseObjectAttributes(&rest); err != nil {
		return types.Dict{}, -1, false
	}
	object, err := model.ParseObjectContext(ctx, &rest, 0, maxDepth)
	if err != nil {
		return nil, 0, false
	}
	dict, isDict := object.(types.Dict)
	if !isDict || strings.HasPrefix(strings.TrimLeftFunc(rest, unicode.IsSpace), "endobj") {
		return types.Dict{}, -1, false
	}
	if data = streamKeyword(text); data < 0 {
		return dict, 0, false
	}
	data += len("stream")
	for _, eol := range []string{"\r", "\n"} {
		if strings.HasPrefix(text[data:], eol) {
			data++
		}
	}
	return dict, data, true
}

// streamKeyword is where "stream" follows the end of a dictionary, -1 for nowhere.
func streamKeyword(text string) int {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], "stream")
		if i < 0 {
			return -1
		}
		at += i
		if strings.HasSuffix(strings.TrimRightFunc(text[:at], unicode.IsSpace), ">>") {
			return at
		}
	}
}

// unpackedSize unpacks the data at offset and keeps nothing.
func unpackedSize(rs io.ReadSeeker, dict types.Dict, offset int64) (int64, error) {
	length := int64(maxTable + 1)
	if n := dict.Int64Entry("Length"); n != nil && *n > 0 {
		length = min(length, *n)
	}
	filters := dict["Filter"]
	if a, ok := filters.(types.Array); ok && len(a) == 1 {
		filters = a[0]
	}
	if _, err := rs.Seek(offset, io.SeekStart); err != nil {
		return 0, nil
	}
	switch {
	case dict["Type"] == types.Name("XObject") && dict["Subtype"] == types.Name("Image"), filters == types.Name(filter.DCT):
		return 0, nil // which the library does not unpack
	case filters == nil:
		n, err := io.CopyN(io.Discard, rs, length)
		return tooLong(n, err)
	case filters != types.Name(filter.Flate):
		return 0, errTables // the library takes chains of filters; no program writes them here
	}
	z, err := zlib.NewReader(rs)
	if err != nil {
		return 0, nil
	}
	n, err := io.CopyN(io.Discard, z, maxTable+1)
	return tooLong(n, err)
}

// tooLong is n, or an error when nothing but the limit ended the copy.
func tooLong(n int64, err error) (int64, error) {
	if err == nil && n > maxTable {
		return n, errTables
	}
	return n, nil
}
