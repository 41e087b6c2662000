package content

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// term is one value of a closed list, when it is more than its label.
type term struct {
	Libelle    map[string]string `fm:"libelle,requis" nom:"Libellé" doc:"Le nom montré, ou un nom par langue." ex:"Santé mentale"`
	Definition string            `fm:"definition" nom:"Définition" doc:"Une phrase qui l'explique." ex:"Aide et soins autour de la souffrance psychique."`
	Couleur    string            `fm:"couleur" form:"couleur" doc:"Une couleur, entre guillemets." ex:"\"#1b6ca8\""`
	Forme      string            `fm:"forme" enum:"rond,carre,losange,triangle" doc:"La forme de son repère sur la carte." ex:"rond"`
}

// extraPlace is a place that the gazetteer lacks.
type extraPlace struct {
	Coordonnees site.Coord `fm:"coordonnees,requis" nom:"Coordonnées" doc:"Latitude, longitude." ex:"\"50.83, 4.43\""`
	Province    string     `fm:"province" form:"province" doc:"Sa province." ex:"bruxelles-capitale"`
}

// TermFields lists the keys of one value of a closed list.
func TermFields() []Field { return Fields(reflect.TypeFor[term]()) }

// PlaceFields lists the keys of a place that vocabulaires.yaml adds.
func PlaceFields() []Field { return Fields(reflect.TypeFor[extraPlace]()) }

var (
	idForm     = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)
	colourForm = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	bareColour = regexp.MustCompile(`^#?(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})$`)
)

// checkColour accepts #rrggbb.
func checkColour(text string) (string, *Flaw) {
	if colourForm.MatchString(text) {
		return strings.ToLower(text), nil
	}
	better := ""
	if bareColour.MatchString(text) {
		better = strings.TrimPrefix(text, "#")
		if len(better) == 3 {
			better = string([]byte{better[0], better[0], better[1], better[1], better[2], better[2]})
		}
		better = "#" + strings.ToLower(better)
	}
	return "", flaw("couleur-invalide", better, hintOr(better, "Une couleur s'écrit comme \"#1b6ca8\", entre guillemets."), "%s n'est pas une couleur.", q(text))
}

// checkProvince accepts the id of a province.
func checkProvince(text string) (string, *Flaw) {
	if contains(geo.Provinces(), text) {
		return text, nil
	}
	return "", unknownWord(text, geo.Provinces(), nil, "%s n'est pas une province de Belgique.", q(text))
}

// labels decodes a label by language.
func (d *decoder) labels(n *yaml.Node, v reflect.Value) {
	out := map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		code, bad := checkLanguage(k.Value)
		switch {
		case bad != nil && d.commaKey(n, k, labelIn):
		case bad != nil:
			x := d.report(diag.Erreur, "langue-inconnue", d.keySpan(k), bad.Message, bad.Hint)
			if bad.Better != "" && !hasKey(n, bad.Better) {
				x.Fix = d.fixKey(k, bad.Better)
			}
		case value.Kind != yaml.ScalarNode || isEmpty(value):
			d.report(diag.Erreur, "texte-attendu", d.span(value), fmt.Sprintf("Il manque le libellé en %s.", q(code)), "Écrivez le libellé, ou effacez cette langue.")
		default:
			out[code] = clean(value)
		}
	}
	v.Set(reflect.ValueOf(out))
}

// labelIn is the field of a text in a language; nil when the key is none.
func labelIn(key string) *Field {
	if _, bad := checkLanguage(key); bad != nil {
		return nil
	}
	return &Field{Key: key, Kind: Text}
}

// vocabulary decodes vocabulaires.yaml. language is the one the site is written in.
func (d *decoder) vocabulary(root *yaml.Node, language string) *site.Vocabulary {
	v := &site.Vocabulary{Lists: map[string]*site.Terms{}}
	if root == nil {
		d.report(diag.Erreur, "en-tete-vide", span{1, 1, 1}, "Ce fichier ne contient aucune liste.", "Il y faut au moins les listes secteurs et natures.")
		return v
	}
	if root.Kind != yaml.MappingNode {
		d.report(diag.Erreur, "en-tete-sans-cles", d.span(root), "Ce fichier doit être fait de listes : « secteurs: », puis une ligne par valeur, en retrait.", "Par exemple, en retrait : sante-mentale: Santé mentale")
		return v
	}
	d.root = root
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, value := root.Content[i], root.Content[i+1]
		if !d.once(k, seen) || !d.plain(value) {
			continue
		}
		switch name := d.listName(root, k); {
		case name == "":
		case name == "communes":
			v.Communes = d.communes(value)
		default:
			v.Lists[name] = d.closedList(name, value, language)
		}
	}
	return v
}

// once refuses a key that was given before.
func (d *decoder) once(k *yaml.Node, seen map[string]*yaml.Node) bool {
	if k.Kind != yaml.ScalarNode || !d.plain(k) {
		return false
	}
	if first := seen[k.Value]; first != nil {
		d.report(diag.Erreur, "cle-en-double", d.keySpan(k), fmt.Sprintf("%s est déjà donné à la ligne %d.", q(k.Value), first.Line+d.before), "Gardez une seule des deux lignes.")
		return false
	}
	seen[k.Value] = k
	return true
}

// listName gives the name of a list, as it should be.
func (d *decoder) listName(root, k *yaml.Node) string {
	names := append(append([]string(nil), site.VocabularyNames...), "communes")
	if contains(names, k.Value) {
		return k.Value
	}
	if bare := strings.TrimSpace(k.Value); contains(names, bare) {
		d.report(diag.Erreur, "espace-insecable", d.span(k), "Une espace insécable ou invisible s'est glissée près de la clé "+q(bare)+".", "Remplacez la ligne par celle-ci.").Fix = unbreak(d.work(k.Line + d.before))
		return bare
	}
	near, ok := french.Nearest(strings.ReplaceAll(k.Value, "-", "_"), names)
	x := d.report(diag.Erreur, "liste-inconnue", d.keySpan(k), fmt.Sprintf("La liste %s n'existe pas.", q(k.Value)), "Les listes possibles sont : "+strings.Join(names, ", ")+".")
	if !ok || hasKey(root, near) {
		return ""
	}
	x.Hint = "Vouliez-vous dire " + q(near) + " ?"
	x.Fix = d.fixKey(k, near)
	return near
}

// closedList decodes one closed list.
func (d *decoder) closedList(name string, n *yaml.Node, language string) *site.Terms {
	if isEmpty(n) {
		return site.NewTerms(name, nil)
	}
	if n.Kind != yaml.MappingNode {
		d.report(diag.Erreur, "cles-attendues", d.span(n), fmt.Sprintf("La liste %s doit donner un identifiant et un libellé par ligne.", q(name)), "Par exemple, en retrait : precarite: Précarité")
		return nil
	}
	var out []*site.Term
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if !d.once(k, seen) || !d.plain(value) {
			continue
		}
		if !idForm.MatchString(k.Value) {
			x := d.report(diag.Erreur, "identifiant-invalide", d.keySpan(k), fmt.Sprintf("L'identifiant %s ne convient pas : seulement des minuscules sans accent, des chiffres et des tirets.", q(k.Value)), "Écrivez par exemple : precarite: Précarité")
			if id := french.Slug(k.Value); id != "" && !hasKey(n, id) {
				x.Hint, x.Fix = "Écrivez "+q(id)+".", d.fixKey(k, id)
			}
			continue
		}
		d.keys = append(d.keys, site.KeyPos{Key: name + "." + k.Value, Line: int32(value.Line + d.before), Col: int32(value.Column), KeyCol: int32(k.Column)})
		out = append(out, d.term(k, value, language))
	}
	return site.NewTerms(name, out)
}

// term decodes one value of a list: its label, or a map.
func (d *decoder) term(k, n *yaml.Node, language string) *site.Term {
	var t term
	switch {
	case isEmpty(n):
		d.report(diag.Erreur, "cle-vide", d.keySpan(k), fmt.Sprintf("%s n'a pas de libellé.", q(k.Value)), fmt.Sprintf("Écrivez par exemple : %s: Un libellé", k.Value))
	case n.Kind == yaml.MappingNode:
		d.nested(n, &t)
	default:
		f := tableOf(reflect.TypeFor[term]()).field("libelle")
		d.one(n, f, reflect.ValueOf(&t).Elem().FieldByIndex(f.index))
	}
	out := &site.Term{ID: k.Value, Libelle: t.Libelle[""], Libelles: t.Libelle, Definition: t.Definition, Couleur: t.Couleur, Forme: t.Forme}
	if _, bare := t.Libelle[""]; bare {
		out.Libelles = nil
	} else if out.Libelle = t.Libelle[language]; out.Libelle == "" && len(t.Libelle) > 0 {
		d.report(diag.Erreur, "cle-manquante", d.keySpan(k), fmt.Sprintf("%s n'a pas de libellé dans la langue du site (%s).", q(k.Value), language), fmt.Sprintf("Ajoutez « %s: … » dans libelle.", language))
	}
	if out.Libelle == "" {
		out.Libelle = k.Value
	}
	return out
}

// nested decodes a map by a struct's own table.
func (d *decoder) nested(n *yaml.Node, into any) *decoder {
	v := reflect.ValueOf(into).Elem()
	sub := *d // the sheet is shared: what it finds is reported there
	sub.known, sub.root, sub.keys, sub.open = tableOf(v.Type()), n, nil, 0
	sub.mapping(n, sub.known, v)
	return &sub
}

// communes decodes the places that the gazetteer lacks.
func (d *decoder) communes(n *yaml.Node) []site.ExtraCommune {
	if isEmpty(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		d.report(diag.Erreur, "cles-attendues", d.span(n), "« communes » doit donner un nom et une place par ligne.", "Par exemple, en retrait : Woluwe-Saint-Pierre: {coordonnees: \"50.83, 4.43\", province: bruxelles-capitale}")
		return nil
	}
	var out []site.ExtraCommune
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if !d.once(k, seen) || !d.plain(value) {
			continue
		}
		if value.Kind != yaml.MappingNode {
			d.report(diag.Erreur, "cles-attendues", d.span(value), fmt.Sprintf("Il manque les coordonnées de %s.", q(k.Value)), fmt.Sprintf("Écrivez : %s: {coordonnees: \"50.83, 4.43\"}", k.Value))
			continue
		}
		var p extraPlace
		if sub := d.nested(value, &p); p.Coordonnees.Set {
			sub.checkSwapped(p.Coordonnees)
			out = append(out, site.ExtraCommune{Nom: clean(k), Coord: p.Coordonnees, Province: p.Province})
		}
	}
	return out
}
