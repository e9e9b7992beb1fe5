package document

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/keyring"
	"github.com/medbundle/medbundle/internal/libreoffice"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// Prober learns what one PDF holds, in a process of its own. *pdfium.Engine is one.
type Prober interface {
	Probe(ctx context.Context, path, name string, passwords []string) (*pdfium.Probe, error)
}

// Reader reads documents. It is safe for use by several goroutines if its
// Engine is.
type Reader struct {
	Engine Prober
	// Keys holds the passwords for locked files; nil holds none.
	Keys *keyring.Ring
	// Work is a private folder for files that are made anew because their own
	// pages cannot be copied. The caller removes it, and must not before the
	// packet is written. Without one, a placeholder page stands for such a file.
	Work string
	// OCR reads pages that are pictures; nil leaves them unread.
	OCR PageReader
	// ForceOCR has every page of a PDF read from its picture, not only those
	// without text of their own.
	ForceOCR bool
	// Tidy has pages of few letters or none looked at for what is drawn on them.
	Tidy bool
	// Converter makes pages of office files; nil leaves them to be drawn plainly.
	// Prepare is to be called before they are read.
	Converter Converter

	mu   sync.Mutex
	made map[string]libreoffice.Result // by the path of the file that it was made of
}

// Read reads one file. The error is a *Trouble where the file has no pages that
// could be shown (the caller then makes a placeholder page), and another error
// only where the run itself failed: ctx has ended, or the file cannot be opened.
func (r *Reader) Read(ctx context.Context, f File) (doc *Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = nil, f.trouble(RuleDamaged, clinical.SeverityError,
				fmt.Sprintf("The file could not be read: the reader stumbled over it (%.80v).", p), askAgain)
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := f.complete(); err != nil {
		return nil, err
	}
	doc, err = r.read(ctx, f)
	if doc != nil {
		doc.Media = f.Media
		if t := misnamed(f, doc); t != nil {
			doc.Troubles = append([]Trouble{*t}, doc.Troubles...)
		}
	}
	return doc, err
}

const askAgain = "Download the file again, or ask the hospital for a new copy."

// complete fills in size and media type where the caller did not.
func (f *File) complete() error {
	file, err := os.Open(f.Path)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, withoutPath(err))
	}
	defer file.Close()
	st, err := file.Stat()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, withoutPath(err))
	}
	f.Size = st.Size()
	if f.Media == "" || f.Size == 0 {
		f.Media = Sniff(file, f.Size, f.Name)
	}
	return nil
}

// withoutPath drops the path on disk, which is a temporary one for a member of
// a zip, from an error.
func withoutPath(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func (f File) trouble(rule string, s clinical.Severity, message, fix string) *Trouble {
	return &Trouble{Name: f.Name, Rule: rule, Severity: s, Message: message, Fix: fix}
}

func (r *Reader) read(ctx context.Context, f File) (*Document, error) {
	switch {
	case f.Media == mediaEmpty:
		return nil, f.trouble(RuleEmpty, clinical.SeverityError, "The file is empty: it holds nothing at all.", askAgain)
	case f.Media == mediaPDF:
		return r.readPDF(ctx, f)
	case pictureFormats[f.Media] != "":
		return r.readPicture(ctx, f)
	case plainReaders[f.Media].read != nil:
		return r.readPlain(ctx, f)
	case structuredReaders[f.Media].read != nil:
		return r.readStructured(ctx, f)
	}
	return nil, unsupported(f)
}

// unsupported says what the file is, and what would help.
func unsupported(f File) *Trouble {
	for _, u := range unreadable {
		if strings.HasPrefix(f.Media, u.media) {
			rule := RuleUnsupported
			if f.Media == mediaLocked {
				rule = RuleLocked
			}
			return f.trouble(rule, clinical.SeverityError, "The file is "+u.is+"; it cannot be shown as pages.", u.fix)
		}
	}
	return f.trouble(RuleUnsupported, clinical.SeverityError, "The kind of this file could not be told; it cannot be shown as pages.",
		"If it is a record, open it with the program that made it and save it as PDF.")
}

const saveAsPDF = "Open it and save or print it as PDF, then add the PDF."

// unreadable are media types, or beginnings of them, that cannot be shown yet.
var unreadable = []struct{ media, is, fix string }{
	{"image/avif", "a picture in the AVIF format", saveAsJPEG},
	{"image/", "a picture in a format that is not supported", saveAsJPEG},
	{mediaLocked, "an office file that is locked with a password", "Open it with the password and save it as PDF without one."},
	{"application/vnd.oasis", "an OpenDocument file of another kind than text, sheet or slides", saveAsPDF},
	{mediaJSON, "a data file (JSON)", "If it is a record, ask the portal for it as PDF."},
	{mediaXML, "a data file (XML)", "If it is a record, ask the portal for it as PDF."},
	{mediaApple, "device data of Apple Health, no record", ""},
	{mediaGPX, "a track of a walk or ride, no record", ""},
	{mediaXSL, "a stylesheet, which only tells how another file is shown", ""},
	{mediaDICOM, "a DICOM file", "Scans belong to the scan folder of the bundle."},
	{"application/postscript", "a PostScript file", saveAsPDF},
	{"video/", "a video", "Videos travel as files; they have no pages."},
	{"audio/", "a sound recording", "Recordings travel as files; they have no pages."},
	{"application/zip", "a zip archive", "Unpack it and add the files."},
	{"application/x-7z", "a 7-Zip archive", "Unpack it and add the files."},
	{"application/vnd.rar", "a RAR archive", "Unpack it and add the files."},
	{"application/gzip", "a gzip archive", "Unpack it and add the files."},
	{"application/x-tar", "a tar archive", "Unpack it and add the files."},
	{mediaISO, "an image of a disc", "Open it and add the folder of files that it holds."},
	{mediaUDF, "an image of a disc that is written in a newer way (UDF)", "Open it with a double click and copy the files that it holds into the folder."},
	{mediaDMG, "a disk image of a Mac (.dmg)", "Open it on a Mac with a double click and copy the files that it holds into the folder."},
	{mediaSFX, "a program for Windows that unpacks files; it was not started", "Ask the sender for the files as PDF or on a disc; or, if you are sure who sent it, start it on a computer with Windows and put the files that come out into the folder."},
	{"application/vnd.ms-cab", "a cabinet archive (.cab)", "Unpack it and add the files."},
	{mediaBzip2, "a bzip2 archive", "Unpack it and add the files."},
	{"application/x-xz", "an xz archive", "Unpack it and add the files."},
	{"application/x-dosexec", "a program for Windows", "Programs are never run and are no records."},
	{"application/x-elf", "a program", "Programs are never run and are no records."},
	{"application/x-mach", "a program", "Programs are never run and are no records."},
}

// extension is the lower-case extension of the name, with its dot.
func (f File) extension() string { return strings.ToLower(path.Ext(f.Name)) }
