package pdfium

import "github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"

// probe serves one request: pdf.Check, then PDFium, with a report after each.
func (w *worker) probe(req request) error {
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named(req.Name, err).Error()})
	}
	defer file.close()
	passwords := req.Passwords
	if !req.SkipCheck {
		check := w.checkFile(file, req)
		if check.Password != "" {
			passwords = append([]string{check.Password}, passwords...)
		}
		if err := w.send(report{Check: &check}); err != nil {
			return err
		}
		w.makeRoom()
		if req.SkipRead {
			return nil
		}
		if check.Swamped {
			return w.send(report{Read: &sandbox.Reading{Problem: check.Problem}, Retire: w.retire()})
		}
	}
	if w.library == nil {
		return w.send(report{Read: &sandbox.Reading{Problem: w.problem}, Failure: failLibrary})
	}
	var read sandbox.Reading
	sandbox.WithoutCollector(func() { read = w.library.Read(file, file.size, passwords) })
	return w.send(report{Read: &read, Retire: w.retire()})
}
