package content

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// The ground of the map, as site.yaml sets it. Whatever names a host is judged with care: it ends up in the pages' content
// policy, and it is what a visitor will be told before her browser speaks to it.

const creditHint = "Ajoutez une ligne comme : credit: © les contributeurs d'OpenStreetMap"

var (
	// One host and nothing a content policy would read otherwise.
	hostURL     = regexp.MustCompile(`^https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/[^\s<>"'` + "`" + `\\]*$`)
	sitePath    = regexp.MustCompile(`^/[^/\s<>"'` + "`" + `\\][^\s<>"'` + "`" + `\\]*$`)
	tilesLike   = regexp.MustCompile(`^[^\s,"'\[\]{}]+(?:\{-?[a-z]+\}[^\s,{}]*)+`)
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	siteArchive = regexp.MustCompile(`^/(?:media|cartes)/[^?#\\]+\.pmtiles$`)
	hostArchive = regexp.MustCompile(`\.pmtiles(?:\?[^#]*)?$`)
	dated       = regexp.MustCompile(`[0-9]{4}|[0-9a-f]{8}`)
	htmlTag     = regexp.MustCompile(`<[^>]*>`)
	htmlEntity  = regexp.MustCompile(`&(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);`)
	textLink    = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// bareTiles gives the address of tiles that a text starts with, "" when it does not.
func bareTiles(text string) string { return tilesLike.FindString(text) }

// repair is something people paste, and how it is written here.
type repair struct {
	bad           *regexp.Regexp
	good, message string
}

var addressRepairs = []repair{
	{regexp.MustCompile(`^(?:http:)?//`), "https://", "Un plan ne se prend que par une adresse sûre, en https."},
	{regexp.MustCompile(`^([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?::[0-9]+)?/)`), "https://$1", "Il manque https:// au début de l'adresse."},
}

var tileRepairs = append([]repair{
	{regexp.MustCompile(`%7[bB](-?[a-zA-Z]+)%7[dD]`), "{$1}", "Les accolades s'écrivent telles quelles dans cette adresse."},
	{regexp.MustCompile(`\$\{`), "{", "Il y a un signe $ de trop devant une accolade."},
	{regexp.MustCompile(`\{(?:Z|zoom|level)\}`), "{z}", "Le zoom s'écrit {z}."},
	{regexp.MustCompile(`\{X\}`), "{x}", "La colonne s'écrit {x}, en minuscule."},
	{regexp.MustCompile(`\{Y\}`), "{y}", "La rangée s'écrit {y}, en minuscule."},
	{regexp.MustCompile(`\{s\}\.(tile\.openstreetmap\.)`), "$1", manyHosts},
	{regexp.MustCompile(`\{s\}`), "a", manyHosts},
	{regexp.MustCompile(`\{r\}`), "", "{r} choisit entre deux grandeurs d'images : balise n'en demande qu'une."},
}, addressRepairs...)

const manyHosts = "{s} désigne plusieurs serveurs : le visiteur n'est d'accord qu'avec un seul, et la page n'en permet qu'un."

// mended applies repairs; message is the first one's.
func mended(text string, repairs []repair) (better, message string) {
	better = text
	for _, r := range repairs {
		if now := r.bad.ReplaceAllString(better, r.good); now != better {
			better = now
			if message == "" {
				message = r.message
			}
		}
	}
	return better, message
}

// checkTiles accepts the address of images: of one host over https, or of the site itself.
func checkTiles(text string) (string, *Flaw) {
	better, message := mended(text, tileRepairs)
	if wrong, hint := wrongTiles(better); wrong != "" {
		return "", flaw("plan-adresse", "", hint, "%s", wrong)
	}
	if message != "" {
		return "", flaw("plan-adresse", better, "", "%s", message)
	}
	return text, nil
}

// wrongTiles tells what no repair can mend.
func wrongTiles(text string) (message, hint string) {
	const example = "Par exemple : https://tuiles.exemple.be/{z}/{x}/{y}.png"
	for _, p := range placeholder.FindAllString(text, -1) {
		switch {
		case p == "{z}" || p == "{x}" || p == "{y}":
		case p == "{-y}":
			return "{-y} compte les rangées depuis le bas, ce que balise ne fait pas.", "Demandez à ce serveur son adresse « XYZ », avec {y}."
		default:
			return fmt.Sprintf("%s n'est remplacé par rien.", q(p)), "Mettez votre clé, ou le mot voulu, à la place des accolades. Seuls {z}, {x} et {y} restent tels quels."
		}
	}
	for _, p := range [...]string{"{z}", "{x}", "{y}"} {
		switch strings.Count(text, p) {
		case 0:
			return fmt.Sprintf("Il manque %s dans l'adresse des images.", p), example
		case 1:
		default:
			return fmt.Sprintf("%s est plusieurs fois dans l'adresse des images.", p), "Chacun de {z}, {x} et {y} s'écrit une seule fois."
		}
	}
	if plain := placeholder.ReplaceAllString(text, "0"); strings.ContainsAny(site.HostOf(text), "{}") || !hostURL.MatchString(plain) && !sitePath.MatchString(plain) {
		return fmt.Sprintf("%s n'est pas l'adresse d'un serveur d'images.", q(text)), "Elle commence par https:// et le nom d'un seul serveur, ou par / pour un dossier du site. " + example
	}
	return "", ""
}

var archiveRepairs = append([]repair{
	{regexp.MustCompile(`\\`), "/", "Dans un chemin, on écrit / et non \\."},
	{regexp.MustCompile(`^(?:\.{1,2}/)*(?:content/)?media/|^/content/media/`), "/media/", "Le chemin part de la racine du site."},
	{regexp.MustCompile(`^(?:\.{1,2}/)*cartes/`), "/cartes/", "Le chemin part de la racine du site."},
}, addressRepairs...)

// checkArchive accepts a file of the site, or of one host over https. /cartes/ is short for /media/cartes/.
func checkArchive(text string) (string, *Flaw) {
	const hint = "Mettez le fichier dans content/media/cartes/ et écrivez par exemple /media/cartes/wallonie-2026-11.pmtiles."
	if driveForm.MatchString(text) {
		return "", flaw("plan-adresse", "", hint, "%s est un chemin de votre ordinateur : le site ne le connaît pas.", q(text))
	}
	better, message := mended(text, archiveRepairs)
	host := hostURL.MatchString(better)
	switch {
	case host && !hostArchive.MatchString(better) || !host && !strings.HasSuffix(better, ".pmtiles"):
		return "", flaw("plan-adresse", "", "Le nom du fichier finit par .pmtiles. Un fichier .mbtiles se convertit avec l'outil « pmtiles ».", "%s n'est pas un fichier PMTiles.", q(text))
	case !host && (!siteArchive.MatchString(better) || strings.Contains(better, "/.")):
		return "", flaw("plan-adresse", "", hint, "%s n'est ni un fichier du site, ni une adresse en https.", q(text))
	case message != "":
		return "", flaw("plan-adresse", better, "", "%s", message)
	case strings.HasPrefix(text, "/cartes/"):
		return "/media" + text, nil
	}
	return text, nil
}

// checkCredit accepts a plain text: it is shown as it is.
func checkCredit(text string) (string, *Flaw) {
	if !htmlTag.MatchString(text) && !htmlEntity.MatchString(text) && !textLink.MatchString(text) {
		return text, nil
	}
	better := html.UnescapeString(htmlTag.ReplaceAllString(textLink.ReplaceAllString(text, "$1"), ""))
	better = strings.Join(strings.Fields(strings.NewReplacer("<", " ", ">", " ").Replace(better)), " ")
	f := flaw("credit-balises", better, hintOr(better, creditHint), "Le crédit est un texte simple : les balises et les liens n'y sont pas lus.")
	if better != "" {
		f.Severity = diag.Avertissement
	}
	return better, f
}

// ground judges the choice of a street map as a whole.
func (d *decoder) ground(c site.MapConf) {
	for _, b := range [...]struct {
		fond, key, hint string
		zoom            int
	}{
		{"pmtiles", "fichier", "Ajoutez sous « carte » : pmtiles: {fichier: /media/cartes/wallonie-2026-11.pmtiles, credit: © les contributeurs d'OpenStreetMap}", c.Pmtiles.ZoomMax},
		{"tuiles", "url", "Ajoutez sous « carte » : tuiles: {url: \"https://tuiles.exemple.be/{z}/{x}/{y}.png\", credit: © …}", c.Tuiles.ZoomMax},
	} {
		in := "carte." + b.fond
		block, address := d.nodeAt(in), d.nodeAt(in+"."+b.key)
		if zoom := d.nodeAt(in + ".zoom_max"); b.zoom > 20 {
			d.flaw(zoom, flaw("zoom-invalide", "20", "", "Un zoom va de 1, le monde, à 20, une maison."))
		}
		if block != nil && block.Kind == yaml.ScalarNode {
			address = block // said to be no group: it is judged as it will be
		}
		switch {
		case c.Fond != b.fond && block != nil && !isEmpty(block):
			d.advise(block, diag.Conseil, "plan-inutilise", fmt.Sprintf("Ce plan n'est pas montré : le fond de carte est %s.", q(orDefault(c.Fond))), fmt.Sprintf("Écrivez « fond: %s » pour le montrer, ou effacez ces lignes.", b.fond))
		case c.Fond != b.fond:
		case address == nil || isEmpty(address):
			d.flaw(d.nodeAt("carte.fond"), flaw("plan-incomplet", "", b.hint, "Le fond %s demande la clé %s, et elle manque.", q(b.fond), q(b.fond+"."+b.key)))
		default:
			if credit := d.nodeAt(in + ".credit"); credit == nil || isEmpty(credit) {
				d.flaw(address, flaw("credit-manquant", "", creditHint, "Un plan ne se montre pas sans dire de qui il vient : il manque la clé « credit »."))
			}
		}
	}
	d.street(c)
}

// nodeAt gives the value that a key was read from, however the key was spelt; nil when there is none.
func (d *decoder) nodeAt(key string) *yaml.Node {
	at, ok := d.valueAt(key)
	if !ok {
		return nil
	}
	return valueFrom(d.root, at.line-d.before, at.col)
}

// valueFrom gives the outermost value of a mapping that starts at a place.
func valueFrom(n *yaml.Node, line, col int) *yaml.Node {
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && child.Line == line && child.Column == col {
			return child
		}
		if found := valueFrom(child, line, col); found != nil {
			return found
		}
	}
	return nil
}

func orDefault(fond string) string {
	if fond == "" {
		return "integre"
	}
	return fond
}

// advise reports at a node what is no error.
func (d *decoder) advise(n *yaml.Node, severity diag.Severity, code, message, hint string) {
	d.flaw(n, &Flaw{Severity: severity, Code: code, Message: message, Hint: hint})
}

// street warns of choices that are known to end badly.
func (d *decoder) street(c site.MapConf) {
	s := c.StreetMap()
	if s.Kind == "tuiles" && s.Host != "" && c.Tuiles.DemanderAccord == "non" {
		f := flaw("accord-toujours", "oui", "", "L'accord du visiteur est demandé quand même : le plan vient de %s, qui verra son adresse internet.", q(s.Host))
		f.Severity = diag.Avertissement
		d.flaw(d.nodeAt("carte.tuiles.demander_accord"), f)
	}
	if host := strings.ToLower(s.Host); s.Kind == "tuiles" && (host == "tile.openstreetmap.org" || strings.HasSuffix(host, ".tile.openstreetmap.org")) {
		d.advise(d.nodeAt("carte.tuiles.url"), diag.Avertissement, "plan-benevole", "Les serveurs d'OpenStreetMap sont tenus par des bénévoles, pour un usage léger : ils peuvent vous être fermés sans prévenir.",
			"Pour un site très visité, prenez un fichier PMTiles, ou un service prévu pour cela. La règle : https://operations.osmfoundation.org/policies/tiles/")
	}
	if name := s.URL[strings.LastIndexByte(s.URL, '/')+1:]; s.Kind == "pmtiles" && s.Host == "" && !dated.MatchString(name) {
		d.advise(d.nodeAt("carte.pmtiles.fichier"), diag.Conseil, "plan-sans-date", "Le nom de ce fichier ne change pas quand le plan change : un visiteur qui l'a ouvert verrait la carte se casser.",
			fmt.Sprintf("Mettez une date dans le nom, par exemple %s.", q(strings.TrimSuffix(name, ".pmtiles")+"-2026-11.pmtiles")))
	}
}
