//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package compile

import (
	"errors"
	"os"
)

// heldWhileOpen says that a file must be closed before it is renamed or
// removed: then another run could take it in between, so that drafts that
// were left stay.
const heldWhileOpen = false

func lock(*os.File) error { return errors.ErrUnsupported }
