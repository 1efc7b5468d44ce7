package opc

import "syscall"

func errnoOf(n int) error { return syscall.Errno(n) }
