package sameperson

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
)

// issuerAgreement says how two issuers of record numbers compare.
type issuerAgreement int

const (
	issuersOpen   issuerAgreement = iota // one is not told, or is told in another way
	issuersAgree                         // both are told, and they are one
	issuersDiffer                        // both are told alike, and they are two
)

// compareIssuers compares issuers as records tell them: OIDs with OIDs, addresses
// (URIs) with addresses, names with names. An OID and a name may be of one house.
func compareIssuers(a, b string) issuerAgreement {
	a, b = issuerKey(a), issuerKey(b)
	switch {
	case a == "" || b == "":
		return issuersOpen
	case a == b:
		return issuersAgree
	case formOfIssuer(a) != formOfIssuer(b):
		return issuersOpen
	case formOfIssuer(a) == "name":
		return compareHouses(a, b)
	}
	return issuersDiffer
}

// issuerKey writes an issuer in one way.
func issuerKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.TrimSuffix(strings.TrimPrefix(s, "urn:oid:"), "/")
}

// formOfIssuer is how an issuer is told: "oid", "address" or "name".
func formOfIssuer(key string) string {
	switch {
	case strings.Trim(key, "0123456789.") == "" && strings.Contains(key, "."):
		return "oid"
	case strings.Contains(key, "://") || strings.HasPrefix(key, "urn:"):
		return "address"
	}
	return "name"
}

// compareHouses compares the names of houses. One name may be a part of the other:
// a department of a hospital.
func compareHouses(a, b string) issuerAgreement {
	x, y := names.Words(a), names.Words(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	switch {
	case len(x) > 0 && common == len(x):
		return issuersAgree
	case common == 0:
		return issuersDiffer
	}
	return issuersOpen // "University Hospital A" and "University Hospital B" share words; nobody can tell
}
