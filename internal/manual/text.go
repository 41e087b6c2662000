package manual

import "strings"

// width is how many characters a line of Text has at most; examples keep theirs.
const width = 78

// Text writes a mistake for a terminal.
func (m Mistake) Text() string {
	var b strings.Builder
	b.WriteString(m.Title + "  [" + m.Code + "]\n\n")
	for _, p := range m.What {
		wrap(&b, "", "", p)
	}
	b.WriteString("\nQue faire :\n")
	for _, p := range m.Do {
		wrap(&b, "  → ", "    ", p)
	}
	if m.Sort == None {
		return b.String()
	}
	b.WriteString("\nExemple, " + m.Where() + "\n\n  Avant :\n")
	indent(&b, m.Before)
	b.WriteString("\n  Après :\n")
	indent(&b, m.After)
	return b.String()
}

// Where says where an example stands, as the end of a sentence.
func (m Mistake) Where() string {
	switch m.Sort {
	case Header:
		if strings.HasSuffix(m.File, ".yaml") {
			return "dans content/" + m.File + " :"
		}
		return "dans l'en-tête de content/" + m.File + " :"
	case Body:
		return "dans le texte de content/" + m.File + " :"
	case Name:
		return "le nom du fichier dans le dossier content :"
	default:
		return "le fichier content/" + m.File + " :"
	}
}

func indent(b *strings.Builder, text string) {
	if text == "" {
		b.WriteString("    (rien)\n")
		return
	}
	for line := range strings.Lines(text) {
		b.WriteString("    " + line)
	}
}

// wrap writes a paragraph in lines that are not too long. What is to be typed stands between French quotation marks there,
// since backquotes mean nothing to who reads.
func wrap(b *strings.Builder, first, next, text string) {
	line, used := first, len([]rune(first))
	for i, word := range strings.Split(plain(text), " ") {
		n := len([]rune(word))
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteString(line + "\n")
			line, used = next, len([]rune(next))
		default:
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	b.WriteString(line + "\n")
}

// plain writes a paragraph without marks: what stood between ` stands between « », on one line with them.
func plain(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		if i%2 == 0 {
			b.WriteString(part)
		} else {
			b.WriteString("«\u00a0" + strings.ReplaceAll(part, " ", "\u00a0") + "\u00a0»")
		}
	}
	return b.String()
}
