"""Which figures of many cases have a sum: amounts that each case gets, not prices, standards or rates."""

from __future__ import annotations

from benefits.model.program import Program


def adds_up(program: Program, unit: str, for_reading: bool = False) -> bool:
    """Whether figures of this unit add up over the program's cases.

    Money does, also per month, year or household. Money per person does where a case is one person: a program that
    asks for a number or a list of people gives a standard then, not what the case gets. What is rounded for reading
    does not.
    """
    above, below = parts(unit)
    if above != ["CNY"] or for_reading or set(below) - {"person", "household", "month", "year"}:
        return False
    return "person" not in below or not any(spec.fields or spec.type.unit == "person" for spec in program.inputs)


def parts(unit: str) -> tuple[list[str], list[str]]:
    """What stands above and below the line of a unit."""
    top, *below = unit.split("/")
    return top.split("*"), below
