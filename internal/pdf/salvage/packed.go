package salvage

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
)

// maxUnpacked bounds, in bytes, what all object streams of a file may inflate
// to.
const maxUnpacked = 64 << 20

var (
	packedFirst = regexp.MustCompile(`/First\s+(\d{1,7})`)
	filters     = regexp.MustCompile(`/Filter\s*(\[\s*)?/(\w+)`)
	streamStart = regexp.MustCompile(`stream\r?\n`)
)

// packed takes the objects out of object streams (ISO 32000-1, 7.5.7) that do
// not stand in the file as they are. A stream that is cut gives what comes
// before the cut.
func packed(data []byte, there []object) (out []object) {
	known := map[int]bool{}
	for _, o := range there {
		known[o.number] = true
	}
	left := int64(maxUnpacked)
	for i := len(there) - 1; i >= 0; i-- { // the newest first
		if o := there[i]; isPacked.Match(o.head) {
			for _, inner := range unpack(data[o.offset:], o.head, &left) {
				if !known[inner.number] && len(out) < maxObjects {
					known[inner.number] = true
					out = append(out, inner)
				}
			}
		}
	}
	return out
}

// unpack reads one object stream: numbers and places of its objects, and then
// the objects.
func unpack(from, head []byte, left *int64) (out []object) {
	first := packedFirst.FindSubmatch(head)
	start := streamStart.FindIndex(from[:min(len(from), len(head)+maxHead)])
	filter := filters.FindSubmatch(head)
	if first == nil || start == nil || filter != nil && string(filter[2]) != "FlateDecode" {
		return nil
	}
	body := from[start[1]:]
	if filter != nil {
		body = inflate(body, left)
	}
	at := number(first[1])
	if at > len(body) {
		return nil
	}
	places := bytes.Fields(body[:at])
	for i := 0; i+1 < len(places); i += 2 {
		n, begin, end := number(places[i]), at+number(places[i+1]), len(body)
		if i+3 < len(places) {
			end = at + number(places[i+3])
		}
		if n < 1 || n > maxNumber || begin >= end || end > len(body) {
			continue
		}
		// A copy of this size is all that is kept of the unpacked stream.
		inner := bytes.Clone(bytes.TrimSpace(body[begin:end]))
		out = append(out, object{number: n, head: inner[:min(len(inner), maxHead)], body: inner})
	}
	return out
}

// inflate unpacks as much as there is of a stream.
func inflate(b []byte, left *int64) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(z, *left)) // cut or damaged: what came before counts
	*left -= int64(len(out))
	return out
}
