package exam

import "github.com/medbundle/medbundle/internal/check/phrase"

// modalities are what papers call the pictures of a modality (PS3.3 C.7.3.1.1.1).
var modalities = phrase.New(map[string][]string{
	"CT": {
		"ct", "cect", "ncct", "hrct", "cta", "ctpa", "angioct", "computed tomography", "computerized tomography", "computerised tomography", "cat scan",
		"computertomogra*", "computertomographie", "computertomografie", "schichtrontgen", "scanner", "tac", "tdm", "tomodensitometr*", "uroscanner", "coroscanner",
		"tomografia", "tomografia computarizada", "tomografia computerizzata", "tomografia komputerowa", "tk", "tc", "urotc",
	},
	"MR": {
		"mr", "mri", "mrt", "mrcp", "mpmri", "nmr", "fmri", "magnetic resonance", "kernspin*", "magnetresonan*", "irm", "bili irm", "imagerie par resonance magnetique",
		"rm", "rmn", "resonancia", "risonanza", "rezonans*",
	},
	"PT": {
		"pet", "pet ct", "pet scan", "pet tac", "pet tc", "pet mr", "pet mri", "petct", "positron emission tomography", "positronenemissionstomogra*", "positronen*",
		"tep", "tep scan", "tep tdm", "tep scanner", "tomographie par emission de positons", "tomografia por emision de positrones",
		"tomografia a emissione di positroni", "pozytonowa tomografia emisyjna", "pozytonow*",
	},
	"MG": {"mammo", "mmg", "mammogra*", "mamogra*", "mastogra*", "tomosynth*", "tomosint*", "tomosynt*", "bto"},
	"US": {
		"ultraso*", "usg", "sono", "sonogra*", "echogra*", "ecogra*", "echocardio*", "ecocardio*", "echokardio*", "ultraschall*", "ultradzwi*", "echografie", "doppler", "duplex",
	},
	"CR": {
		"x ray", "x rays", "xray", "xrays", "cxr", "axr", "kub", "radiograph", "radiographs", "radiography", "radiografi*", "radiographie*", "chest film", "plain film", "rontgen*", "roentgen*", "rtg", "rx",
		"przeswietl*", "thoraxfoto", "x thorax", "x foto", "thorax pa", "thorax ap",
	},
	"NM": {
		"bone scan", "bone scintigraphy", "scintigra*", "szintigra*", "skelettszintigra*", "knochenszintigra*", "gammagraf*", "scyntygraf*", "nuclear medicine", "nuklearmedizin*", "spect", "muga", "dmsa", "renogram", "botscan", "isotope scan", "lymphoscintigra*",
	},
	"XA": {"angiogra*", "angiografi*", "arteriogra*", "venogra*", "phlebogra*", "dsa"},
	"RF": {"fluoroscop*", "barium", "esophagram", "oesophagram", "videofluorosc*", "durchleuchtung"},
	"BM": {"dexa", "dxa", "densitometr*", "bone density", "knochendichte*", "osteodensitometr*"},
})

// regions are parts of the body. "whole" is all of it.
var regions = phrase.New(map[string][]string{
	"head": {
		"head", "brain", "skull", "cranial", "cranium", "intracranial", "cerebral", "sella", "pituitary", "orbit", "orbits", "neurocranium", "schadel*", "kopf", "hirn", "gehirn", "cerebr*", "crane", "cranien*", "cerveau", "tete", "encephal*",
		"craneo", "craneal", "cabeza", "cranio", "testa", "encefalo", "glow*", "mozg*", "czaszk*", "hersen*", "hoofd", "schedel",
	},
	"neck": {"neck", "thyroid", "larynx", "hals", "schilddrus*", "cou", "thyroide", "cervical soft tissue", "cuello", "tiroides", "collo", "tiroide", "szyi", "szyj*", "tarczyc*", "schildklier"},
	"chest": {
		"chest", "thorax", "thoracic", "lung", "lungs", "pulmonary", "mediastin*", "cxr", "hrct", "ctpa", "brustkorb", "lunge", "lungen", "thoracique", "poumon*", "torax", "toracic*", "pulmon*", "torace", "polmon*", "klatk*", "pluc", "pluca", "borstkas", "longen", "tap", "cap",
	},
	"breast": {"breast", "breasts", "mammo", "mammogra*", "mamogra*", "mastogra*", "mammar*", "mammair*", "mmg", "mamma", "mammae", "brust", "brustdrus*", "sein", "seins", "mama", "mamas", "mamario*", "mamaria*", "mammell*", "seno", "piersi", "sutk*", "borst", "borsten", "tomosynth*", "tomosint*"},
	"abdomen": {
		"abdomen", "abdominal", "abdo", "liver", "hepatic", "hepatobil*", "pancrea*", "kidney", "kidneys", "renal", "adrenal", "urogram", "kub", "mrcp", "oberbauch", "bauch", "leber", "niere", "nieren", "foie", "abdomino*", "abdominopelv*", "higado", "rinon*", "addom*", "fegato", "rene", "jamy brzusznej", "brzucha", "brzuch", "watrob*", "nerek", "buik", "bovenbuik", "nieren", "lever", "tap", "cap",
	},
	"pelvis": {"pelvis", "pelvic", "prostate", "prostat*", "rectum", "rectal", "uterus", "bladder", "becken", "kleines becken", "bassin", "pelvien*", "pelvis", "pelvic*", "bacino", "pelvi", "miednic*", "bekken", "abdominopelv*", "tap", "cap", "scrotum", "testis"},
	"spine":  {"spine", "spinal", "lumbar", "cervical spine", "thoracic spine", "sacrum", "myelo*", "wirbelsaule", "lws", "bws", "hws", "rachis", "columna", "colonna", "rachide", "kregoslup*", "wervel*", "lwk"},
	"limb":   {"shoulder", "arm", "elbow", "wrist", "hand", "hip", "femur", "thigh", "knee", "leg", "ankle", "foot", "humerus", "tibia", "extremity", "extremities", "schulter", "hufte", "knie", "bein", "fuss", "epaule", "hanche", "genou", "hombro", "cadera", "rodilla", "spalla", "anca", "ginocchio", "barku", "biodr*", "kolan*", "schouder", "heup"},
	"heart":  {"heart", "cardiac", "coronary", "echocardio*", "ecocardio*", "echokardio*", "herz", "cardiaque", "coeur", "cardiac*", "serca", "hart"},
	"whole":  {"whole body", "wholebody", "total body", "skull base to mid thigh", "bone scan", "bone scintigraphy", "skeleton", "skeletal", "ganzkorper*", "skelett*", "corps entier", "osseuse", "cuerpo entero", "osea", "ossea", "corpo intero", "calego ciala", "kosci*", "hele lichaam", "skelet*", "botscan"},
})

// Sides are the words for left, right and both sides.
var sides = phrase.New(map[string][]string{
	"L": {"left", "lt", "links", "linke", "linken", "linker", "linkes", "linksseitig*", "gauche", "gauches", "izquierd*", "izq", "sinistr*", "lewy", "lewa", "lewe", "lewej", "lewego", "lewostronn*", "linkerzijde", "linkszijdig*"},
	"R": {"right", "rt", "rechts", "rechte", "rechten", "rechter", "rechtes", "rechtsseitig*", "droit", "droite", "droits", "droites", "derech*", "dcha", "destr*", "prawy", "prawa", "prawe", "prawej", "prawego", "prawostronn*", "rechterzijde", "rechtszijdig*"},
	"B": {"bilateral", "bilaterally", "bilat", "both", "beidseit*", "beidseits", "beide", "beider", "bds", "bilateral*", "deux", "ambos", "ambas", "entrambi", "entrambe", "ambedue", "obustron*", "obu", "obie", "beiderzijds", "tweezijdig", "dubbelzijdig"},
})
