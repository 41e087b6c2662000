package content

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// menuWords are what a menu may name besides "pages/<slug>".
func menuWords() []string {
	out := []string{"carte"}
	for _, k := range site.Kinds {
		if k.Section != "" {
			out = append(out, k.Section)
		}
	}
	return append(out, "recherche", "etat-des-lieux", "donnees", "proposer", "plan-du-site")
}

// checkMenu accepts a section of the site or a page.
func checkMenu(text string) (string, *Flaw) {
	if contains(menuWords(), text) {
		return text, nil
	}
	if slug, ok := strings.CutPrefix(text, "pages/"); ok {
		if idForm.MatchString(slug) {
			return text, nil
		}
		if better := french.Slug(strings.TrimSuffix(slug, ".md")); better != "" {
			return "", flaw("menu-invalide", "pages/"+better, "", "Une page s'écrit par le nom de son fichier, sans « .md » : %s ne convient pas.", q(text))
		}
	}
	better := strings.Trim(text, "/")
	for _, k := range site.Kinds {
		if better == k.Dir && k.Section != "" {
			better = k.Section
		}
	}
	if !contains(menuWords(), better) {
		better, _ = french.Nearest(text, menuWords())
	}
	return "", flaw("menu-invalide", better, hintOr(better, "Le menu peut contenir : "+strings.Join(menuWords(), ", ")+", ou « pages/nom-du-fichier »."), "%s n'est pas une partie du site.", q(text))
}

// yamlHeader takes a whole file as a header. Lines "---" around it are let pass.
func (s *sheet) yamlHeader() header {
	data := bytes.TrimPrefix(s.data, []byte(bom))
	h := header{open: 1, first: 1, text: data}
	if n, start, line := firstText(data); n > 0 && isDelimiter(line) {
		h.first = n + 1
		h.text = bytes.TrimPrefix(data[start+len(line):], []byte{'\n'})
	}
	body := bytes.TrimRight(h.text, " \t\r\n")
	last := body[bytes.LastIndexByte(body, '\n')+1:]
	if isDelimiter(last) || string(last) == "..." {
		h.text = body[:len(body)-len(last)]
	}
	n := h.first
	for line := range bytes.SplitSeq(h.text, []byte{'\n'}) {
		if closes(line) != goesOn && line[0] != ' ' {
			s.report(diag.Erreur, "documents-multiples", span{n, 1, width(trimEnd(line))}, "Cette ligne coupe le fichier en deux : ce qui suit ne serait pas lu.", "Effacez-la.")
			h.text = bytes.Replace(h.text, line, nil, 1)
		}
		n++
	}
	return h
}

// decodeConfig reads site.yaml.
func decodeConfig(f File, set *settings) (*site.Config, diag.List) {
	s := &sheet{path: f.Path, file: set.prefix + f.Path, data: f.Data}
	c := &site.Config{Src: &site.Source{File: s.file, Data: f.Data, Open: 1}}
	known := tableOf(reflect.TypeFor[site.Config]())
	if s.tooBig(f) && s.legible() {
		h := s.yamlHeader()
		if root, ok := s.readHeader(&h, known); ok {
			d := decoder{sheet: s, set: set, known: known, before: h.first - 1, open: 1}
			d.header(root, reflect.ValueOf(c).Elem())
			d.ground(c.Carte)
			d.desk(c.Atelier)
			c.Src.Keys = d.keys
		}
	}
	if c.Langue == "" {
		c.Langue = "fr"
	}
	return c, s.problems()
}

// tooBig refuses a file that was not read for its size; true when it may go on.
func (s *sheet) tooBig(f File) bool {
	if f.Size <= MaxSize {
		return true
	}
	s.whole(diag.Erreur, "fichier-trop-gros", fmt.Sprintf("Ce fichier pèse %d ko : la limite est de %d ko.", (f.Size+1023)>>10, MaxSize>>10), "Vérifiez son contenu.")
	return false
}

// decodeVocabulary reads vocabulaires.yaml; nil when it cannot be read, so that no value is judged by it.
func decodeVocabulary(f File, set *settings, language string) (*site.Vocabulary, diag.List) {
	s := &sheet{path: f.Path, file: set.prefix + f.Path, data: f.Data}
	if !s.tooBig(f) || !s.legible() {
		return nil, s.problems()
	}
	h := s.yamlHeader()
	known := newTable(reflect.TypeFor[vocabularyKeys](), "", "")
	root, ok := s.readHeader(&h, known)
	if !ok {
		return nil, s.problems()
	}
	d := decoder{sheet: s, set: set, known: known, before: h.first - 1, open: 1}
	v := d.vocabulary(root, language)
	v.Src = &site.Source{File: s.file, Data: f.Data, Open: 1, Keys: d.keys}
	return v, s.problems()
}

// vocabularyKeys are the keys that the search for a syntax error may meet in vocabulaires.yaml.
type vocabularyKeys struct {
	Secteurs term       `fm:"secteurs"`
	Natures  term       `fm:"natures"`
	Statuts  term       `fm:"statuts"`
	Publics  term       `fm:"publics"`
	Types    term       `fm:"types_activite"`
	Communes extraPlace `fm:"communes"`
}
