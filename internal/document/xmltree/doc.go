// Package xmltree reads an XML file of unknown origin into a small tree, within
// limits of size, depth and number of nodes. Document types are skipped:
// entities that a file declares are never expanded and nothing is fetched.
package xmltree
