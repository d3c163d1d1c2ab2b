package gen

// dice is a stream of random decisions that follow from a key alone.
// The same key gives the same stream, on every machine.
type dice struct{ state uint64 }

// roll starts a stream from the parts of a key.
func roll(key ...uint64) dice {
	state := uint64(0x9e3779b97f4a7c15)
	for _, part := range key {
		state = scramble(state ^ scramble(part+0x9e3779b97f4a7c15))
	}
	return dice{state}
}

// scramble is the finalizer of splitmix64: every input bit reaches every output bit.
func scramble(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	return scramble(d.state)
}

// below gives a number from 0 to n-1; n must be positive.
func (d *dice) below(n int) int { return int(d.next() % uint64(n)) }

// between gives a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// chance is true for the given number of cases in a thousand.
func (d *dice) chance(perThousand int) bool { return d.below(1000) < perThousand }

// Topics keep the streams of different questions apart: each is part of a key.
const (
	topicProduct uint64 = iota + 1
	topicAssortment
	topicPrice
	topicPromo
	topicPresence
	topicName
	topicCode
	topicFault
	topicLate
)
