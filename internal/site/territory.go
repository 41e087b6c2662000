package site

import "enrouteweb.org/balise/internal/french"

// territories gives each initiative's commune its slug in URLs. Communes that share a name but not a province or country
// are homonyms: theirs ends in the postal code.
func (s *Site) territories() {
	places := map[string]map[[2]string]bool{} // slug → country and province of those who have it
	is := Of[*Initiative](s)
	for n, i := range is {
		i.Index = n
		if slug := i.Lieu.Territory; slug != "" {
			if places[slug] == nil {
				places[slug] = map[[2]string]bool{}
			}
			places[slug][[2]string{i.Lieu.Pays, i.Lieu.Province}] = true
		}
	}
	for _, i := range is {
		if len(places[i.Lieu.Territory]) > 1 && i.Lieu.CodePostal != "" {
			i.Lieu.Territory += "-" + french.Slug(i.Lieu.CodePostal)
		}
	}
}
