package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

const (
	namedMost = 5  // entries that a line of the summary names
	valueMost = 60 // runes of a value
)

// summary says in French what a publication changes for the public, a line each.
func summary(w io.Writer, c *build.Changes) {
	switch {
	case c.First:
		fmt.Fprintf(w, "Première publication : %s.\n", holds(c))
		return
	case c.Unknown:
		fmt.Fprintf(w, "Le site publié a été écrit par une version de balise qui ne notait pas ce qu'il montre : la prochaine fois, ce qui change sera dit ici.\n")
		return
	case c.None():
		fmt.Fprintln(w, "Rien ne change pour le public.")
		return
	case !c.Told():
		fmt.Fprintf(w, "Aucune fiche ne change pour le public. Mais %s (présentation, réglages ou jour du site).\n", others(c, ""))
		return
	}
	fmt.Fprintln(w, "Ce qui change pour le public :")
	for _, line := range told(c) {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

// holds counts what a first publication shows: "103 pages, 12 initiatives et 1 portrait".
func holds(c *build.Changes) string {
	parts := []string{french.Count(c.Pages, "page", "pages")}
	for _, f := range c.Entries {
		if n := nounOf(f.Kind); f.Kind.Name != "page" { // they are among the pages
			parts = append(parts, french.Count(len(f.Titles), n.one, n.many))
		}
	}
	return french.List(parts, "et")
}

// others counts the rest of what changes, as the subject and verb of a sentence: "12 pages changent".
func others(c *build.Changes, other string) string {
	var parts []string
	for _, x := range []struct {
		n         int
		one, many string
	}{{c.OtherPages, "page", "pages"}, {c.OtherFiles, "fichier", "fichiers"}} {
		if x.n > 0 {
			one, many := x.one, x.many
			if other != "" {
				one, many = other+" "+one, other+"s "+many
			}
			parts = append(parts, french.Count(x.n, one, many))
		}
	}
	verb := "changent"
	if c.OtherPages+c.OtherFiles == 1 {
		verb = "change"
	}
	return french.List(parts, "et") + " " + verb
}

// told gives the lines of the summary: what comes and goes first, then what people act upon, then the rest.
func told(c *build.Changes) (out []string) {
	for _, f := range c.Added {
		out = append(out, counted(len(f.Titles), nounOf(f.Kind), "ajouté")+named(f.Titles))
	}
	for _, f := range c.Removed {
		line := counted(len(f.Titles), nounOf(f.Kind), "retiré")
		if f.Kind.Name != "portrait" { // whose consent may have ended: a name is not kept in the journals of a host
			line += named(f.Titles)
		}
		out = append(out, line)
	}
	line := func(edits []build.Edit, what noun, verb string, say func(build.Edit) string) {
		if len(edits) > 0 {
			out = append(out, counted(len(edits), what, verb)+named(each(edits, say)))
		}
	}
	line(c.Moved, noun{"adresse de page", "adresses de page", true}, "changé", told1)
	line(c.Titles, noun{"titre", "titres", false}, "changé", func(e build.Edit) string { return e.Before + " → " + e.After })
	for _, f := range c.Fields {
		what := noun{f.Field.One, f.Field.Many, f.Field.Fem}
		say := told1
		if f.Field.List {
			say = toldList
		}
		line(f.Added, what, "ajouté", say)
		line(f.Changed, what, "changé", say)
		line(f.Removed, what, "retiré", say)
	}
	if n := len(c.Texts); n > 0 {
		out = append(out, counted(n, noun{"texte", "textes", false}, "modifié")+named(c.Texts))
	}
	if n := len(c.Details); n > 0 {
		out = append(out, counted(n, noun{"fiche", "fiches", true}, "complété ou corrigé")+named(c.Details))
	}
	if c.OtherPages+c.OtherFiles > 0 {
		out = append(out, others(c, "autre")+" en conséquence")
	}
	return out
}

// told1 says what one entry's value was and is: "Le Relais : 081 12 34 56 → 081 65 43 21".
func told1(e build.Edit) string {
	switch {
	case e.After == "":
		return e.Titre
	case e.Before == "":
		return e.Titre + " : " + short(e.After)
	default:
		return e.Titre + " : " + short(e.Before) + " → " + short(e.After)
	}
}

// toldList says only what is not on both sides of a list: one session that moves, not the ten that stay.
func toldList(e build.Edit) string {
	before, after := strings.Split(e.Before, "; "), strings.Split(e.After, "; ")
	gone := slices.DeleteFunc(slices.Clone(before), func(s string) bool { return slices.Contains(after, s) })
	come := slices.DeleteFunc(after, func(s string) bool { return slices.Contains(before, s) })
	gone, come = slices.DeleteFunc(gone, empty), slices.DeleteFunc(come, empty)
	switch {
	case e.Before == "" || e.After == "" || len(gone) > 0 && len(come) > 0:
		return told1(build.Edit{Titre: e.Titre, Before: strings.Join(gone, " ; "), After: strings.Join(come, " ; ")})
	case len(come) > 0:
		return e.Titre + " : en plus, " + short(strings.Join(come, " ; "))
	case len(gone) > 0:
		return e.Titre + " : en moins, " + short(strings.Join(gone, " ; "))
	default: // another order
		return e.Titre
	}
}

func empty(s string) bool { return s == "" }

// short keeps a value on its line.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= valueMost {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:valueMost-1]), " ,;") + "…"
}

func each(edits []build.Edit, say func(build.Edit) string) []string {
	out := make([]string, len(edits))
	for i, e := range edits {
		out[i] = say(e)
	}
	return out
}

// named puts in brackets the first names of a list, and how many more there are: " (Le Relais, L’Autre Lieu et 12 autres)".
func named(names []string) string {
	if more := len(names) - namedMost; more > 1 { // one more is no longer than "et 1 autre"
		names = append(slices.Clone(names[:namedMost]), french.Number(more)+" autres")
		return " (" + french.List(names, "et") + ")"
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// noun is a French noun, counted.
type noun struct {
	one, many string
	fem       bool
}

// nounOf names what a type's entries are: "chapitre du guide", "chapitres du guide".
func nounOf(k *site.Kind) noun {
	article, one, _ := strings.Cut(k.Un, " ")
	first, rest, more := strings.Cut(one, " ")
	many := first + "s"
	if more {
		many += " " + rest
	}
	return noun{one, many, article == "une"}
}

// counted counts nouns and makes a participle agree: "2 initiatives ajoutées". The participle is one, or several joined by " ou ".
func counted(n int, what noun, participle string) string {
	words := strings.Split(participle, " ou ")
	for i := range words {
		if what.fem {
			words[i] += "e"
		}
		if n > 1 {
			words[i] += "s"
		}
	}
	return french.Count(n, what.one, what.many) + " " + strings.Join(words, " ou ")
}
