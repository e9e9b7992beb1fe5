package words

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// KindOfCode is the kind that a structured code names by itself. The systems are
// those of clinical.Code. A LOINC code whose check digit is wrong names nothing, for
// nobody knows which one was meant, but for one that is known to be written wrongly.
func KindOfCode(system, value string) (clinical.Kind, bool) {
	if system == "loinc" {
		if right, ok := miswritten[value]; ok {
			value = right
		}
		if !ValidLOINC(value) {
			return "", false
		}
	}
	k, ok := terms.codes[[2]string{system, value}]
	return k, ok
}

// miswritten are LOINC codes that much-copied examples have wrong: that of the
// referral note in the header of HL7's own.
var miswritten = map[string]string{"57113-1": "57133-1"}

// ValidLOINC tells whether a LOINC code has the form of one and its check digit is
// right: Mod 10 over the digits before the hyphen (LOINC Users' Guide, Appendix C).
func ValidLOINC(code string) bool {
	number, check, ok := strings.Cut(code, "-")
	if !ok || len(check) != 1 || check[0] < '0' || check[0] > '9' || len(number) == 0 || len(number) > 7 {
		return false
	}
	sum, double := 0, true
	for i := len(number) - 1; i >= 0; i-- {
		d := int(number[i] - '0')
		if number[i] < '0' || number[i] > '9' {
			return false
		}
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum, double = sum+d, !double
	}
	return (10-sum%10)%10 == int(check[0]-'0')
}
