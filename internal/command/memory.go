package command

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// freeMemory is what the program may use before it collects what is no longer
// needed. From then on it may use, beside what it needs, a share of that, and
// leastSpare at the least: a workbook of 10,000 rows is done before the first
// collection, and one of 100,000 rows stays below 100 MB.
const (
	freeMemory = 64 << 20
	leastSpare = 12 << 20
	spareShare = 20 // one part in so many of what is needed
)

// batchSpare is the least that the program may use beside what it needs while it works
// through many small workbooks: what it needs is then mostly the figures that all of
// them share, which are not to be gone through again after each few. 0 outside of a batch.
var batchSpare atomic.Int64

// spareOfBatch is batchSpare in a batch of many workbooks.
const spareOfBatch = 32 << 20

// paceMemory has the collector run when the program holds freeMemory, or what it
// needed last time and some spare. The collector's own pace, a share of the heap,
// would collect a small heap again and again, and let a large one double.
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
	debug.SetMemoryLimit(max(freeMemory, live+beside+max(leastSpare, live/spareShare, batchSpare.Load())))
	runtime.SetFinalizer(c, setPace)
}
