package packet

import "github.com/medbundle/medbundle/internal/packet/typeset"

// coverNameless says, where the name was taken out, what that means and what it
// does not.
func (l *Layout) coverNameless(s *typeset.Sheet) {
	if l.p.Nameless == "" {
		return
	}
	for _, words := range []string{
		"The name was taken out of this bundle (de-identified: DICOM PS3.15 basic profile). It holds scans only. Papers were " +
			"left out, for a program cannot surely take names out of text; so were pictures that may have a name in them.",
		l.p.Nameless + " Nobody has looked at the pictures. A scan of the head may show the face. Who has the originals can tell whose these are.",
	} {
		s.Write(typeset.Left, typeset.ColumnWidth, 4, s.Text(words, typeset.BodyStyle))
		s.Space(2 * typeset.MM)
	}
	s.Space(3 * typeset.MM)
}
