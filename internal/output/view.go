package output

import (
	"html/template"

	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The views: what each template is given. A template sees its view and nothing else, so that a page is a function of it.
//
// Every URL in a view is from the site's root ("/carte/"); links.go makes them relative to the page once it is rendered.

// Frame is what parts/frame.html wraps round every page. Header, Footer and Head are rendered once for many pages.
type Frame struct {
	Langue      string
	Titre       string // of the page, followed by the site's in <title>
	Site        string
	Description string
	Canonique   string // absolute; "" without site.yaml url
	OEmbed      string // absolute: what programs read to embed the page; "" when nothing
	Style       string // URL of what the page adds to the style of all; "" when nothing
	NoIndex     bool
	Kind        string // the template's name, as a class
	Head        template.HTML
	Header      template.HTML
	Main        template.HTML
	Footer      template.HTML
	Brouillon   bool   // served draft: a banner says so
	Images      string // the other host whose images the page may show: "https://tuiles.exemple.be"; "" for none
	Connexions  string // the other host the page's script may ask; "" for none
}

// Chrome is what parts/head.html, parts/header.html and parts/footer.html are given.
type Chrome struct {
	Langue       string
	Site         string
	Description  string
	Menu         []MenuItem
	Section      string // the current section's URL: "/carte/"
	Urgence      []site.Phone
	Contact      site.Contact
	Organisation site.Ref
	Licence      site.Licence
	Feed         bool       // the site has an Atom feed
	Donnees      bool       // the site has open data
	Etat         bool       // the site has initiatives to count
	Recherche    bool       // it can be searched, and its menu does not say so
	Proposer     bool       // a page asks visitors for more of them
	Rubriques    []MenuItem // every section, those of the menu too
	Pages        []site.Link
	Script       string // URL of the site's script; "" when the page needs none
	Assets       Assets
}

// MenuItem is one entry of the site's menu.
type MenuItem struct {
	Label, URL string
	Current    bool
}

// Assets are the fingerprinted URLs of what every page uses.
type Assets struct {
	CSS   string
	Fonts []string // preloaded, in order
	Icon  string
	Map   string // the map's background for locators
}

// Tag is a value of a closed list, with the page that gathers its entries.
type Tag struct {
	ID, Label, Definition string
	URL                   string        // "" when there is no such page
	Letter                string        // what the marker shows
	Forme                 string        // rond, carre, losange, triangle
	Rank                  int           // from 1, in the list's order: picks the colour token
	Marque, Lien          template.HTML // its mark and its name; the second leads to its page
}

// Card is parts/card.html: one initiative in a list.
type Card struct {
	Titre, URL, Slug string
	Texte            string // en_clair, else resume
	Lieu             string // "Namur", "France", "Liège (lieu approché)"
	Secteurs         []Tag
	Nature           string
	Etat             string // "" when active
}

// InitiativeView is pages/initiative.html. There may be ten thousand of these pages: what the template would have to ask
// several fields for is told once.
type InitiativeView struct {
	*site.Initiative
	Organisation *site.Link    // nil when none is named; URL "" when it has no page
	Porteur      *site.Link    // nil when none is named, or when it is the organisation
	Acces        *site.Access  // nil when nothing is said of it
	Contact      *site.Contact // likewise
	Lieu         *site.Place   // likewise
	Adressable   bool          // Lieu says more than a zone
	Depuis, Fin  string        // in words
	Verifie      *Check        // nil when nobody has checked it
	Action       bool          // it has what a fiche-action's identity card has: it prints as one
	Encadree     bool          // partners, funders or a framework are named
	Autour       bool          // something is named around it
	Corps        template.HTML
	Img          *Image
	Secteurs     []Tag
	Nature       Tag
	Statuts      []Tag
	Publics      []Tag
	Etat         string       // in words; "" when active
	Territoires  []theme.Link // commune, province, region or country, those that have a page
	Portraits    []theme.Link
	Evoquee      []theme.Link // the entries that link here
	Pays         string       // in words, "" for Belgium
	Precision    string       // how exactly the place is shown, one sentence
	Perimee      bool         // verified more than twelve months before the site's day
	Mailto       template.URL
	Tel          template.URL
	Itineraire   template.URL // geo: address of the place as shown; "" when there is none
	Vers         string       // what it leads to when that is not a door: "vers la commune"
	Signaler     template.URL // mailto: with a message begun; "" when the site has no address
	Heures       string       // opening hours for the script (site.Hours as JSON); "" when they are not certain
	Voisines     []theme.Link // the nearest first, with their distance: "à 3,2 km", "Suspendue, même commune"
	Locator      *Locator
	Script       string // URL of the script that says how old the page is and whether the place is open; "" without need or script
}

// Check is when a person checked an entry, and who.
type Check struct{ Date, Mots, Par string }

// Locator is parts/locator.html: a small map with one point. Units are those of the map's frame.
type Locator struct {
	Fond          string // URL of the background
	Width, Height float64
	X, Y, R       float64
	Cadre, Place  string // Width and Height as a viewBox, X and Y as a transform
	Area          bool
	Name          string // accessible name
}

// PortraitView is pages/portrait.html.
type PortraitView struct {
	*site.Portrait
	Corps   template.HTML
	Img     *Image
	Evoquee []LinkGroup // whose text links to it, kind by kind
}

// Image is an image of the site with its size in pixels.
type Image struct {
	URL, Alt, Credit string
	Width, Height    int
}

// CarteView is pages/carte.html: the map and its list, whole or filtered.
type CarteView struct {
	Titre      string // "La carte", "Précarité à Liège"
	Intro      string
	Total      int    // initiatives in this list
	Phrase     string // "12 initiatives"
	Filtre     bool   // this is not the whole map
	Facettes   []Facet
	Carte      template.HTML // parts/map.html, rendered once for all pages of the list
	Cadre      string        // what it shows, in degrees: "west,south,east,north"
	Groupes    []Group
	Hors       []Group // off the map: abroad, without a point
	Pager      Pager
	Geojson    string
	Secteurs   []Tag // the legend
	Definition string
	Script     MapScript
	Integrer   bool // other sites can show it: a page says how
	Proposer   bool // a page asks for what is missing
}

// MapScript is what the map's script starts from; zero where the page does without (a portable copy).
type MapScript struct {
	URL      string
	Plan     string      // the living map's own script
	Donnees  string      // the map's own data
	Tuiles   string      // "6,12": it is loaded only when something is asked, the map being cut into tiles for these zooms
	Fond     string      // outlines and towns; "" when the site wants no ground
	Facettes template.JS // the ways to filter, as JSON: []mapFacet
	Rue      template.JS // the street map, as JSON: rue; "" when the site has none
}

// Facet is one way to filter: its values are links to pages.
type Facet struct {
	Label   string
	Options []FacetOption
}

// FacetOption is one value of a facet.
type FacetOption struct {
	Label, URL string
	N          int
	Current    bool
}

// Group is a part of the list: the initiatives of one place of the map.
type Group struct {
	ID, Titre string
	No        int  // its mark's number, for paper; 0: it has none
	Suite     bool // continued from the page before
	N         int
	Note      string        // why these are not on the map; "" when they are
	Cards     template.HTML // <li> elements
}

// Pager links the pages of a long list.
type Pager struct {
	Current, Total int
	Prev, Next     string
	Links          []FacetOption // Label is the number
}

// GroundView is parts/fond.html: what every map of the site is drawn on.
type GroundView struct {
	Sea, Country, Neighbours, Provinces string  // path data, to be scaled by Scale: areas, area, open lines, open lines
	Scale                               float64 // to the units of MapView
}

// MapView is parts/map.html: the inline SVG. Units are user units of the viewBox. A page has many marks, a site many maps:
// what an attribute holds comes ready to be shown.
type MapView struct {
	Width, Height float64
	Fond          template.HTML // parts/fond.html, rendered once
	Labels        []MapLabel
	Marks         []MapMark
	Titre         string // accessible name
}

// MapLabel is a town's name on the map.
type MapLabel struct {
	X, Y   string
	Anchor string // start, middle, end
	Name   string
	Dot    string // no mark covers the town: a dot shows where it is, as path data; ""
}

// MapMark is one place of the map: an initiative, or several merged.
type MapMark struct {
	No    int    // for paper: the number of its part of the list
	Class string // "m-n" of several; "s2 m-aire" of one of the second sector, in an approximate place
	Place string // "translate(152 62)"
	Size  string // "scale(17)": shapes are one unit in radius
	Shape string // path data
	Area  bool   // an approximate place
	Text  string // inside: the number, or the sector's letter
	Name  string // accessible: "3 initiatives à Namur"
	URL   string
}

// ListView is pages/liste.html: portraits, forms.
type ListView struct {
	Titre, Intro string
	Items        []ListItem
	Pager        Pager
}

// ListGroup is a titled part of a list.
type ListGroup struct {
	Titre string
	Items []ListItem
}

// ListItem is one entry of a plain list.
type ListItem struct {
	Titre, URL, Texte, Sur string // Sur: a short line above the title
	Img                    *Image
}

// PlanView is pages/plan.html: every page of the site.
type PlanView struct {
	Groupes []ListGroup
}

// NotFoundView is pages/404.html.
type NotFoundView struct {
	Menu      []MenuItem
	Urgence   []site.Phone
	Recherche bool // the site can be searched
}

// RedirectView is pages/redirection.html: an old address.
type RedirectView struct {
	URL, Titre string
}
