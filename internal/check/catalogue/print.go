package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Source writes a built-in checklist or pack as a file to start from: complete,
// with a word on every key, and readable by Load.
func Source(name string) ([]byte, error) {
	c, err := Builtin(name)
	if slices.Contains(Packs(), name) {
		c, err = Pack(name)
	}
	if err != nil {
		return nil, err
	}
	return c.Source(), nil
}

const sourceHead = `# A checklist of medbundle. Change it, drop what you do not need, and use it with
#   medbundle check FOLDER --checklist FILE
# An item that keeps the id of a built-in one takes from it every key that you
# leave away, so that "- {id: pathology_report, level: optional}" is a whole item.
#
#   level            required, recommended or optional
#   required_if      facts (surgery, radiotherapy, …) that make it required
#   when             facts without which it is not asked for; [] asks always
#   kinds            kinds of papers that are the item (medbundle checklist --kinds)
#   inside, terms    kinds of papers in whose text it may stand, and by what words;
#                    "one | other" are two spellings of the same
#   needs            all: every line of terms must be found, not any
#   value            result: a term counts where a result follows it; text: any text
#   heading          true: a term counts inside another paper as a heading only
#   series           true: results of at least two days are wanted
#   modality, body   which scans: DICOM modalities, and words for the part of the body
#   multiplicity     one for each procedure, scan or stay
#   warn_after_days  the age at which the newest one is called old (a warning only)
#   if_exists        true: silent while nothing says that there is one
#   authored         the part of case.yaml that satisfies it as well
#   reason, fix      why it matters, and what to do
#
`

// Source writes the checklist as a file that Load reads to the same.
func (c *Checklist) Source() []byte {
	var b bytes.Buffer
	b.WriteString(sourceHead)
	for _, x := range []struct{ key, value string }{
		{"schema", c.Schema}, {"name", c.Name}, {"version", c.Version}, {"title", c.Title}, {"basis", c.Basis},
	} {
		if x.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", x.key, scalar(x.value))
		}
	}
	if len(c.ICD10) > 0 {
		fmt.Fprintf(&b, "icd10: %s\n", list(reflect.ValueOf(c.ICD10)))
	}
	if len(c.Sources) > 0 {
		b.WriteString("sources:\n")
		for _, s := range c.Sources {
			fmt.Fprintf(&b, "  - %s\n", scalar(s))
		}
	}
	if len(c.Items) == 0 {
		b.WriteString("items: []\n")
		return b.Bytes()
	}
	b.WriteString("items:\n")
	for _, it := range c.Items {
		it.write(&b)
	}
	return b.Bytes()
}

// write adds one item: every key that says something, or that takes back what
// the built-in item of the same id says.
func (r Requirement) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n  # %s%s.\n", strings.ToUpper(r.Level[:1])+r.Level[1:], whenComment(r))
	base := coreItems()[r.ID]
	lead := "  - "
	each(reflect.ValueOf(r), reflect.ValueOf(base), func(key string, v, under reflect.Value) {
		if empty(v) && empty(under) {
			return
		}
		fmt.Fprintf(b, "%s%s:", lead, key)
		lead = "    "
		switch {
		case key == "terms" && v.Len() > 0:
			b.WriteString("\n")
			for i := range v.Len() {
				fmt.Fprintf(b, "      - %s\n", scalar(v.Index(i).String()))
			}
		case v.Kind() == reflect.Slice:
			fmt.Fprintf(b, " %s\n", list(v))
		case v.Kind() == reflect.String:
			fmt.Fprintf(b, " %s\n", scalar(v.String()))
		default:
			fmt.Fprintf(b, " %v\n", v.Interface())
		}
	})
}

func whenComment(r Requirement) string {
	var s []string
	for _, f := range r.When {
		s = append(s, f.Noun())
	}
	if len(s) == 0 {
		return ""
	}
	return ", if there was " + strings.Join(s, " or ")
}

func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

// each visits the keys of an item and of the one under it.
func each(v, under reflect.Value, visit func(key string, v, under reflect.Value)) {
	for i := range v.NumField() {
		key, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if options == "inline" {
			each(v.Field(i), under.Field(i), visit)
		} else {
			visit(key, v.Field(i), under.Field(i))
		}
	}
}

func list(v reflect.Value) string {
	words := make([]string, v.Len())
	for i := range words {
		words[i] = scalar(v.Index(i).String())
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// bare are texts that YAML reads as themselves.
var bare = regexp.MustCompile(`^[a-z][a-z0-9_./-]*( [a-z0-9_./-]+)*$`)

// notWords are bare texts that YAML would read as something else.
var notWords = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

func scalar(s string) string {
	if bare.MatchString(s) && !slices.Contains(notWords, s) {
		return s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}
