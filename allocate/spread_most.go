package allocate

import (
	"math/bits"
	"slices"
)

// manySizes is from how many sizes on counting them beats sorting them.
const manySizes = 256

// mostOf returns the size that the k largest of sizes go down to, and how many of the k
// are as large as that: the others are larger. k is from 1 to their number. The sizes
// are left in another order.
func mostOf(sizes []uint64, k int) (least uint64, equal int) {
	shift := 0
	if len(sizes) > manySizes {
		shift = max(0, bits.Len64(slices.Max(sizes))-8)
	}
	for ; len(sizes) > manySizes; shift = max(0, shift-8) {
		var count [256]int
		for _, s := range sizes {
			count[byte(s>>shift)]++
		}
		digit := 255
		for ; count[digit] < k; digit-- {
			k -= count[digit]
		}
		if kept := sizes[:0]; count[digit] < len(sizes) {
			for _, s := range sizes {
				if byte(s>>shift) == byte(digit) {
					kept = append(kept, s)
				}
			}
			sizes = kept
		}
		if shift == 0 {
			return sizes[0], k
		}
	}
	slices.Sort(sizes)
	least = sizes[len(sizes)-k]
	for equal < k && sizes[len(sizes)-k+equal] == least {
		equal++
	}
	return least, equal
}
