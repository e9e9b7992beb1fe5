package medline

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// endings are those of drug names (INN stems), with the endings that German,
// French, Spanish, Italian, Polish and Dutch give them.
var endings = strings.Fields(`
	mab nib pril prile sartan sartane statin statine statina statyna olol ololo prazole prazol prazolo conazole conazol conazolo
	cillin cilline cilina cillina cylina mycin mycine micina mycyna floxacin floxacine floxacino floxacina parin parine parina gliptin gliptine gliptina
	gliflozin gliflozine gliflozina setron platin platine platino platyna taxel taksel rubicin rubicine rubicina rubicyna ciclib cyklib parib trozole trozol trozolo
	lutamide lutamid lutamida relin reline relina dronate dronat dronato tidine tidin tadine tadin dipine dipin dipino dypina thiazide thiazid tiazide tiazida semide semid semida
	formin formine formina thyroxine thyroxin tiroxina tyroksyna codone codon morphine morfina fentanyl fentanilo triptan triptane zepam zolam opram oxetine oxetin oxetina
	triptyline triptylin triptilina gabalin gabalina solone solon methasone methason metasona metasone xaban grel citabine citabin citabina terone teron sterone imus olimus
	lukast fibrate fibrat fibrato lactone lacton lattone profen profene profeno`)

// names are medicines, and what they are sold as, that no ending tells.
var names = phrase.New(map[string][]string{"": {
	"tamoxifen*", "exemestan*", "paracetamol*", "acetaminophen", "aspirin*", "ass", "acetylsalicyl*", "acide acetylsalicylique", "acido acetilsalicilico", "kwas acetylosalicylowy", "warfarin*",
	"phenprocoumon", "marcumar", "digoxin*", "amiodaron*", "insulin*", "levothyrox*", "euthyrox", "eltroxin", "thyronorm", "diclofenac*", "naproxen*", "metoclopramid*", "domperidon*",
	"loperamid*", "senna", "lactulos*", "macrogol*", "temozolomid*", "methotrexat*", "metotrexat*", "cyclophosphamid*", "ciclofosfamid*", "lenalidomid*", "thalidomid*", "prednison*", "salbutamol*",
	"albuterol", "tiotropium", "allopurinol*", "colchicin*", "bisacodyl", "gabapentin*", "venlafaxin*", "mirtazapin*", "trazodon*", "zolpidem*", "tadalafil*", "sildenafil*", "tamsulosin*",
	"finasterid*", "zoledron*", "ferrous sulfate", "ferrous sulphate", "folic acid", "folsaure", "acide folique", "acido folico", "buprenorphin*", "tramadol*", "metamizol*", "novalgin", "novaminsulfon",
	"memantin*", "donepezil*", "dilaudid", "demerol", "lortab", "lipitor", "lasix", "xeloda", "arimidex", "femara", "herceptin", "zofran", "tylenol", "nexium", "zoladex", "faslodex", "ibrance",
	"crocin", "dolo", "ecosprin", "glycomet", "letroz", "calcium carbonate", "vitamin d", "vitamin d3", "cholecalciferol", "vitamin b12", "docetaxel", "fluorouracil", "oxybutynin*", "melatonin*",
}})

// dosed are units and forms of which a number is a dose.
var dosed = phrase.New(map[string][]string{
	"mass": {"mg", "g", "mcg", "ug", "μg", "microgram*", "mikrogramm*", "milligram*", "gram", "grams", "ml", "milliliter*", "iu", "ie", "ui", "unt", "unit", "units", "einheiten", "unites", "unidades", "unita", "jednostek", "eenheden", "meq"},
	"form": {
		"tablet*", "tab", "tabs", "tabl", "tbl", "capsule*", "cap", "caps", "kps", "kapsel*", "kaps", "comprime*", "cp", "gelule*", "comprimid*", "compress*", "cpr", "capsul*", "stuck",
		"drop", "drops", "gtt", "tropfen", "gouttes", "gotas", "gocce", "kropl*", "druppel*", "puff*", "hub", "hube", "hube", "bouffee*", "inhalation*", "spray*", "patch*", "pflaster", "parche*", "cerotto", "plaster*", "pleister*", "sachet*", "beutel", "bustina", "sobre*", "saszetk*", "suppositor*", "zapfchen", "ampoule*", "ampulle*", "vial*", "teaspoon*", "spoon*",
	},
})

// words about how often; "now" and "once" are an answer too.
var often = phrase.New(map[string][]string{"": {
	"daily", "once", "twice", "thrice", "bd", "bid", "b i d", "tds", "tid", "t i d", "qid", "q i d", "qds", "qd", "od", "hs", "qhs", "prn", "sos", "stat", "nocte", "mane", "bedtime", "every", "hourly", "weekly", "fortnightly", "monthly", "yearly",
	"per day", "a day", "per week", "a week", "each", "as needed", "when needed", "as required", "morning", "evening", "night", "noon", "nightly", "times", "alternate", "cycle", "cycles", "day 1", "days 1", "single dose", "now", "as directed", "hour of sleep", "sleep", "breakfast", "dinner", "lunch", "meals",
	"taglich", "tgl", "morgens", "abends", "mittags", "nachts", "fruh", "bei bedarf", "b bed", "wochentlich", "monatlich", "pro tag", "pro woche", "jeden", "alle", "stundlich", "einmal", "zweimal", "dreimal", "zur nacht",
	"par jour", "jour", "jours", "fois", "matin", "midi", "soir", "coucher", "si besoin", "toutes", "tous", "chaque", "semaine", "mensuel*", "hebdomadaire",
	"al dia", "dia", "diario", "diaria", "cada", "veces", "noche", "manana", "si precisa", "a demanda", "semanal", "desayuno", "comida", "cena",
	"al giorno", "die", "giorno", "volte", "volta", "mattina", "mattino", "sera", "ogni", "al bisogno", "settimana", "pranzo", "colazione",
	"dziennie", "dzien", "raz", "razy", "rano", "wieczorem", "na noc", "co", "w razie potrzeby", "doraznie", "tygodniu", "miesiac",
	"per dag", "dagelijks", "keer", "maal", "dd", "ochtends", "avonds", "zo nodig", "elke", "wekelijks", "ochtend", "avond",
}})

// words about since when or until when, or that it is taken still.
var since = phrase.New(map[string][]string{"": {
	"since", "started", "start", "starting", "stopped", "stop", "until", "till", "ended", "discontinued", "ongoing", "active", "current", "currently", "continue*", "long term", "lifelong", "completed", "from",
	"seit", "begonnen", "beginn", "abgesetzt", "bis", "laufend", "dauermedikation", "dauertherapie", "aktuell*", "ab", "weiter",
	"depuis", "debut", "arrete", "jusqu", "en cours", "actuel*", "au long cours",
	"desde", "inicio", "suspendid*", "hasta", "actual*", "cronic*",
	"dal", "dallo", "dalla", "iniziat*", "sospes*", "fino", "attual*", "in corso",
	"od", "rozpocz*", "odstawion*", "do", "obecn*", "aktualn*", "przewlekle", "stale",
	"sinds", "gestart", "gestopt", "tot", "huidig*", "vanaf",
}})

// spans of time: "for 7 days".
var spans = phrase.New(map[string][]string{"": {
	"day", "days", "week", "weeks", "month", "months", "year", "years", "tage", "tagen", "wochen", "monate", "monaten", "jahre", "jahren", "jours", "semaines", "mois", "ans", "annees", "dias", "semanas", "meses", "anos",
	"giorni", "settimane", "mesi", "anni", "dni", "tygodni", "miesiecy", "lat", "dagen", "weken", "maanden", "jaar",
}})

// verbs begin a line that says how a medicine is taken, and names none.
var verbs = phrase.New(map[string][]string{"": {
	"take", "takes", "taking", "inject", "inhale", "apply", "use", "instil", "instill", "insert", "give", "place", "chew", "dissolve", "dose", "dosage", "sig", "directions", "instructions", "frequency", "route", "start", "started", "stop", "stopped", "quantity", "qty", "dispense", "refills", "for", "by", "reason", "indication", "note", "notes",
	"nehmen", "einnahme", "dosierung", "dosis", "hinweis", "grund", "prendre", "posologie", "tomar", "posologia", "assumere", "przyjmowac", "dawkowanie", "innemen", "gebruik", "dosering", "prescribed", "ordered", "verordnet",
}})

// heads are headings by what stands below them.
var heads = phrase.New(map[string][]string{
	"list": {"medication*", "medicine*", "medicines", "drugs", "prescription*", "treatment", "medikation*", "medikament*", "arznei*", "traitement*", "ordonnance", "medicament*", "medicacion*", "tratamiento*", "terapia*", "farmac*", "leki", "leczenie", "medicatie*", "geneesmiddel*", "active", "expired", "discontinued", "past", "previous", "home", "current"},
	"other": {
		"allerg*", "alergi*", "uczulenia", "intoleran*", "unvertraglichkeit*", "adverse", "nkda", "no known", "problem*", "diagnos*", "immunization*", "immunisation*", "vaccin*", "impfung*", "vital*", "lab", "labs", "laborator*", "labor", "laborwerte", "results", "history", "anamnese", "social", "family", "plan", "assessment", "antecedent*", "patient", "patientin", "paciente", "paziente", "pacjent*", "name", "dob", "date of birth", "geb", "mrn", "address", "phone", "tel", "fax", "pharmacy", "apotheke", "pharmacie", "farmacia", "apteka", "apotheek", "signed", "signature", "prescriber", "doctor", "dr", "provider", "height", "weight", "page", "seite",
	},
})

// over are words of a heading above medicines that are no longer taken.
var over = phrase.New(map[string][]string{"": {"expired", "discontinued", "stopped", "past", "previous", "former", "inactive", "completed", "abgesetzt*", "fruher*", "anciens", "arretes", "suspendid*", "previos", "anteriores", "sospes*", "precedenti", "odstawion*", "gestopt*", "vorige"}})

// columns are headings of a table.
var columns = phrase.New(map[string][]string{"": {
	"name", "medication", "medicine", "drug", "dose", "dosage", "strength", "frequency", "sig", "start", "end", "date", "comments", "instructions", "status", "route", "reason", "description", "code",
	"wirkstoff", "handelsname", "starke", "form", "dosis", "einheit", "hinweise", "grund", "medicament", "posologie", "duree", "medicamento", "frecuencia", "via", "farmaco", "dosaggio", "lek", "dawka", "dawkowanie", "middel", "dosering", "morgens", "mittags", "abends",
}})

// prefixes are forms that stand before a name: "Tab. Letrozole".
var prefixes = map[string]bool{"tab": true, "t": true, "inj": true, "cap": true, "syr": true, "syp": true, "tbl": true, "cp": true, "drops": true, "cream": true, "gel": true, "oint": true, "ml": true, "hr": true, "actuat": true}

// listHeads are headings of a list of medicines inside a paper.
var listHeads = phrase.New(map[string][]string{"": {
	"medications", "medication list", "medications list", "current medications", "current medication", "home medications", "discharge medications", "medications on discharge", "medications at discharge", "medications on admission", "admission medications", "active medications", "present medications", "outpatient medications", "preoperative medications", "medication", "medicines", "current medicines", "my medicines", "current drugs", "drugs", "prescriptions",
	"medikation", "aktuelle medikation", "entlassmedikation", "entlassungsmedikation", "hausmedikation", "dauermedikation", "medikamente", "aktuelle medikamente", "medikamentenplan", "medikationsplan", "bundeseinheitlicher medikationsplan",
	"traitement en cours", "traitement actuel", "traitement habituel", "traitement de sortie", "traitements en cours", "medicaments", "ordonnance", "traitement a domicile",
	"medicacion", "medicacion actual", "medicacion habitual", "tratamiento actual", "tratamiento habitual", "tratamiento al alta", "tratamiento domiciliario", "medicamentos", "medicacion al alta",
	"terapia in corso", "terapia domiciliare", "terapia alla dimissione", "terapia farmacologica", "terapia attuale", "farmaci", "farmaci in corso", "terapia medica in atto",
	"leki", "leki przyjmowane", "przyjmowane leki", "aktualne leki", "lista lekow", "zalecone leki", "leki stale", "farmakoterapia",
	"medicatie", "huidige medicatie", "thuismedicatie", "medicatie bij ontslag", "ontslagmedicatie", "actuele medicatie", "medicatieoverzicht", "geneesmiddelen",
}})

// going are headings above medicines that are taken.
var going = phrase.New(map[string][]string{"": {"active", "current", "ongoing", "aktuell", "laufend", "en cours", "actuales", "in corso", "aktualne", "huidig"}})

// gone are words that say that a medicine is no longer taken.
var gone = phrase.New(map[string][]string{"": {"no longer", "stopped", "discontinued", "formerly", "abgesetzt", "nicht mehr", "arrete", "arretes", "suspendido", "suspendidos", "sospeso", "sospesi", "odstawiono", "odstawione", "gestopt", "past", "previous"}})

// none says that there are no medicines.
var none = phrase.New(map[string][]string{"": {"none", "no", "nil", "keine", "aucun", "aucune", "ninguna", "ninguno", "nessuna", "nessuno", "brak", "geen", "see", "as", "per"}})
