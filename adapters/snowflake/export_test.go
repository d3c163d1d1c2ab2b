package snowflake

// What the tests of this package look at from outside.
var (
	Logical    = logical
	NormalType = normalType
	FirstWord  = firstWord
	Stored     = stored
	ParseKey   = parseKey
)

// Keywords are the words that Quote quotes.
func Keywords() []string { return keywords }
