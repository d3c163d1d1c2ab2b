package cli

import (
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
		Description: "Arguments are given as text; null is NULL.\nExamples:\n  mart udf --list\n  mart udf parse_promo            its documentation\n  mart udf parse_promo \"1+1 gratis\"\n" +
			"  mart udf parse_promo \"3 voor 5 euro\" 2.25 EUR --output json\n  mart udf parse_promo --explain \"2da Unid 70% DTO\"",
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
			if c.Bool("explain") {
				return s.explainUDF(f, values)
			}
			return callUDF(v, f, values, output)
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
	}
	return f, values, nil
}

func callUDF(v *view.View, f *udfs.Func, values []any, output view.Output) error {
	result, err := udfs.Call(f, values...)
	if err != nil {
		return usageError{err.Error(), "its signature is  " + f.Signature()}
	}
	return v.UDF(f, result, view.TableOptions{Output: output})
}

func (s *shell) explainUDF(f *udfs.Func, values []any) error {
	if f.Explain == nil {
		return usageError{f.Name + " does not explain itself", "call it without --explain"}
	}
	explanation, err := f.Explain(values)
	if err != nil {
		return usageError{err.Error(), "its signature is  " + f.Signature()}
	}
	_, err = fmt.Fprintln(s.out, strings.TrimRight(explanation.String(), "\n"))
	return err
}
