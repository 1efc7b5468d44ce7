package lang

// Error is an error that a person reads: what happened, to what, and what to do
// about it, in one or two lines of their language.
type Error struct {
	What  Message // what happened, naming file, sheet and cell as far as they are known
	Hint  Message // what to do; may be zero
	Cause error   // the technical error underneath; may be nil
}

// Error returns the English form, for logs and tests.
func (e *Error) Error() string { return e.In(EN) }

// In returns what happened and what to do, in l.
func (e *Error) In(l Lang) string {
	if e.Hint.IsZero() {
		return e.What.In(l)
	}
	return e.What.In(l) + hintJoin.In(l) + e.Hint.In(l)
}

// Unwrap returns the technical error underneath.
func (e *Error) Unwrap() error { return e.Cause }

var hintJoin = T("，", "; ")
