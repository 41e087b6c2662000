package site

import (
	"cmp"
	"strings"
)

// MapConf sets what the map shows under its marks. The built-in ground always comes first; a street map is laid over it
// when the visitor asks.
type MapConf struct {
	Fond    string  `fm:"fond" nom:"Fond de carte" enum:"integre,pmtiles,tuiles,aucun" doc:"Le fond de carte ; aucun : une liste sans carte." ex:"integre"`
	Pmtiles Archive `fm:"pmtiles" doc:"Un plan détaillé dans un seul fichier PMTiles, pour « fond: pmtiles »."`
	Tuiles  Tiles   `fm:"tuiles" doc:"Un plan détaillé en images d'un serveur, pour « fond: tuiles »."`
}

// Archive is a street map in one file.
type Archive struct {
	Fichier string `fm:"fichier" form:"pmtiles" doc:"Le fichier du site, ou son adresse en https." ex:"/media/cartes/wallonie-2026-11.pmtiles"`
	ZoomMax int    `fm:"zoom_max" nom:"Zoom maximal" doc:"Le plus fort grossissement, de 1 à 20 ; 14 sans lui." ex:"14"`
	Credit  string `fm:"credit" nom:"Crédit" form:"credit" doc:"De qui vient le plan, montré sous la carte." ex:"© les contributeurs d'OpenStreetMap"`
}

// Tiles are a street map in images that a host serves one by one.
type Tiles struct {
	URL            string `fm:"url" nom:"Adresse publique" form:"tuiles" doc:"L'adresse des images, avec {z}, {x} et {y}." ex:"https://tuiles.exemple.be/{z}/{x}/{y}.png"`
	ZoomMax        int    `fm:"zoom_max" nom:"Zoom maximal" doc:"Le plus fort grossissement, de 1 à 20 ; 17 sans lui." ex:"17"`
	Credit         string `fm:"credit" nom:"Crédit" form:"credit" doc:"De qui vient le plan, montré sous la carte." ex:"© les contributeurs d'OpenStreetMap"`
	DemanderAccord string `fm:"demander_accord" nom:"Demander l’accord" enum:"oui,non" doc:"L'accord du visiteur ; toujours demandé pour un autre site." ex:"oui"`
}

// StreetMap is a map finer than the built-in ground.
type StreetMap struct {
	Kind    string // "pmtiles" or "tuiles"
	URL     string // from the site's root ("/media/x.pmtiles"), or whole
	Host    string // of another site, with its port; "" when the site itself answers
	ZoomMax int
	Credit  string
}

// StreetMap gives what the map may show besides its ground; its Kind is "" when there is none.
func (c MapConf) StreetMap() StreetMap {
	s := StreetMap{Kind: c.Fond}
	switch c.Fond {
	case "pmtiles":
		s.URL, s.ZoomMax, s.Credit = c.Pmtiles.Fichier, cmp.Or(c.Pmtiles.ZoomMax, 14), c.Pmtiles.Credit
	case "tuiles":
		s.URL, s.ZoomMax, s.Credit = c.Tuiles.URL, cmp.Or(c.Tuiles.ZoomMax, 17), c.Tuiles.Credit
	}
	if s.URL == "" {
		return StreetMap{}
	}
	s.Host = HostOf(s.URL)
	return s
}

// HostOf gives the host of an https address, with its port; "" for an address of the site.
func HostOf(address string) string {
	rest, ok := strings.CutPrefix(address, "https://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// NoMap tells that the site wants the list alone.
func (c MapConf) NoMap() bool { return c.Fond == "aucun" }
