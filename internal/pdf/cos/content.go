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

// Weigh reads the operators of decoded content. sound is false when the content
// breaks the rules of 7.8.2 in a way that could swallow what follows it, or
// that readers complain of; Tidy mends it.
func Weigh(content []byte) (balance Balance, sound bool) {
	depth, lowest := 0, 0
	sound = eachOperation(content, func(operator string, _ []byte) {
		switch operator {
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
		}
	})
	balance.Missing, balance.Open = -lowest, depth-lowest
	return balance, sound
}

// Tidy returns the operations of content that are whole, each on a line.
func Tidy(content []byte) []byte {
	var out []byte
	eachOperation(content, func(_ string, operation []byte) {
		out = append(append(out, operation...), '\n')
	})
	return out
}

// eachOperation calls f for every operator with its operands as they are
// spelt, and leaves out what is no whole operation; sound tells that there was
// nothing of that kind.
func eachOperation(content []byte, f func(operator string, operation []byte)) (sound bool) {
	s := contentScan{b: content}
	var operation, nesting []byte
	sound = true
	for broken := false; ; {
		start, kind := s.token()
		token := s.b[start:s.i]
		switch kind {
		case endToken:
			return sound && len(nesting) == 0
		case badToken:
			sound = false
			continue
		case nameToken:
			if mended, ok := mendName(token); !ok {
				token, sound = mended, false
			}
		case '[', '<':
			nesting = append(nesting, kind)
		case ']', '>':
			if n := len(nesting); n > 0 && nesting[n-1] == kind-2 {
				nesting = nesting[:n-1]
			} else {
				broken = true
			}
		}
		if kind != operatorToken {
			operation = append(append(operation, token...), ' ')
			continue
		}
		operator := string(token)
		if operator == "ID" {
			operator = "EI"
			if !s.skipInlineImage() {
				return false
			}
			token = s.b[start:s.i]
		}
		if operator == "BI" { // its entries are operands of ID
			operation = append(append(operation[:0], token...), ' ')
			continue
		}
		if broken = broken || len(nesting) > 0; !broken {
			f(operator, append(operation, token...))
		}
		sound = sound && !broken
		operation, nesting, broken = operation[:0], nesting[:0], false
	}
}

// mendName spells a stray # so that it stands for itself.
func mendName(name []byte) (mended []byte, ok bool) {
	ok = true
	for i, c := range name {
		mended = append(mended, c)
		if c == '#' && (i+2 >= len(name) || !isHex(name[i+1]) || !isHex(name[i+2])) {
			mended, ok = append(mended, "23"...), false
		}
	}
	return mended, ok
}

// The kinds of tokens beside brackets; << and >> are '<' and '>'.
const (
	endToken      = 'e'
	badToken      = '!'
	atomToken     = 'a' // number, string, constant
	nameToken     = '/'
	operatorToken = 'o'
)

// contentScan walks the tokens of content.
type contentScan struct {
	b []byte
	i int
}

// token moves behind the next token.
func (s *contentScan) token() (start int, kind byte) {
	s.skipSpace()
	start = s.i
	if s.i == len(s.b) {
		return start, endToken
	}
	switch c := s.b[s.i]; c {
	case '(':
		return start, s.skipString()
	case '<', '>':
		return start, s.angle(c)
	case '/':
		s.i++
		s.skipWord()
		return start, nameToken
	case '[', ']':
		s.i++
		return start, c
	case ')', '{', '}':
		s.i++
		return start, badToken
	}
	s.skipWord()
	return start, wordKind(s.b[start:s.i])
}

func wordKind(word []byte) byte {
	switch string(word) {
	case "true", "false", "null":
		return atomToken
	}
	for _, c := range word {
		if c < ' ' || c > '~' {
			return badToken
		}
	}
	if c := word[0]; c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' {
		return atomToken
	}
	return operatorToken
}

// angle reads a hexadecimal string or a bracket of a dictionary.
func (s *contentScan) angle(c byte) byte {
	s.i++
	if s.i < len(s.b) && s.b[s.i] == c {
		s.i++
		return c
	}
	if c == '>' {
		return badToken
	}
	for ; s.i < len(s.b); s.i++ {
		switch c := s.b[s.i]; {
		case c == '>':
			s.i++
			return atomToken
		case !isHex(c) && !isSpace(c):
			return badToken
		}
	}
	return badToken
}

func (s *contentScan) skipSpace() {
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case isSpace(c):
			s.i++
		case c == '%':
			for s.i < len(s.b) && s.b[s.i] != '\n' && s.b[s.i] != '\r' {
				s.i++
			}
		default:
			return
		}
	}
}

func (s *contentScan) skipWord() {
	for s.i < len(s.b) && !isSpace(s.b[s.i]) && !isDelimiter(s.b[s.i]) {
		s.i++
	}
}

func (s *contentScan) skipString() byte {
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
				return atomToken
			}
		}
	}
	s.i = len(s.b)
	return badToken
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
		if isSpace(s.b[at-1]) && (after == len(s.b) || isSpace(s.b[after])) && plain(s.b[after:]) {
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

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
