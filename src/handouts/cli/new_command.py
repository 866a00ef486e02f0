"""`handouts new`: a commented file or folder to fill in."""

from __future__ import annotations

import click

from handouts.cli.options import data_option, verbose_option


@click.group("new", no_args_is_help=True)
def command() -> None:
    """Begin a spot, a clinic file, a patient's plan or a dataset of your own.

    What it writes is commented and passes the reader, except where you must fill it in. An existing file is never replaced.

    \b
    Examples:
      handouts new spot 15 hand-web
      handouts new clinic
      handouts new plan 11
      handouts new dataset my-dataset
    """


@command.command("spot")
@click.argument("number", type=click.IntRange(1, 99))
@click.argument("slug")
@data_option
@verbose_option
def spot(number: int, slug: str, data_folder: str | None, verbose: bool) -> None:
    """A spot's record: NUMBER, and a SLUG such as hand-web that ends its file's name.

    It goes into data/spots of the dataset given by --data, else into the current folder.

    \b
    Example:
      handouts new spot 15 hand-web --data my-dataset
    """
    from handouts.cli.making import make_spot

    make_spot(number, slug, data_folder)


@command.command("clinic")
@click.option("-o", "--output", metavar="FILE", default="clinic.yaml", show_default=True, help="Where to write it.")
@verbose_option
def clinic(output: str, verbose: bool) -> None:
    """A clinic's letterhead.

    \b
    Example:
      handouts new clinic -o clinic.yaml
    """
    from handouts.cli.making import make_clinic

    make_clinic(output)


@command.command("plan")
@click.argument("number", type=click.IntRange(1, 99))
@click.option("-o", "--output", metavar="FILE", default="plan.yaml", show_default=True, help="Where to write it.")
@data_option
@verbose_option
def plan(number: int, output: str, data_folder: str | None, verbose: bool) -> None:
    """What one patient is to do with spot NUMBER: techniques, doses, side, notes, review date.

    \b
    Example:
      handouts new plan 11 -o plan.yaml
    """
    from handouts.cli.making import make_plan

    make_plan(number, output, data_folder)


@command.command("dataset")
@click.argument("folder")
@verbose_option
def dataset(folder: str, verbose: bool) -> None:
    """A folder for spots of your own, laid over the bundled ones.

    \b
    Example:
      handouts new dataset my-dataset
    """
    from handouts.cli.making import make_dataset

    make_dataset(folder)
