package content

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

var (
	aliasForm = regexp.MustCompile(`^/(?:[^\s/?#\\]+/)+$`)
	driveForm = regexp.MustCompile(`^[A-Za-z]:`)
)

// checkAlias accepts an address of this site: a path that starts and ends with a slash.
func checkAlias(text string) (string, *Flaw) {
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

// imagePath gives the content path ("media/equipe.jpg") of an image named in a file of the folder dir.
func imagePath(text, dir string) (string, *Flaw) {
	p, advice := text, (*Flaw)(nil)
	if strings.Contains(p, "\\") && !driveForm.MatchString(p) {
		p = strings.ReplaceAll(p, "\\", "/")
		advice = flaw("barre-inverse", p, "Le chemin est compris ; écrivez plutôt "+q(p)+".", "Dans un chemin, on écrit / et non \\.")
		advice.Severity = diag.Conseil
	}
	const hint = "Mettez l'image dans content/media/ et écrivez par exemple /media/equipe.jpg."
	switch u, err := url.Parse(p); {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https" || strings.HasPrefix(p, "//")):
		return "", flaw("image-hors-media", "", hint, "Une image ne se prend pas sur un autre site : %s.", q(text))
	case err == nil && u.Scheme != "", strings.Contains(p, "\\"):
		return "", flaw("image-hors-media", "", hint, "%s est un chemin de votre ordinateur : le site ne le connaît pas.", q(text))
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
		return "", flaw("image-hors-media", "/media/"+rest, "", "Ce chemin part de la fiche et mène à %s, où il n'y a pas d'images.", q(full))
	}
	if rest, ok := strings.CutPrefix(full, "content/media/"); ok {
		return "", flaw("image-hors-media", "/media/"+rest, "", "Le chemin d'une image commence par /media/, sans content.")
	}
	if rest := path.Base(full); !strings.Contains(p, "/") {
		return "", flaw("image-hors-media", "/media/"+rest, "Mettez l'image dans content/media/ et écrivez "+q("/media/"+rest)+".", "Les images sont dans media : %s mènerait à %s.", q(text), q(full))
	}
	return "", flaw("image-hors-media", "", hint, "Les images sont dans media : %s mène à %s.", q(text), q(full))
}
