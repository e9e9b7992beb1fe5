package letters

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Law names the rules under which a letter asks. It is the name of the letter's
// template.
type Law string

// The laws that letters name.
const (
	LawUS      Law = "us"      // HIPAA, 45 CFR 164.524
	LawUK      Law = "uk"      // UK GDPR, article 15
	LawEU      Law = "eu"      // GDPR (EU) 2016/679, articles 12 and 15
	LawIndia   Law = "in"      // Indian Medical Council regulations 2002, 1.3.2
	LawGeneric Law = "generic" // none is named
)

// Laws lists them in the order in which they are shown.
var Laws = []Law{LawUS, LawUK, LawEU, LawIndia, LawGeneric}

// Country is where the records are asked for, as two capital letters of ISO
// 3166, with UK for GB and EU for a country of the union that nobody named. The
// zero Country was not stated.
type Country string

// euStates are the members of the European Union, and the three states of the
// European Economic Area in which the GDPR holds as well.
var euStates = strings.Fields("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO")

// countryNames are what people write instead.
var countryNames = map[string]Country{
	"GB": "UK", "USA": "US", "UNITED STATES": "US", "UNITED STATES OF AMERICA": "US", "UNITED KINGDOM": "UK",
	"GREAT BRITAIN": "UK", "ENGLAND": "UK", "SCOTLAND": "UK", "WALES": "UK", "NORTHERN IRELAND": "UK", "INDIA": "IN", "EL": "GR",
	"GERMANY": "DE", "DEUTSCHLAND": "DE", "FRANCE": "FR", "SPAIN": "ES", "ITALY": "IT", "POLAND": "PL", "NETHERLANDS": "NL",
	"AUSTRIA": "AT", "BELGIUM": "BE", "IRELAND": "IE", "PORTUGAL": "PT", "SWEDEN": "SE", "DENMARK": "DK", "NORWAY": "NO",
}

// ParseCountry reads a country as people write it. The error says how.
func ParseCountry(s string) (Country, error) {
	up := strings.ToUpper(strings.Join(strings.Fields(strings.ReplaceAll(s, ".", "")), " "))
	if up == "" || up == "GENERIC" {
		return "", nil
	}
	if c, ok := countryNames[up]; ok {
		return c, nil
	}
	if len(up) != 2 || strings.Trim(up, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", fmt.Errorf("%q is not a country: write two letters, such as US, UK, IN or DE", s)
	}
	return Country(up), nil
}

// Law is the law under which records are asked for there.
func (c Country) Law() Law {
	switch {
	case c == "US":
		return LawUS
	case c == "UK":
		return LawUK
	case c == "IN":
		return LawIndia
	case c == "EU" || slices.Contains(euStates, string(c)):
		return LawEU
	}
	return LawGeneric
}

// LetterPaper tells that paper there has the size Letter, not A4.
func (c Country) LetterPaper() bool {
	return slices.Contains([]Country{"US", "CA", "MX", "PH", "CO", "CL"}, c)
}

// Due is the day by which an answer is owed to a letter that arrives on the
// day sent: 30 days, a calendar month or 72 hours later. Where no law is named
// it is the day by which an answer is hoped for. It is zero where sent is no day.
func (l Law) Due(sent clinical.Date) clinical.Date {
	if sent.Precision() != clinical.PrecisionDay {
		return clinical.Date{}
	}
	switch l {
	case LawUK, LawEU:
		return addMonths(sent, 1)
	case LawIndia:
		return addDays(sent, 3)
	}
	return addDays(sent, 30)
}

func addDays(d clinical.Date, n int) clinical.Date {
	return clinical.DateOf(time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC))
}

// addMonths is the same day n months later, or the last of that month where it
// has no such day: 31 Jan and a month is 28 or 29 Feb.
func addMonths(d clinical.Date, n int) clinical.Date {
	first := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return clinical.Date{Year: first.Year(), Month: int(first.Month()), Day: min(d.Day, last)}
}
