package dev

import (
	"bytes"
	"slices"
)

// Delta is what a build changed in the site, as addresses in order: "/carte/", "/styles/site.css".
type Delta struct {
	Changed, Added, Removed []string
}

// Empty tells that the site is the same, byte for byte.
func (d Delta) Empty() bool { return len(d.Changed)+len(d.Added)+len(d.Removed) == 0 }

// compareSites compares bytes: as fast as any hash, and at once where a build handed out the same slice again.
func compareSites(before, after map[string][]byte) Delta {
	var d Delta
	for key, data := range after {
		old, had := before[key]
		switch {
		case !had:
			d.Added = append(d.Added, pageURL(key))
		case !sameBytes(old, data):
			d.Changed = append(d.Changed, pageURL(key))
		}
	}
	for key := range before {
		if _, ok := after[key]; !ok {
			d.Removed = append(d.Removed, pageURL(key))
		}
	}
	slices.Sort(d.Changed)
	slices.Sort(d.Added)
	slices.Sort(d.Removed)
	return d
}

func sameBytes(a, b []byte) bool {
	if len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] {
		return true
	}
	return bytes.Equal(a, b)
}
