package side

import "github.com/medbundle/medbundle/internal/check/phrase"

// organs are paired organs, and operations that are named for one.
var organs = phrase.New(map[string][]string{
	"breast": {
		"breast*", "mastectom*", "mastektom*", "mammectom*", "lumpectom*", "lumpektom*", "quadrantectom*", "kwadrantektom*", "tumorectom*", "tumorektom*", "brust", "brustdruse*", "brustkrebs*", "brustkarzinom*", "mamma", "mammae", "mammakarzinom*", "mammaca*", "mammaablatio*", "ablatio mammae",
		"sein", "seins", "mammaire*", "mama", "mamas", "mamario*", "mamaria*", "mammella", "mammell*", "mammario", "mammaria", "seno", "piers*", "sutk*", "borst", "borstkanker", "mammacarcinoom", "borstamputatie",
	},
	"kidney":  {"kidney", "kidneys", "renal", "nephrectom*", "nephrektom*", "nefrectom*", "nefrektom*", "niere", "nierenzell*", "nierentumor*", "nierenkarzinom*", "nephroureterectom*", "rinon", "rene", "nerki", "nerka", "nerk*", "niercel*", "nierkanker"},
	"lung":    {"lung", "lungs", "pneumonectom*", "pneumonektom*", "lunge", "lungenkarzinom*", "lungenkrebs", "lungentumor*", "bronchialkarzinom*", "poumon", "pulmon", "polmone", "pluca", "pluco", "longkanker", "longcarcinoom"},
	"ovary":   {"ovary", "ovarian", "oophorectom*", "ovarektom*", "ovariectom*", "adnexectom*", "adnexektom*", "eierstock*", "ovarialkarzinom*", "ovaire", "ovario", "ovaio", "jajnik*", "eierstok*", "ovariumcarcinoom"},
	"testis":  {"testis", "testicle", "testicular", "orchiectom*", "orchidectom*", "orchiektom*", "semikastration", "hoden", "hodentumor*", "hodenkrebs", "testicule", "testiculo", "testicolo", "jadra", "jadro", "teelbal*", "zaadbal*"},
	"adrenal": {"adrenal", "adrenalectom*", "adrenalektom*", "nebenniere*", "surrenale", "suprarrenal", "surrene", "nadnercz*", "bijnier*"},
	"colon":   {"hemicolectom*", "hemikolektom*", "hemicolektom*", "colectomie", "emicolectom*"},
	"tonsil":  {"tonsil", "tonsillar", "tonsille", "amygdale", "amigdala", "tonsilla", "migdalek"},
	"parotid": {"parotid*", "parotis", "parotidectom*", "slinianki przyusznej"},
})

// sides are the words for left, right and both.
var sides = phrase.New(map[string][]string{
	"L": {"left", "lt", "links", "linke", "linken", "linker", "linkes", "linksseitig*", "li", "gauche", "izquierd*", "izq", "sinistra", "sinistro", "sinistre", "sin", "lewy", "lewa", "lewej", "lewego", "lewostronn*", "linkerborst", "linkszijdig*"},
	"R": {"right", "rt", "rechts", "rechte", "rechten", "rechter", "rechtes", "rechtsseitig*", "re", "droit", "droite", "derech*", "dcha", "destra", "destro", "dextra", "dx", "prawy", "prawa", "prawej", "prawego", "prawostronn*", "rechterborst", "rechtszijdig*"},
	"B": {"bilateral*", "bilat", "both", "beidseit*", "beidseits", "bds", "beide", "beider", "beiden", "deux seins", "ambos", "ambas", "entrambi", "entrambe", "obustron*", "obu", "beiderzijds", "tweezijdig", "dubbelzijdig"},
})

// cancer are words that make of a place the place of a cancer, or of what was
// done for one.
var cancer = phrase.New(map[string][]string{"": {
	"cancer", "cancers", "carcinoma*", "adenocarcinoma*", "malignan*", "tumor", "tumour", "neoplasm*", "dcis", "melanoma*", "sarcoma*", "seminoma*", "mastectom*", "lumpectom*", "quadrantectom*", "nephrectom*", "pneumonectom*", "orchiectom*", "orchidectom*", "hemicolectom*", "adrenalectom*",
	"karzinom*", "krebs", "malign*", "brustkrebs*", "brustkarzinom*", "mammakarzinom*", "mammaca*", "mastektom*", "nephrektom*", "nierenzell*", "hemikolektom*", "ablatio*", "lungenkarzinom*", "bronchialkarzinom*", "hodentumor*", "ovarialkarzinom*", "lungentumor*", "nierentumor*",
	"carcinome*", "adenocarcinome*", "tumeur", "mammectom*", "tumorectom*", "nefrectom*", "tumor maligno", "carcinom*", "adenocarcinom*", "tumore", "rak", "raka", "rakiem", "nowotw*", "nefrektom*", "kanker", "carcinoom*", "borstkanker", "borstamputatie", "mammacarcinoom",
}})

// otherwise are words that make a sentence tell of something else: another
// person, another time, the other side, nothing at all.
var otherwise = phrase.New(map[string][]string{"": {
	"contralateral*", "controlateral*", "kontralateral*", "gegenseite", "gegenuber", "opposite", "other side", "przeciwleg*", "versus", "vs", "compared", "comparison", "verglichen", "vergleich", "unlike",
	"history of", "h o", "hx", "personal history", "previous", "previously", "prior", "past", "earlier", "ago", "former", "status post", "s p", "zustand nach", "z n", "anamnese", "fruher*", "vorbekannt*", "antecedent*", "anterieur*", "previo", "previa", "pregress*", "precedente", "stan po", "przebyt*", "voorgeschiedenis", "eerder*", "in 19", "in 20",
	"mother", "sister", "aunt", "grandmother", "daughter", "father", "brother", "maternal", "paternal", "family", "relative", "mutter", "schwester", "tante", "familie*", "mere", "soeur", "famil*", "madre", "hermana", "tia", "sorella", "zia", "matk*", "siostr*", "rodzin*", "moeder", "zus",
	"no", "not", "without", "denies", "negative", "benign", "rule out", "r o", "exclude*", "suspect*", "possible", "question", "fibroadenoma", "cyst", "kein", "keine", "keinen", "nicht", "ohne", "ausschluss", "verdacht*", "v a", "sans", "pas", "benin*", "ni", "sin evidencia", "senza", "non", "nie", "bez", "geen", "niet", "zonder",
	"prophyla*", "risk reducing", "reduction", "reconstruct*", "implant*", "cosmetic", "augment*", "if", "would", "may", "could", "screening", "each",
}})

// labels are the fields of a report that say what and where, by class.
var labels = phrase.New(map[string][]string{
	"diagnosis before the operation": {"preoperative diagnosis", "preop diagnosis", "pre op diagnosis", "pre operative diagnosis", "praoperative diagnose", "diagnostic preoperatoire", "diagnostico preoperatorio", "diagnosi preoperatoria", "rozpoznanie przedoperacyjne", "preoperatieve diagnose"},
	"diagnosis after the operation":  {"postoperative diagnosis", "postop diagnosis", "post op diagnosis", "post operative diagnosis", "postoperative diagnose", "diagnostic postoperatoire", "diagnostico postoperatorio", "diagnosi postoperatoria", "rozpoznanie pooperacyjne"},
	"diagnosis":                      {"diagnosis", "final diagnosis", "final pathologic diagnosis", "final pathological diagnosis", "pathologic diagnosis", "diagnoses", "diagnose", "diagnosen", "histologische diagnose", "diagnostic", "diagnostico", "diagnostico anatomopatologico", "diagnosi", "diagnosi istologica", "rozpoznanie", "rozpoznanie histopatologiczne", "conclusie"},
	"procedure":                      {"procedure", "procedures", "procedure performed", "procedures performed", "operation", "operations", "operation performed", "operative procedure", "title of operation", "title of procedure", "name of operation", "surgery", "eingriff", "durchgefuhrter eingriff", "durchgefuhrte operation", "operative therapie", "intervention", "acte operatoire", "intervention realisee", "procedimiento", "intervencion", "cirugia", "intervento", "procedura", "zabieg", "operacja", "rodzaj operacji", "ingreep", "operatie"},
	"specimen":                       {"specimen", "specimens", "specimen submitted", "specimens submitted", "specimen source", "source of specimen", "specimen type", "tissue submitted", "material", "materialien", "untersuchungsmaterial", "eingesandtes material", "praparat", "entnahmeort", "prelevement", "piece operatoire", "nature du prelevement", "muestra", "material remitido", "pieza", "pieza quirurgica", "campione", "materiale", "materiale inviato", "material badany", "preparat", "materiaal", "preparaat"},
})
