package collect

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect/archive"
	"github.com/medbundle/medbundle/internal/document"
)

// container is one container while it is open.
type container struct {
	*unpacker
	outer *Item
	noun  string
	room  int64 // bytes that its members may still unpack to
	out   int   // members that came out
	links int   // members that are links, devices or programs
	first error // why the first member that did not come out did not
	found int   // findings before this container was opened
}

// openWithKeys walks the container with what people gave, then with what can be
// guessed, then with what a person answers.
func (c *container) openWithKeys(ctx context.Context, f *os.File) error {
	name := c.outer.Key()
	var walked error
	err := c.keys.Open(name, func(passwords []string) (locked bool, err error) {
		given := c.keys.Given(name)
		if walked = c.walk(ctx, f, passwords[:min(len(given), len(passwords))]); c.locked(walked) && len(passwords) > len(given) {
			if walked = c.walk(ctx, f, passwords[len(given):]); walked == nil || !c.locked(walked) {
				c.inv.find(document.RuleUnlocked, clinical.SeverityInfo, c.outer, "This "+c.noun+" is locked, and opened with a password made of the patient's birth date, as hospitals do", "")
			}
		}
		return c.locked(walked), ctx.Err()
	})
	return errors.Join(walked, err)
}

// locked tells that a walk came to nothing for want of a password.
func (c *container) locked(err error) bool {
	return errors.Is(err, archive.ErrLocked) && c.out+c.links == 0
}

func (c *container) walk(ctx context.Context, f *os.File, passwords []string) error {
	if c.limits.Time > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.limits.Time)
		defer cancel()
	}
	src := archive.Source{ReaderAt: f, Size: c.outer.Size, Name: c.outer.Base(), Media: c.outer.Media}
	opt := archive.Options{Passwords: passwords, MaxMembers: c.limits.Members}
	return archive.Walk(ctx, src, opt, c.member)
}

// settle gives a container its fate. One of which something came out is opened,
// whatever came later; what is missing of it is a finding. One of which nothing
// came out goes along as it is, with one finding instead of one for each member.
func (c *container) settle(err error) {
	if err == nil && c.out+c.links == 0 {
		err = c.first
	}
	rule, message, fix := c.trouble(err)
	switch {
	case err == nil:
		c.outer.settle(clinical.FateContainer, "opened; "+plural(c.out+c.links, "file")+" inside")
	case c.out == 0 && errors.Is(err, errLimit): // a bomb is not passed on
		c.outer.settle(clinical.FateSetAside, "could not be unpacked: "+errLimit.Error())
		c.inv.find(rule, clinical.SeverityError, c.outer, message, fix)
	case c.out == 0:
		c.inv.Findings = c.inv.Findings[:c.found]
		c.refuse(rule, message, fix)
	default:
		out := plural(c.out, "file") + " came out of it"
		c.outer.settle(clinical.FateContainer, "opened in part; "+out)
		c.inv.find(rule, clinical.SeverityError, c.outer, message+"; "+out, fix)
	}
}

const birthDateHint = "Hospitals often use the patient's birth date: where case.yaml states it, its usual forms are tried."

// trouble puts the reason why a container was not opened, or not to its end, in
// words.
func (c *container) trouble(err error) (rule, message, fix string) {
	const unpack = "Unpack it yourself and put the files into the folder."
	switch {
	case errors.Is(err, archive.ErrLocked) && len(c.keys.Given(c.outer.Key())) > 0:
		return document.RuleLocked, "This " + c.noun + " is locked with a password, and none of those given opens it",
			"Unpack it yourself with the right password and put the files into the folder. " + birthDateHint
	case errors.Is(err, archive.ErrLocked):
		return document.RuleLocked, "This " + c.noun + " is locked with a password", "Write its password into a text file and run this again with --password-file FILE, or unpack it yourself and put the files into the folder. " + birthDateHint
	case errors.Is(err, archive.ErrUnsupported):
		return document.RuleUnsupported, "This " + c.noun + " is packed in a way that cannot be opened here", unpack
	case errors.Is(err, archive.ErrTooMany), errors.Is(err, errLimit):
		return document.RuleTooLarge, "This " + c.noun + " holds more than any real download does", "Put the records that it holds into the folder yourself."
	case errors.Is(err, context.DeadlineExceeded):
		return document.RuleTimeout, "This " + c.noun + " took too long to open", unpack
	}
	return document.RuleDamaged, "This " + c.noun + " cannot be opened to its end: the download may be cut off", "Download or copy it again."
}

func (c *container) refuse(rule, message, fix string) {
	c.outer.Trouble = &document.Trouble{Rule: rule, Severity: clinical.SeverityError, Message: message, Fix: fix}
}

// member makes an item of one member, unpacked or with the reason why not. An
// error ends the walk.
func (c *container) member(f *archive.Member) error {
	if c.members >= c.limits.Members {
		return archive.ErrTooMany
	}
	m := &Item{Input: clinical.Input{
		Path: c.unique(c.outer.Key(), f.Name), Inside: c.outer.Key(), Size: max(f.Size, 0),
	}, depth: c.outer.depth + 1}
	c.inv.Items = append(c.inv.Items, m)
	c.members++
	if f.Kind != archive.File {
		c.links++
	}
	switch f.Kind {
	case archive.Link:
		m.settle(clinical.FateIgnored, "a link inside a container, which is not followed")
		return nil
	case archive.Device:
		m.settle(clinical.FateIgnored, "not a file (a device, pipe or the like inside a container)")
		return nil
	}
	local, n, err := c.copyOut(f)
	if err != nil {
		// What comes after a bomb in a stream could only be had by unpacking it.
		spent := errors.Is(err, errLimit) && (f.Packed == 0 || c.bytes >= c.limits.Bytes)
		return c.stop(m, err, spent)
	}
	m.Local, m.Size = local, n
	c.out++
	return nil
}

// stop sets a member aside that could not be unpacked. Trouble of the run, the
// time limit and a budget that is spent end the walk.
func (c *container) stop(m *Item, err error, spent bool) error {
	var disk *diskError
	if errors.As(err, &disk) || errors.Is(err, context.Canceled) {
		return err
	}
	if why := m.systemFile(); why != "" && !spent {
		m.settle(clinical.FateIgnored, why)
		c.links++
		return nil
	}
	if c.first == nil {
		c.first = err
	}
	reason := memberReason(err)
	m.settle(clinical.FateSetAside, "could not be unpacked: "+reason)
	rule, fix := document.RuleDamaged, "Download or copy the "+c.noun+" again, or unpack it yourself and put the files into the folder."
	switch {
	case errors.Is(err, archive.ErrLocked):
		rule, fix = document.RuleLocked, "Unpack the "+c.noun+" yourself with the password and put the files into the folder."
	case errors.Is(err, archive.ErrUnsupported):
		rule, fix = document.RuleUnsupported, "Unpack the "+c.noun+" yourself and put the files into the folder."
	case errors.Is(err, errLimit):
		rule, fix = document.RuleTooLarge, "If it is a record, unpack it yourself and put it into the folder."
	case errors.Is(err, context.DeadlineExceeded):
		rule, fix = document.RuleTimeout, "Unpack the "+c.noun+" yourself and put the files into the folder."
	}
	c.inv.find(rule, clinical.SeverityError, m, "This file inside a "+c.noun+" could not be unpacked: "+reason, fix)
	if spent || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func memberReason(err error) string {
	for _, known := range []error{archive.ErrLocked, archive.ErrUnsupported, archive.ErrDamaged, errLimit} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return "it took too long"
}

// diskError is trouble of this computer's disk, which ends the run.
type diskError struct{ err error }

func (e *diskError) Error() string { return e.err.Error() }

func (c *container) copyOut(f *archive.Member) (local string, n int64, err error) {
	limit := min(c.room, c.limits.Bytes-c.bytes)
	if f.Packed > 0 {
		limit = min(limit, max(f.Packed*c.limits.Ratio, ratioFloor))
	}
	r, err := f.Open()
	if err != nil {
		return "", 0, err
	}
	c.files++
	local = filepath.Join(c.work, fmt.Sprintf("m%07d", c.files))
	w, err := os.OpenFile(local, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, &diskError{cause(err)}
	}
	n, err = copyAtMost(w, r, limit)
	if closeErr := w.Close(); err == nil && closeErr != nil {
		err = &diskError{cause(closeErr)}
	}
	c.bytes += n // of a bomb too: the work was done
	if err == nil {
		c.room -= n
		return local, n, nil
	}
	os.Remove(local)
	return "", 0, err
}

// copyAtMost copies, tells trouble of the reader from trouble of the writer,
// and refuses to copy more than limit bytes.
func copyAtMost(w io.Writer, r io.Reader, limit int64) (n int64, err error) {
	buf := make([]byte, 256<<10)
	for {
		k, rerr := r.Read(buf)
		if n += int64(k); n > limit {
			return n, errLimit
		}
		if k > 0 {
			if _, werr := w.Write(buf[:k]); werr != nil {
				return n, &diskError{cause(werr)}
			}
		}
		if rerr == io.EOF {
			return n, nil
		}
		if rerr != nil {
			return n, rerr
		}
	}
}
