package build_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
)

// life writes an entry of one of the types of the network's life, sound: what it names exists at this moment.
func (d *desk) life() {
	n := d.serial
	r := rand.New(rand.NewPCG(uint64(n), 11))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	var b bytes.Buffer
	file := ""
	b.WriteString("---\n")
	title := func(s string) { fmt.Fprintf(&b, "titre: %s %d\nresume: Le résumé %d.\n", s, r.IntN(30), r.IntN(5)) }
	switch d.pick("life", 9) {
	case 0:
		file = fmt.Sprintf("organisations/service-%d.md", r.IntN(6))
		title("Service")
		fmt.Fprintf(&b, "roles: [%s]\nsecteurs: [sante-mentale]\n", pick("comite", "partenaire, financeur", "porteur"))
	case 1:
		file = fmt.Sprintf("formations/module-%d.md", r.IntN(5))
		title("Module")
		fmt.Fprintf(&b, "duree: %s\nthemes: [%s]\n", pick("45 min", "1 h 30", "45 min à 2 h 30", "3 jours"), pick("Écoute", "Histoire, Écoute"))
	case 2:
		file = fmt.Sprintf("intervisions/cycle-%d.md", r.IntN(4))
		title("Cycle")
		fmt.Fprintf(&b, "seances:\n  - {date: 2026-0%d-07, heure: 14 h}\n  - {date: 2026-1%d-07, heure: 14 h à 16 h, lieu: Ici}\n", 1+r.IntN(9), r.IntN(3))
	case 3:
		file = fmt.Sprintf("activites/activite-%d.md", r.IntN(10))
		title("Activité")
		fmt.Fprintf(&b, "date: %s\ntype: %s\nprojet: %s\netat: %s\n", pick("2025", "2026-03", "2026-04-05", "2026-11-30"), pick("formation", "rencontre"), pick("PAT", "Autre"), pick("Fini", "En cours"))
		fmt.Fprintf(&b, "pour: [%s\"3 services\"]\nparticipants: %d\n", d.named("organisations", r), 1+r.IntN(9))
	case 4:
		year := 2025 + r.IntN(2)
		file = fmt.Sprintf("rapports/%d.md", year)
		title("Rapport")
		fmt.Fprintf(&b, "annee: %d\nprojet: PAT\nchiffres_declares: [{valeur: \"%d\", libelle: formations}]\n", year, r.IntN(9))
	case 5:
		file = fmt.Sprintf("actualites/nouvelle-%d.md", r.IntN(8))
		title("Nouvelle")
		fmt.Fprintf(&b, "date: %s\n", pick("2025-12", "2026-01-15", "2026-06"))
	case 6:
		file = fmt.Sprintf("ressources/livre-%d.md", r.IntN(5))
		title("Livre")
		fmt.Fprintf(&b, "type: %s\nannee: %d\n", pick("livre", "article"), 2018+r.IntN(8))
	case 7:
		file = fmt.Sprintf("formulaires/demande-%d.md", r.IntN(3))
		title("Demande")
		fmt.Fprintf(&b, "destinataire: info@exemple.be\nquestions: [{id: a, libelle: Question %d, type: %s}]\n", r.IntN(9), pick("texte", "date", "oui-non"))
	default:
		file = fmt.Sprintf("glossaire/%s.md", pick("texte", "porte", "cafe"))
		fmt.Fprintf(&b, "titre: %s\ndefinition: Un mot %d.\nvoir: [%s]\n", pick("texte", "porte", "café"), r.IntN(9), strings.TrimSuffix(d.named("glossaire", r), ", "))
	}
	fmt.Fprintf(&b, "---\nUn texte %d, une porte et un café.\n", r.IntN(9))
	for _, folder := range []string{"formations", "guide", "glossaire", "activites"} {
		if to := d.named(folder, r); to != "" && r.IntN(3) == 0 {
			fmt.Fprintf(&b, "\n[Voir](../%s/%s.md)\n", folder, strings.TrimSuffix(to, ", "))
		}
	}
	d.write(file, b.Bytes())
}

// named gives the slug of one of a folder's files, followed by a comma; "" when there is none, or once in two.
func (d *desk) named(folder string, r *rand.Rand) string {
	all := d.files(folder)
	if len(all) == 0 || r.IntN(2) == 0 {
		return ""
	}
	p := all[r.IntN(len(all))]
	if path.Ext(p) != ".md" || path.Dir(p) != folder || strings.ContainsAny(path.Base(p), " ()0_") {
		return ""
	}
	return strings.TrimSuffix(path.Base(p), ".md") + ", "
}
