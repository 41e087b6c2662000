package content

import (
	"slices"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
)

// commaKey reports the rest of a value that a comma between braces cut short: in {choix: Lundi, Mardi} YAML reads "Mardi"
// as a key. It tells whether the key is one; of several in a row the first alone is reported. field gives a right key's.
func (d *decoder) commaKey(parent, k *yaml.Node, field func(key string) *Field) bool {
	i := slices.Index(parent.Content, k)
	if i <= 0 || !d.cutShort(parent, i, field) {
		return false
	}
	if i >= 4 && d.cutShort(parent, i-2, field) {
		return true // said with the one before
	}
	last := i
	for last+2 < len(parent.Content) && d.cutShort(parent, last+2, field) {
		last += 2
	}
	x := d.report(diag.Erreur, "virgule-entre-accolades", d.keySpan(k), "Entre accolades, une virgule commence une autre clé.", "Mettez toute la valeur entre guillemets droits.")
	if f := field(parent.Content[i-2].Value); f != nil {
		d.commaCure(x, f, parent.Content[i-1], parent.Content[last])
	}
	return true
}

// cutShort tells that what stands at a place of a mapping is no key: between braces, without a colon, and not a word that
// is one.
func (d *decoder) cutShort(parent *yaml.Node, i int, field func(key string) *Field) bool {
	k, value := parent.Content[i], parent.Content[i+1]
	if parent.Style&yaml.FlowStyle == 0 || k.Kind != yaml.ScalarNode || field(strings.TrimFunc(k.Value, unicode.IsSpace)) != nil || !isEmpty(value) || value.Kind != yaml.ScalarNode {
		return false
	}
	at := d.span(k)
	raw, ok := rawValue(d.work(at.line), at.col, k.Value)
	if !ok {
		return false
	}
	_, rest := cut(d.work(at.line), at.col+width(raw))
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || strings.ContainsAny(rest[:1], ",}")
}

// commaCure puts the value, from its beginning to the last of what was taken for keys, between brackets or quotation marks.
func (d *decoder) commaCure(x *diag.Diag, f *Field, value, last *yaml.Node) {
	switch {
	case f.List:
		x.Hint = "Mettez les valeurs de " + q(f.Key) + " entre crochets."
	case !f.Free():
		x.Hint = "La clé " + q(f.Key) + " ne prend qu'une valeur : effacez ce qui est de trop."
	}
	at := d.span(value)
	line := d.work(at.line)
	first, begun := rawValue(line, at.col, value.Value)
	end, ended := rawValue(line, last.Column, last.Value)
	if !begun || !ended || value.Line != last.Line || isEmpty(value) {
		return
	}
	at.length = last.Column + width(end) - value.Column
	_, text := cut(line, at.col)
	text = string([]rune(text)[:at.length])
	switch {
	case f.List && value.Kind == yaml.SequenceNode:
		text = strings.TrimRight(first[1:len(first)-1], ", ") + text[len(first):]
	case value.Kind != yaml.ScalarNode:
		return
	case !f.List:
		text = clean(value) + text[len(first):]
	}
	switch {
	case f.List && (f.Free() || d.allFit(text, f)):
		x.Fix = splice(line, at, "["+text+"]")
	case !f.List && f.Free():
		x.Fix = splice(line, at, quote(text))
	}
}

// allFit tells whether each part of a text would do as an item of a list.
func (d *decoder) allFit(text string, f *Field) bool {
	for part := range strings.SplitSeq(text, ",") {
		if !d.fits(strings.TrimSpace(part), f) {
			return false
		}
	}
	return true
}

// perhapsList advises on one text in place of a list that reads as several: a few words, a comma and a space, a few words.
// It is one item as it stands, and stays one.
func (d *decoder) perhapsList(n *yaml.Node, f *Field, text string) {
	const longest, most = 40, 5 // characters and words of what is an item, and not a part of a sentence
	parts := strings.Split(text, ", ")
	if len(parts) < 2 {
		return
	}
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if words := len(strings.Fields(p)); words == 0 || words > most || width(p) > longest {
			return
		}
		parts[i] = inFlow(p)
	}
	at := d.span(n)
	fix := d.fixRaw(at, n.Value, "["+strings.Join(parts, ", ")+"]")
	if fix == "" {
		return
	}
	at.length = width(text)
	d.report(diag.Conseil, "liste-sans-crochets", at, "Sans crochets, ce texte ne fait qu'un seul élément de la liste "+q(f.Key)+".",
		"S'il y en a plusieurs, mettez-les entre crochets. Si c'est un seul texte, mettez-le entre guillemets droits.").Fix = fix
}
