package command

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Memory that the program may use before it collects what is no longer needed,
// and how much of what is needed it may use beside it then. A workbook of
// 10,000 rows is done before the first collection; one of 100,000 rows stays below
// 100 MB, one of 1,000,000 below 300 MB.
const (
	freeMemory = 56 << 20
	spareShare = 5 // one part in so many of what is needed
	leastSpare = 20 << 20
)

// paceMemory has the collector run when the program holds freeMemory, or what it
// needed last time and some spare: a share of the heap, as the collector is paced
// by itself, collects a small heap all the time, and lets a large one double.
func paceMemory() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(freeMemory)
	runtime.SetFinalizer(&collected{}, setPace)
}

// collected is an object that nothing needs: its finalizer runs after each collection.
type collected struct{ _ [16]byte }

func setPace(c *collected) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	at := func(i int) int64 { return int64(sample[i].Value.Uint64()) }
	live := at(0)
	beside := at(1) - at(2) - at(3) - at(4) // stacks, the collector's own, what is lost between objects
	debug.SetMemoryLimit(max(freeMemory, live+beside+max(leastSpare, live/spareShare)))
	runtime.SetFinalizer(c, setPace)
}
