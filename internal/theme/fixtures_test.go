package theme_test

import (
	"html/template"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The fixtures: what the templates are shown in tests and in the preview. rich fills every field of a view.

var (
	santeMentale = output.Tag{ID: "sante-mentale", Label: "Santé mentale", URL: "/carte/secteur/sante-mentale/", Letter: "S", Forme: "rond", Rank: 1, Definition: "Aide et soins autour de la souffrance psychique."}
	precarite    = output.Tag{ID: "precarite", Label: "Précarité", URL: "/carte/secteur/precarite/", Letter: "P", Forme: "carre", Rank: 2}
	assuetudes   = output.Tag{ID: "assuetudes", Label: "Assuétudes", URL: "/carte/secteur/assuetudes/", Letter: "A", Forme: "losange", Rank: 3}
	secteurs     = []output.Tag{santeMentale, precarite, assuetudes}
	urgence      = []site.Phone{{Libelle: "Télé-Accueil", Telephone: "107"}, {Libelle: "Prévention du suicide", Telephone: "0800 32 123"}, {Libelle: "Urgences", Telephone: "112"}}
	licences     = site.Licence{Donnees: "CC-BY-4.0", Contenu: "CC-BY-SA-4.0"}
	smes         = site.Ref{Text: "smes", Link: site.Link{Titre: "Smes", URL: "/reseau/smes/", Kind: "organisation"}}
	enRoute      = site.Ref{Text: "en-route", Link: site.Link{Titre: "En Route", URL: "/reseau/en-route/", Kind: "organisation"}}
	plain        = site.Ref{Text: "Une maison médicale de quartier"}
)

func menu(section string) []output.MenuItem {
	items := []output.MenuItem{{Label: "Carte", URL: "/carte/"}, {Label: "Portraits", URL: "/portraits/"}, {Label: "Guide", URL: "/guide/"}, {Label: "Réseau", URL: "/reseau/"}, {Label: "À propos", URL: "/a-propos/"}}
	for i := range items {
		items[i].Current = items[i].URL == section
	}
	return items
}

func chrome(section string, assets output.Assets) *output.Chrome {
	return &output.Chrome{Langue: "fr", Site: "La pair-aidance en Belgique francophone", Description: "La carte, les portraits et le guide.",
		Menu: menu(section), Section: section, Urgence: urgence, Contact: site.Contact{Courriel: "info@enrouteweb.org"}, Organisation: enRoute,
		Licence: licences, Feed: true, Donnees: true, Etat: true, Recherche: true, Proposer: true, Rubriques: menu(section), Pages: []site.Link{{Titre: "À propos", URL: "/a-propos/"}, {Titre: "Vie privée", URL: "/vie-privee/"}}, Assets: assets}
}

// base makes the common part of an entry.
func base(kind, slug, titre, resume string) site.Base {
	return site.Base{Kind: site.KindNamed(kind), Slug: slug, Titre: titre, Resume: resume}
}

var backRefs = []site.Link{{Titre: "Préparer l’équipe", URL: "/guide/preparer-l-equipe/", Kind: "chapitre"}, {Titre: "Groupe de travail de Transit", URL: "/portraits/groupe-de-travail-transit/", Kind: "portrait"}}

var richPager = output.Pager{Current: 2, Total: 3, Prev: "/carte/", Next: "/carte/page/3/", Links: []output.FacetOption{{Label: "1", URL: "/carte/"}, {Label: "2", URL: "/carte/page/2/", Current: true}, {Label: "3", URL: "/carte/page/3/"}}}

func richInitiative() *output.InitiativeView { return told(richEntry()) }

// told is a view as output gives it: with what sums up several fields.
func told(v *output.InitiativeView) *output.InitiativeView {
	v.Tell()
	return v
}

func richEntry() *output.InitiativeView {
	i := &site.Initiative{Base: base("initiative", "projet-pat", "Projet PAT (Peer And Team support)", "Une équipe de pairs-aidants et de professionnels aide les services sociaux et de santé de Bruxelles à accueillir un pair-aidant. Elle forme, accompagne, anime des intervisions et met en réseau."),
		EnClair: "Une équipe aide les services à bien accueillir un pair-aidant.", Organisation: smes, Porteur: enRoute, Partenaires: []site.Ref{enRoute, plain}, Financeurs: []site.Ref{{Text: "Cocom"}},
		Cadre: "Appel à projets de la Commission communautaire commune.", Gouvernance: "Le Smes et En Route mènent le projet ensemble, avec l’appui du Forum.", Territoire: "Région de Bruxelles-Capitale",
		Depuis: site.Date{Year: 2020, Month: 9, Day: 1}, Fin: site.Date{Year: 2025, Month: 12},
		Chiffres: []site.Figure{{Valeur: "9", Libelle: "modules de formation créés en 2020", Source: "Rapport d’activités PAT 2020"}, {Valeur: "1 fois par semaine", Libelle: "présence de l’équipe PAT", Source: "Rapport d’activités PAT 2020"}, {Valeur: "80 %", Libelle: "vers un emploi ou un engagement bénévole"}},
		Contact:  site.Contact{Nom: "Accueil", Fonction: "coordination", Courriel: "pat@smes.be", Telephone: "02 502 69 49", Site: "https://www.smes.be/pat"},
		Acces:    site.Access{Cout: "gratuit", Inscription: "Par courriel, à pat@smes.be", PMR: "partiel", Langues: []string{"fr", "nl", "xx"}, EnLigne: "oui"},
		Lieu:     site.Place{HasPoint: true, Precision: site.Street, Adresse: "Rue du Progrès", CodePostal: "1000", Commune: "Bruxelles", Zone: []string{"Bruxelles-Capitale", "Brabant wallon"}}, HorairesClair: []string{"du lundi au vendredi, de 9 h à 17 h", "le samedi, de 10 h à 12 h"},
		VerifieLe: site.Date{Year: 2025, Month: 3, Day: 12}, VerifiePar: "En Route"}
	i.NamedBy = []site.Link{{Titre: "Groupe de travail de Transit", URL: "/portraits/groupe-de-travail-transit/", Kind: "portrait"}}
	i.BackRefs = backRefs
	return &output.InitiativeView{Initiative: i, Corps: body, Img: picture, Secteurs: secteurs, Nature: output.Tag{ID: "equipe", Label: "Travail en équipe", URL: "/carte/nature/equipe/"},
		Statuts: []output.Tag{{ID: "salarie", Label: "Salarié"}, {ID: "benevole", Label: "Bénévole"}}, Publics: []output.Tag{{Label: "Pairs-aidants"}, {Label: "Futurs pairs-aidants"}, {Label: "Professionnels du social et de la santé"}},
		Etat: "En projet", Territoires: []theme.Link{{Titre: "Bruxelles", URL: "/carte/territoire/bruxelles/"}, {Titre: "Région de Bruxelles-Capitale", URL: "/carte/territoire/region-bruxelles/"}}, Pays: "Belgique",
		Precision: "Le point montre la rue, pas la porte.", Perimee: true, Mailto: "mailto:pat@smes.be?subject=Projet%20PAT", Tel: "tel:025026949",
		Itineraire: "geo:50.863,4.359", Vers: "vers la rue", Signaler: "mailto:info@enrouteweb.org?subject=Erreur%20sur%20la%20fiche&body=Bonjour%2C%0D%0A", Heures: `[{"days":[0,1,2,3,4],"times":[[540,1020]]}]`, Script: "/assets/fiche.js",
		Voisines: []theme.Link{{Titre: "Transit se prépare à la pair-aidance", URL: "/initiatives/transit/", Note: "à environ 3 km"}, {Titre: "Le Relais", URL: "/initiatives/le-relais/", Note: "Suspendue, à 3,2 km"}},
		Locator:  &output.Locator{Fond: "/assets/fond.svg", Width: 360, Height: 250, X: 152, Y: 70, R: 14, Cadre: "0 0 360 250", Place: "translate(152 70)", Area: true, Name: "Bruxelles, sur la carte de la Belgique"}}
}

// commonInitiative is filled as most real files are.
func commonInitiative() *output.InitiativeView {
	v := richInitiative()
	i := v.Initiative
	i.Base = base("initiative", "transit", "Transit se prépare à la pair-aidance", "À Bruxelles, Transit réfléchit avec l’équipe PAT à l’accueil de pairs-aidants. L’accompagnement a commencé en octobre 2020, avec un groupe de travail de onze personnes.")
	i.EnClair = "Les équipes de Transit se préparent à travailler avec des pairs-aidants."
	i.Contact, i.Acces, i.HorairesClair, i.Fin, i.Porteur = site.Contact{}, site.Access{}, nil, site.Date{}, site.Ref{}
	i.Cadre, i.Gouvernance, i.Territoire, i.Financeurs, i.VerifieLe = "", "", "", nil, site.Date{}
	i.Lieu = site.Place{HasPoint: true, Precision: site.Locality, Commune: "Bruxelles"}
	i.Chiffres = i.Chiffres[:2]
	v.Heures, v.Script, v.Itineraire, v.Vers = "", "", "geo:50.85,4.35", "vers la commune"
	v.Etat, v.Pays, v.Statuts, v.Secteurs, v.Precision = "", "", nil, []output.Tag{assuetudes}, "Le point montre la commune, pas une adresse."
	v.Porteur, v.Acces, v.Contact, v.Verifie = nil, nil, nil, nil
	return told(v)
}

func richPortrait() *output.PortraitView {
	p := &site.Portrait{Base: base("portrait", "groupe-de-travail-transit", "Le groupe de travail de Transit", "Onze personnes, venues de toutes les équipes de la maison, préparent l’arrivée d’un pair-aidant."),
		Equipe: "Onze personnes de Transit", Fonction: "groupe de travail", Initiative: site.Ref{Text: "transit", Link: site.Link{Titre: "Transit se prépare à la pair-aidance", URL: "/initiatives/transit/"}}, Organisation: plain,
		Date: site.Date{Year: 2020, Month: 12}, Citation: "Une crainte dite se travaille. Une crainte tue se retourne contre le nouveau collègue."}
	return &output.PortraitView{Portrait: p, Corps: body, Img: picture, Evoquee: []output.LinkGroup{{Titre: "Guide", Liens: backRefs[:1]}}}
}

var picture = &output.Image{URL: "/media/equipe.jpg", Alt: "Six personnes autour d’une table", Credit: "Photo : En Route", Width: 1200, Height: 800}

func richChapter() *output.ChapterView {
	c := &site.Chapter{Base: base("chapitre", "preparer-l-equipe", "Préparer l’équipe", "L’arrivée d’un pair-aidant réveille des questions et des craintes. Les entendre avant le recrutement protège la future relation de travail."), Etape: 3,
		ARetenir: []string{"Une crainte dite se travaille, une crainte tue se retourne contre le nouveau collègue.", "L’équipe participe à la préparation, elle ne la subit pas.", "Un pair-aidant complète les métiers en place, il ne les remplace pas."}}
	c.Body.Tasks = tasks
	return &output.ChapterView{Chapter: c, Corps: body, Img: picture, Total: 10, Script: "/assets/etapes.js", Autour: []output.Illustration{{Titre: "Initiatives", Liens: []theme.Link{{Titre: "Projet PAT", URL: "/initiatives/projet-pat/"}}, Autres: 1200, Liste: "/carte/"}, {Titre: "Portraits", Liens: []theme.Link{{Titre: "Groupe de travail", URL: "/portraits/groupe/"}}}}, Prev: &site.Link{Titre: "Préparer l’institution", URL: "/guide/preparer-l-institution/"}, Next: &site.Link{Titre: "Adapter le cadre", URL: "/guide/adapter-le-cadre/"},
		Sommaire: []site.Heading{{Level: 2, ID: "nommer-les-craintes", Text: "Nommer les craintes"}, {Level: 2, ID: "travailler-ensemble", Text: "Travailler ensemble, pour de vrai"}, {Level: 2, ID: "liste", Text: "Liste de vérification"}}}
}

func chapters() []*site.Chapter {
	titles := []string{"Analyser les besoins", "Préparer l’institution", "Préparer l’équipe", "Adapter le cadre", "Définir la fonction", "Choisir le statut et financer", "Recruter", "Accueillir et intégrer", "Former et soutenir", "Évaluer et faire connaître"}
	out := make([]*site.Chapter, len(titles))
	for i, t := range titles {
		out[i] = &site.Chapter{Base: base("chapitre", "etape", t, "Ce qui rend l’étape solide, ce qui la fragilise, et ce que d’autres équipes ont appris avant vous."), Etape: i + 1}
	}
	return out
}

var tasks = []site.Task{{ID: "tache_a", Text: "Organiser un premier échange sans décision à prendre."}, {ID: "tache_b", Text: "Lister les craintes et répondre à chacune par écrit.", Done: true}}

// withTasks gives the first of some chapters a checklist.
func withTasks(cs []*site.Chapter) []*site.Chapter {
	cs[0].Body.Tasks = tasks
	return cs
}

func richGuide() *output.GuideView {
	v := &output.GuideView{Titre: "t", Intro: "i", Livre: "/guide/guide.epub", Plan: true, Script: "/assets/etapes.js"}
	for _, c := range chapters() {
		v.Etapes = append(v.Etapes, output.GuideStep{Chapter: c, Taches: "tache_a tache_b+"})
	}
	v.Etapes[1].Taches = ""
	return v
}

func richPrint() *output.PrintView {
	v := &output.PrintView{Titre: "t", Intro: "i", Site: "Un site", Editeur: "En Route", Licence: licences, Adresse: "https://exemple.be/guide/", Date: site.Date{Year: 2026, Month: 3, Day: 1}}
	for _, c := range chapters() {
		c.ARetenir = []string{"Une chose."}
		v.Etapes = append(v.Etapes, output.PrintStep{Chapter: c, Corps: body, Img: picture})
	}
	return v
}

func richOrganisation() *output.OrganisationView {
	o := &site.Organisation{Base: base("organisation", "smes", "Smes", "Une association bruxelloise qui relie santé mentale et inclusion sociale. Elle porte le projet PAT avec En Route et anime des intervisions."),
		Site: "https://www.smes.be", Commune: "Bruxelles", Contact: site.Contact{Courriel: "pat@smes.be", Telephone: "02 502 69 49", Nom: "Accueil", Fonction: "secrétariat", Site: "https://autre.example"}}
	o.BackRefs = backRefs
	return &output.OrganisationView{Organisation: o, Corps: body, Img: picture, Secteurs: secteurs[:2], Roles: "Membre du comité d’accompagnement, porteur", Mailto: "mailto:pat@smes.be", Tel: "tel:025026949",
		Fait: []output.LinkGroup{{Titre: "Porte", Liens: initiatives}, {Titre: "Finance", Liens: initiatives[1:]}}, Portraits: backRefs[1:], Avec: []site.Link{enRoute.Link},
		AVenir:    []output.DatedLink{{Link: site.Link{Titre: "Un forum", URL: "/agenda/un-forum/"}, Date: "2027-05-04", Mots: "4 mai 2027"}},
		Activites: []output.DatedLink{{Link: site.Link{Titre: "Une journée", URL: "/agenda/une-journee/"}, Date: "2020-12-03", Mots: "3 décembre 2020"}},
		Autres:    []output.DatedLink{{Link: site.Link{Titre: "Un cours", URL: "/agenda/un-cours/"}, Date: "2020", Mots: "2020"}}, Nombre: "1 activité plus ancienne",
		Evoquee: []output.LinkGroup{{Titre: "Guide", Liens: backRefs[:1]}}}
}

var initiatives = []site.Link{{Titre: "Intervisions du Smes", URL: "/initiatives/intervisions-smes/"}, {Titre: "Projet PAT (Peer And Team support)", URL: "/initiatives/projet-pat/"}}

func richNetwork() *output.NetworkView {
	stop := output.NetworkStop{URL: "/reseau/smes/", Name: "Smes, 1 lien", Top: 4, Row: 44, Y: "26", R: "5", Lines: []output.NetworkLine{{Y: 22, Text: "Smes"}, {Y: 40, Text: "asbl"}}, Arcs: "M100 26A14 22 0 0 0 100 70"}
	return &output.NetworkView{Titre: "Le réseau", Intro: "Qui fait quoi.", Limite: "Seules les 2 organisations qui ont le plus de liens sont ici.", Finances: true, Pager: richPager,
		Groupes: []output.NetworkGroup{{Titre: "Porteurs", Suite: true, Items: []output.NetworkItem{{Titre: "Smes", URL: "/reseau/smes/", Texte: "Une association.", Aussi: "Aussi partenaire.", Fait: "Porte 2 initiatives."}, {Titre: "En Route", URL: "/reseau/en-route/", Fait: "Porte une initiative."}, {}}}},
		Dessin:  &output.NetworkPicture{Width: 288, Height: 96, Trail: "M100 26V70", Arcs: []output.NetworkArc{{Path: "M100 26A14 22 0 0 0 100 70", Class: "f n2"}, {Path: "M100 26A14 22 0 0 0 100 70"}}, Stops: []output.NetworkStop{stop, {}}},
		Liens: []output.NetworkHub{{Qui: smes.Link, Liens: []output.NetworkTie{{Phrases: []output.NetworkPhrase{
			{Un: smes.Link, Autre: enRoute.Link, Verbe: "et", Suite: "portent ensemble", Quoi: initiatives, Reste: "et 3 autres"}, {Un: smes.Link, Autre: enRoute.Link, Verbe: "porte, avec", Quoi: initiatives[:1]}}}}}}}
}

func richNews() *output.NewsView {
	n := &site.News{Base: base("actualite", "une-rencontre", "Une rencontre", "Ce qui s’y est dit."), Date: site.Date{Year: 2020, Month: 7, Day: 17}, Auteur: "En Route"}
	return &output.NewsView{News: n, Qui: &enRoute.Link, Corps: body, Img: picture, Autour: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}, Prev: &enRoute.Link, Next: &smes.Link}
}

func richNewsList() *output.NewsListView {
	items := []output.NewsItem{{Titre: "Une rencontre", URL: "/actualites/une-rencontre/", Texte: "Ce qui s’y est dit.", Auteur: "En Route", Date: "2020-07-17", Mots: "17 juillet 2020"}, {}}
	return &output.NewsListView{Titre: "Actualités", Intro: "Les nouvelles.", Annees: []output.NewsYear{{Annee: 2020, Items: items}}, Coupe: &site.Link{Titre: "La suite de 2020", URL: "/actualites/annee/2020/"},
		Archives: []site.Link{{Titre: "2020 (2)", URL: "/actualites/annee/2020/"}}, Fils: []site.Link{{Titre: "Atom", URL: "/atom.xml"}}}
}

func richNewsYear() *output.NewsListView {
	v := richNewsList()
	v.Annee, v.Coupe, v.Archives, v.Fils, v.Prev, v.Next = 2020, nil, nil, nil, &site.Link{Titre: "2019", URL: "/actualites/annee/2019/"}, &site.Link{Titre: "2021", URL: "/actualites/annee/2021/"}
	return v
}

var document = &output.Document{URL: "/media/guide.pdf", Genre: "document PDF, 1,2 Mo"}

func richResource() *output.ResourceView {
	r := &site.Resource{Base: base("ressource", "le-guide", "Le guide", "Dix étapes."), Auteurs: []string{"Le Forum", "Smes"}, Annee: 2020, Editeur: "Le Forum", Fichier: "media/guide.pdf", Lien: "https://www.exemple.be/guide", Type: "livre"}
	return &output.ResourceView{Resource: r, Corps: body, Img: picture, Genre: "Livre", Auteurs: []site.Link{{Titre: "Le Forum", URL: "/reseau/le-forum/"}, {Titre: "Smes"}}, Editeur: &site.Link{Titre: "Le Forum"}, Doc: document, Autour: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}}
}

func richResources() *output.ResourcesView {
	return &output.ResourcesView{Titre: "Ressources", Intro: "À lire.", Pager: richPager, Groupes: []output.ResourceGroup{{Titre: "Livres", Suite: true, Items: []output.ResourceItem{
		{Titre: "Le guide", URL: "/ressources/le-guide/", Texte: "Dix étapes.", Qui: "Le Forum et Smes, 2020", Lien: "https://www.exemple.be/guide", Fichier: document}, {}}}}}
}

func richGlossary() *output.GlossaryView {
	return &output.GlossaryView{Titre: "Glossaire", Intro: "Les mots du métier, expliqués simplement.", Lettres: []site.Link{{Titre: "R", URL: "#retablissement"}},
		Termes: []output.TermView{{Slug: "retablissement", Titre: "rétablissement", Definition: "Aller mieux.", Img: picture, Corps: "<p>Texte.</p>", Voir: []site.Ref{smes, plain}, Evoque: backRefs}}}
}

func richPage() *output.EntryView {
	b := base("page", "a-propos", "À propos", "Qui fait ce site, avec qui, et comment nous vérifions ce qu’il dit.")
	b.BackRefs = backRefs
	return &output.EntryView{Base: &b, Corps: body, Img: picture, Autour: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}}
}

var body = template.HTML(`<p>Un nouveau collègue arrive, et il a connu de près ce que vivent les personnes accompagnées. Cela change des habitudes. Le café, la salle de réunion, les mots du dossier : <strong>tout peut devenir sujet</strong>. L’équipe a besoin de <em>temps</em> pour y penser avant<sup id="appel_1"><a href="#note_1" class="appel" role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>
<h2 id="nommer-les-craintes">Nommer les craintes</h2>
<p>Le <a href="/initiatives/projet-pat/">projet PAT</a> dresse une liste utile des questions qui reviennent. Voir aussi <a class="externe" rel="external" href="https://example.org/rapport">le rapport d’activités</a>.</p>
<ul><li>La concurrence : dites tout de suite si un poste est menacé.</li><li>La fiabilité : demandez à l’équipe ce qu’elle attend de n’importe quel collègue.<ul><li>La réponse vaut pour tous.</li></ul></li></ul>
<div class="callout callout-attention"><p class="callout-title">Attention</p><p>Des membres de l’équipe ont peut-être traversé, eux aussi, une période de souffrance. Ne leur demandez pas de se dévoiler.</p></div>
<h2 id="travailler-ensemble">Travailler ensemble, pour de vrai</h2>
<p>Une annonce en réunion ne suffit pas.</p>
<blockquote><p>De quoi aurions-nous besoin pour que cela se passe bien ?</p></blockquote>
<div class="callout callout-conseil"><p class="callout-title">Conseil</p><p>Terminez chaque rencontre par la même question. Notez les réponses.</p></div>
<div class="callout callout-info"><p class="callout-title">À savoir</p><p>Les chiffres viennent du rapport 2020.</p></div>
<h3 id="combien">Combien de temps ?</h3>
<section class="table" tabindex="0" aria-label="Tableau"><table><thead><tr><th>Quand</th><th>Quoi</th><th>Pour qui</th><th>Où en est-on</th></tr></thead><tbody><tr><td>Octobre 2020</td><td>Première immersion</td><td>Transit</td><td>En cours</td></tr><tr><td>Décembre 2020</td><td>Formation commune de trois modules</td><td>Six institutions</td><td>Terminé</td></tr></tbody></table></section>
<figure><img src="/media/equipe.jpg" alt="Six personnes autour d’une table" width="1200" height="800" loading="lazy"><figcaption>Une réunion de préparation. Photo : En Route</figcaption></figure>
<h2 id="liste">Liste de vérification</h2>
<ul><li class="task"><input type="checkbox" disabled id="tache_1"> <label for="tache_1">Organiser un premier échange sans décision à prendre.</label></li><li class="task"><input type="checkbox" disabled checked id="tache_2"> <label for="tache_2">Lister les craintes et répondre à chacune par écrit.</label></li></ul>
<section class="notes" role="doc-endnotes" aria-label="Notes"><ol><li id="note_1"><p>Rapport d’activités PAT 2020, page 12. <a href="#appel_1" class="retour" role="doc-backlink" aria-label="Retour au texte">↩</a></p></li></ol></section>
`)
