// Package opc reads and writes the package that a workbook is: a zip archive of
// parts that relationships hold together (Open Packaging Conventions, ECMA-376
// part 2).
//
// Open is the guard of the program: nothing of a file is used before it was
// found whole and harmless, and what is refused is refused with a sentence that
// a person can act upon (*lang.Error). Write copies what is not edited as it
// stands, compressed bytes and all, and Save puts the result in place whole or
// not at all.
package opc
