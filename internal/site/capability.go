package site

import "enrouteweb.org/balise/internal/diag"

// Located is what has a place: the map takes all of it.
type Located interface {
	Entry
	Where() Place
}

// Dated is what feeds order by date.
type Dated interface {
	Entry
	When() Date
}

// Scheduled is what happens at a time: the agenda takes all of it.
type Scheduled interface {
	Entry
	Occurrences() []Occurrence
}

// Ordered is what comes in an order of its own in lists: the lower rank first, then the French order of titles.
type Ordered interface {
	Entry
	Rank() int
}

// Checked is what has rules between its keys.
type Checked interface {
	Entry
	Check(report func(Problem))
}

// Problem is something wrong at a key of an entry's header: "fin", "seances.2.date" for one of a list, from 0.
type Problem struct {
	Severity      diag.Severity // an Erreur when nothing is said
	Key, Code     string
	Other         string // the key whose value it clashes with; "" when it is wrong by itself
	Message, Hint string
}

// inOrder refuses an end that comes before its beginning. key is the end's.
func inOrder(key string, from, to Date, report func(Problem)) {
	if to.before(from) {
		report(Problem{Key: key, Code: "fin-avant-debut", Message: "La fin (" + to.Words() + ") vient avant le début (" + from.Words() + ").", Hint: "Corrigez l'une des deux dates."})
	}
}

// newest gives the latest date, zero when all are.
func newest(ds ...Date) Date {
	var out Date
	for _, d := range ds {
		if d.Compare(out) > 0 {
			out = d
		}
	}
	return out
}
