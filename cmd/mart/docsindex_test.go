package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocsIndex looks for every page of the guide in its index.
func TestDocsIndex(t *testing.T) {
	index := contentOf(t, "../../docs/README.md")
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatal(pages, err)
	}
	for _, page := range pages {
		if name := filepath.Base(page); name != "README.md" && !strings.Contains(index, "]("+name+")") {
			t.Errorf("docs/README.md does not lead to %s", name)
		}
	}
}

var eventName = regexp.MustCompile(`name\{"(\w+)", "(\w+)"\}`)

// TestDocsEvents looks for every event of the JSON log in the page about it.
func TestDocsEvents(t *testing.T) {
	page := contentOf(t, "../../docs/logs.md")
	events := eventName.FindAllStringSubmatch(contentOf(t, "internal/view/jsonlog.go")+contentOf(t, "internal/view/jsonnode.go"), -1)
	if len(events) < 15 {
		t.Fatalf("only %d events were found", len(events))
	}
	for _, e := range events {
		if row := "| `" + e[1] + "` | " + e[2] + " |"; !strings.Contains(page, row) {
			t.Errorf("docs/logs.md has no row  %s", row)
		}
	}
}

func contentOf(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
