package theme_test

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// views pairs each template with what it is given. The rich view fills every field; the empty one none.
func views(list template.HTML) map[string][]any {
	rich := richInitiative()
	bare := richInitiative()
	bare.Initiative, bare.Secteurs, bare.Locator = &site.Initiative{Base: site.Base{Kind: site.KindNamed("initiative")}}, []output.Tag{{Label: "Sans page", Letter: "S"}}, nil
	organisation := richOrganisation()
	organisation.Site, organisation.Ailleurs = "", "24 pages"
	organisation.Secteurs = []output.Tag{{Label: "Sans page"}}
	portrait := richPortrait()
	portrait.Portrait = &site.Portrait{Base: site.Base{Resume: "Résumé."}}
	unknown := richData()
	unknown.Licence.Donnees = "Etalab-2.0"
	plainChrome := chrome("/carte/", output.Assets{})
	plainChrome.Organisation, plainChrome.Licence, plainChrome.Section = plain, site.Licence{Donnees: "x", Contenu: "y"}, "/"
	plainChrome.Menu[0].Current = true
	calm := chrome("/recherche/", output.Assets{})
	calm.Urgence = nil // the link to the search is in the menu then
	return map[string][]any{
		"frame":   {output.Frame{Langue: "fr", Titre: "Titre", Site: "Site", Description: "d", Canonique: "https://a/", OEmbed: "https://a/oembed.json", NoIndex: true, Kind: "404", Brouillon: true, Style: "/vie.css", Images: "https://a.be", Connexions: "https://b.be"}, output.Frame{}},
		"head":    {chrome("/", output.Assets{CSS: "/c", Fonts: []string{"/f"}, Icon: "/i"}), &output.Chrome{Script: "/s.js"}},
		"header":  {chrome("/guide/", output.Assets{}), chrome("/recherche/", output.Assets{}), plainChrome, calm, &output.Chrome{}},
		"footer":  {chrome("/", output.Assets{}), plainChrome, &output.Chrome{Contact: site.Contact{Telephone: "02 123", Site: "https://www.exemple.be"}}},
		"card":    {cards()[0], cards()[2], output.Card{}},
		"map":     {richMap(""), &output.MapView{}},
		"fond":    {richGround, output.GroundView{}},
		"locator": {rich.Locator, &output.Locator{}},
		"item":    {items()[0], output.ListItem{}},
		"evoquee": {[]output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}, []output.LinkGroup(nil)},
		"groupe":  {output.Group{ID: "a", No: 1, Titre: "A", Suite: true, N: 3, Note: "n", Cards: list}, output.Group{}},

		"liens":        {backRefs, []site.Link(nil)},
		"pages":        {richPager, output.Pager{Links: richPager.Links}},
		"image":        {picture, &output.Image{}},
		"accueil":      {richHome("<svg></svg>"), &output.HomeView{}},
		"carte":        {richCarte("<svg></svg>", list), &output.CarteView{}},
		"embed":        {richEmbed("<svg></svg>", list), output.EmbedView{}},
		"integrer":     {richIntegrer(), output.IntegrerView{}},
		"initiative":   {rich, commonInitiative(), bare, &output.InitiativeView{}},
		"portrait":     {richPortrait(), portrait, &output.PortraitView{}},
		"chapitre":     {richChapter(), &output.ChapterView{Chapter: new(site.Chapter)}, &output.ChapterView{}},
		"organisation": {richOrganisation(), organisation, &output.OrganisationView{}},
		"formation":    {richTraining(), &output.TrainingView{Training: new(site.Training)}},
		"formations":   {richCatalogue(), &output.CatalogueView{}},
		"composer":     {richComposer(), &output.ComposerView{}},
		"module":       {richComposer().Modules[0], output.TrainingItem{}},
		"temps":        {output.Length{Mots: "2 h 30", ISO: "PT2H30M"}, output.Length{Mots: "à convenir"}, output.When{ISO: "2027-03-22", Mots: "lundi 22 mars 2027"}, output.When{}},
		"donnee":       {richTraining().Donnee[0], richTraining().Dates[0], output.Giving{}},
		"rapport":      {richReport(), mixedReport(), &output.ReportView{Report: new(site.Report)}, &output.ReportView{}},
		"rapports":     {richReports(), &output.ReportsView{}},
		"intervision":  {richCycle(), pastCycle(), &output.CycleView{Cycle: new(site.Cycle)}, &output.CycleView{}},
		"intervisions": {&output.CyclesView{Titre: "t", Intro: "i", Prochains: items(), Passes: items()}, &output.CyclesView{}},
		"activite":     {richActivity(), pastActivity(), &output.ActivityView{Activity: new(site.Activity), Quand: output.When{Mots: "2020"}}, &output.ActivityView{}},
		"agenda":       {richAgenda(), yearOfAgenda(), &output.AgendaView{}},
		"mois":         {months(), []output.AgendaMonth(nil)},
		"seances":      {seances(), []output.SeanceView(nil)},
		"proposer":     {richProposal(), &output.ProposerView{Parties: richProposal().Parties}, &output.ProposerView{}},
		"champ":        {proposalAsks()[0], proposalAsks()[1], proposalAsks()[2], proposalAsks()[3], proposalAsks()[4], proposalAsks()[5], output.ProposalAsk{}},
		"formulaire":   {richForm(), bareForm(), &output.FormView{}},
		"actualite":    {richNews(), &output.NewsView{News: new(site.News)}, &output.NewsView{}},
		"actualites":   {richNewsList(), richNewsYear(), &output.NewsListView{}},
		"ressource":    {richResource(), &output.ResourceView{Resource: new(site.Resource)}, &output.ResourceView{}},
		"ressources":   {richResources(), &output.ResourcesView{}},
		"reseau":       {richNetwork(), &output.NetworkView{}},
		"glossaire":    {richGlossary(), &output.GlossaryView{Termes: []output.TermView{{}}}, &output.GlossaryView{}},
		"page":         {richPage(), &output.EntryView{Base: new(site.Base)}, &output.EntryView{}},
		"liste":        {&output.ListView{Titre: "t", Intro: "i", Items: items(), Pager: richPager}, &output.ListView{}},
		"guide":        {richGuide(), &output.GuideView{}},
		"monplan":      {&output.PlanGuideView{Site: "Un site", Etapes: withTasks(chapters()), Script: "/assets/etapes.js"}, &output.PlanGuideView{}},
		"imprimer":     {richPrint(), &output.PrintView{}},
		"plan":         {&output.PlanView{Groupes: []output.ListGroup{{Titre: "g", Items: items()}}}, &output.PlanView{}},
		"donnees":      {richData(), unknown, &output.DonneesView{}},
		"hsds":         {richHSDS(), output.HSDSView{Licence: unknown.Licence}, output.HSDSView{}},
		"etat":         {richEtat(), &output.EtatView{}},
		"etat-liste":   {richEtatList(), output.EtatListView{Cartes: list}, output.EtatListView{}},
		"tableau":      {richEtat().Mesures[0], output.Chart{}},
		"aide":         {&output.AideView{Types: []output.ManualType{{Kind: site.KindNamed("portrait")}, {Kind: site.KindNamed("page")}}, Themes: mistakeThemes()}, &output.AideView{}},
		"aide-cles":    {richKeys(), &output.AideKeysView{Parties: []output.AideKeyPart{{}}}},
		"aide-cle":     {richKeys().Parties[0].Cles[0], output.ManualKey{}},
		"aide-valeurs": {richKeys().Parties[0].Valeurs, []output.ManualValue(nil)},
		"aide-erreurs": {&output.AideErrorsView{Themes: mistakeThemes()}, &output.AideErrorsView{}},
		"aide-theme":   {&output.AideThemeView{ManualTheme: mistakeThemes()[0], Autres: mistakeThemes()}, &output.AideThemeView{}},
		"recherche":    {richSearch(), copiedSearch(), &output.SearchView{}},
		"404":          {&output.NotFoundView{Menu: menu(""), Urgence: urgence, Recherche: true}, &output.NotFoundView{}},
		"redirection":  {output.RedirectView{URL: "/a/", Titre: "A"}, output.RedirectView{}},
	}
}

// TestEveryTemplate executes each template in all its branches, and checks its fields against the view's type.
func TestEveryTemplate(t *testing.T) {
	th := load(t)
	raw, err := th.Unescaped()
	if err != nil {
		t.Fatal(err)
	}
	table := views("<li>a</li>")
	for _, name := range th.Names() {
		given, ok := table[name]
		if !ok {
			t.Errorf("%s: not in the table: which view is it given?", name)
			continue
		}
		if err := templatecheck.CheckHTML(raw.Lookup(name), zero(given[0])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for i, v := range given {
			var buf bytes.Buffer
			if err := th.Render(&buf, name, v); err != nil {
				t.Errorf("%s, view %d: %v", name, i, err)
			}
			for _, bad := range []string{"ZgotmplZ", "<no value>", "%!", "&lt;nil&gt;", "  <"} {
				if bytes.Contains(buf.Bytes(), []byte(bad)) {
					t.Errorf("%s, view %d, holds %q:\n%s", name, i, bad, buf.String())
				}
			}
		}
	}
	for name := range table {
		if !th.Has(name) {
			t.Errorf("no template %s", name)
		}
	}
}

// zero gives a value of a view's type with nothing in it but what keeps embedded pointers from being nil.
func zero(v any) any { return reflect.New(reflect.TypeOf(v)).Elem().Interface() }

// ordinary finds an ordinary space where a line must not break (before : ; ? ! » and after «), in the text of a template.
var ordinary = regexp.MustCompile(` :(?:[ <]|$)| [;?!](?:[ <]|$)| »|« `)

// TestNoBreakSpaces: what templates say is set as what editors write.
func TestNoBreakSpaces(t *testing.T) {
	actions := regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	files, err := filepath.Glob(filepath.Join("..", "..", "themes", "default", "*", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if m := ordinary.FindString(actions.ReplaceAllString(line, "<>")); m != "" {
				t.Errorf("%s:%d: %q has an ordinary space", filepath.Base(f), i+1, m)
			}
		}
	}
}
