package importer

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// longestName is the length of a file's name, in letters, without ".md".
const longestName = 60

// name gives each row that is to be written a file of its own: no name that is there, or that the site keeps for itself.
func (p *planner) name() {
	taken := map[string]bool{}
	for _, s := range p.kind.Taken {
		taken[s] = true
	}
	for _, f := range p.bench.files {
		if dir, base := path.Split(f.Path); strings.TrimSuffix(dir, "/") == p.kind.Dir {
			slug, _ := site.SlugOf(base)
			taken[slug] = true
			bare, _, _ := strings.Cut(base, ".") // "nom.nl.md" keeps its name too
			taken[french.Slug(bare)] = true
		}
	}
	for i, f := range p.fiches {
		o := &p.rows[i]
		if o.Twin != "" && !p.twins {
			continue
		}
		name := f.freeName(taken)
		slug, _ := site.SlugOf(name + ".md")
		taken[slug] = true
		o.Path = p.kind.Dir + "/" + name + ".md"
	}
}

// freeName proposes names until one is free, on every system: the title, with its town, with a number.
func (f *fiche) freeName(taken map[string]bool) string {
	base := f.wanted()
	tries := []string{base}
	if town := french.Slug(f.one("commune")); town != "" && !strings.HasSuffix(base, town) {
		tries = append(tries, base+"-"+town)
	}
	for n := 2; ; n++ {
		for _, t := range tries {
			if f.slug != "" {
				t = numbered(t)
			}
			if slug, _ := site.SlugOf(t + ".md"); slug != "" && !taken[slug] && !site.Device(t) && f.p.isRead(t) {
				return t
			}
		}
		tries = []string{fmt.Sprintf("%s-%d", base, n)}
	}
}

// isRead tells that a file of that name is not left to notes between editors.
func (p *planner) isRead(name string) bool {
	part, _ := content.PartOf(content.File{Path: p.kind.Dir + "/" + name + ".md"}, &site.Config{})
	return part != content.Ignored
}

// numbered keeps an address that begins with a number: alone, the number would only order the file.
func numbered(slug string) string {
	if s, _ := site.SlugOf(slug + ".md"); s != slug {
		return "1-" + slug
	}
	return slug
}

func cutName(slug string) string {
	if len(slug) <= longestName {
		return slug
	}
	slug = slug[:longestName]
	if i := strings.LastIndexByte(slug, '-'); i > longestName/2 {
		slug = slug[:i]
	}
	return slug
}

// mendSite judges the files in the whole site: what decoding does not see, a link to an address of the site or an address
// that is hidden and shown, makes a draft of the file, and a refusal when that is not enough.
func (p *planner) mendSite(ctx context.Context, how How) error {
	if len(p.files()) == 0 {
		return nil
	}
	list, err := how.Build(ctx, nil)
	if err != nil {
		return err
	}
	before := tallyErrors(list)
	for range 4 {
		if list, err = how.Build(ctx, p.files()); err != nil {
			return err
		}
		var bad diag.List
		for s, n := range tallyErrors(list) {
			if n > before[s] {
				i := slices.IndexFunc(list, func(d diag.Diag) bool { return d.Severity == diag.Erreur && sign(d) == s })
				bad.Add(list[i])
			}
		}
		if len(bad) == 0 && !p.told(list) {
			return nil
		}
		if len(bad) > 0 {
			p.withhold(bad.Sorted())
		}
	}
	return nil
}

// told makes drafts of the files whose text tells an address that they ask to hide: an editor who writes so is warned, but
// nobody has read these. It tells whether there was one.
func (p *planner) told(list diag.List) (some bool) {
	at := p.byFile()
	for _, d := range list {
		if i, ours := at[d.Pos.File]; ours && d.Code == "lieu-cache-dans-le-texte" && !p.fiches[i].withheld() {
			p.fiches[i].fail("", "", d.Message, d.Hint)
			some = true
		}
	}
	return some
}

// withhold makes drafts of the files that bring problems, and gives up those that are drafts already. A problem that only
// shows elsewhere, once those are mended, makes drafts of all files; and no file is left if that is not enough.
func (p *planner) withhold(bad diag.List) {
	at, mine := p.byFile(), false
	for _, d := range bad {
		i, ours := at[d.Pos.File]
		switch {
		case !ours:
		case p.fiches[i].withheld():
			p.refuse(i, d)
			mine = true
		default:
			p.fiches[i].fail("", "", d.Message, d.Hint)
			mine = true
		}
	}
	if mine || p.draftAll("Une fiche importée et le site ne vont pas ensemble ("+strings.TrimSuffix(bad[0].Message, ".")+") : ") {
		return
	}
	for i := range p.rows {
		p.refuse(i, bad[0])
	}
}
