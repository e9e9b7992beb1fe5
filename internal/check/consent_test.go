package check

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestConsent(t *testing.T) {
	stated := func(id clinical.FactID, v bool) clinical.Fact { return clinical.Fact{ID: id, Value: v, Stated: true} }
	proxy, self, minor := stated(clinical.FactProxy, true), stated(clinical.FactProxy, false), stated(clinical.FactMinor, true)
	paper := func(k clinical.Kind, c clinical.Confidence) *clinical.Record {
		return &clinical.Record{ID: "R001", Kind: k, Confidence: c}
	}
	locked := paper(clinical.ProxyConsent, clinical.Certain)
	locked.Unreadable = true
	for _, c := range []struct {
		name  string
		facts []clinical.Fact
		paper *clinical.Record
		says  string // "" where a final bundle may be made
	}{
		{"nobody said", nil, nil, ""},
		{"the patient", []clinical.Fact{self}, nil, ""},
		{"somebody else", []clinical.Fact{proxy}, nil, "the patient's consent is not among the papers"},
		{"with consent", []clinical.Fact{proxy}, paper(clinical.ProxyConsent, clinical.Likely), ""},
		{"with a release", []clinical.Fact{proxy}, paper(clinical.ReleaseConsent, clinical.Certain), "the patient's consent"},
		{"unsure", []clinical.Fact{proxy}, paper(clinical.ProxyConsent, clinical.Unsure), "not among the papers for certain"},
		{"locked", []clinical.Fact{proxy}, locked, "not among the papers for certain"},
		{"for an adult the birth certificate proves nothing", []clinical.Fact{proxy}, paper(clinical.ParentalAuthority, clinical.Certain), "the patient's consent"},
		{"a child", []clinical.Fact{minor}, nil, "The patient is a child"},
		{"a parent", []clinical.Fact{proxy, minor}, paper(clinical.ParentalAuthority, clinical.Certain), ""},
		{"a guardian", []clinical.Fact{proxy, minor}, paper(clinical.ProxyConsent, clinical.Certain), ""},
		{"a minor who acts alone", []clinical.Fact{self, minor}, nil, ""},
		{"inferred", []clinical.Fact{{ID: clinical.FactProxy, Value: true, Why: "a letter says so"}}, nil, "because a letter says so"},
	} {
		s := Subject{Case: clinical.Case{Facts: c.facts}}
		if c.paper != nil {
			s.Papers = []clinical.Paper{{Record: c.paper}}
		}
		f, missing := Consent(s)
		if missing != (c.says != "") || !strings.Contains(f.Message, c.says) || missing && (f.Severity != clinical.SeverityError || f.Fix == "" || f.Rule != RuleNoConsent) {
			t.Errorf("%s: %v %+v", c.name, missing, f)
		}
		if missing && c.paper != nil && strings.Contains(c.says, "certain") && f.Record != "R001" {
			t.Errorf("%s: the paper in doubt is not named: %+v", c.name, f)
		}
	}
}
