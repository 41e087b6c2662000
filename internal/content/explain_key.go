package content

import (
	"regexp"
	"strings"
)

// keyEnd gives the offset of the colon that ends a key, 0 when the text does not start with one.
func keyEnd(body string) int {
	if body[0] == '"' || body[0] == '\'' {
		end := quoteEnd(body)
		rest := strings.TrimLeft(body[end:], " ")
		if end == 0 || rest == "" || rest[0] != ':' || len(rest) > 1 && rest[1] != ' ' {
			return 0
		}
		return len(body) - len(rest)
	}
	if strings.ContainsAny(body[:1], "[{") {
		return 0
	}
	i := colonAt(body)
	if j := strings.Index(body, " #"); i < 0 || j >= 0 && j < i {
		return 0
	}
	return i
}

// colonAt gives the offset of the first colon that YAML takes for the end of a key, -1 when there is none.
func colonAt(text string) int {
	for i := range len(text) {
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\t') {
			return i
		}
	}
	return -1
}

// keyed looks at "key: value".
func (l *linter) keyed(body string, sep, indent int, dashed bool) {
	key := strings.Trim(strings.TrimSpace(body[:sep]), `"'“”`)
	if !l.enter(key, indent, dashed) {
		return
	}
	top := l.top()
	top.key, top.dash = key, -1
	value := strings.TrimLeft(body[sep+1:], " \t")
	top.value = l.value(value, 1+width(l.cur())-width(value), top)
}

var (
	gluedLine  = regexp.MustCompile(`^([\pL_][\pL\pN_-]*)\s*:[\s\x{a0}\x{202f}]*(\S.*)$`)
	equalLine  = regexp.MustCompile(`^([\pL_][\pL\pN_-]*)[\s\x{a0}]*(?:=>?|:=)[\s\x{a0}]*(.*)$`)
	noColon    = regexp.MustCompile(`^([a-z_]+) +(\S.*)$`)
	bulletMark = regexp.MustCompile(`^(?:[•·–—‣▪*][\s\x{a0}]+|-[\x{a0}]*)([^\s-].*)$`)
)

// almostKey finds keys whose colon is missing, glued to the value or written as an equals sign.
func (l *linter) almostKey(body string, indent int, dashed bool) bool {
	line := l.cur()
	head := line[:len(line)-len(body)]
	rewrite := func(m []string, code, message, hint string) bool {
		fix := head + m[1] + ": " + m[2]
		l.trap(code, 1+width(head+m[1]), 1, fix, message, hint)
		l.keyed(m[1]+": "+m[2], len(m[1]), indent, dashed)
		return true
	}
	if m := gluedLine.FindStringSubmatch(body); m != nil && l.isKey(m[1]) && !strings.HasPrefix(m[2], "//") {
		if strings.HasPrefix(strings.TrimPrefix(body, m[1]), ":"+m[2][:1]) {
			return rewrite(m, "espace-manquante", "Il manque une espace après les deux-points.", "On écrit « clé: valeur », avec une espace après les deux-points.")
		}
		return rewrite(m, "espace-insecable", "L'espace après les deux-points est une espace insécable, qui ne compte pas comme espace ici.", "Remplacez-la par une espace ordinaire.")
	}
	if m := equalLine.FindStringSubmatch(body); m != nil && l.isKey(m[1]) {
		return rewrite(m, "signe-egal", "Une clé est suivie de deux-points, pas d'un signe égal.", "On écrit « clé: valeur ».")
	}
	if m := noColon.FindStringSubmatch(body); m != nil && l.known.all[m[1]] && !dashed && indent == l.top().indent && l.top().value != holdsNothing {
		return rewrite(m, "deux-points-manquant", "Il manque deux-points après la clé "+q(m[1])+".", "On écrit « clé: valeur ».")
	}
	return false
}

// isKey tells that a word is a key, or nearly.
func (l *linter) isKey(word string) bool { return l.known.near(word) }

// bare looks at a line without a key: an item of a list, the rest of a text, or something astray.
func (l *linter) bare(body string, indent int, dashed bool) {
	top := l.top()
	col := 1 + width(l.cur()) - width(body)
	if m := bulletMark.FindStringSubmatch(body); m != nil && !dashed && (top.value == holdsNothing || top.dash >= 0) {
		line := l.cur()
		l.trap("tiret-de-liste", col, 1, line[:len(line)-len(body)]+"- "+m[1], "Chaque élément d'une liste commence par un tiret et une espace.", "Remplacez la ligne par celle-ci.")
		if top.dash < 0 {
			top.dash = indent
		}
		l.value(m[1], col+2, nil)
		return
	}
	switch {
	case dashed:
		top.value = l.value(body, col, nil)
		if top.value == holdsNothing {
			top.value = holdsAll
		}
	case strings.Trim(body, "]}, ") == "":
		l.trap("crochet-en-trop", col, width(body), "", "Ce crochet ou cette accolade ferme quelque chose qui n'est pas ouvert.", "Effacez-le, ou ouvrez la liste par [ après la clé.")
	case top.value == holdsNothing && indent > top.indent:
		top.value = l.value(body, col, top)
	case top.value == holdsText && (indent > top.indent || top.dash >= 0 && indent > top.dash):
	default:
		l.astray(body, col, top)
	}
}

// astray reports a line that is neither a key nor part of a value.
func (l *linter) astray(body string, col int, top *level) {
	const message = "Cette ligne n'a pas la forme « clé: valeur »."
	if top.value == holdsText && len(l.levels) == 1 && top.dash < 0 {
		l.trap("ligne-sans-cle", col, width(body), "  "+body, message, "Si c'est la suite du texte au-dessus, décalez-la de deux espaces.")
		return
	}
	l.trap("ligne-sans-cle", col, width(body), "", message, "Effacez-la, ou mettez la valeur entière sur la ligne de sa clé.")
}

// enter finds the level of a key by its indentation; false when the line is no key after all.
func (l *linter) enter(key string, indent int, dashed bool) bool {
	var left *level
	for len(l.levels) > 1 && l.top().indent > indent {
		left = l.top()
		l.levels = l.levels[:len(l.levels)-1]
	}
	top := l.top()
	if top.indent == indent && !dashed {
		return true
	}
	if dashed || top.value == holdsNothing && indent > top.indent {
		top.value = holdsKeys
		l.levels = append(l.levels, level{indent: indent, fields: groupOf(top), dash: -1, value: holdsAll})
		return true
	}
	return l.misaligned(key, indent, top, left)
}

// groupOf gives the fields of the keys under a level's last key.
func groupOf(top *level) *table {
	if top.fields == nil {
		return nil
	}
	if f := top.fields.field(top.key); f != nil {
		return f.group
	}
	return nil
}

// misaligned reports a key between two levels.
func (l *linter) misaligned(key string, indent int, top, left *level) bool {
	body := strings.TrimLeft(l.cur(), " ")
	to := -1
	switch {
	case left != nil && left.fields != nil && left.fields.field(key) != nil:
		to = left.indent
		l.levels = append(l.levels, *left)
	case top.fields != nil && top.fields.field(key) != nil:
		to = top.indent
	}
	if to >= 0 {
		l.trap("retrait", 1, max(indent, 1), strings.Repeat(" ", to)+body, "Cette ligne n'est pas alignée avec les clés du même niveau.", "Les clés d'un même niveau commencent toutes à la même colonne.")
		return true
	}
	if top.dash == indent {
		l.trap("tiret-de-liste", indent+1, 1, "", "Cette ligne devrait commencer par un tiret, comme celles au-dessus.", "Une liste ne contient que des lignes qui commencent par un tiret.")
		return false
	}
	if top.value == holdsText {
		col := 1 + width(l.cur()) - width(body) + width(body[:max(colonAt(body), 0)])
		l.trap("deux-points", col, 1, "", "Un texte en plusieurs lignes ne peut pas contenir deux-points suivi d'une espace.", "Mettez tout le texte sur une seule ligne, entre guillemets droits.")
		return false
	}
	l.trap("retrait", 1, max(indent, 1), "", "Cette ligne est décalée sans raison : la clé au-dessus a déjà une valeur.", "Alignez-la avec les autres clés.")
	return false
}
