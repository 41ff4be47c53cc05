"""Every example of every program, asked through the front door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

import benefits
from benefits.model.program import Example, Input

BOOK = benefits.load()
CASES = [(program, example) for program in BOOK.ids for example in BOOK.program(program).examples]


def given(values: Mapping[str, object], specs: Sequence[Input]) -> dict[str, object]:
    """The example's texts as a caller gives them: `true` and `false` of a boolean input as booleans."""
    kinds = {spec.name: spec for spec in specs}
    return {name: given_value(value, kinds.get(name)) for name, value in values.items()}


def given_value(value: object, spec: Input | None) -> object:
    if spec is not None and isinstance(value, list | tuple):
        return [given(row, spec.fields) for row in value]
    if spec is not None and spec.type.kind == "boolean":
        return {"true": True, "false": False}.get(str(value), value)
    return value


def same(expected: object, found: object) -> bool:
    """Whether an answer is the one written in the rule file. A cell that is not written is not determined."""
    if isinstance(expected, Mapping):
        assert isinstance(found, Mapping)
        return set(expected) <= set(found) and all(same(expected.get(name), value) for name, value in found.items())
    if isinstance(expected, list | tuple):
        assert isinstance(found, list)
        return len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(found, bool):
        return expected == ("true" if found else "false")
    if isinstance(found, int | Decimal):
        return Fraction(str(expected)) == Fraction(found)
    return expected == (None if found is None else str(found))


def ask(program: str, example: Example) -> benefits.Decision:
    inputs = given(example.inputs, BOOK.program(program).inputs)
    return BOOK.decide(program, example.date, inputs, dict(example.assume))


@pytest.mark.parametrize(("program", "example"), CASES, ids=[f"{program}.{example.name}" for program, example in CASES])
def test_example(program: str, example: Example) -> None:
    if example.not_in_force:
        with pytest.raises(benefits.NotInForceError):
            ask(program, example)
    elif example.missing:
        with pytest.raises(benefits.MissingInputsError) as lacking:
            ask(program, example)
        assert lacking.value.missing == example.missing
    elif example.refused:
        with pytest.raises(benefits.InputError) as refused:
            ask(program, example)
        assert not isinstance(refused.value, benefits.MissingInputsError)
        assert sorted(problem.path for problem in refused.value.problems) == sorted(example.refused)
    else:
        decision = ask(program, example)
        for name, value in example.outputs.items():
            assert same(value, decision.outputs[name]), (name, decision.outputs[name])
        assert set(decision.undetermined) == set(example.undetermined)


@pytest.mark.parametrize("program", [program for program in BOOK.ids if BOOK.program(program).parameters])
def test_published_figures_are_examples(program: str) -> None:
    """Each program whose document prints figures has an example with one of them."""
    assert any(example.published and example.cite for example in BOOK.program(program).examples)
