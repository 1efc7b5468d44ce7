package outbox

import "strings"

// IdentityWord begins every identity.
const IdentityWord = "goalxl handout 1;"

// IsOwnFile reports whether a file of an outbox is known by its name to be no
// handout: the list of what was made, also as a copy of it was numbered.
func IsOwnFile(name string) bool {
	for _, own := range []string{ListName.ZH, ListName.EN} {
		stem := strings.TrimSuffix(own, ".xlsx")
		if rest, ok := strings.CutPrefix(strings.TrimSuffix(name, ".xlsx"), stem); ok && strings.Trim(rest, " ()0123456789") == "" {
			return true
		}
	}
	return false
}
