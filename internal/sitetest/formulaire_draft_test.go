package sitetest

import (
	"strings"
	"testing"
)

// TestDraft: it comes back after a reload, and goes when it is told to.
func TestDraft(t *testing.T) {
	const kept = `Object.keys(localStorage).length + " " + (localStorage["balise:formulaire:/formulaires/demande/"] ?? "").includes("Le Relais")`
	b := demande(t, `globalThis.confirm = () => globalThis.sure ?? false`)
	b.fill(t, "Un besoin.")
	b.until(t, kept+` === "1 true"`)
	b.openForm(t)
	if got := b.text(t, ".garde [role=status]"); !strings.HasPrefix(got, "Votre brouillon du ") || !strings.HasSuffix(got, " est revenu.") {
		t.Errorf("back, it says %q", got)
	}
	const values = `[document.querySelector("#q-organisation_").value, document.querySelector("#q-besoin_").value, ...[...document.querySelectorAll("[name^=q-publics]")].map(e => e.checked)].join()`
	if got := eval[string](t, b, values); got != "Le Relais,Un besoin.,true,false,true" {
		t.Errorf("back: %s", got)
	}
	b.click(t, "Effacer mes réponses")
	if eval[string](t, b, kept) != "1 true" {
		t.Error("erased, though the visitor was not sure")
	}
	eval[string](t, b, `(globalThis.sure = true, "")`)
	b.click(t, "Effacer mes réponses")
	if got := eval[string](t, b, kept+`+" "+`+values); got != "0 false ,,false,false,false" {
		t.Errorf("erased: %s", got)
	}
	b.openForm(t)
	if got := b.text(t, ".garde [role=status]"); got != "" {
		t.Errorf("after it was erased: %q", got)
	}
}

// TestDraftRefused: on a shared device nothing stays, for as long as the tab is open; the text says so.
func TestDraftRefused(t *testing.T) {
	b := demande(t, "")
	b.fill(t, "Un besoin.")
	b.until(t, `localStorage.length === 1`)
	b.click(t, "Ne pas garder mes réponses")
	b.until(t, `localStorage.length === 0`)
	eval[string](t, b, `(document.querySelector("#q-nombre_").focus(), "")`)
	b.typeIn(t, "3")
	eval[string](t, b, `(dispatchEvent(new Event("pagehide")), "")`)
	b.openForm(t)
	if got := eval[string](t, b, `localStorage.length + " " + document.querySelector("#q-nombre_").value + document.querySelector("#ne-pas-garder_").checked`); got != "0 true" {
		t.Errorf("after a reload: %s", got)
	}
	if said := b.text(t, ".garde"); !strings.HasPrefix(said, "Vos réponses ne sont gardées nulle part") {
		t.Errorf("it says %q", said)
	}
}

// TestNoStorage: where the browser keeps nothing, nothing is promised, and all the rest works.
func TestNoStorage(t *testing.T) {
	b := demande(t, `for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, {get() { throw new DOMException("no", "SecurityError") }})`)
	if said := b.text(t, ".garde"); said != "Vos réponses ne sont gardées nulle part : ne fermez pas cette page avant d’avoir fini." {
		t.Errorf("it says %q", said)
	}
	b.fill(t, "Un besoin.")
	b.click(t, "Vérifier et préparer")
	if got := b.text(t, ".pret h2"); got != "Vos réponses sont prêtes" {
		t.Errorf("at the end: %q", got)
	}
	if _, console := b.seen(); len(console) > 0 {
		t.Errorf("console: %v", console)
	}
}
