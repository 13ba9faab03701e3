//go:build !linux

package main

// inLargePages does nothing where the system decides by itself.
func inLargePages(int) {}
