package catalogue

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/strictyaml"
)

// all are the built-in lists, by name.
func all(t testing.TB) map[string]*Checklist {
	t.Helper()
	m := map[string]*Checklist{"core": Core()}
	for _, name := range Names() {
		c, err := Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = c
	}
	for _, name := range Packs() {
		c, err := Pack(name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = c
	}
	return m
}

// What is printed to start from is read back as the same list.
func TestSourceIsReadBackTheSame(t *testing.T) {
	for name, c := range all(t) {
		text := c.Source()
		back, err := Load(bytes.NewReader(text), name)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if len(back.Items) != len(c.Items) {
			t.Fatalf("%s: %d items, want %d", name, len(back.Items), len(c.Items))
		}
		for i := range c.Items {
			if a, b := normal(c.Items[i]), normal(back.Items[i]); !reflect.DeepEqual(a, b) {
				t.Errorf("%s: %+v\nis read back as\n%+v", name, a, b)
			}
		}
		if c.Name != back.Name || c.Title != back.Title || c.Version != back.Version || c.Basis != back.Basis || !slices.Equal(c.Sources, back.Sources) || !slices.Equal(c.ICD10, back.ICD10) {
			t.Errorf("%s: %+v", name, back)
		}
	}
}

// normal makes no list of an empty one.
func normal(r Requirement) Requirement {
	v := reflect.ValueOf(&r).Elem()
	var empty func(reflect.Value)
	empty = func(v reflect.Value) {
		for i := range v.NumField() {
			switch f := v.Field(i); {
			case f.Kind() == reflect.Struct:
				empty(f)
			case f.Kind() == reflect.Slice && f.Len() == 0:
				f.SetZero()
			}
		}
	}
	empty(v)
	return r
}

// Every item says in plain words why it matters and what to do.
func TestEveryItemExplainsItself(t *testing.T) {
	items := 0
	for name, c := range all(t) {
		for _, it := range c.Items {
			items++
			if it.Reason == "" || it.Fix == "" || !strings.HasSuffix(it.Fix, ".") || strings.HasSuffix(it.Reason, ".") {
				t.Errorf("%s/%s: reason %q, fix %q", name, it.ID, it.Reason, it.Fix)
			}
		}
	}
	if len(Core().Items) != 41 || len(Packs()) != 22 || items < 240 {
		t.Errorf("%d core items, %d packs, %d items in all", len(Core().Items), len(Packs()), items)
	}
}

// Every fact switches an item on, or makes one required.
func TestEveryFactIsAsked(t *testing.T) {
	asked := map[clinical.FactID]bool{}
	for _, c := range all(t) {
		for _, it := range c.Items {
			for _, f := range slices.Concat(it.When, it.RequiredIf) {
				asked[f] = true
			}
		}
	}
	for _, f := range clinical.FactIDs {
		if !asked[f] {
			t.Errorf("no item asks for %s", f)
		}
	}
}

func TestWithLaysAPackOver(t *testing.T) {
	c, _ := Builtin("default")
	p, _ := Pack("paediatric")
	laid := c.With(p)
	i := slices.IndexFunc(laid.Items, func(r Requirement) bool { return r.ID == "parental_authority" })
	if laid.Name != "default + paediatric" || len(laid.Items) != len(c.Items)+2 || len(laid.Items[i].When) != 0 {
		t.Errorf("%s: %d items, %+v", laid.Name, len(laid.Items), laid.Items[i])
	}
	if j := slices.IndexFunc(c.Items, func(r Requirement) bool { return r.ID == "parental_authority" }); len(c.Items[j].When) != 1 {
		t.Error("the list itself was changed")
	}
	if g, _ := Pack(Generic); c.With(g) != c {
		t.Error("the generic pack changes a list")
	}
	strict := &Checklist{Name: "x", Items: []Requirement{{ID: "germline_genetics", Level: Required}}}
	breast, _ := Pack("breast")
	if got := strict.With(breast).Items[0]; got.Level != Required || got.Title == "" {
		t.Errorf("%+v", got)
	}
}

func TestKnows(t *testing.T) {
	c, _ := Builtin("acs")
	for id, want := range map[string]bool{"pathology_report": true, "clinical_photo": true, "breast.receptors": true, "breast.none": false, "nothing": false} {
		if c.Knows(id) != want {
			t.Errorf("%s: %v", id, !want)
		}
	}
}

func TestNamesThatThereAreNot(t *testing.T) {
	if _, err := Builtin("defualt"); err == nil || !strings.Contains(err.Error(), `did you mean "default"?`) {
		t.Error(err)
	}
	if _, err := Pack("brest"); err == nil || !strings.Contains(err.Error(), `did you mean "breast"?`) || !strings.Contains(err.Error(), "uterine_cervix") {
		t.Error(err)
	}
	if _, err := Source("x"); err == nil {
		t.Error("there is a list x")
	}
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	item := "items: [{id: a_b, title: T, level: required, kinds: [other]}]\n"
	headText := "schema: medbundle.checklist/1\nname: x\n"
	for _, tc := range []struct{ text, want string }{
		{"", "empty"},
		{headText + "colour: red\n" + item, `line 3, column 1: there is no key "colour"`},
		{"schema: other/1\nname: x\n" + item, `line 1, column 9: schema is "other/1"`},
		{headText, "at least one item"},
		{headText + strings.Replace(item, "required", "urgent", 1), `line 3, column 36: item "a_b": level "urgent"`},
		{headText + strings.Replace(item, "other", "leter", 1), `line 3, column 54: item "a_b": kinds: "leter" is not a kind`},
		{headText + strings.Replace(item, "kinds", "when: [surgry], kinds", 1), `line 3, column 53: item "a_b": when: "surgry" is not a fact that this program knows (did you mean "surgery"?)`},
		{headText + strings.Replace(item, "a_b", "A B", 1), "lower-case"},
		{headText + strings.Replace(item, "kinds", "levle: x, kinds", 1), `there is no key "levle" here (did you mean "level"?)`},
		{headText + strings.Replace(item, ", kinds: [other]", "", 1), "nothing satisfies it"},
		{headText + strings.Replace(item, "kinds", "inside", 1), "inside needs terms"},
		{headText + strings.Replace(item, "kinds", "value: much, kinds", 1), `value: "much" is not one of result, text`},
		{headText + strings.Replace(item, "kinds", "authored: diary, kinds", 1), `authored: "diary" is not one of cover, questions`},
		{headText + strings.Replace(item, "kinds", "warn_after_days: -1, kinds", 1), "-1 days are not from 0"},
		{headText + strings.Replace(item, "kinds", "warn_after_days: soon, kinds", 1), "line 3, column 63: this value is of the wrong form: `soon`; a number is wanted"},
		{headText + strings.Replace(item, "kinds", "modality: [ct], kinds", 1), `"ct" is not a DICOM modality`},
		{headText + strings.Replace(item, "kinds", "codes: [2857-1], kinds", 1), `"2857-1" is not written as`},
		{headText + strings.Replace(item, "kinds", "terms: ['|'], kinds", 1), "a word is empty"},
		{headText + "items: [{id: aa, title: T, level: required, kinds: [other]}, {id: aa, title: T, level: required, kinds: [other]}]", `line 3, column 67: item "aa" stands twice`},
		{headText + "items: [{id: lab_results, kinds: [nothing]}]", `"nothing" is not a kind`},
		{strings.Repeat("#", strictyaml.MaxSize+1), "larger than 1 MB"},
	} {
		_, err := Load(strings.NewReader(tc.text), "mine.yaml")
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "mine.yaml: ") {
			t.Errorf("%.90q: error %v, want one that says %q", tc.text, err, tc.want)
		}
	}
}

// An item with the id of a built-in one takes from it what it does not say.
func TestAnItemTakesOverWhatItDoesNotSay(t *testing.T) {
	c, err := Load(strings.NewReader("schema: medbundle.checklist/1\nname: x\nitems:\n- {id: operative_report, level: optional, when: []}\n"), "x")
	if err != nil {
		t.Fatal(err)
	}
	it := c.Items[0]
	if it.Level != Optional || len(it.When) != 0 || it.Title != "Operation report" || it.Multiplicity != "procedure" || len(it.Kinds) != 1 {
		t.Errorf("%+v", it)
	}
	if core := coreItems()["operative_report"]; core.Level != Required || len(core.When) != 1 {
		t.Errorf("the built-in item was changed: %+v", core)
	}
}

func FuzzLoad(f *testing.F) {
	for _, name := range []string{"thyroid", "generic"} { // small, so that the fuzzer gets somewhere
		b, err := Source(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("schema: medbundle.checklist/1\nname: x\nitems: [{id: aa}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Load(bytes.NewReader(b), "x")
		if err != nil {
			return
		}
		if back, err := Load(bytes.NewReader(c.Source()), "x"); err != nil || len(back.Items) != len(c.Items) {
			t.Errorf("%q is printed as %q, which is not read back: %v", b, c.Source(), err)
		}
	})
}
