// Package bundle knows the bundle format: it plans every file before one is
// written, writes the bundle beside its place, verifies it from the disk and
// puts it there whole. docs/format.md specifies the format. The package knows
// nothing about flags and terminals, nor where records came from.
package bundle
