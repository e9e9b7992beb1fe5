package imaging

import (
	"encoding/hex"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var dumpedUID = regexp.MustCompile(`(?m)^\((0020,000d|0020,000e|0008,0018|0002,0003)\) (\S\S) \[?([0-9a-f.\\]*)\]?`)

// uidOf is a UID as dcmdump prints it; one whose VR is not known is printed byte by byte.
func uidOf(vr, text string) string {
	if vr != "UN" {
		return text
	}
	b, _ := hex.DecodeString(strings.ReplaceAll(text, `\`, ""))
	return strings.TrimRight(string(b), "\x00")
}

// TestCountsAgreeWithDCMTK: every real file that dcmdump reads is read, and there are
// as many studies, series and instances as dcmdump tells.
func TestCountsAgreeWithDCMTK(t *testing.T) {
	if _, err := exec.LookPath("dcmdump"); err != nil {
		t.Skip("dcmdump is not installed")
	}
	ours, theirs := map[string]map[string]bool{}, map[string]map[string]bool{}
	add := func(m map[string]map[string]bool, tag, uid string) {
		if m[tag] == nil {
			m[tag] = map[string]bool{}
		}
		if uid != "" {
			m[tag][uid] = true
		}
	}
	byUs, byThem := 0, 0
	var alone []string
	for _, path := range corpus(t, "dicom-pydicom", "dicom-dicomparser", "case-breast/input/CD_StMary") {
		if !isDICOM(t, path) {
			continue // without "DICM", dcmdump reads whatever it is told to
		}
		in, err := readFile(t, path)
		if err == nil && !in.IsDirectory() {
			byUs++
		}
		out, dumpErr := exec.Command("dcmdump", "-q", "-M", "+L", path).Output()
		if strings.Contains(string(out), "=MediaStorageDirectoryStorage") || strings.Contains(string(out), "=BasicDirectory") || err == nil && in.IsDirectory() {
			continue
		}
		found := dumpedUID.FindAllStringSubmatch(string(out), -1)
		if dumpErr != nil && len(found) == 0 {
			if err == nil {
				alone = append(alone, filepath.Base(path))
			}
			continue
		}
		if err == nil {
			add(ours, "0020,000d", in.StudyUID)
			add(ours, "0020,000e", in.SeriesUID)
			add(ours, "0008,0018", in.SOPInstance)
		}
		if byThem++; err != nil {
			t.Errorf("dcmdump reads it and we do not: %v", err)
		}
		instance := map[string]string{}
		for _, f := range found {
			if instance[f[1]] = uidOf(f[2], f[3]); f[1] != "0002,0003" {
				add(theirs, f[1], instance[f[1]])
			}
		}
		if instance["0008,0018"] == "" { // as the meta header names it
			add(theirs, "0008,0018", instance["0002,0003"])
		}
	}
	for tag, name := range map[string]string{"0020,000d": "studies", "0020,000e": "series", "0008,0018": "instances"} {
		var extra, lacking []string
		for uid := range ours[tag] {
			if !theirs[tag][uid] {
				extra = append(extra, uid)
			}
		}
		for uid := range theirs[tag] {
			if !ours[tag][uid] {
				lacking = append(lacking, uid)
			}
		}
		slices.Sort(extra)
		slices.Sort(lacking)
		t.Logf("%s: %d by us, %d by dcmdump", name, len(ours[tag]), len(theirs[tag]))
		if len(extra)+len(lacking) > 0 {
			t.Errorf("%s that only we see: %v; that only dcmdump sees: %v", name, extra, lacking)
		}
	}
	t.Logf("files: %d read by us, %d by dcmdump; by us alone: %v", byUs, byThem, alone)
}
