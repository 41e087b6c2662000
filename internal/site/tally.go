package site

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// Tally is what activities add up to. People are added activity by activity: who came twice is there twice.
type Tally struct {
	Activities    int
	Sessions      int // meetings: an activity without sessions is one
	Participants  int // of the activities that say how many
	Told          int // how many activities say so
	Organisations int // each once: those of Named, and Unnamed
	Unnamed       int // those that a text tells without an entry: "7 organisations du comité" is seven
	Named         []*Organisation
	Sectors       []SectorTally // of Named, in the order of the vocabulary, those reached only
	NoSector      int           // organisations of Named that have no sector
	Modules       []Link        // given: what the texts of activities of type "formation" link to, each once
}

// SectorTally is how many organisations of a sector were reached. One that is of several is in each.
type SectorTally struct {
	ID string
	N  int
}

// TypeTally is what the activities of one type add up to.
type TypeTally struct {
	ID string
	Tally
}

// trainingType is the type of the activities at which modules are given.
const trainingType = "formation"

// Counted lists the activities that a report counts, in the order of time: published ones only, whatever the preview shows.
func (s *Site) Counted(r *Report) []*Activity {
	var out []*Activity
	for _, a := range Of[*Activity](s) {
		if a.Withheld == "" && r.Counts(a) {
			out = append(out, a)
		}
	}
	return out
}

// Tally adds activities up. An organisation counts once, by its entry; so does a text, whatever its accents and capitals,
// for as many organisations as the number it begins with.
func (s *Site) Tally(as []*Activity) Tally {
	t := Tally{Activities: len(as)}
	seen := map[string]bool{}
	for _, a := range as {
		t.Sessions += len(a.Occurrences())
		if n := a.Attendance(); n > 0 {
			t.Participants, t.Told = t.Participants+n, t.Told+1
		}
		for _, p := range a.Pour {
			s.reach(&t, p.Organisation, seen)
		}
		if a.Type == trainingType {
			s.modules(&t, a)
		}
	}
	t.Organisations = len(t.Named) + t.Unnamed
	if s.Vocab != nil {
		t.sectors(s.Vocab.Lists["secteurs"].IDs())
	}
	return t
}

// ByType adds activities up type by type, in the order of the vocabulary, those that have some only.
func (s *Site) ByType(as []*Activity) []TypeTally {
	var out []TypeTally
	for _, id := range s.Vocab.Lists["types_activite"].IDs() {
		if of := ofType(as, id); len(of) > 0 {
			out = append(out, TypeTally{id, s.Tally(of)})
		}
	}
	return out
}

func ofType(as []*Activity, id string) []*Activity {
	var out []*Activity
	for _, a := range as {
		if a.Type == id {
			out = append(out, a)
		}
	}
	return out
}

// reach notes one organisation, or those that a text tells of.
func (s *Site) reach(t *Tally, r Ref, seen map[string]bool) {
	key := r.Link.URL
	if key == "" {
		key = strings.Join(strings.Fields(french.Fold(r.Text)), " ")
	}
	if key == "" || seen[key] {
		return
	}
	seen[key] = true
	if o, ok := s.byURL[r.Link.URL].(*Organisation); ok {
		if o.Withheld == "" {
			t.Named = append(t.Named, o)
		}
		return
	}
	t.Unnamed += heads(r.Text)
}

// modules notes what a training gave.
func (s *Site) modules(t *Tally, a *Activity) {
	for _, l := range a.LinksTo {
		if e := s.byURL[l.URL]; l.Kind == trainingType && e != nil && e.Common().Withheld == "" && !slices.Contains(t.Modules, l) {
			t.Modules = append(t.Modules, l)
		}
	}
}

func (t *Tally) sectors(ids []string) {
	n := map[string]int{}
	for _, o := range t.Named {
		if len(o.Secteurs) == 0 {
			t.NoSector++
		}
		for i, id := range o.Secteurs {
			if !slices.Contains(o.Secteurs[:i], id) {
				n[id]++
			}
		}
	}
	for _, id := range ids {
		if n[id] > 0 {
			t.Sectors = append(t.Sectors, SectorTally{id, n[id]})
		}
	}
}

// counted reads a number of organisations, said by a word that names many of them: "4 Saisons" is one.
var counted = regexp.MustCompile(`(?i)^([0-9]{1,4})[\s\x{a0}\x{202f}]+(?:autres?\s+|différente?s\s+|petite?s\s+|grande?s\s+)?(?:organisations?|institutions?|associations?|asbl|services?|[ée]quipes?|structures?|administrations?|fédérations?|réseaux?|écoles?|hautes? [ée]coles?|universités?|hôpita(?:l|ux)|centres?|maisons?|cpas|communes?|groupes?|partenaires?|membres?|collectifs?|plates?-formes?|établissements?|acteurs?)(?:\PL|$)`)

// heads is how many organisations a text tells of: the number it begins with when it counts organisations, else one.
func heads(text string) int {
	m := counted.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return 1
	}
	n, _ := strconv.Atoi(m[1]) // at most four digits: cannot fail
	return n
}

// Attendance is how many people took part: as the activity says, else as those it is for add up; 0 when nobody says.
func (a *Activity) Attendance() int {
	if a.Participants > 0 {
		return a.Participants
	}
	n, _ := a.sent()
	return n
}

// sent adds up the participants of each organisation; all tells that each says how many.
func (a *Activity) sent() (n int, all bool) {
	all = len(a.Pour) > 0
	for _, p := range a.Pour {
		n += p.Participants
		all = all && p.Participants > 0
	}
	return n, all
}
