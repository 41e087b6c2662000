package dev

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"

	"enrouteweb.org/balise/internal/diag"
)

// fingerprint tells two versions of a page apart, from one run of balise to the next.
func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// withDesk adds the preview's scripts to a page, just before the end of its body: files of the same origin, as the pages'
// own policy (default-src 'self') demands. more is attributes for the first of them.
func withDesk(page []byte, key, print, more string) []byte {
	tag := fmt.Appendf(nil, `<script src="%slive.js" data-page="%s" data-empreinte="%s"%s defer></script><script src="%satelier.js" defer></script>`,
		ours, html.EscapeString(pageURL(key)), print, more, ours)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = bytes.LastIndex(bytes.ToLower(page), []byte("</body>"))
	}
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(tag))
	out = append(out, page[:at]...)
	out = append(out, tag...)
	return append(out, page[at:]...)
}

// plainPage is a page of the preview itself, for when there is none of the site to show.
func plainPage(title, attributes, body string) []byte {
	return fmt.Appendf(nil, `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>%s</title>
<link rel="stylesheet" href="%slive.css">
</head>
<body class="seule"%s>
<main>
%s
</main>
</body>
</html>
`, html.EscapeString(title), ours, attributes, body)
}

// waitingPage lists the problems of a site that was never built; it reloads by itself once they are mended.
func waitingPage(v *view, explain func(code string) string) []byte {
	body := `<p class="marque">Aperçu</p>
<h1>Le site ne peut pas encore s’afficher</h1>
<p>Corrigez ce qui suit et enregistrez : cette page se remplacera d’elle-même par le site.</p>
<div id="problemes">
` + problems(v.diags, explain) + `</div>
<p role="status" class="annonce"></p>`
	page := plainPage("À corriger", "", body)
	return bytes.Replace(page, []byte("</body>"),
		fmt.Appendf(nil, `<script src="%slive.js" data-page="" data-empreinte="" defer></script></body>`, ours), 1)
}

// missingPage stands in where the site has no 404.html.
func missingPage() []byte {
	return plainPage("Page introuvable", "", `<p class="marque">Aperçu</p>
<h1>Aucune page à cette adresse</h1>
<p>Elle a peut-être été supprimée ou renommée.</p>
<p><a href="/">Retour à l’accueil</a></p>`)
}

// problems is the list as the preview shows it; explain gives the page about a code, and may be nil.
func problems(l diag.List, explain func(code string) string) string {
	more := len(l) - shown
	out := diag.Explained(l[:min(len(l), shown)], explain)
	if more > 0 {
		out += `<p class="reste">… et ` + count(more, "autre", "autres") + ".</p>\n"
	}
	return out
}
