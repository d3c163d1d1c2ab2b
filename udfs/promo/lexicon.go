package promo

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A language is the vocabulary of one language. Words are written as people write them;
// they are folded like the texts. Lists are separated by commas, and an entry may be a
// phrase of several words.
type language struct {
	code      string
	words     map[concept]string
	numbers   map[int]string // words for whole numbers, from 1
	ordinals  map[int]string // words for ordinals, from 2; at 1 those for one more: another, the next
	fractions map[int]string // words for a fraction, by 100 times its percentage: 5000 is a half
	sizes     map[string]string
	suffixes  map[concept]string // endings of compounds, for words that no list has
}

// languages are all vocabularies. Where a rule matched words of several, the first wins.
func languages() []language {
	return []language{dutch(), french(), german(), english(), spanish(), portuguese(), italian(),
		swedish(), norwegian(), danish(), finnish(), polish(), czech(), slovak(), hungarian(), greek(), hebrew(), turkish(), romanian()}
}

// A sense is what a word means: its concepts in all languages, and a number for those
// that stand for one.
type sense struct {
	is      set
	value   int64 // of a number, ordinal or fraction, scaled
	unit    string
	money   *currency
	langs   uint32 // bit i: languages()[i]
	id      uint16 // tells senses apart
	plain   bool   // of a word that means something only beside others
	phrases []phrase
}

// A phrase is the words that must follow the first one, and what they mean together.
type phrase struct {
	key   uint16 // of the word after the first: its length and first byte
	rest  []string
	sense *sense
}

// wordKey tells most words apart.
func wordKey(word []byte) uint16 { return uint16(len(word))<<8 | uint16(word[0]) }

type suffix struct {
	text  string
	sense *sense
}

type lexicon struct {
	words    map[string]*sense
	table    *wordTable    // of words
	suffixes [256][]suffix // by last byte
	endings  [256]uint32   // by last byte: bit i: a suffix has a byte i before it, modulo 32
	meaning  []*sense      // by id; nil for words that mean something only beside others
	traits   []trait       // by id
	codes    []string
}

var theLexicon = sync.OnceValue(func() *lexicon { return newLexicon(languages()) })

func newLexicon(languages []language) *lexicon {
	l := &lexicon{words: make(map[string]*sense, 4096)}
	for i, lang := range languages {
		l.codes = append(l.codes, lang.code)
		l.addLanguage(lang, 1<<i)
	}
	for i := range currencies {
		c := &currencies[i]
		for name := range strings.FieldsSeq(c.words) {
			s := l.sense(name)
			s.is.add(cCurrency)
			s.money = c
		}
	}
	for unit, names := range commonSizes {
		l.addSizes(unit, names, 0)
	}
	l.number()
	l.table = newWordTable(l.words)
	return l
}

// number gives every sense its id. Words that stand only in phrases, and those before a
// dollar sign, get one too: which of them a text has makes a difference.
func (l *lexicon) number() {
	plain := func(word string) {
		if l.words[word] != nil {
			return
		}
		s := &sense{plain: true}
		if x := l.bySuffix([]byte(word)); x != nil {
			*s = *x
		}
		l.words[word] = s
	}
	for _, word := range prefixes {
		plain(string(word))
	}
	for _, first := range slices.Collect(maps.Values(l.words)) {
		for _, ph := range first.phrases {
			for _, word := range ph.rest {
				plain(word)
			}
		}
	}
	for _, s := range l.words { // for the search in resolve; of one key the longest stay first
		slices.SortStableFunc(s.phrases, func(a, b phrase) int { return cmp.Compare(a.key, b.key) })
	}
	l.meaning, l.traits = []*sense{nil}, []trait{0}
	add := func(s *sense) {
		s.id = uint16(len(l.meaning))
		l.traits = append(l.traits, s.traits())
		if s.plain {
			s = nil
		}
		l.meaning = append(l.meaning, s)
	}
	for _, word := range slices.Sorted(maps.Keys(l.words)) {
		add(l.words[word])
	}
	for last, list := range l.suffixes {
		for _, x := range list {
			add(x.sense)
			if x.sense.is.has(cUnit) {
				l.traits[x.sense.id] |= compound
			}
			l.endings[last] |= endingBit(x.text)
		}
	}
}

// endingBit is the bit of endings for the last byte but one of a suffix.
func endingBit(suffix string) uint32 {
	if len(suffix) < 2 {
		return ^uint32(0) // any byte
	}
	return 1 << (suffix[len(suffix)-2] & 31)
}

func (l *lexicon) addLanguage(lang language, bit uint32) {
	for c, list := range lang.words {
		for _, s := range l.entries(list) {
			s.is.add(c)
			s.langs |= bit
		}
	}
	valued := func(c concept, lists map[int]string, unit int64) {
		for v, list := range lists {
			for _, s := range l.entries(list) {
				s.is.add(c)
				s.value = int64(v) * unit
				s.langs |= bit
			}
		}
	}
	valued(cInt, lang.numbers, scale)
	valued(cOrd, lang.ordinals, scale)
	valued(cFrac, lang.fractions, scale/100)
	for unit, names := range lang.sizes {
		l.addSizes(unit, names, bit)
	}
	for c, list := range lang.suffixes {
		for name := range strings.SplitSeq(list, ",") {
			text := string(normalise(nil, name))
			s := &sense{langs: bit}
			s.is.add(c)
			last := text[len(text)-1]
			l.suffixes[last] = append(l.suffixes[last], suffix{text, s})
		}
	}
}

func (l *lexicon) addSizes(unit, names string, lang uint32) {
	for _, s := range l.entries(names) {
		s.is.add(cSizeUnit)
		s.unit = unit
		s.langs |= lang
	}
}

// entries finds or makes the senses of a comma-separated list.
func (l *lexicon) entries(list string) []*sense {
	var out []*sense
	for entry := range strings.SplitSeq(list, ",") {
		if s := l.sense(entry); s != nil {
			out = append(out, s)
		}
	}
	return out
}

func (l *lexicon) sense(entry string) *sense {
	buf := normalise(nil, entry)
	var toks [16]lexeme
	n, _ := scan(buf, toks[:], nil)
	if n == 0 {
		return nil
	}
	words := make([]string, n)
	for i := range n {
		words[i] = string(buf[toks[i].start:toks[i].end])
	}
	first := l.words[words[0]]
	if first == nil {
		first = &sense{}
		l.words[words[0]] = first
	}
	if n == 1 {
		return first
	}
	for _, p := range first.phrases {
		if slices.Equal(p.rest, words[1:]) {
			return p.sense
		}
	}
	s := &sense{}
	at := 0
	for at < len(first.phrases) && len(first.phrases[at].rest) >= n-1 {
		at++ // longest first
	}
	first.phrases = append(first.phrases[:at], append([]phrase{{wordKey([]byte(words[1])), words[1:], s}}, first.phrases[at:]...)...)
	return s
}

// lookup is the id of the sense of the word from s[start] to s[end], or 0. s has padding.
func (l *lexicon) lookup(s []byte, start, end int) uint16 {
	if l == nil {
		return 0
	}
	if id := l.table.find(s, start, end); id != 0 {
		return id
	}
	if end-start >= shortestCompound && l.endings[s[end-1]]>>(s[end-2]&31)&1 != 0 {
		if x := l.bySuffix(s[start:end]); x != nil {
			return x.id
		}
	}
	return 0
}

// shortestCompound is the length from which on a word may be known by its ending.
const shortestCompound = 6

func (l *lexicon) bySuffix(word []byte) *sense {
	if len(word) < shortestCompound {
		return nil
	}
	for _, x := range l.suffixes[word[len(word)-1]] {
		if len(word) > len(x.text) && string(word[len(word)-len(x.text):]) == x.text {
			return x.sense
		}
	}
	return nil
}
