package snowtest

// What the tests need to put an account of their own behind the wire.
type (
	Backend = backend
	Opening = opening
	Place   = place
)

// StartWith is Start with an account of the caller's.
func StartWith(o Options, b Backend) (*Server, error) { return start(o, b) }
