// Package media names the media application profile that a file-set keeps to
// (PS3.11), by the transfer syntaxes of its files alone: what an importing system
// must be able to decode.
package media

import (
	"cmp"
	"slices"
	"strings"
)

// Profile is a family of general purpose profiles that allow the same transfer
// syntaxes, and differ in the medium only.
type Profile struct {
	// IDs are the identifiers of PS3.11: "STD-GEN-CD".
	IDs []string
	// Allows are the transfer syntaxes.
	Allows []string
}

// explicit is Explicit VR Little Endian, which every profile allows.
const explicit = "1.2.840.10008.1.2.1"

// Profiles are the general purpose profiles, the narrowest first: PS3.11 Annex D
// (CD), Annex H (DVD with compression) and Annex J (USB and flash memory). Those for
// video are left out: they allow nothing else beside the video.
var Profiles = []Profile{
	{[]string{"STD-GEN-CD"}, []string{explicit}},
	{[]string{"STD-GEN-DVD-JPEG", "STD-GEN-USB-JPEG"},
		[]string{explicit, "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.70"}},
	{[]string{"STD-GEN-DVD-J2K", "STD-GEN-USB-J2K"},
		[]string{explicit, "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"}},
}

// Of is the narrowest profile that allows all transfer syntaxes; false where none does.
func Of(syntaxes []string) (Profile, bool) {
	for _, p := range Profiles {
		if !slices.ContainsFunc(syntaxes, func(s string) bool { return !slices.Contains(p.Allows, s) }) {
			return p, true
		}
	}
	return Profile{}, false
}

// titles name transfer syntaxes (PS3.6 Annex A).
var titles = map[string]string{
	"1.2.840.10008.1.2":       "Implicit VR Little Endian",
	explicit:                  "Explicit VR Little Endian",
	"1.2.840.10008.1.2.1.99":  "Deflated Explicit VR Little Endian",
	"1.2.840.10008.1.2.2":     "Explicit VR Big Endian (retired)",
	"1.2.840.10008.1.2.4.50":  "JPEG Baseline",
	"1.2.840.10008.1.2.4.51":  "JPEG Extended",
	"1.2.840.10008.1.2.4.57":  "JPEG Lossless",
	"1.2.840.10008.1.2.4.70":  "JPEG Lossless, first-order prediction",
	"1.2.840.10008.1.2.4.80":  "JPEG-LS Lossless",
	"1.2.840.10008.1.2.4.81":  "JPEG-LS Near-Lossless",
	"1.2.840.10008.1.2.4.90":  "JPEG 2000 Lossless",
	"1.2.840.10008.1.2.4.91":  "JPEG 2000",
	"1.2.840.10008.1.2.4.100": "MPEG-2 Main Level",
	"1.2.840.10008.1.2.4.101": "MPEG-2 High Level",
	"1.2.840.10008.1.2.4.102": "MPEG-4 AVC/H.264 High",
	"1.2.840.10008.1.2.4.103": "MPEG-4 AVC/H.264 BD-compatible",
	"1.2.840.10008.1.2.4.107": "HEVC/H.265 Main",
	"1.2.840.10008.1.2.4.110": "JPEG XL Lossless",
	"1.2.840.10008.1.2.4.111": "JPEG XL recompressed JPEG",
	"1.2.840.10008.1.2.4.112": "JPEG XL",
	"1.2.840.10008.1.2.4.201": "HTJ2K Lossless",
	"1.2.840.10008.1.2.4.202": "HTJ2K Lossless RPCL",
	"1.2.840.10008.1.2.4.203": "HTJ2K",
	"1.2.840.10008.1.2.5":     "RLE Lossless",
	"1.2.840.10008.1.2.8.1":   "Deflated Image Frame",
}

// Title names a transfer syntax, by its UID where it has no name here.
func Title(uid string) string { return cmp.Or(titles[uid], uid, "no transfer syntax") }

// Names lists the titles of the identifiers of a profile: "STD-GEN-DVD-JPEG or
// STD-GEN-USB-JPEG".
func (p Profile) Names() string { return strings.Join(p.IDs, " or ") }
