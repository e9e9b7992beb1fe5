package classify

import "github.com/medbundle/medbundle/internal/clinical"

// Facts lists what the pages of a document of kind k say about the patient's history.
func Facts(pages []string, k clinical.Kind) []clinical.Fact { return nil }
