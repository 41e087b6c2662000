package importer

import (
	"slices"
	"strings"
)

// gogoColumns are the members of a GoGoCarto's elements whose meaning is known. See its documentation of elements, and the
// export of its API: {"licence", "ontology", "data": [element …]}.
var gogoColumns = map[string]Target{
	"name": {Kind: Key, Path: "titre"}, "title": {Kind: Key, Path: "titre"},
	"geo.latitude": {Kind: Latitude}, "geo.longitude": {Kind: Longitude}, "latitude": {Kind: Latitude}, "longitude": {Kind: Longitude}, "lat": {Kind: Latitude}, "lng": {Kind: Longitude}, "long": {Kind: Longitude},
	"address.streetAddress": {Kind: Key, Path: "adresse"}, "address.streetNumber": {Kind: Key, Path: "adresse"}, "address.addressLocality": {Kind: Key, Path: "commune"},
	"address.postalCode": {Kind: Key, Path: "code_postal"}, "address.addressCountry": {Kind: Key, Path: "pays"},
	"abstract": {Kind: Describe}, "description": {Kind: Describe}, "descriptionMore": {Kind: Body},
	"telephone": {Kind: Key, Path: "contact.telephone"}, "email": {Kind: Key, Path: "contact.courriel"}, "website": {Kind: Key, Path: "contact.site"},
	"categories": {Kind: Key, Path: "secteurs"}, "taxonomy": {Kind: Key, Path: "secteurs"}, "optionValues": {Kind: More},
	"openHours": {Kind: Key, Path: "horaires"}, "openHoursString": {Kind: More}, "openHoursMoreInfos": {Kind: More},
	"sourceKey": {Kind: More}, "image": {Kind: More}, "images": {Kind: More},
	"address.customFormatedAddress": {Kind: Left}, "id": {Kind: Left}, "status": {Kind: Left}, "createdAt": {Kind: Left}, "updatedAt": {Kind: Left}, "categoriesFull": {Kind: Left}, "fullyLoaded": {Kind: Left}, "moderationState": {Kind: Left},
}

// readList reads a list of objects, those of a GoGoCarto or of a service like it. The text of an address as it is shown
// repeats its parts: it is only taken where there is no street.
func readList(list []any, form string) (*Table, error) {
	b := newBuilder(form)
	gogo := form == "GoGoCarto"
	for _, v := range list {
		o, ok := v.(object)
		b.start()
		if !ok {
			b.note("", short(rawJSON(v), 60), "Cet élément n'est pas une fiche : rien n'y est lu.", "")
			b.put(b.column("élément", Target{Kind: More}, Unknown), Cell{Text: rawJSON(v)})
			continue
		}
		if hours, ok := o.get("openHours").(object); ok {
			o = with(o, "openHours", openHours(hours))
		}
		if a, ok := o.get("address").(object); ok && a.text("streetAddress") == "" && a.text("customFormatedAddress") != "" {
			o = with(o, "address", append(without(a, "streetAddress", "customFormatedAddress"), member{"streetAddress", a.text("customFormatedAddress")}))
		}
		gogo = gogo || o.get("geo") != nil
		b.flatten("", o)
	}
	if gogo {
		b.t.Form = "GoGoCarto"
		for i := range b.t.Columns {
			b.t.Columns[i].To = gogoColumns[b.t.Columns[i].Name]
		}
	}
	return b.done()
}

func with(o object, key string, value any) object {
	out := slices.Clone(o)
	for i := range out {
		if out[i].key == key {
			out[i].value = value
		}
	}
	return out
}

func without(o object, keys ...string) object {
	return slices.DeleteFunc(slices.Clone(o), func(m member) bool { return slices.Contains(keys, m.key) })
}

// openHours writes {"Mo": "09:00-12:00 & 13:00-17:00"} as OpenStreetMap does; what is not understood of it is said later.
func openHours(o object) string {
	var rules []string
	for _, m := range o {
		times := strings.TrimSpace(scalar(m.value))
		if times == "" {
			continue
		}
		times = strings.NewReplacer(" & ", ",", "&", ",", " et ", ",", " - ", "-").Replace(times)
		rules = append(rules, m.key+" "+times)
	}
	return strings.Join(rules, "; ")
}
