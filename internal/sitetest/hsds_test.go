package sitetest

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// hsdsSchemas are what the schemas of HSDS 3.0 ask of the properties we give: schema/*.json of
// github.com/openreferral/specification, tag v3.0, told at docs.openreferral.org/en/3.0/hsds/schema_reference.html. No package we
// can depend on carries the schemas. A property is "name!" when its schema requires it; then its type or format, an enum in
// brackets, an object by the name of its schema, a list of them after "[]". Properties of our own are in "~".
var hsdsSchemas = map[string]string{
	"page": "total_items! number, total_pages! number, page_number! number, size! number, first_page! bool, last_page! bool, empty! bool",
	"service": "id! uuid, name! string, status! [active|inactive|defunct|temporarily closed], organization_id! uuid, description string, url uri, email email, application_process string, fees_description string, " +
		"eligibility_description string, assured_date date, last_modified date-time, phones []phone, schedules []schedule, service_areas []service_area, service_at_locations []service_at_location, " +
		"languages []language, organization organization, funding []funding, contacts []contact, attributes []attribute, ~porteur string, ~additional_urls []url",
	"organization":        "id! uuid, name! string, description! string, email email, website uri, uri uri, phones []phone, attributes []attribute",
	"service_at_location": "id! uuid, location location",
	"location":            "id! uuid, location_type! [physical|postal|virtual], name string, description string, latitude number, longitude number, addresses []address, accessibility []accessibility, ~precision [exacte|rue|commune|masquee]",
	"address":             "id! uuid, address_1! string, city! string, region string, state_province! string, postal_code! string, country! country, address_type! [physical|postal|virtual]",
	"phone":               "id! uuid, number! string, type [text|voice|fax|cell|video|pager|textphone]", // RFC 6350, section 6.4.1
	"contact":             "id! uuid, name string, title string",
	"schedule":            "id! uuid, freq [WEEKLY|MONTHLY], byday byday, description string, opens_at time, closes_at time",
	"service_area":        "id! uuid, name string",
	"language":            "id! uuid, name string, code iso639",
	"accessibility":       "id! uuid, description string",
	"funding":             "id! uuid, source string",
	"attribute":           "id! uuid, taxonomy_term taxonomy_term",
	"taxonomy_term":       "id! uuid, code string, name! string, description! string, taxonomy string, taxonomy_id uuid, language iso639, term_uri uri",
	"taxonomy":            "id! uuid, name! string, description! string, uri uri",
	"url":                 "id! uuid, url! uri, label string", // HSDS 3.1
}

// hsdsForms are the formats. A UUID is one of version 5, its variant that of RFC 9562, section 4.1.
var hsdsForms = map[string]*regexp.Regexp{
	"uuid":    regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
	"time":    regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`),
	"byday":   regexp.MustCompile(`^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$`),
	"iso639":  regexp.MustCompile(`^[a-z]{2,3}$`),
	"country": regexp.MustCompile(`^[A-Z]{2}$`),
	"string":  regexp.MustCompile(``),
}

// hsdsData is all that a site gives.
type hsdsData struct {
	t    *testing.T
	site *site
	sets map[string][]map[string]any
	seen map[string]string // id → what has it
}

// TestHSDS holds /donnees/hsds/ to HSDS 3.0, its ids to one another, and what it says to the table of initiatives.
func TestHSDS(t *testing.T) {
	for name, s := range sites(t) {
		t.Run(name, func(t *testing.T) {
			d := hsdsData{t, s, map[string][]map[string]any{}, map[string]string{}}
			for set, schema := range map[string]string{"services": "service", "organizations": "organization", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"} {
				d.sets[set] = d.pages(set)
				for i, r := range d.sets[set] {
					d.check(schema, fmt.Sprintf("%s[%d]", set, i), r)
				}
			}
			d.references()
			d.table()
			if name == "corpus" && !s.files["donnees/hsds/services-2.json"] {
				t.Error("the corpus has more initiatives than a file holds: services-2.json is missing")
			}
		})
	}
}

// pages reads a set to its last page.
func (d *hsdsData) pages(set string) []map[string]any {
	d.t.Helper()
	var out []map[string]any
	for no, last := 1, false; !last; no++ {
		path := "donnees/hsds/" + set + ".json"
		if no > 1 {
			path = fmt.Sprintf("donnees/hsds/%s-%d.json", set, no)
		}
		var p map[string]any
		decode(d.t, d.site.bytes(d.t, path), &p)
		records, _ := p["contents"].([]any)
		delete(p, "contents")
		d.check("page", path, p)
		last, _ = p["last_page"].(bool)
		if p["page_number"] != float64(no) || p["size"] != float64(len(records)) || p["first_page"] != (no == 1) || last != (p["total_pages"] == float64(no)) || no > 100 {
			d.t.Fatalf("%s: %v with %d records", path, p, len(records))
		}
		for _, r := range records {
			out = append(out, r.(map[string]any))
		}
		if last && p["total_items"] != float64(len(out)) {
			d.t.Errorf("%s: %v items, found %d", set, p["total_items"], len(out))
		}
	}
	return out
}

// check holds an object to its schema, and what is in it to theirs.
func (d *hsdsData) check(schema, at string, v map[string]any) {
	known := map[string]bool{}
	for _, rule := range strings.Split(hsdsSchemas[schema], ", ") {
		name, form, _ := strings.Cut(rule, " ")
		key := strings.Trim(name, "~!")
		known[key] = true
		value, given := v[key]
		if !given && strings.HasSuffix(name, "!") {
			d.t.Errorf("%s: no %s", at, key)
		}
		if given {
			d.value(form, at+"."+key, value)
		}
	}
	for key := range v {
		if !known[key] {
			d.t.Errorf("%s: %s is not in the table of %s", at, key, schema)
		}
	}
	if id, ok := v["id"].(string); ok {
		what := fmt.Sprint(schema, " ", v["name"])
		shared := schema == "organization" || schema == "taxonomy_term" || schema == "attribute" && strings.Contains(at, "organization") || schema == "phone" && strings.HasPrefix(at, "organizations")
		if was, ok := d.seen[id]; ok && (was != what || !shared) {
			d.t.Errorf("%s: %s has the id of %s", at, what, was)
		}
		d.seen[id] = what
	}
}

func (d *hsdsData) value(form, at string, v any) {
	switch {
	case strings.HasPrefix(form, "[]"):
		list, ok := v.([]any)
		if !ok || len(list) == 0 {
			d.t.Errorf("%s: %v is no list of anything", at, v)
		}
		for i, x := range list {
			d.value(form[2:], fmt.Sprintf("%s[%d]", at, i), x)
		}
	case hsdsSchemas[form] != "":
		o, ok := v.(map[string]any)
		if !ok {
			d.t.Errorf("%s: %v is no %s", at, v, form)
			return
		}
		d.check(form, at, o)
	default:
		if err := hsdsScalar(form, v); err != nil {
			d.t.Errorf("%s: %v: %v", at, v, err)
		}
	}
}

// hsdsScalar holds a value to a type or a format.
func hsdsScalar(form string, v any) (err error) {
	text, isText := v.(string)
	_, number := v.(float64)
	_, truth := v.(bool)
	switch {
	case number != (form == "number") || truth != (form == "bool"):
		return fmt.Errorf("no %s", form)
	case number || truth:
	case !isText:
		return fmt.Errorf("no text")
	case form == "uri":
		if u, err := url.Parse(text); err != nil || !u.IsAbs() {
			return fmt.Errorf("no URI with a scheme: %v", err) // RFC 3986, section 4.3
		}
	case form == "email":
		_, err = mail.ParseAddress(text)
	case form == "date":
		_, err = time.Parse(time.DateOnly, text)
	case form == "date-time":
		_, err = time.Parse("2006-01-02T15:04:05.000Z07:00", text)
	case strings.HasPrefix(form, "["):
		if !slices.Contains(strings.Split(strings.Trim(form, "[]"), "|"), text) {
			return fmt.Errorf("not one of %s", form)
		}
	case !hsdsForms[form].MatchString(text):
		return fmt.Errorf("no %s", form)
	}
	return err
}

// ids gives the ids of a set's records.
func (d *hsdsData) ids(set string) map[any]bool {
	out := map[any]bool{}
	for _, r := range d.sets[set] {
		out[r["id"]] = true
	}
	return out
}

// references holds each id that names another record: it is there, and every term and organization is used.
func (d *hsdsData) references() {
	orgs, terms, lists := d.ids("organizations"), d.ids("taxonomy_terms"), d.ids("taxonomies")
	usedOrgs, usedTerms, usedLists := map[any]bool{}, map[any]bool{}, map[any]bool{}
	for _, r := range slices.Concat(d.sets["services"], d.sets["organizations"]) {
		attributes, _ := r["attributes"].([]any)
		for _, a := range attributes {
			usedTerms[a.(map[string]any)["taxonomy_term"].(map[string]any)["id"]] = true
		}
		if o, ok := r["organization"].(map[string]any); ok {
			if usedOrgs[o["id"]] = true; r["organization_id"] != o["id"] {
				d.t.Errorf("%v: organization_id is not that of its organization", r["name"])
			}
		}
	}
	for _, r := range d.sets["taxonomy_terms"] {
		usedLists[r["taxonomy_id"]] = true
	}
	for what, pair := range map[string][2]map[any]bool{"organizations": {usedOrgs, orgs}, "terms": {usedTerms, terms}, "taxonomies": {usedLists, lists}} {
		if !maps.Equal(pair[0], pair[1]) {
			d.t.Errorf("%s: %d named, %d given, and they are not the same", what, len(pair[0]), len(pair[1]))
		}
	}
}

// table compares with donnees/initiatives.csv, which other tests hold to the pages.
func (d *hsdsData) table() {
	rows := map[any]map[string]string{}
	for _, row := range d.site.table(d.t, "donnees/initiatives.csv") {
		rows[row["url"]] = row
	}
	if len(rows) != len(d.sets["services"]) {
		d.t.Fatalf("%d services for %d initiatives", len(d.sets["services"]), len(rows))
	}
	status := map[string]string{"active": "active", "suspendue": "temporarily closed", "terminee": "defunct", "en-projet": "inactive"}
	for _, s := range d.sets["services"] {
		row := rows[s["url"]]
		if s["name"] != row["titre"] || s["status"] != status[row["etat"]] || fmt.Sprint(s["assured_date"]) != or(row["verifie_le"], "<nil>") {
			d.t.Errorf("%v: not what the table says: %v", s, row)
		}
		places, _ := s["service_at_locations"].([]any)
		for _, p := range places {
			l := p.(map[string]any)["location"].(map[string]any)
			_, hasPoint := l["latitude"]
			_, hasAddress := l["addresses"]
			switch row["precision"] {
			case "masquee":
				hasAddress, hasPoint = hasAddress || hasPoint, false
				fallthrough
			case "rue", "commune":
				if hasAddress {
					d.t.Errorf("%s: %s, and its location tells more: %v", row["slug"], row["precision"], l)
				}
			}
			if at := row["coordonnees"]; hasPoint && at != "" && fmt.Sprintf("%v, %v", l["latitude"], l["longitude"]) != at {
				d.t.Errorf("%s: at %v, %v in place of %s", row["slug"], l["latitude"], l["longitude"], at)
			}
		}
	}
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
