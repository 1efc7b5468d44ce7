// Package trust holds the tests that attack the program as a whole: damaged and
// hostile workbooks, kills and failing disks in the middle of writing, and other
// programs as judges of what was written. They run the built program and look at
// it from outside only: nothing of its packages is used.
//
// SECURITY.md says which promises they hold, and how the long runs are started.
package trust
