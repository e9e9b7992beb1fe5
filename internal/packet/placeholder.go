package packet

// placeholderLabels stand before the lines of a placeholder, in their order.
var placeholderLabels = []string{"What this is", "Why it is not shown", "Where the original is", "What to do"}

// Placeholder draws the page that stands for a document which cannot be shown.
// The lines say what it is, why it is not shown, where the original is, and
// what to do, in this order; empty ones are left out.
func Placeholder(title string, lines []string) (Sheets, error) {
	s := newSheet(&speller{}, "")
	s.kicker("In place of a document that cannot be shown")
	s.title(6, s.text(title, titleStyle))
	s.space(5 * mm)
	for i, ln := range lines {
		if ln == "" {
			continue
		}
		s.need(60 * point)
		if i < len(placeholderLabels) {
			s.write(left, columnWidth, 1, s.text(upper(placeholderLabels[i]), kickerStyle))
		}
		s.paragraph(s.text(ln, bodyStyle))
		s.space(4 * mm)
	}
	return s.sheets(false)
}
