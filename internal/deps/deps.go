// Package deps pins the libraries until the code that uses them stands.
package deps

import (
	_ "github.com/go-playground/validator/v10"
	_ "github.com/jedib0t/go-pretty/v6/table"
	_ "github.com/klauspost/compress/flate"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/urfave/cli/v2"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/sys/execabs"
	_ "golang.org/x/term"
	_ "golang.org/x/text/width"
	_ "pgregory.net/rapid"
)
