package content

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// decoder reads the nodes of one header into a struct, by its table of fields. It reads values as they were typed: what
// YAML would make of them (numbers, dates, booleans) is never looked at.
type decoder struct {
	*sheet
	set    *settings
	known  *table // of the whole header, to say where a misplaced key belongs
	before int    // lines above the text that YAML was given
	open   int    // line on which the header's missing keys are reported; 0 for a map inside a file of lists
	root   *yaml.Node
	keys   []site.KeyPos
	draft  bool        // what is missing is only a warning
	past   []site.Date // days compared with today
	item   string      // of the list item being decoded: "seances.2."; "" elsewhere
}

// span gives a node's place in the file.
func (d *decoder) span(n *yaml.Node) span { return span{n.Line + d.before, n.Column, 1} }

// header decodes all of a header, and tells whether it has keys. A nil node is an empty one.
func (d *decoder) header(root *yaml.Node, v reflect.Value) bool {
	if root == nil {
		d.emptyHeader()
		return false
	}
	if root.Kind != yaml.MappingNode {
		d.report(diag.Erreur, "en-tete-sans-cles", d.span(root), "L'en-tête doit être fait de lignes « clé: valeur ».", "Par exemple : titre: Le Relais")
		return false
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "brouillon" && !isEmpty(root.Content[i+1]) {
			value, _ := parseDraft(strings.TrimSpace(root.Content[i+1].Value))
			d.draft = value != site.Public
		}
	}
	d.root = root
	d.mapping(root, d.known, v)
	return true
}

// mapping decodes the keys of one level.
func (d *decoder) mapping(n *yaml.Node, t *table, v reflect.Value) {
	var seen uint64
	var first [64]*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		f := d.key(n, k, value, t)
		if f == nil {
			continue
		}
		bit := t.byKey[f.Key]
		if seen&(1<<bit) != 0 {
			d.report(diag.Erreur, "cle-en-double", d.keySpan(k), fmt.Sprintf("La clé %s est déjà donnée à la ligne %d.", q(f.Key), first[bit].Line+d.before), "Gardez une seule des deux lignes.")
			continue
		}
		seen |= 1 << bit
		first[bit] = k
		d.keys = append(d.keys, site.KeyPos{Key: d.pathOf(f), Line: int32(value.Line + d.before), Col: int32(value.Column), KeyCol: int32(k.Column)})
		if !d.plain(value) {
			continue
		}
		if isEmpty(value) {
			d.emptyKey(k, value, f)
			continue
		}
		d.value(value, f, v.FieldByIndex(f.index))
	}
	for i := range t.fields {
		if f := &t.fields[i]; f.Required && seen&(1<<i) == 0 {
			d.missing(f, n)
		}
	}
}

// pathOf is a key's path from the top of the header; inside a list it has the item's number.
func (d *decoder) pathOf(f *Field) string {
	if d.item == "" {
		return f.Path
	}
	return d.item + f.Key
}

// hash reports a "#" that YAML takes for the start of a remark.
func (d *decoder) hash(f *Field, at span, fix, remark string) {
	x := d.report(diag.Avertissement, "diese", at, fmt.Sprintf("À partir du signe #, ce texte est lu comme une remarque et n'est pas publié : %s.", q(remark)), "Mettez toute la valeur entre guillemets droits.")
	if f.Free() || f.Form == "couleur" {
		x.Fix = fix
	} else {
		x.Hint = "Si c'est une remarque, laissez une espace après #. Sinon, effacez-la."
	}
}

// plain refuses what only programmers write: anchors, aliases, tags. Where a text was meant it is made one.
func (d *decoder) plain(n *yaml.Node) bool {
	what := ""
	switch {
	case n.Kind == yaml.AliasNode:
		what = "*" + n.Value
	case n.Anchor != "":
		what = "&" + n.Anchor
	case n.Style&yaml.TaggedStyle != 0:
		what = n.Tag
	default:
		return true
	}
	at := d.span(n)
	x := d.report(diag.Erreur, "caractere-debut", at, fmt.Sprintf("Une valeur ne peut pas commencer par « %s », qui a un autre sens dans un en-tête.", what[:1]), "Si c'est du texte, mettez-le entre guillemets droits.")
	text := d.restOfLine(at)
	if n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode || text == "" {
		return false
	}
	if line := d.work(at.line); inBrackets(line, at.col, "") {
		text = text[:elementEnd(text, 0, false)]
		if text == "" {
			return false
		}
	}
	x.Fix = splice(d.work(at.line), span{at.line, at.col, width(text)}, quote(text))
	*n = yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: text, Line: n.Line, Column: n.Column}
	return true // what the text itself is worth is judged too
}

// restOfLine is the text from a place to the line's end.
func (d *decoder) restOfLine(at span) string {
	_, text := cut(d.work(at.line), at.col)
	return strings.TrimRightFunc(text, unicode.IsSpace)
}

// value decodes one value by its field.
func (d *decoder) value(n *yaml.Node, f *Field, v reflect.Value) {
	if !f.List {
		d.one(n, f, v)
		return
	}
	if n.Kind != yaml.SequenceNode {
		if n.Kind == yaml.ScalarNode && d.notAList(n, f) {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		if f.Names {
			d.keys = append(d.keys, site.KeyPos{Key: f.Path + ".0", Line: int32(n.Line + d.before), Col: int32(n.Column), KeyCol: int32(n.Column)})
		}
		d.inItem(n, f, v.Index(0), 0)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	kept := 0
	for i, item := range n.Content {
		if !d.plain(item) {
			continue
		}
		if isEmpty(item) {
			if i < len(n.Content)-1 || n.Style&yaml.FlowStyle == 0 {
				d.report(diag.Conseil, "element-vide", d.span(item), fmt.Sprintf("Un élément de la liste %s est vide.", q(f.Key)), "Effacez-le, ou complétez-le.")
			}
			continue
		}
		if f.Kind == Reference || f.Names {
			d.keys = append(d.keys, site.KeyPos{Key: fmt.Sprintf("%s.%d", f.Path, kept), Line: int32(item.Line + d.before), Col: int32(item.Column), KeyCol: int32(item.Column)})
		}
		d.inItem(d.apart(item), f, v.Index(kept), kept)
		kept++
	}
	v.Set(v.Slice3(0, kept, kept))
	if kept == 0 && f.Required {
		d.report(d.severity(), "cle-vide", d.span(n), fmt.Sprintf("La liste %s est vide : il y faut au moins une valeur.", q(f.Key)), "Par exemple : "+f.Key+": "+f.Example)
	}
}

// inItem decodes an item of a list; the keys it may have are known by its number.
func (d *decoder) inItem(n *yaml.Node, f *Field, v reflect.Value, number int) {
	outer := d.item
	if f.Kind == Group {
		d.item = fmt.Sprintf("%s.%d.", d.pathOf(f), number)
	}
	d.one(n, f, v)
	d.item = outer
}

// one decodes a value that is not a list.
func (d *decoder) one(n *yaml.Node, f *Field, v reflect.Value) {
	if f.Kind == Position {
		d.position(n, f, v.Addr().Interface().(*site.Coord))
		return
	}
	if f.Kind == Group {
		d.group(n, f, v)
		return
	}
	if f.Kind == Label && n.Kind == yaml.MappingNode {
		d.labels(n, v)
		return
	}
	switch n.Kind {
	case yaml.SequenceNode:
		d.listForOne(n, f)
	case yaml.MappingNode:
		d.mapForText(n, f)
	default:
		d.remarks(n, f)
		d.scalar(n, clean(n), f, v)
	}
}

// listForOne reports a list where one value is expected.
func (d *decoder) listForOne(n *yaml.Node, f *Field) {
	x := d.report(diag.Erreur, "une-seule-valeur", d.span(n), fmt.Sprintf("La clé %s ne prend qu'une valeur, pas une liste.", q(f.Key)), "Gardez une seule valeur, sans crochets ni tiret.")
	if len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode && n.Style&yaml.FlowStyle != 0 {
		x.Fix = d.fix(d.span(n), n.Value, clean(n.Content[0]))
	}
}

// scalar decodes a single text into what its field asks for.
func (d *decoder) scalar(n *yaml.Node, text string, f *Field, v reflect.Value) {
	switch f.Kind {
	case Text:
		d.text(n, text, f, v.Addr().Interface().(*string))
	case Number:
		number, flaw := parseNumber(text)
		v.SetInt(int64(number))
		d.flaw(n, flaw)
	case Day:
		d.day(n, text, f, v.Addr().Interface().(*site.Date))
	case YesNo:
		draft, flaw := parseDraft(text)
		v.SetUint(uint64(draft))
		d.flaw(n, flaw)
	case Label:
		v.Set(reflect.ValueOf(map[string]string{"": d.curly(n, text, f)}))
	case Reference:
		*v.Addr().Interface().(*site.Ref) = site.Ref{Text: text, Line: int32(n.Line + d.before), Col: int32(d.original(d.span(n)).col)}
	}
}

// clean is a scalar's text as it is kept: without the spaces around it, invisible marks, and decomposed accents.
func clean(n *yaml.Node) string {
	text := strings.TrimFunc(n.Value, unicode.IsSpace)
	if isLatin(text) {
		return text
	}
	if strings.ContainsAny(text, "\u200b\u2060\ufeff") {
		text = strings.NewReplacer("\u200b", "", "\u2060", "", "\ufeff", "").Replace(text)
	}
	return norm.NFC.String(text)
}

// isLatin tells of a text that holds neither combining accents nor invisible marks, without looking for them.
func isLatin(text string) bool {
	for i := range len(text) {
		if text[i] > 0xc3 {
			return false
		}
	}
	return true
}
