package clinical

import "sort"

// Severity of a finding.
type Severity string

// The severities. An error makes the exit status 3; the others do not.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Finding is one thing that is missing, doubtful or wrong, and what to do next.
type Finding struct {
	// Rule is the finding's stable name: "locked", "missing", "other-person".
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// Record is the id of the record concerned, Path the input file.
	Record string `json:"record,omitempty"`
	Path   string `json:"path,omitempty"`
	// Page is the page of that document that is concerned, from 1; 0 if none.
	Page int `json:"page,omitempty"`
	// Message says what is so, in a sentence; Fix says what to do next.
	Message string `json:"message"`
	Fix     string `json:"fix,omitempty"`
	// Private adds what the owner of the papers may see and the receiving
	// doctor must not, such as another patient's name. It is shown on the
	// terminal and never written into a bundle.
	Private string `json:"-"`
}

// SortFindings orders findings by severity, rule, path and message, so that
// two runs print them alike.
func SortFindings(fs []Finding) {
	rank := map[Severity]int{SeverityError: 0, SeverityWarning: 1, SeverityInfo: 2}
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := fs[i], fs[j]
		switch {
		case a.Severity != b.Severity:
			return rank[a.Severity] < rank[b.Severity]
		case a.Rule != b.Rule:
			return a.Rule < b.Rule
		case a.Path != b.Path:
			return a.Path < b.Path
		}
		return a.Message < b.Message
	})
}

// Fate is what became of one input file.
type Fate string

// The fates. Every input has exactly one.
const (
	// FatePages: packed as pages of the packet (and as a file in RECORDS/).
	FatePages Fate = "pages"
	// FateFile: packed as a file in RECORDS/; the packet holds a page that says why.
	FateFile Fate = "file"
	// FateScan: packed as part of a scan in DICOM/.
	FateScan Fate = "scan"
	// FateContainer: a zip that was opened; its members have fates of their own.
	FateContainer Fate = "container"
	// FateDuplicate: the same as another input, which is packed.
	FateDuplicate Fate = "duplicate"
	// FateSetAside: kept out of the bundle for a reason that a finding names.
	FateSetAside Fate = "set-aside"
	// FateIgnored: not a record: viewer software, a system file, a logo in a message.
	FateIgnored Fate = "ignored"
)

// Fates lists every fate in the order in which totals are shown.
var Fates = []Fate{FatePages, FateFile, FateScan, FateContainer, FateDuplicate, FateSetAside, FateIgnored}

// Input is one file found in a source, or inside a container, and its fate.
type Input struct {
	// Path is relative to the source, with slashes. For a member of a
	// container it is relative to the container, which Inside names.
	Path, Inside string
	Size         int64
	SHA256       string
	// Media is the media type told from the content: "application/pdf".
	Media  string
	Fate   Fate
	Reason string
	// Records are the ids of the records that the file holds.
	Records []string
	// Of names the twin of a duplicate (its Key).
	Of string
}

// Key names an input within a case: its path, led by its container's.
func (in Input) Key() string {
	if in.Inside == "" {
		return in.Path
	}
	return in.Inside + "!/" + in.Path
}

// CountFates counts inputs per fate. The counts add up to len(ins) exactly
// when every input has a fate of the list.
func CountFates(ins []Input) map[Fate]int {
	m := map[Fate]int{}
	for _, in := range ins {
		m[in.Fate]++
	}
	return m
}
