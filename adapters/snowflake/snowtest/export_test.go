package snowtest

// What the tests need to put an account of their own behind the wire.
type (
	Backend = backend
	Opening = opening
	Place   = place
)

// StartWith is Start with an account of the caller's.
func StartWith(o Options, b Backend) (*Server, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	o.fill()
	folder, err := makeFolder(o)
	if err != nil {
		return nil, err
	}
	return start(o, b, folder)
}
