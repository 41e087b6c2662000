package output

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// proposerURL is the page where a visitor proposes an initiative.
const proposerURL = "/proposer/"

// ProposalField is one key of an initiative's header, as the field table has it: the page asks them all but the unasked.
type ProposalField struct {
	Path     string // from the top of the header: "contact.courriel"
	Label    string // "Courriel"
	Doc      string
	Kind     string // "texte", "nombre", "date", "position", "reference", "groupe"
	Form     string // how a text is checked: "courriel", "url" …; "" for any text
	List     bool
	Required bool
	Max      int              // longest text, in characters; 0: no limit
	Options  []ProposalOption // of a closed list, in order
	Fields   []ProposalField  // of a group
}

// ProposalOption is one value of a closed list. Values of the contract's own lists have no label here.
type ProposalOption struct{ ID, Label, Definition string }

// ProposerView is pages/proposer.html: the questions as native controls, in the order a person thinks, in a page that is whole
// on paper and without its script, and that sends nothing.
type ProposerView struct {
	Courriel      string       // where proposals go; "" when they can only be downloaded
	Message       template.URL // a message begun, to Courriel
	Parties       []ProposalPart
	Organisations []string // suggested, when there are few
	Territoires   string   // names of what is larger than a commune, with "|" between them
	Fond          string   // URL of what the map is drawn from; "" without a map
	Lieux         string   // URL of the list of places
	Cadre         string   // what the map shows at first: "west,south,east,north"
	Regles        string   // URL of the script of rules, loaded at need
	Script        string   // URL of the script that asks, and shows the map; "" without script
}

// ProposalPart is some questions under a title.
type ProposalPart struct {
	ID, Titre, Intro string
	Pliee            bool // may be left closed
	Groupes          []ProposalGroup
}

// ProposalGroup is questions that belong together; most parts have one, without a legend.
type ProposalGroup struct {
	Legende string
	Champs  []ProposalAsk
}

// ProposalAsk is one question as the page asks it.
type ProposalAsk struct {
	Nom         string // where the answer goes: a key's path, "chiffres.1.valeur", "texte.2", "vous.nom"
	ID          string // of the control; what belongs to it has an id that starts so
	Rang        int    // place in the header of the file, from 1; 0: not in the header
	Label, Aide string
	Type        string // texte, texte-long, choix, choix-multiple, choix-unique
	Liste       bool   // several texts: one a line
	Forme       string // the rule its text is checked by
	Max         int
	Titre       string // of the part of the text it is
	Obligatoire bool
	Mode, Auto  string // inputmode, autocomplete
	Input       string // type of the <input>
	Datalist    string // id of the suggestions
	Options     []ProposalOption
}

// proposerPage makes the page, where there are initiatives and the site does not refuse it.
func (m *maker) proposerPage() ([]page, error) {
	if !m.proposes() {
		return nil, nil
	}
	orgs := site.Of[*site.Organisation](m.s)
	v := ProposerView{Courriel: m.s.Config.Contact.Courriel, Parties: proposalParts(m.in.Proposal, len(orgs) > 0 && len(orgs) <= suggested), Territoires: strings.Join(territoryNames(), "|"),
		Script: m.in.Scripts["proposer.js"], Regles: m.in.Scripts["regles.js"], Lieux: "/donnees/lieux.json", Cadre: m.extent()}
	v.Message = proposalMessage(v.Courriel, v.Parties)
	if !m.s.Config.Carte.NoMap() {
		v.Fond = m.in.Ground
	}
	h := newHash()
	if len(orgs) <= suggested {
		for _, o := range orgs {
			v.Organisations = append(v.Organisations, o.Titre)
		}
	}
	h.s(v.Organisations...)
	p, err := m.page(proposerURL, proposerURL, "proposer", "Proposer une initiative", "Quelques questions pour proposer une initiative de pair-aidance. Rien ne part sans vous.", h.key(), "proposer", func() any { return v })
	p.own, p.frame.Style = true, m.in.Styles["proposer.css"]
	return []page{p}, err
}

// proposes tells that the site has the page.
func (m *maker) proposes() bool {
	return len(m.inits) > 0 && m.s.Config.Proposer != "non" && len(m.in.Proposal) > 0
}

// territoryNames are those a person may write in the place of a commune.
func territoryNames() []string {
	out := []string{"Belgique", "Belgique francophone", "Fédération Wallonie-Bruxelles", "Communauté germanophone", "Wallonie", "Flandre", "Bruxelles", "En ligne", "Europe"}
	for _, id := range geo.Provinces() {
		name, _ := geo.Province(id)
		out = append(out, name)
	}
	for _, id := range geo.Regions() {
		out = append(out, geo.RegionName(id))
	}
	return out
}

// unasked are the keys that the page does not ask for, and why.
var unasked = map[string]string{
	"image":        "a picture has to come with the file: the page says to send it along",
	"image_alt":    "goes with the picture",
	"image_credit": "goes with the picture",
	"brouillon":    "always oui: a person of the site must read a proposal before it is published",
	"publie_le":    "the day it is published is not known",
	"mis_a_jour":   "it is new",
	"alias":        "it had no address before",
	"verifie_le":   "who proposes has not checked it for the site",
	"verifie_par":  "likewise",
}

// suggested is how many organisations the page can name: more would weigh too much.
const suggested = 80

// figures is how many key figures the page has room for.
const figures = 3

// proposalParts puts the questions in the order of a person: what, where, how to reach it, who, when, how, and who says so.
// names: the page suggests those of organisations.
func proposalParts(fields []ProposalField, names bool) []ProposalPart {
	asks := map[string]ProposalAsk{}
	rank := 0
	for _, f := range fields {
		if unasked[f.Path] == "" {
			rank = collectAsks(asks, f, "", rank, names)
		}
	}
	var out []ProposalPart
	for _, p := range proposalPlan {
		part := ProposalPart{ID: p.id + "_", Titre: p.titre, Intro: french.Typo(p.intro), Pliee: p.folded}
		for _, g := range p.groups {
			group := ProposalGroup{Legende: g.legend}
			for _, name := range g.names {
				if a, ok := asks[name]; ok {
					group.Champs = append(group.Champs, a)
					delete(asks, name)
				}
			}
			part.Groupes = append(part.Groupes, group)
		}
		out = append(out, part)
	}
	if rest := slices.SortedFunc(maps.Values(asks), func(a, b ProposalAsk) int { return a.Rang - b.Rang }); len(rest) > 0 { // keys that are newer than this page
		out = append(out, ProposalPart{ID: "autres_", Titre: "Autres questions", Pliee: true, Groupes: []ProposalGroup{{Champs: rest}}})
	}
	return append(out, storyPart(), senderPart())
}

// collectAsks makes the questions of a key, and of the keys inside it. at stands before their names.
func collectAsks(into map[string]ProposalAsk, f ProposalField, at string, rank int, names bool) int {
	name := cmp.Or(at, f.Path)
	switch {
	case f.Kind != "groupe":
		rank++
		into[name] = newAsk(f, name, rank, names)
	case !f.List:
		for _, g := range f.Fields {
			rank = collectAsks(into, g, "", rank, names)
		}
	default:
		for n := range figures {
			for _, g := range f.Fields {
				key := g.Path[strings.LastIndexByte(g.Path, '.')+1:]
				g.Required = false // of a figure; that it is whole is checked
				rank = collectAsks(into, g, f.Path+"."+strconv.Itoa(n)+"."+key, rank, names)
			}
		}
	}
	return rank
}

// newAsk makes the question of a key. The commune must be said, unless the page's script finds a zone: see the contract.
// It is asked in the words of proposalWords or, for a key they do not know, of the table.
func newAsk(f ProposalField, name string, rank int, names bool) ProposalAsk {
	a := ProposalAsk{Nom: name, ID: askID(name), Rang: rank, Label: f.Label, Aide: french.Typo(f.Doc), Type: "texte", Forme: cmp.Or(f.Form, f.Kind), Max: f.Max, Obligatoire: f.Required || f.Path == "commune", Auto: "off"}
	if w, ok := proposalWords[f.Path]; ok {
		a.Label, a.Aide = french.Typo(w.label), french.Typo(w.help)
		if w.long {
			a.Type = "texte-long"
		}
	}
	words := optionWords[f.Path]
	for _, o := range f.Options {
		if w, ok := words[o.ID]; ok {
			o.Label, o.Definition = w[0], w[1]
		}
		o.Label, o.Definition = french.Typo(cmp.Or(o.Label, o.ID)), french.Typo(o.Definition)
		a.Options = append(a.Options, o)
	}
	switch {
	case f.Path == "pays":
		a.Type, a.Options = "choix-unique", countries()
	case len(f.Options) > 0 && f.List:
		a.Type = "choix-multiple"
	case len(f.Options) > 0:
		a.Type = "choix"
	case f.List:
		a.Liste = true
		if _, known := proposalWords[f.Path]; !known {
			a.Type = "texte-long"
		}
	}
	if a.Forme == "texte" {
		a.Forme = ""
	}
	a.Input, a.Mode = fieldFor(f.Form)
	if f.Kind == "reference" && !f.List && names {
		a.Datalist = "organisations_"
	}
	return a
}

// fieldFor gives the type of the <input> for a form of text, and the keyboard a phone offers.
func fieldFor(form string) (input, mode string) {
	switch form {
	case "courriel":
		return "email", ""
	case "telephone":
		return "tel", ""
	case "url":
		return "text", "url" // a field of type url refuses, in the browser's own words, what the page would complete
	case "code-postal":
		return "text", "numeric"
	}
	return "text", ""
}

func askID(name string) string {
	return "p-" + strings.NewReplacer(".", "-", "_", "-").Replace(name) + "_"
}

// countries are those a proposal may come from without a word to the site's team; the first, when nothing is said.
func countries() []ProposalOption {
	out := []ProposalOption{{Label: geo.CountryName("BE")}}
	for _, code := range [...]string{"FR", "LU", "NL", "DE", "CH", "GB", "IT", "ES", "PT", "CA"} {
		out = append(out, ProposalOption{ID: code, Label: geo.CountryName(code)})
	}
	return out
}

// storyPart asks the text, in the parts of a fiche-action.
func storyPart() ProposalPart {
	p := ProposalPart{ID: "recit_", Titre: "Son histoire", Intro: french.Typo("Pour qui voudrait faire de même. Répondez à ce que vous voulez, avec vos mots ; quelques phrases suffisent."), Pliee: true, Groupes: []ProposalGroup{{}}}
	for i, part := range site.KindNamed("initiative").Outline {
		name := "texte." + strconv.Itoa(i)
		p.Groupes[0].Champs = append(p.Groupes[0].Champs, ProposalAsk{Nom: name, ID: askID(name), Label: french.Typo(part.Title), Titre: part.Title, Aide: french.Typo(part.Ask), Type: "texte-long", Auto: "off"})
	}
	return p
}

// senderPart asks who proposes. It is no key of the header: it goes in a remark.
func senderPart() ProposalPart {
	return ProposalPart{ID: "vous_", Titre: "Vous", Intro: french.Typo("Facultatif. Votre nom et votre adresse sont écrits dans le fichier, en remarque, pour que l’équipe du site puisse vous répondre. Ils ne sont pas publiés sur le site. Une photo ? Joignez-la à votre message, avec le nom de son auteur."),
		Groupes: []ProposalGroup{{Champs: []ProposalAsk{
			{Nom: "vous.nom", ID: askID("vous.nom"), Label: "Votre nom", Type: "texte", Input: "text", Auto: "name"},
			{Nom: "vous.courriel", ID: askID("vous.courriel"), Label: "Votre adresse électronique", Aide: french.Typo("Par exemple : prenom@exemple.be."), Type: "texte", Forme: "courriel", Input: "email", Auto: "email"}}}}}
}

// plainly takes out of a text what typography put in: a message is read by any program.
var plainly = strings.NewReplacer("\u00a0?", "", "\u202f?", "", "\u00a0", " ", "\u202f", " ", "’", "'")

// proposalMessage begins the message of a page without its script: with all the questions if a message can hold them, else with
// the first of them.
func proposalMessage(to string, parts []ProposalPart) template.URL {
	if to == "" {
		return ""
	}
	name, host, _ := strings.Cut(to, "@")
	out := "mailto:" + percent(name) + "@" + host + "?subject=" + percent("Proposition d'initiative") + "&body="
	for _, p := range parts {
		for _, g := range p.Groupes {
			for _, a := range g.Champs {
				if p.Pliee && !a.Obligatoire {
					continue // the page has them; a message keeps what matters most
				}
				line := percent(plainly.Replace(a.Label) + " :\r\n\r\n")
				if len(out)+len(line) <= messageMax {
					out += line
				}
			}
		}
	}
	return template.URL(out)
}
