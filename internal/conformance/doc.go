// Package conformance holds the compiler against texts that others wrote:
// every example of the CommonMark specification and of goldmark's extensions
// becomes a book that is valid and has all its words. It has tests only.
package conformance
