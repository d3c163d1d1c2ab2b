package fold

// IsDigit reports a digit of a folded text.
func IsDigit(c byte) bool { return c-'0' <= 9 }

// IsLetter reports a byte of a letter of a folded text. It holds for all bytes beyond
// ASCII: a folded text has few signs there, and scanners ask for those first.
func IsLetter(c byte) bool { return c-'a' <= 'z'-'a' || c >= 0x80 }

// Digits is where the digits from s[at] on end.
func Digits(s []byte, at int) int {
	for at < len(s) && IsDigit(s[at]) {
		at++
	}
	return at
}

// Letters is where the letters from s[at] on end.
func Letters(s []byte, at int) int {
	for at < len(s) && IsLetter(s[at]) {
		at++
	}
	return at
}

// Spaces is where the spaces from s[at] on end.
func Spaces(s []byte, at int) int {
	for at < len(s) && s[at] == ' ' {
		at++
	}
	return at
}
