// Package office97 reads what Word and PowerPoint wrote from 1997 to 2006: .doc
// (MS-DOC) and .ppt (MS-PPT). Of the layout it keeps paragraphs, headings, lists
// and tables; what it cannot draw it hands on or counts.
package office97
