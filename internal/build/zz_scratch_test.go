package build

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/site"
)

func TestZZ(t *testing.T) {
	f, _ := os.Create("/tmp/scratch/build.prof")
	pprof.StartCPUProfile(f)
	b, err := New(Options{Content: "/tmp/b2/c10000"})
	if err != nil {
		t.Fatal(err)
	}
	if v := os.Getenv("LIM"); v != "" {
		n, _ := strconv.Atoi(v)
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(int64(n) << 20)
	}
	t0 := time.Now()
	pub := Publisher{Dir: "/dev/shm/o2"}
	os.RemoveAll(pub.Dir)
	res, rep, err := pub.Build(context.Background(), b, Request{Today: site.Date{Year: 2026, Month: 11, Day: 22}})
	t.Log(time.Since(t0), err, res.OK, len(res.Files), rep)
	pprof.StopCPUProfile()
	var ms runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&ms)
	hf, _ := os.Create("/tmp/scratch/heap.prof")
	pprof.WriteHeapProfile(hf)
	hf.Close()
	t.Log(ms.HeapAlloc>>20, "MB live")
	runtime.KeepAlive(b)
	runtime.KeepAlive(res)
}
