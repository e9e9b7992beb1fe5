package pixels

import "image"

// renderGrey takes stored values through the modality step, the VOI step and
// the presentation step to grey values (PS3.4 N.2).
func renderGrey(a *Attributes, raw *Raw) *Rendered {
	modality := modalityOf(a)
	out := &Rendered{}
	var voi curve
	file, has := firstWindow(a)
	w, from := a.Display.chosen(file, has, func() judged { return judgeSamples(a, raw, modality) })
	switch {
	case from == FileWindow || from != NoWindow && !usable(a.VOILUT):
		out.WindowCenter, out.WindowWidth, out.Origin = w.center, w.width, from
		out.Windowed = from == FileWindow
		voi = w.curve()
	case usable(a.VOILUT):
		voi = a.VOILUT.curve()
	default:
		low, high := extremes(a, raw, modality)
		out.WindowCenter, out.WindowWidth, out.Origin = low+float64((high-low)/2), high-low, FoundWindow
		voi = ramp(low, high-low)
	}
	inverse := inverted(a, raw)
	out.Dark = inverse
	grey := func(v int64) uint8 {
		brightness := voi(modality(v))
		if inverse {
			brightness = white - brightness
		}
		return level(brightness)
	}
	out.Image = drawGrey(raw, grey)
	return out
}

// inverted says whether great values are dark. PresentationLUTShape, where a file
// has one, must agree with MONOCHROME1 (PS3.3 C.8.11.1), so either is enough.
func inverted(a *Attributes, raw *Raw) bool {
	return raw.Photometric == "MONOCHROME1" || a.PresentationLUTShape == "INVERSE" || a.Display.Dark
}

// judgeSamples are the rescaled samples outside the padding.
func judgeSamples(a *Attributes, raw *Raw, modality func(int64) float64) judged {
	from, to := paddingRange(a.Padding)
	return judge(a, len(raw.Samples), func(i int) (float64, bool) {
		v := raw.Value(i)
		return modality(v), v < from || v > to
	})
}

// paddingRange is the range of stored values that are no picture; empty for none.
func paddingRange(padding *[2]int) (from, to int64) {
	if padding == nil {
		return 1, 0
	}
	return int64(min(padding[0], padding[1])), int64(max(padding[0], padding[1]))
}

func drawGrey(raw *Raw, grey func(int64) uint8) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, raw.Columns, raw.Rows))
	if raw.Bits > 16 {
		for i := range raw.Samples {
			img.Pix[i] = grey(raw.Value(i))
		}
		return img
	}
	low, high := storedExtremes(raw, nil)
	table := make([]uint8, max(high-low+1, 0))
	for i := range table {
		table[i] = grey(low + int64(i))
	}
	for i, v := range raw.Samples {
		img.Pix[i] = table[int64(v)-low]
	}
	return img
}

// storedExtremes is the range of the samples that lie outside the padding.
func storedExtremes(raw *Raw, padding *[2]int) (low, high int64) {
	low, high = 0, -1
	from, to := paddingRange(padding)
	for i := range raw.Samples {
		v := raw.Value(i)
		if from <= v && v <= to {
			continue
		}
		if high < low {
			low, high = v, v
			continue
		}
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

// extremes is the range of the rescaled values of a frame, without its padding
// unless the frame is nothing else.
func extremes(a *Attributes, raw *Raw, modality func(int64) float64) (low, high float64) {
	first, last := storedExtremes(raw, a.Padding)
	if last < first {
		first, last = storedExtremes(raw, nil)
	}
	start, end := modality(first), modality(last)
	low, high = min(start, end), max(start, end)
	if usable(a.ModalityLUT) {
		for v := first; v < last && v-first < 1<<16; v++ {
			low, high = min(low, modality(v)), max(high, modality(v))
		}
	}
	return low, high
}
