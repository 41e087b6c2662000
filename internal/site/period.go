package site

import "enrouteweb.org/balise/internal/french"

// Words writes a period in French: "du 17 au 18 juillet 2020", "d’octobre 2020 à mai 2021", "jusqu’au 3 mars 2020"; its
// first date alone when it has no end or ends as it begins.
func (p Period) Words() string {
	from, to := p.Debut, p.Fin
	switch {
	case to.IsZero() || from == to:
		return from.Words()
	case from.IsZero() && to.Full():
		return "jusqu’au " + to.Words()
	case from.IsZero():
		return "jusqu’en " + to.Words()
	case from.Full():
		return "du " + from.shortOf(to) + " " + until(to)
	}
	return french.De(from.shortOf(to)) + " " + until(to)
}

func until(to Date) string {
	if to.Full() {
		return "au " + to.Words()
	}
	return "à " + to.Words()
}

// shortOf writes a date without what a later one of the same precision, written after it, says for both.
func (d Date) shortOf(to Date) string {
	switch {
	case d.Year != to.Year || d.Full() != to.Full() || d.Month == 0 || to.Month == 0:
		return d.Words()
	case d.Full() && d.Month == to.Month:
		return french.Ordinal(d.Day)
	case d.Full():
		return french.Ordinal(d.Day) + " " + french.Month(d.Month)
	}
	return french.Month(d.Month)
}
