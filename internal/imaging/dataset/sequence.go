package dataset

import (
	"errors"
	"fmt"
)

// sequence walks the items of el. A wanted sequence that turns out to be
// damaged is dropped with a note where its end is known all the same.
func (s *scanner) sequence(el element, end int64, at level, keep bool) (int64, error) {
	if at.depth >= maxDepth {
		return el.value, malformed("sequences nested deeper than %d", maxDepth)
	}
	stop, mark, kept := end, len(s.out), s.kept
	if el.length != undefined {
		if stop = el.value + int64(el.length); stop > end {
			return stop, s.beyond(end)
		}
	}
	if el.vr == vrUN {
		at.Encoding = Encoding{} // PS3.5 6.2.2, note 2
	}
	if keep {
		s.emit(el.tag, vrSQ, undefined, nil)
	}
	next, err := s.walkItems(el, stop, at, keep)
	if s.Content && keep && errors.Is(err, errCut) { // what came before the cut is kept
		s.emit(TagSequenceEnd, 0, 0, nil)
		return next, err
	}
	if err != nil {
		s.out, s.kept = s.out[:mark], kept
		if el.length != undefined && s.elements < maxElements && at.depth == 0 {
			s.notes.Add(fmt.Sprintf("the sequence (%04X,%04X) is damaged and was left out", el.tag>>16, el.tag&0xFFFF))
			return stop, nil
		}
		return next, err
	}
	if keep {
		s.emit(TagSequenceEnd, 0, 0, nil)
	}
	return next, nil
}

func (s *scanner) walkItems(el element, stop int64, at level, keep bool) (int64, error) {
	off := el.value
	for index := 0; off < stop; index++ {
		item, err := s.element(off, Encoding{big: at.big})
		if err != nil {
			return off, err
		}
		if item.tag == TagSequenceEnd {
			return item.value, nil
		}
		if item.tag != TagItem {
			return off, malformed("a sequence holds something else than items")
		}
		keepItem := keep && (el.tag != TagFrameGroups || index == s.Frame) && s.takesItem(el.tag)
		if off, err = s.item(item, stop, el.length != undefined, level{at.Encoding, at.depth + 1, keepItem, item.length == undefined}); err != nil {
			return off, err
		}
	}
	if el.length == undefined {
		return off, s.beyond(stop)
	}
	return off, nil
}

// item walks one item. Where its length contradicts that of its sequence, the
// sequence, if bounded by a length of its own, is believed.
func (s *scanner) item(item element, stop int64, bounded bool, at level) (int64, error) {
	end := stop
	if !at.delimited {
		end = item.value + int64(item.length)
		if end > stop && !bounded {
			return end, s.beyond(stop)
		}
		if end > stop {
			s.notes.Add(noteItemLength)
			end = stop
		}
	}
	if at.keep {
		s.emit(TagItem, 0, undefined, nil)
	}
	next, err := s.dataSet(item.value, end, at)
	if at.keep && (err == nil || s.Content && errors.Is(err, errCut)) {
		s.emit(TagItemEnd, 0, 0, nil)
	}
	return next, err
}
