package sitetest

import (
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The benchmarks of "make bench-carte". Times are of this machine and this moment: each is told with its spread, and with
// its ratio to a page of the same run.

// measures are what a benchmark saw, by name, one value a run.
type measures map[string][]float64

// report gives the median of each measure, and how far apart its runs were.
func (m measures) report(b *testing.B) {
	for name, values := range m {
		slices.Sort(values)
		b.ReportMetric(values[len(values)/2], name)
		b.Logf("%s: %.0f (%.0f to %.0f, n=%d)", name, values[len(values)/2], values[0], values[len(values)-1], len(values))
	}
	b.ReportMetric(0, "ns/op") // the whole loop's time means nothing here
}

// zipped serves a site as hosts do, compressed: without it the slow network would be judged by the wrong bytes.
func zipped(b *testing.B, s *site) string {
	b.Helper()
	plain := serve(s.dir, s.root)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".woff2") {
			plain.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		plain.ServeHTTP(zipWriter{w, z}, r)
	}))
	b.Cleanup(server.Close)
	return server.URL + s.root
}

type zipWriter struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipWriter) Write(p []byte) (int, error) { return w.z.Write(p) }
func (w zipWriter) WriteHeader(code int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(code)
}

// BenchmarkCarteSlow: 300 initiatives on a slow 4G (1.47 Mbit/s, 562 ms) and a processor four times slower: first paint,
// map ready, and how long the page was deaf (the sum of what long tasks take beyond 50 ms).
func BenchmarkCarteSlow(b *testing.B) {
	url := zipped(b, mapOf300(b))
	m := measures{}
	for b.Loop() {
		t := newTab(b)
		slow := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Latency: 562, DownloadThroughput: 1.47e6 / 8, UploadThroughput: 0.75e6 / 8}}}
		if _, err := chromedp.Call(t, network.EmulateNetworkConditionsByRule, slow); err != nil {
			b.Fatal(err)
		}
		if _, err := chromedp.Call(t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
			b.Fatal(err)
		}
		t.open(b, url+"carte/")
		m["ready-ms"] = append(m["ready-ms"], eval[float64](b, t, `performance.now()`))
		m["paint-ms"] = append(m["paint-ms"], eval[float64](b, t, `performance.getEntriesByName("first-contentful-paint")[0].startTime`))
		m["deaf-ms"] = append(m["deaf-ms"], eval[float64](b, t, `new Promise(done => new PerformanceObserver(l => done(l.getEntries().reduce((s, e) => s + Math.max(0, e.duration - 50), 0))).observe({type: "longtask", buffered: true}))`))
	}
	m.report(b)
}

// BenchmarkCarteGreat: 10 000 initiatives, nothing slowed: from a click on a filter to the paint that follows, a hand that
// drags the map, memory in use.
func BenchmarkCarteGreat(b *testing.B) {
	s := mapOf10000(b)
	m := measures{}
	for b.Loop() {
		t := newTab(b)
		t.see(b, view{width: 1280})
		t.open(b, s.url+"carte/")
		m["filter-ms"] = append(m["filter-ms"], eval[[]float64](b, t, `(async () => {
			const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done))), out = [];
			for (const box of [...document.querySelectorAll(".choix input")].filter(x => !x.disabled).slice(0, 6)) {
				for (const turn of [1, 2]) { await frame(); const start = performance.now(); box.click(); await frame(); out.push(performance.now() - start); }
			}
			return out;
		})()`)...)
		frames := eval[[]float64](b, t, `(async () => {
			const box = document.querySelector(".plan-vif"), r = box.getBoundingClientRect(), frames = [];
			const move = (type, x, y) => box.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: 1, view: window}));
			for (const turn of [1, 2]) { box.querySelector(".outils button").click(); await new Promise(done => setTimeout(done, 400)); }
			let x = r.left + 350, y = r.top + 200, last = performance.now();
			move("mousedown", x, y);
			for (let i = 0; i < 120; i++) {
				move("mousemove", x += i % 60 < 30 ? -6 : 6, y += i % 2);
				await new Promise(requestAnimationFrame);
				const now = performance.now(); frames.push(now - last); last = now;
				if (i % 30 === 29) { move("mouseup", x, y); move("mousedown", x, y); }
			}
			move("mouseup", x, y);
			return frames.sort((a, b) => a - b);
		})()`)
		m["pan-p95-ms"] = append(m["pan-p95-ms"], frames[len(frames)*95/100])
		if _, err := chromedp.Call(t, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			b.Fatal(err)
		}
		m["heap-MB"] = append(m["heap-MB"], eval[float64](b, t, `performance.memory.usedJSHeapSize / 1e6`))
	}
	m.report(b)
}

// BenchmarkCarteHuge: 100 000 initiatives: what the first view and one closer look load.
func BenchmarkCarteHuge(b *testing.B) {
	s := made(b, of100000)
	m := measures{}
	for b.Loop() {
		t := newTab(b)
		t.open(b, s.url+"carte/")
		t.until(b, `document.querySelectorAll(".pt").length > 0`)
		m["first-kB"] = append(m["first-kB"], t.loaded(b, s))
		eval[string](b, t, `(document.querySelector(".outils button").click(), new Promise(done => setTimeout(() => done(""), 1500)))`)
		m["closer-kB"] = append(m["closer-kB"], t.loaded(b, s))
	}
	m.report(b)
}

// loaded sums, compressed, what the tab has asked for, in kB.
func (b *tab) loaded(t testing.TB, s *site) float64 {
	t.Helper()
	requests, _ := b.seen()
	return float64(s.weigh(t, requests).total()) / kB
}
