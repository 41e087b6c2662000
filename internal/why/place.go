package why

import (
	"fmt"
	"strconv"

	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// OnMap tells where a place is shown, and why there.
type OnMap struct {
	Yes       bool     `json:"oui"`
	Where     string   `json:"phrase"`
	Precision string   `json:"precision,omitempty"` // as it is shown
	Lat       *float64 `json:"latitude,omitempty"`  // as it is shown, degrees WGS 84
	Lon       *float64 `json:"longitude,omitempty"`
	Place     string   `json:"lieu,omitempty"` // what the page says of the place
	Why       []string `json:"pourquoi"`
}

// onMap reads an initiative's place as it is shown; nil for what has no place by nature.
func onMap(e site.Entry) *OnMap {
	i, ok := e.(*site.Initiative)
	if !ok {
		return &OnMap{Where: "Non : la carte ne montre que les initiatives.", Why: nil}
	}
	p := i.Lieu
	out := &OnMap{Yes: p.HasPoint, Precision: p.Precision, Place: words(p)}
	switch {
	case p.HasPoint:
		lat, lon := p.Point[1], p.Point[0]
		out.Lat, out.Lon = &lat, &lon
		out.Where = fmt.Sprintf("Oui : %s (%s, %s).", spot(p.Precision), degrees(lat), degrees(lon))
		if !geo.NewFrame(geo.HomeBound(), geo.HomeWidth).Contains(p.Point) {
			out.Where = fmt.Sprintf("Hors du cadre de la carte : %s (%s, %s). Elle est dans les listes sous la carte.", spot(p.Precision), degrees(lat), degrees(lon))
		}
	case p.Precision == site.Masked:
		out.Where = "Non : son lieu n'est pas montré ; elle est dans les listes sous la carte."
	default:
		out.Where = "Non : elle n'a pas de point ; elle est dans les listes sous la carte."
	}
	out.Why = reasons(i)
	return out
}

func spot(precision string) string {
	switch precision {
	case site.Exact:
		return "à son point exact"
	case site.Street:
		return "à sa rue, le point étant arrondi à 100 mètres environ"
	}
	return "au centre de sa commune, comme un lieu approché"
}

func words(p site.Place) string {
	out := ""
	for _, part := range []string{p.Adresse, p.CodePostal, p.Commune} {
		switch {
		case part == "":
		case out == "":
			out = part
		case part == p.Commune && p.CodePostal != "":
			out += " " + part
		default:
			out += ", " + part
		}
	}
	return out
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// reasons names the keys that lead to the place shown: what was typed, and what became of it.
func reasons(i *site.Initiative) []string {
	keys := map[string]int{}
	for _, k := range i.Src.Keys {
		keys[k.Key] = i.Src.KeyLine(k.Key)
	}
	var out []string
	say := func(text string, args ...any) { out = append(out, fmt.Sprintf(text, args...)) }
	asked := "« precision » n'est pas donnée"
	if i.Precision != "" {
		asked = fmt.Sprintf("« precision: %s » (ligne %d)", i.Precision, keys["precision"])
	}
	hasPoint, point := keys["coordonnees"], "« coordonnees » n'est pas donnée"
	if hasPoint > 0 {
		point = fmt.Sprintf("« coordonnees » est donnée (ligne %d)", hasPoint)
	}
	say("%s, et %s.", asked, point)
	if i.Lieu.HasPoint && i.Lieu.Precision == site.Locality && hasPoint == 0 && i.Precision != site.Locality {
		say("Sans « coordonnees », c'est le centre de la commune qui est montré.")
	}
	if i.Precision == "" && hasPoint > 0 {
		say("Sans « precision », le point est montré exactement.")
	}
	if hasPoint > 0 && i.Lieu.Precision != site.Exact {
		say("Coordonnées gardées pour vous : elles restent dans ce fichier, aucune page ni aucune donnée ne les contient.")
	}
	for _, h := range i.Lieu.Hidden {
		if h.Key == "adresse" {
			say("Adresse gardée pour vous (ligne %d) : %s.", h.Line, hiddenAddress(i.Lieu))
		}
	}
	switch {
	case i.Lieu.HasPoint || i.Lieu.Precision == site.Masked:
	case i.Lieu.Commune == "" && len(i.Lieu.Zone) > 0:
		say("Seule « zone » est donnée (ligne %d) : une zone n'a pas de point.", keys["zone"])
	case i.Lieu.Commune != "":
		say("balise ne connaît pas le centre de « %s » (ligne %d).", i.Lieu.Commune, keys["commune"])
	}
	return out
}

func hiddenAddress(p site.Place) string {
	if p.Adresse != "" {
		return "seule la rue est montrée"
	}
	return "elle n'est pas montrée"
}
