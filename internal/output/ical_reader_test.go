package output

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A reader of iCalendar that shares no code with the writer, and forgives nothing of RFC 5545 that this site's files meet.

// icalProp is one content line (section 3.1).
type icalProp struct {
	value  string
	params map[string]string
}

// icalEvent is one VEVENT.
type icalEvent struct{ props map[string][]icalProp }

// icalObject is one file.
type icalObject struct {
	props  map[string][]icalProp
	zones  []string
	events []icalEvent
}

var (
	propLine  = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[^;:,"]+)*):(.*)$`)
	dateForm  = regexp.MustCompile(`^[0-9]{8}$`)
	localForm = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}$`)
	utcForm   = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z$`)
	badEscape = regexp.MustCompile(`^(?:[^\\,;]|\\[\\,;nN])*$`)
)

// text is a TEXT value, its escapes read (section 3.3.11).
func (e icalEvent) text(name string) string {
	if len(e.props[name]) == 0 {
		return ""
	}
	var b strings.Builder
	v := e.props[name][0].value
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' {
			if i++; v[i] == 'n' || v[i] == 'N' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(v[i])
	}
	return b.String()
}

// unfold checks the physical lines and joins them (section 3.1): CRLF ends each, none is longer than 75 octets, none cuts a
// character.
func unfold(text string) ([]string, error) {
	body, ok := strings.CutSuffix(text, "\r\n")
	if !ok {
		return nil, errors.New("the last line has no end")
	}
	var out []string
	for _, l := range strings.Split(body, "\r\n") {
		switch {
		case l == "":
			return nil, errors.New("an empty line")
		case strings.ContainsAny(l, "\r\n"):
			return nil, fmt.Errorf("a line ends otherwise than in CRLF: %q", l)
		case len(l) > 75:
			return nil, fmt.Errorf("%d octets in a line: %q", len(l), l)
		case !utf8.ValidString(l):
			return nil, fmt.Errorf("a character is cut in %q", l)
		case l[0] == ' ' && len(out) == 0:
			return nil, errors.New("the first line continues none")
		case l[0] == ' ':
			out[len(out)-1] += l[1:]
		default:
			out = append(out, l)
		}
	}
	for _, l := range out {
		if i := strings.IndexFunc(l, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }); i >= 0 {
			return nil, fmt.Errorf("a control character in %q", l)
		}
	}
	return out, nil
}

// readCalendar reads a whole file.
func readCalendar(text string) (*icalObject, error) {
	lines, err := unfold(text)
	if err != nil {
		return nil, err
	}
	c := &icalObject{props: map[string][]icalProp{}}
	var open []string
	props := c.props
	for n, l := range lines {
		m := propLine.FindStringSubmatch(l)
		if m == nil {
			return nil, fmt.Errorf("not a content line: %q", l)
		}
		name, value := m[1], m[3]
		switch {
		case n == 0 && l != "BEGIN:VCALENDAR", n > 0 && len(open) == 0:
			return nil, fmt.Errorf("outside of the calendar: %q", l)
		case name == "BEGIN":
			open = append(open, value)
			if n > 0 {
				props = map[string][]icalProp{}
			}
			if value == "VEVENT" {
				c.events = append(c.events, icalEvent{props})
			}
		case name == "END":
			if open[len(open)-1] != value {
				return nil, fmt.Errorf("%q ends %s", l, open[len(open)-1])
			}
			open = open[:len(open)-1]
		default:
			p := icalProp{value, map[string]string{}}
			for _, x := range strings.Split(m[2], ";")[1:max(1, strings.Count(m[2], ";")+1)] {
				k, v, _ := strings.Cut(x, "=")
				if p.params[k] != "" {
					return nil, fmt.Errorf("twice the same parameter in %q", l)
				}
				p.params[k] = v
			}
			props[name] = append(props[name], p)
			if name == "TZID" && open[len(open)-1] == "VTIMEZONE" {
				c.zones = append(c.zones, value)
			}
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%v is not ended", open)
	}
	return c, c.check()
}

// check wants what sections 3.4, 3.6 and 3.6.1 require.
func (c *icalObject) check() error {
	if len(c.props["PRODID"]) != 1 || len(c.props["VERSION"]) != 1 || c.props["VERSION"][0].value != "2.0" || len(c.events) == 0 {
		return errors.New("PRODID, VERSION:2.0 or any event is missing")
	}
	seen := map[string]bool{}
	for _, e := range c.events {
		if err := e.check(c.zones); err != nil {
			return err
		}
		if uid := e.text("UID"); seen[uid] {
			return fmt.Errorf("two events are %s", uid)
		}
		seen[e.text("UID")] = true
	}
	return nil
}

func (e icalEvent) check(zones []string) error {
	for _, once := range []string{"UID", "DTSTAMP", "DTSTART", "SUMMARY", "CATEGORIES", "STATUS"} {
		if len(e.props[once]) != 1 {
			return fmt.Errorf("%d %s in %v", len(e.props[once]), once, e.props)
		}
	}
	for name, ps := range e.props {
		if len(ps) > 1 {
			return fmt.Errorf("%d times %s", len(ps), name)
		}
		if slices.Contains([]string{"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "UID"}, name) && !badEscape.MatchString(ps[0].value) {
			return fmt.Errorf("%s is not a TEXT: %q", name, ps[0].value)
		}
	}
	for _, name := range []string{"DTSTAMP", "LAST-MODIFIED"} {
		if ps := e.props[name]; len(ps) > 0 && (!utcForm.MatchString(ps[0].value) || len(ps[0].params) > 0) {
			return fmt.Errorf("%s: %+v", name, ps[0])
		}
	}
	start := e.props["DTSTART"][0]
	for _, name := range []string{"DTSTART", "DTEND"} {
		for _, p := range e.props[name] {
			day := p.params["VALUE"] == "DATE" && dateForm.MatchString(p.value)
			hour := slices.Contains(zones, p.params["TZID"]) && localForm.MatchString(p.value)
			if !day && !hour || p.params["VALUE"] != start.params["VALUE"] {
				return fmt.Errorf("%s: %+v", name, p)
			}
		}
	}
	if end := e.props["DTEND"]; len(end) > 0 && end[0].value <= start.value {
		return fmt.Errorf("it ends at %s and starts at %s", end[0].value, start.value)
	}
	return nil
}
