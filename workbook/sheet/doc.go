// Package sheet reads worksheets and shared strings as a stream, and rewrites
// single cells of a worksheet while everything else passes through byte for byte.
//
// The scanner works on the bytes of the part itself: it knows where each row
// and cell stands, reads every legal form of the format, and refuses what is not
// well-formed or out of order, so that whatever is built on it may rely on the
// part being sound. Refusals are *lang.Error; they name the row or cell where it
// is known, and the caller adds the file and the sheet.
package sheet
