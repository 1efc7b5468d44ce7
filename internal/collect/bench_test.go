package collect

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"goalxl/workbook"
)

// BenchmarkCollect merges the replies in the folder that GOALXL_ROUND names (which has
// 目标.xlsx, 下发 and 回复 in it), against reading the same files and writing the master.
func BenchmarkCollect(b *testing.B) {
	dir := os.Getenv("GOALXL_ROUND")
	if dir == "" {
		b.Skip("GOALXL_ROUND names no folder")
	}
	replies, err := filepath.Glob(filepath.Join(dir, "回复", "*.xlsx"))
	if err != nil || len(replies) == 0 {
		b.Fatal(err)
	}
	into := filepath.Join(dir, "目标.xlsx")
	b.Run("collect", func(b *testing.B) {
		for b.Loop() {
			r, err := Collect(context.Background(), Request{Into: into, Replies: replies}, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := r.Write(discard{}); err != nil {
				b.Fatal(err)
			}
			r.Close()
		}
	})
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			for _, path := range append([]string{into}, replies...) {
				book, err := workbook.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := book.Read(); err != nil {
					b.Fatal(err)
				}
				if path == into {
					if err := book.Merge(workbook.Merged{})(discard{}); err != nil {
						b.Fatal(err)
					}
				}
				book.Close()
			}
		}
	})
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
