"""The examples of a program, each run through the engine and held against its expected answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from benefits.cli.messages import tell
from benefits.errors import BenefitsError, InputError, MissingInputsError, NotInForceError, Problem
from benefits.model.program import Example, Input, Program

if TYPE_CHECKING:
    from benefits import RuleBook

_NAMES_SHOWN = 200
_KINDS = ("answered", "missing", "refused", "not_in_force", "undetermined")


def differences(book: RuleBook, program: Program) -> Iterator[Problem]:
    """Every difference of every example of the program."""
    for example in program.examples:
        for what, expected, found in _compared(book, program, example):
            yield _problem(program, example, what, expected[:_NAMES_SHOWN], found[:_NAMES_SHOWN])


def _problem(program: Program, example: Example, what: str, expected: str, found: str) -> Problem:
    """`what` is an output, or "answer" for the answer as a whole."""
    about = ("what", tell("zh", "answer"), tell("en", "answer")) if what == "answer" else ("what", what, what)
    wanted = ("wanted", _said(expected, "zh"), _said(expected, "en"))
    detail = (about, wanted, ("found", _said(found, "zh"), _said(found, "en")))
    place = program.path or program.id
    mark = example.at
    return Problem("example_differs", example.name, found, expected, "", place, mark.line, mark.column, detail=detail)


def _said(answer: str, language: str) -> str:
    """An answer, or its kind with the names that belong to it, in words."""
    kind, _, names = answer.partition(" ")
    if kind in _KINDS:
        return tell(language, f"answer_{kind}", names).strip()
    return answer or tell(language, "answer_absent")


def _compared(book: RuleBook, program: Program, example: Example) -> Iterator[tuple[str, str, str]]:
    """What differs, as the example states it and as the engine gives it."""
    kind, named = _refusal_expected(example)
    try:
        decision = book.decide(program.id, example.date, _inputs(program.inputs, example.inputs), example.assume)
    except BenefitsError as error:
        found_kind, found = _refusal(error)
        if found_kind != kind or (named is not None and sorted(named) != sorted(found)):
            yield "answer", _shown(kind, named), _shown(found_kind, found)
        return
    if kind != "answered":
        yield "answer", _shown(kind, named), "answered"
        return
    for name, expected in example.outputs.items():
        if name not in decision.outputs or not same(expected, decision.outputs[name]):
            yield name, str(expected), str(decision.outputs.get(name, ""))
    for name in example.undetermined:
        if name not in decision.undetermined:
            yield name, "undetermined", str(decision.outputs.get(name, ""))


def _inputs(specs: tuple[Input, ...], texts: Mapping[str, object]) -> dict[str, object]:
    """A rule file holds texts alone: `true` and `false` become what a yes-or-no input takes."""
    kinds = {spec.name: spec for spec in specs}
    return {name: _value(kinds.get(name), value) for name, value in texts.items()}


def _value(spec: Input | None, value: object) -> object:
    if spec is not None and spec.fields and isinstance(value, list | tuple):
        return [_inputs(spec.fields, row) if isinstance(row, Mapping) else row for row in value]
    if spec is not None and spec.type.kind == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    return value


def _refusal_expected(example: Example) -> tuple[str, tuple[str, ...] | None]:
    if example.not_in_force:
        return "not_in_force", None
    if example.missing:
        return "missing", example.missing
    return ("refused", example.refused) if example.refused else ("answered", None)


def _refusal(error: BenefitsError) -> tuple[str, tuple[str, ...]]:
    if isinstance(error, MissingInputsError):
        return "missing", error.missing
    if isinstance(error, InputError):
        return "refused", tuple(dict.fromkeys(problem.path for problem in error.problems))
    return ("not_in_force" if isinstance(error, NotInForceError) else error.code), ()


def _shown(kind: str, names: tuple[str, ...] | None) -> str:
    return f"{kind} {', '.join(names)}" if names else kind


def same(expected: object, found: object) -> bool:
    """Whether the text of a rule file says the value of an answer: numbers by value, lists and rows part by part."""
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(
            name in found and same(value, found[name]) for name, value in expected.items()
        )
    if isinstance(expected, list | tuple):
        if not isinstance(found, list | tuple) or len(expected) != len(found):
            return False
        return all(same(one, other) for one, other in zip(expected, found, strict=True))
    if expected is None or found is None:
        return expected is found
    if isinstance(found, bool) or isinstance(expected, bool):
        return str(expected).lower() == str(found).lower()
    if isinstance(found, int | Decimal):
        try:
            return Decimal(str(expected)) == found
        except InvalidOperation:
            return False
    return str(expected) == str(found)
