package wording

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Count(0, "page", "pages"), "0 pages"},
		{Count(1, "page", "pages"), "1 page"},
		{Count(2, "page", "pages"), "2 pages"},
		{Either(1, "it is", "they are"), "it is"},
		{Either(0, "it is", "they are"), "they are"},
		{"it is so" + Times(1), "it is so"},
		{"it is so" + Times(12), "it is so (12 times)"},
		{strings.Join(Once([]string{"b", "a", "b"}), "|"), "b (2 times)|a"},
		{Some(nil, 2), ""},
		{Some([]string{"a", "b"}, 2), "a, b"},
		{Some([]string{"a", "b", "c"}, 2), "a, b and 1 more"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
