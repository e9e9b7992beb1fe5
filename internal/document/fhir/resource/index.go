package resource

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Limits of one file.
const (
	maxResources = 200_000
	maxWrapped   = 8 // bundles in bundles, lists, wrappers of portals
)

// Entry is one resource of the file. Its bytes are read when it is drawn, and
// again when another refers to it: a file of 60 MB as a tree would be a gigabyte.
type Entry struct {
	Kind, id, url string
	Raw           []byte
}

// Read is the resource as a tree.
func (e Entry) Read() (*Node, error) {
	if len(e.Raw) > 0 && e.Raw[0] == '<' {
		return parseXML(e.Raw)
	}
	return parseJSON(e.Raw)
}

// Index knows where every resource of a file is.
type Index struct {
	Entries []Entry
	by      map[string]int // "Type/id" and full URL to entry
	Bundles int
	Stamp   string // Bundle.timestamp of the outermost bundle
	Broken  bool   // the file breaks off
	Strange int    // lines that cannot be read
}

// New finds the resources: of one resource, a Bundle, a file with a resource
// on each line (NDJSON), a list of resources, or an object of a portal with
// resources somewhere inside.
func New(data []byte) (*Index, error) {
	x := &Index{by: map[string]int{}}
	data = bytes.TrimSpace(data)
	var err error
	if bytes.HasPrefix(data, []byte("<")) {
		err = x.xmlFile(data)
	} else {
		err = x.jsonFile(data)
	}
	if err == nil && len(x.Entries) == 0 && x.Bundles == 0 {
		err = fmt.Errorf("%w: no FHIR resource inside", hl7.ErrDamaged)
	}
	return x, err
}

func (x *Index) jsonFile(data []byte) error {
	for i := 0; i < len(data); {
		if c := data[i]; blank(c) || c == ',' {
			i++
			continue
		}
		end := -1
		if c := data[i]; c == '{' || c == '[' {
			end = jsonEnd(data, i)
		}
		line := bytes.IndexByte(data[i:], '\n')
		switch {
		case end >= 0:
			if err := x.json(data[i:end], "", 0); err != nil {
				return err
			}
			i = end
		case line >= 0 && len(x.Entries) > 0: // of many lines one is broken
			x.Strange++
			i += line + 1
		default:
			x.Broken = true
			return x.json(data[i:], "", 0)
		}
	}
	return nil
}

// json looks at one JSON value: at a resource, or for those inside.
func (x *Index) json(b []byte, url string, depth int) error {
	if depth > maxWrapped || len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return nil
	}
	var e Entry
	stamp := ""
	members(b, func(name string, value []byte) bool {
		if b[0] == '{' && value[0] == '"' {
			s := (&Node{How: JSONString, Raw: bytes.Trim(value, `"`)}).Text
			switch name {
			case "resourceType":
				e.Kind = s()
			case "id":
				e.id = s()
			case "timestamp":
				stamp = s()
			case "fullUrl":
				url = s()
			}
		}
		return true
	})
	switch {
	case e.Kind == "Bundle":
		x.bundle(stamp)
	case plainName(e.Kind) && e.Kind != "Parameters":
		e.url, e.Raw = url, b
		return x.take(e)
	}
	var err error
	members(b, func(name string, value []byte) bool {
		own := ""
		if name == "resource" {
			own = url
		}
		err = x.json(value, own, depth+1)
		return err == nil
	})
	return err
}

func (x *Index) bundle(stamp string) {
	if x.Bundles++; x.Stamp == "" {
		x.Stamp = stamp
	}
}

func (x *Index) take(e Entry) error {
	if len(x.Entries) >= maxResources {
		return fmt.Errorf("%w: more than %d entries", hl7.ErrTooLarge, maxResources)
	}
	if i, ok := x.by[e.Kind+"/"+e.id]; ok && e.id != "" && bytes.Equal(x.Entries[i].Raw, e.Raw) {
		return nil // the same entry once more, as pages of a search repeat them
	}
	n := len(x.Entries)
	x.Entries = append(x.Entries, e)
	for _, key := range []string{e.url, e.Kind + "/" + e.id, "urn:uuid:" + e.id} {
		if _, ok := x.by[key]; !ok && key != "" && key != "urn:uuid:" && !strings.HasSuffix(key, "/") {
			x.by[key] = n
		}
	}
	return nil
}

func plainName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

func (x *Index) xmlFile(data []byte) error {
	t, ok := nextTag(data, 0)
	if !ok || t.closes {
		return fmt.Errorf("%w: no element inside", hl7.ErrDamaged)
	}
	err := x.xml(data, t, "", 0)
	if errors.Is(err, hl7.ErrDamaged) && len(x.Entries) > 0 {
		x.Broken, err = true, nil
	}
	return err
}

// xml looks at one element that holds a resource's type as its name.
func (x *Index) xml(b []byte, t tag, url string, depth int) error {
	if depth > maxWrapped {
		return nil
	}
	if t.name == "Bundle" || t.name == "Parameters" {
		return x.xmlBundle(b, t, depth)
	}
	end := elementEnd(b, t)
	if end < 0 {
		return fmt.Errorf("%w: the file breaks off", hl7.ErrDamaged)
	}
	e := Entry{Kind: t.name, url: url, Raw: b[t.start:end]}
	if next, ok := nextTag(b, t.end); ok && next.name == "id" { // the first child, where there is one
		next.attributes(func(name string, value []byte) {
			if name == "value" {
				e.id = unescape(string(value))
			}
		})
	}
	if !plainName(e.Kind) {
		return nil
	}
	return x.take(e)
}

// xmlBundle goes through a Bundle, in which each entry holds a fullUrl and a
// resource.
func (x *Index) xmlBundle(b []byte, t tag, depth int) error {
	n, url := x.Bundles, ""
	x.bundle("")
	for at, open := t.end, 1; open > 0; {
		next, ok := nextTag(b, at)
		if !ok {
			return fmt.Errorf("%w: the file breaks off", hl7.ErrDamaged)
		}
		at = next.end
		switch {
		case next.closes:
			open--
		case next.name == "resource" && !next.own:
			inner, ok := nextTag(b, at)
			if !ok {
				return fmt.Errorf("%w: the file breaks off", hl7.ErrDamaged)
			}
			if !inner.closes {
				if err := x.xml(b, inner, url, depth+1); err != nil {
					return err
				}
				if at = elementEnd(b, inner); at < 0 {
					return fmt.Errorf("%w: the file breaks off", hl7.ErrDamaged)
				}
			}
			open++
		default:
			value := ""
			next.attributes(func(name string, v []byte) {
				if name == "value" {
					value = unescape(string(v))
				}
			})
			switch next.name {
			case "entry":
				url = ""
			case "fullUrl":
				url = value
			case "timestamp":
				if n == 0 && x.Stamp == "" {
					x.Stamp = value
				}
			}
			if !next.own {
				open++
			}
		}
	}
	return nil
}

// Find is the entry that a reference means, or -1.
func (x *Index) Find(ref string) int {
	ref, _, _ = strings.Cut(ref, "/_history/")
	if n, ok := x.by[ref]; ok {
		return n
	}
	parts := strings.Split(ref, "/")
	if len(parts) < 2 {
		return -1
	}
	if n, ok := x.by[strings.Join(parts[len(parts)-2:], "/")]; ok {
		return n
	}
	return -1
}

// Clean is the file in UTF-8; a large one that is so already is not copied.
func Clean(data []byte) []byte {
	if bytes.IndexByte(data, 0) < 0 && !bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) && utf8.Valid(data) {
		return data
	}
	return []byte(rendition.Decode(data))
}
