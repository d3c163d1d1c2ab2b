//go:build unix

package measure

import (
	"os"
	"runtime"
	"syscall"
)

// peakBytes is the peak of a process's resident memory. A process starts as a copy of the
// one that started it, so a peak below martbench's own, some 30 MB, shows as that.
func peakBytes(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) // bytes there, kilobytes elsewhere
	}
	return int64(usage.Maxrss) * 1024
}
