package content

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"
	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
)

// header is where a file's front matter lies.
type header struct {
	open     int    // line that problems of the header as a whole are reported on
	first    int    // first line of text
	text     []byte // the lines between the two "---"
	whole    []byte // the same with its two lines, as the splitting library wants it; nil when they are not as they should
	body     []byte
	bodyLine int
}

const openHint = "Un fichier commence par un en-tête : une ligne « --- », une ligne « titre: … », puis une ligne « --- »."

// split finds the header. The library that splits ("adrg/frontmatter") loses a header without a word when one of its two
// lines is not exactly "---": these are looked for here first, said, and read as if they were right.
func (s *sheet) split(known *table) (h header, ok bool) {
	data := bytes.TrimPrefix(s.data, []byte(bom))
	n, start, line := firstText(data)
	if n == 0 {
		s.report(diag.Erreur, "fichier-vide", span{0, 0, 0}, "Ce fichier est vide.", openHint)
		return header{}, false
	}
	h.open, h.first = n, n+1
	rest := data[start+len(line):]
	exact := isDelimiter(line)
	text := trimEnd(line)
	switch {
	case exact:
	case opensLike(text) && (len(bytes.TrimSpace(rest)) == 0 || looksLikeHeader(rest, known)):
		if !s.wrongOpening(n, text) {
			return header{}, false
		}
	case looksLikeKey(text, known):
		s.report(diag.Erreur, "en-tete-sans-ouverture", span{n, 1, width(text)}, "L'en-tête n'est pas ouvert : il manque une ligne « --- » au-dessus de celle-ci.",
			"Ajoutez, tout en haut du fichier, une ligne qui ne contient que ---")
		rest, h.first = data[start:], n
	default:
		s.report(diag.Erreur, "en-tete-absent", span{n, 1, width(text)}, "Ce fichier n'a pas d'en-tête : balise ne sait pas comment il s'appelle.", openHint)
		return header{body: data, bodyLine: 1}, false
	}
	exact = s.findEnd(&h, rest, known) && exact
	if !s.checkLineEnds(&h) {
		return h, false
	}
	if exact {
		end := len(data) - len(h.body)
		h.whole = data[start:end]
	}
	return h, true
}

// findEnd looks for the closing line in what follows the opening one, and fills the header. It tells whether that line
// is there as it should be.
func (s *sheet) findEnd(h *header, rest []byte, known *table) bool {
	rest = bytes.TrimPrefix(rest, []byte{'\n'})
	n, off := h.first, 0
	for off < len(rest) {
		line, next := rest[off:], len(rest)
		if j := bytes.IndexByte(line, '\n'); j >= 0 {
			line, next = line[:j], off+j+1
		}
		if c := closes(line); c != goesOn {
			h.text, h.body, h.bodyLine = rest[:off], rest[next:], n+1
			if c == closesRight {
				return true
			}
			if s.wrongClosing(n, string(line), rest[:off]) {
				return false
			}
		}
		n, off = n+1, next
	}
	s.neverClosed(h, rest, known)
	return false
}

// checkLineEnds refuses a line end that only YAML would see.
func (s *sheet) checkLineEnds(h *header) bool {
	if bytes.IndexByte(h.text, '\r') < 0 {
		return true
	}
	for i, c := range h.text {
		if c != '\r' || i+1 < len(h.text) && h.text[i+1] == '\n' {
			continue
		}
		before := h.text[:i]
		line := before[bytes.LastIndexByte(before, '\n')+1:]
		s.report(diag.Erreur, "fins-de-ligne", span{h.first + bytes.Count(before, []byte{'\n'}), 1 + width(string(line)), 1}, "Il y a ici une fin de ligne d'un ancien Macintosh, que votre éditeur ne montre peut-être pas.",
			"Placez le curseur à cet endroit, effacez le caractère invisible, puis appuyez sur Entrée.")
		return false
	}
	return true
}

// ending tells what a line of the header says about its end.
type ending uint8

const (
	goesOn ending = iota
	closesRight
	closesWrong
)

// closes judges one line. No line of a right header starts with a row of dashes, dots or stars in its first column.
func closes(line []byte) ending {
	if len(line) == 0 || isASCIIWord(line[0]) {
		return goesOn
	}
	if isDelimiter(line) {
		return closesRight
	}
	text := trimEnd(line)
	if bytes.Equal(bytes.TrimSpace(line), []byte("---")) {
		return closesWrong // indented: the library would end the header here
	}
	if isRow(text) || strings.HasPrefix(text, "--- ") || strings.HasPrefix(text, "... ") || text == "```" {
		return closesWrong
	}
	return goesOn
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isDelimiter(line []byte) bool {
	return len(line) >= 3 && line[0] == '-' && line[1] == '-' && line[2] == '-' && len(bytes.TrimRight(line[3:], " \t\r")) == 0
}

// isRow tells of a line made of one kind of mark, in place of "---": "—", "----", "– – –", "***", "...", "+++".
func isRow(text string) bool {
	marks := strings.Join(strings.Fields(text), "")
	if marks == "" || text[0] == ' ' || text[0] == '\t' {
		return false
	}
	long := strings.ContainsAny(marks, "–—―−‒")
	if strings.Trim(marks, "-–—―−‒‐‑") == "" {
		return long || len(marks) > 1
	}
	return width(marks) >= 3 && strings.Trim(marks, marks[:1]) == "" && strings.ContainsAny(marks[:1], "*_=.+;~#")
}

// opensLike tells of a first line that stands for "---".
func opensLike(text string) bool {
	t := strings.TrimFunc(text, unicode.IsSpace)
	return isRow(t) || t == "---" || strings.HasPrefix(t, "---") || strings.HasPrefix(t, "```") || t == "{" || strings.HasPrefix(t, "{ ")
}

var keyLine = regexp.MustCompile(`^\s*["'“]?([\pL_][\pL\pN_-]*)["'”]?[\s\x{a0}]*[:=]`)

// looksLikeKey tells of a line that starts with a key of the contract.
func looksLikeKey(text string, known *table) bool {
	m := keyLine.FindStringSubmatch(text)
	return m != nil && known.near(m[1])
}

// looksLikeHeader tells that one of the next lines, blank ones apart, is a key's.
func looksLikeHeader(rest []byte, known *table) bool {
	n := 0
	for line := range bytes.SplitSeq(rest, []byte{'\n'}) {
		if text := trimEnd(line); text != "" {
			if looksLikeKey(text, known) {
				return true
			}
			if n++; n > 3 {
				return false
			}
		}
	}
	return false
}

// firstText gives the number, offset and bytes of the first line that is not blank; number 0 when there is none.
func firstText(data []byte) (n, start int, line []byte) {
	for start < len(data) {
		n++
		line = data[start:]
		next := len(data)
		if j := bytes.IndexByte(line, '\n'); j >= 0 {
			line, next = line[:j], start+j+1
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return n, start, line
		}
		start = next
	}
	return 0, 0, nil
}

func trimEnd(line []byte) string { return strings.TrimRightFunc(string(line), unicode.IsSpace) }

// wrongOpening reports a line that stands for the opening one, and tells whether what follows may be YAML.
func (s *sheet) wrongOpening(n int, text string) bool {
	switch t := strings.TrimSpace(text); {
	case strings.HasPrefix(t, "+++"):
		s.report(diag.Erreur, "en-tete-ouverture", span{n, 1, width(text)}, "Cet en-tête est écrit en TOML (« +++ ») : balise attend trois tirets et des lignes « clé: valeur ».",
			"Ouvrez et fermez l'en-tête par ---, et écrivez « clé: valeur » au lieu de « clé = valeur ».")
		return false
	case strings.HasPrefix(t, "{"):
		s.report(diag.Erreur, "en-tete-ouverture", span{n, 1, width(text)}, "Cet en-tête est écrit en JSON (« { ») : balise attend trois tirets et des lignes « clé: valeur ».",
			"Ouvrez et fermez l'en-tête par ---, avec une ligne « clé: valeur » par information.")
		return false
	default:
		d := s.report(diag.Erreur, "en-tete-ouverture", span{n, 1, width(text)}, "L'en-tête doit s'ouvrir par une ligne faite de trois tirets, et de rien d'autre.",
			"Remplacez cette ligne par trois tirets courts : ---")
		if text != t {
			d.Message = "Les trois tirets qui ouvrent l'en-tête doivent être collés à la marge."
		}
		d.Fix = "---"
		return true
	}
}

// wrongClosing reports a line that stands for the closing one, and tells whether the header ends there. An indented
// "---" inside a text in several lines is part of that text, but the splitting library would not know.
func (s *sheet) wrongClosing(n int, line string, before []byte) (ends bool) {
	text := strings.TrimRightFunc(line, unicode.IsSpace)
	indent := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
	if indent != "" && len(s.list) < maxSame && inBlock(before, len(indent)) {
		d := s.report(diag.Erreur, "separateur-en-retrait", span{n, 1 + width(indent), 3},
			"Cette ligne « --- » est dans un texte de l'en-tête, mais elle serait lue comme la fin de l'en-tête.", "Pour séparer deux paragraphes, écrivez *** à la place.")
		d.Fix = indent + "***"
		s.mend(n, d.Fix)
		return false
	}
	d := s.report(diag.Erreur, "en-tete-fermeture", span{n, 1, width(text)}, "L'en-tête doit se fermer par une ligne faite de trois tirets, et de rien d'autre.",
		"Remplacez cette ligne par trois tirets courts : ---")
	if indent != "" {
		d.Message = "Les trois tirets qui ferment l'en-tête doivent être collés à la marge."
	}
	if strings.TrimLeft(text, " \t") == strings.TrimSpace(text) && !strings.ContainsFunc(strings.TrimLeft(text, "-. "), unicode.IsLetter) {
		d.Fix = "---"
	} else {
		d.Hint = "Mettez --- seul sur sa ligne, et le reste sur la ligne suivante."
	}
	return true
}

var blockStart = regexp.MustCompile(`^( *)(?:- +)*[^#\s].*:\s+[|>][-+0-9]*\s*$`)

// inBlock tells whether a line that follows these, indented so, belongs to a text opened by "|" or ">".
func inBlock(before []byte, indent int) bool {
	in, base := false, 0
	for line := range strings.SplitSeq(string(before), "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			continue
		}
		depth := len(line) - len(strings.TrimLeft(line, " "))
		if in && depth <= base {
			in = false
		}
		if m := blockStart.FindStringSubmatch(line); !in && m != nil {
			in, base = true, len(m[1])
		}
	}
	return in && indent > base
}

var headerLine = regexp.MustCompile(`^(\s|#|-\s|-$|[\]}]|["'“]?[\pL_][\pL\pN_-]*["'”]?[\s\x{a0}]*[:=])`)

// neverClosed guesses where the body starts: at the first line that no header has.
func (s *sheet) neverClosed(h *header, rest []byte, known *table) {
	n, off, bodyAt, blank := h.first, 0, "", false
	for off < len(rest) {
		line, next := rest[off:], len(rest)
		if j := bytes.IndexByte(line, '\n'); j >= 0 {
			line, next = line[:j], off+j+1
		}
		text := trimEnd(line)
		if text != "" && (!headerLine.MatchString(text) || strings.HasPrefix(text, "##") || strings.HasPrefix(text, "# ") && blank) {
			bodyAt = text
			break
		}
		blank = text == "" && n > h.first
		n, off = n+1, next
	}
	h.text, h.body, h.bodyLine = rest[:off], rest[off:], n
	hint := "Ajoutez une ligne --- à la fin de l'en-tête, avant le texte."
	if bodyAt != "" {
		hint = fmt.Sprintf("Ajoutez une ligne --- juste avant la ligne %d : %s.", n, q(bodyAt))
	}
	if s.hasNoOpening(h) {
		return
	}
	s.report(diag.Erreur, "en-tete-non-ferme", span{h.open, 1, width(s.line(h.open))}, "L'en-tête est ouvert ici, mais il n'est jamais fermé.", hint)
}

// hasNoOpening tells that the header's own opening was already said to be missing; its end is then said with it.
func (s *sheet) hasNoOpening(h *header) bool {
	if h.first != h.open {
		return false
	}
	s.list[len(s.list)-1].Hint += ", et une autre à la fin de l'en-tête"
	return true
}

// load reads the header's text into nodes, positions relative to it. A nil node means an empty header. buf, which may be
// nil, spares the splitting library a buffer of its own.
func (h *header) load(buf *bufio.Reader) (*yaml.Node, error) {
	if h.whole == nil {
		return loadYAML(h.text)
	}
	var node *yaml.Node
	format := frontmatter.NewFormat("---", "---", func(text []byte, _ any) (err error) {
		node, err = loadYAML(text)
		return err
	})
	// The library is given the header alone: it would copy the body for nothing.
	if buf == nil {
		buf = bufio.NewReader(nil)
	}
	buf.Reset(bytes.NewReader(h.whole))
	if _, err := frontmatter.MustParse(buf, &node, format); err != nil {
		return nil, err
	}
	return node, nil
}

// loadYAML reads one document into nodes.
func loadYAML(text []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(oneLineEnd(text)))
	if err != nil {
		return nil, err
	}
	var n yaml.Node
	if err := loader.Load(&n); err != nil {
		if err == io.EOF {
			return nil, nil // nothing but blank lines and remarks
		}
		return nil, err
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		return n.Content[0], nil
	}
	return &n, nil
}

func isOddEnd(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && (r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0xfffe)
}

var otherLineEnds = strings.NewReplacer("\u0085", " ", "\u2028", " ", "\u2029", " ")

// oneLineEnd makes spaces of the characters that YAML takes for line ends and editors do not, so that lines are counted
// as on the screen; and of the control characters that were reported.
func oneLineEnd(text []byte) []byte {
	if i := bytes.IndexFunc(text, isOddEnd); i < 0 {
		return text
	}
	clean := otherLineEnds.Replace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	return []byte(strings.Map(func(r rune) rune {
		if r == '\r' || isControl(r) {
			return ' '
		}
		return r
	}, clean))
}
