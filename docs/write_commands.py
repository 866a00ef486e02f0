"""Write docs/commands.md from the help texts of the commands: `python docs/write_commands.py`."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from handouts.cli import COMMANDS, cli

TARGET = Path(__file__).with_name("commands.md")
HEAD = """# Commands

Made from the help texts by `python docs/write_commands.py`; do not edit. What `--json` prints is in [json.md](json.md).

Results go to standard output, messages to standard error. Exit codes: 0 done, 1 a bug, 2 usage, 3 the dataset, clinic, plan or CSV is
wrong (with `batch --skip-bad` the good rows are printed), 4 a font or drawing is unusable, 5 it does not fit the page, 6 the output
cannot be written.

## Completion in the shell

Spots, packs, papers and options complete after Tab once the shell knows of it:

```
eval "$(_HANDOUTS_COMPLETE=bash_source handouts)"     # bash, in ~/.bashrc
eval "$(_HANDOUTS_COMPLETE=zsh_source handouts)"      # zsh, in ~/.zshrc
_HANDOUTS_COMPLETE=fish_source handouts | source      # fish, in ~/.config/fish/config.fish
```
"""


def page() -> str:
    """The whole page."""
    context = click.Context(cli, info_name="handouts")
    parts = [HEAD]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        parts.append(section(command, f"handouts {name}"))
        if isinstance(command, click.Group):
            parts += [section(inner, f"handouts {name} {key}") for key, inner in command.commands.items()]
    return "\n".join(parts)


def section(command: click.Command, name: str) -> str:
    """One command: what it does, its examples, its options."""
    words, _, examples = inspect.cleandoc(command.help or "").partition("\b\n")
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    usage = " ".join([name, *((p.metavar or (p.name or "").upper()) for p in arguments)])
    lines = [f"## `{usage}`", "", words.strip(), "", "```", *(line.strip() for line in examples.splitlines()[1:]), "```", ""]
    for option in (p for p in command.params if isinstance(p, click.Option)):
        names = ", ".join([*option.opts, *option.secondary_opts])
        value = "" if option.is_flag else " " + (option.metavar or "|".join(getattr(option.type, "choices", ("TEXT",))))
        lines.append(f"- `{names}{value}`: {option.help}")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
