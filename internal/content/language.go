package content

import (
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// languages are the codes of ISO 639-1.
const languages = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy " +
	"ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv " +
	"mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw " +
	"ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

// languageNames are the languages one meets here, as editors may type them; folded.
var languageNames = map[string]string{
	"francais": "fr", "neerlandais": "nl", "flamand": "nl", "allemand": "de", "anglais": "en", "arabe": "ar", "turc": "tr", "italien": "it", "espagnol": "es",
	"portugais": "pt", "polonais": "pl", "roumain": "ro", "russe": "ru", "ukrainien": "uk", "bulgare": "bg", "albanais": "sq", "grec": "el", "wallon": "wa",
	"lingala": "ln", "swahili": "sw", "wolof": "wo", "kinyarwanda": "rw", "kirundi": "rn", "persan": "fa", "farsi": "fa", "pachto": "ps", "kurde": "ku",
	"tigrigna": "ti", "amharique": "am", "somali": "so", "armenien": "hy", "georgien": "ka", "chinois": "zh", "peul": "ff", "serbe": "sr", "tchetchene": "ce",
	"nederlands": "nl", "deutsch": "de", "english": "en", "dutch": "nl", "french": "fr", "german": "de", "vlaams": "nl",
	"fra": "fr", "fre": "fr", "nld": "nl", "dut": "nl", "deu": "de", "ger": "de", "eng": "en", "ara": "ar", "tur": "tr", "ita": "it", "spa": "es", "por": "pt",
}

// isLanguage tells whether a word is a code of ISO 639-1.
func isLanguage(code string) bool {
	return len(code) == 2 && code == strings.ToLower(code) && strings.Contains(languages, " "+code+" ")
}

// checkLanguage accepts two letters.
func checkLanguage(text string) (string, *Flaw) {
	if isLanguage(text) {
		return text, nil
	}
	folded := french.Fold(text)
	if code := languageNames[folded]; code != "" {
		return "", flaw("langue-inconnue", code, "", "Une langue s'écrit avec son code de deux lettres, et non %s.", q(text))
	}
	if base, _, ok := strings.Cut(strings.ReplaceAll(folded, "_", "-"), "-"); (ok || folded != text) && isLanguage(base) {
		return "", flaw("langue-inconnue", base, "", "Une langue s'écrit avec son code de deux lettres, et non %s.", q(text))
	}
	return "", flaw("langue-inconnue", "", "Les plus courants : fr, nl, de, en, ar, tr.", "%s n'est pas le code de deux lettres d'une langue.", q(text))
}
