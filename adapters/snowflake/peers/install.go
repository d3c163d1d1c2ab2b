package peers

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// wanted skips the test unless servers by others are asked for.
func wanted(t testing.TB) {
	t.Helper()
	if os.Getenv("MART_PEERS") == "" {
		t.Skip("MART_PEERS is not set: 1 runs the tests over servers by others")
	}
}

// missing skips the test for want of a server, or fails it where that is required.
func missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("MART_PEERS") == "required" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// cache is the folder of what was installed.
func cache(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("MART_PEERS_DIR"); dir != "" {
		if !filepath.IsAbs(dir) {
			t.Fatalf("MART_PEERS_DIR must be an absolute path, not %s", dir)
		}
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		missing(t, "no folder to install into: %v; set MART_PEERS_DIR", err)
	}
	return filepath.Join(dir, "mart-peers")
}

// environment is the Python of a virtual environment with these packages.
func environment(t testing.TB, name string, packages ...string) string {
	t.Helper()
	wanted(t)
	home := filepath.Join(cache(t), name)
	install := exec.CommandContext(t.Context(), "python3", append([]string{"-c", installPy, home}, packages...)...)
	if out, err := install.CombinedOutput(); err != nil {
		missing(t, "%s cannot be installed (it needs python3.11 or later with venv, and PyPI): %v\n%s", name, err, ending(out))
	}
	return filepath.Join(home, "bin", "python")
}

const wiremock = "3.13.1"

// wiremockJar is the path of WireMock, which Maven fetches once.
func wiremockJar(t testing.TB) string {
	t.Helper()
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, "WireMock needs java and mvn: %v", err)
		}
	}
	repository := filepath.Join(cache(t), "m2")
	jar := filepath.Join(repository, "org/wiremock/wiremock-standalone", wiremock, "wiremock-standalone-"+wiremock+".jar")
	if _, err := os.Stat(jar); err == nil {
		return jar
	}
	fetch := exec.CommandContext(t.Context(), "mvn", "-q", "-B", "dependency:get", "-Dtransitive=false",
		"-Dartifact=org.wiremock:wiremock-standalone:"+wiremock, "-Dmaven.repo.local="+repository)
	if out, err := fetch.CombinedOutput(); err != nil {
		missing(t, "WireMock cannot be fetched from Maven Central: %v\n%s", err, ending(out))
	}
	return jar
}

func output(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out))
}

func ending(out []byte) []byte { return out[max(0, len(out)-2000):] }
