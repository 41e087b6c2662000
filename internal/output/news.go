package output

import (
	"html/template"
	"strconv"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// How much news the first page shows: whole years, the newest first, until there are newsLeast; never more than newsMost.
const (
	newsLeast = 10
	newsMost  = 30
)

// NewsListView is pages/actualites.html: the newest, or a year's.
type NewsListView struct {
	Titre, Intro string
	Annees       []NewsYear
	Coupe        *site.Link  // where the last year shown goes on; nil when it is whole
	Archives     []site.Link // a page for each year; none for a short list of one year
	Fils         []site.Link // the feeds; none without the site's address
	Prev, Next   *site.Link  // the years before and after, on a year's page
	Annee        int         // on a year's page; 0 on the first
}

// NewsYear is the news of a year, or its newest.
type NewsYear struct {
	Annee int
	Items []NewsItem
}

// NewsItem is one piece of news in a list.
type NewsItem struct {
	Titre, URL, Texte, Auteur string
	Date, Mots                string // ISO 8601, in words
}

// NewsView is pages/actualite.html.
type NewsView struct {
	*site.News
	Corps      template.HTML
	Img        *Image
	Qui        *site.Link // who writes it; nil when nobody is named
	Autour     []LinkGroup
	Prev, Next *site.Link // the news before and after, in time
}

func newsView(m *maker, e site.Entry, all []site.Entry, i int, h *hash) func() any {
	x := e.(*site.News)
	v := NewsView{Prev: neighbour(all, i+1), Next: neighbour(all, i-1)}
	h.link(v.Prev, v.Next)
	if who := m.who(h, x.Auteur); len(who) > 0 {
		v.Qui = &who[0]
	}
	return func() any {
		v.News, v.Corps, v.Img, v.Autour = dressed(x), m.corps(&x.Base), m.image(&x.Base), byKind(x.NamedBy, x.BackRefs)
		return v
	}
}

// newsYears parts the news, newest first, into years.
func (m *maker) newsYears(news []*site.News) []NewsYear {
	var out []NewsYear
	for _, x := range news {
		if len(out) == 0 || out[len(out)-1].Annee != x.Date.Year {
			out = append(out, NewsYear{Annee: x.Date.Year})
		}
		y := &out[len(out)-1]
		y.Items = append(y.Items, NewsItem{Titre: x.Label(), URL: x.URL(), Texte: french.Typo(x.Resume), Auteur: m.s.Who(x.Auteur).Titre, Date: x.Date.String(), Mots: x.Date.Words()})
	}
	return out
}

func yearURL(year int) string { return "/actualites/annee/" + strconv.Itoa(year) + "/" }

// newsList makes the first page and a page for each year, when there is more than the first page shows or more than a year.
func newsList(m *maker, k *site.Kind) ([]page, error) {
	news := site.Of[*site.News](m.s)
	years := m.newsYears(news)
	first := NewsListView{Titre: k.Label, Intro: k.Intro, Fils: m.newsFeeds()}
	if len(years) > 1 || len(news) > newsMost {
		for _, y := range years {
			first.Archives = append(first.Archives, site.Link{Titre: strconv.Itoa(y.Annee) + " (" + strconv.Itoa(len(y.Items)) + ")", URL: yearURL(y.Annee)})
		}
	}
	shown := 0
	for _, y := range years {
		if shown >= newsLeast {
			break
		}
		if most := newsMost - shown; len(y.Items) > most {
			first.Coupe = &site.Link{Titre: "La suite de " + strconv.Itoa(y.Annee), URL: yearURL(y.Annee)}
			y.Items = y.Items[:most]
		}
		first.Annees = append(first.Annees, y)
		shown += len(y.Items)
	}
	out, err := m.kindPage(k, "actualites", first.hash(), first)
	if err != nil || len(first.Archives) == 0 {
		return out, err
	}
	for i := range years {
		p, err := m.newsYear(k, years, i)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// newsYear makes the page of a year. Years come newest first.
func (m *maker) newsYear(k *site.Kind, years []NewsYear, i int) (page, error) {
	y := years[i]
	v := NewsListView{Titre: "Actualités de " + strconv.Itoa(y.Annee), Intro: "Les nouvelles de l’année, de la plus récente à la plus ancienne.", Annees: years[i : i+1], Annee: y.Annee}
	year := func(i int) *site.Link {
		if i < 0 || i >= len(years) {
			return nil
		}
		return &site.Link{Titre: strconv.Itoa(years[i].Annee), URL: yearURL(years[i].Annee)}
	}
	v.Prev, v.Next = year(i+1), year(i-1)
	p, err := m.page(k.List(), yearURL(y.Annee), "actualites", v.Titre, v.Intro, v.hash().key(), "actualites", func() any { return v })
	p.frame.Style = m.style(k)
	return p, err
}

// hash mixes all that the page shows.
func (v NewsListView) hash() *hash {
	h := newHash(uint64(v.Annee))
	for _, y := range v.Annees {
		h.n(uint64(y.Annee), uint64(len(y.Items)))
		for _, i := range y.Items {
			h.s(i.Titre, i.URL, i.Texte, i.Auteur, i.Date, i.Mots)
		}
	}
	h.links(v.Archives)
	h.links(v.Fils)
	for _, l := range []*site.Link{v.Coupe, v.Prev, v.Next} {
		if l != nil {
			h.links([]site.Link{*l})
		}
		h.n(boolBit(l != nil))
	}
	return h
}

// newsFeeds names the feeds, as links.
func (m *maker) newsFeeds() []site.Link {
	if m.base == "" {
		return nil
	}
	return []site.Link{{Titre: "Les actualités (Atom)", URL: "/actualites/atom.xml"}, {Titre: "Tout ce qui change sur le site (Atom)", URL: "/atom.xml"}, {Titre: "Tout ce qui change sur le site (JSON Feed)", URL: "/feed.json"}}
}
