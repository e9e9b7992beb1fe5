package catalogue

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

var update = flag.Bool("update", false, "write the tables of docs/checklists.md anew")

const (
	docsPage   = "../../../docs/checklists.md"
	docsSchema = "../../../docs/checklist.schema.json"
)

// The tables of the page are those of the data.
func TestDocsAreTrueToTheData(t *testing.T) {
	page, err := os.ReadFile(docsPage)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for name, table := range map[string]string{"profiles": profileTable(t), "seeds": seedTable(t), "packs": packTable(t)} {
		begin, end := "<!-- "+name+": begin -->\n", "<!-- "+name+": end -->"
		before, rest, ok := strings.Cut(text, begin)
		was, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("%s has no place for the table of %s", docsPage, name)
		}
		if was != table {
			if !*update {
				t.Errorf("the table of %s in %s is not true to the data; renew it with -update", name, docsPage)
			}
			text = before + begin + table + end + after
		}
	}
	if *update {
		if err := os.WriteFile(docsPage, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDocsSchemaIsTheOneThatIsPrinted(t *testing.T) {
	b, err := os.ReadFile(docsSchema)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, JSONSchema) {
		t.Errorf("%s differs from checklist.schema.json", docsSchema)
	}
}

// letter is an item's level, with a star where a condition comes first.
func letter(r Requirement) string {
	s := map[string]string{Required: "**R**", Recommended: "r", Optional: "o"}[r.Level]
	if len(r.When) > 0 {
		s += "*"
	}
	return s
}

// profileTable has a row for every core item and a column for every profile.
func profileTable(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| item | what it is |")
	rule := "\n|---|---|"
	for _, n := range Names() {
		b.WriteString(" " + n + " |")
		rule += "---|"
	}
	b.WriteString(rule + "\n")
	for _, it := range Core().Items {
		fmt.Fprintf(&b, "| `%s` | %s |", it.ID, it.Title)
		for _, n := range Names() {
			c, err := Builtin(n)
			if err != nil {
				t.Fatal(err)
			}
			cell := ""
			if i := slices.IndexFunc(c.Items, func(r Requirement) bool { return r.ID == it.ID }); i >= 0 {
				cell = letter(c.Items[i])
			}
			fmt.Fprintf(&b, " %s |", cell)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// seeds are the pages that the project starts from, the profile that carries each
// one's list, and what the page names.
var seeds = []struct {
	source, profile string
	items           []string
}{
	{"GenesisCare UK, \"Get a second opinion on your cancer\"", "uk", []string{"referral_letter", "imaging_study", "pathology_report", "lab_results", "systemic_summary", "radiotherapy_summary", "operative_report", "insurance_papers"}},
	{"Cancer Research UK, \"Getting a second opinion\"", "uk", []string{"systemic_summary", "radiotherapy_summary", "operative_report", "lab_results", "medication_list", "questions", "symptom_note", "proxy_consent"}},
	{"Ovacome, \"Getting a second opinion\"", "uk", []string{"imaging_study", "lab_results", "systemic_summary", "radiotherapy_summary", "operative_report", "proxy_consent"}},
	{"American Cancer Society with ASCO, \"Seeking a Second Opinion\", revised 31 July 2025", "acs", []string{"pathology_report", "operative_report", "discharge_summary", "treatment_plan", "medication_list"}},
	{"Onco.com, \"Why Do I Need To Get A Second Opinion\"", "onco", []string{"pathology_report", "operative_report", "discharge_summary", "treatment_plan", "medication_list", "imaging_study"}},
}

func seedTable(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| page | profile | what it names, as items |\n|---|---|---|\n")
	for _, s := range seeds {
		c, err := Builtin(s.profile)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(c.Sources, s.source) {
			t.Errorf("%s does not name its source %s", s.profile, s.source)
		}
		var cells []string
		for _, id := range s.items {
			i := slices.IndexFunc(c.Items, func(r Requirement) bool { return r.ID == id })
			if i < 0 {
				t.Fatalf("%s asks for %s, which %s does not", s.source, id, s.profile)
			}
			cells = append(cells, fmt.Sprintf("`%s` %s", id, letter(c.Items[i])))
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", s.source, s.profile, strings.Join(cells, ", "))
	}
	return b.String()
}

func packTable(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| list | cancer | ICD-10 | required | recommended | optional |\n|---|---|---|---|---|---|\n")
	for _, n := range Packs() {
		c, err := Pack(n)
		if err != nil {
			t.Fatal(err)
		}
		by := map[string][]string{}
		for _, it := range c.Items {
			title := it.Title
			var with []string
			for _, f := range it.RequiredIf {
				with = append(with, f.Noun())
			}
			if len(with) > 0 {
				title += " (required with " + strings.Join(with, " or ") + ")"
			}
			by[it.Level] = append(by[it.Level], title)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", n, c.Title, strings.Join(c.ICD10, " "),
			strings.Join(by[Required], "; "), strings.Join(by[Recommended], "; "), strings.Join(by[Optional], "; "))
	}
	return b.String()
}

// The schema knows the same words as the program.
func TestSchemaKnowsEveryWord(t *testing.T) {
	text := string(JSONSchema)
	for _, f := range clinical.FactIDs {
		if !strings.Contains(text, `"`+string(f)+`"`) {
			t.Errorf("the schema has no fact %s", f)
		}
	}
	for _, k := range clinical.Kinds() {
		if !strings.Contains(text, `"`+string(k)+`"`) {
			t.Errorf("the schema has no kind %s", k)
		}
	}
	for _, a := range AuthoredParts {
		if !strings.Contains(text, `"`+a+`"`) {
			t.Errorf("the schema has no part %s", a)
		}
	}
}
