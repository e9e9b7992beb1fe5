// Package fold keeps structured documents of one case from showing the same
// section, table or row again and again: portals send 10 to 40 documents that
// repeat each other. It knows blocks, not formats and not medicine.
//
// What is left out of a document stands, word for word, in a document before
// it, and the note in its place says in which. Nothing that differs in a letter
// is left out. A whole section or a whole table may be left out under any
// heading. Single rows are left out only where a list is a log of dated events
// (results, vaccinations, encounters): a list of medicines, allergies or
// problems says what holds at one time, and must not look shorter than it was.
package fold
