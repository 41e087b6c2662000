package content

import (
	"regexp"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
)

// groupCure finds which of a group's keys a bare text was meant for.
func (d *decoder) groupCure(n *yaml.Node, f *Field, x *diag.Diag) {
	at, text := d.span(n), strings.TrimSpace(n.Value)
	if m := gluedKey.FindStringSubmatch(text); m != nil && f.group.field(m[1]) != nil {
		x.Hint = "Il faut une espace ordinaire après les deux-points."
		x.Fix = d.fix(at, n.Value, "{"+m[1]+": "+inFlow(m[2])+"}")
		if line := d.work(at.line); strings.TrimSpace(line) == text {
			x.Fix = strings.Replace(line, text, m[1]+": "+m[2], 1)
		}
		return
	}
	if both := f.bounded(text); both != "" {
		x.Fix = d.fixRaw(at, n.Value, both)
		x.Hint = "Écrivez par exemple : " + f.Key + ": " + both
		return
	}
	for i := range f.Fields {
		sub := &f.Fields[i]
		if sub.wouldTake(text) {
			x.Fix = d.fixRaw(at, n.Value, "{"+sub.Key+": "+inFlow(text)+"}")
			x.Hint = "Écrivez par exemple : " + strings.TrimSpace(x.Fix)
			return
		}
	}
}

// wouldTake tells that a bare text is, by its form, the value of this key. A name is anything short.
func (f *Field) wouldTake(text string) bool {
	switch {
	case f.List:
		return false
	case f.Kind == Day:
		_, bad := ParseDate(text)
		return bad == nil
	case checkers[f.Form] != nil:
		_, bad := checkers[f.Form](text)
		return bad == nil
	}
	return f.Key == "nom" && len(text) < 40 && !strings.ContainsAny(text, "@/0123456789")
}

var bounds = regexp.MustCompile(`^(?i)(?:de |entre )?([0-9]{1,6})(?:[\s\x{a0}]*(?:à|a|-|–|et)[\s\x{a0}]*([0-9]{1,6}))?(?:[\s\x{a0}]+(?:personnes|participants))?$`)

// bounded reads "6 à 12" and "12" for a group of two bounds, as they stand between braces; "" for anything else.
func (f *Field) bounded(text string) string {
	m := bounds.FindStringSubmatch(text)
	if m == nil || f.group.field("min") == nil || f.group.field("max") == nil {
		return ""
	}
	low, _ := strconv.Atoi(m[1]) // at most six digits: cannot fail; none is 0
	high, _ := strconv.Atoi(m[2])
	switch {
	case low == 0 || m[2] != "" && high < low:
		return ""
	case m[2] == "":
		return "{max: " + strconv.Itoa(low) + "}"
	default:
		return "{min: " + strconv.Itoa(low) + ", max: " + strconv.Itoa(high) + "}"
	}
}
