// Package macros holds mart's standard macros and data tests: the *.sql files of this
// folder, embedded. Folders below it belong to the project at the root.
package macros

import "embed"

// FS has the standard macro files in its top folder.
//
//go:embed *.sql
var FS embed.FS
