package config

import _ "embed"

// Example is a goalxl.yaml with every setting, each with a comment in both
// languages. Lines behind # are off.
//
//go:embed example.yaml
var Example string
