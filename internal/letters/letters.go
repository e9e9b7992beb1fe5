// Package letters knows whom to ask for what is missing of a case, and what a
// letter that asks for it says: one letter for each hospital, in the terms of the
// reader's country. It knows nothing about files and flags. Its letters are not
// legal advice.
package letters

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Subject is a case as the letters about it see it.
type Subject struct {
	Case      clinical.Case
	Checklist clinical.ChecklistResult
	Papers    []clinical.Paper
	// FormerNames are other names under which a hospital may know the patient.
	FormerNames []string
	// RecordNumbers are the patient's numbers as the patient knows them.
	RecordNumbers []string
	Phone, Email  string
	// Address may have several lines.
	Address string
	// Today is the date of the letters.
	Today clinical.Date
	Options
}

// Options are how the letters are wanted.
type Options struct {
	Country Country
	// ToDoctor sends the records straight to the second doctor.
	ToDoctor bool
	// To is whom to ask for what no paper places.
	To string
	// All asks for optional items, too.
	All bool
	// ReturnBy is the day by which slides and blocks come back; zero is three
	// months after Today.
	ReturnBy clinical.Date
}

// Letter is what is asked of one place.
type Letter struct {
	// Name is the name of its files without their ending: "LETTER01".
	Name string
	To   Place
	Law  Law
	// Items are the checklist items that it asks for.
	Items     []string
	Documents []Ask
	Scans     []Scan
	// Tissue is set in a letter about slides and blocks, which asks for nothing else.
	Tissue *Tissue
	Due    clinical.Date
	// Reminder is the request that was not answered in time; zero where there is none.
	Reminder clinical.Request
	// Why says for the owner of the papers for each item why this place is asked.
	Why []string
}

// Scan is one scan, or all scans of a place.
type Scan struct {
	// Of says which: "CT chest, 3 February 2026".
	Of               string
	Pictures, Report bool
	// Again tells that it was asked for before, and not sent in time.
	Again bool
}

// Tissue is what a pathology laboratory is asked to lend.
type Tissue struct {
	CaseNumbers []string
	// Count is how much there is, as the report or the case file says.
	Count string
	// SendTo is who looks at it; "" where nobody is named.
	SendTo   string
	ReturnBy clinical.Date
}

// Left is an item that no letter asks for, though it is not here, and why.
type Left struct {
	Item clinical.ChecklistItem
	Why  string
}

// Plan is the letters of a case, and what they leave.
type Plan struct {
	Letters []Letter
	Left    []Left
}

// mostLetters bounds the letters of one case.
const mostLetters = 60

// New plans the letters. The same subject gives the same letters.
func New(s Subject) Plan {
	g := newGazetteer(s)
	p := &planner{s: s, g: g, letters: map[string]*Letter{}}
	for _, it := range Asked(s.Checklist.Items) {
		if ok, why := s.askable(it); !ok {
			if why != "" {
				p.left = append(p.left, Left{it, why})
			}
			continue
		}
		if material(it) {
			p.tissue(it)
			continue
		}
		for _, a := range s.asksFor(g, it) {
			p.add(it, a)
		}
	}
	return p.plan()
}

// planner gathers asks into letters.
type planner struct {
	s       Subject
	g       *gazetteer
	letters map[string]*Letter // by place, and a mark for tissue
	order   []string
	left    []Left
}

const tissueMark = "\x00tissue"

// letter finds or starts the letter to a place.
func (p *planner) letter(place, mark string) *Letter {
	key := place + mark
	l := p.letters[key]
	if l == nil {
		l = &Letter{To: p.g.place(place), Law: p.s.Country.Law()}
		if mark == tissueMark {
			l.Law = LawGeneric // the right of access is one to records
		}
		l.Due = l.Law.Due(p.s.Today)
		p.letters[key] = l
		p.order = append(p.order, key)
	}
	return l
}

// settle finds the place that is asked in the end, and whether it was asked
// before: ok is false where its answer is still awaited.
func (p *planner) settle(it clinical.ChecklistItem, place string) (at string, late clinical.Request, ok bool) {
	for _, r := range p.s.Case.Requests {
		if !r.Answered.IsZero() || !slices.Contains(r.Items, it.ID) {
			continue
		}
		to := p.g.find(oneLine(r.To))
		if to == "" {
			to = oneLine(r.To)
		}
		if place != "" && place != to && !samePlace(place, to) {
			continue
		}
		if due := DueOf(r, p.s.Country.Law()); due.IsZero() || due.Compare(p.s.Today) >= 0 {
			p.left = append(p.left, Left{it, awaited(r, due)})
			return to, r, false
		}
		if place == "" {
			place = to
		}
		if late.Sent.IsZero() || r.Sent.Compare(late.Sent) < 0 {
			late = r
		}
	}
	if place == "" {
		place = oneLine(p.s.To)
		p.g.learn(place)
	}
	return place, late, true
}

func awaited(r clinical.Request, due clinical.Date) string {
	s := fmt.Sprintf("asked for on %s (%s)", r.Sent.Human(), oneLine(r.To))
	if !due.IsZero() {
		s += "; the answer is due by " + due.Human()
	}
	return s
}

// DueOf is when the answer to a request is owed: as written down, else as the law has it.
func DueOf(r clinical.Request, law Law) clinical.Date {
	if !r.Due.IsZero() {
		return r.Due
	}
	return law.Due(r.Sent)
}

func (p *planner) add(it clinical.ChecklistItem, a placed) {
	at, late, ok := p.settle(it, a.place)
	if !ok {
		return
	}
	l := p.letter(at, "")
	p.note(l, it, a.Why, late)
	a.Again = !late.Sent.IsZero()
	if !a.Scan || ofPack(it.ID) {
		l.Documents = append(l.Documents, a.Ask)
		return
	}
	if len(a.Of) == 0 {
		a.Of = []string{""}
	}
	for _, of := range a.Of {
		l.scan(Scan{of, a.Pictures, a.Report, a.Again})
	}
}

// scan adds a scan, or what else of it is asked for.
func (l *Letter) scan(s Scan) {
	for i := range l.Scans {
		if l.Scans[i].Of == s.Of {
			l.Scans[i].Pictures = l.Scans[i].Pictures || s.Pictures
			l.Scans[i].Report = l.Scans[i].Report || s.Report
			l.Scans[i].Again = l.Scans[i].Again || s.Again
			return
		}
	}
	l.Scans = append(l.Scans, s)
}

func (p *planner) note(l *Letter, it clinical.ChecklistItem, why string, late clinical.Request) {
	if !slices.Contains(l.Items, it.ID) {
		l.Items = append(l.Items, it.ID)
	}
	if why != "" {
		why = oneLine(it.Title) + ": " + why
	}
	if why != "" && !slices.Contains(l.Why, why) {
		l.Why = append(l.Why, why)
	}
	if !late.Sent.IsZero() && (l.Reminder.Sent.IsZero() || late.Sent.Compare(l.Reminder.Sent) < 0) {
		l.Reminder = late
		l.Reminder.Due = DueOf(late, l.Law)
	}
}

// plan numbers the letters: those about tissue last, but for those with a line to fill.
func (p *planner) plan() Plan {
	var named, tissue, blank []*Letter
	for _, key := range p.order {
		switch l := p.letters[key]; {
		case l.To.Name == "":
			blank = append(blank, l)
		case l.Tissue != nil:
			tissue = append(tissue, l)
		default:
			named = append(named, l)
		}
	}
	out := Plan{Left: p.left}
	for i, l := range slices.Concat(named, tissue, blank) {
		if i == mostLetters {
			break
		}
		l.Name = fmt.Sprintf("LETTER%02d", i+1)
		out.Letters = append(out.Letters, *l)
	}
	return out
}
