// Package guard keeps a fault of the program in one guide from ending the run
// of all of them: a panic in a goroutine that nobody guards ends the program.
package guard

import (
	"fmt"
	"runtime/debug"
)

// Do calls f and returns its error; what it panics with becomes one.
func Do(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("a fault of the program: %v\n%s", fault, debug.Stack())
		}
	}()
	return f()
}
