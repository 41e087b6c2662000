package dev

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"enrouteweb.org/balise/internal/diag"
)

// tooMany addresses are not listed: every page looks at itself again instead.
const tooMany = 1000

// message is what a page hears, at its arrival and after each build. Its keys are French as live.js is.
type message struct {
	Serie          string   `json:"serie"` // of this run of balise
	Version        int      `json:"version"`
	OK             bool     `json:"ok"`
	Erreurs        int      `json:"erreurs"`
	Avertissements int      `json:"avertissements"`
	Conseils       int      `json:"conseils"`
	HTML           string   `json:"html"`               // the problems
	Changees       []string `json:"changees,omitempty"` // addresses whose bytes changed, or that are new
	Retirees       []string `json:"retirees,omitempty"` // addresses that are no more
	Tout           bool     `json:"tout,omitempty"`     // too many to list
	Perimee        bool     `json:"perimee,omitempty"`  // at arrival: the page shown is not the one to show
	Absente        bool     `json:"absente,omitempty"`  // at arrival: there is no page at this address
}

func (s *server) message(v *view, d Delta) message {
	m := message{
		Serie: s.series, Version: v.version, OK: v.ok,
		Erreurs: v.diags.Count(diag.Erreur), Avertissements: v.diags.Count(diag.Avertissement), Conseils: v.diags.Count(diag.Conseil),
		HTML:     problems(v.diags, s.opts.Explain),
		Changees: slices.Concat(d.Changed, d.Added), Retirees: d.Removed,
	}
	if len(m.Changees)+len(m.Retirees) > tooMany {
		m.Changees, m.Retirees, m.Tout = nil, nil, true
	}
	return m
}

// arrival is what a page hears first. What it shows may be old: built again between its loading and its call, or
// while it was hidden, or by another run of balise.
func (s *server) arrival(v *view, address, print string) message {
	m := s.message(v, Delta{})
	if v.files == nil {
		return m
	}
	key, ok := v.find(address)
	data, has := v.files[key]
	if !has {
		data = missingPage()
	}
	m.Perimee = print != fingerprint(data)
	m.Absente = !ok
	return m
}

// events is the stream a visible page listens to.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	messages, leave := s.hub.join()
	defer leave()
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	q := r.URL.Query()
	hello := s.arrival(s.now.Load(), q.Get("chemin"), q.Get("empreinte")).event()
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for text := append([]byte("retry: 1000\n"), hello...); ; {
		if push(w, text) != nil {
			return
		}
		var open bool
		select {
		case <-r.Context().Done():
			return
		case <-alive.C:
			text = []byte(": toujours là\n\n")
		case text, open = <-messages:
			if !open {
				return // too slow: it calls again, and its arrival tells it all
			}
		}
	}
}

// push sends at once. A reader that takes nothing for 10 s is gone, whatever its connection says.
func push(w http.ResponseWriter, text []byte) error {
	c := http.NewResponseController(w)
	if err := c.SetWriteDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := c.Flush(); err != nil {
		return err
	}
	return c.SetWriteDeadline(time.Time{}) // the connection may serve again
}

// event is the message on the wire. JSON holds no line end, so one data line is enough.
func (m message) event() []byte {
	data, err := json.Marshal(m)
	if err != nil {
		data = []byte("{}") // cannot happen: strings, numbers and booleans
	}
	return fmt.Appendf(nil, "data: %s\n\n", data)
}

// hub hands each message to every page that listens. It never waits for one.
type hub struct {
	mu      sync.Mutex
	readers map[chan []byte]bool
}

func newHub() *hub { return &hub{readers: map[chan []byte]bool{}} }

// join gives a reader its messages; the channel is closed when it is too slow to take them.
func (h *hub) join() (messages <-chan []byte, leave func()) {
	c := make(chan []byte, 8)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.readers[c] = true
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.readers, c)
	}
}

func (h *hub) send(m message) {
	text := m.event()
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.readers {
		select {
		case c <- text:
		default:
			delete(h.readers, c)
			close(c)
		}
	}
}
