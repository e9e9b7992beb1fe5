// Package ocr reads the text in pictures of pages with tesseract, where that
// program is installed: which language a page is in, whether it lies on its side
// or upside down, and whether what was read makes sense.
//
// Tesseract is an outside program. It never sees an input file, only grey
// pixels that this program drew, through its standard input; it is started with
// next to no environment, in the private work folder, and is killed with the
// context or after its time. Nothing is kept between runs. The same pixels and
// the same version of tesseract give the same text.
package ocr
