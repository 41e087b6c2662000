package content

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

var (
	fileAlias = regexp.MustCompile(`(?i)\.(?:ics|epub|csv|xml|json|geojson|txt|css|js|svg|woff2|pmtiles)/`)
	aliasForm = regexp.MustCompile(`^/(?:[^\s/?#\\]+/)+$`)
	driveForm = regexp.MustCompile(`^[A-Za-z]:`)
)

// checkAlias accepts an address of this site: a path that starts and ends with a slash.
func checkAlias(text string) (string, *Flaw) {
	if fileAlias.MatchString(text + "/") {
		return "", flaw("alias-invalide", "", "Effacez cette ligne : une ancienne adresse est celle d'une page.", "%s est l'adresse d'un fichier : le site a peut-être le sien sous ce nom.", q(text))
	}
	if aliasForm.MatchString(text) && path.Clean(text)+"/" == text {
		return text, nil
	}
	better := text
	if u, err := url.Parse(text); err == nil && u.Scheme != "" && u.Host != "" {
		better = u.Path
	}
	better, _, _ = strings.Cut(better, "#")
	better, _, _ = strings.Cut(better, "?")
	better = "/" + strings.Trim(strings.ReplaceAll(better, "\\", "/"), "/") + "/"
	if !aliasForm.MatchString(better) || path.Clean(better)+"/" != better || strings.Contains(better, ":") {
		return "", flaw("alias-invalide", "", "Écrivez seulement le chemin, entre deux barres obliques : /ancienne/adresse/.", "%s n'est pas une ancienne adresse de ce site.", q(text))
	}
	return "", flaw("alias-invalide", better, "", "Un alias commence et finit par une barre oblique : %s ne convient pas.", q(text))
}

// mediaSort is how messages speak of what lies under media.
type mediaSort struct{ code, le, un, duUn, lesDans, pasDe, example, elsewhere string }

var (
	image    = mediaSort{"image-hors-media", "l'image", "Une image", "d'une image", "Les images sont dans media", "pas d'images", "/media/equipe.jpg", ""}
	document = mediaSort{"document-hors-media", "le document", "Un document", "d'un document", "Les documents sont dans media", "pas de documents", "/media/guide.pdf", " Ou donnez son adresse dans « lien »."}
)

// mediaPath gives the content path ("media/equipe.jpg") of an image or a document named in a file of the folder dir.
func mediaPath(text, dir string, m mediaSort) (string, *Flaw) {
	p, advice := text, (*Flaw)(nil)
	if strings.Contains(p, "\\") && !driveForm.MatchString(p) {
		p = strings.ReplaceAll(p, "\\", "/")
		advice = flaw("barre-inverse", p, "Le chemin est compris ; écrivez plutôt "+q(p)+".", "Dans un chemin, on écrit / et non \\.")
		advice.Severity = diag.Conseil
	}
	hint := "Mettez " + m.le + " dans content/media/ et écrivez par exemple " + m.example + "."
	switch u, err := url.Parse(p); {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https" || strings.HasPrefix(p, "//")):
		return "", flaw(m.code, "", hint+m.elsewhere, "%s ne se prend pas sur un autre site : %s.", m.un, q(text))
	case err == nil && u.Scheme != "", strings.Contains(p, "\\"):
		return "", flaw(m.code, "", hint, "%s est un chemin de votre ordinateur : le site ne le connaît pas.", q(text))
	}
	full := p
	if strings.HasPrefix(p, "/") {
		full = path.Clean(p[1:])
	} else {
		full = path.Join(dir, p)
	}
	if strings.HasPrefix(full, "media/") {
		return full, advice
	}
	if rest, ok := strings.CutPrefix(path.Join(p), "media/"); ok {
		return "", flaw(m.code, "/media/"+rest, "", "Ce chemin part de la fiche et mène à %s, où il n'y a %s.", q(full), m.pasDe)
	}
	if rest, ok := strings.CutPrefix(full, "content/media/"); ok {
		return "", flaw(m.code, "/media/"+rest, "", "Le chemin %s commence par /media/, sans content.", m.duUn)
	}
	if rest := path.Base(full); !strings.Contains(p, "/") {
		return "", flaw(m.code, "/media/"+rest, "Mettez "+m.le+" dans content/media/ et écrivez "+q("/media/"+rest)+".", "%s : %s mènerait à %s.", m.lesDans, q(text), q(full))
	}
	return "", flaw(m.code, "", hint, "%s : %s mène à %s.", m.lesDans, q(text), q(full))
}
