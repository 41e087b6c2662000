package site

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
