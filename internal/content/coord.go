package content

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/site"
)

const coordHint = "Copiez-les d'une carte : la latitude, une virgule, la longitude. Par exemple 50.8503, 4.3517."

var (
	decimal    = `([-+]?[0-9]{1,3})[.,]([0-9]+)`
	twoNumbers = regexp.MustCompile(`^\(?\s*` + decimal + `\s*(?:[,;/|]\s*|\s)\s*` + decimal + `\s*\)?$`)
	oneDecimal = regexp.MustCompile(`^[-+]?[0-9]{1,3}(?:[.,][0-9]*)?$`)
	inMapURL   = regexp.MustCompile(`(?:@|#map=[0-9.]+/|geo:|[?&](?:q|ll|query)=)(-?[0-9]{1,2}\.[0-9]+)(?:,|/|%2C)\s*(-?[0-9]{1,3}\.[0-9]+)`)
	bigNumber  = regexp.MustCompile(`[0-9]{4,}(?:[^.,0-9]|$)`)
)

// ParseCoord reads a position: latitude, longitude, in decimal degrees with a point.
func ParseCoord(text string) (site.Coord, *Flaw) {
	text = strings.TrimSpace(text)
	lat, lon, ok := strings.Cut(text, ",")
	lat, lon = strings.TrimRight(lat, " "), strings.TrimLeft(lon, " ")
	if !ok || !isDegrees(lat) || !isDegrees(lon) || decimalComma(text) {
		return site.Coord{}, coordFlaw(text)
	}
	return newCoord(lat, lon)
}

// isDegrees knows a number of at most three digits, with or without decimals.
func isDegrees(text string) bool {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	whole, decimals, point := strings.Cut(text, ".")
	return len(whole) >= 1 && len(whole) <= 3 && isDigits(whole) && (!point || decimals != "" && len(decimals) <= 20 && isDigits(decimals))
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// decimalComma knows "50,8503", one number with a French comma, from two.
func decimalComma(text string) bool {
	whole, rest, _ := strings.Cut(text, ",")
	return !strings.ContainsAny(text, ".") && rest != "" && !strings.HasPrefix(rest, " ") && len(whole) <= 3 && !strings.ContainsAny(rest, "+-") && len(rest) > 1
}

// newCoord puts two right numbers together; they may still be impossible or in the wrong order.
func newCoord(latText, lonText string) (site.Coord, *Flaw) {
	lat, _ := strconv.ParseFloat(latText, 64) // digits only: cannot fail
	lon, _ := strconv.ParseFloat(lonText, 64)
	switch {
	case math.Abs(lat) <= 90 && math.Abs(lon) <= 180:
		return site.Coord{Lat: lat, Lon: lon, Set: true}, nil
	case math.Abs(lon) <= 90 && math.Abs(lat) <= 180:
		return site.Coord{}, flaw("coordonnees-inversees", lonText+", "+latText, "", "La latitude vient d'abord, et elle va de -90 à 90 : les deux nombres sont inversés.")
	default:
		return site.Coord{}, flaw("coordonnees-invalides", "", coordHint, "%s, %s n'est nulle part : la latitude va de -90 à 90, la longitude de -180 à 180.", latText, lonText)
	}
}

// coordFlaw finds what was meant by something that is not two decimal numbers.
func coordFlaw(text string) *Flaw {
	if m := inMapURL.FindStringSubmatch(text); m != nil {
		return better("Ceci est l'adresse d'une carte : il faut seulement les deux nombres.", m[1], m[2])
	}
	if m := twoNumbers.FindStringSubmatch(text); m != nil {
		message := "Les deux nombres doivent être séparés par une virgule."
		if strings.Contains(text, m[1]+","+m[2]) {
			message = "Dans les coordonnées, les décimales s'écrivent avec un point, pas avec une virgule."
		}
		return better(message, m[1]+"."+m[2], m[3]+"."+m[4])
	}
	if lat, lon, ok := parseDegrees(text); ok {
		return better("Ces coordonnées sont en degrés, minutes, secondes : il faut deux nombres décimaux, sans N ni E.", lat, lon)
	}
	switch {
	case oneDecimal.MatchString(text):
		return flaw("coordonnees-incompletes", "", coordHint, "Il manque la longitude : %s n'est qu'un seul nombre.", q(text))
	case bigNumber.MatchString(text):
		return flaw("coordonnees-invalides", "", coordHint, "Le point des décimales manque dans %s.", q(text))
	default:
		return flaw("coordonnees-invalides", "", coordHint, "%s ne donne pas une latitude et une longitude.", q(text))
	}
}

// better proposes two numbers, if they are a position.
func better(message, lat, lon string) *Flaw {
	c, f := newCoord(strings.TrimPrefix(lat, "+"), strings.TrimPrefix(lon, "+"))
	if f != nil {
		if f.Better != "" {
			return flaw("coordonnees-invalides", f.Better, "", "%s", message)
		}
		return flaw("coordonnees-invalides", "", coordHint, "%s", message)
	}
	return flaw("coordonnees-invalides", formatCoord(c), "", "%s", message)
}

// formatCoord writes a position as the contract has it, with the decimals it has.
func formatCoord(c site.Coord) string { return formatDegrees(c.Lat) + ", " + formatDegrees(c.Lon) }

func formatDegrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var degreePart = regexp.MustCompile(`([-+]?[0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:°|º|deg|d)?\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′]\s*)?(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:["”″]|''|’’|′′)\s*)?`)

// parseDegrees reads degrees with letters or signs: 50°51'1"N 4°21'6"E, 50.8503° N, 4.3517° E, N 50.85 E 4.35.
func parseDegrees(text string) (lat, lon string, ok bool) {
	if !strings.ContainsAny(text, "°ºNSEWOnsewo") {
		return "", "", false
	}
	halves := splitDegrees(text)
	if halves == nil {
		return "", "", false
	}
	var values [2]float64
	var axes [2]byte
	for i, half := range halves {
		if values[i], axes[i], ok = oneDegree(half); !ok {
			return "", "", false
		}
	}
	if axes[0] == 'x' || axes[1] == 'y' { // the longitude was given first
		values[0], values[1] = values[1], values[0]
		axes[0], axes[1] = axes[1], axes[0]
	}
	if axes[0] == 'x' || axes[1] == 'y' {
		return "", "", false // twice the same axis
	}
	round := func(v float64) string { return formatDegrees(site.RoundCoord(v, 6)) }
	return round(values[0]), round(values[1]), true
}

var cardinal = regexp.MustCompile(`[NSEWO]`)

var compass = regexp.MustCompile(`(?i)\b(nord|sud|est|ouest|latitude|longitude|lat|lon|long)\b\.?\s*[:=]?`)

// splitDegrees cuts the text between latitude and longitude.
func splitDegrees(text string) []string {
	text = compass.ReplaceAllStringFunc(text, func(w string) string {
		switch c := w[0] | 0x20; {
		case c == 'l':
			return ""
		default:
			return strings.ToUpper(w[:1])
		}
	})
	text = strings.ToUpper(strings.TrimSpace(text))
	marks := cardinal.FindAllStringIndex(text, -1)
	switch {
	case len(marks) == 2 && marks[0][0] == 0:
		return []string{text[:marks[1][0]], text[marks[1][0]:]}
	case len(marks) == 2:
		return []string{text[:marks[0][1]], text[marks[0][1]:]}
	case len(marks) == 0:
		for _, sep := range []string{", ", ";", ",", " "} {
			if strings.Count(text, sep) == 1 {
				a, b, _ := strings.Cut(text, sep)
				return []string{a, b}
			}
		}
	}
	return nil
}

// oneDegree reads half of a position: its value, and its axis 'y' or 'x' when a letter tells it.
func oneDegree(text string) (v float64, axis byte, ok bool) {
	text = strings.Trim(text, " ,;\u00a0")
	sign := 1.0
	if i := strings.IndexAny(text, "NSEWO"); i >= 0 {
		switch text[i] {
		case 'N', 'S':
			axis = 'y'
		default:
			axis = 'x'
		}
		if strings.ContainsRune("SWO", rune(text[i])) {
			sign = -1
		}
		text = strings.TrimSpace(text[:i] + text[i+1:])
	}
	m := degreePart.FindStringSubmatch(text)
	if m == nil || len(m[0]) != len(text) {
		return 0, 0, false
	}
	for i, scale := range []float64{1, 60, 3600} {
		if m[i+1] == "" {
			continue
		}
		part, err := strconv.ParseFloat(strings.Replace(m[i+1], ",", ".", 1), 64)
		if err != nil || i > 0 && part >= 60 {
			return 0, 0, false
		}
		if part < 0 {
			sign, part = -sign, -part
		}
		v += part / scale
	}
	return sign * v, axis, true
}

// coordList reads the two numbers of a list, or the four that a decimal comma makes of them.
func coordList(items []string) (site.Coord, *Flaw) {
	switch len(items) {
	case 1:
		return ParseCoord(items[0])
	case 2:
		return ParseCoord(items[0] + ", " + items[1])
	case 4:
		return site.Coord{}, coordFlaw(fmt.Sprintf("%s,%s, %s,%s", items[0], items[1], items[2], items[3]))
	default:
		return site.Coord{}, flaw("coordonnees-invalides", "", coordHint, "Il faut deux nombres, la latitude et la longitude ; il y en a %d.", len(items))
	}
}
