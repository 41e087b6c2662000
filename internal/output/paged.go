package output

import (
	"fmt"

	"enrouteweb.org/balise/internal/site"
)

// kindPage frames a list of a kind that is one page, however long.
func (m *maker) kindPage(k *site.Kind, template string, h *hash, view any) ([]page, error) {
	p, err := m.sheetPage(k, template, 1, h, view)
	return []page{p}, err
}

// kindPages frames a list of n entries: above perPage they are on several pages. sheet gives the view of entries from..to,
// and mixes into h what it shows beside its pager.
func (m *maker) kindPages(k *site.Kind, template string, n int, sheet func(h *hash, from, to int, p Pager) any) ([]page, error) {
	total := max(1, (n+perPage-1)/perPage)
	out := make([]page, total)
	for i := range out {
		h := newHash(uint64(i), uint64(total))
		view := sheet(h, i*perPage, min(n, (i+1)*perPage), pager(k.List(), i+1, total))
		var err error
		if out[i], err = m.sheetPage(k, template, i+1, h, view); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sheetPage frames one page, from 1, of a list of a kind.
func (m *maker) sheetPage(k *site.Kind, template string, no int, h *hash, view any) (page, error) {
	titre := k.Label
	if no > 1 {
		titre += fmt.Sprintf(" (page %d)", no)
	}
	p, err := m.page(k.List(), pageURL(k.List(), no), template, titre, k.Intro, h.key(), template, func() any { return view })
	p.frame.Style = m.style(k)
	return p, err
}

// itemPages is a plain list.
func (m *maker) itemPages(k *site.Kind, items []ListItem) ([]page, error) {
	return m.kindPages(k, "liste", len(items), func(h *hash, from, to int, p Pager) any {
		v := ListView{Titre: k.Label, Intro: k.Intro, Items: items[from:to], Pager: p}
		h.n(m.hashItems(v.Items).key())
		return v
	})
}

// Titled is a part of a list that has parts, as far as one page shows it.
type Titled[T any] struct {
	Titre string
	Suite bool // continued from the page before
	Items []T
}

// countItems is how many entries the parts of a list have.
func countItems[T any](parts []Titled[T]) int {
	n := 0
	for _, p := range parts {
		n += len(p.Items)
	}
	return n
}

// cut takes the entries from..to of the parts laid end to end.
func cut[T any](parts []Titled[T], from, to int) []Titled[T] {
	var out []Titled[T]
	at := 0
	for _, p := range parts {
		lo, hi := max(from-at, 0), min(to-at, len(p.Items))
		if lo < hi {
			out = append(out, Titled[T]{p.Titre, lo > 0, p.Items[lo:hi]})
		}
		at += len(p.Items)
	}
	return out
}
