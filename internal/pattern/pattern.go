// Package pattern decides when a regular expression is compiled: not when the
// program starts, which takes most expressions for nothing.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns the expression when it is asked for, and compiles it the first
// time. It panics there when the expression is not well-formed, as
// [regexp.MustCompile] does.
func Lazy(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
