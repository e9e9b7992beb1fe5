package sandbox

import (
	"errors"
	"io"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxAttachments bounds how many files PDFium is asked for.
const maxAttachments = 2000

// Attachments calls keep for each file of the document's list of embedded
// files, with nil for one that PDFium cannot read. Its errors are ErrLocked,
// ErrNoPage, ErrTrap and those of keep.
func (l *Library) Attachments(file io.ReadSeeker, size int64, password string, keep func(name string, data []byte) error) (err error) {
	defer recoverInto(&err, "reading attached files")
	doc, err := l.openDocument(file, size, []string{password})
	if err != nil {
		return drawError(err)
	}
	defer doc.close()
	got, err := doc.instance.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: doc.ref})
	if err != nil {
		return drawError(err)
	}
	for i := range min(got.AttachmentCount, maxAttachments) {
		name, data, err := doc.attachment(i)
		if err != nil {
			return drawError(err)
		}
		if err := keep(name, data); err != nil {
			return err
		}
	}
	return nil
}

// attachment is one file; its bytes are nil where PDFium cannot read it. The
// error is a trap.
func (d *document) attachment(index int) (name string, data []byte, err error) {
	got, err := d.instance.FPDFDoc_GetAttachment(&requests.FPDFDoc_GetAttachment{Document: d.ref, Index: index})
	if err != nil {
		return "", nil, onlyTrap(err)
	}
	called, err := d.instance.FPDFAttachment_GetName(&requests.FPDFAttachment_GetName{Attachment: got.Attachment})
	if err == nil {
		name = called.Name
	} else if isTrap(err) {
		return "", nil, err
	}
	held, err := d.instance.FPDFAttachment_GetFile(&requests.FPDFAttachment_GetFile{Attachment: got.Attachment})
	if err != nil {
		return name, nil, onlyTrap(err)
	}
	return name, held.Contents, nil
}

// onlyTrap drops errors after which the sandbox can go on.
func onlyTrap(err error) error {
	if isTrap(err) {
		return errors.Join(ErrTrap, err)
	}
	return nil
}
