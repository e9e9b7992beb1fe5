package interview

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// script answers questions: each by the first line whose words it holds, once.
type script struct {
	t       *testing.T
	answers [][2]string
	asked   []string
	said    []string
}

func (s *script) ask(question string) (string, error) {
	s.asked = append(s.asked, question)
	for i, a := range s.answers {
		if strings.Contains(question, a[0]) {
			s.answers = slices.Delete(slices.Clone(s.answers), i, i+1)
			if a[1] == "EOF" {
				return "", io.EOF
			}
			return a[1], nil
		}
	}
	return "", nil
}

func talk(t *testing.T, known clinical.Case, suggested string, answers ...[2]string) (clinical.Case, *script) {
	t.Helper()
	s := &script{t: t, answers: answers}
	in := &Interview{Ask: s.ask, Say: func(x string) { s.said = append(s.said, x) }, Today: clinical.Date{Year: 2026, Month: 11, Day: 21}}
	c, err := in.Case(known, suggested)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.answers) > 0 && s.answers[0][1] != "EOF" {
		t.Errorf("never asked: %q", s.answers)
	}
	return c, s
}

func fact(c clinical.Case, id clinical.FactID) (value, stated, there bool) {
	for _, f := range c.Facts {
		if f.ID == id {
			return f.Value, f.Stated, true
		}
	}
	return false, false, false
}

func known() clinical.Case {
	return clinical.Case{
		Patient: clinical.Patient{Family: "Doe", Given: "Jane", BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}},
		Facts:   []clinical.Fact{{ID: clinical.FactSurgery, Value: true, Why: "Discharge summary of 3 Mar 2026 mentions it, page 1: “lumpectomy”"}},
	}
}

// TestEnterTakesWhatIsProposed: who only presses Enter confirms what the papers
// tell and leaves everything else open.
func TestEnterTakesWhatIsProposed(t *testing.T) {
	c, s := talk(t, known(), "colorectal")
	if c.Patient.Name() != "DOE, Jane" || c.Patient.BirthDate.String() != "1971-03-14" || c.Cancer != "colorectal" {
		t.Errorf("%+v", c)
	}
	if v, stated, _ := fact(c, clinical.FactSurgery); !v || !stated {
		t.Error("the operation was not confirmed")
	}
	if len(c.Facts) != 1 || c.PreparedBy != "" || c.Recipient != "" || len(c.Questions) != 0 || c.NoKnownAllergies || c.Opinion != "" {
		t.Errorf("said for the patient: %+v", c)
	}
	all := strings.Join(append(s.asked, s.said...), "\n")
	for _, want := range []string{"[DOE, Jane]", "[1971-03-14]", "[bowel (colon or rectum)]", "mentions it, page 1: “lumpectomy”.", "Have you had an operation for this cancer (a biopsy under anaesthetic counts)? [yes]", "Is it a cancer of the rectum? [yes / no]"} {
		if !strings.Contains(all, want) {
			t.Errorf("not shown: %q in\n%s", want, all)
		}
	}
	for _, never := range []string{"Is the patient a child", "Is it a glioma", "preparing or sending"} {
		if strings.Contains(all, never) {
			t.Errorf("asked: %q", never)
		}
	}
}

func TestAnswers(t *testing.T) {
	c, _ := talk(t, known(), "breast",
		[2]string{"patient's name", "Mary Ann Smith"}, [2]string{"date of birth", "14.3.1972"}, [2]string{"date of birth", "1972-03-14"},
		[2]string{"Are you the patient", "y"}, [2]string{"Who gets", "Lakeside"}, [2]string{"What is wanted", "maybe"}, [2]string{"What is wanted", "Transfer"},
		[2]string{"By when", "2026"}, [2]string{"By when", "2026-12-10"}, [2]string{"Which cancer", "elbow"}, [2]string{"Which cancer", "Lung cancer"},
		[2]string{"operation for this cancer", "no"}, [2]string{"radiotherapy", "perhaps"}, [2]string{"radiotherapy", "ja"}, [2]string{"advanced stage", "y"},
		[2]string{"most important question", "Why?"}, [2]string{"next question", "What now?"}, [2]string{"Allergies", "Penicillin, Latex"})
	if c.Patient.Name() != "SMITH, Mary Ann" || c.Patient.BirthDate.String() != "1972-03-14" || c.Relationship != "self" || c.Recipient != "Lakeside" ||
		c.Opinion != clinical.OpinionTransfer || c.DecideBy.String() != "2026-12-10" || c.Cancer != "lung" || len(c.Questions) != 2 || len(c.Allergies) != 2 {
		t.Errorf("%+v", c)
	}
	for id, want := range map[clinical.FactID]bool{clinical.FactSurgery: false, clinical.FactRadiotherapy: true, clinical.FactAdvanced: true} {
		if v, stated, there := fact(c, id); v != want || !stated || !there {
			t.Errorf("%s: %v %v %v", id, v, stated, there)
		}
	}
}

func TestARelativeLearnsOfTheConsent(t *testing.T) {
	c, s := talk(t, clinical.Case{}, "", [2]string{"Are you the patient", "n"}, [2]string{"Your name", "Ann"}, [2]string{"What are you", "daughter"}, [2]string{"Allergies", "none"})
	if c.PreparedBy != "Ann" || c.Relationship != "daughter" || !c.NoKnownAllergies || !strings.Contains(strings.Join(s.said, " "), "signed consent") {
		t.Errorf("%+v %q", c, s.said)
	}
}

func TestAChildIsAskedAbout(t *testing.T) {
	k := clinical.Case{Patient: clinical.Patient{BirthDate: clinical.Date{Year: 2008, Month: 11, Day: 22}}}
	if c, _ := talk(t, k, ""); len(c.Facts) != 1 || c.Facts[0].ID != clinical.FactMinor || !c.Facts[0].Value {
		t.Errorf("17 years old: %+v", c.Facts)
	}
	k.Patient.BirthDate.Day = 21
	if c, _ := talk(t, k, ""); len(c.Facts) != 0 {
		t.Errorf("18 years old: %+v", c.Facts)
	}
}

// TestTheEndOfInputKeepsWhatWasAnswered: Ctrl-D is enough.
func TestTheEndOfInputKeepsWhatWasAnswered(t *testing.T) {
	c, s := talk(t, known(), "", [2]string{"Who gets", "Lakeside"}, [2]string{"hospital overnight", "EOF"})
	if v, stated, _ := fact(c, clinical.FactSurgery); c.Recipient != "Lakeside" || !v || !stated {
		t.Errorf("%+v", c)
	}
	if last := s.asked[len(s.asked)-1]; !strings.Contains(last, "hospital overnight") {
		t.Errorf("asked on: %q", last)
	}
}

func TestAnInterruptIsNoAnswer(t *testing.T) {
	stop := errors.New("interrupted")
	in := &Interview{Ask: func(string) (string, error) { return "", stop }, Say: func(string) {}}
	if _, err := in.Case(clinical.Case{}, ""); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

func TestSuggest(t *testing.T) {
	paper := func(text string) clinical.Paper {
		return clinical.Paper{Pages: []clinical.PageText{{Number: 1, Text: text}}}
	}
	for _, c := range []struct {
		want  string
		texts []string
	}{
		{"", nil},
		{"", []string{"The breast is soft. Chest clear."}},
		{"breast", []string{"Invasive carcinoma of the left\nbreast"}},
		{"colorectal", []string{"Adenocarcinoma of the ascending colon", "mother had breast cancer; colon cancer in 2026"}},
		{"", []string{"lung cancer", "breast cancer"}},
		{"lymphoma", []string{"Diffuse large B-cell lymphoma"}},
		{"lung", []string{"Non-small cell lung carcinoma", "lymphoma", "NSCLC, stage IV"}},
		{"brain", []string{"Glioblastoma, IDH wildtype"}},
	} {
		var ps []clinical.Paper
		for _, x := range c.texts {
			ps = append(ps, paper(x))
		}
		if got := Suggest(ps); got != c.want {
			t.Errorf("%q: %q, want %q", c.texts, got, c.want)
		}
	}
}

func TestEveryCancerHasAnAnswer(t *testing.T) {
	for _, x := range cancers {
		for _, answer := range append([]string{x.id, x.plain, strings.ToUpper(x.plain) + " cancer"}, x.more...) {
			if got, ok := cancerOf(answer); !ok || got.id != x.id {
				t.Errorf("%q means %q, want %q", answer, got.id, x.id)
			}
		}
	}
}

// FuzzInterview holds for any answers: it ends, and facts stand once.
func FuzzInterview(f *testing.F) {
	f.Add("y\nno\n2026-01-01\n?\n,\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, answers string) {
		lines := strings.Split(answers, "\n")
		in := &Interview{Say: func(string) {}, Ask: func(string) (string, error) {
			if len(lines) == 0 {
				return "", io.EOF
			}
			a := lines[0]
			lines = lines[1:]
			return a, nil
		}}
		c, err := in.Case(known(), "breast")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[clinical.FactID]bool{}
		for _, x := range c.Facts {
			if seen[x.ID] {
				t.Fatalf("%s stands twice", x.ID)
			}
			seen[x.ID] = true
		}
	})
}

// FuzzSuggest holds that no text of a paper is too much for it.
func FuzzSuggest(f *testing.F) {
	f.Add("carcinoma of the colon")
	f.Fuzz(func(t *testing.T, text string) {
		Suggest([]clinical.Paper{{Pages: []clinical.PageText{{Number: 1, Text: text}}}})
	})
}
