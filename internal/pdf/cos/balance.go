package cos

import "bytes"

// Balance is what page content leaves open. What is drawn after it needs a
// clean graphics state (8.4.2), no open text object and no open marked content.
type Balance struct {
	// Missing is how many more Q than q come, at the worst point: so many q
	// must stand before the content.
	Missing int
	// Open is how many q are open at the end, counted from there.
	Open int
	// InText tells that a text object (BT) is not ended.
	InText bool
	// Marked is how many marked-content sequences are open at the end.
	Marked int
}

// Weigh reads the operators of decoded content. ok is false when the content
// ends inside a string or an inline picture, which would swallow whatever follows.
func Weigh(content []byte) (balance Balance, ok bool) {
	s := contentScan{b: content}
	depth, lowest := 0, 0
	for {
		operator, ok := s.next()
		if !ok {
			return Balance{}, false
		}
		switch operator {
		case "":
			balance.Missing = -lowest
			balance.Open = depth - lowest
			return balance, true
		case "q":
			depth++
		case "Q":
			depth--
			lowest = min(lowest, depth)
		case "BT":
			balance.InText = true
		case "ET":
			balance.InText = false
		case "BMC", "BDC":
			balance.Marked++
		case "EMC":
			balance.Marked = max(0, balance.Marked-1)
		case "ID":
			if !s.skipInlineImage() {
				return Balance{}, false
			}
		}
	}
}

// contentScan walks the tokens of content (7.8.2).
type contentScan struct {
	b []byte
	i int
}

// next returns the next operator, "" at the end.
func (s *contentScan) next() (operator string, ok bool) {
	for s.i < len(s.b) {
		c := s.b[s.i]
		switch {
		case isSpace(c):
			s.i++
		case c == '%':
			s.skipLine()
		case c == '(':
			if !s.skipString() {
				return "", false
			}
		case c == '<' && s.i+1 < len(s.b) && s.b[s.i+1] != '<':
			end := bytes.IndexByte(s.b[s.i:], '>')
			if end < 0 {
				return "", false
			}
			s.i += end + 1
		case c == '<':
			s.i += 2
		case c == '/':
			s.i++
			s.word()
		case isDelimiter(c):
			s.i++
		default:
			if w := s.word(); len(w) > 0 && !isNumeric(w[0]) {
				return string(w), true
			}
		}
	}
	return "", true
}

func (s *contentScan) word() []byte {
	start := s.i
	for s.i < len(s.b) && !isSpace(s.b[s.i]) && !isDelimiter(s.b[s.i]) {
		s.i++
	}
	return s.b[start:s.i]
}

func isNumeric(c byte) bool { return c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' }

func (s *contentScan) skipLine() {
	for s.i < len(s.b) && s.b[s.i] != '\n' && s.b[s.i] != '\r' {
		s.i++
	}
}

func (s *contentScan) skipString() bool {
	depth := 0
	for ; s.i < len(s.b); s.i++ {
		switch s.b[s.i] {
		case '\\':
			s.i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.i++
				return true
			}
		}
	}
	return false
}

// skipInlineImage moves behind the EI that ends an inline picture (8.9.7): EI
// between white space, followed by what can be content and not by picture data.
func (s *contentScan) skipInlineImage() bool {
	for from := s.i; ; {
		at := bytes.Index(s.b[from:], []byte("EI"))
		if at < 0 {
			return false
		}
		at += from
		after := at + 2
		if at > 0 && isSpace(s.b[at-1]) && (after == len(s.b) || isSpace(s.b[after])) && plain(s.b[after:]) {
			s.i = after
			return true
		}
		from = after
	}
}

// plain tells whether b starts like text.
func plain(b []byte) bool {
	for _, c := range b[:min(len(b), 12)] {
		if c > '~' || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}
