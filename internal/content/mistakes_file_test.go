package content

// delimiterMistakes are headers that do not open or close as they should.
var delimiterMistakes = []mistake{
	{name: "em dash opens", text: "—\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "two en dashes open", text: "––\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "four dashes open", text: "-" + ini(), want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "stars open", text: "***\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "toml", text: "+++\ntitre = \"Le Relais\"\n+++\ntexte\n", want: []string{"1:1 erreur en-tete-ouverture"}},
	{name: "json", text: "{\n\"titre\": \"Le Relais\"\n}\ntexte\n", want: []string{"1:1 erreur en-tete-ouverture"}},
	{name: "indented opening", text: "  " + ini(), want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "no-break space after the opening", text: "---\u00a0\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "code fence opens", text: "```yaml\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "yaml word", text: "---yaml\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "no opening", text: ini()[4:], want: []string{"1:1 erreur en-tete-sans-ouverture"}},
	{name: "no header", text: "# Le Relais\n\nUn texte.\n", want: []string{"1:1 erreur en-tete-absent", "1:1 conseil titre-de-niveau-1 +"}},
	{name: "a rule and text", text: "***\n\nUn texte.\n", want: []string{"1:1 erreur en-tete-absent"}},
	{name: "empty file", text: "", want: []string{"0:0 erreur fichier-vide"}},
	{name: "blank file", text: "\n \n", want: []string{"0:0 erreur fichier-vide"}},
	{name: "only dashes", text: "---", want: []string{"1:1 erreur en-tete-non-ferme", "1:1 erreur en-tete-vide"}},
	{name: "only dashes and an end of line", text: "---\n", want: []string{"1:1 erreur en-tete-non-ferme", "1:1 erreur en-tete-vide"}},
	{name: "empty header", text: "---\n---\ntexte\n", want: []string{"1:1 erreur en-tete-vide"}},
	{name: "header of remarks", text: "---\n# rien\n---\ntexte\n", want: []string{"1:1 erreur en-tete-vide"}},
	{name: "never closed", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n\n## Un titre\n\nUn texte.\n", want: []string{"1:1 erreur en-tete-non-ferme"}},
	{name: "never closed, no body", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n", want: []string{"1:1 erreur en-tete-non-ferme"}},
	{name: "never closed, and more", text: "---\ntitre: Le Relais : un lieu\nsecteurs: [precarite]\nnature: entreaide\ncommune: Namur\n\nUn texte.\n", want: []string{"1:1 erreur en-tete-non-ferme", "2:18 erreur deux-points +", "4:9 erreur valeur-inconnue +"}},
	{name: "closed by dots", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n...\nUn texte.\n\n---\n\nSuite.\n", want: []string{"6:1 erreur en-tete-fermeture +"}},
	{name: "closed by four dashes", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n----\nUn texte.\n", want: []string{"6:1 erreur en-tete-fermeture +"}},
	{name: "closed by an em dash", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n—\nUn texte.\n", want: []string{"6:1 erreur en-tete-fermeture +"}},
	{name: "closed by indented dashes", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n ---\nUn texte.\n", want: []string{"6:1 erreur en-tete-fermeture +"}},
	{name: "closed with text", text: "---\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n--- Un texte.\n", want: []string{"6:1 erreur en-tete-fermeture"}},
	{name: "both em dashes", text: "—\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n—\nUn texte.\n", want: []string{"1:1 erreur en-tete-ouverture +", "6:1 erreur en-tete-fermeture +"}},
	{name: "dashes inside a block", text: ini("resume: |", "  Un lieu.", "  ---", "  Pour tous."), want: []string{"8:3 erreur separateur-en-retrait +"}},
	{name: "blank lines first", text: "\n\n" + ini("nature: entreaide"), want: []string{"6:9 erreur valeur-inconnue +"}},
	{name: "bom, crlf", text: "\ufeff" + crlf(ini("nature: entreaide")), want: []string{"4:9 erreur valeur-inconnue +"}},
	{name: "bom and wrong opening", text: "\ufeff—\n" + ini()[4:], want: []string{"1:1 erreur en-tete-ouverture +"}},
	{name: "no end of line at the end", text: ini()[:len(ini())-1]},
}

func crlf(s string) string {
	out := ""
	for _, r := range s {
		if r == '\n' {
			out += "\r"
		}
		out += string(r)
	}
	return out
}

// encodingMistakes are files that are not UTF-8 text.
var encodingMistakes = []mistake{
	{name: "latin-1", text: ini("titre: Sant\xe9"), want: []string{"2:12 erreur encodage"}},
	{name: "windows-1252", text: ini("titre: L\x92Entra\xeede"), want: []string{"2:9 erreur encodage"}},
	{name: "latin-1 in the body", text: ini() + "Accueil \xe0 Namur.\n", want: []string{"8:9 erreur encodage"}},
	{name: "mostly utf-8", text: ini("titre: Santé") + "Accueil \xe0 Namur.\n", want: []string{"8:9 erreur encodage"}},
	{name: "utf-16 little", text: utf16("\ufeff"+ini(), false), want: []string{"1:1 erreur encodage-utf16"}},
	{name: "utf-16 big", text: utf16("\ufeff"+ini(), true), want: []string{"1:1 erreur encodage-utf16"}},
	{name: "utf-16 without mark", text: utf16(ini(), false), want: []string{"1:1 erreur encodage-utf16"}},
	{name: "nul", text: ini("titre: Le\x00Relais"), want: []string{"2:10 erreur octet-nul"}},
	{name: "nul in the body", text: ini() + "a\x00b\n", want: []string{"8:2 erreur octet-nul"}},
	{name: "cr only", text: crOnly(ini()), want: []string{"1:1 erreur fins-de-ligne"}},
	{name: "control characters", text: ini("titre: Le \x0bRelais") + "Un \x07 texte\n", want: []string{"2:11 erreur caractere-interdit +", "8:4 erreur caractere-interdit +", "8:4 avertissement caractere-invalide"}},
	{name: "garbled accents", text: ini("titre: SantÃ© et prÃ©caritÃ©") + "Lâ€™accueil\n", want: []string{"2:12 avertissement accents-abimes +", "8:2 avertissement accents-abimes +"}},
	{name: "legitimate Ã", text: ini("titre: Ã propos")},
	{name: "lone cr", text: ini("titre: Le Relais\rresume: x"), want: []string{"2:17 erreur fins-de-ligne"}},
	{name: "decomposed accents", text: ini("titre: Sante\u0301")},
}

func utf16(s string, big bool) string {
	out := []byte{}
	for _, r := range s {
		hi, lo := byte(r>>8), byte(r)
		if big {
			out = append(out, hi, lo)
		} else {
			out = append(out, lo, hi)
		}
	}
	return string(out)
}

func crOnly(s string) string {
	out := []byte(s)
	for i := range out {
		if out[i] == '\n' {
			out[i] = '\r'
		}
	}
	return string(out)
}
