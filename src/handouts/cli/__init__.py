"""The command line: the only room that prints or exits. Each command lives in a module of its own, imported when it is called."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from handouts import __version__
from handouts.errors import HandoutsError, OutputError

COMMANDS = {
    "build": "Make the one-page handout of a spot (or several).",
    "batch": "Make the handouts of a whole list: one row of a CSV file, one patient.",
    "desk": "Open the front desk's page in a browser, or export it as static files.",
    "booklet": "Make a booklet of the spots: full size, half size, or on sheets to fold.",
    "finder": "Make the where-does-it-hurt sheet: numbered figures and the index by pain area.",
    "reference": "Make the quick-reference table of all spots.",
    "find": "Find spots for a complaint, a pain area or a muscle, in a patient's words.",
    "list": "List the spots: number, name, what for, where the pain is, who has checked it.",
    "show": "Show a handout as plain text, with what its page has no room for.",
    "check": "Check the dataset, and every handout in it.",
    "new": "Begin a spot, a clinic file, a plan or a dataset of your own.",
    "watch": "Make a handout again whenever a file it rests on is saved.",
    "schema": "Print the JSON Schema of a spot, clinic or plan file.",
}
"""Command name to its line in the overview."""

MODULES = {"finder": "sheets", "reference": "sheets", "list": "show", "schema": "new"}
"""The module of a command, where it is not called as the command is; it holds `<name>_command`."""


INSTEAD = {
    "print": "handouts build --spot 11 --open opens the sheet, ready to print",
    "preview": "handouts build --spot 11 --open shows the sheet",
    "open": "handouts build --spot 11 --open shows the sheet",
    "help": "handouts --help, or handouts build --help",
    "version": "handouts --version",
    "search": 'handouts find "between the shoulder blades"',
    "init": "handouts new clinic, handouts new dataset DIR",
    "config": "handouts new clinic writes a clinic.yaml to fill in",
    "completion": "docs/commands.md says how to switch it on",
    "--format": "sheets are PDF; handouts show 11 gives plain text, and handouts show 11 --json JSON",
    "--lang": "--locale en-GB",
    "--language": "--locale en-GB",
    "--copies": "print as many as you need from the PDF; handouts batch LIST makes one for each patient",
    "--printer": "--open shows the sheet, ready to print",
    "-V": "--version",
}
"""What people type who know other tools, and what does it here."""
LONGEST_EPOCH = 11
"""Digits of SOURCE_DATE_EPOCH: up to the year 5138."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs: a patient is waiting."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"handouts.cli.{MODULES.get(cmd_name, cmd_name)}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and _names_a_spot(args[0]):
            return "build", self.get_command(ctx, "build"), args  # `handouts 11` is what is meant by `handouts build 11`
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            if args[0] in INSTEAD:
                raise click.UsageError(f"there is no command {args[0]}: {INSTEAD[args[0]]}", ctx) from None
            near = difflib.get_close_matches(args[0], list(COMMANDS), 1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean “{near[0]}”?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _names_a_spot(word: str) -> bool:
    """Whether a word is a number, several, or a number with a name: 11, 4,11, 11-upper-back."""
    return all(part.partition("-")[0].strip().isdigit() for part in word.split(","))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
def cli() -> None:
    """Printable massage handouts for patients: one page a spot, a booklet, a finder, a table.

    \b
    Example:
      handouts build --spot 11
    """


def program() -> None:
    """The command as it is installed: `main` in a process of its own, which may be tuned for a run of a second.

    Garbage is not collected: a run makes few cycles, and looking for them costs more than it frees. At the end the interpreter is not
    taken down: freeing a booklet's frames one by one takes as long as setting some of its pages. By then every file has been closed and
    every other process waited for, so nothing may rely on `atexit`.
    """
    gc.disable()
    if sys.stderr is not None and hasattr(sys.stderr, "buffer"):
        sys.stderr = Remarks(sys.stderr.buffer, encoding=sys.stderr.encoding, errors="backslashreplace", line_buffering=True)
    main()
    os._exit(0)


class Remarks(io.TextIOWrapper):
    """Standard error. What is said there is said in passing: where it cannot be written, the file that was made is no worse for it."""

    def write(self, text: str, /) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            super().flush()


def _check_environment() -> None:
    """SOURCE_DATE_EPOCH is a number of seconds, or a usage error before anything is read: other programs would take what they can of it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isascii() and epoch.isdigit() and len(epoch) <= LONGEST_EPOCH):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is “{epoch[:20]}”, not a number of seconds since 1970; unset it, or give one")


def main() -> None:
    """Run the command line; errors that a person can mend become a message and their exit code."""
    verbose = any(word in ("-v", "--verbose") for word in sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _check_environment()
        cli(standalone_mode=False)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by whoever called
                stream.flush()
    except HandoutsError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.NoSuchOption as error:
        if error.option_name in INSTEAD:
            click.UsageError(f"there is no {error.option_name} here: {INSTEAD[error.option_name]}", error.ctx).show()
        else:
            error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing half-written is left", err=True)
        sys.exit(130)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno == errno.ENOSPC:
            click.echo("error: cannot write standard output: no space left on device", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python would try to write the rest once more as it ends
            sys.exit(OutputError.exit_code)
        if verbose:
            raise
        click.echo(f"error: a bug in handouts ({type(bug).__name__}: {bug}); run again with -v and report what it prints", err=True)
        sys.exit(1)
