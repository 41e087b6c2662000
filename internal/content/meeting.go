package content

import (
	"fmt"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// meetingPlaces advises on the communes of an activity and of sessions that are nearly one of the atlas. Others are shown as
// they are: one may meet anywhere.
func (d *decoder) meetingPlaces(e site.Entry) {
	var sessions []site.Session
	switch x := e.(type) {
	case *site.Activity:
		d.nearCommune("commune", x.Commune)
		sessions = x.Seances
	case *site.Cycle:
		sessions = x.Seances
	}
	for i, s := range sessions {
		d.nearCommune(fmt.Sprintf("seances.%d.commune", i), s.Commune)
	}
}

func (d *decoder) nearCommune(key, name string) {
	at, given := d.valueAt(key)
	if !given || name == "" || d.set.atlas == nil || d.enough("commune-inconnue") {
		return
	}
	if _, ok := d.set.atlas.Find(name, ""); ok {
		return
	}
	near := d.set.atlas.Suggest(name, "")
	if near == "" {
		return
	}
	if raw, ok := rawValue(d.work(at.line), at.col, name); ok {
		at.length = width(raw)
	}
	x := d.report(diag.Conseil, "commune-inconnue", at, fmt.Sprintf("La commune %s n'est pas dans le répertoire de balise (%s).", q(name), geo.CountryName("BE")), "Vouliez-vous dire "+q(near)+" ?")
	x.Fix = d.fix(span{at.line, at.col, 1}, name, near)
}
