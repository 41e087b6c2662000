package content

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// keySpan gives a key's place and length.
func (d *decoder) keySpan(k *yaml.Node) span {
	at := d.span(k)
	at.length = max(1, width(k.Value))
	return at
}

// key finds the field of a key; nil when there is none to decode the value by. A misspelt key is reported, and its value
// decoded as if it were right.
func (d *decoder) key(parent, k, value *yaml.Node, t *table) *Field {
	if k.Kind != yaml.ScalarNode {
		d.report(diag.Erreur, "cle-invalide", d.span(k), "Une clé est un seul mot, sans crochets ni accolades.", "Écrivez « clé: valeur ».")
		return nil
	}
	if f := t.field(k.Value); f != nil && k.Anchor == "" && k.Style&yaml.TaggedStyle == 0 {
		return f
	}
	if k.Value == "<<" || !d.plain(k) {
		if k.Value == "<<" {
			d.report(diag.Erreur, "yaml-avance", d.keySpan(k), "« << » recopie des clés d'un autre endroit, ce que balise n'accepte pas.", "Écrivez chaque clé en entier.")
		}
		return nil
	}
	if d.commaKey(parent, k, t.field) {
		return nil
	}
	bare := strings.TrimFunc(k.Value, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u2060\ufeff", r) })
	if bare != k.Value {
		return d.spacedKey(parent, k, value, bare, t)
	}
	return d.unknownKey(parent, k, value, t)
}

// spacedKey reports a no-break or invisible space around a key.
func (d *decoder) spacedKey(parent, k, value *yaml.Node, bare string, t *table) *Field {
	at := d.span(k)
	if bare == "" {
		d.report(diag.Erreur, "cle-invalide", at, "Il n'y a pas de clé devant ces deux-points.", "Écrivez « clé: valeur », ou effacez la ligne.")
		return nil
	}
	line := d.work(at.line)
	x := d.report(diag.Erreur, "espace-insecable", at, "Une espace insécable ou invisible s'est glissée près de la clé "+q(bare)+".", "Elle vient souvent d'un copier-coller. Remplacez la ligne par celle-ci.")
	if i := strings.IndexFunc(k.Value, func(r rune) bool { return !unicode.IsSpace(r) }); i == 0 {
		x.Pos.Col += width(strings.TrimRightFunc(k.Value, unicode.IsSpace))
	}
	if plainKey.MatchString(bare) {
		x.Fix = unbreak(line)
	}
	if f := t.field(bare); f != nil || d.known.all[bare] {
		return f // nil: a key of a group, whose margin was said to be wrong
	}
	named := *k
	named.Value = bare
	return d.unknownKey(parent, &named, value, t)
}

var plainKey = regexp.MustCompile(`^[\pL_][\pL\pN_-]*$`)

// unbreak makes ordinary spaces of the special ones in a line's margin and around its first colon.
func unbreak(line string) string {
	body := strings.TrimLeftFunc(line, unicode.IsSpace)
	margin := strings.Repeat(" ", width(line[:len(line)-len(body)]))
	body = strings.TrimLeft(body, "\u200b\u2060\ufeff")
	key, value, ok := strings.Cut(body, ":")
	if !ok {
		return margin + body
	}
	key = strings.TrimRightFunc(key, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u2060\ufeff", r) })
	if trimmed := strings.TrimLeftFunc(value, unicode.IsSpace); trimmed != "" {
		value = " " + trimmed
	} else {
		value = ""
	}
	return margin + key + ":" + value
}

// unknownKey reports a key that no field has, with the nearest one.
func (d *decoder) unknownKey(parent, k, value *yaml.Node, t *table) *Field {
	name := k.Value
	message := fmt.Sprintf("La clé %s n'existe pas ici.", q(name))
	if name == "slug" {
		d.report(diag.Erreur, "cle-reservee", d.keySpan(k), "La clé « slug » est réservée : l'adresse de la page vient du nom du fichier.", "Effacez cette ligne ; pour changer l'adresse, renommez le fichier.")
		return nil
	}
	if f := d.nearKey(name, t); f != nil && !isAxis(name) {
		x := d.report(diag.Erreur, "cle-inconnue", d.keySpan(k), message, "Vouliez-vous dire "+q(f.Key)+" ?")
		if hasKey(parent, f.Key) {
			x.Hint += " Cette clé est déjà donnée : effacez l'une des deux."
			return nil
		}
		x.Fix = d.fixKey(k, f.Key)
		return f
	}
	if isAxis(name) && t.field("coordonnees") != nil {
		d.axisKey(parent, k, message)
		return nil
	}
	if d.misplaced(parent, k, value, t, message) {
		return nil
	}
	hint := "Effacez cette ligne, et dites cela dans le texte de la fiche."
	if keys := t.keys(); len(keys) < 10 {
		hint = "Effacez cette ligne, ou prenez une des clés permises : " + strings.Join(keys, ", ") + "."
	}
	d.report(diag.Erreur, "cle-inconnue", d.keySpan(k), message, hint)
	return nil
}

// nearKey gives the field that a misspelt key was meant for.
func (d *decoder) nearKey(name string, t *table) *Field {
	word := strings.ReplaceAll(strings.ReplaceAll(french.Fold(straighten(name)), "-", "_"), " ", "_")
	if f := t.field(word); f != nil {
		return f
	}
	if f := t.field(synonyms[word]); f != nil {
		return f
	}
	if d.known.all[word] {
		return nil // a right key in a wrong place is better explained so
	}
	if near, ok := french.Nearest(word, t.keys()); ok {
		return t.field(near)
	}
	return nil
}

func hasKey(parent *yaml.Node, key string) bool { return valueOf(parent, key) != nil }

// valueOf gives the value of a key of a mapping, or nil.
func valueOf(parent *yaml.Node, key string) *yaml.Node {
	if parent == nil {
		return nil
	}
	for i := 0; i+1 < len(parent.Content); i += 2 {
		if parent.Content[i].Value == key {
			return parent.Content[i+1]
		}
	}
	return nil
}

// fixKey gives the line with the key replaced.
func (d *decoder) fixKey(k *yaml.Node, key string) string {
	at := d.span(k)
	line := d.work(at.line)
	raw, ok := rawValue(line, at.col, k.Value)
	if !ok {
		return ""
	}
	return splice(line, span{at.line, at.col, width(raw)}, key)
}

// isAxis knows the two halves of coordonnees.
func isAxis(name string) bool {
	switch french.Fold(name) {
	case "lat", "latitude", "lon", "lng", "long", "longitude":
		return true
	}
	return false
}

// axisKey puts lat and lon together.
func (d *decoder) axisKey(parent, k *yaml.Node, message string) {
	var lat, lon string
	for i := 0; i+1 < len(parent.Content); i += 2 {
		switch key := parent.Content[i]; {
		case isAxis(key.Value) && french.Fold(key.Value)[:2] == "la":
			lat = strings.ReplaceAll(clean(parent.Content[i+1]), ",", ".")
		case isAxis(key.Value):
			lon = strings.ReplaceAll(clean(parent.Content[i+1]), ",", ".")
		}
	}
	x := d.report(diag.Erreur, "cle-inconnue", d.keySpan(k), message, coordHint)
	c, bad := ParseCoord(lat + ", " + lon)
	if bad != nil || hasKey(parent, "coordonnees") {
		return
	}
	x.Hint = "Écrivez les deux nombres sur une seule ligne : coordonnees: " + formatCoord(c)
	if at := d.span(k); french.Fold(k.Value)[:2] == "la" {
		before, _ := cut(d.work(at.line), at.col)
		if strings.TrimSpace(before) == "" {
			x.Fix = before + "coordonnees: " + lat + ", " + lon
		}
	} else {
		x.Hint += ", puis effacez cette ligne-ci."
	}
}

// misplaced finds at which level a right key belongs.
func (d *decoder) misplaced(parent, k, value *yaml.Node, t *table, message string) bool {
	word := strings.ReplaceAll(french.Fold(k.Value), "-", "_")
	if synonyms[word] != "" && !d.known.all[word] {
		word = synonyms[word]
	}
	if !d.known.all[word] { // misspelt and misplaced: "telefone" is contact's
		if near, ok := french.Nearest(word, slices.Sorted(maps.Keys(d.known.all))); ok {
			word = near
		}
	}
	for i := range t.fields {
		g := &t.fields[i]
		if g.Kind != Group || g.group.field(word) == nil {
			continue
		}
		x := d.report(diag.Erreur, "cle-inconnue", d.keySpan(k), message, fmt.Sprintf("La clé %s se place sous %s, en retrait de deux espaces.", q(word), q(g.Key)))
		if !g.List && !hasKey(parent, g.Key) && value.Kind == yaml.ScalarNode && !isEmpty(value) {
			x.Fix = d.wrap(k, value, g, word)
		}
		return true
	}
	if f := d.known.field(word); f != nil && t != d.known {
		x := d.report(diag.Erreur, "cle-inconnue", d.keySpan(k), message, "La clé "+q(word)+" se place au premier niveau : effacez les espaces devant elle.")
		at := d.span(k)
		last := len(parent.Content) >= 2 && parent.Content[len(parent.Content)-2] == k
		if before, after := cut(d.work(at.line), at.col); last && strings.TrimSpace(before) == "" && !hasKey(d.root, word) && value.Kind == yaml.ScalarNode && word == k.Value {
			x.Fix = after
			d.value(value, f, reflect.New(f.typ).Elem()) // what is wrong with the value is said too
		}
		return true
	}
	return false
}

// wrap writes "contact: {courriel: …}" for a courriel that stands alone, and checks the value as it will then be.
func (d *decoder) wrap(k, value *yaml.Node, g *Field, word string) string {
	at := d.span(k)
	line := d.work(at.line)
	raw, ok := rawValue(line, value.Column, value.Value)
	if !ok || value.Line != k.Line {
		return ""
	}
	if raw[0] != '"' && raw[0] != '\'' {
		raw = inFlow(raw)
	}
	before, _ := cut(line, at.col)
	_, rest := cut(line, value.Column)
	for _, sub := range g.Fields {
		if sub.Required && sub.Key != word {
			return ""
		}
	}
	if sub := g.group.field(word); sub.Kind == Text {
		var ignored string
		d.text(value, clean(value), sub, &ignored)
	}
	was, _ := rawValue(line, value.Column, value.Value)
	return before + g.Key + ": {" + word + ": " + raw + "}" + rest[len(was):]
}
