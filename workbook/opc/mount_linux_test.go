package opc

import "syscall"

// mountTiny mounts a file system of 1 MB, which takes rights that few have.
func mountTiny(dir string) error { return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m") }

func unmount(dir string) { syscall.Unmount(dir, 0) }
