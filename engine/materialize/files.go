package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
)

// quoted prints a text as a DuckDB literal. Readers are DuckDB's, whatever the target.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// ident prints a name as DuckDB reads it, whatever letters it has.
func ident(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// list prints a DuckDB list of texts.
func list(items []string) string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = quoted(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// absolute puts the project's folder before a path, unless it is a URL or absolute.
func absolute(root, path string) string {
	if root == "" || strings.Contains(path, "://") || strings.HasPrefix(path, "/") {
		return path
	}
	return strings.TrimSuffix(root, "/") + "/" + path
}

// exact keeps a file's name from being read as a glob.
func exact(path string) string {
	if !strings.ContainsAny(path, "*?[") {
		return path
	}
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(path)
}

// paths are the due files, ready for a reader.
func paths(root string, files []engine.File) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = exact(absolute(root, f.Path))
	}
	return out
}

// readable leaves out compressed files of no bytes: they hold no rows, and DuckDB takes
// them for broken.
func readable(files []engine.File) []engine.File {
	return slices.DeleteFunc(slices.Clone(files), func(f engine.File) bool {
		return f.Size == 0 && (strings.HasSuffix(f.Path, ".gz") || strings.HasSuffix(f.Path, ".zst"))
	})
}

// expand writes out the alternatives {a,b} of a glob, which DuckDB does not know.
func expand(glob string) []string {
	open := strings.IndexByte(glob, '{')
	if open < 0 {
		return []string{glob}
	}
	depth := 0
	begin := open + 1
	var alternatives []string
	for i := open; i < len(glob); i++ {
		switch glob[i] {
		case '{':
			depth++
		case ',':
			if depth == 1 {
				alternatives = append(alternatives, glob[begin:i])
				begin = i + 1
			}
		case '}':
			if depth--; depth > 0 {
				continue
			}
			var out []string
			for _, a := range append(alternatives, glob[begin:i]) {
				out = append(out, expand(glob[:open]+a+glob[i+1:])...)
			}
			return out
		}
	}
	return []string{glob}
}

// hiveKeys are the names of the key=value folders of a path or glob.
func hiveKeys(path string) []string {
	var keys []string
	folders := strings.Split(path, "/")
	for _, folder := range folders[:len(folders)-1] {
		if key, _, ok := strings.Cut(folder, "="); ok && key != "" && !strings.ContainsAny(key, "*?[{") && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// fileColumn is the expression of _file: the reader's name of a file without the
// project's folder, which is as engine.File.Path gives it.
func fileColumn(root string) string {
	if root == "" {
		return "__file"
	}
	prefix := strings.TrimSuffix(root, "/") + "/"
	return "case when starts_with(__file, " + quoted(prefix) + ") then __file[" +
		itoa(len([]rune(prefix))+1) + ":] else __file end"
}

// visible keeps what a glob must not match: files and folders whose name begins with
// "_" or "." hold work under way. DuckDB prunes its list of files by it.
func visible(root string) string {
	return "not regexp_matches(" + fileColumn(root) + `, '(^|/)[._]')`
}
