// Package resource finds the resources of a FHIR file, in JSON, XML or NDJSON, and
// reads one at a time as a tree of nodes that does not tell how it was written.
package resource
