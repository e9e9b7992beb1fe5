package state

import "github.com/medbundle/medbundle/internal/check/phrase"

func table(phrases ...string) *phrase.Table {
	return phrase.New(map[string][]string{"": phrases})
}

// preliminary are phrases by which a report says that it is not the last word.
var preliminary = table(
	"preliminary report", "preliminary result*", "preliminary read", "preliminary diagnosis", "provisional report", "provisional diagnosis report", "interim report", "wet read", "draft report", "status preliminary", "status prelim", "not final", "report status p",
	"vorlaufiger befund", "vorlaufiger bericht", "vorlaufiger arztbrief", "vorlaufiger entlassungsbrief", "vorlaufiger entlassbrief", "vorlaufiger entlassungsbericht", "vorlaufiges ergebnis", "vorabbefund", "kurzarztbrief vorlaufig",
	"compte rendu provisoire", "resultat provisoire", "resultats provisoires", "lettre provisoire",
	"informe preliminar", "informe provisional", "resultado preliminar", "resultados preliminares",
	"referto provvisorio", "referto preliminare", "risultato provvisorio", "lettera di dimissione provvisoria",
	"wynik wstepny", "wstepny wynik", "opis wstepny", "wstepna karta informacyjna",
	"voorlopig verslag", "voorlopige uitslag", "voorlopige brief", "voorlopige ontslagbrief", "voorlopige conclusie",
)

// alone are words that say so where they have a line for themselves.
var alone = table("preliminary", "provisional", "vorlaufig", "provisoire", "preliminar", "provvisorio", "wstepny", "voorlopig")

// draft are words for a draft, on a line for themselves.
var draft = table("draft", "draft copy", "draft only", "entwurf", "brouillon", "projet", "borrador", "bozza", "wersja robocza", "projekt", "concept", "unsigned", "unvidiert")

// replaced are words of a line that tells of another, earlier report.
var replaced = table(
	"supersede*", "replace*", "previous*", "earlier", "agree*", "interpretation*", "compare*", "discrepan*", "reviewed", "see", "per", "no longer", "was", "were", "phoned", "called", "discussed", "communicated",
	"ersetzt", "abweich*", "siehe", "wurde", "vorherig*", "remplace*", "annule", "voir", "sustituye", "reemplaza", "anula", "sostituisce", "annulla", "zastepuje", "vervangt", "zie",
)

// final are phrases by which a report says that it is the last word.
var final = table(
	"final report", "status final", "finalized", "finalised", "report finalised", "final signed", "electronically signed", "endgultiger befund", "endbefund", "abschliessender befund", "compte rendu definitif", "informe definitivo", "referto definitivo", "wynik ostateczny", "definitief verslag", "definitieve uitslag",
)

// awaited are phrases that promise more.
var awaited = table(
	"addendum to follow", "addendum will follow", "addendum pending", "addendum report to follow", "reported in an addendum", "issued in an addendum", "issued as an addendum", "reported as an addendum", "addendum will be issued",
	"supplementary report to follow", "supplemental report to follow", "supplementary report will follow", "final report to follow", "full report to follow", "report to follow", "to be reported separately", "will be reported separately", "results to follow", "result to follow",
	"immunohistochemistry pending", "immunohistochemistry is pending", "immunostains pending", "immunostains are pending", "stains pending", "stains are pending", "special stains pending", "results pending", "results are pending", "result pending", "her 2 pending", "her2 pending", "fish pending", "fish is pending", "receptors pending", "er pr pending", "molecular studies pending", "molecular testing pending", "studies pending", "studies are pending",
	"nachbericht folgt", "befund folgt", "ergebnis folgt", "ergebnisse folgen", "nachtrag folgt", "wird nachgereicht", "werden nachgereicht", "nachbefund folgt", "zusatzbefund folgt", "erganzungsbefund folgt", "steht noch aus", "stehen noch aus", "immunhistochemie folgt",
	"resultat a suivre", "resultats a suivre", "complement a suivre", "compte rendu complementaire a suivre", "en attente de resultat", "en attente des resultats", "en attente de resultats", "resultats en attente", "immunohistochimie en cours", "etude immunohistochimique en cours",
	"pendiente de resultado", "pendiente de resultados", "resultado pendiente", "resultados pendientes", "se ampliara informe", "se ampliara el informe", "se emitira informe complementario", "inmunohistoquimica pendiente", "pendiente de inmunohistoquimica",
	"in attesa di esito", "in attesa di referto", "seguira referto", "seguira integrazione", "seguira referto integrativo", "esame immunoistochimico in corso", "immunoistochimica in corso",
	"wynik w toku", "oczekiwanie na wynik", "w oczekiwaniu na wynik", "wynik zostanie dostarczony", "badanie w toku", "badania immunohistochemiczne w toku",
	"uitslag volgt", "aanvulling volgt", "aanvullend verslag volgt", "volgt nog", "immuunhistochemie volgt", "uitslagen volgen",
)

// added are words that head an addendum.
var added = table(
	"addendum", "addenda", "supplementary report", "supplemental report", "amended report", "amended", "corrected report", "modified report", "revised report", "nachtrag", "nachtragsbefund", "nachbericht", "nachbefund", "erganzungsbefund", "zusatzbefund", "korrigierter befund", "berichtigter befund",
	"complement de compte rendu", "compte rendu complementaire", "addendum au", "compte rendu modifie", "informe ampliado", "ampliacion de informe", "informe complementario", "informe modificado", "referto integrativo", "integrazione", "referto corretto", "uzupelnienie", "wynik uzupelniajacy", "korekta wyniku", "aanvulling", "aanvullend verslag", "gecorrigeerd verslag",
)

// unsigned are phrases by which a paper says that nobody has signed it.
var unsigned = table(
	"not yet signed", "not signed", "unsigned report", "unsigned document", "unsigned draft", "report unsigned", "note unsigned", "dictated but not read", "dictated but not signed", "dictated not read", "dictated and not read", "awaiting signature", "signature pending", "pending signature", "awaiting review and signature", "not authenticated", "not verified by",
	"nicht unterschrieben", "noch nicht unterschrieben", "noch nicht freigegeben", "nicht freigegeben", "nicht vidiert", "noch nicht vidiert", "nicht signiert",
	"non signe", "non valide", "en attente de signature", "en attente de validation", "document non signe",
	"sin firmar", "pendiente de firma", "no firmado", "pendiente de validar", "pendiente de validacion",
	"non firmato", "in attesa di firma", "da firmare", "non validato",
	"niepodpisany", "niepodpisane", "nie podpisano", "oczekuje na podpis", "nieautoryzowany",
	"niet ondertekend", "nog niet ondertekend", "niet geautoriseerd", "nog niet geautoriseerd", "ongeautoriseerd",
)

// excused are words of a line that asks for no signature, or speaks of another
// paper's.
var excused = table(
	"valid*", "consent", "consents", "form", "waiver", "gultig", "unterschrift gultig", "einwilligung*", "valable", "consentement", "valido", "valida", "validez", "consentimiento", "consenso", "wazn*", "zgod*", "geldig", "toestemming*", "if", "until", "wenn", "falls", "si", "copy", "computer", "elektronisch erstellt", "maschinell*",
)
