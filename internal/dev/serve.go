package dev

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	defaultHost = "127.0.0.1"
	defaultPort = 4000
	portsTried  = 10
)

// Serve watches and shows the site until ctx is done. It fails when it cannot listen, or when the very first build
// cannot be made at all.
func Serve(ctx context.Context, opts Options, build Build) error {
	opts = opts.withDefaults()
	opts.Out = &lockedWriter{out: opts.Out}
	listener, err := listen(opts)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newServer(opts, listener.Addr())
	web := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the event streams
	}
	served := make(chan error, 1)
	go func() { served <- web.Serve(listener) }()
	watched := make(chan error, 1)
	go func() { watched <- Watch(ctx, opts, build, s.take) }()
	var webErr, watchErr error
	select {
	case webErr = <-served:
		cancel()
		watchErr = <-watched
	case watchErr = <-watched:
		cancel()
		_ = web.Close() // event streams never end by themselves
		<-served
	}
	if webErr != nil && !errors.Is(webErr, http.ErrServerClosed) {
		return fmt.Errorf("serveur : %w", webErr)
	}
	return watchErr
}

// listen takes the address asked for, or the first free one of ten.
func listen(opts Options) (net.Listener, error) {
	if opts.Addr != "" {
		l, err := net.Listen("tcp", opts.Addr)
		if taken(err) {
			return nil, &errTaken{opts.Addr, err}
		}
		if err != nil {
			return nil, fmt.Errorf("l'adresse %s ne convient pas sur cet ordinateur ; choisissez-en une autre, par exemple : --addr 127.0.0.1:4001 (le système dit : %w)", opts.Addr, err)
		}
		return l, nil
	}
	var last error
	for port := defaultPort; port < defaultPort+portsTried; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(defaultHost, strconv.Itoa(port)))
		if err == nil {
			if port > defaultPort {
				fmt.Fprintf(opts.Out, "Le port %d est déjà pris : ce sera le %d.\n", defaultPort, port)
			}
			return l, nil
		}
		last = err
	}
	return nil, fmt.Errorf("les ports %d à %d sont tous pris ; choisissez-en un autre avec --addr : %w", defaultPort, defaultPort+portsTried-1, last)
}

// taken tells an address in use; Windows has its own number for it.
func taken(err error) bool {
	const windowsInUse = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}

// lockedWriter lets the watch and the server print to one place.
type lockedWriter struct {
	mu  sync.Mutex
	out io.Writer
}

func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

// errTaken says that an address is another program's, without the system's own words for it.
type errTaken struct {
	addr  string
	cause error
}

func (e *errTaken) Error() string {
	return "l'adresse " + e.addr + " est déjà prise par un autre programme (ou un autre balise) ; choisissez-en une autre, par exemple : --addr 127.0.0.1:4001"
}

func (e *errTaken) Unwrap() error { return e.cause }
