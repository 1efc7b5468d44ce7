package command

import (
	"goalxl/allocate"
	"goalxl/internal/config"
)

// setup is what holds for one workbook of a batch.
type setup struct {
	config *config.File // nil if there is none
	policy allocate.Policy
}

// configure finds the goalxl.yaml of each workbook, the one of --config or the one
// beside it, and says which are used. A file that cannot be used ends the run
// before anything is done.
func (r *run) configure(b *batch) error {
	none := config.Policy{}
	policy, err := r.policy(&none)
	if err != nil {
		return err
	}
	known := map[string]setup{"": {policy: policy}}
	for i := range b.files {
		path := r.flags["config"]
		if path == "" && b.files[i].err == nil {
			path = config.Beside(b.files[i].path)
		}
		s, ok := known[path]
		if !ok {
			if s.config, err = config.Read(path); err != nil {
				return err
			}
			if s.policy, err = r.policy(&s.config.Policy); err != nil {
				return err
			}
			known[path] = s
			r.voice.note(sayConfig.With(path))
		}
		b.settings = append(b.settings, s)
	}
	return nil
}
