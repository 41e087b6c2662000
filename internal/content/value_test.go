package content

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/site"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{"2022": "2022", "2022-02": "2022-02", "2022-02-14": "2022-02-14", "14/02/2022": "2022-02-14", "4/2/2022": "2022-02-04", " 2022 ": "2022", "2024-02-29": "2024-02-29"} {
		if d, f := ParseDate(text); f != nil || d.String() != want {
			t.Errorf("%q: %v %v", text, d, f)
		}
	}
	for text, better := range map[string]string{
		"2023-02-29": "", "2022-00-01": "", "2022-01-00": "", "00/00/2022": "", "": "", "22": "", "2022-2-4": "2022-02-04", "20220214": "2022-02-14", "14-02-2022": "2022-02-14",
		"14 février 2022": "2022-02-14", "14 fevr. 2022": "2022-02-14", "mardi 1er mars 2022": "2022-03-01", "Août 2021": "2021-08", "30 février 2022": "", "12/31/2022": "2022-12-31",
		"14.02.98": "1998-02-14", "2022-02-14 10:30": "2022-02-14", "depuis 2014": "", "31/12": "", "3 jui 2022": "", "-2022": "", "2022-": "",
	} {
		d, f := ParseDate(text)
		if f == nil || f.Better != better || !d.IsZero() {
			t.Errorf("%q: %v %+v, want %q", text, d, f, better)
		}
	}
}

// TestDateRoundTrip: every day of the calendar reads back from each of its forms, as itself.
func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := site.Date{Year: rapid.IntRange(1000, 2999).Draw(t, "year"), Month: rapid.IntRange(1, 12).Draw(t, "month")}
		d.Day = rapid.IntRange(1, site.DaysIn(d.Year, d.Month)).Draw(t, "day")
		if got, f := ParseDate(d.String()); f != nil || got != d {
			t.Fatalf("%s: %v %v", d, got, f)
		}
		if _, f := ParseDate(d.Words()); f == nil || f.Better != d.String() {
			t.Fatalf("%s: %+v", d.Words(), f)
		}
	})
}

func TestParseCoord(t *testing.T) {
	for text, want := range map[string]site.Coord{
		"50.8503, 4.3517": {Lat: 50.8503, Lon: 4.3517, Set: true}, "50.8503,4.3517": {Lat: 50.8503, Lon: 4.3517, Set: true}, " 50.8503 , 4.3517 ": {Lat: 50.8503, Lon: 4.3517, Set: true},
		"-33.9, +18.4": {Lat: -33.9, Lon: 18.4, Set: true}, "50, 4": {Lat: 50, Lon: 4, Set: true}, "50.5, 4": {Lat: 50.5, Lon: 4, Set: true},
	} {
		if c, f := ParseCoord(text); f != nil || c != want {
			t.Errorf("%q: %v %v", text, c, f)
		}
	}
	for text, better := range map[string]string{
		"50,8503, 4,3517": "50.8503, 4.3517", "50,85; 4,35": "50.85, 4.35", "50.8503 4.3517": "50.8503, 4.3517", "50.8503;4.3517": "50.8503, 4.3517", "(50.8503, 4.3517)": "50.8503, 4.3517",
		"50.8503/4.3517": "50.8503, 4.3517", "50,85": "", "50.85": "", "": "", "50.85,": "", ", 4.35": "", "200, 4": "", "150.85, 4.35": "4.35, 150.85",
		"50°51'1\"N 4°21'6\"E": "50.850278, 4.351667", "50° 51.018' N, 4° 21.102' E": "50.8503, 4.3517", "50.8503N, 4.3517E": "50.8503, 4.3517", "N50.85 E4.35": "50.85, 4.35",
		"4.3517° E, 50.8503° N": "50.8503, 4.3517", "33.9 S, 70.6 O": "-33.9, -70.6", "lat: 50.85, lon: 4.35": "50.85, 4.35", "50°70'N 4°E": "", "50 N 4 N": "",
		"geo:50.8503,4.3517": "50.8503, 4.3517", "https://www.openstreetmap.org/?mlat=1#map=17/50.8503/4.3517": "50.8503, 4.3517", "rue Haute 12": "",
	} {
		c, f := ParseCoord(text)
		if f == nil || f.Better != better || c.Set {
			t.Errorf("%q: %v %+v, want %q", text, c, f, better)
		}
	}
}

// TestCoordForms: whatever way a position is written, what is proposed is that position.
func TestCoordForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := site.Coord{Lat: math.Round(rapid.Float64Range(49.5, 51.5).Draw(t, "lat")*1e4) / 1e4, Lon: math.Round(rapid.Float64Range(2.5, 6.4).Draw(t, "lon")*1e4) / 1e4, Set: true}
		if got, f := ParseCoord(formatCoord(c)); f != nil || got != c {
			t.Fatalf("%s: %v %v", formatCoord(c), got, f)
		}
		lat, lon := formatDegrees(c.Lat), formatDegrees(c.Lon)
		if !strings.Contains(lat, ".") || !strings.Contains(lon, ".") {
			return
		}
		comma := strings.NewReplacer(".", ",")
		for _, text := range []string{comma.Replace(lat) + "; " + comma.Replace(lon), comma.Replace(lat) + ", " + comma.Replace(lon), lat + " " + lon, lat + "°N " + lon + "°E", lon + "E, " + lat + "N"} {
			if _, f := ParseCoord(text); f == nil || f.Better != formatCoord(c) {
				t.Fatalf("%q: %+v, want %s", text, f, formatCoord(c))
			}
		}
	})
}

func TestHours(t *testing.T) {
	for text, want := range map[string]string{
		"Mo-Fr 09:00-17:00":                             "Lundi au vendredi : 9 h – 17 h",
		"Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00": "Lundi au vendredi : 9 h – 12 h et 13 h – 17 h / Samedi : 10 h – 12 h",
		"Mo,We,Fr 09:30-12:15":                          "Lundi, mercredi et vendredi : 9 h 30 – 12 h 15",
		"PH off":                                        "Fermé les jours fériés",
		"PH,SH off":                                     "Fermé les jours fériés et pendant les vacances scolaires",
		"PH 10:00-12:00":                                "Jours fériés : 10 h – 12 h",
		"SH Mo-Fr 10:00-12:00":                          "",
		"24/7":                                          "Tous les jours, jour et nuit",
		"Mo[1] 14:00-16:00":                             "Premier lundi du mois : 14 h – 16 h",
		"Mo[1,3] 14:00-16:00":                           "Premier et troisième lundi du mois : 14 h – 16 h",
		"Th[-1] 18:00-20:00":                            "Dernier jeudi du mois : 18 h – 20 h",
		"Mo[1-2] 14:00-16:00":                           "Premier et deuxième lundi du mois : 14 h – 16 h",
		"09:00-17:00":                                   "Tous les jours : 9 h – 17 h",
		"Mo-Su 09:00-17:00":                             "Tous les jours : 9 h – 17 h",
		"Sa-Su 10:00-18:00":                             "Samedi et dimanche : 10 h – 18 h",
		"Su off":                                        "Fermé le dimanche",
		"Sa-Su off":                                     "Fermé le samedi et le dimanche",
		"Mo-We off":                                     "Fermé du lundi au mercredi",
		"Fr-Mo 20:00-02:00":                             "Vendredi au lundi : 20 h – 2 h (la nuit)",
		"Mo-Fr 09:00-17:00 \"sur rendez-vous\"":         "Lundi au vendredi : 9 h – 17 h (sur rendez-vous)",
		"\"sur rendez-vous\"":                           "Sur rendez-vous",
		"Tu 19:00+":                                     "Mardi : à partir de 19 h",
		"Jul-Aug off":                                   "Fermé de juillet à août",
		"Aug off":                                       "Fermé en août",
		"Apr-Oct Mo-Fr 09:00-17:00":                     "D'avril à octobre, lundi au vendredi : 9 h – 17 h",
		"Jul-Aug 10:00-12:00":                           "De juillet à août, tous les jours : 10 h – 12 h",
		"Dec 25 off":                                    "Fermé le 25 décembre",
		"Dec 24-Jan 01 off":                             "Fermé du 24 décembre au 1er janvier",
		"Dec 24-26 off":                                 "Fermé du 24 au 26 décembre",
		"Mo-Fr 00:00-24:00":                             "Lundi au vendredi : jour et nuit",
		"Mo-Fr 09:00-17:00;":                            "Lundi au vendredi : 9 h – 17 h",
		"Mo closed":                                     "Fermé le lundi",
		"off":                                           "Fermé",
		"Mo":                                            "Lundi : ouvert",
		"Mo-Fr":                                         "Lundi au vendredi : ouvert",
		"off \"travaux; réouverture en mai\"":           "Fermé (travaux; réouverture en mai)",
		"Mo,Tu 09:00-12:00; We-Th off":                  "Lundi et mardi : 9 h – 12 h / Fermé le mercredi et le jeudi",
		"Mo-Fr 9:00-17:00":                              "", "mo-fr 09:00-17:00": "", "Lu 09:00-17:00": "", "Mo-Fr 09:00-09:00": "", "Mo-Fr 24:00-25:00": "", "Mo[6] 10:00-11:00": "", ";": "", "": "",
		"Mo-Fr sunrise-sunset": "", "week 1-10 Mo 10:00-12:00": "", "2026 Jan off": "", "Feb 30 off": "", "Mo 09:00-17:00 || \"x\"": "", "Mo-Fr 09:00–17:00": "", "\"\"": "", "Mo[1] off,": "",
	} {
		lines, _, f := ParseHours(text)
		got := strings.ReplaceAll(strings.Join(lines, " / "), nbsp, " ")
		if want == "" {
			if f == nil {
				t.Errorf("%q: accepted as %q", text, got)
			}
			continue
		}
		if f != nil || got != want {
			t.Errorf("%q\n got %q %+v\nwant %q", text, got, f, want)
		}
	}
}

func TestGuessHours(t *testing.T) {
	for text, want := range map[string]string{
		"Lu-Ve 9h-17h": "Mo-Fr 09:00-17:00", "lundi au vendredi 9h-12h et 13h-17h": "Mo-Fr 09:00-12:00,13:00-17:00", "Lundi: 9h-12h, mardi: 14h-16h": "Mo 09:00-12:00; Tu 14:00-16:00",
		"du lundi au vendredi de 9h30 à 17h": "Mo-Fr 09:30-17:00", "lu, me et ve 9-12": "Mo,We,Fr 09:00-12:00", "mo-fr 9:00-17:00": "Mo-Fr 09:00-17:00", "tous les jours 10h-18h": "Mo-Su 10:00-18:00",
		"Lundi – Vendredi : 9 h – 17 h": "Mo-Fr 09:00-17:00", "week-end 10h-12h": "Sa-Su 10:00-12:00", "9h-17h": "09:00-17:00", "Mo-Fr 09.00-17.00": "Mo-Fr 09:00-17:00",
		"24h/24 7j/7": "24/7", "7j/7 24h/24": "", "fermé les jours fériés": "PH off", "lundi fermé": "Mo off", "mardi 9h-midi": "Tu 09:00-12:00", "sur rdv": `"sur rendez-vous"`,
		"Mo-Fr 9h-17h; Sa fermé": "Mo-Fr 09:00-17:00; Sa off", "selon la météo": "", "lundi ou mardi": "", "fermé": "off", "9h": "", "lundi 9h à 17h et mercredi 14h à 16h": "Mo 09:00-17:00; We 14:00-16:00",
		"Mo-Fr 09:00–17:00": "Mo-Fr 09:00-17:00", "1er lundi du mois": "",
	} {
		if got := guessHours(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestExamples: what the documentation gives as an example is right.
func TestExamples(t *testing.T) {
	for _, k := range site.Kinds {
		var lines []string
		for _, f := range Fields(reflect.TypeOf(k.New())) {
			switch {
			case f.Key == "brouillon" || f.Key == "personne":
			case f.Kind == Group:
				var sub []string
				for _, g := range f.Fields {
					if g.Example != "" {
						sub = append(sub, g.Key+": "+inFlowOrList(g))
					}
				}
				lines = append(lines, f.Key+": {"+strings.Join(sub, ", ")+"}")
			case f.Example != "":
				lines = append(lines, f.Key+": "+f.Example)
			}
			if f.Doc == "" || strings.ToLower(f.Key) != f.Key {
				t.Errorf("%s.%s: no documentation", k.Name, f.Key)
			}
		}
		name := "/exemple.md"
		if k.Name == "rapport" {
			name = "/2020.md" // its year is its address
		}
		list := problems(k.Dir+name, head(lines...))
		if len(list) > 0 {
			t.Errorf("%s: %v\n%s", k.Name, brief(list), strings.Join(lines, "\n"))
		}
	}
}

func inFlowOrList(f Field) string {
	if f.List {
		return f.Example
	}
	return inFlow(f.Example)
}

func TestFields(t *testing.T) {
	byPath := map[string]Field{}
	for _, f := range Fields(reflect.TypeFor[site.Initiative]()) {
		byPath[f.Path] = f
		for _, g := range f.Fields {
			byPath[g.Path] = g
		}
	}
	type brief struct {
		Go             string
		Kind           Kind
		List, Required bool
	}
	for path, want := range map[string]brief{
		"titre":            {"Base.Titre", Text, false, true},
		"secteurs":         {"Secteurs", Text, true, true},
		"brouillon":        {"Base.Brouillon", YesNo, false, false},
		"coordonnees":      {"Coordonnees", Position, false, false},
		"depuis":           {"Depuis", Day, false, false},
		"partenaires":      {"Partenaires", Reference, true, false},
		"contact":          {"Contact", Group, false, false},
		"contact.courriel": {"Contact.Courriel", Text, false, false},
		"chiffres.valeur":  {"Chiffres.Valeur", Text, false, true},
		"acces.langues":    {"Acces.Langues", Text, true, false},
	} {
		f := byPath[path]
		if diff := cmp.Diff(want, brief{f.Go, f.Kind, f.List, f.Required}); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if byPath["resume"].Max != 300 || byPath["etat"].Enum[0] != "active" || byPath["secteurs"].Vocab != "secteurs" {
		t.Error("max, enum or vocab is lost")
	}
}
