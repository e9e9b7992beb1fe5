package collect

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/medbundle/medbundle/internal/collect/archive"
	"github.com/medbundle/medbundle/internal/keyring"
	"github.com/medbundle/medbundle/internal/plainfile"
)

// Limits bound what the containers of one case may unpack to.
type Limits struct {
	Bytes   int64 // of all members together
	Members int   // of all containers together
	Depth   int   // of files inside files: containers, mails, PDFs that carry others
	// Ratio of unpacked to packed size, above 64 MB: of one member where the
	// container tells its packed size, and of each container as a whole.
	Ratio int64
	Time  time.Duration // for one container
}

// DefaultLimits are generous for a hospital disc in a zip and small for a bomb.
var DefaultLimits = Limits{Bytes: 20 << 30, Members: 200_000, Depth: 3, Ratio: 300, Time: 20 * time.Minute}

// ratioFloor is what every member and container may unpack to, however small.
const ratioFloor = 64 << 20

// unpacker copies the members of containers into the work folder, under
// numbers: no name from a container ever becomes a name on this disk.
type unpacker struct {
	inv     *Inventory
	work    string
	limits  Limits
	keys    *keyring.Ring
	bytes   int64
	members int
	files   int
	taken   map[string]int // paths given, and the number that the next copy tries
	mu      sync.Mutex     // guards inv.Findings while items are hashed in parallel
}

func newUnpacker(inv *Inventory, opt Options) *unpacker {
	u := &unpacker{inv: inv, work: opt.Work, limits: opt.Limits, keys: opt.Keys, taken: map[string]int{}}
	if u.limits == (Limits{}) {
		u.limits = DefaultLimits
	}
	return u
}

var errLimit = errors.New("it unpacks to more than any real download does")

// open lists and unpacks one container. An error is one of the run (the disk is
// full); trouble with the container is a finding.
func (u *unpacker) open(ctx context.Context, it *Item) error {
	c := &container{unpacker: u, outer: it, noun: archive.Noun(it.Media), room: max(it.Size*u.limits.Ratio, ratioFloor), found: len(u.inv.Findings)}
	if it.depth >= u.limits.Depth {
		c.refuse("too-deep", "This "+c.noun+" lies inside too many others to be opened", "Unpack it yourself and put the files into the folder.")
		return nil
	}
	f, err := plainfile.Open(it.Local)
	if err != nil {
		return fmt.Errorf("cannot unpack %s: %w", it.Key(), cause(err))
	}
	defer f.Close()
	err = c.openWithKeys(ctx, f)
	var disk *diskError
	switch {
	case errors.As(err, &disk):
		return fmt.Errorf("cannot unpack %s: %w", it.Key(), disk.err)
	case ctx.Err() != nil:
		return ctx.Err()
	}
	c.settle(err)
	return nil
}

// unique keeps two members of one container from sharing a path.
func (u *unpacker) unique(inside, name string) string {
	key := inside + "!/" + name
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := max(u.taken[key], 2); u.taken[inside+"!/"+name] > 0; n++ {
		name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
		u.taken[key] = n + 1
	}
	u.taken[inside+"!/"+name] = 1
	return name
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
