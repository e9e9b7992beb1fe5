package directory

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// CheckFileID says how a file ID breaks PS3.10 8.5: one to eight parts, each of
// one to eight capitals, digits or underscores; "" where it conforms. An unsafe
// one leads, or may lead, out of the file-set.
func CheckFileID(id []string) (problem string, unsafe bool) {
	if len(id) == 0 || len(id) > 8 {
		problem = "does not have one to eight parts"
	}
	for _, part := range id {
		switch {
		case part == "" || part == "." || part == ".." || strings.ContainsAny(part, "/\\:\x00"):
			return "leads out of the file-set", true
		case len(part) > 8 || strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "":
			problem = "is not made of capital letters, digits and underscores, at most eight a part"
		}
	}
	return problem, false
}

// Conform cuts a value down to what its VR allows (PS3.5 6.2); "" where nothing
// is left. Lengths count characters, not bytes.
func Conform(s, vr string) string {
	switch vr {
	case "CS":
		return truncate(codeString(s), 16)
	case "IS":
		if n, err := strconv.ParseInt(s, 10, 32); err == nil {
			return strconv.FormatInt(n, 10)
		}
		return ""
	case "SH":
		return truncate(oneLine(s), 16)
	case "LO":
		return truncate(oneLine(s), 64)
	case "ST":
		return truncate(strings.TrimSpace(s), 1024)
	case "PN":
		return conformName(s)
	case "DA":
		if len(s) != 8 || strings.Trim(s, "0123456789") != "" {
			return ""
		}
	case "TM":
		if len(s) > 13 || strings.Trim(s, "0123456789.") != "" {
			return ""
		}
	case "UI":
		if !ValidUID(s) {
			return ""
		}
	}
	return oneLine(s)
}

// conformName keeps three groups of five parts, each group of 64 characters.
func conformName(s string) string {
	groups := strings.Split(oneLine(s), "=")
	for i, g := range groups {
		parts := strings.Split(g, "^")
		groups[i] = truncate(strings.Join(parts[:min(5, len(parts))], "^"), 64)
	}
	return strings.Join(groups[:min(3, len(groups))], "=")
}

func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < 0x20 || r == '\\' {
			return ' '
		}
		return r
	}, s))
}

// codeString is what of s may stand in a CS value: capitals, digits, blank, underscore.
func codeString(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == ' ', r == '_':
			return r
		}
		return -1
	}, strings.ToUpper(s)))
}

func truncate(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n]))
}

// ValidUID tells whether s has the form of a UID (PS3.5 9.1).
func ValidUID(s string) bool {
	if len(s) > 64 || s == "" {
		return false
	}
	for _, part := range strings.Split(s, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
