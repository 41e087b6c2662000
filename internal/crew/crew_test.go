package crew_test

import (
	"sync/atomic"
	"testing"

	"enrouteweb.org/balise/internal/crew"
)

// TestAPanicComesOutOfWait: and the work of the others is done.
func TestAPanicComesOutOfWait(t *testing.T) {
	var done atomic.Int64
	var g crew.Group
	for i := range 8 {
		g.Go(func() {
			if i == 3 {
				panic("trois")
			}
			done.Add(1)
		})
	}
	defer func() {
		if p := recover(); p != "trois" || done.Load() != 7 {
			t.Errorf("panic %v, %d done", p, done.Load())
		}
	}()
	g.Wait()
	t.Error("nothing came out")
}
