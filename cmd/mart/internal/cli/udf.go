package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/udfs"
)

func (s *shell) udfCommand() *cli.Command {
	return &cli.Command{
		Name: "udf", Usage: "call a Go function, tell of one, or list them", ArgsUsage: "NAME [ARGUMENT ...]",
		Description: "Arguments are given as text; null is NULL, and - as the first one calls the function on every line of the standard input.\nExamples:\n  mart udf --list\n  mart udf parse_promo            its documentation\n  mart udf parse_promo \"1+1 gratis\"\n" +
			"  mart udf parse_promo \"3 voor 5 euro\" 2.25 EUR --output json\n  mart udf parse_promo --explain \"2da Unid 70% DTO\"\n  mart udf parse_promo - < texts.txt",
		Flags: flags(outputFlags(), []cli.Flag{yes("list", "list the functions"), yes("explain", "tell how the function comes to its result"), text("output", "table, csv, json, jsonl, markdown or vertical", "o")}),
		Action: func(c *cli.Context) error {
			v, err := s.newView(c, "")
			if err != nil {
				return err
			}
			registry, err := s.functions()
			if err != nil {
				return err
			}
			output, err := view.ParseOutput(c.String("output"))
			if err != nil {
				return usageError{err.Error(), ""}
			}
			if c.Bool("list") || c.NArg() == 0 {
				return v.UDFs(registry.All(), view.TableOptions{Output: output})
			}
			f, values, err := udfCall(registry, c.Args().Slice())
			if err != nil {
				return err
			}
			if len(values) == 0 && len(f.Args) > 0 && !c.Bool("explain") {
				return v.UDFDoc(f)
			}
			rows, many := [][]any{values}, len(values) > 0 && values[0] == "-"
			if many {
				if rows, err = s.lines(values); err != nil {
					return err
				}
			}
			if c.Bool("explain") {
				if output != view.TableOutput {
					return usageError{fmt.Sprintf("--explain tells in words and has no --output %s", output), "leave one of the two out"}
				}
				return s.explainUDF(f, rows)
			}
			return callUDF(v, f, rows, many, output)
		},
	}
}

// udfCall finds the function of a call and its arguments.
func udfCall(registry *udfs.Registry, args []string) (*udfs.Func, []any, error) {
	f, ok := registry.Lookup(args[0])
	if !ok {
		var names []string
		for _, f := range registry.All() {
			names = append(names, f.Name)
		}
		hint := diag.DidYouMean(args[0], names)
		if hint == "" {
			hint = "the functions are " + strings.Join(names, ", ")
		}
		return nil, nil, usageError{fmt.Sprintf("no Go function is named %q", args[0]), hint}
	}
	values := make([]any, len(args)-1)
	for i, a := range args[1:] {
		if !strings.EqualFold(a, "null") {
			values[i] = a
		}
		if i < len(f.Args) && f.Args[i].Check != nil && values[i] != nil {
			if err := f.Args[i].Check(a); err != nil {
				return nil, nil, usageError{fmt.Sprintf("%s: %s: %v", f.Name, f.Args[i].Name, err), "its signature is  " + f.Signature()}
			}
		}
	}
	return f, values, nil
}

// lines makes a row of arguments of every line of the standard input, which takes the
// place of the first one. An empty line is the empty text: results stay beside their lines.
func (s *shell) lines(values []any) ([][]any, error) {
	var rows [][]any
	in := bufio.NewScanner(s.in)
	in.Buffer(nil, longestLine)
	for in.Scan() {
		rows = append(rows, append([]any{strings.TrimSuffix(in.Text(), "\r")}, values[1:]...))
	}
	if err := in.Err(); err != nil {
		return nil, usageError{"reading the standard input: " + err.Error(), "give one text a line"}
	}
	if len(rows) == 0 {
		return nil, usageError{"there is no text on the standard input", "give one text a line, as in  mart udf parse_promo - < texts.txt"}
	}
	return rows, nil
}

// longestLine bounds a line of the standard input.
const longestLine = 1 << 20

func callUDF(v *view.View, f *udfs.Func, rows [][]any, many bool, output view.Output) error {
	results, err := udfs.CallRows(f, rows)
	switch {
	case err != nil && !many:
		return usageError{err.Error(), "its signature is  " + f.Signature() + "\nfor several texts give one a line:  mart udf " + f.Name + " - < texts.txt"}
	case err != nil:
		return usageError{err.Error(), "its signature is  " + f.Signature()}
	case many:
		return v.UDFRows(f, rows, results, view.TableOptions{Output: output})
	}
	return v.UDF(f, results[0], view.TableOptions{Output: output})
}

func (s *shell) explainUDF(f *udfs.Func, rows [][]any) error {
	if f.Explain == nil {
		return usageError{f.Name + " does not explain itself", "call it without --explain"}
	}
	for i, values := range rows {
		explanation, err := f.Explain(values)
		if err != nil {
			return usageError{err.Error(), "its signature is  " + f.Signature()}
		}
		if i > 0 {
			fmt.Fprintln(s.out)
		}
		if _, err := fmt.Fprintln(s.out, strings.TrimRight(explanation.String(), "\n")); err != nil {
			return err
		}
	}
	return nil
}
