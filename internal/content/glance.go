package content

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// glance judges what can be read of a header that cannot be read as a whole, so that an editor is not told of the next mistake
// only once the first is mended. The lines that are said to be wrong are left out, with what hangs below them; what is then
// missing is not held against anyone. What was read is thrown away: half a header makes no entry.
func (d decoder) glance(h *header, e site.Entry) []site.Date {
	root := d.rest(h)
	if root == nil {
		return nil
	}
	said := len(d.list)
	if d.header(root, reflect.ValueOf(e).Elem()) {
		d.finish(e)
	}
	d.list = append(d.list[:said:said], slices.DeleteFunc(d.list[said:], func(x diag.Diag) bool {
		return x.Pos.Line == d.open || x.Code == "image-alt-manquant"
	})...)
	return d.past
}

// rest reads the lines of a header that nothing was said of; nil when there is no sense in them either.
func (d *decoder) rest(h *header) *yaml.Node {
	lines := strings.Split(strings.TrimSuffix(string(h.text), "\n"), "\n")
	for i := range lines {
		lines[i] = d.work(h.first + i)
	}
	for _, x := range d.list {
		if x.Fix == "" && x.Severity == diag.Erreur {
			leave(lines, x.Pos.Line-h.first)
		}
	}
	for range 5 {
		root, err := loadYAML([]byte(strings.Join(lines, "\n") + "\n"))
		if err == nil {
			if root == nil || root.Kind != yaml.MappingNode {
				return nil
			}
			return root
		}
		var all *yaml.LoadErrors
		if !errors.As(err, &all) || len(all.Errors) == 0 {
			return nil
		}
		leave(lines, all.Errors[0].Mark.Line-1)
	}
	return nil
}

// leave empties a line, and those below that are further in: they are part of it.
func leave(lines []string, i int) {
	if i < 0 || i >= len(lines) {
		return
	}
	margin := func(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
	most := margin(lines[i])
	lines[i] = ""
	for i++; i < len(lines) && (strings.TrimSpace(lines[i]) == "" || margin(lines[i]) > most); i++ {
		lines[i] = ""
	}
}
