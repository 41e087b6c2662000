package content

import (
	"fmt"
	"reflect"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// Keys of a second level, and what stands in their place.

// group decodes keys of a second level.
func (d *decoder) group(n *yaml.Node, f *Field, v reflect.Value) {
	if n.Kind == yaml.MappingNode {
		d.mapping(n, f.group, v)
		return
	}
	if f.Alone != "" && n.Kind == yaml.ScalarNode {
		sub := f.group.field(f.Alone)
		d.keys = append(d.keys, site.KeyPos{Key: d.pathOf(sub), Line: int32(n.Line + d.before), Col: int32(n.Column), KeyCol: int32(n.Column)})
		d.one(n, sub, v.FieldByIndex(sub.index))
		return
	}
	words := make([]string, len(f.Fields))
	for i := range f.Fields {
		words[i] = f.Fields[i].Key
	}
	x := d.report(diag.Erreur, "cles-attendues", d.span(n), fmt.Sprintf("La clé %s attend d'autres clés (%s), pas un texte seul.", q(f.Key), some(words)), "Écrivez-les dessous, en retrait de deux espaces, par exemple : "+words[0]+": …")
	if n.Kind == yaml.ScalarNode {
		d.groupCure(n, f, x)
	}
}

// mapForText reports keys where a text was expected. In a French list it is most often a colon.
func (d *decoder) mapForText(n *yaml.Node, f *Field) {
	at := d.span(n)
	line := d.work(at.line)
	if len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode && n.Content[1].Line == n.Line && n.Style&yaml.FlowStyle == 0 {
		x := d.report(diag.Erreur, "deux-points", at, "Ce texte contient deux-points suivi d'une espace : balise y voit une clé et sa valeur.", "Mettez le texte entre guillemets droits.")
		if text := d.restOfLine(at); text != "" {
			x.Fix = splice(line, span{at.line, at.col, width(text)}, quote(text))
		}
		return
	}
	d.report(diag.Erreur, "texte-attendu", at, fmt.Sprintf("La clé %s attend une seule valeur, pas d'autres clés.", q(f.Key)), "Écrivez la valeur sur la même ligne que la clé : "+f.Key+": "+f.Example)
}
