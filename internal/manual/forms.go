package manual

// forms says in words how a value of each form is written: the names are those of the tag "form" in package site.
var forms = map[string]string{
	"adresse":     "La rue et le numéro, comme sur une enveloppe.",
	"alias":       "Le chemin d'une ancienne adresse, entre deux barres obliques.",
	"code-postal": "Le code postal du pays ; en Belgique, quatre chiffres.",
	"couleur":     "Un dièse et six chiffres ou lettres, entre guillemets droits.",
	"courriel":    "Une adresse électronique, avec son arobase et sans espace.",
	"credit":      "Un texte simple, sans lien.",
	"date-passee": "Le jour exact, et un jour qui n'est pas à venir.",
	"depot":       "Le nom du groupe ou du propriétaire, une barre oblique, le nom du dépôt : `en-route/carte`.",
	"document":    "Le chemin d'un fichier du dossier `media`, à partir de `/media/`.",
	"duree":       "Un nombre et son unité : « 45 min », « 2 h 30 », « 3 jours », ou deux bornes : « 45 min à 2 h 30 ».",
	"heure":       "Une heure comme « 14 h » ou « 14 h 30 », ou deux : « 14 h à 16 h 30 ».",
	"horaires":    "Les jours en anglais, sur deux lettres (`Mo` lundi, `Tu` mardi, `We` mercredi, `Th` jeudi, `Fr` vendredi, `Sa` samedi, `Su` dimanche), puis les heures avec deux chiffres : `Mo-Fr 09:00-17:00; Sa 10:00-12:00`. La page les montre en français.",
	"identifiant": "Un mot court, en minuscules, sans accent, avec des tirets. Il ne change plus.",
	"image":       "Le chemin d'une image du dossier `media`, à partir de `/media/`.",
	"langue":      "Le code d'une langue, en deux lettres : `fr`, `nl`, `de`, `en`, `ar`…",
	"menu":        "Le nom d'une partie du site, ou `pages/` suivi du nom du fichier d'une page, sans `.md`.",
	"pays":        "Le code du pays, en deux capitales : `BE`, `FR`, `LU`, `NL`…",
	"pmtiles":     "Le chemin d'un fichier du dossier `media`, ou une adresse qui commence par `https://`.",
	"province":    "Le nom de la province, en minuscules, sans accent, avec des tirets.",
	"question":    "Le genre de réponse.",
	"telephone":   "Un seul numéro de téléphone, et rien d'autre.",
	"tuiles":      "Une adresse qui commence par `https://` et contient une fois `{z}`, `{x}` et `{y}`.",
	"url":         "Une adresse Web complète, copiée depuis la barre du navigateur.",
	"zone":        "Le nom d'une commune, d'une province, d'une région ou d'un pays.",
}

// Form says how a value of a form is written, words between ` being to type; "" for a form that is not known.
func Form(name string) string { return forms[name] }
