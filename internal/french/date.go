package french

import (
	"strconv"
	"time"
)

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
	if day == 0 {
		return s
	}
	return Ordinal(day) + " " + s
}

// Weekday names the day of the week of a full civil date: "jeudi".
func Weekday(year, month, day int) string {
	names := [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	return names[time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()]
}

// Ordinal writes the day of a date: "1er", "2".
func Ordinal(day int) string {
	if day == 1 {
		return "1er"
	}
	return strconv.Itoa(day)
}
