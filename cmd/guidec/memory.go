package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// enough memory for most runs. Below it the garbage collector does not run:
// one guide needs a quarter of it, a book ten times as long takes nineteen
// twentieths of the time without it.
const enough = 200 << 20

// collectLate bounds memory by enough, and leaves it alone below: a bound that
// gives way when what is in use comes near it, so that a very large run goes
// on as it would without. Whoever runs the program and has set GOGC or
// GOMEMLIMIT decides instead.
func collectLate() {
	usual := debug.SetGCPercent(-1)
	if usual != 100 || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		debug.SetGCPercent(usual)
		return
	}
	debug.SetMemoryLimit(enough)
	afterCollection(giveWay)
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
