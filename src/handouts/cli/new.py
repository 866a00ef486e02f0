"""`handouts new`: commented files to fill in, from templates of the data folder; and `handouts schema`, what such files may hold.

Enters: names and numbers. Leaves: new files, their paths on standard output. Nothing that exists is ever replaced.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress

import click

from handouts.choices import HIGHEST_NUMBER
from handouts.cli.options import data_option, verbose_option
from handouts.errors import Diagnostic, OutputError, Place
from handouts.resources import DataSource

FOLDERS = ("data/spots", "data/common", "images/spots")


@click.group("new", no_args_is_help=True)
def new_command() -> None:
    """Begin a spot, a clinic file, a patient's plan or a dataset of your own.

    What it writes is commented and passes the reader, except where you must fill it in. An existing file is never replaced.

    \b
    Examples:
      handouts new spot 15 hand-web
      handouts new clinic
      handouts new plan 11
      handouts new dataset my-dataset
    """


@new_command.command("spot")
@click.argument("number", type=click.IntRange(1, HIGHEST_NUMBER))
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
    make_spot(number, slug, data_folder)


@new_command.command("clinic")
@click.option("-o", "--output", metavar="FILE", default="clinic.yaml", show_default=True, help="Where to write it.")
@verbose_option
def clinic(output: str, verbose: bool) -> None:
    """A clinic's letterhead.

    \b
    Example:
      handouts new clinic -o clinic.yaml
    """
    make_clinic(output)


@new_command.command("plan")
@click.argument("number", type=click.IntRange(1, HIGHEST_NUMBER))
@click.option("-o", "--output", metavar="FILE", default="plan.yaml", show_default=True, help="Where to write it.")
@data_option
@verbose_option
def plan(number: int, output: str, data_folder: str | None, verbose: bool) -> None:
    """What one patient is to do with spot NUMBER: techniques, doses, side, notes, review date.

    \b
    Example:
      handouts new plan 11 -o plan.yaml
    """
    make_plan(number, output, data_folder)


@new_command.command("dataset")
@click.argument("folder")
@verbose_option
def dataset(folder: str, verbose: bool) -> None:
    """A folder for spots of your own, laid over the bundled ones.

    \b
    Example:
      handouts new dataset my-dataset
    """
    make_dataset(folder)


@click.command("schema")
@click.argument("kind", type=click.Choice(["spot", "clinic", "plan"]))
@verbose_option
def schema_command(kind: str, verbose: bool) -> None:
    """Print the JSON Schema (draft 2020-12) of a spot, clinic or plan file.

    \b
    Example:
      handouts schema spot > spot.json
    """
    from handouts.cli.screen import out_json
    from handouts.dataset.json_schema import json_schema

    out_json(json_schema(kind))


def make_spot(number: int, slug: str, data_folder: str | None) -> None:
    """A record to fill in."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        raise click.UsageError(f"a slug is small letters, digits and hyphens, such as hand-web, not “{slug}”")
    data = DataSource(data_folder)
    name = f"{number:02d}-{slug}"
    other = next((entry for entry in data.list("data/spots") if entry.startswith(f"{number:02d}-") and entry != f"{name}.yaml"), "")
    if other:
        raise click.UsageError(f"spot {number} is {other}; take that name to replace it, or another number")
    folder = os.path.join(data_folder, "data", "spots") if data_folder else ""
    from datetime import date

    values = {"id": name, "number": str(number), "today": date.today().isoformat(), "schema": _schema("spot", folder, data)}
    write_new(os.path.join(folder, f"{name}.yaml"), filled(data, "spot.yaml", values))


def make_clinic(output: str) -> None:
    """A letterhead to fill in."""
    data = DataSource(None)
    write_new(output, filled(data, "clinic.yaml", {"schema": _schema("clinic", os.path.dirname(output), data)}))


def make_plan(number: int, output: str, data_folder: str | None) -> None:
    """A patient's plan to fill in, with the techniques that the spot's sheet has."""
    from handouts.dataset.load import load_dataset

    data = DataSource(data_folder)
    (spot,) = load_dataset(data, {number}).dataset.spots
    first = next(technique for technique in spot.techniques if technique.id == spot.sheet[0])
    values = {
        "schema": _schema("plan", os.path.dirname(output), data),
        "number": str(number),
        "techniques": ", ".join(spot.sheet),
        "technique": first.id,
        "pressure": str(first.dose.pressure[0]),
    }
    write_new(output, filled(data, "plan.yaml", values))


def make_dataset(folder: str) -> None:
    """Empty folders and a note of what goes where."""
    data = DataSource(None)
    note = filled(data, "dataset-readme.txt", {})
    if os.path.exists(os.path.join(folder, "README.txt")):
        raise OutputError(Diagnostic(Place(folder), "there is a dataset already", "take another folder"))
    try:
        for name in FOLDERS:
            os.makedirs(os.path.join(folder, *name.split("/")), exist_ok=True)
    except OSError as error:
        raise OutputError(Diagnostic(Place(folder), f"cannot be made: {error.strerror}")) from None
    write_new(os.path.join(folder, "README.txt"), note)
    write_new(os.path.join(folder, "data", "common", "edition.yaml"), filled(data, "edition.yaml", {}))
    schema = data.read_bytes("data/schema/spot.json").decode("utf-8")
    write_new(os.path.join(folder, "data", "schema", "spot.json"), schema)


def filled(data: DataSource, template: str, values: dict[str, str]) -> str:
    """A template with its $words filled in; the $schema that editors look for stays."""
    text = data.read_bytes(f"data/en/templates/{template}").decode("utf-8")
    for key in sorted(values, key=len, reverse=True):  # $techniques before $technique
        text = text.replace("$schema=$schema", f"$schema={values[key]}") if key == "schema" else text.replace(f"${key}", values[key])
    return text


def _schema(name: str, folder: str, data: DataSource) -> str:
    """Where an editor finds the schema: beside the bundled data, as a path from the new file where there is one."""
    path = data.path(f"data/schema/{name}.json") or os.path.join(data.root, "data", "schema", f"{name}.json")
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")


def write_new(path: str, text: str) -> None:
    """Write a file that is not there yet."""
    try:
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except BaseException:  # a full disk, Ctrl-C: nothing half-written is left
                with suppress(OSError):
                    os.unlink(path)
                raise
    except FileExistsError:
        raise OutputError(Diagnostic(Place(path), "exists already and is left alone", "choose another name, or remove it")) from None
    except OSError as error:
        raise OutputError(Diagnostic(Place(path), f"cannot be written: {error.strerror}")) from None
    click.echo(path)
