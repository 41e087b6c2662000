package dev

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// The preview's other views of a page, beside the page itself: what made it, as JSON; the page in a frame as narrow as a
// telephone; the page with its scripts off.
const (
	bare      = ours + "sans-script/"
	telephone = ours + "telephone"
)

// sandbox turns scripts off as a browser without them does: what stands in <noscript> is shown.
const sandbox = "sandbox allow-same-origin allow-forms allow-popups allow-downloads; script-src 'none'"

// deskRoutes are the addresses of the bar.
func (s *server) deskRoutes(mux *http.ServeMux) {
	mux.HandleFunc(ours+"page", s.about)
	mux.HandleFunc(telephone, s.framed)
	mux.HandleFunc(bare, s.scriptless)
}

// about tells, as JSON, what the program knows of a page.
func (s *server) about(w http.ResponseWriter, r *http.Request) {
	v, ok := s.current(r)
	if !ok {
		return
	}
	answer := struct {
		Page any    `json:"page"`
		Form string `json:"formulaire,omitempty"` // where the form is, when there is one
		Help string `json:"guide,omitempty"`      // where the editors' help is
	}{}
	if s.opts.About != nil {
		answer.Page = s.opts.About(r.URL.Query().Get("chemin"))
	}
	if s.opts.Mount["/admin/"] != nil {
		answer.Form = "/admin/"
	}
	if s.opts.Mount["/aide/"] != nil || v.has("aide/index.html") {
		answer.Help = "/aide/"
	}
	data, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	reply(w, r, "page.json", http.StatusOK, data)
}

// current waits for the first build.
func (s *server) current(r *http.Request) (*view, bool) {
	select {
	case <-s.ready:
		return s.now.Load(), true
	case <-r.Context().Done():
		return nil, false
	}
}

// inside keeps an address of this site, and of none of the preview's own pages.
func inside(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") ||
		strings.Contains(u.Path, `\`) || strings.HasPrefix(u.Path, ours) {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery, Fragment: u.Fragment}).String()
}

// widths are those of the telephones people have, in CSS pixels.
var widths = [...]int{320, 360, 412}

// framed is a page of the preview that shows a page of the site in a narrow frame.
func (s *server) framed(w http.ResponseWriter, r *http.Request) {
	v, ok := s.current(r)
	if !ok {
		return
	}
	q := r.URL.Query()
	address := inside(q.Get("chemin"))
	off := q.Get("script") == "non"
	width, err := strconv.Atoi(q.Get("largeur"))
	if err != nil || width < widths[0] || width > 2000 {
		width = widths[1]
	}
	src := address
	if off {
		src = bare + strings.TrimPrefix(address, "/")
	}
	u, _ := url.Parse(address) // made by inside: cannot fail
	key, _ := v.find(u.Path)
	title := fmt.Sprintf("Largeur %d", width)
	body := `<div class="cote">` + frameChoices(address, width, off) + fmt.Sprintf(`<div class="ecran" role="region" aria-label="L’écran" tabindex="0"><iframe class="vue" src="%s" width="%d" height="740" title="La page, large de %d pixels"%s></iframe></div></div>`,
		html.EscapeString(src), width, width, map[bool]string{true: ` data-script="non"`}[off])
	tag := fmt.Sprintf(`<script src="%slive.js" data-page="%s" data-chemin="%s" data-empreinte="%s" defer></script>`,
		ours, html.EscapeString(pageURL(key)), html.EscapeString(u.Path), fingerprint(v.files[key]))
	style := fmt.Sprintf(`<link rel="stylesheet" href="%stelephone.css">`, ours)
	page := strings.NewReplacer("</head>", style+"\n</head>", "</body>", tag+"</body>").Replace(string(plainPage(title, "", body)))
	reply(w, r, "x.html", http.StatusOK, []byte(page))
}

// frameChoices are the links that change the frame.
func frameChoices(address string, width int, off bool) string {
	at := func(width int, off bool) string {
		q := url.Values{"chemin": {address}, "largeur": {strconv.Itoa(width)}}
		if off {
			q.Set("script", "non")
		}
		return html.EscapeString(telephone + "?" + q.Encode())
	}
	choice := func(to, text string, current bool) string {
		if current {
			return `<li><a href="` + to + `" aria-current="true">` + text + `</a></li>`
		}
		return `<li><a href="` + to + `">` + text + `</a></li>`
	}
	var b strings.Builder
	b.WriteString(`<div><h1>Comme sur un téléphone</h1>
<nav aria-label="Largeur et scripts"><ul class="choix">`)
	for _, n := range widths {
		b.WriteString(choice(at(n, off), fmt.Sprintf("%d pixels", n), n == width))
	}
	b.WriteString(`</ul><ul class="choix">` + choice(at(width, false), "Avec scripts", !off) + choice(at(width, true), "Sans script", off) + `</ul>
<p><a href="` + html.EscapeString(address) + `">Retour à la page</a></p></nav></div>
`)
	return b.String()
}

// scriptless answers with a file of the last good site; in its pages nothing runs, and there is no bar.
func (s *server) scriptless(w http.ResponseWriter, r *http.Request) {
	v, ok := s.current(r)
	if !ok {
		return
	}
	key, ok := v.find("/" + strings.TrimPrefix(r.URL.Path, bare))
	data, has := v.files[key]
	if !has {
		data = missingPage()
	}
	status := http.StatusOK
	if !ok {
		status = http.StatusNotFound
	}
	if strings.HasSuffix(key, ".html") {
		w.Header().Set("Content-Security-Policy", sandbox)
	}
	reply(w, r, key, status, data)
}
