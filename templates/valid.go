package templates

import (
	"sync"

	"github.com/go-playground/validator/v10"
)

var valid = sync.OnceValue(func() *validator.Validate { return validator.New() })

// Valid reports whether the text of a cell keeps the column's rule: an address
// that is none (张三@) breaks it. A column without a rule takes anything.
func (c *Column) Valid(text string) bool {
	return c.Rule == "" || valid().Var(text, c.Rule) == nil
}
