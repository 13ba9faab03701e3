//go:build unix && !linux

package faults

import "errors"

func seal() error { return errors.ErrUnsupported }
