package content

import (
	"errors"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
)

// translations put YAML's own words, which no editor should have to read, in plain French. The first that is contained
// in the message is taken; start tells to point at the beginning of what YAML was reading.
var translations = []struct {
	contains, message, hint string
	start                   bool
}{
	{"mapping values are not allowed", "Il y a deux-points de trop ici, ou cette ligne est mal décalée.", "Mettez la valeur entre guillemets droits, et alignez les clés.", false},
	{"could not find expected ':'", "Il manque deux-points après une clé.", "On écrit « clé: valeur ».", true},
	{"found unexpected end of stream", "Un guillemet s'ouvre ici et n'est jamais fermé.", "Fermez la valeur par le même guillemet.", true},
	{"',' or ']'", "Une liste s'ouvre ici par un crochet et se lit mal ensuite.", "Séparez les éléments par des virgules et fermez la liste par ].", true},
	{"',' or '}'", "Une accolade s'ouvre ici et ce qui suit se lit mal.", "Séparez les éléments par des virgules et fermez par }.", true},
	{"cannot start any token", "Une valeur ne peut pas commencer par ce caractère.", "Mettez la valeur entre guillemets droits.", false},
	{"block sequence entries", "Une liste avec des tirets commence sur la ligne qui suit sa clé.", "Passez à la ligne après les deux-points.", false},
	{"unknown anchor", "Une valeur ne peut pas commencer par « * », qui a un autre sens dans un en-tête.", "Mettez la valeur entre guillemets droits.", false},
	{"unknown escape", "Entre guillemets doubles, la barre oblique inverse \\ a un sens spécial.", "Doublez-la, ou prenez des guillemets simples.", false},
	{"did not find expected key", "Cette ligne n'est pas alignée avec les précédentes, ou sa clé manque.", "Les clés d'un même niveau commencent toutes à la même colonne.", false},
	{"'-' indicator", "Cette ligne devrait commencer par un tiret, comme celles au-dessus.", "Une liste ne contient que des lignes qui commencent par un tiret.", false},
	{"expected single document", "L'en-tête contient une ligne « ... » ou « --- » au milieu.", "Gardez une ligne --- avant l'en-tête et une après.", false},
	{"depth", "Cet en-tête contient trop de crochets les uns dans les autres.", "Simplifiez-le.", false},
	{"control characters", "L'en-tête contient un caractère invisible qui n'a pas sa place dans un texte.", "Effacez la ligne et tapez-la à nouveau.", false},
	{"comment or line break", "Après « | » ou « > », le texte commence sur la ligne suivante.", "Mettez la valeur entre guillemets droits.", false},
}

// translate reports a refusal of YAML that nothing else explains.
func (s *sheet) translate(err error, h *header) {
	message := "balise ne comprend pas cet endroit de l'en-tête."
	hint := "Vérifiez les deux-points, les guillemets et les retraits ; dans le doute, mettez les textes entre guillemets droits."
	var all *yaml.LoadErrors
	var one *yaml.LoadError
	if errors.As(err, &all) && len(all.Errors) > 0 {
		one = all.Errors[0]
	}
	if one == nil {
		errors.As(err, &one)
	}
	at := span{h.open, 1, 3}
	text := err.Error()
	if one != nil {
		text = one.Message
		if one.Mark.Line > 0 {
			at = span{one.Mark.Line + h.first - 1, max(one.Mark.Column, 1), 1}
		}
	}
	for _, t := range translations {
		if strings.Contains(text, t.contains) {
			message, hint = t.message, t.hint
			if t.start && one != nil && one.ContextMark.Line > 0 {
				at = span{one.ContextMark.Line + h.first - 1, max(one.ContextMark.Column, 1), 1}
			}
			break
		}
	}
	s.report(diag.Erreur, "syntaxe", s.clip(at, h), message, hint)
}

// clip keeps a place inside the header.
func (s *sheet) clip(at span, h *header) span {
	last := h.first + strings.Count(string(h.text), "\n")
	if at.line > last || at.line == last && s.work(at.line) == "" {
		at.line, at.col = max(h.first, last-1), 1
	}
	at.col = min(at.col, width(s.work(at.line))+1)
	return at
}
