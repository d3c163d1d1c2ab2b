package report

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// A Machine is what the figures were measured on.
type Machine struct {
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Cores int    `json:"cores"`
	CPU   string `json:"cpu,omitempty"`
	RAM   int64  `json:"ram_bytes,omitempty"`
}

// ThisMachine describes the machine that this runs on, as far as it tells.
func ThisMachine() Machine {
	m := Machine{OS: runtime.GOOS, Arch: runtime.GOARCH, Cores: runtime.NumCPU()}
	m.CPU = firstField("/proc/cpuinfo", "model name")
	var kilobytes int64
	if _, err := fmt.Sscan(firstField("/proc/meminfo", "MemTotal"), &kilobytes); err == nil {
		m.RAM = kilobytes * 1024
	}
	return m
}

// String is one line for people.
func (m Machine) String() string {
	s := fmt.Sprintf("%s/%s, %d cores", m.OS, m.Arch, m.Cores)
	if m.CPU != "" {
		s += " (" + m.CPU + ")"
	}
	if m.RAM > 0 {
		s += fmt.Sprintf(", %d GB", (m.RAM+1<<29)>>30)
	}
	return s
}

// firstField reads a "name : value" line of one of Linux's status files; empty elsewhere.
func firstField(file, name string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
