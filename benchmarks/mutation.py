"""How much of the meaning is held: small mistakes are made one by one where meaning lives, and the tests must see each.

    python benchmarks/mutation.py [--count 60] [--seed 1] [--room layout/figures/] [--tests tests/unit/test_imposition.py]

Sites are drawn by lot, with a fixed seed, from four rooms: `document`, `dataset/plan`, `layout/figures`, `output/imposition`. A mistake is
one comparison, sign, `and`, `not`, number, side or branch turned into another. Each is made in a copy of the source in a temporary folder,
never in the checkout; the tests run there, the likeliest first, until one fails. What is printed: every survivor with its place, and the
share killed. A survivor is not always a fault: a number that is a choice of looks (how wide a halo is) may change without harm.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("document/", "dataset/plan.py", "layout/figures/", "output/imposition.py")
TESTS = (
    ("tests/unit/test_imposition.py", "tests/unit/test_pain_map.py", "tests/page/test_markers.py", "tests/page/test_strokes.py"),
    ("tests/page/test_sides.py",),
    ("tests/meaning",),
    ("tests/unit/test_search.py", "tests/images/test_positions.py", "tests/data/test_texts.py"),
)
"""What is run, group after group: fast and telling first."""
LINKED = ("data", "images", "fonts", "docs", "benchmarks", "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")
COMPARED = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
REVERSED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*"}
SIDES = {"left": "right", "right": "left", "both": "right", "one": "both", "mid": "left", "main": "spill-over"}
FEWER = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One mistake: where, what stands there, what it becomes."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before!r} -> {self.after!r}"


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every mistake that can be made in a file, in the order of its text."""
    text = file.read_text(encoding="utf-8")
    lines = [0]
    for line in text.encode().splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    data = text.encode()
    tree = ast.parse(text)
    skipped = {id(inner) for node in ast.walk(tree) for inner in _no_meaning(node)}

    def at(line: int, column: int) -> int:
        return lines[line - 1] + column

    def span(node: ast.expr) -> tuple[int, int]:
        return at(node.lineno, node.col_offset), at(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def made(line: int, start: int, end: int, after: str) -> Mutant:
        return Mutant(str(file.relative_to(ROOT)), line, start, end, data[start:end].decode(), after)

    def between(left: ast.expr, right: ast.expr, after: str) -> Mutant:
        start, end = span(left)[1], span(right)[0]
        found = data[start:end].decode()
        word = found.strip(" \n()")
        first = start + len(found[: found.index(word)].encode())
        return made(left.lineno, first, first + len(word.encode()), after)

    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Compare):
            for left, operator, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
                yield between(left, right, COMPARED[type(operator)])
        elif isinstance(node, ast.BoolOp):
            for left, right in zip(node.values, node.values[1:], strict=False):
                yield between(left, right, "or" if isinstance(node.op, ast.And) else "and")
        elif isinstance(node, ast.BinOp) and type(node.op) in REVERSED and not _is_text(node):
            yield between(node.left, node.right, REVERSED[type(node.op)])
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
            start, _ = span(node)
            yield made(node.lineno, start, start + len("not " if isinstance(node.op, ast.Not) else "-"), "")
        elif isinstance(node, ast.IfExp):
            start, end = span(node)
            body, orelse = (data[slice(*span(part))].decode() for part in (node.body, node.orelse))
            yield made(node.lineno, start, end, f"({orelse} if {data[slice(*span(node.test))].decode()} else {body})")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FEWER:
            yield made(node.lineno, *span(node.func), FEWER[node.func.id])
        elif isinstance(node, ast.Constant):
            value = node.value
            if isinstance(value, bool):
                yield made(node.lineno, *span(node), str(not value))
            elif isinstance(value, int):
                yield made(node.lineno, *span(node), str(value + 1))
            elif isinstance(value, float):
                yield made(node.lineno, *span(node), str(value * 1.5 + 0.1))
            elif isinstance(value, str) and value in SIDES:
                yield made(node.lineno, *span(node), repr(SIDES[value]))


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str)) for part in ast.walk(node)
    )


def _no_meaning(node: ast.AST) -> Iterator[ast.AST]:
    """Annotations, decorators, what only a type checker reads, and the inside of formatted text."""
    if isinstance(node, ast.AnnAssign):
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.FunctionDef):
        for part in (*node.decorator_list, node.returns, *(argument.annotation for argument in node.args.args)):
            if part is not None:
                yield from ast.walk(part)
    elif (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("tuple", "list", "dict", "Mapping", "Sequence")
    ) or isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)


def all_mutants(room: str) -> list[Mutant]:
    """Of every file of the rooms, or of one."""
    source = ROOT / "src/handouts"
    wanted = [name for name in ROOMS if name.startswith(room)] or [room]
    files = sorted({file for name in wanted for file in ([source / name] if name.endswith(".py") else (source / name).glob("*.py"))})
    return [mutant for file in files for mutant in mutants_of(file)]


def copy_of_project(folder: Path) -> Path:
    """Source and tests copied, so that a mistake stays here; what is only read, linked."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    for name in LINKED:
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def sees(folder: Path, groups: Sequence[Sequence[str]]) -> str:
    """The first test that fails, or nothing."""
    settings = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    for group in groups:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *group]
        try:
            done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, timeout=900, check=False)
        except subprocess.TimeoutExpired:
            return "hangs"
        if done.returncode:
            named = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
            return named[0].split(" - ")[0] if named else "ends"
    return ""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--room", default="")
    options.add_argument("--tests", nargs="*", help="only these, such as tests/unit/test_imposition.py")
    asked = options.parse_args()
    groups = [asked.tests] if asked.tests else TESTS
    sites = all_mutants(asked.room)
    chosen = random.Random(asked.seed).sample(sites, min(asked.count, len(sites)))
    begun = time.monotonic()
    survivors = []
    with tempfile.TemporaryDirectory() as name:
        folder = copy_of_project(Path(name))
        before = sees(folder, groups)
        if before:
            sys.exit(f"the tests fail without any mistake: {before}")
        for mutant in chosen:
            file = folder / mutant.file
            text = file.read_bytes()
            file.write_bytes(text[: mutant.start] + mutant.after.encode() + text[mutant.end :])
            seen = sees(folder, groups)
            file.write_bytes(text)
            survivors += [] if seen else [mutant]
            print(f"{'killed  ' if seen else 'SURVIVED'} {mutant}  {seen}", flush=True)
    killed = len(chosen) - len(survivors)
    minutes = (time.monotonic() - begun) / 60
    print(
        f"\n{killed} of {len(chosen)} killed ({100 * killed / len(chosen):.0f} %), of {len(sites)} sites, seed {asked.seed}, {minutes:.0f} minutes"
    )
    for mutant in survivors:
        print(f"  survived: {mutant}")


if __name__ == "__main__":
    main()
