package main

import "testing"

// thePapers are the folder by which the program is measured: 200 files, 3,900
// pages, 450 MB.
var thePapers = bulk{Name: "papers", Reports: 100, ReportPages: 25, Scans: 80, ScanPages: 15, Faxes: 20, FaxPages: 10}

func BenchmarkBulkMake(b *testing.B) {
	for b.Loop() {
		thePapers.folder(b)
	}
}
