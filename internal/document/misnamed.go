package document

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// claims are the extensions that promise a format, and the beginnings of the
// media types that keep the promise.
var claims = map[string][]string{
	".pdf": {mediaPDF}, ".jpg": {"image/jpeg"}, ".jpeg": {"image/jpeg"}, ".png": {"image/png"},
	".tif": {"image/tiff"}, ".tiff": {"image/tiff"}, ".gif": {"image/gif"}, ".bmp": {"image/bmp"}, ".webp": {"image/webp"},
	".heic": {mediaHEIC}, ".heif": {mediaHEIC, "image/avif"}, ".jp2": {"image/jp2"}, ".j2k": {mediaJ2K, "image/jp2"}, ".avif": {"image/avif"},
	".docx": {mediaDOCX, mediaLocked}, ".odt": {mediaODT}, ".rtf": {mediaRTF}, ".doc": {mediaDOC, mediaRTF, mediaDOCX, mediaHTML},
}

// promised tells whether the name of f promises another format than it has.
func promised(f File) (broken bool) {
	want, known := claims[f.extension()]
	if !known {
		return false
	}
	for _, m := range want {
		if strings.HasPrefix(f.Media, m) {
			return false
		}
	}
	return true
}

// misnamed says that a file which could be read is not what its name promises.
func misnamed(f File, doc *Document) *Trouble {
	if !promised(f) {
		return nil
	}
	s := clinical.SeverityWarning
	if doc.Source != nil {
		s = clinical.SeverityInfo
	}
	return f.trouble(RuleMisnamed, s, "The file is named "+f.extension()+" but is "+mediaWords(f.Media)+"; it is shown as what it is.",
		"Look at its pages; if this is not the record, download it again.")
}

func mediaWords(media string) string {
	words := map[string]string{
		mediaPDF: "a PDF", mediaHTML: "a web page", mediaText: "a text file", mediaDOCX: "a Word file", mediaRTF: "an RTF file",
		mediaCDA: "a C-CDA document", mediaFHIR: "a FHIR record", mediaXML: "an XML file", mediaEmail: "an e-mail", mediaCSV: "a table (CSV)",
	}
	if w := words[media]; w != "" {
		return w
	}
	switch media {
	case "image/jp2", mediaJ2K:
		return "a picture (JPEG 2000)"
	}
	if kind, ok := strings.CutPrefix(media, "image/"); ok {
		return "a picture (" + strings.ToUpper(kind) + ")"
	}
	return "a file of the type " + media
}

// few is how little text a page that stands in for a record has, in runes
// without white space.
const few = 200

// standsIn tells a page that a portal sends in the place of a record: a request
// to sign in, an error, a redirect, or next to nothing.
func standsIn(title, text string, signIn bool) (what string, yes bool) {
	n := 0
	for _, w := range strings.Fields(text) {
		n += len(w)
	}
	low := strings.ToLower(title + "\n" + text)
	switch {
	case signIn || n < 3000 && containsAny(low, signInWords):
		return "a page that asks to sign in", true
	case n < 1500 && containsAny(low, errorWords):
		return "an error page", true
	case n < few:
		return "a nearly empty page", true
	}
	return "", false
}

// What such pages say, in the languages of the checklists.
var (
	signInWords = []string{
		"sign in", "signed out", "log in", "login", "session has expired", "session expired", "session timed out", "your session has",
		"anmelden", "sitzung ist abgelaufen", "connexion", "se connecter", "session a expiré", "identifiez-vous",
		"iniciar sesión", "inicie sesión", "sesión ha caducado", "accedi al", "sessione scaduta", "effettua l'accesso",
		"zaloguj", "sesja wygasła", "inloggen", "sessie is verlopen",
	}
	errorWords = []string{
		"404 not found", "not found", "403 forbidden", "access denied", "internal server error", "bad gateway", "service unavailable",
		"bad request", "page cannot be displayed", "redirecting", "zugriff verweigert", "nicht gefunden", "accès refusé", "page introuvable",
		"acceso denegado", "no encontrada", "accesso negato", "odmowa dostępu", "nie znaleziono", "toegang geweigerd", "niet gevonden",
	}
)

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
