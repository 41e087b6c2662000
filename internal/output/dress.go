package output

import (
	"slices"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// A view shows the texts of a header set as French typography asks; the entry itself keeps them as they were typed, for
// the data files. So each view is given a dressed copy.

func dress(texts ...*string) {
	for _, t := range texts {
		*t = french.Typo(*t)
	}
}

func dressBase(b *site.Base) {
	dress(&b.Titre, &b.Resume, &b.ImageAlt, &b.ImageCredit)
}

func dressContact(c *site.Contact) { dress(&c.Nom, &c.Fonction) }

func dressAll(texts []string) []string {
	out := slices.Clone(texts)
	for i := range out {
		out[i] = french.Typo(out[i])
	}
	return out
}

func dressedInitiative(x *site.Initiative) *site.Initiative {
	c := *x
	dressBase(&c.Base)
	dressContact(&c.Contact)
	dress(&c.EnClair, &c.Cadre, &c.Gouvernance, &c.Territoire, &c.VerifiePar, &c.Acces.Cout, &c.Acces.Inscription, &c.Lieu.Adresse)
	c.Chiffres = slices.Clone(c.Chiffres)
	for i := range c.Chiffres {
		dress(&c.Chiffres[i].Valeur, &c.Chiffres[i].Libelle, &c.Chiffres[i].Source)
	}
	return &c
}

func dressedPortrait(x *site.Portrait) *site.Portrait {
	c := *x
	dressBase(&c.Base)
	dress(&c.Personne, &c.Equipe, &c.Fonction, &c.Citation)
	return &c
}

func dressedChapter(x *site.Chapter) *site.Chapter {
	c := *x
	dressBase(&c.Base)
	c.ARetenir = dressAll(c.ARetenir)
	return &c
}

func dressedChapters(cs []*site.Chapter) []*site.Chapter {
	out := make([]*site.Chapter, len(cs))
	for i, c := range cs {
		out[i] = dressedChapter(c)
	}
	return out
}

func dressedOrganisation(x *site.Organisation) *site.Organisation {
	c := *x
	dressBase(&c.Base)
	dressContact(&c.Contact)
	return &c
}

func dressedPage(x *site.Page) *site.Page {
	c := *x
	dressBase(&c.Base)
	return &c
}
