package parse

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// checkFolders warns of a config: key of mart.yml that is the folder of nothing: a typo
// there would change how models are built without a word.
func (l *loader) checkFolders(context.Context) {
	folders := l.foldersInUse()
	for _, f := range l.file.Folders {
		if f.Path == "." || folders[f.Path] {
			continue
		}
		hint := diag.DidYouMean(f.Path, keys(folders))
		if hint == "" {
			hint = "write the path of a folder as it is below models/, seeds/ or tests/; the config of one model goes into its file"
		}
		l.problems.Add(diag.Warnf(f.Span, "unused-config", "no model, seed or test lies in a folder %q", f.Path).WithHint("%s", hint))
	}
}

// foldersInUse is every folder, below those of the project, that something lies in.
func (l *loader) foldersInUse() map[string]bool {
	out := map[string]bool{}
	paths := l.project.Manifest.Project.Paths
	all := slices.Concat(paths.Models, paths.Seeds, paths.Snapshots, paths.Tests)
	for _, file := range slices.Concat(l.found.models, l.found.seeds, l.found.tests, l.found.properties) {
		for dir := path.Dir(below(file, all)); dir != "." && dir != "/"; dir = path.Dir(dir) {
			out[strings.TrimSuffix(dir, "/")] = true
		}
	}
	return out
}
