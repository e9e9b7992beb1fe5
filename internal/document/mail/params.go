package mail

import (
	"mime"
	"net/url"
	"sort"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// contentType reads the type of a part; one that says nothing is text.
func contentType(s string) (media string, params map[string]string) {
	media, params = parameters(s)
	if !strings.Contains(media, "/") {
		media = "text/plain"
	}
	return media, params
}

// named is how a part wants to be shown, and its name (RFC 2183, 2231).
func named(get func(string) string, params map[string]string) (disposition, name string) {
	disposition, dp := parameters(get("Content-Disposition"))
	if name = header(dp["filename"]); name == "" {
		name = header(params["name"])
	}
	return disposition, name
}

// parameters reads a header of a value and parameters (RFC 2045, 5.1). What is
// not written as the standard asks (a name with spaces and no quotes, a parameter
// twice, a character set other than UTF-8) is read as far as it goes.
func parameters(s string) (value string, params map[string]string) {
	value, params, err := mime.ParseMediaType(s)
	if err == nil && !strings.Contains(s, "*") {
		return value, params
	}
	pieces := splitQuoted(s)
	value = strings.ToLower(strings.TrimSpace(pieces[0]))
	params = map[string]string{}
	long := map[string]map[int]string{} // RFC 2231: by name and number
	for _, p := range pieces[1:] {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			continue
		}
		k, v = strings.ToLower(strings.TrimSpace(k)), unquote(strings.TrimSpace(v))
		base, rest, extended := strings.Cut(k, "*")
		if !extended {
			if _, twice := params[k]; !twice {
				params[k] = v
			}
			continue
		}
		number, coded := strings.TrimSuffix(rest, "*"), strings.HasSuffix(k, "*")
		n, _ := strconv.Atoi(number)
		if long[base] == nil {
			long[base] = map[int]string{}
		}
		if coded {
			v = "*" + v
		}
		long[base][n] = v
	}
	for base, values := range long {
		params[base] = joinLong(values)
	}
	return value, params
}

// joinLong joins the pieces of a value; the first says in what character set
// those are that are marked.
func joinLong(values map[int]string) string {
	numbers := make([]int, 0, len(values))
	for n := range values {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	label, out := "", []byte{}
	for i, n := range numbers {
		v, coded := strings.CutPrefix(values[n], "*")
		if coded && i == 0 {
			if parts := strings.SplitN(v, "'", 3); len(parts) == 3 {
				label, v = parts[0], parts[2]
			}
		}
		if coded {
			if raw, err := url.PathUnescape(v); err == nil {
				v = raw
			}
		}
		out = append(out, v...)
	}
	return rendition.Decode(recode(out, label))
}

// splitQuoted divides a header at the semicolons that stand in no quotes.
func splitQuoted(s string) []string {
	var out []string
	quoted, from := false, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
}
