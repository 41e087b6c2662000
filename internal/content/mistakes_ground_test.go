package content

import (
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/site"
)

// carte is a right site.yaml but for these lines, which are from line 3 on, under "carte:".
func carte(lines ...string) string {
	return "titre: Essai\ncarte:\n  " + strings.Join(lines, "\n  ") + "\n"
}

// tuiles is a right choice of tiles but for its address: line 5, column 10.
func tuiles(address string) string {
	return carte("fond: tuiles", "tuiles:", `  url: "`+address+`"`, "  credit: © OpenStreetMap")
}

// archive is a right choice of an archive but for its file: line 5, column 14.
func archive(file string) string {
	return carte("fond: pmtiles", "pmtiles:", "  fichier: "+file, "  credit: © OpenStreetMap")
}

const goodTiles = "https://tuiles.exemple.be/{z}/{x}/{y}.png"

// groundMistakes are about the ground of the map.
var groundMistakes = []mistake{
	{name: "ground as it is", path: "site.yaml", text: carte("fond: integre")},
	{name: "ground of nothing", path: "site.yaml", text: carte("fond: aucun")},
	{name: "ground misspelt", path: "site.yaml", text: carte("fond: tuile"), want: []string{"3:9 erreur plan-incomplet", "3:9 erreur valeur-inconnue +"}},
	{name: "ground without its group", path: "site.yaml", text: "titre: Essai\ncarte: tuiles\n", want: []string{"2:8 erreur cles-attendues"}},
	{name: "tiles", path: "site.yaml", text: tuiles(goodTiles)},
	{name: "tiles bare", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  url: "+goodTiles, "  zoom_max: 20", "  credit: © OpenStreetMap", "  demander_accord: oui")},
	{name: "tiles in braces", path: "site.yaml", text: carte("fond: tuiles", `tuiles: {url: "`+goodTiles+`?cle=a", credit: © OpenStreetMap}`)},
	{name: "tiles of the site", path: "site.yaml", text: carte("fond: tuiles", "tuiles: {url: \"/tuiles/{z}/{x}/{y}.png\", credit: © IGN, demander_accord: non}")},
	{name: "tiles missing", path: "site.yaml", text: carte("fond: tuiles"), want: []string{"3:9 erreur plan-incomplet"}},
	{name: "tiles without address", path: "site.yaml", text: carte("fond: tuiles", "tuiles: {credit: © IGN}"), want: []string{"3:9 erreur plan-incomplet"}},
	{name: "tiles with an empty address", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  url:", "  credit: © IGN"), want: []string{"3:9 erreur plan-incomplet"}},
	{name: "tiles without credit", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  url: "+goodTiles), want: []string{"5:10 erreur credit-manquant"}},
	{name: "tiles with an empty credit", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  url: "+goodTiles, "  credit:"), want: []string{"5:10 erreur credit-manquant"}},
	{name: "tiles, key misspelt", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  adresse: "+goodTiles, "  credits: © IGN"), want: []string{"3:9 erreur plan-incomplet", "5:5 erreur cle-inconnue", "6:5 erreur cle-inconnue +"}},
	{name: "tiles in the words of a library", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", "  url: "+goodTiles, "  attribution: © IGN", "  maxZoom: 15"), want: []string{"6:5 erreur cle-inconnue +", "7:5 erreur cle-inconnue +"}},
	{name: "tiles, every key misspelt", path: "site.yaml", text: "titre: Essai\nCarte:\n  Fond: tuiles\n  Tuiles:\n    URL: https://tile.openstreetmap.org/{z}/{x}/{y}.png\n    Credit: © OpenStreetMap\n    zoom: 30\n    demander-accord: non\n", want: []string{"2:1 erreur cle-inconnue +",
		"3:3 erreur cle-inconnue +", "4:3 erreur cle-inconnue +", "5:5 erreur cle-inconnue +", "5:10 avertissement plan-benevole", "6:5 erreur cle-inconnue +", "7:5 erreur cle-inconnue +", "7:11 erreur zoom-invalide +", "8:5 erreur cle-inconnue +", "8:22 avertissement accord-toujours +"}},
	{name: "archive, every key misspelt", path: "site.yaml", text: "titre: Essai\ncarte:\n  fonds: pmtiles\n  pmtile:\n    file: /media/w.pmtiles\n", want: []string{"3:3 erreur cle-inconnue +", "4:3 erreur cle-inconnue +", "5:5 erreur cle-inconnue +", "5:11 erreur credit-manquant", "5:11 conseil plan-sans-date"}},
	{name: "tiles twice", path: "site.yaml", text: carte("fond: tuiles", "fond: integre", "tuiles: {url: \"/t/{z}/{x}/{y}.png\", credit: © IGN}", "tuiles: {credit: x}"), want: []string{"4:3 erreur cle-en-double", "6:3 erreur cle-en-double"}},
	{name: "tiles misplaced", path: "site.yaml", text: "titre: Essai\ntuiles: {url: \"" + goodTiles + "\"}\n", want: []string{"2:1 erreur cle-inconnue"}},
	{name: "tiles as a text", path: "site.yaml", text: carte("fond: tuiles", "tuiles: https://tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"4:11 erreur cles-attendues +", "4:11 erreur credit-manquant"}},
	{name: "tiles over http", path: "site.yaml", text: tuiles("http://tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles without scheme", path: "site.yaml", text: tuiles("tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles without scheme, slashes", path: "site.yaml", text: tuiles("//tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles of many hosts", path: "site.yaml", text: tuiles("https://{s}.tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles of many hosts of volunteers", path: "site.yaml", text: tuiles("https://{s}.tile.openstreetmap.org/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse +", "5:10 avertissement plan-benevole"}},
	{name: "tiles of volunteers", path: "site.yaml", text: tuiles("https://tile.openstreetmap.org/{z}/{x}/{y}.png"), want: []string{"5:10 avertissement plan-benevole"}},
	{name: "tiles for fine screens", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{z}/{x}/{y}{r}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles, all that Leaflet takes", path: "site.yaml", text: tuiles("//{s}.tuiles.exemple.be/{z}/{x}/{y}{r}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles, escaped braces", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/%7Bz%7D/%7Bx%7D/%7By%7D.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles, capitals", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{Z}/{X}/{Y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles, dollars", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/${z}/${x}/${y}.png"), want: []string{"5:10 erreur plan-adresse +"}},
	{name: "tiles without z", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles without placeholders", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles with x twice", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{z}/{x}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles from below", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{z}/{x}/{-y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles with a key to fill in", path: "site.yaml", text: tuiles("https://tuiles.exemple.be/{z}/{x}/{y}.png?key={apikey}"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles whose host moves", path: "site.yaml", text: tuiles("https://{x}.exemple.be/{z}/{y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles with a password", path: "site.yaml", text: tuiles("https://moi:mot@tuiles.exemple.be/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles that would widen the policy", path: "site.yaml", text: tuiles("https://*.exemple.be;script-src/{z}/{x}/{y}.png"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles of a program", path: "site.yaml", text: tuiles("javascript:alert(1)//{z}/{x}/{y}"), want: []string{"5:10 erreur plan-adresse"}},
	{name: "tiles, braces unquoted in braces", path: "site.yaml", text: carte("fond: tuiles", "tuiles: {url: "+goodTiles+", credit: © IGN}"), want: []string{"4:43 erreur accolades +"}},
	{name: "zoom out of range", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, "  credit: © IGN", "  zoom_max: 25"), want: []string{"7:15 erreur zoom-invalide +"}},
	{name: "zoom out of range in braces", path: "site.yaml", text: carte("fond: pmtiles", "pmtiles: {fichier: /media/w-2026.pmtiles, zoom_max: 21, credit: © OpenStreetMap}"), want: []string{"4:55 erreur zoom-invalide +"}},
	{name: "zoom in words", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, "  credit: © IGN", "  zoom_max: douze"), want: []string{"7:15 erreur nombre-invalide +"}},
	{name: "zoom zero", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, "  credit: © IGN", "  zoom_max: 0"), want: []string{"7:15 erreur nombre-invalide"}},
	{name: "consent refused", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, "  credit: © IGN", "  demander_accord: non"), want: []string{"7:22 avertissement accord-toujours +"}},
	{name: "consent in doubt", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, "  credit: © IGN", "  demander_accord: jamais"), want: []string{"7:22 erreur valeur-inconnue"}},
	{name: "credit in HTML", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, `  credit: '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'`), want: []string{"6:13 avertissement credit-balises +"}},
	{name: "credit as a link", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, `  credit: © [OpenStreetMap](https://www.openstreetmap.org/copyright)`), want: []string{"6:13 avertissement credit-balises +"}},
	{name: "credit of nothing but tags", path: "site.yaml", text: carte("fond: tuiles", "tuiles:", `  url: "`+goodTiles+`"`, `  credit: <br>`), want: []string{"6:13 erreur credit-balises"}},
	{name: "archive", path: "site.yaml", text: archive("/media/cartes/wallonie-2026-11.pmtiles")},
	{name: "archive, short", path: "site.yaml", text: archive("/cartes/wallonie-2026-11.pmtiles")},
	{name: "archive elsewhere", path: "site.yaml", text: archive("https://cartes.exemple.be/wallonie.pmtiles?v=2")},
	{name: "archive missing", path: "site.yaml", text: carte("fond: pmtiles"), want: []string{"3:9 erreur plan-incomplet"}},
	{name: "archive without credit", path: "site.yaml", text: carte("fond: pmtiles", "pmtiles:", "  fichier: /media/w-2026.pmtiles"), want: []string{"5:14 erreur credit-manquant"}},
	{name: "archive as a text", path: "site.yaml", text: carte("fond: pmtiles", "pmtiles: /media/w-2026.pmtiles"), want: []string{"4:12 erreur cles-attendues +", "4:12 erreur credit-manquant"}},
	{name: "archive without date", path: "site.yaml", text: archive("/media/wallonie.pmtiles"), want: []string{"5:14 conseil plan-sans-date"}},
	{name: "archive with a print", path: "site.yaml", text: archive("/media/wallonie-3f9ac01e.pmtiles")},
	{name: "archive, backslashes", path: "site.yaml", text: archive(`\media\w-2026.pmtiles`), want: []string{"5:14 erreur plan-adresse +"}},
	{name: "archive from the folder", path: "site.yaml", text: archive("media/w-2026.pmtiles"), want: []string{"5:14 erreur plan-adresse +"}},
	{name: "archive from the content", path: "site.yaml", text: archive("content/media/w-2026.pmtiles"), want: []string{"5:14 erreur plan-adresse +"}},
	{name: "archive, folder short", path: "site.yaml", text: archive("cartes/w-2026.pmtiles"), want: []string{"5:14 erreur plan-adresse +"}},
	{name: "archive on a computer", path: "site.yaml", text: archive(`C:\cartes\w-2026.pmtiles`), want: []string{"5:14 erreur plan-adresse"}},
	{name: "archive out of the media", path: "site.yaml", text: archive("/w-2026.pmtiles"), want: []string{"5:14 erreur plan-adresse"}},
	{name: "archive up the tree", path: "site.yaml", text: archive("/media/../../w-2026.pmtiles"), want: []string{"5:14 erreur plan-adresse"}},
	{name: "archive of another form", path: "site.yaml", text: archive("/media/w-2026.mbtiles"), want: []string{"5:14 erreur plan-adresse"}},
	{name: "archive over http", path: "site.yaml", text: archive("http://cartes.exemple.be/w.pmtiles"), want: []string{"5:14 erreur plan-adresse +"}},
	{name: "tiles not used", path: "site.yaml", text: carte("fond: integre", "tuiles:", `  url: "`+goodTiles+`"`), want: []string{"5:5 conseil plan-inutilise"}},
	{name: "tiles not used, nothing said", path: "site.yaml", text: carte("tuiles:", `  url: "`+goodTiles+`"`), want: []string{"4:5 conseil plan-inutilise"}},
	{name: "archive not used", path: "site.yaml", text: carte("fond: tuiles", `tuiles: {url: "`+goodTiles+`", credit: © IGN}`, "pmtiles: {fichier: /media/w-2026.pmtiles}"), want: []string{"5:12 conseil plan-inutilise"}},
}

// TestStreetMap: what a site chooses is what its pages will be told, and nothing is told of what is not chosen.
func TestStreetMap(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want site.StreetMap
	}{
		"tiles":           {tuiles("https://tuiles.exemple.be:8443/{z}/{x}/{y}.png"), site.StreetMap{Kind: "tuiles", URL: "https://tuiles.exemple.be:8443/{z}/{x}/{y}.png", Host: "tuiles.exemple.be:8443", ZoomMax: 17, Credit: "© OpenStreetMap"}},
		"archive":         {archive("/media/w-2026.pmtiles"), site.StreetMap{Kind: "pmtiles", URL: "/media/w-2026.pmtiles", ZoomMax: 14, Credit: "© OpenStreetMap"}},
		"archive, short":  {archive("/cartes/w-2026.pmtiles"), site.StreetMap{Kind: "pmtiles", URL: "/media/cartes/w-2026.pmtiles", ZoomMax: 14, Credit: "© OpenStreetMap"}},
		"built in":        {carte("fond: integre", "tuiles:", `  url: "`+goodTiles+`"`), site.StreetMap{}},
		"nothing":         {carte("fond: aucun"), site.StreetMap{}},
		"nothing said":    {"titre: Essai\n", site.StreetMap{}},
		"credit of links": {carte("fond: tuiles", "tuiles:", "  url: "+goodTiles, "  zoom_max: 9", "  credit: '&copy; <a href=\"https://a.be/\">IGN</a>, [OSM](https://b.be/)'"), site.StreetMap{Kind: "tuiles", URL: goodTiles, Host: "tuiles.exemple.be", ZoomMax: 9, Credit: "© IGN, OSM"}},
	} {
		result, _ := Decode(folder(map[string]string{"site.yaml": c.text}), options(), new(Cache))
		if got := result.Config.Carte.StreetMap(); got != c.want {
			t.Errorf("%s: %+v, not %+v", name, got, c.want)
		}
	}
}
