package site

// Hours is when a place is open, for programs: the map's card and the page say with it whether it is open now. Only hours
// that hold without condition and are understood to the last word have one; all others are shown as text and nothing more.
//
// Times are those of clocks in Belgium. The last rule that matches a day is the one that counts, for the whole of it.
type Hours []HoursRule

// HoursRule is what holds on some days. Without Days, Nth and Holidays it is for every day of its Dates.
type HoursRule struct {
	Dates    [][2]int `json:"dates,omitempty"` // first and last day of each period of the year, as month*100+day: {1224, 102} passes New Year; none: the whole year
	Days     []int    `json:"days,omitempty"`  // of the week, 0: Monday
	Nth      [][2]int `json:"nth,omitempty"`   // a day of the week and which one of its month, from 1; -1: the last
	Holidays bool     `json:"ph,omitempty"`    // public holidays are named: on those days only such a rule is certain
	Times    [][2]int `json:"times,omitempty"` // from and to, in minutes from the day's midnight, in order and apart; to may lie in the next day (1500: 1:00); none: closed
}
