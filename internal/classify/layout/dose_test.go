package layout

import "testing"

func TestDoseLines(t *testing.T) {
	for line, want := range map[string]bool{
		"letrozole 2.5 mg once a day": true, "1. ramipril 5 mg at night": true, "- metformina 850 mg 2x dziennie": true, "lévothyroxine 75 µg le matin": true,
		"cea 2,1 ng/ml": false, "hemoglobin 12.1 g/dl": false, "milk 500 ml": false, "the dose was given once": false, "5 mg daily": false,
		"discharge medication: ramipril 5 mg once a day": false, "": false, "at night": false,
	} {
		if isDose(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
