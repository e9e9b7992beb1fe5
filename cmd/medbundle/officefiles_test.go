package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/medbundle/medbundle/internal/document/compound"
)

// compoundFile is the script command `compoundfile NAME FOLDER`: it writes a
// compound file, such as Outlook's messages are. The last line end of a stream is
// dropped.
func compoundFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: compoundfile NAME FOLDER")
	}
	streams := map[string][]byte{}
	eachFile(ts, args[1], func(name string, data []byte) { streams[name] = bytes.TrimSuffix(data, []byte("\n")) })
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), compound.Write(streams), 0o600))
}

func eachFile(ts *testscript.TestScript, folder string, f func(name string, data []byte)) {
	root := ts.MkAbs(folder)
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		f(strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(root)+"/"), data)
		return err
	}))
}

// scan is the script command `scan NAME`: a picture of the size of a page.
func scan(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: scan NAME")
	}
	img := image.NewGray(image.Rect(0, 0, 600, 800))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for x := range 400 {
		img.SetGray(100+x, 200, color.Gray{})
	}
	var buf bytes.Buffer
	ts.Check(png.Encode(&buf, img))
	path := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	ts.Check(os.WriteFile(path, buf.Bytes(), 0o600))
}
