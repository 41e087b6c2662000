package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Writing a file, for those who fill a form, import a table or ask for a new entry. It is the reverse of reading: what is
// composed decodes to the same values, and brings no problem but what the values themselves have.

// Item is one key of a header, and what it is given: one of Text, List, Keys and Groups. An Item that has nothing but a
// Remark is that remark alone; one that has nothing at all is left out.
type Item struct {
	Key    string
	Text   string   // one value; its line ends are kept
	List   []string // several
	Keys   []Item   // keys of its own: contact
	Groups [][]Item // several times keys of its own: chiffres
	Remark string   // written above the key, each line behind a "#"; of the first level only

	// Off puts the key to sleep, whatever it is given: each of its lines stands behind a "#" with no space after it, so
	// that taking the "#" away is all there is to do. It may have nothing: the key alone is then written. First level only.
	Off bool
}

// Compose writes a file in UTF-8 with LF line ends: the header, its keys in the order given, then the body. Values have
// composed accents (NFC), as those that are read. Short lists are written between brackets, long ones a line each.
func Compose(header []Item, body string) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, item := range header {
		writeRemark(&b, item.Remark)
		if item.Off {
			writeAsleep(&b, item)
			continue
		}
		writeItem(&b, item, "")
	}
	b.WriteString("---\n")
	if body = strings.Trim(strings.ReplaceAll(body, "\r\n", "\n"), "\n"); body != "" {
		b.WriteString(body)
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// empty tells that there is nothing to write of an item but its remark.
func (i *Item) empty() bool {
	for _, k := range i.Keys {
		if !k.empty() {
			return false
		}
	}
	for _, g := range i.Groups {
		if !(&Item{Keys: g}).empty() {
			return false
		}
	}
	return value(i.Text) == "" && len(values(i.List)) == 0
}

func writeRemark(b *strings.Builder, remark string) {
	if remark == "" {
		return
	}
	for line := range strings.SplitSeq(remark, "\n") {
		b.WriteString(strings.TrimRightFunc("# "+line, unicode.IsSpace))
		b.WriteByte('\n')
	}
}

func writeAsleep(b *strings.Builder, item Item) {
	if item.empty() {
		b.WriteString("#" + item.Key + ":\n")
		return
	}
	var awake strings.Builder
	writeItem(&awake, item, "")
	for line := range strings.Lines(awake.String()) {
		b.WriteString("#" + line)
	}
}

func writeItem(b *strings.Builder, item Item, indent string) {
	if item.empty() {
		return
	}
	b.WriteString(indent + item.Key + ":")
	list := values(item.List)
	switch text := value(item.Text); {
	case text != "":
		writeText(b, text, indent)
	case len(list) > 0:
		writeList(b, list, indent)
	case len(item.Keys) > 0:
		b.WriteByte('\n')
		for _, k := range item.Keys {
			writeItem(b, k, indent+"  ")
		}
	default:
		b.WriteByte('\n')
		for _, g := range item.Groups {
			writeGroup(b, g, indent+"  ")
		}
	}
}

// writeGroup writes one element: its first key stands behind the dash.
func writeGroup(b *strings.Builder, g []Item, indent string) {
	if (&Item{Keys: g}).empty() {
		return
	}
	var keys strings.Builder
	for _, k := range g {
		writeItem(&keys, k, indent+"  ")
	}
	b.WriteString(indent + "- " + strings.TrimPrefix(keys.String(), indent+"  "))
}

// writeText writes a text, as a block when it has several lines.
func writeText(b *strings.Builder, text, indent string) {
	if !strings.Contains(text, "\n") {
		b.WriteString(" " + Scalar(text, false) + "\n")
		return
	}
	b.WriteString(" |-\n") // read without its last line end
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			b.WriteString(indent + "  " + line)
		}
		b.WriteByte('\n')
	}
}

const widest = 100 // longest list between brackets, in bytes

func writeList(b *strings.Builder, list []string, indent string) {
	flow := make([]string, len(list))
	for i, v := range list {
		flow[i] = Scalar(oneLine(v), true)
	}
	if line := " [" + strings.Join(flow, ", ") + "]\n"; len(line) < widest {
		b.WriteString(line)
		return
	}
	b.WriteByte('\n')
	for _, v := range list {
		b.WriteString(indent + "  - " + Scalar(oneLine(v), false) + "\n")
	}
}

// Scalar writes a text of one line as a YAML value: bare where it would be read so, else between quotation marks. flow: it
// is to stand between [ ] or { }.
func Scalar(text string, flow bool) string {
	text = value(text)
	if !needsQuotes(text, flow) && !strings.ContainsAny(text, "\"\t") && !strings.HasPrefix(text, "---") && straighten(text) == text && !needsMarks(text) {
		return text
	}
	if strings.ContainsAny(text, "\"\\\t") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'" // no escapes: every other character is itself
	}
	return `"` + text + `"`
}

// needsMarks tells of a text that is a problem as a bare value for the editors' sake, not for YAML's: see notAList,
// remarks and listmarks.
func needsMarks(text string) bool {
	return bulletLine.MatchString(text) || strings.Contains(text, " - ") || strings.Contains(text, "#")
}

// value is a text as it is kept: without the spaces around it and at the end of its lines, invisible marks, control
// characters, and decomposed accents.
func value(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u200b' || r == '\u2060' || r == '\ufeff':
			return -1
		case isOddEnd(r):
			return ' '
		}
		return r
	}, text)
	if strings.Contains(text, "\n") {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
			if strings.TrimSpace(line) == "---" {
				lines[i] = "- - -" // the same line to a reader, but it would end the header
			}
		}
		text = strings.Join(lines, "\n")
	}
	return norm.NFC.String(strings.TrimFunc(text, unicode.IsSpace))
}

// oneLine is a value of a list, which has no line ends.
func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

func values(list []string) []string {
	var out []string
	for _, v := range list {
		if v = value(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}
