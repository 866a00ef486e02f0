"""Every kind of file of a dataset, a clinic and a plan, broken in every way that a fixed seed comes upon, through the commands.

A broken file is taken or refused with its place and a mend; "a bug in handouts" is neither. The long run:

    python tests/fuzz/own_files.py --each 150
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from handouts.cli import cli
from handouts.errors import HandoutsError

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261129
BUILD = ["build", "--spot", "11", "-o", "x.pdf", "--force"]
BY_FILE: dict[str, list[list[str]]] = {
    "data/en/booklet.yaml": [["booklet", "--spot", "11", "--half", "-o", "b.pdf", "--force"]],
    "data/en/sections.yaml": [["booklet", "--spot", "11", "-o", "b.pdf", "--force"]],
    "data/en/glossary.yaml": [["booklet", "--spot", "11", "-o", "b.pdf", "--force"]],
    "data/en/terminal.yaml": [["list"], ["show", "11"]],
    "data/en/synonyms.yaml": [["find", "sore", "back"]],
    "data/en/dangers.yaml": [["find", "chest", "pain"]],
    "data/en/signs.yaml": [BUILD, ["find", "chest", "pain"]],
    "data/common/reading-exceptions.yaml": [["check", "--spot", "11"]],
    "data/common/packs.yaml": [["build", "--pack", "desk-neck", "-o", "."]],
    "images/body/head.json": [["build", "--spot", "1", "-o", "x.pdf", "--force"]],
    "images/body/head.svg": [["build", "--spot", "1", "-o", "x.pdf", "--force"]],
    "clinic.yaml": [[*BUILD, "--clinic", "clinic.yaml"]],
    "logo.svg": [[*BUILD, "--clinic", "with-logo.yaml"]],
    "plan.yaml": [[*BUILD, "--plan", "plan.yaml"]],
    "list.csv": [["batch", "list.csv", "-o", "l.pdf", "--force"]],
}
"""The commands that read a file; `build` of spot 11 for all others."""
DRAWING = "images/technique/{}.svg".format(
    (ROOT / "data/spots/11-upper-back.yaml").read_text("utf-8").partition("drawing: ")[2].split("\n")[0]
)
"""The first drawing of spot 11."""
FILES = (
    *(f"data/common/{name}.yaml" for name in ("sources", "regions", "packs", "edition", "signs", "reading-exceptions")),
    *(
        f"data/en/{name}.yaml"
        for name in ("labels", "locales", "terminal", "booklet", "sections", "glossary", "synonyms", "dangers", "signs")
    ),
    *("data/en/drawings.yaml", "data/spots/11-upper-back.yaml", "images/themes.json", "images/spots/upper-back.json"),
    *("images/spots/upper-back.svg", DRAWING, "images/body/regions.json", "images/body/back.json"),
    *("images/body/back.svg", "images/body/head.json", "images/body/head.svg", "clinic.yaml", "logo.svg", "plan.yaml", "list.csv"),
)
OWN = {
    "clinic.yaml": b'name: A Clinic\naddress: 1 Road\naccent: "#17386b"\nlocale: en-GB\nreviewed_by: Dr Grey\nreviewed_on: 2026-11-23\n',
    "with-logo.yaml": b"name: A Clinic\nlogo: logo.svg\n",
    "logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><g fill="#123456"><path d="M0 0h40v20H0z"/></g></svg>',
    "plan.yaml": b"spots:\n  11:\n    techniques: [still-press]\n    doses: {still-press: {pressure: 3}}\nnotes: [Easy.]\n",
    "list.csv": b"name,spots,date,side,note\nA. Smith,11,8 December,left,Go easy\n",
    "data/en/drawings.yaml": b"drawings:\n  my-thumb: A thumb presses.\n",
}
ODD: tuple[Any, ...] = (None, True, -1, 0, 1e308, float("nan"), "", "no", "\u202e", [], {}, [[]], "x" * 2000, {"id": None}, [1, 2, 3])
HEADS = ("utf-7", "utf-16", "ucs-4", "shift_jis", "no-such", "")


class Failure(NamedTuple):
    """What ended in a bug: the file, what was done to it, and the error."""

    file: str
    change: str
    error: str


def original(name: str) -> bytes:
    """The file as it is bundled, or ours where the bundle has none."""
    return OWN[name] if name in OWN else (ROOT / name).read_bytes()


def changed(name: str, data: bytes, luck: random.Random) -> tuple[str, bytes]:
    """One change of a file, and what it is called."""
    ways: list[Callable[[], bytes]] = [
        lambda: data[: luck.randrange(len(data))],
        lambda: _cut(data, luck),
        lambda: _flipped(data, luck),
        lambda: _lines(data, luck),
        lambda: _value(data, luck),
        lambda: bytes(luck.randrange(256) for _ in range(luck.randrange(60))),
        lambda: b"[" * 3000 + b"]" * 3000,
    ]
    if name.endswith(".json"):
        ways += [lambda: _json(data, luck)] * 8 + [lambda: b'{"regions": ' + b'{"a": ' * 60_000]
    if name.endswith(".svg"):
        ways += [lambda: f'<?xml version="1.0" encoding="{luck.choice(HEADS)}"?>'.encode() + data] * 2
    if name.endswith(".yaml"):
        ways += [lambda: _yaml(data, luck)] * 8
    index = luck.randrange(len(ways))
    return f"way {index}", ways[index]()


def _cut(data: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(data))
    return data[:start] + data[start + luck.randrange(1, 80) :]


def _flipped(data: bytes, luck: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(luck.randrange(1, 4)):
        out[luck.randrange(len(out))] = luck.randrange(256)
    return bytes(out)


def _lines(data: bytes, luck: random.Random) -> bytes:
    lines = data.split(b"\n")
    index, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    if luck.random() < 0.4:
        del lines[index]
    elif luck.random() < 0.5:
        lines.insert(index, lines[other])
    else:
        lines[index], lines[other] = lines[other], lines[index]
    return b"\n".join(lines)


def _value(data: bytes, luck: random.Random) -> bytes:
    """A word, number or sign in place of another."""
    words = data.split(b" ")
    words[luck.randrange(len(words))] = str(luck.choice(ODD)).encode("utf-8")
    return b" ".join(words)


def _odd_at(value: Any, luck: random.Random) -> Any:
    """The same tree with one leaf or branch gone, odd, or in another's place."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            places.append((node, key))
            walk(node[key])

    walk(value)
    if not places:
        return luck.choice(ODD)
    node, key = luck.choice(places)
    way = luck.random()
    if way < 0.3:
        del node[key]
    elif way < 0.8:
        node[key] = luck.choice(ODD)
    else:
        other, name = luck.choice(places)
        node[key] = json.loads(json.dumps(other[name] if name in other or (isinstance(name, int) and name < len(other)) else None))
    return value


def _json(data: bytes, luck: random.Random) -> bytes:
    return json.dumps(_odd_at(json.loads(data), luck)).encode()


def _yaml(data: bytes, luck: random.Random) -> bytes:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.safe_dump(_odd_at(yaml.load(data, loader), luck), allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def run(arguments: list[str]) -> str:
    """ "", or the error of a command that ended as no command may."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            cli(arguments, standalone_mode=False)
    except HandoutsError as error:
        return "" if all(problem.message for problem in error.diagnostics) else "no message"
    except (click.ClickException, click.exceptions.Exit, SystemExit):
        return ""
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    return ""


def failures(folder: Path, each: int, seed: int = SEED, names: tuple[str, ...] = FILES) -> Iterator[Failure | None]:
    """The failure of each change, or None where there was none. `folder` is emptied of what was changed before."""
    os.chdir(folder)
    for name in names:
        luck = random.Random(f"{seed} {name}")
        home = folder if name in OWN and not name.startswith("data/") else folder / "set"
        (folder / "set/data/spots").mkdir(parents=True, exist_ok=True)
        for other, content in OWN.items():
            if not other.startswith("data/"):
                (folder / other).write_bytes(content)
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for count in range(each):
            try:
                change, content = changed(name, original(name), luck)
            except (ValueError, RecursionError):  # a tree that JSON or YAML cannot write
                continue
            path.write_bytes(content)
            for command in BY_FILE.get(name, [BUILD]):
                error = run([*command, "--data", str(folder / "set")])
                yield Failure(name, f"{change}, number {count}", f"{' '.join(command)}: {error}") if error else None
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=150, help="changes of each file")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    tried, found = 0, Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for failure in failures(Path(folder), options.each, options.seed):
            tried += 1
            if failure:
                found[failure.file, failure.error] += 1
        os.chdir("/")
    for (file, error), count in found.most_common():
        print(f"{count:4}  {file}: {error}")
    print(f"{tried} commands over {len(FILES)} kinds of file, {sum(found.values())} ended in a bug")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
