package suite

// The names that tests outside the package look behind.
var NameOf = nameOf

// BareOf is bareScript's second half: the script of a project that is parsed and compiled.
func BareOf(dir string) (string, error) { return bareOf(dir) }
