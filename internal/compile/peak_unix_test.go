//go:build unix

package compile

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory returns how many bytes a process has held at most.
func peakMemory(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss
	}
	return usage.Maxrss * 1024
}
