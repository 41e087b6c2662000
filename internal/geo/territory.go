package geo

import (
	"strings"

	"enrouteweb.org/balise/internal/french"
)

const (
	brussels       = "bruxelles-capitale"
	brusselsRegion = "region-bruxelles-capitale"
)

// territory is a province or a region, with the French forms a sentence may need.
type territory struct {
	id, name, long, in, region string
	others                     string // other names it answers to, separated by "="
}

// provinces are in the order of the alphabet, which is the one readers expect in a list.
var provinces = [...]territory{
	{"anvers", "Anvers", "province d’Anvers", "en province d’Anvers", "region-flamande", "Antwerpen=Antwerp"},
	{"brabant-flamand", "Brabant flamand", "province du Brabant flamand", "dans le Brabant flamand", "region-flamande", "Vlaams-Brabant"},
	{"brabant-wallon", "Brabant wallon", "province du Brabant wallon", "dans le Brabant wallon", "region-wallonne", "Waals-Brabant=BW"},
	{brussels, "Bruxelles-Capitale", "Région de Bruxelles-Capitale", "à Bruxelles", brusselsRegion, "Bruxelles=Brussel=Brussels"},
	{"flandre-occidentale", "Flandre occidentale", "province de Flandre occidentale", "en Flandre occidentale", "region-flamande", "West-Vlaanderen"},
	{"flandre-orientale", "Flandre orientale", "province de Flandre orientale", "en Flandre orientale", "region-flamande", "Oost-Vlaanderen"},
	{"hainaut", "Hainaut", "province de Hainaut", "en Hainaut", "region-wallonne", "Henegouwen=province du Hainaut"},
	{"liege", "Liège", "province de Liège", "en province de Liège", "region-wallonne", "Luik=Lüttich"},
	{"limbourg", "Limbourg", "province de Limbourg", "en province de Limbourg", "region-flamande", "Limburg=province du Limbourg"},
	{"luxembourg", "Luxembourg", "province de Luxembourg", "en province de Luxembourg", "region-wallonne", "province du Luxembourg"},
	{"namur", "Namur", "province de Namur", "en province de Namur", "region-wallonne", "Namen"},
}

var regions = [...]territory{
	{brusselsRegion, "Région de Bruxelles-Capitale", "Région de Bruxelles-Capitale", "à Bruxelles", "", "Région bruxelloise=RBC"},
	{"region-wallonne", "Région wallonne", "Région wallonne", "en Wallonie", "", "Wallonie=Wallonië=RW"},
	{"region-flamande", "Région flamande", "Région flamande", "en Flandre", "", "Flandre=Vlaanderen"},
}

// Provinces lists the ids of the ten provinces and of Bruxelles-Capitale, in alphabetical order.
func Provinces() []string { return ids(provinces[:]) }

// Regions lists the ids of the three regions: "region-bruxelles-capitale", "region-wallonne", "region-flamande".
func Regions() []string { return ids(regions[:]) }

func ids(list []territory) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.id
	}
	return out
}

// lookUp takes the id of a province or of a region, or a province's territory slug ("province-namur").
func lookUp(id string) (t territory, province bool) {
	bare := strings.TrimPrefix(id, "province-")
	for _, t := range provinces {
		if t.id == bare {
			return t, true
		}
	}
	for _, t := range regions {
		if t.id == id {
			return t, false
		}
	}
	return territory{}, false
}

// Province gives the French name of a province, "Brabant wallon", and the id of its region; both "" when there is none.
func Province(id string) (name, region string) {
	if t, ok := lookUp(id); ok {
		return t.name, t.region
	}
	return "", ""
}

// RegionName gives "Région wallonne" for "region-wallonne"; "" when there is none.
func RegionName(id string) string {
	if t, province := lookUp(id); !province {
		return t.name
	}
	return ""
}

// TerritoryLong names a province or a region on its own: "province de Namur", "Région wallonne"; "" when there is none.
func TerritoryLong(id string) string { t, _ := lookUp(id); return t.long }

// TerritoryIn ends a sentence about a province or a region: "dans le Brabant wallon", "en Wallonie"; "" when there is none.
func TerritoryIn(id string) string { t, _ := lookUp(id); return t.in }

// TerritorySlug is a province's or a region's segment in URLs: "province-namur", "region-wallonne"; "" when there is none.
// Bruxelles-Capitale has one page, its region's.
func TerritorySlug(id string) string {
	switch t, province := lookUp(id); {
	case t.id == brussels:
		return brusselsRegion
	case province:
		return "province-" + t.id
	default:
		return t.id
	}
}

// FindTerritory gives the slug of the province or region that a text names: "Namur", "province de Namur", "Wallonie",
// "brabant-wallon"; "" when it names none. Many provinces have a commune's name: try Atlas.Find first where a bare
// "Namur" means the town.
func FindTerritory(text string) string {
	slug := french.Slug(text)
	for _, t := range provinces {
		if t.matches(slug) {
			return TerritorySlug(t.id)
		}
	}
	for _, t := range regions {
		if t.matches(slug) {
			return t.id
		}
	}
	return ""
}

func (t territory) matches(slug string) bool {
	if slug == "" {
		return false
	}
	if slug == t.id || slug == TerritorySlug(t.id) || slug == french.Slug(t.name) || slug == french.Slug(t.long) {
		return true
	}
	for other := range strings.SplitSeq(t.others, "=") {
		if slug == french.Slug(other) {
			return true
		}
	}
	return false
}
