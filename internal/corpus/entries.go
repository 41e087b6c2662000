package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// writer writes one entry.
type writer struct {
	*bytes.Buffer
	*rand.Rand
	ids lists
	n   int // how many initiatives there are: links go to them
}

// key writes a header line whose value needs no quotes.
func (w *writer) key(name, value string) { fmt.Fprintf(w, "%s: %s\n", name, value) }

// text writes a header line whose value is any text without a double quote.
func (w *writer) text(name, value string) { fmt.Fprintf(w, "%s: \"%s\"\n", name, value) }

// list writes a header line with one to limit ids of a vocabulary, without repeating one.
func (w *writer) list(name string, limit int) {
	ids := w.ids[name]
	at := w.IntN(len(ids))
	n := 1 + w.IntN(min(limit, len(ids)))
	var picked []string
	for i := range n {
		picked = append(picked, ids[(at+i)%len(ids)])
	}
	w.key(name, "["+strings.Join(picked, ", ")+"]")
}

// chance is true once in n.
func (w *writer) chance(n int) bool { return w.IntN(n) == 0 }

// initiative writes one of them: every kind of place, state and field occurs.
func (w *writer) initiative(i int) {
	w.WriteString("---\n")
	w.text("titre", fmt.Sprintf("%s %s, initiative fictive %d", pick(w, names), pick(w, ofNames), i))
	w.text("resume", w.summary())
	if !w.chance(5) {
		w.text("en_clair", w.short())
	}
	w.list("secteurs", 2)
	w.key("nature", pick(w, w.ids["natures"]))
	if !w.chance(3) {
		w.list("statuts", 2)
	}
	w.list("publics", 3)
	if state := w.IntN(12); state < 3 {
		w.key("etat", [...]string{"suspendue", "terminee", "en-projet"}[state])
	}
	w.place(i)
	w.more(i)
	w.WriteString("---\n")
	w.body(4+w.IntN(3), "initiatives/")
	if i > 0 {
		fmt.Fprintf(w, "Voir aussi [une autre initiative](%s) et [le guide](../%s).\n", strings.TrimPrefix(Initiative(w.IntN(i)), "initiatives/"), Chapter(w.IntN(len(chapters))))
	}
}

// place writes where an initiative is, in one of the ways an editor has.
func (w *writer) place(i int) {
	c := communes[w.IntN(len(communes))]
	if w.chance(40) {
		c = abroad[w.IntN(len(abroad))]
	}
	w.key("commune", c.name)
	w.text("code_postal", c.postcode)
	if c.country != "" {
		w.key("pays", c.country)
	}
	precision := w.IntN(20)
	if precision < 6 { // no point of its own: the commune's centre
		if precision < 3 {
			w.key("precision", "commune")
		}
		return
	}
	// Five digits, always: no address can be a part of another, and the search for hidden ones stays exact.
	w.text("adresse", fmt.Sprintf("%s %d", pick(w, streets), 10000+i))
	spread := c.spread
	if spread == 0 {
		spread = 1
	}
	lat, lon := c.lat+spread*(w.Float64()-.5)*.024, c.lon+spread*(w.Float64()-.5)*.036
	w.key("coordonnees", fmt.Sprintf("%.5f, %.5f", lat, lon))
	switch precision {
	case 6, 7:
		w.key("precision", "rue")
	case 8:
		w.key("precision", "commune")
	case 9:
		w.key("precision", "masquee")
	case 10:
		w.key("precision", "exacte")
	}
}

// more writes the rest of an initiative's header.
func (w *writer) more(i int) {
	w.WriteString("contact:\n")
	fmt.Fprintf(w, "  courriel: initiative-%05d@example.org\n  telephone: \"+32 400 00 %02d %02d\"\n", i, i/100%100, i%100)
	if w.chance(2) {
		fmt.Fprintf(w, "  site: https://example.org/initiatives/%05d\n", i)
	}
	if w.chance(3) {
		w.text("horaires", pick(w, hours))
	}
	if w.chance(2) {
		fmt.Fprintf(w, "acces: {cout: %s, inscription: \"%s\", pmr: %s, langues: [%s]}\n", pick(w, costs), pick(w, entries), pick(w, wheelchair), pick(w, languages))
	}
	if w.chance(4) {
		fmt.Fprintf(w, "chiffres:\n  - {valeur: \"%d\", libelle: \"%s\", source: \"Chiffre inventé pour les essais\"}\n", 3+w.IntN(90), pick(w, figures))
	}
	w.text("porteur", "Association fictive "+string(rune('A'+w.IntN(26))))
	w.key("depuis", fmt.Sprintf("%d-%02d", 2004+w.IntN(20), 1+w.IntN(12)))
	// Verified within the year, but one in thirty: those carry a warning, as they must.
	if w.chance(30) {
		w.key("verifie_le", fmt.Sprintf("2025-%02d-%02d", 1+w.IntN(5), 1+w.IntN(28)))
	} else {
		w.key("verifie_le", fmt.Sprintf("2026-%02d-%02d", 1+w.IntN(5), 1+w.IntN(28)))
	}
	w.key("verifie_par", "Équipe des essais")
	if i%50 == 7 {
		fmt.Fprintf(w, "alias: [/anciennes/initiative-%d/]\n", i)
	}
}

// portrait writes a team's portrait, some 400 words with an image.
func (w *writer) portrait(i int) {
	w.WriteString("---\n")
	w.text("titre", fmt.Sprintf("%s %s, équipe fictive %d", pick(w, names), pick(w, ofNames), i))
	w.text("resume", w.sentence())
	w.text("equipe", fmt.Sprintf("L'équipe fictive %d", i))
	w.text("fonction", pick(w, roles))
	w.key("date", fmt.Sprintf("2026-%02d-%02d", 1+w.IntN(5), 1+w.IntN(28)))
	w.key("image", "/media/rencontre.png")
	w.text("image_alt", "Dessin de balises alignées, équipe "+fmt.Sprint(i))
	if w.chance(2) {
		w.text("citation", w.short())
	}
	if w.n > 0 {
		w.key("initiative", strings.TrimSuffix(strings.TrimPrefix(Initiative(w.IntN(w.n)), "initiatives/"), ".md"))
	}
	w.WriteString("---\n")
	w.body(9, "portraits/")
}

// chapter writes a step of the guide, some 500 words with all that a text may hold.
func (w *writer) chapter(i int) {
	w.WriteString("---\n")
	w.text("titre", chapters[i].title)
	w.text("resume", w.sentence())
	w.key("etape", fmt.Sprint(i+1))
	fmt.Fprintf(w, "a_retenir:\n  - \"%s\"\n  - \"%s\"\n", w.short(), w.short())
	w.key("mis_a_jour", fmt.Sprintf("2026-03-%02d", i+1))
	w.WriteString("---\n")
	w.body(6, "guide/")
	fmt.Fprintf(w, "> [!INFO]\n> %s\n\n", w.sentence())
	fmt.Fprintf(w, "%s[^1] %s\n\n[^1]: %s\n\n", w.sentence(), w.sentence(), w.sentence())
	fmt.Fprintf(w, "![Dessin de balises alignées](/media/rencontre.png \"%s\")\n\n", w.short())
	w.body(5, "guide/")
	w.WriteString("## Liste de vérification\n\n")
	for range 5 {
		fmt.Fprintf(w, "- [ ] %s\n", w.short())
	}
	if next := i + 1; next < len(chapters) {
		fmt.Fprintf(w, "\nL'étape suivante : [%s](%s).\n", chapters[next].title, strings.TrimPrefix(Chapter(next), "guide/"))
	}
}
