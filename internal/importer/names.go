package importer

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

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

// freeName proposes names until one is free: the title, with its town, with a number.
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
			if slug, _ := site.SlugOf(t + ".md"); slug != "" && !taken[slug] {
				return t
			}
		}
		tries = []string{fmt.Sprintf("%s-%d", base, n)}
	}
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
	for round := range 3 {
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
		if len(bad) == 0 {
			return nil
		}
		p.withhold(bad.Sorted(), round)
	}
	return nil
}

// withhold makes drafts of the files that bring problems; of all of them when the problem shows elsewhere; and gives up
// those that are drafts already.
func (p *planner) withhold(bad diag.List, round int) {
	at := p.byFile()
	for _, d := range bad {
		i, ours := at[d.Pos.File]
		switch {
		case !ours:
			p.draftAll("Une fiche importée et le site ne vont pas ensemble (" + strings.TrimSuffix(d.Message, ".") + ") : ")
			if round > 0 {
				for k := range p.rows {
					p.refuse(k, d)
				}
			}
		case p.fiches[i].withheld():
			p.refuse(i, d)
		default:
			p.fiches[i].fail("", "", d.Message, d.Hint)
		}
	}
}
