package dev

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// whoPath is where a server says what it serves.
const whoPath = "qui"

// who says what is served here, to a second balise on this machine. A sum, not the folders: they are nobody's business.
func (s *server) who(w http.ResponseWriter, r *http.Request) {
	reply(w, r, "qui.txt", http.StatusOK, []byte(served(s.opts.Inputs)))
}

// served sums up what a server reads.
func served(inputs []string) string {
	sum := sha256.New()
	for _, in := range inputs {
		if abs, err := filepath.Abs(in); err == nil {
			in = abs
		}
		if real, err := filepath.EvalSymlinks(in); err == nil {
			in = real
		}
		_, _ = io.WriteString(sum, in+"\x00") // a hash never fails
	}
	return "balise " + hex.EncodeToString(sum.Sum(nil))
}

// patience is how long a server of this machine may take to say what it is.
const patience = time.Second

// Running finds a server of the same inputs on one of the ports that Serve takes by itself, and gives its address.
func Running(ctx context.Context, inputs []string) (url string, ok bool) {
	client := http.Client{Timeout: patience}
	for port := defaultPort; port < defaultPort+portsTried; port++ {
		url = "http://" + net.JoinHostPort(defaultHost, strconv.Itoa(port)) + "/"
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+strings.TrimPrefix(ours, "/")+whoPath, nil)
		if err != nil {
			return "", false
		}
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		said, err := io.ReadAll(io.LimitReader(res.Body, 200))
		_ = res.Body.Close() // read, or given up
		if err == nil && string(said) == served(inputs) {
			return url, true
		}
	}
	return "", false
}
