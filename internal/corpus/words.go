package corpus

// commune is a real place; spread narrows the scatter of points near a border, in parts of the usual one.
type commune struct {
	name, postcode string
	lat, lon       float64
	country        string
	spread         float64
}

var communes = []commune{
	{"Bruxelles", "1000", 50.846, 4.352, "", 0}, {"Schaerbeek", "1030", 50.867, 4.377, "", 0}, {"Ixelles", "1050", 50.833, 4.367, "", 0},
	{"Saint-Gilles", "1060", 50.826, 4.346, "", 0}, {"Anderlecht", "1070", 50.836, 4.309, "", 0}, {"Molenbeek-Saint-Jean", "1080", 50.857, 4.328, "", 0},
	{"Uccle", "1180", 50.801, 4.337, "", 0}, {"Forest", "1190", 50.810, 4.317, "", 0}, {"Etterbeek", "1040", 50.836, 4.390, "", 0},
	{"Wavre", "1300", 50.716, 4.611, "", 0}, {"Nivelles", "1400", 50.598, 4.329, "", 0}, {"Jodoigne", "1370", 50.723, 4.869, "", 0},
	{"Liège", "4000", 50.633, 5.567, "", 0}, {"Seraing", "4100", 50.599, 5.509, "", 0}, {"Verviers", "4800", 50.590, 5.863, "", 0},
	{"Huy", "4500", 50.518, 5.239, "", 0}, {"Waremme", "4300", 50.697, 5.255, "", 0}, {"Spa", "4900", 50.492, 5.864, "", 0},
	{"Namur", "5000", 50.467, 4.867, "", 0}, {"Gembloux", "5030", 50.561, 4.699, "", 0}, {"Dinant", "5500", 50.260, 4.912, "", 0},
	{"Ciney", "5590", 50.296, 5.099, "", 0}, {"Philippeville", "5600", 50.196, 4.543, "", 0}, {"Charleroi", "6000", 50.411, 4.444, "", 0},
	{"Châtelet", "6200", 50.404, 4.528, "", 0}, {"Thuin", "6530", 50.340, 4.287, "", 0}, {"Chimay", "6460", 50.049, 4.317, "", 0},
	{"Mons", "7000", 50.454, 3.952, "", 0}, {"La Louvière", "7100", 50.486, 4.188, "", 0}, {"Soignies", "7060", 50.579, 4.071, "", 0},
	{"Tournai", "7500", 50.606, 3.389, "", 0}, {"Mouscron", "7700", 50.745, 3.219, "", .2}, {"Ath", "7800", 50.630, 3.778, "", 0},
	{"Arlon", "6700", 49.684, 5.816, "", 0}, {"Bastogne", "6600", 50.001, 5.715, "", 0}, {"Marche-en-Famenne", "6900", 50.227, 5.344, "", 0},
	{"Neufchâteau", "6840", 49.841, 5.435, "", 0}, {"Virton", "6760", 49.568, 5.532, "", .5}, {"Eupen", "4700", 50.628, 6.036, "", .5},
}

var abroad = []commune{
	{"Besançon", "25000", 47.238, 6.024, "FR", 0}, {"Dijon", "21000", 47.322, 5.041, "FR", 0}, {"Colmar", "68000", 48.079, 7.358, "FR", 0},
}

// chapters are the ten steps of the guide.
var chapters = [...]struct{ slug, title string }{
	{"regarder", "Regarder où l'on est"}, {"en-parler", "En parler ensemble"}, {"poser-le-cadre", "Poser le cadre"}, {"definir", "Définir la fonction"},
	{"financer", "Trouver les moyens"}, {"recruter", "Recruter"}, {"accueillir", "Accueillir"}, {"former", "Former et soutenir"}, {"evaluer", "Évaluer"}, {"transmettre", "Transmettre"},
}

var (
	names = []string{"Le Relais", "La Passerelle", "Le Fil", "L'Entre-Deux", "La Boussole", "Le Pas de Côté", "La Cordée", "L'Ancrage", "Le Tremplin", "La Veilleuse",
		"Les Traversées", "L'Éclaircie", "La Halte", "Le Gué", "Les Voisins", "Le Phare", "La Clairière", "Le Refuge", "L'Escale", "La Lisière", "Le Détour", "L'Établi"}
	ofNames = []string{"des pairs", "du rétablissement", "des savoirs vécus", "du quartier", "de l'écoute", "des possibles", "de l'entraide", "du lien", "du matin", "des deux rives",
		"de la gare", "du canal", "des chemins", "de la vallée"}
	streets = []string{"Rue de la Station", "Rue Haute", "Place du Marché", "Avenue des Tilleuls", "Rue du Moulin", "Chaussée de Louvain", "Quai de l'Ourthe",
		"Rue des Écoles", "Boulevard du Nord", "Rue Sainte-Marie", "Impasse du Puits"}
	roles     = []string{"Accueil de rue", "Écoute et orientation", "Formation de pairs-aidants", "Animation d'un groupe", "Soutien aux équipes"}
	hours     = []string{"Mo-Fr 09:00-17:00", "Tu 14:00-18:00; Th 10:00-12:00", "Mo,We,Fr 09:00-12:30", "Mo-Sa 08:30-18:00", "24/7"}
	costs     = []string{"gratuit", "gratuit", "2 euros", "participation libre"}
	entries   = []string{"Sans rendez-vous", "Par téléphone", "Par courriel, une semaine avant", "En passant nous voir"}
	languages = []string{"fr", "fr, nl", "fr, en", "fr, ar", "fr, nl, de"}
	// "non" and "oui" stay words: the header's values are read as typed.
	wheelchair = []string{"oui", "non", "partiel"}
	figures    = []string{"personnes accueillies par mois", "rencontres par an", "bénévoles", "heures de permanence par semaine"}
	days       = []string{"Lundi", "Mercredi", "Vendredi"}
	headings   = []string{"Ce que nous faisons", "Pour qui ?", "Comment venir", "D'où nous venons", "Ce qui change", "Les questions à se poser", "Ce qui aide", "Ce qui freine", "Un exemple"}

	subjects = []string{"L'équipe", "Le groupe", "La personne accueillie", "Une paire-aidante", "Un pair-aidant", "Le service", "Chaque participante", "La coordination",
		"Le voisinage", "L'assistante sociale", "Le comité", "La maison médicale", "Un proche", "L'association", "Une bénévole", "Le collectif", "La permanence", "Une voisine"}
	verbs = []string{"propose", "prépare", "partage", "construit", "questionne", "soutient", "organise", "relit", "met en place", "défend", "transmet", "évalue",
		"invente", "réserve", "raconte", "ouvre", "garde", "cherche", "montre"}
	objects = []string{"un temps d'écoute sans rendez-vous", "des repères simples pour les démarches", "une rencontre autour d'un café",
		"le récit d'un parcours de rétablissement", "une permanence au centre communal", "un projet écrit à plusieurs mains", "des outils tirés de l'expérience vécue",
		"un cadre clair pour la confidentialité", "la visite d'un lieu partenaire", "une formation en petits groupes", "un cycle d'intervision mensuel",
		"le lien avec les services d'urgence", "une place à table pour chacun", "des mots qui ne blessent pas", "un budget modeste mais stable",
		"une marche le long du canal", "un atelier de cuisine", "l'accès à une douche et à un casier", "un carnet d'adresses à jour", "des nuits plus calmes",
		"un premier pas vers le logement", "une réunion avec les soignants", "la traduction d'un courrier", "du matériel propre et des conseils"}
	manners = []string{"chaque mardi après-midi", "sans jugement ni condition", "avec les équipes de première ligne", "à deux pas de la gare",
		"quand les démarches deviennent trop lourdes", "au rythme de la personne", "dans la langue de chacun", "pour que personne ne reste seul",
		"en lien avec le CPAS et les hôpitaux", "depuis plusieurs années", "même pendant les mois d'été", "avec l'appui d'une superviseuse extérieure",
		"sur base volontaire", "parce que l'expérience est aussi un savoir", "afin de préparer la sortie", "à partir de situations réelles",
		"le premier samedi du mois", "après une hospitalisation", "en rue et en maraude", "dans une ancienne école"}
)

const siteYAML = `titre: Site d'essai de balise
url: https://example.org/carte
langue: fr
contact:
  courriel: essais@example.org
urgence:
  - {libelle: Télé-Accueil, telephone: "107"}
licence: {donnees: CC-BY-4.0, contenu: CC-BY-SA-4.0}
`

const aboutPage = `---
titre: À propos de ces essais
resume: Tout ce que montre ce site est inventé, pour essayer le programme qui le fabrique.
---
Ce site n'a ni public ni équipe. Les [initiatives](/carte/) y sont fictives, et les [mentions](mentions.md) aussi.
`

const noticePage = `---
titre: Mentions
resume: Qui est responsable de ces pages d'essai.
---
## Responsable

Personne. Voir [à propos](a-propos.md).
`
