package opc

// Limits bounds what a package may ask of the program. Sizes are in bytes.
type Limits struct {
	// File bounds the archive itself. A million rows by thirty columns take
	// about 100 MB.
	File int64
	// Entries bounds the number of entries of the archive; real packages have
	// tens, those full of pictures a few thousand.
	Entries int
	// Directory bounds the archive's directory, which is held in memory.
	Directory int64
	// Rows bounds each worksheet and the shared strings, inflated: a million
	// rows by thirty columns are about 1 GB. They are only ever streamed.
	Rows int64
	// Part bounds every other part, inflated.
	Part int64
	// Parsed bounds every part that is held in memory to be parsed.
	Parsed int64
	// Meta bounds the content types, the workbook part, and all relationships
	// together: what is looked through again and again.
	Meta int64
	// Total bounds all parts together, inflated.
	Total int64
	// Ratio bounds inflated to compressed size of parts larger than RatioFrom,
	// and of all parts together. Real sheets have 5 to 60; deflate reaches 1032
	// on nothing but zeros.
	Ratio, RatioFrom int64
	// Depth bounds the nesting of XML elements; real parts have under 40.
	Depth int
}

// DefaultLimits returns the limits that Open uses.
func DefaultLimits() Limits {
	return Limits{
		File:      2 << 30,
		Entries:   20_000,
		Directory: 8 << 20,
		Rows:      2 << 30,
		Part:      512 << 20,
		Parsed:    64 << 20,
		Meta:      16 << 20,
		Total:     4<<30 - 1,
		Ratio:     400,
		RatioFrom: 64 << 20,
		Depth:     256,
	}
}
