package content

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

var (
	atWord   = regexp.MustCompile(`(?i)\s*(?:[(\[{<]\s*(?:at|arobase|@|a)\s*[)\]}>]|\s(?:at|arobase)\s)\s*`)
	dotWord  = regexp.MustCompile(`(?i)\s*[(\[{]\s*(?:dot|point|\.)\s*[)\]}]\s*|\s(?:dot|point)\s`)
	inAngles = regexp.MustCompile(`^.*<([^<>\s]+@[^<>\s]+)>$`)
	markLink = regexp.MustCompile(`^\[[^\]]*\]\(\s*([^)\s]+)\s*\)$`)
)

// checkMail accepts one address, bare.
func checkMail(text string) (string, *Flaw) {
	if isMail(text) {
		return text, nil
	}
	hint := "Une adresse s'écrit comme info@exemple.be."
	if strings.Count(text, "@") > 1 {
		hint = "Une seule adresse ici : gardez la principale."
	}
	return "", flaw("courriel-invalide", guessMail(text), hintOr(guessMail(text), hint), "%s n'est pas une adresse électronique.", q(text))
}

// isMail knows an address of the plain sort, all that mail services give; it is stricter than the standard.
func isMail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	if !ok || name == "" || len(text) > 254 || name[0] == '.' || name[len(name)-1] == '.' || strings.Contains(text, "..") {
		return false
	}
	for i := range len(name) {
		if c := name[i]; !isASCIIWord(c) && strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", c) < 0 {
			return false
		}
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || len(host)-dot < 3 || strings.ContainsAny(host[dot+1:], "0123456789-_") {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return false
			}
		}
	}
	return true
}

// hintOr keeps the hint only when there is no better value to propose.
func hintOr(better, hint string) string {
	if better != "" {
		return ""
	}
	return hint
}

// guessMail undoes what people write in place of an address.
func guessMail(text string) string {
	t := text
	if m := inAngles.FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	if m := markLink.FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	t = strings.TrimPrefix(strings.TrimSpace(t), "mailto:")
	if !strings.Contains(t, "@") {
		t = atWord.ReplaceAllString(t, "@")
	}
	t = dotWord.ReplaceAllString(t, ".")
	t = strings.Trim(t, " .,;<>")
	if name, host, ok := strings.Cut(t, "@"); ok && !strings.Contains(host, "@") {
		if !strings.ContainsAny(host, " ;") {
			host = strings.ReplaceAll(host, ",", ".")
		}
		t = strings.TrimSpace(name) + "@" + strings.TrimSpace(host)
	}
	if t == text || !isMail(t) {
		return ""
	}
	return t
}

// checkPhone accepts a number as people write it: 3 to 15 digits, with spaces, +, /, . and brackets.
func checkPhone(text string) (string, *Flaw) {
	digits := countDigits(text)
	if isPhone(text) {
		return text, nil
	}
	const hint = "Un numéro s'écrit comme 081 12 34 56, +32 487 12 34 56 ou 107."
	switch cured := strings.TrimSpace(strings.TrimPrefix(strings.NewReplacer("O", "0", "o", "0").Replace(trimPhone(text)), "tel:")); {
	case cured != text && isPhone(cured):
		return "", flaw("telephone-invalide", cured, "", "%s n'est pas un numéro de téléphone.", q(text))
	case digits > 15 && !strings.ContainsFunc(text, unicode.IsLetter):
		return "", flaw("telephone-invalide", "", "Un seul numéro ici : gardez le principal.", "%s est trop long pour un numéro de téléphone.", q(text))
	case digits >= 3 && strings.ContainsFunc(text, unicode.IsLetter):
		return "", flaw("telephone-invalide", "", "Ne gardez que le numéro ; dites le reste dans le texte de la fiche.", "%s contient autre chose qu'un numéro de téléphone.", q(text))
	default:
		return "", flaw("telephone-invalide", "", hint, "%s n'est pas un numéro de téléphone.", q(text))
	}
}

// isPhone tells of 3 to 15 digits and what people put between them.
func isPhone(text string) bool {
	if n := countDigits(text); n < 3 || n > 15 || strings.Count(text, "(") != strings.Count(text, ")") {
		return false
	}
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9' || r == '+' && i == 0:
		case strings.ContainsRune(" /.()–-\u00a0\u202f\u2009", r):
		default:
			return false
		}
	}
	return true
}

// trimPhone takes off the words people put before a number: "tél. 081 …", "Tel: 081 …".
func trimPhone(text string) string {
	return phoneWord.ReplaceAllString(text, "")
}

var phoneWord = regexp.MustCompile(`(?i)^(?:t[eé]l(?:[eé]phone)?|gsm|mobile|num[eé]ro|n°|☎|📞)\s*[.:]*\s*`)

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// checkURL accepts an address of the Web, whole.
func checkURL(text string) (string, *Flaw) {
	if isWebURL(text) {
		return text, nil
	}
	if better := guessURL(text); better != "" {
		return "", flaw("adresse-web-invalide", better, "", "%s n'est pas une adresse Web complète.", q(text))
	}
	hint := "Une adresse Web commence par https:// : par exemple https://exemple.be."
	if escaped := strings.ReplaceAll(text, " ", "%20"); isWebURL(escaped) {
		return "", flaw("adresse-web-invalide", escaped, "", "Une adresse Web ne contient pas d'espace.")
	}
	if scheme, _, ok := strings.Cut(text, ":"); ok && !strings.ContainsAny(scheme, " ./") && !strings.HasPrefix(scheme, "http") {
		return "", flaw("adresse-web-invalide", "", hint, "Une adresse en %s n'est pas permise ici.", q(scheme+":"))
	}
	return "", flaw("adresse-web-invalide", "", hint, "%s n'est pas une adresse Web.", q(text))
}

// isWebURL wants a scheme of the Web, a host with a dot, and nothing a browser would have to guess.
func isWebURL(text string) bool {
	if strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"\\`{}", r)
	}) {
		return false
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Opaque != "" {
		return false
	}
	host := u.Hostname()
	i := strings.LastIndexByte(host, '.')
	return i > 0 && len(host)-i > 2 && !strings.Contains(host, "..") && !strings.HasPrefix(host, ".") && hostForm.MatchString(host)
}

var (
	hostForm   = regexp.MustCompile(`^[\pL\pN.-]+$`)
	badScheme  = regexp.MustCompile(`(?i)^(?:h?t+p+s?|hhtps?)\s*(?:[:;]\s*/*|/+|:\\\\)\s*`)
	domainLike = regexp.MustCompile(`(?i)^(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+[a-z]{2,}(?:[:/?#].*)?$`)
)

// guessURL completes an address that leaves no doubt.
func guessURL(text string) string {
	t := strings.Trim(text, " <>")
	if m := markLink.FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	if isWebURL(t) {
		return t
	}
	t = badScheme.ReplaceAllString(t, "")
	t = strings.TrimLeft(t, "/\\: ")
	if !domainLike.MatchString(t) || strings.Contains(t, "@") {
		return ""
	}
	if t = "https://" + t; isWebURL(t) {
		return t
	}
	return ""
}
