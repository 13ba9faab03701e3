// Package faults holds the program to what it promises when things go wrong
// around it: a kill at any moment, a full disk, a folder that nobody may
// write to, sources that change or vanish, an interrupt, no network. It has
// tests only. They run the real program as a process of its own, because
// what is promised is what stays on the disk after such a process.
package faults
