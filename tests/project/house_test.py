"""The rules of the house, read from the code: who may import whom, and what no file may hold.

Each rule is a function from a parsed module to what it finds, so that the rule itself is tested on a line that
breaks it before it is trusted with the project.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project.checkout import ROOT, own_files

PACKAGE = "benefits"
SHARED = frozenset({"codes", "errors"})
"""Modules beside the packages that hold the closed list of errors; everything but `feel` may know them."""

VALUES = frozenset({"feel", "model"}) | SHARED
MAY_IMPORT: dict[str, frozenset[str] | None] = {
    "feel": frozenset(),
    "codes": frozenset(),
    "errors": frozenset({"codes"}),
    "model": frozenset({"feel"}) | SHARED,
    "coverage": frozenset({"model"}),
    "engine": VALUES,
    "cases": VALUES | {"engine"},
    "columns": VALUES | {"engine", "local"},
    "impact": VALUES | {"engine", "book", "cases", "columns", "words"},
    "proof": VALUES,
    "dmn": VALUES,
    "words": frozenset({"feel", "model", "engine", "cases", "coverage"}) | SHARED,
    "audit": frozenset({"model", "engine", "book"}) | SHARED,
    "local": VALUES | {"engine"},
    "book": VALUES | {"engine", "local"},
    "": VALUES | {"engine", "book"},
    "cli": None,
    "web": None,
}
"""What each part of the package may import besides itself; `None` is anything. `book` is the rule book that the
library hands out, and the empty name is the library's own front, `benefits/__init__.py`. `words` and `audit` know a
Decision, which is a value of the engine; `cases` asks the engine which way a case goes, and `words` knows a Cliff.
`columns` leaves to the engine the rows that it cannot be sure of, `audit` asks a rule book again what it once answered,
and `impact` compares the answers of two rule books, case by case or in columns, and makes reports of them."""

SPEAKS = frozenset({"cli", "web"})
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_A_FILE = 500
MACHINE_PATH = re.compile(r"(?<![\w/.~-])/(?:work|tmp|root|home)\b(?!\.)")
REGISTRY_HOST = re.compile(r"py" r"pi\.org|python" r"hosted\.org|(?:extra-)?index" r"-url\s*=?\s*http")

MODULES = sorted((ROOT / PACKAGE).rglob("*.py"))
Rule = Callable[[str, ast.Module], Iterator[tuple[int, str]]]


def part_of(path: Path) -> str:
    """The part of the package that a module belongs to: its folder, its own name, or '' for the front."""
    first = path.relative_to(ROOT / PACKAGE).parts[0].removesuffix(".py")
    return "" if first in {"__init__", "__main__"} else first


def _targets(node: ast.AST, package: list[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        module = ".".join([*base, *([node.module] if node.module else [])])
        return [f"{module}.{alias.name}" for alias in node.names] if module == PACKAGE else [module]
    return []


def imported_parts(tree: ast.Module, package: list[str]) -> Iterator[tuple[int, str]]:
    """Line and part for every import of the package from within it, `if TYPE_CHECKING:` included."""
    for node in ast.walk(tree):
        for target in _targets(node, package):
            names = target.split(".")
            if names[0] == PACKAGE:
                part = names[1] if len(names) > 1 else ""
                yield getattr(node, "lineno", 0), part if part in MAY_IMPORT else ""


def forbidden_imports(path: Path, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Imports that run against the road."""
    part = part_of(path)
    allowed = MAY_IMPORT[part]
    package = [PACKAGE, *path.relative_to(ROOT / PACKAGE).parts[:-1]]
    for line, other in imported_parts(tree, package):
        if allowed is not None and other != part and other not in allowed:
            yield line, f"{part} may not import {other or 'the front of the package'}"


def floats(_part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Float literals and `float(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.lineno, f"a float literal, {node.value}"
    yield from _calls(tree, "float")


def assertions(_part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """`assert`, which vanishes under `-O`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.lineno, "an assert; raise instead"


def evaluations(_part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """`eval(…)`."""
    yield from _calls(tree, "eval")


def prints(part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """`print(…)` where nobody is listening."""
    if part not in SPEAKS:
        yield from _calls(tree, "print")


def long_functions(_part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Functions that do not fit on a screen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines"


def undescribed(part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Modules that do not say what they are for."""
    if ast.get_docstring(tree) is None:
        yield 1, f"{part or PACKAGE}: no docstring opens the module"


def _calls(tree: ast.Module, name: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node.lineno, f"{name}()"


RULES: tuple[tuple[Rule, str], ...] = (
    (floats, "rate = 0.5"),
    (floats, "float('1')"),
    (assertions, "assert rate"),
    (evaluations, "eval('1')"),
    (prints, "print(1)"),
    (long_functions, '"""x"""\ndef f():\n' + "    x = 1\n" * MOST_LINES_OF_A_FUNCTION),
    (undescribed, "x = 1"),
)


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path, line: int, what: str) -> str:
    """One finding as an editor can follow it."""
    return f"{path.relative_to(ROOT)}:{line}: {what}"


def test_every_part_of_the_package_has_its_place_on_the_road() -> None:
    assert MODULES
    unknown = {part_of(path) for path in MODULES} - set(MAY_IMPORT)
    assert not unknown, f"say in MAY_IMPORT what these may know: {sorted(unknown)}"


def test_imports_go_down_the_road() -> None:
    found = [shown(path, *each) for path in MODULES for each in forbidden_imports(path, parsed(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, _ in RULES)))
def test_the_code_keeps_to(rule: Rule) -> None:
    found = [shown(path, *each) for path in MODULES for each in rule(part_of(path), parsed(path))]
    assert not found, "\n".join(found)


def test_files_hold_one_idea() -> None:
    lengths = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in MODULES)
    found = [shown(path, lines, f"{lines} lines") for path, lines in lengths if lines > MOST_LINES_OF_A_FILE]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("pattern", "what"), [(MACHINE_PATH, "a path of one machine"), (REGISTRY_HOST, "the host of a package registry")]
)
def test_no_file_names(pattern: re.Pattern[str], what: str) -> None:
    found = []
    for path in own_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            match = pattern.search(line)
            if match:
                found.append(shown(path, number, f"{what}, {match[0]}"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("rule", "code"), RULES)
def test_a_rule_finds_what_breaks_it(rule: Rule, code: str) -> None:
    assert list(rule("feel", ast.parse(code)))
    assert not list(rule("feel", ast.parse('"""Nothing wrong here."""\nrate = 1\n')))


@pytest.mark.parametrize(
    ("module", "code", "allowed"),
    [
        ("feel/parser.py", "from benefits.feel.lexer import Token", True),
        ("feel/parser.py", "from . import lexer", True),
        ("feel/parser.py", "from benefits.model import Program", False),
        ("feel/parser.py", "from ..model import Program", False),
        ("feel/parser.py", "import benefits", False),
        ("feel/parser.py", "from benefits import errors", False),
        ("model/reading.py", "from benefits import errors", True),
        ("model/reading.py", "from benefits.engine.decision import Decision", False),
        ("model/reading.py", "if TYPE_CHECKING:\n    import benefits.engine", False),
        ("engine/run.py", "from ..words import page", False),
        ("words/page.py", "from benefits.engine import Decision", True),
        ("columns/table.py", "from benefits.words import page", False),
        ("book.py", "from benefits.cli import main", False),
        ("cli/main.py", "from benefits import load, words", True),
    ],
)
def test_the_import_rule_reads_every_form(module: str, code: str, allowed: bool) -> None:
    found = list(forbidden_imports(ROOT / PACKAGE / module, ast.parse(code)))
    assert not found if allowed else found


@pytest.mark.parametrize(
    ("text", "found"),
    [("/" + "tmp/x", True), ("at '/" + "home/me'", True), ("docs/" + "work", False), ("/" + "workflow", False)],
)
def test_a_machine_path_is_told_from_other_words(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found
