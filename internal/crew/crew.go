// Package crew waits for work that several goroutines share.
//
// It is sync.WaitGroup, but for one thing: a panic in one of them comes out of Wait, in the goroutine of who waits. There it can
// be told as the fault of ours that it is; anywhere else it would end the program with a stack trace.
package crew

import "sync"

// Group is a crew at work. The zero Group is ready for use.
type Group struct {
	wait  sync.WaitGroup
	once  sync.Once
	fault any
}

// Go runs work in a goroutine of its own.
func (g *Group) Go(work func()) {
	g.wait.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				g.once.Do(func() { g.fault = p })
			}
		}()
		work()
	})
}

// Wait waits until all is done. It panics with what the first of them panicked with.
func (g *Group) Wait() {
	g.wait.Wait()
	if g.fault != nil {
		panic(g.fault)
	}
}
