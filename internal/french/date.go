package french

import "strconv"

var months = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// Month names a month, 1 to 12.
func Month(m int) string { return months[m] }

// Date writes a civil date in words: "1er mars 2022", "mars 2022" when day is 0, "2022" when month is 0.
func Date(year, month, day int) string {
	s := strconv.Itoa(year)
	if month == 0 {
		return s
	}
	s = months[month] + " " + s
	switch day {
	case 0:
		return s
	case 1:
		return "1er " + s
	default:
		return strconv.Itoa(day) + " " + s
	}
}
