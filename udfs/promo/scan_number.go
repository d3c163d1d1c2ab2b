package promo

// smallNumber is the length of a number of one digit, or of two that does not begin with
// 0, with nothing behind it that could belong to it; otherwise 0.
func smallNumber(s []byte, i int) int {
	switch {
	case s[i] == '0':
		return 0
	case !extends[s[i+1]]:
		return 1
	case isDigit(s[i+1]) && !extends[s[i+2]]:
		return 2
	}
	return 0
}

// extends are the bytes that may go on with a number.
var extends = [256]bool{'.': true, ',': true, '\'': true, '-': true, ':': true,
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true}

// scanPlain reads what most numbers are: up to seven digits, or those and two more behind a
// point or a comma, and nothing behind them that could belong to the number. Otherwise it
// returns i. s has padding.
func scanPlain(s []byte, i int, l *lexeme) int {
	x := eightAt(s, i)
	n := leadingDigits(x)
	end := i + n
	switch s[end] {
	default:
		if n == 8 {
			return i
		}
		l.groups, l.value = 1, number8(x, n)*scale
	case '.', ',':
		if n == 8 || !isDigit(s[end+1]) || !isDigit(s[end+2]) || continues[s[end+3]] {
			return i
		}
		l.groups, l.decimals = 2, 2
		l.value = number8(x, n)*scale + int64(s[end+1]-'0')*1000 + int64(s[end+2]-'0')*100
		end += 3
	case '\'', '-', ':':
		return i
	}
	l.leadZero = s[i] == '0'
	return end
}

// continues are the bytes that may go on with a number behind two decimals.
var continues = [256]bool{'.': true, ',': true, '\'': true,
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true}

// scanNumber reads digits with their separators: 1.299,00 and 1,299.00 and 10'000 and
// "50,-". It fills t and returns the end.
func scanNumber(s []byte, i int, t *lexeme) int {
	var whole, frac int64
	digits := func() (v int64, n int) {
		for i < len(s) && isDigit(s[i]) {
			if n < 13 {
				v = v*10 + int64(s[i]-'0')
			}
			i++
			n++
		}
		return v, n
	}
	t.leadZero = s[i] == '0'
	v, n := digits()
	whole, t.groups = v, 1
	huge := n > 9
	var sep byte
	for i+1 < len(s) && (s[i] == '.' || s[i] == ',' || s[i] == '\'') && isDigit(s[i+1]) && !huge {
		this := s[i]
		save := i
		i++
		v, n := digits()
		t.groups++
		huge = huge || n > 9
		switch {
		case t.decimals > 0: // a third group: a date, or a thousands group that looked like decimals
			if this != sep && n <= 2 && t.decimals == 3 {
				whole, frac, t.decimals = whole*1000+frac, v, uint8(n)
				t.groups = 2
			} else if n == 3 && t.decimals == 3 && this == sep {
				whole, frac = whole*1000+frac, v
				t.groups = 2
			} else {
				t.groups = max(t.groups, 3)
			}
		case this == '\'' && n != 3:
			i = save
			goto done
		default:
			frac, t.decimals = v, uint8(min(n, 9))
			sep = this
		}
	}
done:
	if t.decimals == 3 && !t.leadZero && t.groups == 2 {
		whole, frac, t.decimals = whole*1000+frac, 0, 0 // 1.299 is a price of four digits
	}
	for d := t.decimals; d < 4; d++ {
		frac *= 10
	}
	for d := t.decimals; d > 4; d-- {
		frac /= 10
	}
	if huge || whole > 999_999_999 {
		whole, frac, t.groups = 0, 0, 9
	}
	t.value = whole*scale + frac
	return scanTail(s, i, t)
}

// scanTail reads what may close a price ("50,-", "14.--") and notes a final point.
func scanTail(s []byte, i int, t *lexeme) int {
	if i >= len(s) {
		return i
	}
	if t.decimals > 0 {
		t.dotTail = s[i] == '.' // "31.12."
		return i
	}
	if s[i] == '.' || s[i] == ',' || s[i] == ':' && i+1 < len(s) && s[i+1] == '-' {
		j := i + 1
		for j < len(s) && (s[j] == '-' || s[j] == '=') {
			j++
		}
		if j > i+1 && (j == len(s) || !isDigit(s[j])) {
			t.dashTail = true
			return j
		}
		t.dotTail = s[i] == '.'
		return i
	}
	if s[i] == '-' && (i+1 == len(s) || s[i+1] == ' ' && (i+2 == len(s) || !isDigit(s[i+2]))) || s[i] == '-' && i+1 < len(s) && s[i+1] == '-' {
		j := i
		for j < len(s) && s[j] == '-' {
			j++
		}
		t.dashTail = true
		return j
	}
	return i
}
