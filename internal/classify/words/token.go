package words

import (
	"strings"
	"unicode/utf8"
)

// Token is a number, a word or a single mark between.
type Token struct {
	Start, End int
	Kind       byte // '0' number, 'a' word, else the mark itself
	N          int  // value of a number
}

// Tokens cuts a text into numbers, words and marks.
func Tokens(text string) []Token {
	var toks []Token
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			t := Token{Start: i, Kind: '0'}
			for i < len(text) && text[i] >= '0' && text[i] <= '9' {
				if i-t.Start < 8 {
					t.N = t.N*10 + int(text[i]-'0')
				}
				i++
			}
			t.End = i
			toks = append(toks, t)
		case c == ' ' || c == '\t' || c == '\n':
			i++
		case c < utf8.RuneSelf && !IsWordRune(rune(c)):
			toks = append(toks, Token{Start: i, End: i + 1, Kind: c})
			i++
		default:
			t := Token{Start: i, Kind: 'a'}
			for i < len(text) {
				r, n := utf8.DecodeRuneInString(text[i:])
				if r < utf8.RuneSelf && !IsWordRune(r) || r >= '0' && r <= '9' {
					break
				}
				i += n
			}
			t.End = i
			toks = append(toks, t)
		}
	}
	return toks
}

// PageNumber reads "Page 3 of 7", "Seite 3 von 7", "3/7" behind such a word.
func PageNumber(text string) (n, m int, ok bool) {
	toks := Tokens(text)
	for i := 0; i+3 < len(toks); i++ {
		if toks[i].Kind != 'a' || toks[i+1].Kind != '0' || toks[i+3].Kind != '0' {
			continue
		}
		switch strings.ToLower(text[toks[i].Start:toks[i].End]) {
		case "page", "seite", "página", "pagina", "strona", "pág", "pag", "pg", "str":
		default:
			continue
		}
		switch strings.ToLower(text[toks[i+2].Start:toks[i+2].End]) {
		case "of", "von", "sur", "de", "di", "z", "van", "/":
		default:
			continue
		}
		n, m = toks[i+1].N, toks[i+3].N
		if n >= 1 && n <= m && m <= 2000 {
			return n, m, true
		}
	}
	return 0, 0, false
}
