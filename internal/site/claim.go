package site

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"enrouteweb.org/balise/internal/french"
)

// Measure is what activities are counted by.
type Measure int

// What a declared figure may be compared with.
const (
	Nothing Measure = iota // the activities do not count it
	Activities
	Sessions
	Participants
	Organisations
	Sectors
	Modules
)

// Claim is a figure that a document declares, beside what the activities say of it.
type Claim struct {
	Figure
	Measure  Measure
	Type     string // only activities of this type are counted; "" for all
	Loose    bool   // the words say something else than what is counted: modules created, where those given are
	Declared int    // the figure; 0 unless Number
	Number   bool   // the figure is a number and nothing else
	Counted  int
	Unknown  bool // the activities could say, and none does
	Of       int  // how many activities were counted over
	Each     int  // what each of them says, when they are several and all say the same; else 0
}

// Agrees tells that the activities give the declared figure.
func (c Claim) Agrees() bool {
	return c.Number && c.Measure != Nothing && !c.Unknown && c.Counted == c.Declared
}

// PerActivity tells that each activity gives the declared figure, though their sum is another.
func (c Claim) PerActivity() bool {
	return c.Number && !c.Agrees() && c.Each > 0 && c.Each == c.Declared
}

// Claims compares what a report declares with what its activities add up to.
func (s *Site) Claims(r *Report, as []*Activity) []Claim {
	read := s.reading(r)
	out := make([]Claim, 0, len(r.ChiffresDeclares))
	for _, f := range r.ChiffresDeclares {
		c := Claim{Figure: f}
		c.Declared, c.Number = plainNumber(f.Valeur)
		c.Measure, c.Type, c.Loose = read.measure(f.Libelle)
		of := as
		if c.Type != "" {
			of = ofType(as, c.Type)
		}
		if c.Measure != Nothing {
			s.count(&c, of)
		}
		out = append(out, c)
	}
	return out
}

// count fills what the activities give.
func (s *Site) count(c *Claim, of []*Activity) {
	c.Of = len(of)
	c.Counted, c.Unknown = c.Measure.of(s.Tally(of))
	if c.Measure != Participants && c.Measure != Organisations {
		return
	}
	for i, a := range of {
		n, unknown := c.Measure.of(s.Tally([]*Activity{a}))
		if len(of) < 2 || unknown || i > 0 && n != c.Each {
			c.Each = 0
			return
		}
		c.Each = n
	}
}

// of reads a measure in a tally; unknown tells that no activity says.
func (m Measure) of(t Tally) (n int, unknown bool) {
	switch m {
	case Activities:
		return t.Activities, false
	case Sessions:
		return t.Sessions, false
	case Participants:
		return t.Participants, t.Activities > 0 && t.Told == 0
	case Organisations:
		return t.Organisations, t.Activities > 0 && t.Organisations == 0
	case Sectors:
		return len(t.Sectors), t.Activities > 0 && len(t.Sectors) == 0
	case Modules:
		return len(t.Modules), false
	default:
		return 0, false
	}
}

var grouped = regexp.MustCompile(`^[0-9]{1,3}(?:[ .\x{a0}\x{202f}]?[0-9]{3}){0,2}$`)

// plainNumber reads "9" and "1 200"; ok is false for anything else, "plus de 120" for one.
func plainNumber(text string) (n int, ok bool) {
	text = strings.TrimSpace(text)
	if !grouped.MatchString(text) {
		return 0, false
	}
	n, _ = strconv.Atoi(strings.NewReplacer(" ", "", ".", "", "\u00a0", "", "\u202f", "").Replace(text)) // at most nine digits: cannot fail
	return n, true
}

// reading is what the words of a figure mean for one report.
type reading struct {
	types   []typeWords
	neutral map[string]bool // the report's own words: its project, its year
}

// typeWords is one way to call a type of activity.
type typeWords struct {
	id    string
	words []string
}

func (s *Site) reading(r *Report) reading {
	out := reading{neutral: map[string]bool{}}
	for _, w := range words(r.Projet + " " + strconv.Itoa(r.Annee)) {
		out.neutral[w] = true
	}
	list := s.Vocab.Lists["types_activite"]
	for _, id := range list.IDs() {
		for _, name := range []string{id, list.Get(id).Libelle} {
			if ws := words(name); len(ws) > 0 {
				out.types = append(out.types, typeWords{id, ws})
			}
		}
	}
	return out
}

// measure reads what a figure is of: "présentations du projet" are activities of a type, "participants à la formation" the
// participants of those. Every word must be understood, or nothing is compared: "présentations prévues" are not those that
// were made. Modules alone are compared all the same, since what is counted can be told apart: modules created, modules given.
func (r reading) measure(label string) (m Measure, kind string, loose bool) {
	h := r.hear(words(label))
	switch {
	case h.measure == Modules && h.lead == Modules && (h.more || h.clash):
		return Modules, "", true
	case h.more || h.clash:
		return Nothing, "", false
	case h.measure != Nothing:
		return h.measure, h.kind, false
	case h.kind != "" && h.meets:
		return Sessions, h.kind, false
	case h.kind != "":
		return Activities, h.kind, false
	default:
		return Nothing, "", false
	}
}

// heard is what the words of a figure name.
type heard struct {
	measure Measure
	lead    Measure // of the first word that says something
	kind    string  // a type of activity
	meets   bool    // meetings
	clash   bool    // two measures, or two types
	more    bool    // something that is not understood
}

func (r reading) hear(ws []string) (h heard) {
	leads := true
	for len(ws) > 0 {
		w := ws[0]
		id, n := r.typeAt(ws)
		m := named()[w]
		ws = ws[max(1, n):]
		switch {
		case n > 0:
			h.clash = h.clash || h.kind != "" && h.kind != id
			h.kind = id
		case m != Nothing:
			h.clash = h.clash || h.measure != Nothing && h.measure != m
			h.measure = m
			if leads {
				h.lead = m
			}
		case meetings()[w]:
			h.meets = true
		case neutral()[w] || r.neutral[w]:
			continue
		default:
			h.more = true
		}
		leads = false
	}
	return h
}

// typeAt gives the type that the first words call, by the longest of its names, and how many words it takes.
func (r reading) typeAt(ws []string) (id string, n int) {
	for _, t := range r.types {
		if len(t.words) > n && len(ws) >= len(t.words) && slices.Equal(ws[:len(t.words)], t.words) {
			id, n = t.id, len(t.words)
		}
	}
	return id, n
}

// words gives the words of a text without their accents, capitals and plurals.
func words(text string) []string {
	ws := strings.FieldsFunc(french.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range ws {
		if len(w) > 2 {
			ws[i] = strings.TrimRight(w, "sx")
		}
	}
	return ws
}

// named are the words that name a measure.
var named = sync.OnceValue(func() map[string]Measure {
	return map[string]Measure{"participant": Participants, "participante": Participants, "personne": Participants, "organisation": Organisations,
		"institution": Organisations, "secteur": Sectors, "module": Modules, "activite": Activities}
})

// meetings are the words that count meetings rather than activities.
var meetings = sync.OnceValue(func() map[string]bool { return set("séance réunion") })

// neutral are words that add nothing to what is counted: small words, and that it was done.
var neutral = sync.OnceValue(func() map[string]bool {
	return set(`à a au aux avec ce ces chez d dans de des du en et l la le les lors par pendant pour sur un une
		projet journée jour total différent différente distinct distincte présent présente touché touchée atteint atteinte
		donné donnée fait faite tenu tenue réalisé réalisée organisé organisée animé animée démarré démarrée mené menée commencé commencée`)
})

func set(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words(text) {
		out[w] = true
	}
	return out
}
