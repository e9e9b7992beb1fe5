package main

import (
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/medbundle/medbundle/internal/imaging/dicomtest"
)

// dicomFile is the script command `dicom NAME LISTING…`: it writes a DICOM file of
// the elements that the listings, one after the other, have (package dicomtest).
func dicomFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: dicom NAME LISTING…")
	}
	text := ""
	for _, name := range args[1:] {
		text += ts.ReadFile(name)
	}
	b, err := dicomtest.File(text, func(name string) []byte { return []byte(ts.ReadFile(name)) })
	ts.Check(err)
	writeFile(ts, args[0], b)
}
