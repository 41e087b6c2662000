package diag

import (
	"fmt"
	"html"
	"strings"
)

// HTML gives the list as the preview shows it: an <ol> of problems, "" when there are none. Everything is escaped; there
// is no style attribute and no script, so that it may stand in a page whose policy forbids both. The marked runes are a
// <mark>, the corrected line has a button (class "copier") that a script may bring to life.
func HTML(l List) string { return Explained(l, nil) }

// Explained is HTML with, for each problem, a link to where its code is explained. page gives that address; "": nowhere.
func Explained(l List, page func(code string) string) string {
	if len(l) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<ol class=\"problemes\">\n")
	for _, d := range l {
		help := ""
		if page != nil {
			help = page(d.Code)
		}
		htmlItem(&b, d, help)
	}
	b.WriteString("</ol>\n")
	return b.String()
}

func htmlItem(b *strings.Builder, d Diag, help string) {
	fmt.Fprintf(b, "<li class=\"probleme %s\">\n", d.Severity)
	word := d.Severity.String()
	fmt.Fprintf(b, "<p class=\"ou\"><span class=\"gravite\">%s</span> <span class=\"lieu\">%s</span></p>\n",
		strings.ToUpper(word[:1])+word[1:], strings.ReplaceAll(escape(d.Pos.Place()), "/", "/<wbr>"))
	fmt.Fprintf(b, "<p class=\"message\">%s</p>\n", escape(d.Message))
	if d.Pos.Line > 0 && d.Source != "" {
		fmt.Fprintf(b, "<pre class=\"extrait\"><span class=\"numero\">%d</span> <code>%s</code></pre>\n", d.Pos.Line, marked(d))
	}
	if d.Hint != "" {
		fmt.Fprintf(b, "<p class=\"conseil-donne\">%s</p>\n", escape(d.Hint))
	}
	if d.Fix != "" {
		fmt.Fprintf(b, "<div class=\"correction\"><p>Ligne corrigée\u00a0:</p>\n<pre><code>%s</code></pre>\n"+
			"<button type=\"button\" class=\"copier\">Copier la ligne</button></div>\n", escape(d.Fix))
	}
	if help != "" {
		fmt.Fprintf(b, "<p class=\"que-faire\"><a href=\"%s\">Que faire\u202f?</a></p>\n", escape(help))
	}
	b.WriteString("</li>\n")
}

// marked puts <mark> round the runes at fault; past the end of the line, round one space.
func marked(d Diag) string {
	runes := []rune(Printable(d.Source))
	if d.Pos.Col == 0 {
		return escape(string(runes))
	}
	from := min(d.Pos.Col-1, len(runes))
	to := min(from+max(1, d.Pos.Len), len(runes))
	at := string(runes[from:to])
	if at == "" {
		at = " "
	}
	return escape(string(runes[:from])) + "<mark>" + escape(at) + "</mark>" + escape(string(runes[to:]))
}

func escape(s string) string { return html.EscapeString(Printable(s)) }
