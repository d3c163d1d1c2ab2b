package view_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

var sixDigits = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$`)

type logLine struct {
	Info struct {
		Name, Code, Level, TS, Msg string
		InvocationID               string `json:"invocation_id"`
		PID                        int
	}
	Data map[string]any
}

// jsonRun plays the run into a JSON log and reads it back.
func jsonRun(t *testing.T, o view.Options) (string, []logLine) {
	t.Helper()
	var out, log bytes.Buffer
	o.Out, o.Err, o.Format, o.Now = &out, &log, view.JSON, func() time.Time { return noon }
	v := view.New(o)
	v.SetManifest(&engine.Manifest{Nodes: map[engine.NodeID]engine.Node{
		"model.shop.revenue": &engine.Model{
			Header:   engine.Header{ID: "model.shop.revenue", Kind: engine.KindModel, Name: "revenue", File: "models/marts/revenue.sql"},
			Relation: engine.Relation{Database: "dev", Schema: "marts", Name: "revenue"},
			Raw:      template,
		},
	}})
	play(v, nil)
	if log.Len() > 0 {
		t.Errorf("JSON on stderr: %s", log.String())
	}
	var lines []logLine
	for s := bufio.NewScanner(bytes.NewReader(out.Bytes())); s.Scan(); {
		var l logLine
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatalf("%v: %s", err, s.Text())
		}
		lines = append(lines, l)
	}
	return out.String(), lines
}

func TestJSONLog(t *testing.T) {
	text, lines := jsonRun(t, view.Options{Version: "0.1.0"})
	golden(t, "run_json.golden", regexp.MustCompile(`"pid":\d+`).ReplaceAllString(text, `"pid":0`))
	for _, l := range lines {
		if !sixDigits.MatchString(l.Info.TS) || l.Info.InvocationID != "0199-run" || l.Info.Name == "" || l.Info.Code == "" || l.Info.PID == 0 {
			t.Errorf("bad info %+v", l.Info)
		}
	}
	if first := lines[0]; first.Info.Name != "MainReportVersion" || !strings.HasPrefix(first.Data["version"].(string), "=1.") {
		t.Errorf("first line is %+v", first)
	}
	if last := lines[len(lines)-1]; last.Info.Name != "CommandCompleted" || last.Data["success"] != false || last.Data["completed_at"] != "2026-03-01T12:00:13.000000Z" {
		t.Errorf("last line is %+v", last)
	}
}

// TestJSONLogHasWhatReadersNeed asks for the keys that Cosmos, Dagster and OpenLineage index.
func TestJSONLogHasWhatReadersNeed(t *testing.T) {
	_, lines := jsonRun(t, view.Options{})
	seen := map[string]int{}
	for _, l := range lines {
		seen[l.Info.Name]++
		info, _ := l.Data["node_info"].(map[string]any)
		switch l.Info.Name {
		case "LogModelResult", "LogSeedResult", "LogTestResult":
			for _, key := range []string{"unique_id", "resource_type", "node_status", "materialized", "node_started_at", "node_finished_at"} {
				if s, ok := info[key].(string); !ok || s == "" {
					t.Errorf("%s: node_info.%s is %v", l.Info.Name, key, info[key])
				}
			}
			if _, ok := l.Data["execution_time"].(float64); !ok || l.Data["status"] == "" {
				t.Errorf("%s: %v", l.Info.Name, l.Data)
			}
		case "NodeFinished":
			result := l.Data["run_result"].(map[string]any)
			if info["node_status"] == "error" && !strings.Contains(result["message"].(string), "amont") {
				t.Errorf("the message of the failure is %q", result["message"])
			}
		case "SQLQueryStatus":
			if l.Data["query_id"] != "q1" || info["unique_id"] != "model.shop.offers" {
				t.Errorf("SQLQueryStatus: %v", l.Data)
			}
		}
	}
	for name, n := range map[string]int{"AdapterRegistered": 1, "NodeStart": 7, "NodeFinished": 10, "LogModelResult": 3, "LogSeedResult": 1,
		"LogTestResult": 3, "LogSkipBecauseError": 3, "RunResultError": 2, "SQLQuery": 1, "SQLQueryStatus": 1, "Diagnostic": 1} {
		if seen[name] != n {
			t.Errorf("%d %s events, want %d", seen[name], name, n)
		}
	}
}

func TestJSONLogQuietHasErrorsOnly(t *testing.T) {
	_, lines := jsonRun(t, view.Options{Quiet: true})
	if len(lines) == 0 {
		t.Fatal("errors are missing too")
	}
	for _, l := range lines {
		if l.Info.Level != "error" {
			t.Errorf("%s %s", l.Info.Level, l.Info.Name)
		}
	}
}

func TestProblemsAsJSON(t *testing.T) {
	var out bytes.Buffer
	v := view.New(view.Options{Out: &out, Format: view.JSON, InvocationID: "before-the-run", Now: func() time.Time { return noon }})
	v.Faults(diag.List{databaseError()}, "nothing was run")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("got %q", lines)
	}
	var l logLine
	if err := json.Unmarshal([]byte(lines[0]), &l); err != nil {
		t.Fatal(err)
	}
	if l.Data["file"] != "models/marts/revenue.sql" || l.Data["line"] != 1.0 || l.Data["column"] != 28.0 || l.Data["code"] != "database" ||
		l.Info.InvocationID != "before-the-run" || l.Info.Level != "error" {
		t.Errorf("got %+v", l)
	}
	if !strings.Contains(lines[1], "1 error in 1 file; nothing was run") {
		t.Errorf("got %s", lines[1])
	}
}
