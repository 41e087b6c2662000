package content

import (
	"fmt"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// What a header lacks: keys, and values.

// emptyHeader says once all that is needed.
func (d *decoder) emptyHeader() {
	var need []string
	for _, f := range d.known.fields {
		if f.Required {
			need = append(need, q(f.Key))
		}
	}
	what := "L'en-tête"
	if !strings.HasSuffix(strings.ToLower(d.path), ".md") {
		what = "Ce fichier"
	}
	d.report(diag.Erreur, "en-tete-vide", span{d.open, 1, 3}, what+" est vide : il y faut au moins "+french.List(need, "et")+".",
		"Ajoutez par exemple cette ligne : "+d.known.fields[0].Key+": "+d.known.fields[0].Example)
}

// isEmpty tells of a key without a value.
func isEmpty(n *yaml.Node) bool {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Style == 0 && (n.Value == "~" || n.Value == "null") {
			return true
		}
		return strings.TrimSpace(n.Value) == ""
	case yaml.SequenceNode, yaml.MappingNode:
		return len(n.Content) == 0
	}
	return false
}

// severity of what is missing: a draft may be unfinished.
func (d *decoder) severity() diag.Severity {
	if d.draft {
		return diag.Avertissement
	}
	return diag.Erreur
}

// missing reports a key that a level must have: the header itself, a group, or one item of a list. What is proposed is
// written as that level is: on a line of its own, or between the braces.
func (d *decoder) missing(f *Field, level *yaml.Node) {
	where, hint := span{d.open, 1, 3}, "Ajoutez par exemple cette ligne : "+f.Key+": "+f.Example
	if level != d.root || d.open == 0 {
		where = d.span(level)
		text := d.restOfLine(where)
		if level.Style&yaml.FlowStyle == 0 {
			hint = "Ajoutez dessous, alignée avec " + q(level.Content[0].Value) + ", par exemple cette ligne : " + f.Key + ": " + f.Example
		} else {
			inner := "…}"
			if raw, whole := rawValue(d.work(where.line), where.col, ""); whole {
				text, inner = raw, strings.TrimSpace(raw[1:])
			}
			hint = "Écrivez-la entre les accolades, par exemple : {" + f.Key + ": " + f.exampleInFlow() + ", " + inner
		}
		where.length = max(1, width(text))
	}
	d.report(d.severity(), "cle-manquante", where, fmt.Sprintf("Il manque la clé %s, qui est obligatoire.", q(f.Key)), hint)
}

// exampleInFlow is the example as it is written between braces; one that is a list or between quotes already is.
func (f *Field) exampleInFlow() string {
	if strings.ContainsAny(f.Example[:min(1, len(f.Example))], "[{\"'") {
		return f.Example
	}
	return inFlow(f.Example)
}

// emptyKey reports a required key without a value, and a value that YAML took for a remark.
func (d *decoder) emptyKey(k, value *yaml.Node, f *Field) {
	fix := ""
	remark, _, _ := strings.Cut(k.LineComment+value.LineComment, "\n")
	if len(remark) > 1 && value.Kind == yaml.ScalarNode && value.Style == 0 && (f.Required && f.Free() || remark[1] != ' ') {
		line := strings.TrimRight(d.work(k.Line+d.before), " \t")
		if i := len(line) - len(remark); i > 0 && strings.HasSuffix(line, remark) {
			fix = line[:i] + quote(remark)
			d.hash(f, span{k.Line + d.before, 1 + width(line[:i]), 1}, fix, remark)
		}
	}
	if f.Required {
		x := d.report(d.severity(), "cle-vide", d.keySpan(k), fmt.Sprintf("La clé %s est vide : il lui faut une valeur.", q(f.Key)), "Complétez la ligne, par exemple : "+f.Key+": "+f.Example)
		if f.Free() {
			x.Fix = fix
		}
	}
}
