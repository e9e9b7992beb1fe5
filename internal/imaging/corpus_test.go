package imaging

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// corpus lists the real DICOM files beside the repository, or skips.
func corpus(t *testing.T, dirs ...string) []string {
	t.Helper()
	root, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, dir := range dirs {
		dir = filepath.Join(root, dir)
		if _, err := os.Stat(dir); err != nil {
			t.Skip("the shared data is not here")
		}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// readFile reads the header of a file on disk.
func readFile(t *testing.T, path string) (*Instance, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	in, err := Read(f, info.Size(), filepath.Base(path))
	if in != nil {
		in.Path = path
	}
	return in, err
}

const pydicomScript = `
import sys, json, warnings, logging
warnings.simplefilter("ignore")
import pydicom
from pydicom.charset import decode_element
tags = dict(Modality="Modality", StudyUID="StudyInstanceUID", SeriesUID="SeriesInstanceUID", SOPInstance="SOPInstanceUID",
  SOPClass="SOPClassUID", PatientID="PatientID", PatientName="PatientName", StudyDate="StudyDate", StudyID="StudyID",
  Accession="AccessionNumber", StudyDescription="StudyDescription", Institution="InstitutionName",
  SeriesNumber="SeriesNumber", SeriesDescription="SeriesDescription", BodyPart="BodyPartExamined",
  InstanceNumber="InstanceNumber", Rows="Rows", Columns="Columns", BitsStored="BitsStored", Photometric="PhotometricInterpretation",
  Frames="NumberOfFrames")
for path in sys.stdin.read().splitlines():
    out = {"path": path}
    try:
        ds = pydicom.dcmread(path, stop_before_pixels=True, force=True)
        if len(ds) == 0: raise ValueError("empty")
        out["TransferSyntax"] = str(ds.file_meta.get("TransferSyntaxUID", ""))
        for k, kw in tags.items():
            v = ds.get(kw)
            if v is None: v = ""
            if isinstance(v, pydicom.multival.MultiValue): v = v[0] if len(v) else ""
            out[k] = str(v).strip()
    except Exception as e:
        out["error"] = repr(e)
    print(json.dumps(out))
`

// TestHeadersAgreeWithPydicom compares the header of every real file with what
// pydicom reads. The differences that remain are pydicom's own, and are listed.
func TestHeadersAgreeWithPydicom(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", "import pydicom").Run() != nil {
		t.Skip("pydicom is not here")
	}
	files := corpus(t, "dicom-pydicom", "dicom-dicomparser", "case-breast/input/CD_StMary")
	cmd := exec.Command("/usr/bin/python3", "-c", pydicomScript)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	read, values, different := 0, 0, 0
	for _, line := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		want := map[string]string{}
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(want["path"])
		in, err := readFile(t, want["path"])
		if err != nil {
			// Forced, pydicom "reads" anything: text, programs, pictures.
			if want["error"] == "" && (!errors.Is(err, ErrNotDICOM) || isDICOM(t, want["path"])) {
				t.Errorf("pydicom reads it and we do not: %v", err)
			}
			continue
		}
		read++
		for k, got := range headerValues(in) {
			w, ok := want[k]
			if !ok || want["error"] != "" {
				continue
			}
			if w == "" && (k == "SOPClass" || k == "SOPInstance" || k == "TransferSyntax") {
				continue // we take what is missing from the meta header, or from the bytes
			}
			values++
			if normal(got) != normal(w) {
				different++
				t.Errorf("%s %s: %q, pydicom %q %v", name, k, got, w, in.Notes)
			}
		}
	}
	t.Logf("%d files read, %d values compared, %d differ", read, values, different)
	if read < 240 {
		t.Errorf("only %d files were read", read)
	}
}

// isDICOM tells by the magic word alone.
func isDICOM(t *testing.T, path string) bool {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return len(b) > 132 && string(b[128:132]) == "DICM"
}

func normal(s string) string {
	s = strings.TrimRight(strings.Join(strings.Fields(s), " "), "^= ")
	if s != "" && strings.Trim(s, "0123456789.") == "" {
		s = strings.TrimLeft(strings.ReplaceAll(s, ".", ""), "0")
	}
	return s
}

func headerValues(in *Instance) map[string]string {
	m := map[string]string{
		"TransferSyntax": in.TransferSyntax, "Modality": in.Modality, "StudyUID": in.StudyUID, "SeriesUID": in.SeriesUID,
		"SOPInstance": in.SOPInstance, "SOPClass": in.SOPClass, "PatientID": in.PatientID, "PatientName": in.PatientName,
		"StudyDate": dataset.FormatDA(in.StudyDate), "StudyID": in.StudyID, "Accession": in.Accession,
		"StudyDescription": in.StudyDescription, "Institution": in.Institution, "SeriesNumber": in.SeriesNumber,
		"SeriesDescription": in.SeriesDescription, "BodyPart": in.BodyPart, "InstanceNumber": in.instanceNumber(),
		"Photometric": in.Pixel.Photometric,
	}
	if in.HasPixels {
		m["Rows"], m["Columns"] = number(in.Pixel.Rows), number(in.Pixel.Columns)
		m["BitsStored"] = number(in.Pixel.BitsStored)
	}
	return m
}
