package output

import (
	"html/template"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The guide: its chapters, the trail that lists them, and what one takes along: a plan, a page to print, a book (epub.go).
const (
	planURL  = "/guide/plan/"
	printURL = "/guide/imprimer/"
	bookURL  = "/guide/guide.epub"
)

// ChapterView is pages/chapitre.html.
type ChapterView struct {
	*site.Chapter
	Corps      template.HTML
	Img        *Image
	Total      int // chapters in the guide
	Prev, Next *site.Link
	Sommaire   []site.Heading // level 2 only
	Autour     []Illustration // what shows it at work, kind by kind
	Script     string         // URL of the script that keeps what is ticked; "" without checklist or script
}

// Illustration is what shows a chapter at work, of one kind: the first ones, and where the others are.
type Illustration struct {
	Titre  string
	Liens  []theme.Link
	Autres int    // how many more
	Liste  string // URL of the list that has them
}

// GuideView is pages/guide.html: the steps.
type GuideView struct {
	Titre, Intro string
	Etapes       []GuideStep
	Livre        string // URL of the guide as a book; "" when no step of it is published
	Plan         bool   // some step has a checklist: there is a plan
	Script       string
}

// GuideStep is one step of the trail.
type GuideStep struct {
	*site.Chapter
	Taches string // the ids of its checklist, for the script: "tache_a tache_b"; "+" follows one that the editor ticked
}

// PlanGuideView is pages/monplan.html: every step's checklist.
type PlanGuideView struct {
	Site   string // its title, for what is exported
	Etapes []*site.Chapter
	Script string
}

func chapterView(m *maker, e site.Entry, all []site.Entry, i int, h *hash) func() any {
	x := e.(*site.Chapter)
	v := ChapterView{Total: len(all), Prev: neighbour(all, i-1), Next: neighbour(all, i+1)}
	h.n(uint64(len(all)))
	h.link(v.Prev, v.Next)
	return func() any {
		v.Chapter, v.Corps, v.Img, v.Autour = dressed(x), m.corps(&x.Base), m.image(&x.Base), illustrations(&x.Base)
		for _, t := range x.Body.Headings {
			if t.Level == 2 {
				v.Sommaire = append(v.Sommaire, t)
			}
		}
		if len(x.Body.Tasks) > 0 {
			v.Script = m.in.Scripts["etapes.js"]
		}
		return v
	}
}

// illustrating are the types that show a chapter at work. Other chapters, plain pages, terms and the organisations that are
// named by the way are links of the text, and nothing more.
var illustrating = []string{"initiative", "portrait", "formation", "intervision", "activite", "ressource", "formulaire"}

// shownOfKind is how many illustrations of a kind a chapter shows: it may be named by a thousand initiatives.
const shownOfKind = 6

// illustrations are what a chapter's text points to, then what points to it: kind by kind, each once.
func illustrations(b *site.Base) []Illustration {
	var out []Illustration
	for _, g := range byKind(b.LinksTo, b.BackRefs) {
		k := site.KindNamed(g.Liens[0].Kind)
		if !slices.Contains(illustrating, k.Name) {
			continue
		}
		x := Illustration{Titre: k.Label, Liens: asLinks(g.Liens), Liste: k.List()}
		if k.Name == "initiative" {
			x.Liste = "/carte/"
		}
		if len(x.Liens) > shownOfKind+1 { // "and one more" takes as much room as the one
			x.Autres, x.Liens = len(x.Liens)-shownOfKind, x.Liens[:shownOfKind]
		}
		out = append(out, x)
	}
	return out
}

// guideList makes the trail and the pages that hold the whole guide.
func guideList(m *maker, k *site.Kind) ([]page, error) {
	cs := site.Of[*site.Chapter](m.s)
	v := GuideView{Titre: "Le guide", Intro: k.Intro, Plan: hasTasks(cs)}
	if slices.ContainsFunc(cs, func(c *site.Chapter) bool { return c.Withheld == "" }) {
		v.Livre = bookURL
	}
	h := newHash()
	h.s(v.Livre)
	for _, c := range cs {
		h.n(c.Key)
		h.s(c.Mended) // the plan and the page to print show the text too
		v.Etapes = append(v.Etapes, GuideStep{dressed(c), taskIDs(c)})
	}
	if v.Plan {
		v.Script = m.in.Scripts["etapes.js"]
	}
	out, err := m.kindPage(k, "guide", h, v)
	if err != nil {
		return nil, err
	}
	more := []func([]*site.Chapter, uint64) (page, error){m.printPage}
	if v.Plan {
		more = append(more, m.planGuidePage)
	}
	for _, make := range more {
		p, err := make(cs, h.key())
		if err != nil {
			return nil, err
		}
		p.frame.Style = m.style(k)
		out = append(out, p)
	}
	return out, nil
}

// guidePlaces are the pages of the guide beside its chapters.
func (m *maker) guidePlaces() []ListItem {
	out := []ListItem{{Titre: "Tout le guide, à imprimer", URL: printURL}}
	if hasTasks(site.Of[*site.Chapter](m.s)) {
		out = append(out, ListItem{Titre: "Mon plan", URL: planURL})
	}
	return out
}

func hasTasks(cs []*site.Chapter) bool {
	return slices.ContainsFunc(cs, func(c *site.Chapter) bool { return len(c.Body.Tasks) > 0 })
}

func taskIDs(c *site.Chapter) string {
	var b strings.Builder
	for i, t := range c.Body.Tasks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.ID)
		if t.Done {
			b.WriteByte('+')
		}
	}
	return b.String()
}

// planGuidePage is every checklist on one page. The boxes have the ids of their chapter, after its name.
func (m *maker) planGuidePage(cs []*site.Chapter, key uint64) (page, error) {
	v := PlanGuideView{Site: m.s.Config.Titre, Etapes: dressedAll(cs), Script: m.in.Scripts["etapes.js"]}
	return m.page("/guide/", planURL, "monplan", "Mon plan", "Ce qu’il y a à faire à chaque étape du guide, à cocher et à imprimer.", key, "monplan", func() any { return v })
}
