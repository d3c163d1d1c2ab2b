// Package iso4217 reads the currency that callers of functions say a retailer has.
package iso4217

import (
	"fmt"
	"strings"
	"sync"
)

// Unknown stands for an argument that is no currency: it equals no code.
const Unknown = "?"

// The currencies that share a sign with others.
const (
	Dollars = "USD CAD AUD NZD ARS MXN CLP COP SGD HKD UYU TWD BRL BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
	Crowns  = "SEK NOK DKK ISK"
)

// codes are those of ISO 4217 for money that is, or lately was, paid with.
const codes = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF CHF CLP CNY COP CRC CUC CUP " +
	"CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD " +
	"JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN " +
	"NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB " +
	"TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VEF VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL"

const letters = 26

// table has the place of a code in codes, from 1.
var table = sync.OnceValue(func() *[letters * letters * letters]uint16 {
	var t [letters * letters * letters]uint16
	for i := 0; i < len(codes); i += 4 {
		t[slot([3]byte([]byte(codes[i:i+3])))] = uint16(i + 1)
	}
	return &t
})

func slot(code [3]byte) int {
	return (int(code[0]-'A')*letters+int(code[1]-'A'))*letters + int(code[2]-'A')
}

// Code is the ISO 4217 code that an argument names, in any case and with spaces around it;
// Unknown when it names none, and "" when it is blank. The result lives on when the
// argument does not, and costs no memory.
func Code(arg string) string {
	arg = strings.TrimSpace(arg)
	if arg == "" {
		return ""
	}
	if len(arg) != 3 {
		return Unknown
	}
	var code [3]byte
	for i := range code {
		code[i] = arg[i] &^ 0x20
		if code[i] < 'A' || code[i] > 'Z' {
			return Unknown
		}
	}
	at := table()[slot(code)]
	if at == 0 {
		return Unknown
	}
	return codes[at-1 : at+2]
}

// Check refuses a literal argument that names no currency.
func Check(arg string) error {
	if Code(arg) == Unknown {
		return fmt.Errorf("%q is no currency code: write one of ISO 4217, like EUR", arg)
	}
	return nil
}

// In reports that a code is one of a list, and neither blank nor Unknown.
func In(list, code string) bool { return len(code) == 3 && strings.Contains(list, code) }
