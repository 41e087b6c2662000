package content

import (
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// checkWhole tells what is wrong with the set of paths; never nil.
func checkWhole(files []File, memos []*memo, prefix string) diag.List {
	w := wholeSet{urls: make(map[string]site.Entry, len(memos))}
	for i, m := range memos {
		switch m.role {
		case isEntry:
			w.add(m.entry)
		case translation:
			w.translated(m.lang, prefix+files[i].Path)
		case isConfig, isVocab:
			w.named(files[i].Path)
		case refused:
			w.named(m.lang)
		}
	}
	return append(make(diag.List, 0, 1), w.problems(prefix)...)
}

// wholeSet checks what only the whole set of files shows.
type wholeSet struct {
	urls         map[string]site.Entry
	names        []string // of the two files that are not entries, as found or as meant
	translations map[string][]string
	list         diag.List
}

// add takes entries in the order of their paths: the first of two keeps the address.
func (w *wholeSet) add(e site.Entry) {
	b := e.Common()
	url := b.URL()
	if slices.Contains(b.Kind.Taken, b.Slug) {
		w.list.Add(diag.Diag{Severity: diag.Erreur, Code: "adresse-reservee", Pos: diag.Pos{File: b.Src.File},
			Message: fmt.Sprintf("%s ne peut pas s'appeler « %s » : cette adresse est prise par une partie du site.", french.Capital(b.Kind.Un), b.Slug),
			Hint:    fmt.Sprintf("Renommez le fichier, par exemple en « %s-%s.md ».", b.Slug, b.Kind.Name)})
	}
	if first := w.urls[url]; first != nil {
		w.list.Add(diag.Diag{Severity: diag.Erreur, Code: "adresse-en-double", Pos: diag.Pos{File: b.Src.File},
			Message: fmt.Sprintf("Ce fichier et « %s » auraient la même adresse, %s.", first.Common().Src.File, url),
			Hint:    "Renommez l'un des deux : les accents, les majuscules et le numéro du début ne comptent pas."})
		return
	}
	w.urls[url] = e
}

func (w *wholeSet) named(name string) {
	if name != "" {
		w.names = append(w.names, name)
	}
}

func (w *wholeSet) translated(lang, file string) {
	if w.translations == nil {
		w.translations = map[string][]string{}
	}
	w.translations[lang] = append(w.translations[lang], file)
}

// problems gives all that was found, and what is missing.
func (w *wholeSet) problems(prefix string) diag.List {
	if !slices.Contains(w.names, configFile) {
		w.list.Add(diag.Diag{Severity: diag.Erreur, Code: "fichier-manquant", Pos: diag.Pos{File: prefix + configFile},
			Message: "Il manque le fichier « site.yaml », qui donne le nom du site.",
			Hint:    "Créez-le avec ces deux lignes : « titre: Le nom du site », puis « url: https://exemple.be »."})
	}
	if !slices.Contains(w.names, vocabFile) {
		w.list.Add(diag.Diag{Severity: diag.Erreur, Code: "fichier-manquant", Pos: diag.Pos{File: prefix + vocabFile},
			Message: "Il manque le fichier « vocabulaires.yaml », qui donne les secteurs, les natures, les statuts et les publics.",
			Hint:    "Créez-le avec une liste par mot : « secteurs: », puis en retrait « precarite: Précarité » ; « balise init » en crée un tout fait."})
	}
	for _, lang := range sortedKeys(w.translations) {
		files := w.translations[lang]
		message := fmt.Sprintf("Ce fichier est en « %s » : il est vérifié, mais pas encore publié.", lang)
		if len(files) > 1 {
			message = fmt.Sprintf("%d fichiers sont en « %s » : ils sont vérifiés, mais pas encore publiés. Celui-ci est le premier.", len(files), lang)
		}
		w.list.Add(diag.Diag{Severity: diag.Conseil, Code: "traduction-en-attente", Pos: diag.Pos{File: files[0]}, Message: message,
			Hint: "Vous pouvez les garder : une version à venir publiera cette langue."})
	}
	return w.list
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, strings.Compare)
	return out
}
