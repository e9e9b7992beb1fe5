// Package libreoffice makes PDF files of office files with LibreOffice, where
// that program is installed.
//
// LibreOffice is an outside program, and it sees input files that nobody has
// vetted. It gets copies of them under numbers, in a private folder; a profile
// of its own in which macros, links and pictures from elsewhere are off and the
// network is a proxy that is not there; next to no environment; on Linux, where
// the system allows it, no network at all. It is killed with all that it has
// started when the context ends or when it makes no progress. Nothing is kept
// between runs.
package libreoffice
