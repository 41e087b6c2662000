package sitetest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// crowded is how many activities of one year the agenda of the tests has: a year's page as full as one page may be.
const crowded = 300

// agendaDay is the day that agenda is looked at.
const agendaDay = "2027-03-12"

func agendaOf300(t testing.TB) *site { return made(t, ofActivities) }

// ofActivities makes a site of activities with hours, of sessions before and after the clocks change, of news, and of all
// that their pages can show.
var ofActivities = sync.OnceValues(func() (*site, error) {
	l, err := lab()
	if err != nil {
		return nil, err
	}
	content := filepath.Join(l.dir, "contenu-agenda")
	files := map[string]string{"site.yaml": "titre: Un agenda inventé\nurl: https://exemple.be/reseau\n", "organisations/fictive.md": "---\ntitre: Une organisation fictive\n---\n",
		"intervisions/cycle.md": agendaCycle, "activites/journees.md": agendaDays, "formations/module.md": "---\ntitre: Un module fictif\n---\n", "actualites/nouvelle.md": "---\ntitre: Une nouvelle inventée\ndate: 2027-03-01\n---\nVoilà.\n"}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		return nil, err
	}
	files["vocabulaires.yaml"] = string(vocab)
	types := []string{"formation", "accompagnement", "presentation", "rencontre", "plaidoyer"}
	for i := range crowded + 40 {
		day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		if i >= crowded {
			day = day.AddDate(0, -14, 0)
		}
		files[fmt.Sprintf("activites/activite-%03d.md", i)] = fmt.Sprintf("---\ntitre: Activité inventée %d, dans une maison %s\nresume: Une activité qui n’a pas eu lieu.\ndate: %s\nheure: %d h à %d h 30\ntype: %s\nlieu: Salle fictive %d\ncommune: Namur\npour: [fictive]\n---\nUn texte.\n",
			i*7919%1000, []string{"médicale", "de quartier", "d’accueil"}[i%3], day.Format(time.DateOnly), 9+i%4, 14+i%5, types[i%len(types)], i%17)
	}
	for name, text := range files {
		file := filepath.Join(content, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return l.makeSite(order{"agenda", content, agendaDay, "/reseau/", nil})
})

const agendaCycle = `---
titre: Le cycle inventé du printemps
resume: Trois rencontres, dans un espace protégé.
debut: 2027-03
fin: 2027-05
rythme: Toutes les deux semaines
prix: 50 € pour tout le cycle
participants: {min: 6, max: 12}
animateurs: [Une paire-aidante fictive, Un professionnel fictif]
publics: [pairs-aidants]
contact: {nom: Accueil, courriel: groupe@exemple.be, telephone: 081 00 00 00, site: https://exemple.be}
seances:
  - {date: 2027-03-08, heure: 14 h à 16 h 30, lieu: Salle fictive, commune: Namur}
  - {date: 2027-03-22, heure: 14 h à 16 h 30, lieu: Salle fictive, commune: Namur}
  - {date: 2027-04-05, heure: 14 h à 16 h 30, lieu: Salle fictive, commune: Namur}
  - {date: 2027-05}
---
## Les questions

1. Quelle distance garder ?
`

const agendaDays = `---
titre: Des journées inventées
resume: Deux jours, puis un troisième.
date: 2027-03-20
fin: 2027-04-20
heure: 9 h 30
type: formation
projet: PAT
pour: [{organisation: fictive, participants: 3}, Une maison médicale de quartier]
participants: 12
etat: Inscriptions ouvertes.
en_ligne: oui
lien: https://exemple.be/inscription
enregistrement: https://exemple.be/video
seances: [{date: 2027-03-20}, {date: 2027-03-21}, {date: 2027-04-20, heure: 14 h}]
---
On y donne [un module](../formations/module.md).
`

// TestCalendars: every file of events is read by ical.js, whole, and by the zone's rules in the file an hour before and an
// hour after the clocks change are those of the wall.
func TestCalendars(t *testing.T) {
	for name, s := range map[string]*site{"defaut": sites(t)["defaut"], "agenda": agendaOf300(t)} {
		t.Run(name, func(t *testing.T) {
			args := []string{filepath.Join("testdata", "ical.mjs"), filepath.Join(assets(t), "node_modules", "ical.js", "dist", "ical.js")}
			for file := range s.files {
				if strings.HasSuffix(file, ".ics") {
					args = append(args, filepath.Join(s.dir, filepath.FromSlash(file)))
				}
			}
			if len(args) < 5 {
				t.Fatalf("no calendars: %v", args)
			}
			var read struct {
				Wrong  []string
				Starts map[string]string
			}
			said := output(t, "node", args...)
			if err := json.Unmarshal(said, &read); err != nil {
				t.Fatalf("%v: run make build, which installs ical.js: %.300s", err, said)
			}
			for _, w := range read.Wrong {
				t.Error(w)
			}
			if name != "agenda" {
				return
			}
			for uid, want := range map[string]string{
				"intervisions.cycle.2027-03-22@exemple.be": "2027-03-22T14:00:00 2027-03-22T13:00:00Z",
				"intervisions.cycle.2027-04-05@exemple.be": "2027-04-05T14:00:00 2027-04-05T12:00:00Z",
				"agenda.journees.2027-04-20@exemple.be":    "2027-04-20T14:00:00 2027-04-20T12:00:00Z",
				"actualites.nouvelle@exemple.be":           "2027-03-01 2027-03-01",
			} {
				if got := read.Starts[uid]; got != want {
					t.Errorf("%s starts at %q, not %q", uid, got, want)
				}
			}
		})
	}
}

// TestAgendaOfManyYears: above one page the past is cut by year, each page within its weight, with no violation, and all
// its addresses lead somewhere.
func TestAgendaOfManyYears(t *testing.T) {
	s, b, axe := agendaOf300(t), newTab(t), axeScript(t)
	for _, url := range []string{"agenda/", "agenda/annee/2026/", "agenda/annee/2025/", "agenda/type/formation/", "agenda/journees/", "intervisions/", "intervisions/cycle/"} {
		p := s.find(url)
		if p == nil {
			t.Fatalf("no page %s", url)
		}
		for _, l := range p.links {
			if problem := s.follow(p, l); problem != "" {
				t.Errorf("%s: %q: %s", url, l.value, problem)
			}
		}
		b.open(t, s.url+url)
		requests, _ := b.seen()
		w := s.weigh(t, requests)
		t.Logf("%s: %+v", url, w)
		gate(t, url, "HTML and CSS", w.html+w.css, 18*kB)
		gate(t, url, "everything", w.total(), 70*kB)
		b.judge(t, axe, url, []view{{width: 360}, {width: 1280, dark: true}})
		b.see(t, view{width: 320})
		if over := eval[float64](t, b, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
			t.Errorf("%s scrolls %v px sideways at 320 px", url, over)
		}
	}
}
