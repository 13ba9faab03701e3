package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// One guide needs less than firstCollection of memory, and without the garbage
// collector it is compiled in three quarters of the time. A large run is
// collected more often, rather than let it hold more than enough.
const (
	firstCollection = 80 << 20
	enough          = 180 << 20 // some 15 MB come to it that are not the heap's
)

// collectLate puts the first collection off, and then bounds memory by
// enough: a bound that gives way when what is in use comes near it, so that
// a very large run goes on as it would without. What is used until then comes
// in large pages. Whoever runs the program and has set GOGC or GOMEMLIMIT
// decides instead.
func collectLate() {
	const start = 4 << 20 // where the collector begins at 100 per cent
	usual := debug.SetGCPercent(100 * firstCollection / start)
	if usual != 100 || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		debug.SetGCPercent(usual)
		return
	}
	debug.SetMemoryLimit(enough)
	inLargePages(firstCollection * 9 / 10)
	afterCollection(func() {
		debug.SetGCPercent(usual)
		giveWay()
	})
}

// giveWay keeps the bound at half as much again as what is in use, so that
// the collector is not busy for little. It looks after each collection.
func giveWay() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(max(enough, int64(live[0].Value.Uint64()*3/2)))
	afterCollection(giveWay)
}

// afterCollection calls f after the next collection.
func afterCollection(f func()) {
	sentinel := new([64]byte)
	runtime.AddCleanup(sentinel, func(f func()) { f() }, f)
}
