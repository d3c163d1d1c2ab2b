// Package quality writes the SQL of data tests and gives their verdict, in dbt's
// words and with dbt's defaults. It is pure text: it sends nothing.
package quality
