package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// Training is one module of training, or a long course.
type Training struct {
	Base
	Duree      string   `fm:"duree" nom:"Durée" form:"duree" doc:"Combien de temps il prend. Une durée à convenir se donne entre deux bornes : « 45 min à 2 h 30 »." ex:"2 h 30"`
	Objectif   string   `fm:"objectif" doc:"Ce que l'on sait ou sait faire à la fin, en une phrase." ex:"Reconnaître ses propres représentations."`
	Themes     []string `fm:"themes" nom:"Thèmes" doc:"De quoi il parle, en quelques mots chacun." ex:"[Rétablissement, Histoire]"`
	Publics    []string `fm:"publics" vocab:"publics" doc:"Pour qui." ex:"[professionnels]"`
	Formateurs []string `fm:"formateurs" qui:"organisation" doc:"Qui le donne." ex:"[Un pair-aidant, Une formatrice]"`
	Supports   []string `fm:"supports" doc:"Ce dont on se sert. Un document du dossier media ou une page https devient un lien." ex:"[Cartes illustrées, \"Fiche : /media/fiche.pdf\"]"`
}

// Clone copies the entry for New.
func (t *Training) Clone() Entry { c := *t; return &c }

// When dates the entry for feeds.
func (t *Training) When() Date { return newest(t.PublieLe, t.MisAJour) }

// Length is how long it takes; the zero Duration when nothing is said.
func (t *Training) Length() Duration { d, _ := ParseDuration(t.Duree); return d }

// Support reads one of Supports: "Cartes illustrées", "https://exemple.be/cartes", "Fiche : /media/fiche.pdf". address is ""
// for what is only named; name is then all there is. An address alone is called by what tells it from others.
func Support(text string) (name, address string) {
	i := strings.LastIndexByte(text, ' ') + 1
	address = text[i:]
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "/media/") {
		return text, ""
	}
	name = strings.TrimRight(text[:i], " :\u00a0")
	switch {
	case name != "":
	case address[0] == '/':
		name = path.Base(address)
	default:
		name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "www."), "/")
	}
	return name, address
}

// supports refuses documents that do not exist: their name stays, without the link.
func (t *tie) supports(e Entry) {
	x, ok := e.(*Training)
	if !ok {
		return
	}
	for i, s := range x.Supports {
		name, address := Support(s)
		file, ok := strings.CutPrefix(address, "/")
		if !ok || t.media[file] {
			continue
		}
		d := x.Src.Diag(diag.Erreur, "document-manquant", "supports", fmt.Sprintf("Le document « %s » n'existe pas.", address), "Mettez-le dans content/media/, ou corrigez son nom.")
		if near, _ := t.nearMedia(file); near != "" {
			d.Hint = fmt.Sprintf("Le fichier le plus proche est « %s ».", near)
			d.Fix = fixPath(d.Source, d.Pos.Col, file, near)
		}
		t.diags.Add(d)
		x.Supports = slices.Clone(x.Supports) // the entry is a copy, its lists are not
		x.Supports[i] = name
		x.Mended += "\x00=" + address
	}
}

var _ Dated = (*Training)(nil)
