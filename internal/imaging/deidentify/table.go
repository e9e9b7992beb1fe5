package deidentify

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed e11.txt
var e11Text string

// row is what PS3.15 Table E.1-1 says of an attribute: the action of the basic
// profile ("X", "Z/D" …), and by option letter "K" or "C".
type row struct {
	basic   string
	options map[byte]byte
}

// e11 is the table, by tag.
var e11 = sync.OnceValue(func() map[uint32]row {
	table := map[uint32]row{}
	for line := range strings.Lines(e11Text) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		tag, err := strconv.ParseUint(f[0], 16, 32)
		if err != nil {
			panic("e11.txt: " + line) // a test reads it
		}
		r := row{f[1], map[byte]byte{}}
		for _, o := range f[2:] {
			r.options[o[0]] = o[1]
		}
		table[uint32(tag)] = r
	}
	return table
})
