package ocr

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// reader reads one page.
type reader struct {
	in     installation
	engine *Engine
	page   *raster
	// script is what tesseract takes the letters for, where it was asked, and
	// they are not Latin.
	script string
	// guess is by how many degrees tesseract would turn the page.
	guess int
}

// attempt is one pass of tesseract over a page.
type attempt struct {
	words    []word
	sense    sense
	language string
	turn     int
	// lean leads from where words were read to the page, turned, and frame from
	// there to the picture.
	lean, frame Frame
}

// read finds the way up and the language in as few passes as it takes: one, for
// an upright page in the language that it is thought to be in.
func (r *reader) read(ctx context.Context, language string) (Reading, error) {
	if r.page.blank() {
		return Reading{}, nil
	}
	if !slices.Contains(r.in.languages, language) {
		language = r.in.languages[0]
	}
	best, err := r.pass(ctx, r.page, language, 0)
	for _, better := range []func(context.Context, attempt) (attempt, error){r.inItsLanguage, r.theRightWay, r.inItsLanguage} {
		if err == nil {
			best, err = better(ctx, best)
		}
	}
	if err == nil && !best.sense.good() && r.script != "" {
		best, err = r.inItsScript(ctx, best)
	}
	if err != nil || !best.sense.good() {
		return Reading{Missing: r.missing(scripts[r.script])}, err
	}
	out := best.reading()
	if l := languageOf(best.words); l != "" {
		out.Missing = r.missing([]string{l})
	}
	return out, nil
}

// missing are languages, unless one of them is installed.
func (r *reader) missing(languages []string) []string {
	if slices.ContainsFunc(languages, func(l string) bool { return slices.Contains(r.in.languages, l) }) {
		return nil
	}
	return slices.Clone(languages)
}

// inItsScript reads a page whose letters are not Latin in those languages that
// are written in them.
func (r *reader) inItsScript(ctx context.Context, best attempt) (attempt, error) {
	for _, language := range scripts[r.script] {
		if !slices.Contains(r.in.languages, language) {
			continue
		}
		trial, err := r.pass(ctx, r.page, language, r.guess)
		if err != nil {
			return best, err
		}
		if trial.sense.score() > best.sense.score() {
			best = trial
		}
		if trial.sense.good() {
			break
		}
	}
	return best, nil
}

// theRightWay turns a page that makes no sense as it lies, or that tesseract
// read lying on its side.
func (r *reader) theRightWay(ctx context.Context, first attempt) (best attempt, err error) {
	best = first
	if !best.sense.good() {
		best, err = r.upright(ctx, best)
	}
	if err == nil && best.sense.good() && sideways(best.words) {
		best, err = r.stoodUp(ctx, best)
	}
	return best, err
}

func (a attempt) reading() Reading {
	text := rows(lines(a.words))
	var top, all []word
	for i, line := range text {
		all = append(all, line...)
		if i < topLines {
			top = append(top, line...)
		}
	}
	return Reading{
		Words: placed(text, a.lean), Frame: a.frame,
		Text: plainText(text), Confidence: senseOf(all).confidence, Top: senseOf(top).confidence,
		Language: a.language, Turn: a.turn,
	}
}

// topLines are the lines in which a paper says where it is from, what it is and
// about whom.
const topLines = 8

// upright tries the page in the directions in which it was not read yet, first
// in the one that tesseract thinks it has. first is the pass over the page as it
// lies. Trials are made on a page of half the size.
func (r *reader) upright(ctx context.Context, first attempt) (attempt, error) {
	guess, err := r.orientation(ctx)
	if err != nil || r.script != "" || guess == 0 && !first.sense.any() {
		return first, err
	}
	small := r.page
	if max(small.width, small.height) > maxSide/2 {
		small = small.shrunk(2)
	}
	best := first
	for _, turn := range directions(guess) {
		trial, err := r.pass(ctx, small, first.language, turn)
		if err != nil {
			return first, err
		}
		if trial.sense.score() > best.sense.score() {
			best = trial
		}
		if trial.sense.good() {
			break
		}
	}
	if best.turn == 0 || small == r.page {
		return best, nil
	}
	full, err := r.pass(ctx, r.page, first.language, best.turn)
	if err != nil || best.sense.good() && !full.sense.good() {
		return best, err
	}
	return full, nil
}

// stoodUp reads a page again that tesseract read lying on its side, which it
// does for one of the two sides: standing up its lines can be straightened.
func (r *reader) stoodUp(ctx context.Context, first attempt) (attempt, error) {
	second, err := r.pass(ctx, r.page, first.language, (first.turn+270)%360)
	if err != nil || !second.sense.good() || sideways(second.words) {
		return first, err
	}
	return second, nil
}

// directions lists the turns to try, the likeliest first.
func directions(guess int) []int {
	out := []int{180, 90, 270}
	if i := slices.Index(out, guess); i > 0 {
		out = slices.Insert(slices.Delete(out, i, i+1), 0, guess)
	}
	return out
}

// inItsLanguage reads the page again where its words are of another language
// than the one that it was read in.
func (r *reader) inItsLanguage(ctx context.Context, first attempt) (attempt, error) {
	language := languageOf(first.words)
	if language == "" || language == first.language || !slices.Contains(r.in.languages, language) {
		return first, nil
	}
	second, err := r.pass(ctx, r.page, language, first.turn)
	if err != nil || second.sense.score() < first.sense.score() {
		return first, err
	}
	return second, nil
}

// pass reads the page, turned clockwise by turn, in one language.
func (r *reader) pass(ctx context.Context, page *raster, language string, turn int) (attempt, error) {
	turned := page.turned(turn)
	straight, slope := turned.straightened()
	table, err := r.engine.run(ctx, r.in, straight.pgm(), "-", "-", "-l", language, "--psm", "3",
		"--dpi", strconv.Itoa(page.dpi()), "-c", "tessedit_create_tsv=1")
	words := parseWords(table)
	return attempt{words: words, sense: senseOf(words), language: language, turn: turn, lean: turned.leanOf(slope), frame: page.frameOf(turn)}, err
}

// dpi is the resolution that a page of A4 with so many pixels would have.
func (r *raster) dpi() int { return max(70, max(r.width, r.height)*10/117) }

// orientation asks tesseract by how many degrees the page has to be turned
// clockwise; 0 where it cannot tell.
func (r *reader) orientation(ctx context.Context) (int, error) {
	if !r.in.osd {
		return 0, nil
	}
	out, err := r.engine.run(ctx, r.in, r.page.pgm(), "-", "-", "--psm", "0", "--dpi", strconv.Itoa(r.page.dpi()))
	if ctx.Err() != nil {
		return 0, err
	}
	// A page with too few letters is an error to tesseract and none to us.
	r.script, r.guess = scriptIn(out), turnIn(out)
	return r.guess, nil
}

// turnIn reads the line "Rotate: 90".
func turnIn(out string) int {
	for line := range strings.Lines(out) {
		if value, ok := strings.CutPrefix(line, "Rotate:"); ok {
			if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && slices.Contains([]int{90, 180, 270}, n) {
				return n
			}
		}
	}
	return 0
}
