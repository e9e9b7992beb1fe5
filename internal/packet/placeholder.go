package packet

// Placeholder draws the page that stands for a document which cannot be shown.
// The lines say why, where the original is and what to do, in the order in
// which they are to be read; empty ones are left out.
func Placeholder(title string, lines []string) (Sheets, error) {
	s := newSheet(&speller{}, "")
	s.kicker("In place of a document that cannot be shown")
	s.title(6, s.text(title, titleStyle))
	s.space(5 * mm)
	st := bodyStyle.strong()
	for _, ln := range lines {
		if ln == "" {
			continue
		}
		s.write(left, 140*mm, 0, s.text(ln, st))
		s.space(3 * mm)
		st = bodyStyle
	}
	return s.sheets(false)
}
