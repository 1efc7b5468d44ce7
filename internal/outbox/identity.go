package outbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// A handout says in three places what it is: a custom property, a defined name that
// stands for a text, and the first cell of a hidden sheet. Any one is enough. Each
// row's key stands in the hidden last column of its sheet, and in the hidden sheet.
const (
	PropertyName = "goalxl handout"
	DefinedName  = "goalxl_handout"
)

// Identity is what a handout says that it is.
type Identity struct {
	Round, Part string
	Check       string // hex: keyed over round, part and the keys of the rows
}

// String is the identity as it stands in a handout.
func (id Identity) String() string {
	return fmt.Sprintf("goalxl handout 1; round %s; part %s; check %s", id.Round, id.Part, id.Check)
}

// The forms are compiled when they are first asked for: most runs never do.
var (
	identityForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`goalxl handout 1; round ([0-9a-z-]{1,64}); part ([0-9]{1,9}); check ([0-9a-f]{64})`)
	})
	keyForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^gx-[0-9a-f]{16}$`) })
)

// FindIdentity returns the identity that stands somewhere in a text: a cell, a
// property, or the definition of a name with its quotation marks.
func FindIdentity(text string) (Identity, bool) {
	m := identityForm().FindStringSubmatch(text)
	if m == nil {
		return Identity{}, false
	}
	return Identity{Round: m[1], Part: m[2], Check: m[3]}, true
}

// IsKey reports whether a text has the form of a row's key.
func IsKey(text string) bool { return keyForm().MatchString(text) }

// NewRound names a round and derives its secret: the day it is sent (2026-06-01),
// the bytes' SHA-256 of the workbook that is split, and how it is split. The hash
// must not be known to those who get the handouts: nothing of it is in them.
func NewRound(day string, source [sha256.Size]byte, how ...string) (round, secret string) {
	material := strings.Join(append([]string{day}, how...), "\x00")
	key := keyed(source[:], "goalxl outbox secret 1", material)
	name := keyed(source[:], "goalxl outbox round 1", material)
	return strings.ReplaceAll(day, "-", "") + "-" + hex.EncodeToString(name[:4]), hex.EncodeToString(key)
}

// NewKey is the key of a row of a round's source: the row of a table that begins in
// a column of a sheet, for tables may stand side by side.
func NewKey(secret, kind, sheet string, col, row int32) string {
	return "gx-" + hex.EncodeToString(keyed(secretBytes(secret), "row", kind, sheet, fmt.Sprint(col), fmt.Sprint(row))[:8])
}

// Sign returns the identity of a handout: its check covers the keys of its rows in
// their order.
func (r *Record) Sign(h *Handout) Identity {
	words := []string{"handout", r.Round, h.Part}
	for i := range h.Rows {
		words = append(words, h.Rows[i].Key)
	}
	return Identity{r.Round, h.Part, hex.EncodeToString(keyed(secretBytes(r.Secret), words...))}
}

// Genuine returns the handout of this round that an identity is of. known is false
// if the round or the part is another one; genuine is false if the check is not the
// one that the handout was given: the identity was made up or altered.
func (r *Record) Genuine(id Identity) (h *Handout, known, genuine bool) {
	if id.Round != r.Round {
		return nil, false, false
	}
	for i := range r.Handouts {
		if h := &r.Handouts[i]; h.Part == id.Part {
			return h, true, hmac.Equal([]byte(id.Check), []byte(r.Sign(h).Check))
		}
	}
	return nil, false, false
}

func secretBytes(secret string) []byte {
	b, err := hex.DecodeString(secret)
	if err != nil || len(b) == 0 {
		return []byte(secret)
	}
	return b
}

// keyed is HMAC-SHA-256 over words, each with its length, so that none runs into
// the next.
func keyed(key []byte, words ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, w := range words {
		fmt.Fprintf(h, "%d:%s", len(w), w)
	}
	return h.Sum(nil)
}
