package snowtest

import "errors"

// openAccount opens the account of the options.
func openAccount(Options) (backend, error) {
	return nil, errors.New("the account of the test server is not there yet")
}
