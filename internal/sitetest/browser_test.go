package sitetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// browser starts one Chromium for all tests; it ends with the process, and its profile with the lab.
var browser = sync.OnceValues(func() (context.Context, error) {
	l, err := lab()
	if err != nil {
		return nil, err
	}
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		return nil, errors.New("Chromium is missing: make test installs it, or install Debian's package chromium")
	}
	profile, err := os.MkdirTemp(l.dir, "profile-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.UserDataDir(profile),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(ctx)
	l.stop = append(l.stop, stop, cancel)
	return ctx, chromedp.Do(ctx)
})

// tab is one tab of the browser, and what happens in it.
type tab struct {
	context.Context
	scriptless bool // scripts are off: nothing is waited for
	mu         sync.Mutex
	requests   []request
	console    []string
}

// request is one the page made.
type request struct {
	url, failure string
	id           network.RequestID
	status       int64
}

// newTab opens a tab that lasts as long as the test, phone-sized.
func newTab(t testing.TB) *tab {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	b := &tab{Context: ctx}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	b.see(t, view{width: 360})
	return b
}

// note keeps what the browser says of the page.
func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	find := func(id network.RequestID) *request {
		for i := range b.requests {
			if b.requests[i].id == id {
				return &b.requests[i]
			}
		}
		return &request{}
	}
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, request{url: e.Request.URL, id: e.RequestID})
	case *network.EventResponseReceived:
		find(e.RequestID).status = e.Response.Status
	case *network.EventLoadingFailed:
		find(e.RequestID).failure = e.ErrorText
	case *log.EventEntryAdded:
		b.console = append(b.console, fmt.Sprintf("%s: %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text))
	}
}

// open goes to an address and waits until the page is whole: its fonts, and its living map if it has one.
func (b *tab) open(t testing.TB, url string) {
	t.Helper()
	b.mu.Lock()
	b.requests, b.console = nil, nil
	b.mu.Unlock()
	if err := chromedp.Do(b, chromedp.Navigate(url)); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	eval[string](t, b, `document.fonts.ready.then(() => "")`)
	if !b.scriptless {
		b.until(t, `!document.querySelector("link.carte-donnees") || document.documentElement.dataset.carte === "prete" || !!document.querySelector(".panne")`)
	}
}

// until waits, a frame at a time, for something of the page to be so.
func (b *tab) until(t testing.TB, what string) {
	t.Helper()
	eval[string](t, b, `new Promise(done => { const look = () => `+what+` ? done("") : requestAnimationFrame(look); look(); })`)
}

// noScripts turns scripts off.
func (b *tab) noScripts(t testing.TB) {
	t.Helper()
	b.scriptless = true
	if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
}

// seen gives what the page asked for and what the browser said since open.
func (b *tab) seen() (requests []request, console []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.requests), slices.Clone(b.console)
}

// quiet checks that since open the page has asked for nothing but its own site's, and the browser has had nothing to say.
func (b *tab) quiet(t testing.TB, own string) {
	t.Helper()
	requests, console := b.seen()
	for _, r := range requests {
		if !strings.HasPrefix(r.url, own) {
			t.Errorf("asks for %s", r.url)
		}
	}
	if len(console) > 0 {
		t.Errorf("the console says %v", console)
	}
}

// view is how a page is looked at.
type view struct {
	width               int64
	dark, forced, print bool
}

func (v view) String() string {
	s := fmt.Sprintf("%d px", v.width)
	for _, w := range []struct {
		on   bool
		name string
	}{{v.dark, "dark"}, {v.forced, "forced colours"}, {v.print, "print"}} {
		if w.on {
			s += ", " + w.name
		}
	}
	return s
}

// see changes the view. Motion is always reduced: nothing is judged half-way through a transition.
func (b *tab) see(t testing.TB, v view) {
	t.Helper()
	scheme, forced, media := "light", "none", "screen"
	if v.dark {
		scheme = "dark"
	}
	if v.forced {
		forced = "active"
	}
	if v.print {
		media = "print"
	}
	emulated := emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulated); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(b, chromedp.EmulateViewport(v.width, 740)); err != nil {
		t.Fatal(err)
	}
	eval[string](t, b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(""))))`)
}

// eval gives the value of a script, a promise's included. It runs outside the page's content policy.
func eval[T any](t testing.TB, b *tab, script string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", strings.TrimSpace(script), err)
	}
	return v
}
