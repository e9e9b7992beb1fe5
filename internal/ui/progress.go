package ui

import (
	"fmt"
	"strings"
	"sync"
)

// Progress is one line on Err that is drawn again and again and vanishes at the
// end. Without a terminal it draws nothing. The zero value draws nothing either.
type Progress struct {
	s     Streams
	mu    sync.Mutex
	label string
	last  int
	shown bool
}

// NewProgress makes a progress line.
func (s Streams) NewProgress() *Progress { return &Progress{s: s, last: -1} }

const barWidth = 20

// Show draws the state of a step. It draws at most once per hundredth.
func (p *Progress) Show(label string, done, total int) {
	if p == nil || !p.s.Progress || total == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	at := done * 100 / total
	if label == p.label && at == p.last {
		return
	}
	p.label, p.last, p.shown = label, at, true
	full := done * barWidth / total
	fmt.Fprintf(p.s.Err, "\r\x1b[K%s … %s%s  %d/%d", label, strings.Repeat("█", full), strings.Repeat("░", barWidth-full), done, total)
}

// Pause takes the line away and keeps it away while f runs.
func (p *Progress) Pause(f func()) {
	if p == nil || !p.s.Progress {
		f()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	f()
}

// Done takes the line away.
func (p *Progress) Done() {
	if p == nil || !p.s.Progress {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

func (p *Progress) clear() {
	if p.shown {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
		p.shown = false
	}
}
