"""Random questions of any program: complete ones, and the same with some of what they give left out."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from benefits.engine import numbers
from benefits.model.program import Input, Program

Inputs = dict[str, Any]
FIRST, LAST = date(2019, 1, 1), date(2021, 12, 31)
EDGES = (date(2019, 1, 1), date(2019, 6, 30), date(2019, 7, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 29))
SMALL = ("0", "0.01", "0.5", "1", "2", "2.5", "7.5", "10", "12.34", "20", "50.5", "99.99", "100", "434", "1000")


def question_day(random: Random) -> date:
    """A day from 2019 on, mostly at an edge."""
    return random.choice(EDGES) if random.random() < 0.6 else some_day(random, FIRST, LAST)


def some_day(random: Random, first: date, last: date) -> date:
    return first + timedelta(random.randint(0, (last - first).days))


def some_number(random: Random, spec: Input, program: Program) -> object:
    """A number that the input accepts, in one of the forms it may be given in."""
    if spec.keys_of:
        parameter = next(one for one in program.parameters if one.name == spec.keys_of)
        place = parameter.by.index(spec.name)
        return numbers.text(Fraction(random.choice([row.keys[place] for row in parameter.rows])))  # type: ignore[arg-type]
    step = Decimal(1).scaleb(-spec.decimals)
    number = Decimal(random.choice(SMALL)).quantize(step)
    if spec.minimum is None or spec.minimum < 0:
        number *= random.choice([1, 1, -1])
    if random.random() < 0.3:
        number = Decimal(random.randint(0, 10**6)).scaleb(-spec.decimals)
    if spec.minimum is not None and Fraction(number) < spec.minimum:
        number = Decimal(str(spec.minimum.numerator))
    if spec.maximum is not None and Fraction(number) > spec.maximum:
        number = Decimal(str(spec.maximum.numerator))
    if number == number.to_integral_value() and random.random() < 0.4:
        return int(number)
    return number if random.random() < 0.5 else format(number, "f").replace("-0.", "-0.") if number else "0"


def some_value(random: Random, spec: Input, program: Program) -> object:
    if spec.fields:
        return some_rows(random, spec, program)
    match spec.type.kind:
        case "number":
            return some_number(random, spec, program)
        case "boolean":
            return random.random() < 0.5
        case "date":
            day = (
                random.choice(EDGES) if random.random() < 0.3 else some_day(random, date(2000, 1, 1), date(2022, 1, 1))
            )
            return day if random.random() < 0.5 else day.isoformat()
        case "choice":
            return random.choice(next(one.ids() for one in program.enumerations if one.name == spec.type.choices))
    return random.choice(["a", "b", "甲"])


def some_rows(random: Random, spec: Input, program: Program) -> list[Inputs]:
    rows = [some_inputs(random, spec.fields, program) for _ in range(random.choice([0, 1, 2, 2, 3, 5]))]
    if spec.no_overlap:
        seen = set()
        kept = []
        for row in rows:
            first = date(2015, 1, 1) + timedelta(random.randint(0, 2000))
            row |= {spec.no_overlap.start: first, spec.no_overlap.end: first + timedelta(random.choice([0, 1, 900]))}
            key = tuple(row[name] for name in spec.no_overlap.by)
            if key not in seen:
                kept.append(row)
            seen.add(key)
        rows = kept
    return rows


def some_inputs(random: Random, specs: tuple[Input, ...], program: Program) -> Inputs:
    """Values for all inputs; those with a default or optional are sometimes left out."""
    found: Inputs = {}
    for spec in specs:
        spare = spec.has_default or spec.optional
        if not (spare and random.random() < 0.35):
            found[spec.name] = some_value(random, spec, program)
        elif random.random() < 0.3:
            found[spec.name] = None
    return found


def some_options(random: Random, program: Program) -> dict[str, str] | None:
    if random.random() < 0.4:
        return None
    return {
        one.name: random.choice([option.id for option in one.options])
        for one in program.interpretations
        if random.random() < 0.7
    }


def holes(program: Program, inputs: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """What may be left out: (input, -1, "") or (list, row, field)."""
    for spec in program.inputs:
        if spec.name in inputs and not spec.has_default and not spec.optional:
            yield spec.name, -1, ""
        if spec.fields and not spec.is_table:
            for place, row in enumerate(inputs.get(spec.name) or []):
                yield from (
                    (spec.name, place, field.name) for field in spec.fields if field.name in row and not field.optional
                )


def path(hole: tuple[str, int, str]) -> str:
    name, place, field = hole
    return name if place < 0 else f"{name}[{place}].{field}"


def without(inputs: Mapping[str, Any], dropped: list[tuple[str, int, str]]) -> Inputs:
    """The inputs with holes in them."""
    left = copy.deepcopy(dict(inputs))
    for name, place, field in dropped:
        if place >= 0 and name in left:
            left[name][place].pop(field, None)
    for name, place, _ in dropped:
        if place < 0:
            left.pop(name, None)
    return left


def filled(random: Random, program: Program, left: Inputs) -> Inputs:
    """The holes of a question filled with other random values."""
    done = copy.deepcopy(left)
    for spec in program.inputs:
        if done.get(spec.name) is None and not spec.has_default and not spec.optional:
            done[spec.name] = some_value(random, spec, program)
        elif spec.fields and not spec.is_table:
            for row in done.get(spec.name) or []:
                for field in spec.fields:
                    if row.get(field.name) is None and not field.optional:
                        row[field.name] = some_value(random, field, program)
    return done
