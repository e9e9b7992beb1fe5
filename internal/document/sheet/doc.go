// Package sheet reads spreadsheets: Excel's (XLSX, and XLS of 1993 to 2006) and
// OpenDocument's. It shows what a person would see: sheets with their names,
// cells as their formats ask, formulas as the results that were saved. What is
// hidden stays hidden, and is said. Nothing is computed, and no link is followed.
package sheet
