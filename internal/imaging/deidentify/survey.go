package deidentify

import (
	"bytes"
	"errors"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// survey is what has to be known of a file before it is written anew.
type survey struct {
	class, modality, burnedIn, conversion string
	imageType                             []string
	// overlayInPixels: drawings lie in unused bits of the pixels (PS3.3 C.9.2).
	overlayInPixels bool
	// names are words and numbers that tell who somebody is, as they are written;
	// uids are the UIDs of the file.
	names, uids map[string]bool

	overlayBits map[uint32]bool // groups of overlays whose bits are among the pixels'
}

// Tags that only a survey reads (PS3.6).
const (
	tagConversion      = 0x00080064
	tagAdmission       = 0x00380010
	tagOverlayBits     = 0x0100
	tagOtherPatientIDs = 0x00101000
)

// identifying are numbers and names, other than those of people, that would tell
// who somebody is where a text repeats them.
var identifying = map[uint32]bool{
	dataset.TagPatientID: true, tagOtherPatientIDs: true, dataset.TagAccession: true, tagAdmission: true,
}

// look reads the data set up to its pixel data.
func look(s *stream, l layout) (*survey, error) {
	v := &survey{names: map[string]bool{}, uids: map[string]bool{}, overlayBits: map[uint32]bool{}}
	err := s.dataSet(l, delimited, 0, func(el element, l layout, depth int) (bool, error) {
		if isPixels(el.tag) {
			return true, nil
		}
		return false, v.element(s, el, l, depth)
	})
	v.overlayInPixels = len(v.overlayBits) > 0
	if errors.Is(err, dataset.ErrTruncatedHeader) {
		err = malformed("it ends early")
	}
	return v, err
}

func (v *survey) element(s *stream, el element, l layout, depth int) error {
	private := el.tag>>16%2 == 1
	if el.isSequence() && !private {
		return s.items(el, l, depth, func(_ element, end extent) error {
			return s.dataSet(el.inside(l), end, depth+1, func(el element, l layout, depth int) (bool, error) {
				return false, v.element(s, el, l, depth)
			})
		})
	}
	if private || el.length == undefined || !v.wants(el, depth) {
		return s.pass(el, l, depth)
	}
	b, err := s.value(el.length)
	if err != nil {
		return err
	}
	v.take(el, b, l, depth)
	return nil
}

func (v *survey) wants(el element, depth int) bool {
	overlay := el.tag>>16 >= 0x6000 && el.tag>>16 < 0x6100
	switch el.meaning() {
	case "PN", "UI":
		return true
	case "CS", "US":
		return depth == 0 || overlay
	}
	return identifying[el.tag] || overlay && el.tag&0xFFFF == tagOverlayBits
}

// take keeps what of a value is needed.
func (v *survey) take(el element, b []byte, l layout, depth int) {
	text := strings.Trim(string(b), " \x00")
	if group := el.tag >> 16; group >= 0x6000 && group < 0x6100 {
		if el.tag&0xFFFF == tagOverlayBits && len(b) >= 2 && l.order().Uint16(b) > 1 {
			v.overlayBits[group] = true
		}
		return
	}
	if depth == 0 {
		switch el.tag {
		case dataset.TagSOPClass:
			v.class = text
		case dataset.TagModality:
			v.modality = text
		case dataset.TagBurnedIn:
			v.burnedIn = text
		case tagConversion:
			v.conversion = text
		case dataset.TagImageType:
			v.imageType = strings.Split(text, `\`)
		}
	}
	switch {
	case el.meaning() == "PN":
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`^=\ ,.;`, r) }) {
			if len(word) >= 3 {
				v.names[strings.ToUpper(word)] = true
			}
		}
	case identifying[el.tag]:
		for _, number := range strings.Split(text, `\`) {
			if number = strings.TrimSpace(number); len(number) >= 4 {
				v.names[strings.ToUpper(number)] = true
			}
		}
	case el.meaning() == "UI" && !namesNoThing[el.tag]:
		for _, uid := range strings.Split(text, `\`) {
			if len(uid) >= 8 && !strings.HasPrefix(uid, standardRoot+".") {
				v.uids[uid] = true
			}
		}
	}
}

// tells tells whether a text repeats a name or number of the file, or one of its
// UIDs where these are renewed.
func (v *survey) tells(text []byte, uids bool) bool {
	upper := bytes.ToUpper(text)
	if !uids {
		for uid := range v.uids {
			if bytes.Contains(text, []byte(uid)) {
				return true
			}
		}
	}
	for name := range v.names {
		if holdsWord(upper, []byte(name)) {
			return true
		}
	}
	return false
}

// holdsWord finds a word that no letter and no digit touches. Bytes of other
// alphabets count as neither, for their sets differ.
func holdsWord(text, word []byte) bool {
	for at := 0; ; at++ {
		i := bytes.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || !wordByte(text[at-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
	}
}

func wordByte(b byte) bool { return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' }
