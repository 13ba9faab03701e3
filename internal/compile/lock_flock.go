//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package compile

import (
	"errors"
	"os"
	"syscall"
)

// heldWhileOpen says that an open file can be renamed and removed, so that a
// draft keeps its lock to the end.
const heldWhileOpen = true

// lock takes an open file for this run until it is closed. It fails with
// errHeld when another run has it, with another error when the file system
// knows no locks.
func lock(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}
