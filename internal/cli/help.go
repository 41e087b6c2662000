package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/manual"
)

// helpOn tells about a command, or about a message by its code, with or without the brackets it is shown in.
func helpOn(env *Env, word string) int {
	if c := find(word); c != nil {
		fmt.Fprint(env.Stdout, c.Help)
		return Done
	}
	word = strings.ToLower(strings.Trim(word, "[]«» \u00a0"))
	m, near, ok := manual.Find(word)
	if ok {
		fmt.Fprint(env.Stdout, m.Text())
		return Done
	}
	var names []string
	for _, c := range Commands() {
		names = append(names, c.Name)
	}
	if name, ok := french.Nearest(word, names); ok {
		near = name
	}
	if near != "" {
		near = fmt.Sprintf(" Vouliez-vous dire « balise help %s » ?", near)
	}
	fmt.Fprintf(env.Stderr, "balise : il n'y a ni commande ni message « %s ».%s\nPour la liste des commandes : balise help\n", word, near)
	return Usage
}

// explanation is where the preview explains a code.
func explanation(code string) string {
	m, _, ok := manual.Find(code)
	if !ok {
		return ""
	}
	return "/aide/erreurs/" + m.Theme + "/#" + m.Code
}

// pointer tells who reads a terminal that the first of the errors is explained.
func pointer(w io.Writer, env *Env, l diag.List) {
	l = l.Sorted()
	i := slices.IndexFunc(l, func(d diag.Diag) bool { return d.Severity == diag.Erreur })
	if !env.Asks || i < 0 {
		return
	}
	if _, _, ok := manual.Find(l[i].Code); ok {
		fmt.Fprintf(w, "Que faire ? « balise help %s » l'explique, avec un exemple.\n", l[i].Code)
	}
}
