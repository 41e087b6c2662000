package starter

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// hostFiles are the recipes: a folder a host, whose files are those of a new site's folder.
//
//go:embed all:hosts
var hostFiles embed.FS

// hostNotes say what is left to do by hand, once the files are there.
func hostNotes() map[string]string {
	return map[string]string{
		"github": `À faire une fois : dans .github/workflows/publier.yml, écrivez à la ligne BALISE_RELEASES l'adresse où se télécharge balise. Puis, sur
GitHub : Settings, Pages, « Source », choisissez « GitHub Actions ». Ensuite chaque changement de la branche main se publie seul.
GitHub Pages ne laisse pas choisir les en-têtes : la carte intégrée ailleurs marche, les durées de cache sont celles de GitHub.`,
		"gitlab": `À faire une fois : dans .gitlab-ci.yml, écrivez à la ligne BALISE_RELEASES l'adresse où se télécharge balise. Ensuite chaque changement de
la branche principale se publie seul ; l'adresse du site est dans Deploy, Pages. Pour l'agenda, demandez une publication chaque
nuit dans Build, Pipeline schedules.`,
		"netlify": `À faire une fois : dans netlify.toml, écrivez à la ligne BALISE_RELEASES l'adresse où se télécharge balise, et reliez ce dossier à Netlify. Les
anciennes adresses des fiches y deviennent de vraies redirections, sans rien écrire.`,
		"apache": `Le fichier public/.htaccess est déjà à sa place : balise n'y touche pas. À chaque fois : lancez « balise build », puis envoyez tout le dossier
« public » chez votre hébergeur, avec .htaccess (montrez les fichiers cachés dans votre programme d'envoi).`,
		"s3": `À faire une fois : écrivez le nom de votre espace en haut de publier.sh (macOS, Linux) ou de publier.ps1 (Windows), et mettez le programme
balise dans ce dossier. À chaque fois : sh publier.sh, ou powershell -ExecutionPolicy Bypass -File publier.ps1
S3 seul ne compresse pas et n'envoie pas d'en-têtes de sécurité : mettez devant lui le CDN de l'hébergeur (compression ; X-Content-Type-Options:
nosniff ; Referrer-Policy: same-origin ; Content-Security-Policy: frame-ancestors 'self', sauf sous /embed/), et ouvrez /donnees/, /embed/ et
/assets/ aux autres sites dans les réglages CORS de l'espace.`,
	}
}

// Hosts lists the hosts that there are files for, by name.
func Hosts() []string {
	var out []string
	for name := range hostNotes() {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Host gives the files that publish a site at a host, by path from the site's folder, and a note in French on what is left to
// do there. ok is false for a host that is not in Hosts.
func Host(name string) (list []File, note string, ok bool) {
	if note, ok = hostNotes()[name]; !ok {
		return nil, "", false
	}
	root := path.Join("hosts", name)
	err := fs.WalkDir(hostFiles, root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := hostFiles.ReadFile(p)
		list = append(list, File{Path: strings.TrimPrefix(p, root+"/"), Data: data})
		return err
	})
	return list, note, err == nil // embedded: cannot fail
}
