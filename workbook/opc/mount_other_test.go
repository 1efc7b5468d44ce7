//go:build !linux && !windows

package opc

import "errors"

func mountTiny(string) error { return errors.ErrUnsupported }

func unmount(string) {}
