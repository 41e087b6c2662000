package review

import (
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// shortBody is the number of words below which an initiative's text says next to nothing. A portrait may be short.
const shortBody = 12

// lack is something a fiche should have.
type lack struct {
	what string // in a sentence on one: "un résumé"
	many string // on several: "n'ont pas de résumé"
	line string // to add
}

var (
	noContact = lack{"un moyen de la joindre", "ne disent pas comment les joindre", "contact: {courriel: info@exemple.be}"}
	noLead    = lack{"un résumé", "n'ont pas de résumé", "resume: Un groupe d'entraide ouvert à tous, le mardi soir."}
	noText    = lack{"un texte", "n'ont pas de texte, ou presque", ""}
	noCheck   = lack{"la date de sa dernière vérification", "ne disent pas quand quelqu'un les a vérifiées", "verifie_le: 2026-03-12"}
	noImage   = lack{"une image", "n'ont pas d'image", "image: /media/equipe.jpg"}
)

// lacks lists what a fiche is missing, the gravest first.
func (in *Input) lacks(r *read) (out []lack) {
	want := func(ok bool, l lack) {
		if !ok {
			out = append(out, l)
		}
	}
	switch x := r.Entry.(type) {
	case *site.Initiative:
		ended := x.Etat == "terminee"
		want(ended || in.reachable(x), noContact)
		want(x.Resume != "", noLead)
		want(words(r) >= shortBody, noText)
		want(ended || !x.VerifieLe.IsZero(), noCheck)
	case *site.Portrait:
		want(x.Resume != "", noLead)
		want(x.Image != "", noImage)
		want(words(r) > 0 || x.Citation != "", noText)
	}
	return out
}

// habit is how many fiches of a type make what most of them lack a habit of the site: it is told once, and not of each.
const habit = 4

// thin tells in one sentence what a fiche lacks, and once what most of a type do.
func (in *Input) thin(all []*read) (list diag.List) {
	for _, kind := range []string{"initiative", "portrait"} {
		k := site.KindNamed(kind)
		var rs []*read
		count := map[lack]int{}
		for _, r := range all {
			if r.base.Kind == k && !r.held && !in.Wrong[r.base.Src.File] {
				rs = append(rs, r)
				for _, l := range r.lacks {
					count[l]++
				}
			}
		}
		common := func(l lack) bool { return count[l] >= habit && 2*count[l] > len(rs) }
		for _, l := range []lack{noContact, noLead, noText, noCheck, noImage} {
			if src := in.Site.Config.Src; common(l) && in.About(src.File) {
				list.Add(diag.Diag{Severity: diag.Conseil, Code: "fiche-incomplete", Pos: diag.Pos{File: src.File},
					Message: fmt.Sprintf("%d %s sur %d %s.", count[l], strings.ToLower(k.Label), len(rs), l.many), Hint: l.hint("dans chaque fiche ")})
			}
		}
		for _, r := range rs {
			if ls := slices.DeleteFunc(slices.Clone(r.lacks), common); len(ls) > 0 && in.About(r.base.Src.File) {
				list.Add(incomplete(r, ls))
			}
		}
	}
	return list
}

func incomplete(r *read, ls []lack) diag.Diag {
	names := make([]string, len(ls))
	for i, l := range ls {
		names[i] = l.what
	}
	return atTitle(r.base.Src, "fiche-incomplete", fmt.Sprintf("Il manque à cette fiche %s.", french.List(names, "et")), ls[0].hint(""))
}

func (l lack) hint(to string) string {
	if l.line == "" {
		return "Écrivez sous l'en-tête quelques phrases : ce que c'est, pour qui, comment cela se passe."
	}
	return "Ajoutez " + to + "une ligne comme : " + l.line
}

// reachable tells that a visitor finds how to get in touch: on the fiche, or one page away.
func (in *Input) reachable(x *site.Initiative) bool {
	if reaches(x.Contact) {
		return true
	}
	for _, ref := range []site.Ref{x.Organisation, x.Porteur} {
		if o, ok := in.Site.ByURL(ref.Link.URL).(*site.Organisation); ok && (o.Site != "" || reaches(o.Contact)) {
			return true
		}
	}
	return false
}

func reaches(c site.Contact) bool { return c.Courriel != "" || c.Telephone != "" || c.Site != "" }

// words counts those of the text, roughly.
func words(r *read) int {
	n := 0
	for _, line := range strings.Split(string(r.src.Data), "\n")[min(r.src.Body-1, strings.Count(string(r.src.Data), "\n")+1):] {
		n += countWords(line)
	}
	return n
}
