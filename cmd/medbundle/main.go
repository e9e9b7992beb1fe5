// Command medbundle gathers one patient's scattered medical records, says what
// each one is and what is missing, and writes one bundle that a second doctor
// can open, read and trust. Nothing leaves the machine.
package main

import (
	"os"

	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/ui"
)

func main() {
	pdfium.RunWorkerIfAsked()
	ignoreClosedPipe()
	os.Exit(run(os.Args[1:], ui.System(), os.Environ()))
}
