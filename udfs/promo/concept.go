package promo

// A concept is what a word means to the rules, whatever its language. Language files
// list the words of a concept; rules name concepts only.
type concept uint8

// Concepts that rules match on. There can be no more than 64: a token's concepts are
// one machine word.
const (
	// What a number turned out to be. No language lists these.
	cInt          concept = iota // a whole number without a currency
	cDec                         // a number with digits behind the point
	cMoney                       // an amount with a printed currency, or "50,-"
	cPct                         // a percentage
	cOrd                         // second, third ...
	cFrac                        // a half, a third, 1/3; its value is a percentage
	cSize                        // 500 g, 6 x 33 cl
	cWord                        // a run of words that no language file knows
	cPlus                        // +
	cEq                          // =
	cSlash                       // /
	cTimes                       // x
	cDash                        // - between two numbers
	cFree                        // free, gratis
	cFor                         // for: "2 for 5"
	cAt                          // at: "second at half price"; kept only where a price may follow
	cBundle                      // for the price of
	cBuy                         // buy, take
	cPay                         // pay
	cGet                         // get, receive
	cOff                         // off, discount, cheaper
	cPrice                       // price
	cFrom                        // from, when buying: announces a threshold
	cWas                         // was, instead of: announces an old price
	cNow                         // now: announces a new price
	cTo                          // to: "from 5 to 4"
	cSave                        // save
	cDelivery                    // delivery, shipping
	cGift                        // gift
	cMore                        // more, extra: content added to the pack
	cEach                        // each, a piece: the price is for one unit
	cPer                         // per
	cMeasure                     // per kg, per 100 g
	cVolume                      // volume discount: a threshold that is not printed
	cCashback                    // cashback, voucher, credited on the card
	cPoints                      // loyalty points
	cHeadline                    // action, promo, special offer: a promotion without numbers
	cBogo                        // buy one get one
	cUpTo                        // up to
	cAtLeast                     // at least, better than
	cMinus                       // minus
	cDouble                      // double, triple
	cCheapest                    // the cheapest one
	cMeal                        // a combination of products at one price: meal deal
	cOfWhich                     // of which: "4 of which 1 free"
	cFreeDelivery                // free delivery in one word
	cAfter                       // after: "£5 after £2 off"
)

// Concepts that are taken out of the text before the rules run: conditions, and words
// that tell what a number near them is not.
const (
	cLoyalty concept = iota + 64 // loyalty card, members
	cApp
	cCoupon
	cPayment // bank or payment card
	cGroup   // students, seniors, new customers
	cDays    // weekdays
	cOnline
	cStore
	cMix   // any, mix and match
	cLimit // maximum per customer
	cFiller
	cUnit        // piece, pack, bottle, product
	cOrdSuffix   // 2e, 2nd, 2da
	cPercentWord // percent
	cPerson
	cTime // hours, days, years
	cMonth
	cWeekday
	cUntil // until: announces a date
	cDeposit
	cVAT
	cContent // fat, alcohol, cotton: the percentage is of content
	cInstalment
	cGuarantee    // whole text is no promotion
	cPack         // glued to a number: 6pk, 20s
	cOne          // articles that can mean 1
	cGroszy       // a grosz: the price 0.01
	cOn           // on, behind a percentage: "20% on all wine" is a discount
	cUpToAfter    // up to, behind the number
	cAtOnce       // at once: what the card gives is no credit
	cSingular     // a unit that is one: behind a number from 2 it tells which, "2 produkt"
	cAtLeastAfter // at least, behind the number
	cExcept       // not with, except: the percentage is of another offer
	cLess         // less: "40% less plastic" is no discount, "40% less" is one
	cWorth        // worth: the value of a gift, no price
	cBetween      // between: announces the ends of a range
	cName         // a name whose words mean something elsewhere: Pepsi Max, Second Nature
	cAbout        // about: the percentage behind it is no exact one
	cSizeUnit
	cCurrency
)

// A set is the concepts of a token.
type set [2]uint64

func (s set) has(c concept) bool { return s[c>>6]&(1<<(c&63)) != 0 }

func (s *set) add(c concept) { s[c>>6] |= 1 << (c & 63) }

// bit is a matched concept as a mask.
func bit(c concept) uint64 { return 1 << c }

// conceptNames are the words that patterns use.
var conceptNames = map[string]concept{
	"int": cInt, "dec": cDec, "money": cMoney, "pct": cPct, "ord": cOrd, "frac": cFrac, "size": cSize,
	"word": cWord, "plus": cPlus, "eq": cEq, "slash": cSlash, "times": cTimes, "dash": cDash,
	"free": cFree, "for": cFor, "at": cAt, "bundle": cBundle, "buy": cBuy, "pay": cPay, "get": cGet,
	"off": cOff, "price": cPrice, "from": cFrom, "was": cWas, "now": cNow, "to": cTo, "save": cSave,
	"delivery": cDelivery, "gift": cGift, "more": cMore, "each": cEach, "per": cPer, "measure": cMeasure,
	"volume": cVolume, "cashback": cCashback, "points": cPoints, "headline": cHeadline, "bogo": cBogo,
	"upto": cUpTo, "atleast": cAtLeast, "minus": cMinus, "double": cDouble, "cheapest": cCheapest,
	"meal": cMeal, "ofwhich": cOfWhich, "freedelivery": cFreeDelivery, "after": cAfter,
}
