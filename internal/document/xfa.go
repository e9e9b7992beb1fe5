package document

import (
	"regexp"

	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// waits are the words of the page that Adobe's form designer puts into a file
// whose form only its own viewer can lay out, in the languages it is sold in.
var waits = regexp.MustCompile(`(?i)(if this message is not eventually replaced|wenn diese meldung nicht (schlie(ß|ss)lich|irgendwann)|si ce message n.est pas remplac|si no se reemplaza este mensaje|se questo messaggio non viene|se esta mensagem n(ã|a)o for|please wait\W.{0,80}\bpdf viewer\b|to view the full contents of this document|pour (afficher|visualiser) (tout|l.int))`)

// isStandIn tells that the pages of a form are not the form, but ask for
// another viewer. A form that is laid out in its file as well is shown as it is.
func isStandIn(p *pdfium.Probe) bool {
	if !p.Check.XFA || len(p.Pages) == 0 {
		return false
	}
	text := p.Pages[0].Text
	if waits.MatchString(text) {
		return true
	}
	return p.Check.NeedsRendering && len(p.Pages) == 1 && len(text) < 1000
}
