package sitetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// told is what an initiative's page says of its check and of its hours.
type told struct {
	Check, Date, Now, Hours string
	Old                     bool
}

const tell = `(() => {
	const text = s => document.querySelector(s)?.innerText.replaceAll("\u00a0", " ") ?? "";
	return {check: text(".identite .verifie"), date: document.querySelector(".verifie time").dateTime, now: text(".identite .maintenant"),
		hours: text("[data-horaires]"), old: !!document.querySelector(".perimee")}; })()`

// at makes the pages opened from now on believe in a moment, on a device at the other end of the world.
func (b *tab) at(t *testing.T, moment string) {
	t.Helper()
	clock := fmt.Sprintf(`{ const Real = Date, now = Real.parse(%q);
		globalThis.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [now])); } static now() { return now; } }; }`, moment)
	if _, err := chromedp.Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: clock}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Pacific/Auckland"}); err != nil {
		t.Fatal(err)
	}
}

// checkedIn finds the page of an initiative that was checked in a month and has these hours.
func (s *site) checkedIn(t *testing.T, month, hours string) *page {
	t.Helper()
	for _, p := range s.pages {
		dated, open := false, false
		for _, n := range p.nodes {
			dated = dated || n.Data == "time" && strings.HasPrefix(attr(n, "datetime"), month)
			open = open || n.Data == "ul" && strings.Contains(attr(n, "data-horaires"), hours)
		}
		if dated && open {
			return p
		}
	}
	t.Fatalf("no page is checked in %s and open %s", month, hours)
	return nil
}

// TestPageKnowsTheTime: what the script adds to the page of an initiative, by Belgian clocks whatever the device's zone. The
// date of the check is never another; what is old is not said to be open.
func TestPageKnowsTheTime(t *testing.T) {
	s := sites(t)["corpus"]
	p := s.checkedIn(t, "2026-01", `"days":[0,1,2,3,4],"times":[[540,1020]]`)
	const warning = "plus d’un an : téléphonez ou écrivez avant de venir."
	for _, c := range []struct {
		moment, ago, now string
		old              bool
	}{
		{"2026-06-29T10:00:00Z", "(il y a 5 mois)", "Ouvert maintenant. Ferme à 17 h", false}, // a Monday
		{"2026-06-29T15:30:00Z", "(il y a 5 mois)", "Fermé maintenant. Ouvre demain à 9 h", false},
		{"2026-07-21T10:00:00Z", "", "", false}, // the national holiday, of which these hours say nothing
		{"2027-02-01T10:00:00Z", "(il y a un an)", "", true},
		{"2025-12-01T10:00:00Z", "", "", false}, // the device's clock is wrong
	} {
		t.Run(c.moment, func(t *testing.T) {
			b := newTab(t)
			b.at(t, c.moment)
			b.open(t, s.url+p.url())
			got := eval[told](t, b, tell)
			if !strings.HasPrefix(got.Check, "Vérifié le ") || !strings.Contains(got.Check, c.ago) || c.moment < "2026" && strings.Contains(got.Check, "(") || !strings.HasPrefix(got.Date, "2026-01-") {
				t.Errorf("%+v: %+v", c, got)
			}
			if got.Now != c.now || got.Old != c.old || strings.Contains(got.Check, warning) != c.old || got.Hours != "Lundi au vendredi : 9 h – 17 h" {
				t.Errorf("%+v: %+v", c, got)
			}
		})
	}
}
