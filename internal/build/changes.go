package build

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// Changes is what a publication changes for the public, against what the output folder shows.
type Changes struct {
	First   bool // nothing is published there yet
	Unknown bool // something is, but what it shows was not noted: only Pages and Others are known

	Pages   int      // of the new publication
	Entries []Family // of the new publication, in the order of the types

	Added, Removed []Family
	Moved          []Edit        // entries whose page has another address; the old one leads there
	Titles         []Edit        // Edit.Titre is the new title
	Fields         []FieldChange // in the order of Fields
	Texts          []string      // titles of the entries whose text is another
	Details        []string      // of those that change in a way none of the above tells

	OtherPages int // pages beyond those of the entries told of
	OtherFiles int // that are no pages
}

// Family is entries of one type, by title, in the order of its list.
type Family struct {
	Kind   *site.Kind
	Titles []string
}

// Edit is a value that changes. Before or After may be "".
type Edit struct{ Titre, Before, After string }

// FieldChange is all that changes of one field.
type FieldChange struct {
	Field                   Field
	Added, Changed, Removed []Edit
}

// None tells that the public sees no change.
func (c *Changes) None() bool {
	return !c.First && !c.Unknown && c.OtherPages+c.OtherFiles == 0 && !c.Told()
}

// Told tells that an entry, at least, comes, goes or changes.
func (c *Changes) Told() bool {
	return len(c.Added)+len(c.Removed)+len(c.Moved)+len(c.Titles)+len(c.Fields)+len(c.Texts)+len(c.Details) > 0
}

// compared tells what a publication changes. old is the manifest of the folder, nil for a first publication; was and is are
// the records.
func compared(files []output.File, old manifest, was, is []noted) *Changes {
	c := &Changes{First: old == nil, Unknown: old != nil && was == nil}
	c.Entries = families(is, func(noted) bool { return true })
	told := map[string]bool{} // paths of the pages whose change is told by what their entry is
	if !c.First && !c.Unknown {
		c.entries(was, is, told)
	}
	now := make(map[string]bool, len(files))
	for i := range files {
		f := &files[i]
		now[f.Path] = true
		if f.HTML {
			c.Pages++
		}
		if o, known := old[f.Path]; !told[f.Path] && (!known || o.sum != f.Sum) {
			c.other(f.Path)
		}
	}
	for p := range old {
		if !now[p] && !told[p] {
			c.other(p)
		}
	}
	return c
}

func (c *Changes) other(p string) {
	if strings.HasSuffix(p, ".html") {
		c.OtherPages++
	} else {
		c.OtherFiles++
	}
}

// entries compares entry by entry. An old address that leads to a new entry is that entry's.
func (c *Changes) entries(was, is []noted, told map[string]bool) {
	before := make(map[string]*noted, len(was))
	for i := range was {
		before[was[i].url] = &was[i]
	}
	kept := make(map[string]bool, len(is)) // old addresses of the entries that are still there
	for i := range is {
		kept[is[i].url] = true
	}
	fresh, fields := map[string]bool{}, make([]FieldChange, len(Fields()))
	for i := range is {
		n := &is[i]
		o := before[n.url]
		if o == nil {
			if o = former(n, before, kept); o == nil {
				fresh[n.url], told[pagePath(n.url)] = true, true
				continue
			}
			kept[o.url], told[pagePath(o.url)] = true, true
			c.Moved = append(c.Moved, Edit{n.titre, o.url, n.url})
		}
		if c.entry(o, n, fields) || o.url != n.url {
			told[pagePath(n.url)] = true
		}
	}
	for i, f := range fields {
		if f.Field = Fields()[i]; len(f.Added)+len(f.Changed)+len(f.Removed) > 0 {
			c.Fields = append(c.Fields, f)
		}
	}
	c.Added = families(is, func(n noted) bool { return fresh[n.url] })
	c.Removed = families(was, func(n noted) bool {
		if !kept[n.url] {
			told[pagePath(n.url)] = true
		}
		return !kept[n.url]
	})
}

// former finds the entry that a new one was: one of its aliases is the address of an entry that is no more.
func former(n *noted, before map[string]*noted, kept map[string]bool) *noted {
	for a := range strings.FieldsSeq(n.alias) {
		if o := before[a]; o != nil && o.kind == n.kind && !kept[a] {
			return o
		}
	}
	return nil
}

// entry compares one entry that stays.
func (c *Changes) entry(o, n *noted, fields []FieldChange) (changed bool) {
	if o.titre != n.titre {
		changed = true
		c.Titles = append(c.Titles, Edit{n.titre, o.titre, n.titre})
	}
	elsewhere := false // the place is shown with another precision: its old value may now be hidden
	for i, f := range Fields() {
		was, is := o.fields[i], n.fields[i]
		if was == is || was == absent {
			continue
		}
		changed = true
		elsewhere = elsewhere || f.Key == "precision"
		e := Edit{n.titre, was, is}
		if is == "" || f.Place && elsewhere {
			e.Before = "" // what was taken away is not shown once more
		}
		switch {
		case was == "":
			fields[i].Added = append(fields[i].Added, e)
		case is == "":
			fields[i].Removed = append(fields[i].Removed, e)
		default:
			fields[i].Changed = append(fields[i].Changed, e)
		}
	}
	if o.text != n.text {
		changed = true
		c.Texts = append(c.Texts, n.titre)
	}
	if o.rest != n.rest {
		changed = true
		c.Details = append(c.Details, n.titre)
	}
	return changed
}

// families gathers entries by type, those that are wanted.
func families(all []noted, want func(noted) bool) (out []Family) {
	for _, n := range all {
		k := site.KindNamed(n.kind)
		if k == nil || !want(n) {
			continue
		}
		if i := slices.IndexFunc(out, func(f Family) bool { return f.Kind == k }); i >= 0 {
			out[i].Titles = append(out[i].Titles, n.titre)
		} else {
			out = append(out, Family{k, []string{n.titre}})
		}
	}
	return out
}

// pagePath is the file of an entry's page; a term of the glossary has the page of all.
func pagePath(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return filePath(url)
}
