"""Options shared by the commands that make a PDF, in small decorators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from handouts.choices import DIARIES, FITS, INKS, PAGE_PAPERS, SIDES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = Callable[..., Any]


def complete_spots(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell after Tab, `4,1` offers `4,1`, `4,10` ..., each with the record's name from its file.

    Papers, inks and the like complete by themselves. Anything wrong with the data means: no offer, and no noise in the prompt.
    """
    from click.shell_completion import CompletionItem

    from handouts.dataset.load import number_of
    from handouts.errors import HandoutsError
    from handouts.resources import DataSource

    typed, comma, last = incomplete.rpartition(",")
    try:
        names = DataSource(ctx.params.get("data_folder")).list("data/spots")
    except HandoutsError:
        return []
    taken = set(typed.split(","))
    found = {str(number_of(name)): name.partition("-")[2][:-5].replace("-", " ") for name in names if number_of(name) is not None}
    return [CompletionItem(f"{typed}{comma}{n}", help=words) for n, words in found.items() if n.startswith(last) and n not in taken]


def complete_packs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the ids of data/common/packs.yaml."""
    from click.shell_completion import CompletionItem

    from handouts.dataset.common import read_packs
    from handouts.dataset.load import read_checked
    from handouts.errors import HandoutsError
    from handouts.resources import DataSource

    try:
        found = read_checked(DataSource(ctx.params.get("data_folder")), "data/common/packs.yaml", read_packs)
    except HandoutsError:
        return []
    return [CompletionItem(pack.id, help=pack.name) for pack in found if pack.id.startswith(incomplete)]


def complete_locales(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the places of every language."""
    from click.shell_completion import CompletionItem

    from handouts.dataset.common import read_locales
    from handouts.dataset.load import read_checked
    from handouts.errors import HandoutsError
    from handouts.resources import DataSource

    try:
        data = DataSource(ctx.params.get("data_folder"))
        files = [name for entry in data.list("data") if data.path(name := f"data/{entry}/locales.yaml")]
        found = [locale for name in files for locale in read_checked(data, name, read_locales)]
    except HandoutsError:
        return []
    return [CompletionItem(locale) for locale in found if locale.startswith(incomplete)]


def paper_option(*extra: str) -> Callable[[Command], Command]:
    """--paper."""
    return click.option(
        "--paper",
        type=click.Choice([*PAGE_PAPERS, *extra], case_sensitive=False),
        default=None,
        help="a4 (default) or letter" + (f"; as a poster {' or '.join(extra)}." if extra else "."),
    )


ink_option = click.option(
    "--ink",
    type=click.Choice(INKS),
    default=INKS[0],
    show_default=True,
    help="colour; grey, for a black-and-white printer; saver, with no filled areas.",
)
large_print_option = click.option("--large-print", is_flag=True, help="18 pt type on as many sides as it takes.")
side_option = click.option("--side", type=click.Choice(SIDES), default=None, help="Which side of the body.")
clinic_option = click.option(
    "--clinic",
    "clinic_file",
    metavar="FILE",
    type=click.Path(),
    default=None,
    help="The clinic's letterhead (clinic.yaml); else HANDOUTS_CLINIC, else the user's config folder. \"\" for none.",
)
no_head_option = click.option(
    "--no-clinic-head",
    is_flag=True,
    help="Print no letterhead; what else the clinic's file says, emergency number or colour, still counts.",
)
data_option = click.option(
    "--data", "data_folder", metavar="DIR", type=click.Path(), default=None, help="A dataset of your own, laid over the bundled one."
)
locale_option = click.option(
    "--locale",
    shell_complete=complete_locales,
    default=None,
    metavar="CODE",
    help="en (neutral), en-GB, en-US: emergency numbers and spelling.",
)
diary_option = click.option(
    "--diary",
    type=click.Choice(DIARIES),
    default=DIARIES[0],
    show_default=True,
    help="front: boxes to tick, where there is room; back: a roomy diary overleaf; none.",
)


def fit_option(usual: str) -> Callable[[Command], Command]:
    """--fit."""
    return click.option(
        "--fit",
        type=click.Choice(FITS),
        default=usual,
        show_default=True,
        help="one: a handout fits one side, or is an error; auto: what does not fit goes on overleaf.",
    )


fillable_option = click.option("--fillable", is_flag=True, help="Blanks become form fields to fill in on a screen.")
json_option = click.option("--json", "as_json", is_flag=True, help="For programs: JSON, as docs/json.md describes it.")
output_option = click.option(
    "-o",
    "--output",
    metavar="PATH",
    default=None,
    type=click.Path(),
    help="A file (x.pdf), a folder (made where it is missing), or - for standard output.",
)
force_option = click.option("--force/--no-clobber", default=None, help="Replace any existing file; or never replace one.")
open_option = click.option("--open", "open_after", is_flag=True, help="Open the PDF when it is done.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but the paths and errors.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say what each step does; show a bug's traceback.")


def several(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Options as one decorator; help lists them in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


run_options = several(data_option, locale_option, force_option, open_option, quiet_option, verbose_option)
"""What every command takes that makes a PDF: whose words, and what to do with the file."""

patient_options = several(
    click.option("--patient", metavar="NAME", default="", help="Printed after “Name”; kept nowhere."),
    click.option("--date", metavar="TEXT", default="", help="Printed after “Date”."),
    click.option("--from", "clinician", metavar="NAME", default="", help="Printed after “From”."),
    click.option("--note", metavar="TEXT", default="", help="A note under the plan."),
    click.option(
        "--plan",
        "plan_file",
        metavar="FILE",
        type=click.Path(),
        default=None,
        help="This patient's techniques, doses, side and notes (plan.yaml).",
    ),
)
"""Printed, and kept nowhere."""

spot_options = several(
    click.option(
        "--spot",
        "spots",
        multiple=True,
        metavar="N[,N]",
        shell_complete=complete_spots,
        help="A spot's number or name (11, upper-back); several by comma or by repeating.",
    ),
    click.option("--all", "all_spots", is_flag=True, help="All fourteen."),
    click.option("--for", "complaint", metavar="TEXT", default="", help="The spot for a complaint, as `handouts find` finds it."),
    click.option(
        "--pack",
        default="",
        metavar="NAME",
        shell_complete=complete_packs,
        help="Spots often handed out together, such as desk-neck.",
    ),
    click.option("--combine", is_flag=True, help="One file, in the order asked, instead of a file a spot."),
)
"""Which spots: by number, by complaint, by pack, or all."""

pdf_options = several(
    output_option,
    paper_option(),
    ink_option,
    large_print_option,
    side_option,
    clinic_option,
    no_head_option,
    patient_options,
    diary_option,
    fit_option(FITS[0]),
    fillable_option,
    run_options,
)
"""Of a handout."""

sheet_options = several(output_option, ink_option, large_print_option, clinic_option, no_head_option, run_options)
"""Of the sheets of all spots, besides the paper: those of a handout, without the patient's."""
