package imaging

import "strings"

// splitName reads a PN value (PS3.5 6.2.1): of the alphabetic, ideographic and
// phonetic groups the first that says anything, without prefix and suffix.
func splitName(pn string) (family, given string) {
	for _, group := range strings.Split(pn, "=") {
		parts := append(strings.Split(group, "^"), "", "")
		family = strings.TrimSpace(parts[0])
		given = strings.Join(strings.Fields(parts[1]+" "+parts[2]), " ")
		if family != "" || given != "" {
			break
		}
	}
	if f, g, ok := strings.Cut(family, ","); ok && given == "" {
		family, given = strings.TrimSpace(f), strings.TrimSpace(g)
	}
	return intern(family), intern(given)
}

// NameInOrder writes a PN value as a person is named in a letter: "Dr Ana Roy".
func NameInOrder(pn string) string {
	group, _, _ := strings.Cut(strings.TrimLeft(pn, "="), "=")
	parts := append(strings.Split(group, "^"), "", "", "", "")
	return intern(strings.Join(strings.Fields(strings.Join(
		[]string{parts[3], parts[1], parts[2], parts[0], parts[4]}, " ")), " "))
}
