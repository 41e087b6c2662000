package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Input is what New ties together. Entries are decoded and kept by others: New works on copies.
type Input struct {
	Config  *Config
	Vocab   *Vocabulary
	Entries []Entry         // all, ordered by path
	Own     bool            // nobody else needs the entries: New may work on them
	Media   map[string]bool // content paths of images and documents: "media/equipe.jpg"
	Today   Date
	Drafts  bool // show drafts and withdrawn entries, under a banner (the preview)
}

// Site is the whole, tied: only what is published.
type Site struct {
	Config    *Config
	Vocab     *Vocabulary
	Today     Date
	Withdrawn []Withdrawal // by path
	Held      []Entry      // the entries of Withdrawn that the site does not show at all: to be judged, never to be shown

	byKind map[*Kind][]Entry
	byURL  map[string]Entry
	orgs   map[string]Entry // organisations, by title
	media  map[string]bool
}

// Withdrawal is an entry that is not published, and why.
type Withdrawal struct {
	Path, File, Titre, URL string
	Reason                 string // a French clause: "brouillon : oui"
}

// New withdraws what may not be shown, resolves references and links, and orders the lists.
func New(in Input) (*Site, diag.List) {
	s := &Site{Config: in.Config, Vocab: in.Vocab, Today: in.Today, byKind: map[*Kind][]Entry{}, byURL: make(map[string]Entry, len(in.Entries)), orgs: map[string]Entry{}, media: in.Media}
	var ds diag.List
	for _, e := range in.Entries {
		if !in.Own {
			e = e.Clone()
		}
		reason, d := withhold(e, in.Today)
		ds.Add(d...)
		b := e.Common()
		if reason != "" {
			s.Withdrawn = append(s.Withdrawn, Withdrawal{b.Path, b.Src.File, b.Titre, b.URL(), reason})
			if !in.Drafts {
				s.Held = append(s.Held, e)
				continue
			}
		}
		if s.byURL[b.URL()] != nil || slices.Contains(b.Kind.Taken, b.Slug) {
			continue // content has said that the address is taken: everything else is judged without this one
		}
		b.Withheld = reason
		s.byKind[b.Kind] = append(s.byKind[b.Kind], e)
		s.byURL[b.URL()] = e
	}
	s.order()
	t := tie{Site: s, withdrawn: map[string]*Withdrawal{}}
	for i := range s.Withdrawn {
		t.withdrawn[s.Withdrawn[i].URL] = &s.Withdrawn[i]
	}
	for _, o := range s.byKind[KindNamed("organisation")] {
		s.orgs[o.Common().Titre] = o
		t.titles = append(t.titles, o.Common().Titre)
	}
	t.all()
	t.judge(s.Held)
	ds.Add(t.diags...)
	ds.Add(s.checkSteps()...)
	ds.Add(s.checkAcronyms()...)
	ds.Add(checkReportNames(in.Entries)...)
	ds.Add(s.checkReports()...)
	ds.Add(s.checkNews()...)
	s.territories()
	return s, ds
}

// withhold tells why an entry may not be published, "" when it may.
func withhold(e Entry, today Date) (reason string, ds diag.List) {
	b := e.Common()
	switch b.Brouillon {
	case IsDraft:
		return "brouillon", nil
	case Doubt:
		return "la valeur de brouillon n'est ni oui ni non", nil // content has said so, at its place
	}
	p, ok := e.(*Portrait)
	if !ok || p.Personne == "" {
		return "", nil
	}
	c := p.Consentement
	switch {
	case c.Le.IsZero():
		ds.Add(b.Src.Diag(diag.Avertissement, "consentement-absent", "personne",
			fmt.Sprintf("Le portrait %s n'a pas de consentement daté : il n'est pas publié.", french.De(p.Personne)),
			"Demandez l'accord de la personne, puis ajoutez « consentement: {le: AAAA-MM-JJ, par: votre nom} »."))
		return "consentement absent", ds
	case !c.JusquAu.IsZero() && lastDay(c.JusquAu).Compare(today) < 0:
		ds.Add(b.Src.Diag(diag.Avertissement, "consentement-termine", "consentement.jusqu_au",
			fmt.Sprintf("Le consentement %s a pris fin le %s : le portrait n'est plus publié.", french.De(p.Personne), lastDay(c.JusquAu).Words()),
			"Redemandez l'accord de la personne et changez les dates, ou laissez le portrait retiré."))
		return "consentement terminé", ds
	}
	return "", nil
}

// lastDay reads a year or a month as its last day.
func lastDay(d Date) Date {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = DaysIn(d.Year, d.Month)
	}
	return d
}

// order puts every list in the order visitors see: by rank for what has one, and as a French index.
func (s *Site) order() {
	for _, es := range s.byKind {
		_, ranked := es[0].(Ordered)
		slices.SortFunc(es, func(a, b Entry) int {
			x, y := a.Common(), b.Common()
			if ranked {
				if c := cmp.Compare(a.(Ordered).Rank(), b.(Ordered).Rank()); c != 0 {
					return c
				}
			}
			if c := strings.Compare(x.SortKey, y.SortKey); c != 0 {
				return c
			}
			return strings.Compare(x.Path, y.Path)
		})
	}
}

// checkSteps refuses two chapters with one step.
func (s *Site) checkSteps() (ds diag.List) {
	steps := map[int]*Chapter{}
	for _, c := range Of[*Chapter](s) {
		if first := steps[c.Etape]; first != nil && c.Etape != 0 {
			ds.Add(c.Src.Diag(diag.Erreur, "etape-en-double", "etape",
				fmt.Sprintf("L'étape %d est déjà celle de « %s » (%s).", c.Etape, first.Titre, first.Src.File),
				"Donnez à chaque chapitre un numéro différent."))
			continue
		}
		steps[c.Etape] = c
	}
	return ds
}

// Of lists the published entries of one type, in order.
func Of[T Entry](s *Site) []T {
	for _, es := range s.byKind {
		if len(es) == 0 {
			continue
		}
		if _, ok := es[0].(T); !ok {
			continue
		}
		out := make([]T, len(es))
		for i, e := range es {
			out[i] = e.(T)
		}
		return out
	}
	return nil
}

// Entries lists the published entries of a kind, in order.
func (s *Site) Entries(k *Kind) []Entry { return s.byKind[k] }

// ByURL gives the entry at an address, or nil.
func (s *Site) ByURL(url string) Entry { return s.byURL[url] }

// All lists every published entry, kind by kind.
func (s *Site) All() []Entry {
	var out []Entry
	for _, k := range Kinds {
		out = append(out, s.byKind[k]...)
	}
	return out
}
