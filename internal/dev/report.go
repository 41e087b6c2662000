package dev

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"enrouteweb.org/balise/internal/diag"
)

// shown bounds the problems printed or laid over a page at once: past that nobody reads, and a slow console stalls.
const shown = 20

// reporter prints what happens, one short line a build.
type reporter struct {
	mu     sync.Mutex
	out    io.Writer
	style  diag.Style
	builds int
	good   bool // there is a site to compare with
	broken bool // the last build had errors
	last   map[diag.Diag]bool
	failed string // the machine failure last printed
}

// note prints one sentence.
func (r *reporter) note(sentence string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintln(r.out, sentence)
}

// build prints a finished build. A console that cannot be written to is nobody's to mend: its errors are let go.
func (r *reporter) build(res Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if res.Err != nil {
		if text := res.Err.Error(); text != r.failed && r.builds > 0 {
			fmt.Fprintf(r.out, "La construction a échoué : %s. Nouvel essai dans un instant.\n", strings.TrimSuffix(text, "."))
			r.failed = text
		}
		return
	}
	r.failed = ""
	r.builds++
	r.problems(res.Diags)
	fmt.Fprintf(r.out, "%s  %s → %s, %s\n", time.Now().Format("15:04:05"), cause(res, r.builds == 1), outcome(res, !r.good), took(res.Took))
	r.good = r.good || res.OK
	if r.broken && res.OK {
		fmt.Fprintln(r.out, "Tout est réparé.")
	}
	r.broken = !res.OK
}

// problems prints those that the build before did not have: the same ten warnings at every save hide the eleventh.
func (r *reporter) problems(l diag.List) {
	var fresh diag.List
	now := make(map[diag.Diag]bool, len(l)) // a large site may have a warning an entry
	for _, d := range l {
		if now[d] = true; !r.last[d] {
			fresh = append(fresh, d)
		}
	}
	r.last = now
	fresh = gravest(fresh)
	more := len(fresh) - shown
	_ = diag.Text(r.out, fresh[:min(len(fresh), shown)], r.style)
	if more > 0 {
		fmt.Fprintf(r.out, "… et %s.\n\n", count(more, "autre", "autres"))
	}
}

// gravest orders problems for a reader: errors first, then as they come in the files.
func gravest(l diag.List) diag.List {
	sorted := l.Sorted()
	slices.SortStableFunc(sorted, func(a, b diag.Diag) int { return int(a.Severity) - int(b.Severity) })
	return sorted
}

// cause names what set a build off, as the editor knows it: without the input's own folder.
func cause(res Result, first bool) string {
	switch {
	case first:
		return "première construction"
	case res.Changed == nil:
		return "tout relu"
	}
	names := slices.Clone(res.Changed)
	if files := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return path.Ext(n) == "" }); len(files) > 0 {
		names = files
	}
	name := names[0]
	for _, input := range res.Inputs {
		if rest, ok := strings.CutPrefix(name, path.Clean(strings.ReplaceAll(input, `\`, "/"))+"/"); ok {
			name = rest
			break
		}
	}
	if len(names) == 1 {
		return name
	}
	return fmt.Sprintf("%s et %s", name, count(len(names)-1, "autre", "autres"))
}

// outcome says what became of the site.
func outcome(res Result, first bool) string {
	switch {
	case !res.OK && first:
		return count(res.Diags.Count(diag.Erreur), "erreur", "erreurs")
	case !res.OK:
		return count(res.Diags.Count(diag.Erreur), "erreur", "erreurs") + " : le site reste tel qu'il était"
	case first:
		pages := 0
		for key := range res.Files {
			if isPage(pageURL(key)) {
				pages++
			}
		}
		return count(pages, "page", "pages") + warnings(res.Diags)
	}
	return changes(res.Delta) + warnings(res.Diags)
}

// changes counts pages apart from what pages use.
func changes(d Delta) string {
	var parts []string
	others := 0
	say := func(urls []string, one, many string) {
		pages := 0
		for _, u := range urls {
			if isPage(u) {
				pages++
			}
		}
		others += len(urls) - pages
		if pages > 0 {
			parts = append(parts, count(pages, one, many))
		}
	}
	say(d.Changed, "page changée", "pages changées")
	say(d.Added, "page ajoutée", "pages ajoutées")
	say(d.Removed, "page retirée", "pages retirées")
	if others > 0 {
		parts = append(parts, count(others, "autre fichier", "autres fichiers"))
	}
	if len(parts) == 0 {
		parts = append(parts, "rien ne change")
	}
	return strings.Join(parts, ", ")
}

func warnings(l diag.List) string {
	if n := l.Count(diag.Avertissement); n > 0 {
		return ", " + count(n, "avertissement", "avertissements")
	}
	return ""
}

func took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return strings.Replace(fmt.Sprintf("%.1f s", d.Seconds()), ".", ",", 1)
}

// count gives a number with its noun; French counts 0 and 1 as one.
func count(n int, one, many string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
