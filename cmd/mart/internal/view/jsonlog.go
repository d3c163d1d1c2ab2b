package view

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/event"
)

// A name is an event's name and code, dbt's where dbt has such an event.
type name struct{ name, code string }

var (
	versionEvent   = name{"MainReportVersion", "A001"}
	adapterEvent   = name{"AdapterRegistered", "E034"}
	threadsEvent   = name{"ConcurrencyLine", "Q026"}
	startEvent     = name{"NodeStart", "Q024"}
	executeEvent   = name{"NodeExecuting", "Q031"}
	progressEvent  = name{"NodeProgress", "M001"} // ours
	finishedEvent  = name{"NodeFinished", "Q025"}
	queryEvent     = name{"SQLQuery", "E016"}
	queryDoneEvent = name{"SQLQueryStatus", "E017"}
	problemEvent   = name{"Diagnostic", "M002"} // ours
	noteEvent      = name{"Note", "Z050"}
	cancelEvent    = name{"Interrupted", "M003"} // ours
	resultError    = name{"RunResultError", "Z024"}
	skipEvent      = name{"LogSkipBecauseError", "Z034"}
	endEvent       = name{"EndOfRunSummary", "Z030"}
	statsEvent     = name{"FinishedRunningStats", "E047"}
	freshnessEvent = name{"LogFreshnessResult", "Q018"}
	completedEvent = name{"CommandCompleted", "Q039"}
)

// levels are the levels of lines, the least first.
var levels = []string{"debug", "info", "warn", "error"}

// ParseLevel reads the value of --log-level. Empty is info.
func ParseLevel(s string) (string, error) {
	if s == "" {
		return "info", nil
	}
	if level := strings.ToLower(s); slices.Contains(levels, level) {
		return level, nil
	}
	return "", fmt.Errorf("unknown log level %q: write debug, info, warn or error", s)
}

// logInfo is the head of every line.
type logInfo struct {
	Category     string            `json:"category"`
	Code         string            `json:"code"`
	Extra        map[string]string `json:"extra"`
	InvocationID string            `json:"invocation_id"`
	Level        string            `json:"level"`
	Msg          string            `json:"msg"`
	Name         string            `json:"name"`
	PID          int               `json:"pid"`
	Thread       string            `json:"thread"`
	TS           string            `json:"ts"`
}

// jsonLine writes one event. Called with the lock held.
func (v *View) jsonLine(n name, level, msg string, data any) {
	v.jsonAt(v.o.Now(), "MainThread", n, level, msg, data)
}

func (v *View) jsonAt(at time.Time, thread string, n name, level, msg string, data any) {
	if v.o.Quiet && level != "error" || slices.Index(levels, level) < slices.Index(levels, v.o.Level) {
		return
	}
	id := v.run.ID
	if id == "" {
		id = v.o.InvocationID
	}
	line := struct {
		Data any     `json:"data"`
		Info logInfo `json:"info"`
	}{data, logInfo{
		Code: n.code, Extra: map[string]string{}, InvocationID: id, Level: level, Msg: msg,
		Name: n.name, PID: os.Getpid(), Thread: thread, TS: artifact.Time(at),
	}}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		fmt.Fprintf(v.o.Err, "log line of %s cannot be written: %v\n", n.name, err)
		return
	}
	_, _ = v.o.Log.Write(b.Bytes())
}

// emitJSON writes the lines of an event. Called with the lock held.
func (v *View) emitJSON(e event.Event) {
	switch e := e.(type) {
	case event.RunStarted:
		v.jsonRunStarted(e)
	case event.NodeStarted:
		v.started[e.ID] = running{NodeStarted: e}
		info := v.nodeInfo(e.ID, e.Kind, e.What, e.At, time.Time{}, "started")
		v.jsonAt(e.At, threadName(e.Worker), startEvent, "debug", "Began running node "+string(e.ID), map[string]any{"node_info": info})
		info = v.nodeInfo(e.ID, e.Kind, e.What, e.At, time.Time{}, "executing")
		v.jsonAt(e.At, threadName(e.Worker), executeEvent, "debug", "Began executing node "+string(e.ID), map[string]any{"node_info": info})
	case event.NodeProgress:
		v.jsonLine(progressEvent, "debug", progressText(e), map[string]any{
			"unique_id": e.ID, "done": e.Done, "total": e.Total, "unit": e.Unit,
		})
	case event.NodeFinished:
		v.jsonNodeFinished(e)
	case event.Statement:
		v.jsonStatement(e)
	case event.Problems:
		v.problems(e.List, "")
	case event.Interrupted:
		v.jsonLine(cancelEvent, "warn", fmt.Sprintf("interrupted: stopping %s", count(e.Running, "running node")), map[string]any{"running": e.Running})
	case event.RunFinished:
		v.jsonRunFinished(e)
	}
}

func (v *View) jsonRunStarted(e event.RunStarted) {
	v.run, v.ended = e, 0
	v.jsonAt(e.At, "MainThread", versionEvent, "info", "Running with mart="+v.o.Version, map[string]any{
		"version": "=" + artifact.DBTVersion, "log_version": 3, "mart_version": v.o.Version,
	})
	v.jsonAt(e.At, "MainThread", adapterEvent, "info", "Registered adapter: "+e.Adapter, map[string]any{
		"adapter_name": e.Adapter, "adapter_version": "=" + v.o.Version,
	})
	v.jsonAt(e.At, "MainThread", threadsEvent, "info", fmt.Sprintf("Concurrency: %d threads (target='%s')", e.Threads, e.Target), map[string]any{
		"node_count": e.Nodes, "num_threads": e.Threads, "target_name": e.Target,
	})
}

func (v *View) jsonNodeFinished(e event.NodeFinished) {
	r := e.Result
	v.ended++
	delete(v.started, r.ID)
	v.names[r.ID] = e.Name
	info := v.nodeInfo(r.ID, e.Kind, e.What, r.Started, r.Ended, string(r.Status))
	at, thread, level := r.Ended, threadName(r.Worker), levelOfStatus(r.Status)
	if at.IsZero() {
		at = v.o.Now()
	}
	word, _ := statusWord(r.Status, newStyle(false))
	msg := fmt.Sprintf("%d of %d %s %s %s", v.ended, v.total(e.Total), strings.ToUpper(word), whatOf(e.Kind, e.What), e.Name)
	if r.Status == engine.Skipped {
		v.jsonAt(at, thread, skipEvent, "error", msg+": "+v.skipReason(r), map[string]any{
			"node_info": info, "relation": e.Name, "index": v.ended, "total": v.total(e.Total), "status": string(r.Status),
		})
	} else {
		v.jsonAt(at, thread, resultEvent(e.Kind), level, msg, v.resultData(e, info, v.ended, v.total(e.Total)))
	}
	for _, d := range r.Problems {
		v.jsonAt(at, thread, problemEvent, severityLevel(d.Severity), d.Error(), problemOf(d, info))
	}
	if r.Status == engine.Errored || r.Status == engine.Fail {
		text := v.resultMessage(r)
		v.jsonAt(at, thread, resultError, "error", text, map[string]any{"msg": text, "node_info": info, "unique_id": r.ID})
	}
	v.jsonAt(at, thread, finishedEvent, "debug", "Finished running node "+string(r.ID), map[string]any{
		"node_info": info, "run_result": v.runResult(r),
	})
}

func (v *View) jsonStatement(e event.Statement) {
	r := v.started[e.ID]
	info := v.nodeInfo(e.ID, r.Kind, r.What, r.At, time.Time{}, "executing")
	thread := threadName(r.Worker)
	now := v.o.Now()
	v.jsonAt(now.Add(-e.Elapsed), thread, queryEvent, "debug", e.SQL, map[string]any{"conn_name": e.ID, "sql": e.SQL, "node_info": info})
	status := "OK"
	if e.Err != nil {
		status = "ERROR: " + e.Err.Error()
	}
	v.jsonAt(now, thread, queryDoneEvent, "debug", fmt.Sprintf("SQL status: %s in %.3f seconds", status, e.Elapsed.Seconds()), map[string]any{
		"status": status, "elapsed": e.Elapsed.Seconds(), "query_id": e.QueryID, "node_info": info,
	})
}

func (v *View) jsonRunFinished(e event.RunFinished) {
	level := "info"
	success := !e.Canceled
	for _, r := range e.Results {
		if r.Status.Bad() {
			success = false
		}
	}
	if !success {
		level = "error"
	}
	v.jsonAt(e.At, "MainThread", endEvent, level, Tally(e), map[string]any{
		"msg": Tally(e), "keyboard_interrupt": e.Canceled, "stats": stats(e.Results),
	})
	v.jsonAt(e.At, "MainThread", statsEvent, "info", fmt.Sprintf("Finished running %s in %.2f seconds", count(len(e.Results), "node"), e.Elapsed.Seconds()), map[string]any{
		"execution_time": e.Elapsed.Seconds(), "execution": fmt.Sprintf("%.2f seconds", e.Elapsed.Seconds()), "stat_line": count(len(e.Results), "node"),
	})
	v.jsonAt(e.At, "MainThread", completedEvent, "debug", fmt.Sprintf("Command `mart %s` ended after %.2f seconds", v.run.Command, e.Elapsed.Seconds()), map[string]any{
		"command": "mart " + v.run.Command, "completed_at": artifact.Time(e.At), "elapsed": e.Elapsed.Seconds(), "success": success,
	})
}
