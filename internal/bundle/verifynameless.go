package bundle

import (
	"regexp"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// numbered is what an input is called where its name may tell whose it is.
var numbered = regexp.MustCompile(`^file [1-9][0-9]*$`)

// nameless holds a manifest that says that the name was taken out against what
// follows from that: it names the person by a code, inputs by numbers, and knows
// neither what was asked nor a fingerprint of an original. What the files
// themselves tell is not proved by it.
func (v *verifier) nameless() {
	x := v.manifest.Deidentified
	if x == nil {
		return
	}
	if x.Profile != manifest.Profile || x.Person == "" || len(x.Codes) == 0 {
		v.wrong("deidentified does not say how the name was taken out")
	}
	if p := v.manifest.Case.Patient; p.Name != x.Person || p.BirthDate != "" {
		v.wrong("the case is said to be without a name, and the patient is not called by the code %s alone", x.Person)
	}
	for _, in := range v.manifest.Inputs {
		switch {
		case !numbered.MatchString(in.Path):
			v.wrong("an input of a bundle without a name is called by another thing than a number")
			return
		case in.SHA256 != "":
			v.wrong("input %s has a fingerprint of the original, which a bundle without a name does not tell", in.Path)
		case in.Fate == clinical.FatePages || in.Fate == clinical.FateFile:
			v.wrong("input %s is packed as it was received, in a bundle without a name", in.Path)
		}
	}
}
