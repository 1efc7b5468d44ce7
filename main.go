// Goalxl recomputes and checks the sales targets in Excel workbooks, and gives
// them back annotated. README.md says how it is used.
package main

import (
	"os"

	"goalxl/internal/command"
)

func main() { os.Exit(command.Main(os.Args[1:])) }
