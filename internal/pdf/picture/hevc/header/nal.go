package header

// Types of NAL units (table 7-1).
const (
	NALFirstIRAP    = 16
	NALIDR          = 19
	nalIDRNoLeading = 20
	NALLastIRAP     = 21
	NALSPS          = 33
	NALPPS          = 34
)

// Unescape drops the bytes that keep a start code from showing up in a NAL
// unit (7.3.1.1).
func Unescape(nal []byte) []byte {
	out := make([]byte, 0, len(nal))
	zeros := 0
	for _, c := range nal {
		if zeros >= 2 && c == 3 {
			zeros = 0
			continue
		}
		if zeros++; c != 0 {
			zeros = 0
		}
		out = append(out, c)
	}
	return out
}

// SPSID reads the number of a sequence parameter set that was parsed.
func SPSID(b []byte) int {
	r := &BitReader{B: b, At: 20}
	layers := r.U(3)
	r.skip(1)
	profileTierLevel(r, layers)
	return r.atMost(15)
}
