package main

import (
	"runtime"
	"runtime/debug"
)

// firstCollection is about how many MB the program takes before the garbage
// collector runs for the first time. One guide needs no more, and without
// collections it is compiled in three quarters of the time.
const firstCollection = 80

// collectLate puts the first collection off. The collector starts at 4 MB
// times the percentage; once it has run, the usual percentage holds, so that
// large runs take no more memory than they would.
func collectLate() {
	usual := debug.SetGCPercent(100 * firstCollection / 4)
	if usual != 100 {
		debug.SetGCPercent(usual) // whoever runs the program has set GOGC
		return
	}
	sentinel := new([64]byte)
	runtime.AddCleanup(sentinel, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
