package sopclass

const (
	// Capture is the plain word for every class of secondary captures.
	Capture    = "screen capture"
	eyes       = "measurements of the eye"
	doseReport = "radiation dose report"
	rtPlan     = "radiotherapy plan"
	rtGiven    = "record of radiotherapy given"
	rtImage    = "radiotherapy image"
	contours   = "radiotherapy contours"
	regions    = "outlined regions"
	slide      = "whole microscope slide"
	protocol   = "scan protocol"
	sound      = "sound recording"
	heart      = "heart tracing"
)

// classes are the storage SOP classes below root that are no plain picture of
// their modality (PS3.4 B.5, edition 2024e). A key that ends in a point stands for
// the rest of its family.
var classes = map[string]Class{
	"4.2":  {"MR spectroscopy", "MR Spectroscopy"},
	"7":    {Capture, "Secondary Capture"},
	"7.1":  {Capture, "Multi-frame Single Bit Secondary Capture"},
	"7.2":  {Capture, "Multi-frame Grayscale Byte Secondary Capture"},
	"7.3":  {Capture, "Multi-frame Grayscale Word Secondary Capture"},
	"7.4":  {Capture, "Multi-frame True Color Secondary Capture"},
	"30":   {"map of measured values", "Parametric Map"},
	"66":   {"raw data of the scanner", "Raw Data"},
	"66.1": {"alignment of scans", "Spatial Registration"},
	"66.2": {"marks for the alignment of scans", "Spatial Fiducials"},
	"66.3": {"alignment of scans", "Deformable Spatial Registration"},
	"66.4": {regions, "Segmentation"},
	"66.5": {regions, "Surface Segmentation"},
	"66.6": {"nerve tracts", "Tractography Results"},
	"66.7": {regions, "Label Map Segmentation"},
	"66.8": {regions, "Height Map Segmentation"},
	"67":   {"table of measured values", "Real World Value Mapping"},
	"68.1": {"surface of the body", "Surface Scan Mesh"},
	"68.2": {"surface of the body", "Surface Scan Point Cloud"},

	"9.1.1": {heart, "12-lead ECG Waveform"},
	"9.1.2": {heart, "General ECG Waveform"},
	"9.1.3": {heart, "Ambulatory ECG Waveform"},
	"9.1.4": {heart, "General 32-bit ECG Waveform"},
	"9.2.1": {"pressure curves of the heart", "Hemodynamic Waveform"},
	"9.3.1": {"tracing from inside the heart", "Cardiac Electrophysiology Waveform"},
	"9.4.1": {sound, "Basic Voice Audio Waveform"},
	"9.4.2": {sound, "General Audio Waveform"},
	"9.":    {"recorded curves", "Waveform"},
	"11.":   {"saved view of images", "Presentation State"},

	"77.1.1.1": {"video of an endoscopy", "Video Endoscopic Image"},
	"77.1.2.1": {"video through a microscope", "Video Microscopic Image"},
	"77.1.4.1": {"video", "Video Photographic Image"},
	"77.1.5.3": {eyes, "Stereometric Relationship"},
	"77.1.6":   {slide, "VL Whole Slide Microscopy Image"},
	"77.1.9":   {slide, "Confocal Microscopy Tiled Pyramidal Image"},
	"78.6":     {"prescription of glasses", "Spectacle Prescription Report"},
	"78.":      {eyes, "Ophthalmic Measurements"},
	"79.1":     {eyes, "Macular Grid Thickness and Volume Report"},
	"80.1":     {eyes, "Visual Field Static Perimetry Measurements"},
	"81.1":     {"map of the eye", "Ophthalmic Thickness Map"},
	"82.1":     {"map of the eye", "Corneal Topography Map"},

	"88.":   {"report", "Structured Report"},
	"88.11": {"report", "Basic Text SR"},
	"88.22": {"report", "Enhanced SR"},
	"88.33": {"report", "Comprehensive SR"},
	"88.34": {"report", "Comprehensive 3D SR"},
	"88.35": {"report", "Extensible SR"},
	"88.40": {"log of a procedure", "Procedure Log"},
	"88.50": {"marks of a program on mammograms", "Mammography CAD SR"},
	"88.59": {"note of key images", "Key Object Selection"},
	"88.65": {"marks of a program on chest images", "Chest CAD SR"},
	"88.67": {doseReport, "X-Ray Radiation Dose SR"},
	"88.68": {doseReport, "Radiopharmaceutical Radiation Dose SR"},
	"88.69": {"marks of a program on colon images", "Colon CAD SR"},
	"88.70": {"plan of an implant", "Implantation Plan SR"},
	"88.71": {"record of how a scan was made", "Acquisition Context SR"},
	"88.72": {"measurements of the heart", "Simplified Adult Echo SR"},
	"88.73": {doseReport, "Patient Radiation Dose SR"},
	"88.74": {"plan of a contrast medium", "Planned Imaging Agent Administration SR"},
	"88.75": {"record of a contrast medium", "Performed Imaging Agent Administration SR"},
	"88.76": {doseReport, "Enhanced X-Ray Radiation Dose SR"},
	"88.77": {"notes on recorded curves", "Waveform Annotation SR"},
	"90.1":  {"assessment of scan files", "Content Assessment Results"},
	"91.1":  {"marks on a microscope slide", "Microscopy Bulk Simple Annotations"},

	"104.":  {"document", "Encapsulated Document"},
	"104.1": {"document", "Encapsulated PDF"},
	"104.2": {"document", "Encapsulated CDA"},
	"104.3": {"model for a 3D printer", "Encapsulated STL"},
	"104.4": {"3D model", "Encapsulated OBJ"},
	"104.5": {"material of a 3D model", "Encapsulated MTL"},
	"131":   {"layout of a screen", "Basic Structured Display"},
	"200.3": {protocol, "Protocol Approval"},
	"200.":  {protocol, "Procedure Protocol"},
	"201.1": {"list of stored studies", "Inventory"},

	"481.1":  {rtImage, "RT Image"},
	"481.2":  {"radiotherapy dose", "RT Dose"},
	"481.3":  {contours, "RT Structure Set"},
	"481.4":  {rtGiven, "RT Beams Treatment Record"},
	"481.5":  {rtPlan, "RT Plan"},
	"481.6":  {rtGiven, "RT Brachy Treatment Record"},
	"481.7":  {"summary of radiotherapy given", "RT Treatment Summary Record"},
	"481.8":  {rtPlan, "RT Ion Plan"},
	"481.9":  {rtGiven, "RT Ion Beams Treatment Record"},
	"481.10": {"radiotherapy prescription", "RT Physician Intent"},
	"481.11": {contours, "RT Segment Annotation"},
	"481.12": {rtPlan, "RT Radiation Set"},
	"481.13": {rtPlan, "C-Arm Photon-Electron Radiation"},
	"481.14": {rtPlan, "Tomotherapeutic Radiation"},
	"481.15": {rtPlan, "Robotic-Arm Radiation"},
	"481.16": {rtGiven, "RT Radiation Record Set"},
	"481.17": {rtGiven, "RT Radiation Salvage Record"},
	"481.18": {rtGiven, "Tomotherapeutic Radiation Record"},
	"481.19": {rtGiven, "C-Arm Photon-Electron Radiation Record"},
	"481.20": {rtGiven, "Robotic Radiation Record"},
	"481.21": {"instruction for radiotherapy", "RT Radiation Set Delivery Instruction"},
	"481.22": {"preparation of radiotherapy", "RT Treatment Preparation"},
	"481.23": {rtImage, "Enhanced RT Image"},
	"481.24": {rtImage, "Enhanced Continuous RT Image"},
	"481.25": {"instruction for radiotherapy", "RT Patient Position Acquisition Instruction"},
}
