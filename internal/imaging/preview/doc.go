// Package preview chooses the pictures that stand for a study and draws them as
// somebody who reads such scans expects to see them. They are for finding and
// recognising a study, not for diagnosis.
package preview
