package content

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// MaxSize is the size above which a text file is not read.
const MaxSize = 512 << 10

const (
	configFile = "site.yaml"
	vocabFile  = "vocabulaires.yaml"
	mediaDir   = "media"
)

// role is what a file of the content is for.
type role uint8

const (
	refused     role = iota // said, and not read
	isConfig                // site.yaml
	isVocab                 // vocabulaires.yaml
	isEntry                 // an entry's file
	isMedia                 // an image or a document
	translation             // an entry in a language that is not published yet
	fitting                 // a folder that has its place
)

// ignored tells of files that programs leave behind, and of notes to other editors: not a word about them.
func ignored(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), strings.HasSuffix(name, "~"), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true
	case strings.HasSuffix(lower, ".swp"), strings.HasSuffix(lower, ".swo"), strings.Contains(lower, ".tmp"):
		return true
	case lower == "desktop.ini", lower == "thumbs.db", lower == "icon\r", lower == "readme.md", lower == "lisezmoi.md":
		return true
	}
	return false
}

// copyName knows the names that copies and conflicts of synchronisation get.
var copyName = regexp.MustCompile(`(?i)(?:\s*\([0-9]+\)$|\s-\scopie(?:\s*\([0-9]+\))?$|\s-\scopy(?:\s*\([0-9]+\))?$|\scopie(?:\s[0-9]+)?$|\scopy(?:\s[0-9]+)?$|^copie de\s|^copy of\s|\([^)]*(?:copie en conflit|conflit|conflicted copy|conflict)[^)]*\)$|\.sync-conflict-[0-9A-Z-]+$|[_-]conflict(?:[-_ ].*)?$)`)

// isCopy tells of such a name. Almost none has what all of them have: that is looked for first.
func isCopy(stem string) bool {
	return (strings.ContainsAny(stem, " \t\n\f\r(") || strings.Contains(strings.ToLower(stem), "conflict")) && copyName.MatchString(stem)
}

// classify tells what a file is for, by its path alone, and reports what is wrong with that path.
func (s *sheet) classify(f File, languages []string, main string) (role, string) {
	p := norm.NFC.String(f.Path)
	dir, base := path.Split(p)
	dir = strings.TrimSuffix(dir, "/")
	top, _, _ := strings.Cut(p, "/")
	switch {
	case f.Mode == Link:
		s.whole(diag.Avertissement, "raccourci", "Ceci est un raccourci vers un autre endroit du disque : balise ne le suit pas.", "Mettez le fichier lui-même ici.")
		return refused, ""
	case f.Mode == Unreadable:
		s.whole(diag.Erreur, "fichier-illisible", "Ce fichier ne peut pas être lu.", "Fermez-le dans les autres programmes, et vérifiez que vous avez le droit de l'ouvrir.")
		return refused, ""
	case top == mediaDir:
		if f.Mode == Folder {
			return fitting, ""
		}
		if dir == "" {
			return s.strayFile(p)
		}
		return isMedia, ""
	case f.Mode == Folder:
		return s.folder(p), ""
	case dir == "":
		return s.rootFile(p)
	case strings.Contains(dir, "/"), !owned(top):
		return refused, "" // said once, of the folder
	}
	return s.entryName(base, f, languages, main)
}

// whole reports a problem of the file as a whole.
func (s *sheet) whole(sev diag.Severity, code, message, hint string) *diag.Diag {
	return s.report(sev, code, span{}, message, hint)
}

func owned(dir string) bool { return site.KindOf(dir+"/") != nil }

// typeDirs lists the folders an editor may use.
func typeDirs() []string {
	var out []string
	for _, k := range site.Kinds {
		out = append(out, k.Dir)
	}
	return append(out, mediaDir)
}

// folder judges a folder.
func (s *sheet) folder(p string) role {
	top, rest, nested := strings.Cut(p, "/")
	switch {
	case nested && owned(top):
		if strings.Contains(rest, "/") {
			return fitting
		}
		s.whole(diag.Erreur, "dossier-imbrique", fmt.Sprintf("Un dossier dans %s n'est pas lu.", q(top)), fmt.Sprintf("Remontez ses fichiers directement dans %s, puis effacez ce dossier.", q(top)))
	case nested:
		return fitting // its top folder was refused as a whole
	case site.KindOf(p+"/") == nil:
		hint := "Les dossiers possibles sont : " + strings.Join(typeDirs(), ", ") + "."
		if near, ok := french.Nearest(p, typeDirs()); ok {
			hint = fmt.Sprintf("Renommez-le en %s.", q(near))
		}
		s.whole(diag.Erreur, "fichier-sans-type", fmt.Sprintf("balise ne sait pas quoi faire du dossier %s.", q(p)), hint)
	}
	return fitting
}

// rootFile judges a file beside site.yaml.
func (s *sheet) rootFile(p string) (role, string) {
	if p == configFile {
		return isConfig, ""
	}
	if p == vocabFile {
		return isVocab, ""
	}
	for _, name := range []string{configFile, vocabFile} {
		stem := strings.TrimSuffix(name, ".yaml")
		ext := path.Ext(p)
		_, near := french.Nearest(strings.TrimSuffix(p, ext), []string{stem})
		if near && contains([]string{"", ".yaml", ".yml", ".txt", ".json", ".toml", ".md"}, strings.ToLower(ext)) || strings.EqualFold(p, name+".txt") {
			s.whole(diag.Erreur, "nom-de-fichier", fmt.Sprintf("Ce fichier devrait s'appeler %s : sous ce nom, il n'est pas lu.", q(name)), fmt.Sprintf("Renommez-le en %s.", q(name)))
			return refused, name
		}
	}
	if f := strings.ToLower(path.Ext(p)); f == ".md" || f == ".markdown" {
		s.whole(diag.Erreur, "fichier-sans-type", "Un texte doit être rangé dans le dossier de son type.", "Mettez-le dans un de ces dossiers : "+strings.Join(typeDirs()[:len(typeDirs())-1], ", ")+".")
		return refused, ""
	}
	return s.strayFile(p)
}

func (s *sheet) strayFile(p string) (role, string) {
	hint := "Mettez les images et les documents dans le dossier media, et les textes (.md) dans le dossier de leur type."
	if norm.NFC.String(p) == mediaDir {
		hint = "« media » doit être un dossier."
	}
	s.whole(diag.Erreur, "fichier-sans-type", fmt.Sprintf("balise ne sait pas quoi faire du fichier %s.", q(path.Base(p))), hint)
	return refused, ""
}

// entryName judges the name of a file in a type's folder.
func (s *sheet) entryName(base string, f File, languages []string, main string) (role, string) {
	ext := path.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	lower := strings.ToLower(ext)
	switch {
	case lower == ".txt" && strings.EqualFold(path.Ext(stem), ".md"):
		s.whole(diag.Avertissement, "extension", "Ce fichier finit par « .md.txt » : il n'est pas lu.", fmt.Sprintf("Renommez-le en %s. Si vous ne voyez pas « .txt », cochez « Extensions de noms de fichiers » dans l'Explorateur Windows, onglet Affichage.", q(stem)))
		return refused, ""
	case lower == ".markdown" || lower == ".mkd" || lower == ".mdown":
		s.whole(diag.Avertissement, "extension", fmt.Sprintf("Ce fichier finit par « %s » : il n'est pas lu.", ext), fmt.Sprintf("Renommez-le en %s.", q(stem+".md")))
		return refused, ""
	case lower != ".md":
		return s.notText(base, lower)
	case isCopy(stem):
		s.whole(diag.Avertissement, "copie", "Ce fichier a l'air d'une copie : il n'est pas lu.", "Reprenez-en ce qui manque à l'original, puis effacez-le ; si c'est une autre fiche, donnez-lui un nom à elle.")
		return refused, ""
	case f.Size > MaxSize:
		s.whole(diag.Erreur, "fichier-trop-gros", fmt.Sprintf("Ce texte pèse %d ko : la limite est de %d ko.", (f.Size+1023)>>10, MaxSize>>10), "Coupez-le en plusieurs fichiers, et mettez les images dans media.")
		return refused, ""
	}
	if r, lang, done := s.languageSuffix(stem, languages, main); done {
		return r, lang
	}
	if slug, _ := site.SlugOf(stem + ".md"); slug == "" {
		s.whole(diag.Erreur, "nom-de-fichier", "Le nom de ce fichier ne contient ni lettre ni chiffre : la page n'aurait pas d'adresse.", "Donnez-lui un nom comme « le-relais.md ».")
		return refused, ""
	}
	if ext != ".md" {
		s.whole(diag.Conseil, "extension", fmt.Sprintf("Ce fichier finit par %s.", q(ext)), fmt.Sprintf("Il est lu ; renommez-le plutôt en %s.", q(stem+".md")))
	}
	return isEntry, ""
}

// notText judges what is in a type's folder and is no Markdown.
func (s *sheet) notText(base, ext string) (role, string) {
	hint := "Effacez-le, ou mettez-le dans media si une page y renvoie."
	switch ext {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".pdf", ".mp3", ".mp4", ".zip":
		hint = fmt.Sprintf("Mettez-le dans le dossier media et écrivez /media/%s dans les fiches.", base)
	case ".docx", ".doc", ".odt", ".rtf", ".txt":
		hint = "Copiez le texte dans un fichier qui finit par .md, puis enlevez celui-ci."
	case "":
		hint = "Si c'est une fiche, ajoutez « .md » à son nom."
	}
	s.whole(diag.Erreur, "fichier-hors-place", fmt.Sprintf("Ce dossier ne contient que des textes (.md) : %s n'y a pas sa place.", q(base)), hint)
	return refused, ""
}

// languageSuffix judges "nom.nl.md".
func (s *sheet) languageSuffix(stem string, languages []string, main string) (r role, lang string, done bool) {
	suffix := strings.TrimPrefix(path.Ext(stem), ".")
	bare := strings.TrimSuffix(stem, "."+suffix) + ".md"
	switch {
	case suffix == "falc":
		s.whole(diag.Avertissement, "suffixe-reserve", "Le suffixe « .falc » (facile à lire) est réservé : ce fichier n'est pas encore publié.", "Vous pouvez le garder : une version à venir le publiera.")
		return refused, "", true
	case suffix == main && main != "":
		s.whole(diag.Avertissement, "suffixe-de-langue", fmt.Sprintf("Le suffixe « .%s » est de trop, c'est la langue du site : ce fichier n'est pas publié.", suffix), fmt.Sprintf("Renommez-le en %s.", q(bare)))
		return refused, "", true
	case contains(languages, suffix):
		return translation, suffix, true
	case isLanguage(suffix):
		s.whole(diag.Avertissement, "suffixe-de-langue", fmt.Sprintf("Le suffixe « .%s » ressemble à une langue que site.yaml n'annonce pas : ce fichier n'est pas publié.", suffix),
			fmt.Sprintf("Ajoutez « langues: [%s, %s] » dans site.yaml, ou renommez le fichier sans ce point.", main, suffix))
		return refused, "", true
	}
	return isEntry, "", false
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}
