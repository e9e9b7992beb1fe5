package compound

import "strings"

// Storage is a folder of a compound file.
type Storage struct {
	Name     string
	Storages []*Storage
	streams  []stream
	file     *File
}

type stream struct {
	name  string
	start uint32
	size  uint64
}

// Stream is the content of the stream with that name, in any case; nil where
// there is none. It is shorter than the directory says where the file is
// damaged.
func (s *Storage) Stream(name string) []byte {
	if s == nil {
		return nil
	}
	for _, x := range s.streams {
		if !strings.EqualFold(x.name, name) {
			continue
		}
		if x.size < uint64(s.file.cutoff) {
			return s.file.miniChain(x.start, x.size)
		}
		return s.file.chain(x.start, x.size)
	}
	return nil
}

// Has tells whether there is a stream with that name, in any case.
func (s *Storage) Has(name string) bool {
	if s == nil {
		return false
	}
	for _, x := range s.streams {
		if strings.EqualFold(x.name, name) {
			return true
		}
	}
	return false
}

// Streams names the streams, in the order of the directory.
func (s *Storage) Streams() []string {
	var out []string
	for _, x := range s.streams {
		out = append(out, x.name)
	}
	return out
}

// Storage is the storage of that name inside s, in any case; nil where there is
// none.
func (s *Storage) Storage(name string) *Storage {
	if s == nil {
		return nil
	}
	for _, x := range s.Storages {
		if strings.EqualFold(x.Name, name) {
			return x
		}
	}
	return nil
}

// Bytes is all that lies in s and below, as a compound file of its own. change,
// where it is not nil, may rewrite a stream, which it is told the path of. It is
// nil where that would be more than limit bytes.
func (s *Storage) Bytes(limit int, change func(path string, data []byte) []byte) []byte {
	all, n := map[string][]byte{}, 0
	var walk func(s *Storage, prefix string)
	walk = func(s *Storage, prefix string) {
		for _, name := range s.Streams() {
			if n > limit || strings.Contains(name, "/") {
				continue
			}
			data := s.Stream(name)
			if change != nil {
				data = change(prefix+name, data)
			}
			all[prefix+name] = data
			n += len(data) + entrySize
		}
		for _, x := range s.Storages {
			if !strings.Contains(x.Name, "/") {
				walk(x, prefix+x.Name+"/")
			}
		}
	}
	walk(s, "")
	if n > limit {
		return nil
	}
	return Write(all)
}
