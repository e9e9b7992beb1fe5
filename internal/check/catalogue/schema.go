package catalogue

import _ "embed" // the schema is a file beside the code

// JSONSchema is the JSON Schema (draft 2020-12) of a checklist file, for editors.
//
//go:embed checklist.schema.json
var JSONSchema []byte
