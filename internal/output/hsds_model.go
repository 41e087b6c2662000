package output

// The records of HSDS 3.0, with the properties that an initiative fills: docs.openreferral.org/en/3.0/hsds/schema_reference.html,
// and the schemas of the same names in github.com/openreferral/specification, tag v3.0. What a schema requires has no omitempty.
// The keys that tell a table which row is meant (service_id, link_id …) are left to the nesting, but for those that name a record of
// another file.

type hsdsService struct { // schema "service"
	ID             string           `json:"id"`
	Name           string           `json:"name"`
	Description    string           `json:"description,omitempty"`
	URL            string           `json:"url,omitempty"`
	MoreURLs       []hsdsLink       `json:"additional_urls,omitempty"` // HSDS 3.1
	Email          string           `json:"email,omitempty"`
	Status         string           `json:"status"` // active, inactive, defunct, temporarily closed
	Application    string           `json:"application_process,omitempty"`
	Fees           string           `json:"fees_description,omitempty"`
	Eligibility    string           `json:"eligibility_description,omitempty"`
	Assured        string           `json:"assured_date,omitempty"`  // 2026-02-14
	Modified       string           `json:"last_modified,omitempty"` // RFC 3339, with milliseconds
	Phones         []hsdsPhone      `json:"phones,omitempty"`
	Schedules      []hsdsSchedule   `json:"schedules,omitempty"`
	Areas          []hsdsArea       `json:"service_areas,omitempty"`
	AtLocations    []hsdsAtLocation `json:"service_at_locations,omitempty"`
	Languages      []hsdsLanguage   `json:"languages,omitempty"`
	OrganizationID string           `json:"organization_id"`
	Organization   hsdsOrganization `json:"organization"`
	Porteur        string           `json:"porteur,omitempty"` // ours: who carries it, where that is not the organization
	Funding        []hsdsFunding    `json:"funding,omitempty"`
	Contacts       []hsdsContact    `json:"contacts,omitempty"`
	Attributes     []hsdsAttribute  `json:"attributes,omitempty"`
}

type hsdsOrganization struct { // schema "organization"
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Email       string          `json:"email,omitempty"`
	Website     string          `json:"website,omitempty"`
	URI         string          `json:"uri,omitempty"` // its page here
	Phones      []hsdsPhone     `json:"phones,omitempty"`
	Attributes  []hsdsAttribute `json:"attributes,omitempty"`
}

type hsdsAtLocation struct { // schema "service_at_location"
	ID       string       `json:"id"`
	Location hsdsLocation `json:"location"`
}

type hsdsLocation struct { // schema "location"
	ID            string              `json:"id"`
	Type          string              `json:"location_type"` // physical, virtual
	Name          string              `json:"name,omitempty"`
	Description   string              `json:"description,omitempty"`
	Latitude      *float64            `json:"latitude,omitempty"` // degrees, WGS 84
	Longitude     *float64            `json:"longitude,omitempty"`
	Precision     string              `json:"precision,omitempty"` // ours: what the position is worth
	Addresses     []hsdsAddress       `json:"addresses,omitempty"`
	Accessibility []hsdsAccessibility `json:"accessibility,omitempty"`
}

type hsdsAddress struct { // schema "address": every property but region is required, so there is no partial address
	ID         string `json:"id"`
	Line       string `json:"address_1"`
	City       string `json:"city"`
	Region     string `json:"region,omitempty"`
	Province   string `json:"state_province"` // "" abroad: not known
	PostalCode string `json:"postal_code"`
	Country    string `json:"country"` // ISO 3166-1 alpha-2
	Type       string `json:"address_type"`
}

type hsdsPhone struct { // schema "phone"
	ID     string `json:"id"`
	Number string `json:"number"`
	Type   string `json:"type"` // RFC 6350, section 6.4.1
}

type hsdsContact struct { // schema "contact"
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Title string `json:"title,omitempty"`
}

type hsdsSchedule struct { // schema "schedule"; freq to byday are those of RFC 5545, section 3.3.10
	ID          string `json:"id"`
	Freq        string `json:"freq,omitempty"`        // WEEKLY, MONTHLY
	ByDay       string `json:"byday,omitempty"`       // "MO,TU"; in a month "1MO" the first Monday, "-1FR" the last Friday
	Description string `json:"description,omitempty"` // the hours in words, where nothing else is sure
	OpensAt     string `json:"opens_at,omitempty"`    // "19:00"
	ClosesAt    string `json:"closes_at,omitempty"`
}

type hsdsArea struct { // schema "service_area"
	ID   string `json:"id"`
	Name string `json:"name"`
}

type hsdsLanguage struct { // schema "language"
	ID   string `json:"id"`
	Name string `json:"name"`
	Code string `json:"code"` // ISO 639-1
}

type hsdsAccessibility struct { // schema "accessibility"
	ID          string `json:"id"`
	Description string `json:"description"`
}

type hsdsFunding struct { // schema "funding"
	ID     string `json:"id"`
	Source string `json:"source"`
}

type hsdsLink struct { // schema "url", HSDS 3.1
	ID    string `json:"id"`
	Label string `json:"label"`
	URL   string `json:"url"`
}

type hsdsAttribute struct { // schema "attribute"
	ID   string    `json:"id"`
	Term *hsdsTerm `json:"taxonomy_term"`
}

type hsdsTerm struct { // schema "taxonomy_term"
	ID          string `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Taxonomy    string `json:"taxonomy"`
	TaxonomyID  string `json:"taxonomy_id"`
	Language    string `json:"language"`
	URI         string `json:"term_uri,omitempty"`
}

type hsdsTaxonomy struct { // schema "taxonomy"
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	URI         string `json:"uri,omitempty"`
}
