package importer

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// binaries are the beginnings of files that are no text, with what to do instead.
var binaries = []struct{ start, message, hint string }{
	{"PK\x03\x04", "Ceci est un classeur (Excel, LibreOffice) ou une archive, pas un tableau CSV.", "Ouvrez-le, choisissez « Enregistrer sous… », puis le type « CSV UTF-8 », et importez ce fichier-là."},
	{"\xd0\xcf\x11\xe0", "Ceci est un ancien classeur d'Excel, pas un tableau CSV.", "Ouvrez-le, choisissez « Enregistrer sous… », puis le type « CSV UTF-8 », et importez ce fichier-là."},
	{"%PDF", "Ceci est un document PDF : on n'y lit pas de tableau.", "Demandez le tableau dont il vient."},
	{"\x1f\x8b", "Ce fichier est compressé.", "Décompressez-le d'abord."},
	{"\x89PNG", "Ceci est une image.", "Demandez le tableau ou la carte dont elle vient."},
	{"\xff\xd8\xff", "Ceci est une image.", "Demandez le tableau ou la carte dont elle vient."},
}

// Read reads a source. name is its file's, which may tell what its content does not. The error is an *Unreadable.
func Read(name string, data []byte) (*Table, error) {
	if len(data) > MaxSize {
		return nil, &Unreadable{fmt.Sprintf("Ce fichier pèse %d Mo : la limite est de %d Mo.", len(data)>>20, MaxSize>>20), "Coupez-le en plusieurs fichiers."}
	}
	for _, b := range binaries {
		if bytes.HasPrefix(data, []byte(b.start)) {
			return nil, &Unreadable{b.message, b.hint}
		}
	}
	text, encoding := decodeText(data)
	nul := len(text)
	text = strings.ReplaceAll(text, "\x00", "")
	nul -= len(text)
	if strings.TrimSpace(text) == "" {
		return nil, &Unreadable{"Ce fichier est vide.", ""}
	}
	t, err := readText(name, text)
	if err != nil {
		return nil, err
	}
	if encoding != "" {
		t.Form += ", en " + encoding
	}
	odd := 0
	for _, r := range text {
		if invisible(r) {
			odd++
		}
	}
	if odd > 0 {
		t.Notes = append(t.Notes, Note{Cause: "Le fichier contient " + french.Count(odd, "caractère de commande, invisible : il est remplacé par une espace.", "caractères de commande, invisibles : ils sont remplacés par des espaces.")})
	}
	if nul > 0 {
		t.Notes = append(t.Notes, Note{Cause: "Le fichier contient " + french.Count(nul, "caractère vide (octet nul) : il est enlevé.", "caractères vides (octets nuls) : ils sont enlevés."), Cure: "Vérifiez que le fichier est complet."})
	}
	return t, nil
}

func readText(name, text string) (*Table, error) {
	switch start := strings.TrimSpace(text)[0]; {
	case start == '{' || start == '[' && strings.EqualFold(path.Ext(name), ".json") || start == '[' && looksJSON(text):
		return readJSON(text)
	case start == '<':
		return nil, &Unreadable{"Ce fichier est fait de balises (HTML, KML, GPX…), que balise n'importe pas.", "Exportez vos données en CSV ou en GeoJSON : uMap, par exemple, sait lire un KML et en faire un GeoJSON."}
	}
	return readCSV(text)
}

// looksJSON tells a list of JSON from a table whose first title is between brackets.
func looksJSON(text string) bool {
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "["))
	return strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "]")
}
