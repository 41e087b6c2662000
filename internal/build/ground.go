package build

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/bundle"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// heaviest is the size above which hosts of static sites refuse a file.
const heaviest = 100 << 20

// archiveFile is where site.yaml names the file of the street map.
const archiveFile = "carte.pmtiles.fichier"

// checkArchive looks at the file of the street map, when the site keeps it: it is there, is what its name says, and a host
// will take it. media are the files to publish, by path.
func checkArchive(c *site.Config, media []output.File) diag.List {
	s := c.Carte.StreetMap()
	if s.Kind != "pmtiles" || s.Host != "" {
		return nil
	}
	i := slices.IndexFunc(media, func(f output.File) bool { return "/"+f.Path == s.URL })
	if i < 0 {
		return diag.List{missingArchive(c, s.URL, media)}
	}
	if wrong, hint := wrongArchive(media[i].Data); wrong != "" {
		return diag.List{c.Src.Diag(diag.Erreur, "plan-illisible", archiveFile, wrong, hint)}
	}
	if size := media[i].Size; size > heaviest {
		return diag.List{c.Src.Diag(diag.Avertissement, "plan-lourd", archiveFile, fmt.Sprintf("Ce fichier pèse %d Mo : au-delà de 100 Mo, des hébergeurs comme GitHub Pages le refusent.", size>>20),
			"Découpez une région plus petite ou un zoom de moins, ou donnez l'adresse en https d'un serveur de fichiers.")}
	}
	return nil
}

// idle tells of a file that site.yaml lets no page ask for: what draws a street map, where there is none; what asks for
// proposals, where they are not wanted.
func (b *Builder) idle(url string, c *site.Config) bool {
	kind, refused := c.Carte.StreetMap().Kind, c.Proposer == "non"
	switch url {
	case b.bundle.URL("street.js"):
		return kind == ""
	case b.bundle.URL("vector.js"):
		return kind != "pmtiles"
	case b.bundle.URL("map.js"), b.bundle.URL(bundle.Ground):
		return c.Carte.NoMap()
	case b.bundle.URL("place.js"):
		return refused || c.Carte.NoMap()
	case b.bundle.URL("proposer.css"), b.bundle.URL("proposer.js"), b.bundle.URL("regles.js"):
		return refused
	}
	return false
}

// missingArchive names the nearest file there is.
func missingArchive(c *site.Config, url string, media []output.File) diag.Diag {
	d := c.Src.Diag(diag.Erreur, "plan-absent", archiveFile, fmt.Sprintf("Le fichier « content%s » n'existe pas.", url), "Mettez le fichier dans content/media/cartes/, ou corrigez son nom.")
	var names []string
	for _, f := range media {
		if strings.EqualFold(path.Ext(f.Path), ".pmtiles") {
			names = append(names, "/"+f.Path)
		}
	}
	near, ok := french.Nearest(url, names)
	if !ok && len(names) == 1 {
		near, ok = names[0], true
	}
	if ok {
		d.Hint = fmt.Sprintf("Le fichier le plus proche est « %s ».", near)
		if d.Fix = replaceOnce(d.Source, url, near); d.Fix == "" {
			d.Fix = replaceOnce(d.Source, strings.TrimPrefix(url, "/media"), near) // typed as /cartes/
		}
	}
	return d
}

// wrongArchive reads the 127 bytes at the head of a PMTiles file, version 3.
func wrongArchive(data []byte) (message, hint string) {
	const vectors = 1
	switch {
	case len(data) < 127 || !bytes.HasPrefix(data, []byte("PMTiles")):
		return "Ce n'est pas un fichier PMTiles, ou il est incomplet.", "Téléchargez-le de nouveau, puis remplacez-le."
	case data[7] != 3:
		return fmt.Sprintf("Ce fichier PMTiles est d'une version que balise ne lit pas (%d).", data[7]), "Convertissez-le en version 3 avec l'outil « pmtiles »."
	case data[99] != vectors:
		return "Ce fichier PMTiles ne contient pas de plan vectoriel.", "Prenez un extrait vectoriel, comme ceux de Protomaps."
	}
	return "", ""
}
