package command

import (
	"io"

	"github.com/urfave/cli/v2"
)

// dispatch hands an arranged command line to urfave/cli, which parses it by the
// flags of the command and calls the command. Its own help, exit and error
// texts are switched off: they speak English only, and on the wrong stream.
func (r *run) dispatch(w wish) error {
	app := &cli.App{
		Name:            "goalxl",
		HideHelp:        true,
		HideHelpCommand: true,
		HideVersion:     true,
		Writer:          io.Discard,
		ErrWriter:       io.Discard,
		ExitErrHandler:  func(*cli.Context, error) {},
		OnUsageError:    keepError,
		CommandNotFound: func(*cli.Context, string) {},
		Action:          func(c *cli.Context) error { return unknownCommand(c.Args().First(), commands()) },
	}
	for _, c := range commands() {
		app.Commands = append(app.Commands, r.cliCommand(c))
	}
	return app.RunContext(r.ctx, w.arguments("goalxl"))
}

func (r *run) cliCommand(c command) *cli.Command {
	return &cli.Command{
		Name:         c.name,
		HideHelp:     true,
		Flags:        cliFlags(c.options),
		OnUsageError: keepError,
		Action: func(ctx *cli.Context) error {
			r.name, r.words = c.name, ctx.Args().Slice()
			r.flags = make(map[string]string)
			for _, o := range c.options {
				if ctx.IsSet(o.name) {
					r.flags[o.name] = ctx.String(o.name)
					if !o.takesValue() {
						r.flags[o.name] = map[bool]string{true: "true", false: "false"}[ctx.Bool(o.name)]
					}
				}
			}
			r.voice.quiet = r.on("quiet")
			return c.run(r)
		},
	}
}

func keepError(_ *cli.Context, err error, _ bool) error { return err }

func cliFlags(options []option) []cli.Flag {
	var flags []cli.Flag
	for _, o := range options {
		var aliases []string
		if o.short != "" {
			aliases = []string{o.short}
		}
		if o.takesValue() {
			flags = append(flags, &cli.StringFlag{Name: o.name, Aliases: aliases, Value: o.preset})
		} else {
			flags = append(flags, &cli.BoolFlag{Name: o.name, Aliases: aliases})
		}
	}
	return flags
}

// on reports whether a switch was given.
func (r *run) on(name string) bool { return r.flags[name] == "true" }
