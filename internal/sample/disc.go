package sample

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/sample/draw"
)

// discFolder is the copy of the hospital's disc.
const discFolder = "CD_Examplewood/"

// disc is the hospital's disc as patients copy it: scans without file
// extensions, their DICOMDIR, and a viewer with its autorun.
func disc() ([]File, error) {
	film, err := chestFile()
	if err != nil {
		return nil, err
	}
	var files []File
	for i, data := range ctFiles() {
		files = append(files, File{fmt.Sprintf("DICOM/PAT00001/STU00001/SER00001/IMG%05d", i+1), data})
	}
	files = append(files, File{"DICOM/PAT00001/STU00002/SER00001/IMG00001", film})
	directory, err := discDirectory(files)
	if err != nil {
		return nil, err
	}
	files = append(files, File{"DICOMDIR", directory},
		File{"AUTORUN.INF", []byte("[autorun]\r\nopen=VIEWER\\SHOWCASE.EXE\r\nicon=VIEWER\\SHOWCASE.EXE,0\r\nlabel=Examplewood images\r\n")},
		File{"INDEX.HTM", []byte(discIndex)},
		File{"README.TXT", []byte(discReadme)},
		File{"VIEWER/SHOWCASE.EXE", program(24 << 10)},
		File{"VIEWER/PIXELS.DLL", program(9 << 10)})
	for i := range files {
		files[i].Path = discFolder + files[i].Path
	}
	return files, nil
}

// discDirectory is the DICOMDIR of the scans.
func discDirectory(scans []File) ([]byte, error) {
	entries := make([]imaging.Entry, len(scans))
	for i, f := range scans {
		instance, err := imaging.Read(bytes.NewReader(f.Data), int64(len(f.Data)), f.Path)
		if err != nil {
			return nil, err
		}
		entries[i] = imaging.Entry{Instance: instance, FileID: strings.Split(f.Path, "/")}
	}
	var b bytes.Buffer
	if _, err := imaging.WriteDirectory(&b, "EXAMPLEWOOD", entries); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// program is a stand-in for a viewer: it begins as Windows programs do, and
// the rest of it cannot run.
func program(size int) []byte {
	b := make([]byte, size)
	copy(b, "MZ")
	copy(b[64:], "This is not a program. "+madeUp)
	for i := 512; i < size; i++ {
		b[i] = byte(draw.Grain(i, size, 55))
	}
	return b
}

const discIndex = `<!DOCTYPE html>
<html><head><title>Examplewood General Hospital</title></head>
<body><h1>Your images</h1>
<p>To see the images, start <a href="VIEWER/SHOWCASE.EXE">the viewer</a> (Windows).</p></body></html>
`

const discReadme = "Examplewood General Hospital, Department of Radiology, Tel. 555-0140\r\n" +
	"This disc holds medical images in DICOM format and a viewer for Windows.\r\n" +
	"The viewer is not meant for diagnosis. " + madeUp + "\r\n"
